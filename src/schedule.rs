//! Memory, grade and now give the next memory; and the queue of what is due. Knows nothing of storage
//! or of how a grade was reached.

pub mod fit;
pub mod fsrs;
pub mod published;
pub mod queue;
pub mod simulate;
#[cfg(test)]
mod tests;

use crate::clock::{Day, MINUTE, Moment, Now, when};
use crate::review::Gap;

/// When an item is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Within the day, from this moment on.
    At(Moment),
    /// From the start of this day on.
    On(Day),
}

impl Due {
    /// Returns when that is, seen from now.
    pub fn words(self, now: Now) -> String {
        match self {
            Self::At(at) if at <= now.at => "now".into(),
            Self::At(at) => format!("in {}", when::span(at.since(now.at).max(MINUTE))),
            Self::On(day) => when::day(day, now.day),
        }
    }
}

/// Where an item stands between new and known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// First steps; the number counts steps done.
    Learning(u8),
    /// Spaced by days.
    Review,
    /// Steps after a lapse.
    Relearning(u8),
}

/// What is known of one item the learner has met; a new item has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// Days until retrievability falls to 90 %.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
    /// Where it stands.
    pub phase: Phase,
    /// When it is due.
    pub due: Due,
    /// The gap that led there.
    pub gap: Gap,
    /// When it was last graded.
    pub last: Moment,
    /// The learner's day of that.
    pub last_day: Day,
    /// The day that days are counted from once it has come: later than `last_day` where the clock stood behind an
    /// earlier answer, since either may have been wrong.
    pub counted: Day,
    /// The learner's day it was first met.
    pub first_day: Day,
    /// Times graded.
    pub reps: u32,
    /// Times forgotten after it was known.
    pub lapses: u32,
    /// Graded again while sure, and not yet right on two different days since.
    pub sure_wrong: bool,
    /// Days on which it was right since then.
    pub right_days: u8,
    /// Day of the last right answer.
    pub right_day: Option<Day>,
}

impl Due {
    /// Returns milliseconds from now, for sorting; a day counts from its first moment.
    pub fn order(self, now: crate::clock::Now) -> i64 {
        match self {
            Self::At(at) => at.since(now.at),
            Self::On(day) => i64::from(day.since(now.day)) * crate::clock::DAY,
        }
    }
}

/// Lapses at which an item is a leech; again after each half as many (LEARNING.md, leeches).
const LEECH: u32 = 4;

impl Memory {
    /// Returns the whole days since it was last graded, never below zero.
    pub fn elapsed(&self, today: Day) -> u32 {
        let since = if today >= self.counted { self.counted.max(self.last_day) } else { self.last_day };
        today.since(since).max(0).unsigned_abs()
    }

    /// Says whether the item has been forgotten so often that its card should be rewritten.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH
    }

    /// Says whether it is the time to say so: at the threshold, and again after each half as many lapses.
    pub fn is_leech_again(&self) -> bool {
        self.is_leech() && (self.lapses - LEECH).is_multiple_of(LEECH / 2)
    }
}
