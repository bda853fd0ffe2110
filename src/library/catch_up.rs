//! After a break: the backlog is spread over some days, at a pace that follows from the log alone.

use super::Library;
use crate::clock::{Day, Now};
use crate::review::What;

/// Days away from which a break is one.
const AWAY: i32 = 3;
/// Days back in which a break may lie.
const BACK: i32 = 60;
/// Reviews a day that nobody needs to have spread.
const LIGHT: usize = 20;
/// Days before a break whose load is called usual.
const BEFORE: i32 = 30;

/// A backlog that is being worked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatchUp {
    /// Days without an answer.
    pub away: i32,
    /// The first day after them.
    pub since: Day,
    /// The last day of the spread.
    pub until: Day,
    /// What is due in all today.
    pub due: usize,
    /// Reviews of today's share that are left.
    pub left: usize,
    /// What a day brings at least: the usual load.
    pub least: usize,
}

impl CatchUp {
    /// Returns what a day brings when the heap is spread over so many days from today, and how many it takes then.
    pub fn over(&self, days: i32) -> (usize, i32) {
        let share = self.due.div_ceil(days.max(1).unsigned_abs() as usize).max(self.least).max(1);
        (share.min(self.due), self.due.div_ceil(share) as i32)
    }
}

impl Library {
    /// Returns the pace in force when so much is due: nothing without a break, or when it left no heap.
    pub(super) fn catch_up(&self, due: usize, now: Now) -> Option<CatchUp> {
        let (last, since) = self.a_break(now.day)?;
        let days = self.spread(last);
        let until = since.plus(days - 1);
        let done = self.history.days().done(now.day).1;
        let total = due + done;
        let usual = self.usual_load(last).max(LIGHT);
        if now.day > until || total * 2 <= usual * 3 {
            return None;
        }
        let days_left = (until.since(now.day) + 1).unsigned_abs() as usize;
        let share = total.div_ceil(days_left).max(usual);
        let left = share.saturating_sub(done);
        Some(CatchUp { away: since.since(last) - 1, since, until, due, left, least: usual })
    }

    /// The newest break: its last active day before and the first day after.
    fn a_break(&self, today: Day) -> Option<(Day, Day)> {
        let mut after = today;
        for ago in 1..=BACK {
            let day = today.plus(-ago);
            if self.answered(day) == 0 {
                continue;
            }
            if after.since(day) > AWAY {
                return Some((day, after));
            }
            after = day;
        }
        None
    }

    fn usual_load(&self, last: Day) -> usize {
        let loads: Vec<usize> =
            (0..BEFORE).map(|ago| self.answered(last.plus(-ago))).filter(|n| *n > 0).collect();
        loads.iter().sum::<usize>() / loads.len().max(1)
    }

    /// Returns the days over which the break that began on a day is spread: as chosen since, or as settings say.
    fn spread(&self, last: Day) -> i32 {
        let chosen = self.history.preference("catch-up").and_then(|text| text.split_once(' '));
        let chosen = chosen.filter(|(day, _)| Day::parse(day).is_some_and(|day| day > last));
        let days = chosen.and_then(|(_, days)| days.parse().ok());
        days.unwrap_or(self.config.catch_up as i32).clamp(1, 60)
    }
}

/// Returns what records over how many days the break that ended on a day is spread.
pub fn spread_over(since: Day, days: i32) -> What {
    What::Set { key: "catch-up".into(), value: format!("{since} {days}") }
}
