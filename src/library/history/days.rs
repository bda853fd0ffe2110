//! What each day holds.

use std::collections::BTreeMap;

use super::life::{Life, took};
use crate::clock::Day;

/// Answers by day.
#[derive(Debug, Default)]
pub(in crate::library) struct Days(BTreeMap<Day, DayTally>);

#[derive(Clone, Copy, Debug, Default)]
struct DayTally {
    answers: usize,
    new: usize,
    took: i64,
}

impl Days {
    /// Counts an item's answers from one on, or takes them off again (`by` is 1 or -1).
    pub(super) fn count(&mut self, life: &Life, from: usize, by: isize) {
        let mut starts = &life.starts[life.starts.partition_point(|start| *start < from)..];
        for (at, past) in life.held.iter().enumerate().skip(from) {
            let first = starts.first() == Some(&at);
            starts = &starts[usize::from(first)..];
            let tally = self.0.entry(past.now.day).or_default();
            tally.answers = tally.answers.saturating_add_signed(by);
            tally.new = tally.new.saturating_add_signed(if first { by } else { 0 });
            tally.took += took(past) * by as i64;
        }
    }

    /// Returns how many answers a day holds.
    pub(in crate::library) fn answered(&self, day: Day) -> usize {
        self.0.get(&day).map_or(0, |tally| tally.answers)
    }

    /// Returns the milliseconds a day's answers took.
    pub(in crate::library) fn took(&self, day: Day) -> i64 {
        self.0.get(&day).map_or(0, |tally| tally.took)
    }

    /// Returns how many new items were met and how many reviews done on a day.
    pub(in crate::library) fn done(&self, day: Day) -> (usize, usize) {
        self.0.get(&day).map_or((0, 0), |tally| (tally.new, tally.answers.saturating_sub(tally.new)))
    }
}
