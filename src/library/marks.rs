//! What a learner has marked by hand: items suspended, cards put off, flagged or noted. Each mark is a preference
//! in the log, so the last writer wins on every device.

use std::collections::{HashMap, HashSet};

use super::Library;
use crate::card::ItemName;
use crate::clock::Day;
use crate::review::What;

/// Days a card is put off at most, wherever its learner travels; what is more was said by a wrong clock.
const LONGEST: i32 = 2;

/// Marks by hand.
#[derive(Debug, Default)]
pub(super) struct Marks {
    suspended: HashSet<String>,
    /// Cards put off, and the day they come back.
    buried: HashMap<String, Day>,
    flags: HashMap<String, String>,
    notes: HashMap<String, String>,
}

impl Marks {
    /// Takes a preference that has become the newest of its key.
    pub(super) fn take(&mut self, key: &str, value: &str) {
        let Some((kind, name)) = key.split_once(':') else { return };
        let text = |map: &mut HashMap<String, String>| {
            if value.is_empty() {
                map.remove(name)
            } else {
                map.insert(name.to_owned(), value.to_owned())
            };
        };
        match kind {
            "suspend" if value == "yes" => drop(self.suspended.insert(name.to_owned())),
            "suspend" => drop(self.suspended.remove(name)),
            "bury" => match Day::parse(value) {
                Some(day) => drop(self.buried.insert(name.to_owned(), day)),
                None => drop(self.buried.remove(name)),
            },
            "flag" => text(&mut self.flags),
            "note" => text(&mut self.notes),
            _ => {}
        }
    }
}

fn set(kind: &str, name: &str, value: String) -> What {
    What::Set { key: format!("{kind}:{name}"), value }
}

/// Returns what records that an item is suspended, or no longer.
pub fn suspend(item: &ItemName, yes: bool) -> What {
    set("suspend", item.as_str(), if yes { "yes" } else { "no" }.into())
}

/// Returns what records that a card is put off until a day.
pub fn bury(item: &ItemName, until: Day) -> What {
    set("bury", item.card(), until.to_string())
}

/// Returns what records a flag on a card, with the reason; an empty one takes it off.
pub fn flag(item: &ItemName, why: String) -> What {
    set("flag", item.card(), why)
}

/// Returns what records a note on a card; an empty one takes it off.
pub fn note(item: &ItemName, text: String) -> What {
    set("note", item.card(), text)
}

impl Library {
    /// Says whether an item is suspended.
    pub fn is_suspended(&self, item: &ItemName) -> bool {
        self.history.marks.suspended.contains(item.as_str())
    }

    /// Says whether an item's card is put off beyond a day.
    pub fn is_buried(&self, item: &ItemName, today: Day) -> bool {
        let until = self.history.marks.buried.get(item.card()).map(|day| day.since(today));
        until.is_some_and(|days| (1..=LONGEST).contains(&days))
    }

    /// Returns why a card is flagged.
    pub fn flag(&self, item: &ItemName) -> Option<&str> {
        self.history.marks.flags.get(item.card()).map(String::as_str)
    }

    /// Returns the learner's note on a card.
    pub fn note(&self, item: &ItemName) -> Option<&str> {
        self.history.marks.notes.get(item.card()).map(String::as_str)
    }
}
