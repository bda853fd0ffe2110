//! What the days until an interview ask: new items a day and minutes a day.

use super::Library;
use crate::clock::{Day, MINUTE, Now};

/// No new items in the last days before an interview (LEARNING.md 1.1).
const NO_NEW: i32 = 2;
/// Answers a new item takes on average until it first waits for days: its steps and the day after.
const ANSWERS: f32 = 3.0;

/// What is to be done until a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Items never met, those suspended left out.
    pub unmet: usize,
    /// New items a day that meet them all in time.
    pub new_needed: usize,
    /// Minutes a day that takes, reviews included.
    pub minutes: f32,
}

impl Library {
    /// Returns what is to be done until a day; nothing without a card.
    pub fn until(&self, day: Day, now: Now) -> Option<Forecast> {
        let items =
            self.decks.iter().flat_map(|loaded| &loaded.items).filter(|item| !self.is_suspended(&item.name));
        let memories: Vec<_> = items.map(|item| self.memory(&item.name)).collect();
        if memories.is_empty() {
            return None;
        }
        let unmet = memories.iter().filter(|memory| memory.is_none()).count();
        let days = day.since(now.day).max(0);
        let days_for_new = (days - NO_NEW + 1).max(1).unsigned_abs() as usize;
        let new_needed = unmet.div_ceil(days_for_new);
        let reviews: f32 = memories.iter().flatten().map(|memory| self.reviews_until(memory, day, now)).sum();
        // Every item is seen once more in the last days.
        let answers = reviews + unmet as f32 * (ANSWERS + 1.0);
        let minutes = answers * self.usual() as f32 / MINUTE as f32 / (days + 1) as f32;
        Some(Forecast { unmet, new_needed, minutes })
    }

    /// Reviews of one item until a day, were each answered well: gaps grow with stability.
    fn reviews_until(&self, memory: &crate::schedule::Memory, day: Day, now: Now) -> f32 {
        let mut memory = memory.clone();
        let mut at = match memory.due {
            crate::schedule::Due::At(_) => now.day,
            crate::schedule::Due::On(due) => due.max(now.day),
        };
        let mut count = 1.0;
        while at < day && count < 60.0 {
            count += 1.0;
            let then = Now { at: now.at.plus(i64::from(at.since(now.day)) * crate::clock::DAY), day: at };
            let gap = self.scheduler.outlook(Some(&memory), then, 0)[2];
            memory = self.scheduler.learn(Some(&memory), crate::card::grade::Grade::Good, None, gap, then);
            at = match memory.due {
                crate::schedule::Due::At(_) => at.plus(1),
                crate::schedule::Due::On(due) => due,
            };
        }
        count
    }
}
