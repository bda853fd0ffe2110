//! What is asked next, with a way back: every change is kept as its reverse, so that going back to an earlier
//! moment costs what has changed since and nothing is copied.

use crate::card::ItemName;

/// The items of one question.
pub(super) type Items = Vec<ItemName>;

/// The questions to come, and how they came to be so.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    questions: std::collections::VecDeque<Items>,
    back: Vec<Reverse>,
}

/// What takes one change back.
#[derive(Clone, Debug)]
enum Reverse {
    PushFront(Items),
    PopFront,
    PopBack,
    /// Questions that were taken out, each with the place it had, first to last.
    Insert(Vec<(usize, Items)>),
}

impl From<Vec<Items>> for Queue {
    fn from(questions: Vec<Items>) -> Self {
        Self { questions: questions.into(), back: Vec::new() }
    }
}

impl Queue {
    pub(super) fn len(&self) -> usize {
        self.questions.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    pub(super) fn pop_front(&mut self) -> Option<Items> {
        let question = self.questions.pop_front()?;
        self.back.push(Reverse::PushFront(question.clone()));
        Some(question)
    }

    pub(super) fn push_front(&mut self, question: Items) {
        self.questions.push_front(question);
        self.back.push(Reverse::PopFront);
    }

    /// Puts an open question back in front.
    pub(super) fn put_back(&mut self, open: Option<Items>) {
        if let Some(question) = open {
            self.push_front(question);
        }
    }

    pub(super) fn push_back(&mut self, question: Items) {
        self.questions.push_back(question);
        self.back.push(Reverse::PopBack);
    }

    /// Takes out the questions that are chosen, and returns them in order.
    pub(super) fn take_out(&mut self, chosen: impl Fn(&Items) -> bool) -> Vec<Items> {
        let questions = std::mem::take(&mut self.questions).into_iter().enumerate();
        let (out, kept): (Vec<_>, Vec<_>) = questions.partition(|(_, question)| chosen(question));
        self.questions = kept.into_iter().map(|(_, question)| question).collect();
        let questions = out.iter().map(|(_, question)| question.clone()).collect();
        self.back.push(Reverse::Insert(out));
        questions
    }

    /// Names the present moment.
    pub(super) fn mark(&self) -> usize {
        self.back.len()
    }

    /// Goes back to an earlier moment.
    pub(super) fn rewind(&mut self, mark: usize) {
        while self.back.len() > mark {
            match self.back.pop() {
                Some(Reverse::PushFront(question)) => self.questions.push_front(question),
                Some(Reverse::PopFront) => drop(self.questions.pop_front()),
                Some(Reverse::PopBack) => drop(self.questions.pop_back()),
                Some(Reverse::Insert(out)) => {
                    for (at, question) in out {
                        self.questions.insert(at, question);
                    }
                }
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn question(number: u8) -> Items {
        vec![ItemName::of(&format!("d/c{number}#recall"))]
    }

    proptest! {
        #[test]
        fn any_moment_can_be_gone_back_to(changes in prop::collection::vec((0_u8..4, any::<u8>()), 0..40)) {
            let mut queue = Queue::from((0..5).map(question).collect::<Vec<_>>());
            prop_assert_eq!((queue.len(), queue.is_empty()), (5, false));
            let mut moments = vec![(queue.mark(), queue.questions.clone())];
            for (kind, number) in changes {
                match kind {
                    0 => drop(queue.pop_front()),
                    1 => queue.push_front(question(number)),
                    2 => queue.push_back(question(number)),
                    _ => drop(queue.take_out(|of| of[0].as_str().len() % 2 == usize::from(number % 2))),
                }
                moments.push((queue.mark(), queue.questions.clone()));
            }
            for (mark, questions) in moments.into_iter().rev() {
                queue.rewind(mark);
                prop_assert_eq!(&queue.questions, &questions);
            }
        }
    }
}
