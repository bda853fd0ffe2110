//! Answers whose clock was wrong, and the date they were given since. The newest date that holds counts.

use std::collections::HashMap;

use super::order::SortKey;
use super::undos::Undos;
use crate::clock::Now;
use crate::review::EventId;

/// Dates given to events since.
#[derive(Debug, Default)]
pub(super) struct Dates {
    all: HashMap<EventId, (SortKey, Vec<EventId>)>,
    given: HashMap<EventId, Vec<(SortKey, Now)>>,
}

impl Dates {
    /// Takes an event that dates others.
    pub(super) fn add(&mut self, order: SortKey, of: Vec<EventId>, now: Now) {
        for id in &of {
            self.given.entry(*id).or_default().push((order.clone(), now));
        }
        self.all.insert(order.id, (order, of));
    }

    /// Returns the date an event was given since.
    pub(super) fn of(&self, id: EventId, undos: &Undos) -> Option<Now> {
        let given = self.given.get(&id)?.iter().filter(|(order, _)| !undos.has(order.id));
        given.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, now)| *now)
    }

    /// Returns an event that dates others: where it stands, and what it names.
    pub(super) fn get(&self, id: EventId) -> Option<&(SortKey, Vec<EventId>)> {
        self.all.get(&id)
    }
}
