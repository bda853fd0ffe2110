//! Where an event stands among all.

use std::collections::HashSet;
use std::rc::Rc;

use crate::review::{EventId, Stamp};

/// Where an event stands among all: time, device, number, and the id as the last word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey {
    pub(super) stamp: Stamp,
    pub(super) device: Rc<str>,
    pub(super) seq: u64,
    pub(super) id: EventId,
}

/// The devices that wrote events, each name kept once.
#[derive(Debug, Default)]
pub(super) struct Devices(HashSet<Rc<str>>);

impl Devices {
    pub(super) fn name(&mut self, device: &str) -> Rc<str> {
        if let Some(known) = self.0.get(device) {
            return Rc::clone(known);
        }
        let name: Rc<str> = device.into();
        self.0.insert(Rc::clone(&name));
        name
    }
}
