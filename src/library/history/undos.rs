//! Who is taken back. An undo takes back only what stands before it in order, so there is no circle: whether one
//! holds is known once all after it are settled. Settling costs as much as there are targets to look at.

use std::collections::{BinaryHeap, HashMap, HashSet};

use super::order::SortKey;
use crate::review::EventId;

/// Undos, and what they take back.
#[derive(Debug, Default)]
pub(super) struct Undos {
    /// Every undo with its targets.
    all: HashMap<EventId, (SortKey, Vec<EventId>)>,
    /// What is named by an undo, whether it has come or not.
    named: HashMap<EventId, UndoTarget>,
    undone: HashSet<EventId>,
    /// Events to look at again.
    open: BinaryHeap<SortKey>,
}

#[derive(Debug, Default)]
struct UndoTarget {
    /// Where it stands, once it has come.
    order: Option<SortKey>,
    by: Vec<EventId>,
}

impl Undos {
    /// Takes an undo.
    pub(super) fn add(&mut self, order: SortKey, targets: Vec<EventId>) {
        self.arrived(&order);
        for target in &targets {
            let named = self.named.entry(*target).or_default();
            named.by.push(order.id);
            if named.order.is_none() {
                named.order = self.all.get(target).map(|(order, _)| order.clone());
            }
            self.open.extend(named.order.clone());
        }
        self.all.insert(order.id, (order, targets));
    }

    /// Learns where an event stands, if an undo names it.
    pub(super) fn arrived(&mut self, order: &SortKey) {
        if let Some(named) = self.named.get_mut(&order.id)
            && named.order.is_none()
        {
            named.order = Some(order.clone());
            self.open.push(order.clone());
        }
    }

    /// Settles, from the newest down, who is taken back; returns those that are now and were not, or the reverse.
    pub(super) fn settle(&mut self) -> Vec<EventId> {
        let (mut changed, mut last) = (Vec::new(), None);
        while let Some(order) = self.open.pop() {
            // The same event comes out of the heap several times in a row.
            if last.replace(order.id) == Some(order.id) || self.is_named_away(&order) == self.has(order.id) {
                continue;
            }
            if !self.undone.remove(&order.id) {
                self.undone.insert(order.id);
            }
            changed.push(order.id);
            let targets = self.all.get(&order.id).map_or(&[][..], |(_, targets)| targets);
            let earlier = targets.iter().filter_map(|id| self.named.get(id)?.order.as_ref());
            self.open.extend(earlier.filter(|target| **target < order).cloned());
        }
        changed
    }

    /// Says whether a later undo that holds names an event.
    fn is_named_away(&self, order: &SortKey) -> bool {
        let by = self.named.get(&order.id).map_or(&[][..], |named| named.by.as_slice());
        by.iter().any(|undo| self.all.get(undo).is_some_and(|(at, _)| at > order) && !self.has(*undo))
    }

    /// Says whether an event is taken back.
    pub(super) fn has(&self, id: EventId) -> bool {
        !self.undone.is_empty() && self.undone.contains(&id)
    }

    /// Says whether an event is named by an undo but not known to have come.
    pub(super) fn awaits(&self, id: EventId) -> bool {
        self.named.get(&id).is_some_and(|named| named.order.is_none())
    }

    /// Returns an undo: where it stands, and what it names.
    pub(super) fn get(&self, id: EventId) -> Option<&(SortKey, Vec<EventId>)> {
        self.all.get(&id)
    }
}
