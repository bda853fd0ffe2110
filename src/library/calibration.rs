//! Said versus got: how certainty, guessed levels and moved grades compare with what the checks found.

use std::collections::BTreeMap;

use super::Library;
use crate::card::grade::{Grade, Sure};
use crate::clock::Day;

/// Days that count as lately.
const LATELY: i32 = 30;

/// A count of answers and how many were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Answers.
    pub n: usize,
    /// Right ones.
    pub right: usize,
}

impl Share {
    fn take(&mut self, right: bool) {
        self.n += 1;
        self.right += usize::from(right);
    }

    /// Returns the share that was right; nothing without answers.
    pub fn share(self) -> Option<f32> {
        (self.n > 0).then(|| self.right as f32 / self.n as f32)
    }
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// By how sure the learner said to be: a guess, fairly sure, sure.
    pub sure: [Share; 3],
    /// The same over the last thirty days.
    pub lately: [Share; 3],
    /// By kind: those said to be sure.
    pub kinds: Vec<(&'static str, Share)>,
    /// Grades computed from ticks or checks.
    pub computed: usize,
    /// Grades raised and lowered by hand.
    pub moved: (usize, usize),
    /// Mocks: when they started, and guessed minus judged level in levels.
    pub levels: Vec<f32>,
}

impl Calibration {
    /// Says how often grades are raised, as `you raise 1 in 5`; nothing under ten computed grades.
    pub fn raising(&self) -> Option<String> {
        if self.computed < 10 {
            return None;
        }
        Some(match self.moved.0 {
            0 => "You have raised no computed grade.".into(),
            raised => {
                format!("You raise 1 computed grade in {}.", (self.computed as f32 / raised as f32).round())
            }
        })
    }

    /// Says by how many points the learner is too sure, from answers called sure or fairly sure, which stand for
    /// chances of at least 80 % and 67 % (the thresholds of certainty-based marking, Gardner-Medwin 2006).
    pub fn gap(&self) -> Option<f32> {
        let [_, fairly, sure] = self.sure;
        let expected = fairly.n as f32 * 0.67 + sure.n as f32 * 0.8;
        let n = fairly.n + sure.n;
        (n >= 10).then(|| (expected - (fairly.right + sure.right) as f32) / n as f32 * 100.0)
    }
}

impl Library {
    /// Returns how what was said compares with what was got, up to a day.
    pub fn calibration(&self, today: Day) -> Calibration {
        let mut all = Calibration::default();
        let mut kinds: BTreeMap<&'static str, Share> = BTreeMap::new();
        for (name, held) in self.history.held() {
            let kind = self.find(name).map(|found| found.item.facet.kind());
            for past in held {
                let review = &past.review;
                let computed = review.computed.unwrap_or(review.grade);
                all.computed += 1;
                all.moved.0 += usize::from(review.grade > computed);
                all.moved.1 += usize::from(review.grade < computed);
                let Some(sure) = review.sure else { continue };
                let right = computed > Grade::Again;
                all.sure[at(sure)].take(right);
                if today.since(past.now.day) < LATELY {
                    all.lately[at(sure)].take(right);
                }
                if let Some(kind) = kind.filter(|_| sure == Sure::Sure) {
                    kinds.entry(kind).or_default().take(right);
                }
            }
        }
        all.kinds = kinds.into_iter().collect();
        all.kinds.sort_by_key(|(_, share)| std::cmp::Reverse(share.n));
        all.levels =
            self.mocks().filter(|card| card.closed).filter_map(crate::mock::Scorecard::bias).collect();
        all
    }
}

fn at(sure: Sure) -> usize {
    match sure {
        Sure::Guess => 0,
        Sure::Fairly => 1,
        Sure::Sure => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_sure_is_counted_in_points() {
        let share = |n, right| Share { n, right };
        let too_sure =
            Calibration { sure: [share(0, 0), share(0, 0), share(10, 6)], ..Calibration::default() };
        assert_eq!(too_sure.gap().map(f32::round), Some(20.0));
        assert_eq!(Calibration::default().gap(), None);
    }

    #[test]
    fn raising_is_told_once_there_is_enough_to_tell() {
        let moved = |computed, raised| Calibration { computed, moved: (raised, 0), ..Calibration::default() };
        assert_eq!(moved(20, 4).raising().unwrap(), "You raise 1 computed grade in 5.");
        assert_eq!(moved(20, 0).raising().unwrap(), "You have raised no computed grade.");
        assert_eq!(moved(9, 4).raising(), None);
    }
}
