//! Memories as a fold over the set of events: any order, any repetition, the same result. Events are taken many at
//! once: first all are put in their places, then what they touched is folded, each item once.

mod dates;
mod days;
mod life;
mod order;
mod runs;
#[cfg(test)]
mod tests;
mod last;
mod undos;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::marks::Marks;
use crate::card::ItemName;
use crate::clock::{Day, Now};
use crate::mock::Scorecard;
use crate::review::{Event, EventId, What};
use crate::schedule::Memory;
use crate::schedule::fsrs::Scheduler;
use dates::Dates;
use days::Days;
pub use last::LastAnswer;
use last::Today;
pub use life::Past;
pub(super) use life::took;
use life::{Life, Manual, Stale};
use order::{Devices, SortKey};
use runs::Runs;
use undos::Undos;

/// What has happened.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Every event there is, and the item of a review.
    seen: HashMap<EventId, Option<usize>>,
    names: HashMap<ItemName, usize>,
    lives: Vec<Life>,
    /// Where what is done to several items stands, and the items.
    groups: HashMap<EventId, (Rc<SortKey>, Vec<usize>)>,
    undos: Undos,
    undos_on: HashMap<Day, Vec<EventId>>,
    dates: Dates,
    days: Days,
    runs: Runs,
    sets: HashMap<String, (SortKey, String)>,
    /// What is marked by hand.
    pub(super) marks: Marks,
    devices: Devices,
    /// Each device's newest answer.
    newest: HashMap<Rc<str>, SortKey>,
    today: RefCell<Today>,
}

/// What the events taken have touched.
#[derive(Default)]
struct Touched {
    items: Vec<usize>,
    runs: BTreeSet<u64>,
}

impl History {
    /// Takes events into account, those known already left out.
    pub(super) fn take(&mut self, events: Vec<Event>, scheduler: &Scheduler) {
        self.seen.reserve(events.len());
        let mut touched = Touched::default();
        let mut named = Vec::new();
        // Undos come first, so that each event can say where it stands to those that name it.
        for event in &events {
            if let What::Undo(targets) = &event.what
                && self.seen.insert(event.id, None).is_none()
            {
                self.undos_on.entry(event.day).or_default().push(event.id);
                let order = self.order(event);
                self.undos.add(order, targets.clone());
                named.extend_from_slice(targets);
            }
        }
        self.place_named(&named);
        for event in events {
            self.place(event, &mut touched);
        }
        for id in self.undos.settle() {
            self.touch_all(id, &mut touched);
        }
        touched.items.into_iter().for_each(|item| self.fold(item, scheduler));
        touched.runs.into_iter().for_each(|run| self.runs.fold(run));
    }

    fn order(&mut self, event: &Event) -> SortKey {
        SortKey { stamp: event.stamp, device: self.devices.name(&event.device), seq: event.seq, id: event.id }
    }

    /// Tells undos where events stand that were there before them, each item looked through once.
    fn place_named(&mut self, targets: &[EventId]) {
        let mut items = BTreeSet::new();
        for id in targets {
            match self.seen.get(id).filter(|_| self.undos.awaits(*id)) {
                Some(Some(item)) => drop(items.insert(*item)),
                Some(None) => {
                    let group = self.groups.get(id).map(|(order, _)| (**order).clone());
                    let date = || self.dates.get(*id).map(|(order, _)| order.clone());
                    if let Some(order) = group.or_else(date) {
                        self.undos.arrived(&order);
                    }
                }
                None => {}
            }
        }
        for life in items.into_iter().map(|item| &self.lives[item]) {
            life.held.iter().chain(&life.taken).for_each(|past| self.undos.arrived(&past.order));
        }
    }

    /// Puts an event in its place; nothing is folded yet.
    fn place(&mut self, event: Event, touched: &mut Touched) {
        if self.seen.contains_key(&event.id) {
            return;
        }
        let order = self.order(&event);
        let now = Now { at: event.at, day: event.day };
        self.undos.arrived(&order);
        let mut of = None;
        match event.what {
            What::Review(review) => {
                let item = self.item(&review.item);
                of = Some(item);
                let newest = self.newest.entry(Rc::clone(&order.device)).or_insert_with(|| order.clone());
                if *newest < order {
                    *newest = order.clone();
                }
                self.lives[item].fresh.push(Past { id: event.id, now, review, order, recorded: now });
                self.touch(item, Stale::Fresh, touched);
            }
            What::Advance { items, day } => {
                let manual = items.into_iter().map(|item| (item, Manual::Advance(day)));
                self.take_manual(manual, order, touched);
            }
            What::Move { days } => {
                let manual = days.into_iter().map(|(item, day)| (item, Manual::Move(day)));
                self.take_manual(manual, order, touched);
            }
            What::Reset { items } => {
                self.take_manual(items.into_iter().map(|item| (item, Manual::Reset)), order, touched);
            }
            What::Date { of, day, at } => {
                self.dates.add(order, of, Now { at, day });
                self.touch_all(event.id, touched);
            }
            What::Mock { run, change } => {
                self.runs.add(run, order, now.at, change);
                touched.runs.insert(run);
            }
            What::Set { key, value } => self.set(key, order, value),
            // Undos were taken before; a kind of a later version means nothing here.
            What::Undo(_) | What::Other(_) => {}
        }
        self.seen.insert(event.id, of);
    }

    fn item(&mut self, name: &ItemName) -> usize {
        if let Some(item) = self.names.get(name) {
            return *item;
        }
        self.names.insert(name.clone(), self.lives.len());
        self.lives.push(Life::new(name.clone()));
        self.lives.len() - 1
    }

    fn take_manual(
        &mut self,
        manual: impl Iterator<Item = (ItemName, Manual)>,
        order: SortKey,
        touched: &mut Touched,
    ) {
        let (id, order) = (order.id, Rc::new(order));
        let mut items = Vec::new();
        for (name, manual) in manual {
            let item = self.item(&name);
            self.lives[item].take_manual(Rc::clone(&order), manual);
            self.touch(item, Stale::Whole, touched);
            items.push(item);
        }
        self.groups.insert(id, (order, items));
    }

    fn set(&mut self, key: String, order: SortKey, value: String) {
        if self.sets.get(&key).is_none_or(|(last, _)| *last < order) {
            self.marks.take(&key, &value);
            self.sets.insert(key, (order, value));
        }
    }

    fn touch(&mut self, item: usize, stale: Stale, touched: &mut Touched) {
        let life = &mut self.lives[item];
        if life.stale == Stale::No {
            touched.items.push(item);
        }
        life.stale = life.stale.max(stale);
    }

    /// Touches whatever an event that is taken back or holds again is about.
    fn touch_all(&mut self, id: EventId, touched: &mut Touched) {
        let mut items: Vec<usize> = self.seen.get(&id).copied().flatten().into_iter().collect();
        items.extend(self.groups.get(&id).iter().flat_map(|(_, items)| items));
        let dated = self.dates.get(id).map_or(&[][..], |(_, of)| of);
        items.extend(dated.iter().filter_map(|id| self.seen.get(id).copied().flatten()));
        for item in items {
            self.touch(item, Stale::Whole, touched);
        }
    }

    fn fold(&mut self, item: usize, scheduler: &Scheduler) {
        let life = &mut self.lives[item];
        if life.only_grows() {
            let from = life.held.len();
            life.grow(scheduler, &self.undos, &self.dates);
            self.days.count(life, from, 1);
        } else {
            self.days.count(life, 0, -1);
            life.fold(scheduler, &self.undos, &self.dates);
            self.days.count(life, 0, 1);
        }
        self.today.get_mut().touch(item);
    }

    fn life(&self, item: &ItemName) -> Option<&Life> {
        Some(&self.lives[*self.names.get(item)?])
    }

    /// Returns a preference; the last writer wins.
    pub(super) fn preference(&self, key: &str) -> Option<&str> {
        self.sets.get(key).map(|(_, value)| value.as_str())
    }

    /// Returns the runs of mocks, oldest first.
    pub(super) fn mocks(&self) -> impl DoubleEndedIterator<Item = &Scorecard> {
        self.runs.all()
    }

    /// Returns the day from which an item is wanted, unless it was reviewed since.
    pub(super) fn wanted(&self, item: &ItemName) -> Option<Day> {
        self.life(item)?.wanted
    }

    pub(super) fn memory(&self, item: &ItemName) -> Option<&Memory> {
        self.life(item)?.memory.as_ref()
    }

    pub(super) fn past(&self, item: &ItemName) -> &[Past] {
        self.life(item).map_or(&[], |life| &life.held)
    }

    /// Returns an item's reviews its memory is made of: those since it was last reset.
    pub(super) fn remembered(&self, item: &ItemName) -> &[Past] {
        self.life(item).map_or(&[], Life::remembered)
    }

    /// Returns all reviews that hold, item by item, cut where an item was reset.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Past]> {
        self.lives.iter().flat_map(Life::stretches)
    }

    pub(super) fn held(&self) -> impl Iterator<Item = (&ItemName, &[Past])> {
        self.lives.iter().map(|life| (&life.name, life.held.as_slice()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lives.iter().all(|life| life.held.is_empty() && life.taken.is_empty())
    }

    /// Returns what each day holds.
    pub(super) fn days(&self) -> &Days {
        &self.days
    }
}
