//! Memories as a fold over the set of events: any order, any repetition, the same result.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::marks::Marks;
use crate::card::ItemName;
use crate::clock::{Day, MINUTE, Moment, Now};
use crate::mock::{Scorecard, Step};
use crate::review::{Event, EventId, Review, Stamp, What};
use crate::schedule::fsrs::Scheduler;
use crate::schedule::{Due, Memory};

/// Milliseconds an answer counts for at most.
const LONGEST: i64 = 5 * MINUTE;

/// A review that has been taken into account.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The event's id.
    pub id: EventId,
    /// When it was given: the moment and the recorded day.
    pub now: Now,
    /// The review.
    pub review: Review,
    order: Order,
}

/// The reviews of one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its number in the log.
    pub turn: u64,
    /// The events to take back.
    pub events: Vec<EventId>,
    /// The items, in the order they were graded.
    pub items: Vec<ItemName>,
}

/// What has happened.
#[derive(Debug, Default)]
pub(super) struct History {
    seen: HashSet<EventId>,
    items: HashMap<ItemName, Life>,
    /// Who holds an undo of an event; an undo that is itself undone does not count.
    undone_by: HashMap<EventId, Vec<EventId>>,
    owner: HashMap<EventId, ItemName>,
    targets: HashMap<EventId, Vec<EventId>>,
    /// Undos in the order they came, and the newest answer.
    undos: Vec<(Order, Day, EventId)>,
    newest: Option<Order>,
    days: BTreeMap<Day, Tally>,
    brought: HashMap<ItemName, Vec<(Order, Day)>>,
    steps: HashMap<u64, Vec<(Order, Moment, Step)>>,
    mocks: BTreeMap<u64, Scorecard>,
    sets: HashMap<String, (Order, String)>,
    marks: Marks,
}

/// Where an event stands among all: time, device, number.
type Order = (Stamp, String, u64);

/// One item's reviews and what they add up to.
#[derive(Debug, Default)]
struct Life {
    all: Vec<Past>,
    held: Vec<Past>,
    memory: Option<Memory>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    answers: usize,
    new: usize,
    took: i64,
}

impl History {
    pub(super) fn take(&mut self, event: Event, scheduler: &Scheduler) {
        if !self.seen.insert(event.id) {
            return;
        }
        let order = (event.stamp, event.device.clone(), event.seq);
        let now = Now { at: event.at(), day: event.day };
        match event.what {
            What::Review(review) => self.review(&Past { id: event.id, now, review, order }, scheduler),
            What::Undo(targets) => {
                self.undos.push((order, event.day, event.id));
                self.undo(event.id, targets, scheduler);
            }
            What::Bring { items, day } => {
                for item in items {
                    self.brought.entry(item.clone()).or_default().push((order.clone(), day));
                    self.replay(&item, scheduler);
                }
            }
            What::Mock { run, step } => self.mock(run, (order, now.at, step)),
            What::Set { key, value } => {
                let last = self.sets.get(&key).map(|(last, _)| last);
                if last.is_none_or(|last| *last < order) {
                    self.marks.take(&key, &value);
                    self.sets.insert(key, (order, value));
                }
            }
            What::Other(_) => {}
        }
    }

    fn review(&mut self, past: &Past, scheduler: &Scheduler) {
        let item = past.review.item.clone();
        self.owner.insert(past.id, item.clone());
        self.newest = self.newest.take().max(Some(past.order.clone()));
        let undone = self.is_undone(past.id);
        let life = self.items.entry(item.clone()).or_default();
        let newest = life.all.last().is_none_or(|last| last.order <= past.order);
        let at = life.all.partition_point(|other| other.order <= past.order);
        life.all.insert(at, past.clone());
        if newest && !undone {
            // The common case, an answer given just now, needs no replay.
            let first = life.memory.is_none();
            life.memory = Some(step(scheduler, life.memory.as_ref(), past));
            life.held.push(past.clone());
            self.count(past.now.day, first, took(past), 1);
        } else {
            self.replay(&item, scheduler);
        }
    }

    fn mock(&mut self, run: u64, step: (Order, Moment, Step)) {
        let steps = self.steps.entry(run).or_default();
        let at = steps.partition_point(|other| other.0 <= step.0);
        steps.insert(at, step);
        let start = steps.iter().find_map(|(_, at, step)| match step {
            Step::Started(script) => Some((script.clone(), *at)),
            _ => None,
        });
        let Some((script, at)) = start else { return };
        let mut card = Scorecard::new(run, script, at);
        for (_, _, step) in steps.iter() {
            card.take(step.clone());
        }
        self.mocks.insert(run, card);
    }

    /// Returns what is marked by hand.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Returns a preference; the last writer wins.
    pub(super) fn preference(&self, key: &str) -> Option<&str> {
        self.sets.get(key).map(|(_, value)| value.as_str())
    }

    /// Returns the runs of mocks, oldest first.
    pub(super) fn mocks(&self) -> impl DoubleEndedIterator<Item = &Scorecard> {
        self.mocks.values()
    }

    /// Returns the day from which an item is wanted, unless it was reviewed since.
    pub(super) fn wanted(&self, item: &ItemName) -> Option<Day> {
        let last = self.items.get(item).and_then(|life| life.held.last()).map(|past| &past.order);
        let brought = self.brought.get(item)?;
        let since = brought.iter().filter(|(order, _)| last.is_none_or(|last| order > last));
        since.map(|(_, day)| *day).min()
    }

    fn undo(&mut self, id: EventId, targets: Vec<EventId>, scheduler: &Scheduler) {
        for target in &targets {
            self.undone_by.entry(*target).or_default().push(id);
        }
        let mut touched: Vec<EventId> = targets.clone();
        self.targets.insert(id, targets);
        // Undoing an undo touches what that undo had taken back, however deep.
        let mut at = 0;
        while at < touched.len() {
            let more = self.targets.get(&touched[at]).cloned().unwrap_or_default();
            touched.extend(more.into_iter().filter(|id| !touched.contains(id)).collect::<Vec<_>>());
            at += 1;
        }
        let items: HashSet<ItemName> = touched.iter().filter_map(|id| self.owner.get(id)).cloned().collect();
        for item in items {
            self.replay(&item, scheduler);
        }
    }

    /// An event is undone when an undo that holds names it. Undos name older ids only, so this ends;
    /// a forged circle is cut at a depth no person reaches.
    fn is_undone(&self, id: EventId) -> bool {
        self.undone(id, 64)
    }

    fn undone(&self, id: EventId, depth: u8) -> bool {
        let by = self.undone_by.get(&id);
        depth > 0 && by.is_some_and(|by| by.iter().any(|undo| !self.undone(*undo, depth - 1)))
    }

    fn replay(&mut self, item: &ItemName, scheduler: &Scheduler) {
        let Some(life) = self.items.get(item) else { return };
        let old: Vec<(Day, bool, i64)> =
            life.held.iter().enumerate().map(|(at, past)| (past.now.day, at == 0, took(past))).collect();
        let held: Vec<Past> = life.all.iter().filter(|past| !self.is_undone(past.id)).cloned().collect();
        let mut memory = None;
        for past in &held {
            memory = Some(step(scheduler, memory.as_ref(), past));
        }
        for (day, first, took) in old {
            self.count(day, first, took, -1);
        }
        for (at, past) in held.iter().enumerate() {
            self.count(past.now.day, at == 0, took(past), 1);
        }
        if let Some(life) = self.items.get_mut(item) {
            (life.memory, life.held) = (memory, held);
        }
        let wanted = self.wanted(item);
        if let Some(memory) = self.items.get_mut(item).and_then(|life| life.memory.as_mut())
            && let Some(day) = wanted
            && matches!(memory.due, Due::On(due) if due > day)
        {
            memory.due = Due::On(day);
        }
    }

    fn count(&mut self, day: Day, first: bool, took: i64, by: isize) {
        let tally = self.days.entry(day).or_default();
        tally.answers = tally.answers.saturating_add_signed(by);
        tally.new = tally.new.saturating_add_signed(if first { by } else { 0 });
        tally.took += took * by as i64;
    }

    pub(super) fn memory(&self, item: &ItemName) -> Option<&Memory> {
        self.items.get(item)?.memory.as_ref()
    }

    pub(super) fn past(&self, item: &ItemName) -> &[Past] {
        self.items.get(item).map_or(&[], |life| &life.held)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn answered(&self, day: Day) -> usize {
        self.days.get(&day).map_or(0, |tally| tally.answers)
    }

    /// Returns the milliseconds a day's answers took.
    pub(super) fn took(&self, day: Day) -> i64 {
        self.days.get(&day).map_or(0, |tally| tally.took)
    }

    /// Returns how many new items were met and how many reviews done on a day.
    pub(super) fn done(&self, day: Day) -> (usize, usize) {
        self.days.get(&day).map_or((0, 0), |tally| (tally.new, tally.answers.saturating_sub(tally.new)))
    }

    pub(super) fn held(&self) -> impl Iterator<Item = (&ItemName, &[Past])> {
        self.items.iter().map(|(name, life)| (name, life.held.as_slice()))
    }

    pub(super) fn last_turn(&self, day: Day) -> Option<Turn> {
        let today = self.items.values().flat_map(|life| &life.held).filter(|past| past.now.day == day);
        let last = today.max_by(|a, b| a.order.cmp(&b.order))?;
        self.turn(last.review.turn)
    }

    /// Returns the last undo of a day that took answers back and holds, with their items; an answer given since
    /// ends what can be given again.
    pub(super) fn last_undo(&self, day: Day) -> Option<(EventId, Vec<ItemName>)> {
        let after = |order: &Order| self.newest.as_ref().is_none_or(|newest| order > newest);
        let items = |id: &EventId| {
            let targets = self.targets.get(id).map_or(&[][..], Vec::as_slice);
            targets.iter().filter_map(|target| self.owner.get(target)).cloned().collect::<Vec<_>>()
        };
        let held =
            self.undos.iter().filter(|(order, own, id)| *own == day && after(order) && !self.is_undone(*id));
        let with_items =
            held.map(|(order, _, id)| (order, *id, items(id))).filter(|(.., items)| !items.is_empty());
        with_items.max_by_key(|(order, ..)| (*order).clone()).map(|(_, id, items)| (id, items))
    }

    pub(super) fn turn(&self, turn: u64) -> Option<Turn> {
        let all = self.items.values().flat_map(|life| &life.held).filter(|past| past.review.turn == turn);
        let mut reviews: Vec<&Past> = all.collect();
        reviews.sort_by(|a, b| a.order.cmp(&b.order));
        (!reviews.is_empty()).then(|| Turn {
            turn,
            events: reviews.iter().map(|past| past.id).collect(),
            items: reviews.iter().map(|past| past.review.item.clone()).collect(),
        })
    }
}

/// Returns the milliseconds an answer counts for; who walks away has not been answering.
pub(super) fn took(past: &Past) -> i64 {
    past.review.took.clamp(0, LONGEST)
}

fn step(scheduler: &Scheduler, memory: Option<&Memory>, past: &Past) -> Memory {
    let review = &past.review;
    scheduler.learn(memory, review.grade, review.sure, review.gap, past.now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::DAY;
    use crate::review::Gap;
    use crate::schedule::fsrs::Rules;
    use proptest::prelude::*;

    fn review(number: u128, item: &str, grade: Grade) -> Event {
        let review = Review {
            item: ItemName::of(item),
            grade,
            computed: None,
            took: 1,
            gap: Gap::Days(2),
            retention: 0.9,
            sure: None,
            ticks: Vec::new(),
            turn: number as u64,
            front: String::new(),
            print: 0,
            rev: 1,
            level: None,
            by: None,
        };
        event(number, What::Review(review))
    }

    fn event(number: u128, what: What) -> Event {
        let day = number as i32;
        Event {
            id: EventId(number),
            device: "a".into(),
            seq: number as u64,
            stamp: Stamp { ms: i64::from(day) * DAY, count: 0 },
            day: Day(day),
            offset: 0,
            what,
        }
    }

    fn folded(events: &[Event]) -> History {
        let scheduler = Scheduler::new(Rules::default()).unwrap();
        let mut history = History::default();
        events.iter().cloned().for_each(|event| history.take(event, &scheduler));
        history
    }

    #[test]
    fn an_undo_gives_the_exact_memory_of_before() {
        let before = [review(1, "d/c#recall", Grade::Good), review(5, "d/c#recall", Grade::Good)];
        let undone = [
            before.clone().to_vec(),
            vec![review(9, "d/c#recall", Grade::Again), event(10, What::Undo(vec![EventId(9)]))],
        ]
        .concat();
        let item = ItemName::of("d/c#recall");
        assert_eq!(folded(&undone).memory(&item), folded(&before).memory(&item));
        let redone = [undone.clone(), vec![event(11, What::Undo(vec![EventId(10)]))]].concat();
        assert_eq!(folded(&redone).memory(&item), folded(&undone[..3]).memory(&item));
        assert_eq!(folded(&undone).answered(Day(9)), 0);
    }

    #[test]
    fn what_was_taken_back_can_be_given_again_until_the_next_answer() {
        let item = |name: &str| vec![ItemName::of(name)];
        let mut events = vec![review(1, "d/a#recall", Grade::Good), review(2, "d/b#recall", Grade::Good)];
        let undo =
            |number: u128, of: u128| Event { day: Day(2), ..event(number, What::Undo(vec![EventId(of)])) };
        events.extend([undo(3, 2), undo(4, 1)]);
        assert_eq!(folded(&events).last_undo(Day(2)), Some((EventId(4), item("d/a#recall"))));
        events.push(undo(5, 4));
        assert_eq!(folded(&events).last_undo(Day(2)), Some((EventId(3), item("d/b#recall"))));
        events.push(review(6, "d/c#recall", Grade::Good));
        assert_eq!(folded(&events).last_undo(Day(2)), None);
    }

    #[test]
    fn the_last_turn_of_a_day_is_the_one_to_undo() {
        let history = folded(&[review(1, "d/a#recall", Grade::Good), review(2, "d/b#recall", Grade::Good)]);
        assert_eq!(history.last_turn(Day(2)).map(|turn| turn.events), Some(vec![EventId(2)]));
        assert_eq!(history.last_turn(Day(3)), None);
    }

    proptest! {
        #[test]
        fn any_order_and_repetition_folds_to_the_same(
            order in Just((0..14_usize).collect::<Vec<_>>()).prop_shuffle(),
            again in proptest::collection::vec(0..14_usize, 0..6),
        ) {
            let mut events: Vec<Event> = (1..=9).map(|n| {
                review(n, ["d/a#recall", "d/b#recall"][n as usize % 2], Grade::ALL[n as usize % 4])
            }).collect();
            events.push(event(10, What::Undo(vec![EventId(3), EventId(4)])));
            events.push(event(11, What::Undo(vec![EventId(10)])));
            events.push(event(12, What::Undo(vec![EventId(9)])));
            events.push(event(13, What::Undo(vec![EventId(11)])));
            events.push(event(14, What::Undo(vec![EventId(12)])));
            let mixed: Vec<Event> = order.iter().chain(&again).map(|at| events[*at].clone()).collect();
            let (straight, mixed) = (folded(&events), folded(&mixed));
            for item in ["d/a#recall", "d/b#recall"].map(ItemName::of) {
                prop_assert_eq!(straight.memory(&item), mixed.memory(&item));
                prop_assert_eq!(straight.past(&item), mixed.past(&item));
            }
            for day in 0..15 {
                prop_assert_eq!(straight.answered(Day(day)), mixed.answered(Day(day)));
                prop_assert_eq!(straight.done(Day(day)), mixed.done(Day(day)));
            }
        }
    }
}
