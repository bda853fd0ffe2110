//! One item's answers, what else was done to it, and what they add up to.

use std::rc::Rc;

use super::dates::Dates;
use super::order::SortKey;
use super::undos::Undos;
use crate::card::ItemName;
use crate::clock::{DAY, Day, MINUTE, Now};
use crate::review::{EventId, Review};
use crate::schedule::fsrs::Scheduler;
use crate::schedule::{Due, Memory};

/// Milliseconds an answer counts for at most.
const LONGEST: i64 = 5 * MINUTE;

/// A review that has been taken into account.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The event's id.
    pub id: EventId,
    /// When it was given: the moment and the recorded day, or those it was dated to since.
    pub now: Now,
    /// The review.
    pub review: Review,
    pub(super) order: SortKey,
    pub(super) recorded: Now,
}

impl Past {
    /// Returns the memory after this review.
    pub fn learn(&self, before: Option<&Memory>, scheduler: &Scheduler) -> Memory {
        let review = &self.review;
        let mut memory = scheduler.learn(before, review.grade, review.sure, review.gap, self.now);
        let behind = (self.order.stamp.ms.saturating_sub(self.now.at.0) / DAY).max(0);
        memory.counted = memory.counted.plus(i32::try_from(behind).unwrap_or(i32::MAX));
        memory
    }

    /// Returns the device that wrote it.
    pub(in crate::library) fn device(&self) -> &str {
        &self.order.device
    }

    /// Compares where two stand in the log.
    pub(in crate::library) fn compare(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

/// Returns the milliseconds an answer counts for; who walks away has not been answering.
pub(in crate::library) fn took(past: &Past) -> i64 {
    past.review.took.clamp(0, LONGEST)
}

/// One item.
#[derive(Debug)]
pub(super) struct Life {
    pub(super) name: ItemName,
    /// Reviews that hold and those that are taken back, in order.
    pub(super) held: Vec<Past>,
    pub(super) taken: Vec<Past>,
    /// What came since the last fold, in any order.
    pub(super) fresh: Vec<Past>,
    manual: Vec<(Rc<SortKey>, Manual)>,
    /// Where in `held` a memory begins: at the first answer, and at the first after each reset.
    pub(super) starts: Vec<usize>,
    pub(super) memory: Option<Memory>,
    /// The day the item was advanced to since its last answer.
    pub(super) wanted: Option<Day>,
    pub(super) stale: Stale,
}

/// What must be done before a life can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    /// Nothing.
    No,
    /// Reviews came.
    Fresh,
    /// What was folded has changed.
    Whole,
}

/// What is done to an item besides grading it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Manual {
    Advance(Day),
    Move(Day),
    Reset,
}

impl Life {
    pub(super) fn new(name: ItemName) -> Self {
        Self {
            name,
            held: Vec::new(),
            taken: Vec::new(),
            fresh: Vec::new(),
            manual: Vec::new(),
            starts: Vec::new(),
            memory: None,
            wanted: None,
            stale: Stale::No,
        }
    }

    /// Takes what was done to the item, to be folded later.
    pub(super) fn take_manual(&mut self, order: Rc<SortKey>, manual: Manual) {
        self.manual.push((order, manual));
    }

    /// Says whether what came can be added to what is folded: the common case, an answer given just now.
    pub(super) fn only_grows(&mut self) -> bool {
        self.fresh.sort_by(|a, b| a.order.cmp(&b.order));
        let Some(first) = self.fresh.first() else { return self.stale != Stale::Whole };
        self.stale != Stale::Whole
            && self.held.last().is_none_or(|last| last.order < first.order)
            && self.manual.last().is_none_or(|last| *last.0 < first.order)
    }

    /// Adds what came to what is folded.
    pub(super) fn grow(&mut self, scheduler: &Scheduler, undos: &Undos, dates: &Dates) {
        for mut past in std::mem::take(&mut self.fresh) {
            if undos.has(past.id) {
                self.taken.push(past);
                continue;
            }
            past.now = dates.of(past.id, undos).unwrap_or(past.recorded);
            self.starts.extend(self.memory.is_none().then_some(self.held.len()));
            self.memory = Some(past.learn(self.memory.as_ref(), scheduler));
            self.wanted = None;
            self.held.push(past);
        }
        self.stale = Stale::No;
    }

    /// Folds everything anew.
    pub(super) fn fold(&mut self, scheduler: &Scheduler, undos: &Undos, dates: &Dates) {
        let mut all = std::mem::take(&mut self.held);
        all.append(&mut self.taken);
        all.append(&mut self.fresh);
        all.sort_by(|a, b| a.order.cmp(&b.order));
        self.manual.sort_by(|a, b| a.0.cmp(&b.0));
        let mut manual = self.manual.iter().filter(|(order, _)| !undos.has(order.id)).peekable();
        let mut since = Since::default();
        self.starts.clear();
        for mut past in all {
            if undos.has(past.id) {
                self.taken.push(past);
                continue;
            }
            while let Some((_, by_hand)) = manual.next_if(|(order, _)| **order <= past.order) {
                since.take(*by_hand);
            }
            past.now = dates.of(past.id, undos).unwrap_or(past.recorded);
            self.starts.extend(since.memory.is_none().then_some(self.held.len()));
            let memory = Some(past.learn(since.memory.as_ref(), scheduler));
            since = Since { memory, ..Since::default() };
            self.held.push(past);
        }
        manual.for_each(|(_, by_hand)| since.take(*by_hand));
        (self.memory, self.wanted, self.stale) = (since.due(), since.wanted, Stale::No);
    }

    /// Returns the reviews its memory is made of: those since it was last reset.
    pub(super) fn remembered(&self) -> &[Past] {
        let last = self.memory.as_ref().and(self.starts.last());
        last.map_or(&[], |start| &self.held[*start..])
    }

    /// Returns all reviews that hold, cut where the item was reset.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Past]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.held.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| &self.held[*start..end])
    }
}

/// What is known of an item after an answer, and what was done to it since.
#[derive(Debug, Default)]
struct Since {
    memory: Option<Memory>,
    moved: Option<Day>,
    wanted: Option<Day>,
}

impl Since {
    fn take(&mut self, manual: Manual) {
        match manual {
            Manual::Advance(day) => self.wanted = Some(self.wanted.map_or(day, |other| other.min(day))),
            Manual::Move(day) => self.moved = Some(day),
            Manual::Reset => *self = Self::default(),
        }
    }

    /// The memory with the day that is set for it; one on its steps keeps its moment.
    fn due(&self) -> Option<Memory> {
        let mut memory = self.memory.clone()?;
        if let Due::On(day) = memory.due {
            let day = self.moved.unwrap_or(day);
            memory.due = Due::On(self.wanted.map_or(day, |wanted| wanted.min(day)));
        }
        Some(memory)
    }
}
