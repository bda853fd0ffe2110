//! The last answer of a day and the last undo, for taking back and giving again.

use std::collections::{BTreeSet, HashMap};

use super::History;
use super::life::Past;
use crate::card::ItemName;
use crate::clock::Day;
use crate::review::EventId;

/// The reviews of the last question answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastAnswer {
    /// Its number in the log.
    pub question: u64,
    /// The events to take back.
    pub events: Vec<EventId>,
    /// The items, in the order they were graded.
    pub items: Vec<ItemName>,
}

/// The items that may hold an answer of the day last asked for.
#[derive(Debug, Default)]
pub(super) struct Today(Option<(Day, BTreeSet<usize>)>);

impl Today {
    /// Learns that an item has changed.
    pub(super) fn touch(&mut self, item: usize) {
        if let Some((_, items)) = &mut self.0 {
            items.insert(item);
        }
    }
}

impl History {
    /// The answers of a day that hold; only its items are looked through.
    fn answers_of<T>(&self, day: Day, take: impl FnOnce(&mut dyn Iterator<Item = &Past>) -> T) -> T {
        let mut today = self.today.borrow_mut();
        let of_day = |at: &usize| self.lives[*at].held.iter().any(|past| past.now.day == day);
        if today.0.as_ref().is_none_or(|(known, _)| *known != day) {
            today.0 = Some((day, (0..self.lives.len()).filter(of_day).collect()));
        }
        let items = today.0.iter().flat_map(|(_, items)| items);
        take(&mut items.flat_map(|at| &self.lives[*at].held).filter(|past| past.now.day == day))
    }

    /// Returns the last answer of a day that holds.
    ///
    /// Each device's last one is found by order; stamps of two devices say nothing about which was later.
    pub(in crate::library) fn last_answer(&self, day: Day) -> Option<LastAnswer> {
        self.answers_of(day, |answers| {
            let mut last: HashMap<&str, &Past> = HashMap::new();
            let mut all = Vec::new();
            for past in answers {
                let of_device = last.entry(past.device()).or_insert(past);
                if past.order > of_device.order {
                    *of_device = past;
                }
                all.push(past);
            }
            let newest = last.into_values().max_by(|a, b| (a.now.at, &a.order).cmp(&(b.now.at, &b.order)))?;
            let question = newest.review.question;
            all.retain(|past| past.review.question == question && past.order.device == newest.order.device);
            all.sort_by(|a, b| a.order.cmp(&b.order));
            Some(LastAnswer {
                question,
                events: all.iter().map(|past| past.id).collect(),
                items: all.iter().map(|past| past.review.item.clone()).collect(),
            })
        })
    }

    /// Returns the last undo of a day that took answers back and holds, with their items; an answer given since on
    /// its device ends what can be given again.
    pub(in crate::library) fn last_undo(&self, day: Day) -> Option<(EventId, Vec<ItemName>)> {
        let item = |id: &EventId| Some(self.lives[(*self.seen.get(id)?)?].name.clone());
        let undos = self.undos_on.get(&day)?.iter().filter(|id| !self.undos.has(**id));
        let with_items = undos.filter_map(|id| {
            let (order, targets) = self.undos.get(*id)?;
            let since = self.newest.get(&order.device).is_some_and(|newest| newest > order);
            let items: Vec<ItemName> =
                if since { return None } else { targets.iter().filter_map(item).collect() };
            (!items.is_empty()).then_some((order, *id, items))
        });
        with_items.max_by(|a, b| a.0.cmp(b.0)).map(|(_, id, items)| (id, items))
    }
}
