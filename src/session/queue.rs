//! What is asked next, with a way back: every change is kept as its reverse, so that going back to an earlier
//! moment costs what has changed since and nothing is copied.

use crate::card::ItemName;

/// The items of one turn.
pub(super) type Turn = Vec<ItemName>;

/// The turns to come, and how they came to be so.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    turns: std::collections::VecDeque<Turn>,
    back: Vec<Reverse>,
}

/// What takes one change back.
#[derive(Clone, Debug)]
enum Reverse {
    PushFront(Turn),
    PopFront,
    PopBack,
    /// Turns that were taken out, each with the place it had, first to last.
    Insert(Vec<(usize, Turn)>),
}

impl From<Vec<Turn>> for Queue {
    fn from(turns: Vec<Turn>) -> Self {
        Self { turns: turns.into(), back: Vec::new() }
    }
}

impl Queue {
    pub(super) fn len(&self) -> usize {
        self.turns.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    pub(super) fn pop_front(&mut self) -> Option<Turn> {
        let turn = self.turns.pop_front()?;
        self.back.push(Reverse::PushFront(turn.clone()));
        Some(turn)
    }

    pub(super) fn push_front(&mut self, turn: Turn) {
        self.turns.push_front(turn);
        self.back.push(Reverse::PopFront);
    }

    /// Puts an open turn back in front.
    pub(super) fn put_back(&mut self, open: Option<Turn>) {
        if let Some(turn) = open {
            self.push_front(turn);
        }
    }

    pub(super) fn push_back(&mut self, turn: Turn) {
        self.turns.push_back(turn);
        self.back.push(Reverse::PopBack);
    }

    /// Takes out the turns that are chosen, and returns them in order.
    pub(super) fn take_out(&mut self, chosen: impl Fn(&Turn) -> bool) -> Vec<Turn> {
        let turns = std::mem::take(&mut self.turns).into_iter().enumerate();
        let (out, kept): (Vec<_>, Vec<_>) = turns.partition(|(_, turn)| chosen(turn));
        self.turns = kept.into_iter().map(|(_, turn)| turn).collect();
        let turns = out.iter().map(|(_, turn)| turn.clone()).collect();
        self.back.push(Reverse::Insert(out));
        turns
    }

    /// Names the present moment.
    pub(super) fn mark(&self) -> usize {
        self.back.len()
    }

    /// Goes back to an earlier moment.
    pub(super) fn rewind(&mut self, mark: usize) {
        while self.back.len() > mark {
            match self.back.pop() {
                Some(Reverse::PushFront(turn)) => self.turns.push_front(turn),
                Some(Reverse::PopFront) => drop(self.turns.pop_front()),
                Some(Reverse::PopBack) => drop(self.turns.pop_back()),
                Some(Reverse::Insert(out)) => {
                    for (at, turn) in out {
                        self.turns.insert(at, turn);
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

    fn turn(number: u8) -> Turn {
        vec![ItemName::of(&format!("d/c{number}#recall"))]
    }

    proptest! {
        #[test]
        fn any_moment_can_be_gone_back_to(changes in prop::collection::vec((0_u8..4, any::<u8>()), 0..40)) {
            let mut queue = Queue::from((0..5).map(turn).collect::<Vec<_>>());
            prop_assert_eq!((queue.len(), queue.is_empty()), (5, false));
            let mut moments = vec![(queue.mark(), queue.turns.clone())];
            for (kind, number) in changes {
                match kind {
                    0 => drop(queue.pop_front()),
                    1 => queue.push_front(turn(number)),
                    2 => queue.push_back(turn(number)),
                    _ => drop(queue.take_out(|of| of[0].as_str().len() % 2 == usize::from(number % 2))),
                }
                moments.push((queue.mark(), queue.turns.clone()));
            }
            for (mark, turns) in moments.into_iter().rev() {
                queue.rewind(mark);
                prop_assert_eq!(&queue.turns, &turns);
            }
        }
    }
}
