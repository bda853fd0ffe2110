//! What was answered in one sitting.

use crate::card::ItemName;
use crate::card::ask::{Question, Right, Verdict};
use crate::card::grade::Grade;
use crate::text::Safe;

/// One graded item.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The item.
    pub item: ItemName,
    /// The way of asking.
    pub kind: &'static str,
    /// The question's words.
    pub words: Safe,
    /// The grade that counts.
    pub grade: Grade,
    /// The computed grade, where it was overruled.
    pub computed: Option<Grade>,
    /// Milliseconds it took.
    pub took: i64,
    /// It was met for the first time.
    pub first: bool,
}

/// Everything graded in one sitting, in order.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The graded items.
    pub answered: Vec<Answered>,
    /// What was taken back, the last first.
    taken: Vec<Answered>,
}

impl Tally {
    pub(super) fn take(
        &mut self,
        question: &Question,
        verdict: &Verdict,
        computed: Option<&[Grade]>,
        took: i64,
        first: bool,
    ) {
        let share = took / (verdict.grades.len().max(1) as i64);
        for (at, (item, grade)) in question.items.iter().zip(&verdict.grades).enumerate() {
            self.answered.push(Answered {
                item: item.clone(),
                kind: question.facet.kind(),
                words: question.q.line(),
                grade: *grade,
                computed: computed.and_then(|computed| computed.get(at)).copied(),
                took: share,
                first,
            });
        }
    }

    pub(super) fn take_back(&mut self, items: usize) {
        let from = self.answered.len().saturating_sub(items);
        self.taken.extend(self.answered.drain(from..));
    }

    /// Takes into the tally again what was taken back of these items.
    pub(super) fn give_again(&mut self, items: &[ItemName]) {
        let (again, taken) =
            std::mem::take(&mut self.taken).into_iter().partition(|answered| items.contains(&answered.item));
        self.taken = taken;
        self.answered.extend::<Vec<Answered>>(again);
    }

    /// Returns how many answers were right (hard or better).
    pub fn right(&self) -> usize {
        self.answered.iter().filter(|answered| answered.grade != Grade::Again).count()
    }

    /// Returns how many answers got each grade, lowest first.
    pub fn grades(&self) -> [usize; 4] {
        Grade::ALL.map(|grade| self.answered.iter().filter(|answered| answered.grade == grade).count())
    }

    /// Returns how many grades were raised and how many lowered by hand.
    pub fn overruled(&self) -> (usize, usize) {
        let moved = |up: bool| {
            let is = |answered: &&Answered| {
                answered.computed.is_some_and(|computed| {
                    if up { answered.grade > computed } else { answered.grade < computed }
                })
            };
            self.answered.iter().filter(is).count()
        };
        (moved(true), moved(false))
    }

    /// Returns the milliseconds all answers took.
    pub fn took(&self) -> i64 {
        self.answered.iter().map(|answered| answered.took).sum()
    }

    /// Returns for each kind, in order of first use, how many were right and how many asked.
    pub fn kinds(&self) -> Vec<(&'static str, usize, usize)> {
        let mut kinds: Vec<(&'static str, usize, usize)> = Vec::new();
        for answered in &self.answered {
            let right = usize::from(answered.grade != Grade::Again);
            match kinds.iter_mut().find(|(kind, _, _)| *kind == answered.kind) {
                Some((_, hits, n)) => (*hits, *n) = (*hits + right, *n + 1),
                None => kinds.push((answered.kind, right, 1)),
            }
        }
        kinds
    }
}

/// Returns the word and sign for how good an answer was.
pub fn word(right: Right, first: bool) -> &'static str {
    match (right, first) {
        (Right::Yes, _) => "Right",
        (Right::Partly, _) => "Partly",
        (Right::No, true) => "Not yet: first try",
        (Right::No, false) => "Wrong",
    }
}
