//! What a front end saves through: the log, or a list in memory.

use super::log::Log;
use crate::clock::Moment;
use crate::review::{Event, What};
use crate::text::Safe;

/// What keeps events: the log, or a test's list.
pub trait Keeper {
    /// Saves what happened; the events wait in memory when that fails, with a sentence why.
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>);
    /// Tries to save what waits.
    fn retry(&mut self, now: Moment) -> Option<Safe>;
    /// Returns how many events wait.
    fn unsaved(&self) -> usize;
}

impl Keeper for Log {
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>) {
        match Self::append(self, whats, now) {
            Ok(events) => (events, None),
            Err(error) => (error.events, Some(error.why)),
        }
    }

    fn retry(&mut self, now: Moment) -> Option<Safe> {
        Self::retry(self, now).err()
    }

    fn unsaved(&self) -> usize {
        Self::unsaved(self)
    }
}
