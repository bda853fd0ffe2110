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
    /// The item of a review, and the items of what is done to several.
    owner: HashMap<EventId, ItemName>,
    owners: HashMap<EventId, Vec<ItemName>>,
    targets: HashMap<EventId, Vec<EventId>>,
    /// Undos in the order they came, and the newest answer.
    undos: Vec<(Order, Day, EventId)>,
    newest: Option<Order>,
    days: BTreeMap<Day, Tally>,
    steps: HashMap<u64, Vec<(Order, Moment, Step)>>,
    mocks: BTreeMap<u64, Scorecard>,
    sets: HashMap<String, (Order, String)>,
    marks: Marks,
}

/// Where an event stands among all: time, device, number.
type Order = (Stamp, String, u64);

/// One item's reviews, what else was done to it, and what they add up to.
#[derive(Debug, Default)]
struct Life {
    all: Vec<Past>,
    turns: Vec<(Order, EventId, Turning)>,
    held: Vec<Past>,
    /// Where in `held` a memory begins: at the first answer, and at the first after each reset.
    starts: Vec<usize>,
    memory: Option<Memory>,
    /// The day the item was brought to since its last answer.
    wanted: Option<Day>,
}

/// What is done to an item besides grading it.
#[derive(Clone, Copy, Debug)]
enum Turning {
    Bring(Day),
    Move(Day),
    Reset,
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
                self.turn_all(
                    items.into_iter().map(|item| (item, Turning::Bring(day))),
                    event.id,
                    &order,
                    scheduler,
                );
            }
            What::Move { days } => {
                let turns = days.into_iter().map(|(item, day)| (item, Turning::Move(day)));
                self.turn_all(turns, event.id, &order, scheduler);
            }
            What::Reset { items } => {
                self.turn_all(
                    items.into_iter().map(|item| (item, Turning::Reset)),
                    event.id,
                    &order,
                    scheduler,
                );
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
        let newest = life.all.last().is_none_or(|last| last.order <= past.order)
            && life.turns.last().is_none_or(|last| last.0 <= past.order);
        let at = life.all.partition_point(|other| other.order <= past.order);
        life.all.insert(at, past.clone());
        if newest && !undone {
            // The common case, an answer given just now, needs no replay.
            let first = life.memory.is_none();
            life.starts.extend(first.then_some(life.held.len()));
            life.memory = Some(step(scheduler, life.memory.as_ref(), past));
            life.held.push(past.clone());
            life.wanted = None;
            self.count(past.now.day, first, took(past), 1);
        } else {
            self.replay(&item, scheduler);
        }
    }

    fn turn_all(
        &mut self,
        turns: impl Iterator<Item = (ItemName, Turning)>,
        id: EventId,
        order: &Order,
        scheduler: &Scheduler,
    ) {
        for (item, turning) in turns {
            let life = self.items.entry(item.clone()).or_default();
            let at = life.turns.partition_point(|other| other.0 <= *order);
            life.turns.insert(at, (order.clone(), id, turning));
            self.replay(&item, scheduler);
            self.owners.entry(id).or_default().push(item);
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
        self.items.get(item)?.wanted
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
        let several = touched.iter().filter_map(|id| self.owners.get(id)).flatten();
        let items: HashSet<ItemName> =
            touched.iter().filter_map(|id| self.owner.get(id)).chain(several).cloned().collect();
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
        let Some((name, mut life)) = self.items.remove_entry(item) else { return };
        self.count_all(&life, -1);
        life.replay(scheduler, |id| self.is_undone(id));
        self.count_all(&life, 1);
        self.items.insert(name, life);
    }

    fn count_all(&mut self, life: &Life, by: isize) {
        for (at, past) in life.held.iter().enumerate() {
            self.count(past.now.day, life.starts.contains(&at), took(past), by);
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

    /// Returns an item's reviews its memory is made of: those since it was last reset.
    pub(super) fn remembered(&self, item: &ItemName) -> &[Past] {
        let Some(life) = self.items.get(item).filter(|life| life.memory.is_some()) else { return &[] };
        life.starts.last().map_or(&[], |start| &life.held[*start..])
    }

    /// Returns all reviews that hold, item by item, cut where an item was reset.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Past]> {
        self.items.values().flat_map(|life| {
            let ends = life.starts.iter().skip(1).copied().chain([life.held.len()]);
            life.starts.iter().zip(ends).map(|(start, end)| &life.held[*start..end])
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.values().all(|life| life.all.is_empty())
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

impl Life {
    /// Folds anew what holds.
    fn replay(&mut self, scheduler: &Scheduler, undone: impl Fn(EventId) -> bool) {
        let mut turns = self.turns.iter().filter(|turn| !undone(turn.1)).peekable();
        let mut since = Since::default();
        (self.held, self.starts) = (Vec::new(), Vec::new());
        for past in self.all.iter().filter(|past| !undone(past.id)) {
            while let Some((.., turning)) = turns.next_if(|turn| turn.0 <= past.order) {
                since.take(*turning);
            }
            if since.memory.is_none() {
                self.starts.push(self.held.len());
            }
            let memory = Some(step(scheduler, since.memory.as_ref(), past));
            since = Since { memory, ..Since::default() };
            self.held.push(past.clone());
        }
        turns.for_each(|(.., turning)| since.take(*turning));
        (self.memory, self.wanted) = (since.due(), since.wanted);
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
    fn take(&mut self, turning: Turning) {
        match turning {
            Turning::Bring(day) => self.wanted = Some(self.wanted.map_or(day, |other| other.min(day))),
            Turning::Move(day) => self.moved = Some(day),
            Turning::Reset => *self = Self::default(),
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

    fn named(item: &str) -> Vec<ItemName> {
        vec![ItemName::of(item)]
    }

    #[test]
    fn a_reset_item_is_new_and_its_answers_stay() {
        let item = ItemName::of("d/a#recall");
        let mut events = vec![review(1, "d/a#recall", Grade::Good), review(4, "d/a#recall", Grade::Good)];
        events.push(event(5, What::Reset { items: named("d/a#recall") }));
        let history = folded(&events);
        assert_eq!(
            (history.memory(&item), history.past(&item).len(), history.answered(Day(4))),
            (None, 2, 1)
        );
        assert!(history.remembered(&item).is_empty() && !history.is_empty());
        events.push(review(9, "d/a#recall", Grade::Good));
        let history = folded(&events);
        let once = folded(&[review(9, "d/a#recall", Grade::Good)]);
        assert_eq!(history.memory(&item), once.memory(&item), "the earlier answers are not in the memory");
        assert_eq!(history.stretches().map(<[Past]>::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((history.done(Day(9)), history.remembered(&item).len()), ((1, 0), 1), "it is met anew");
    }

    #[test]
    fn a_reset_is_taken_back_and_done_again() {
        let item = ItemName::of("d/a#recall");
        let before = vec![review(1, "d/a#recall", Grade::Good), review(4, "d/a#recall", Grade::Good)];
        let reset = [before.clone(), vec![event(5, What::Reset { items: named("d/a#recall") })]].concat();
        let back = [reset.clone(), vec![event(6, What::Undo(vec![EventId(5)]))]].concat();
        assert_eq!(folded(&back).memory(&item), folded(&before).memory(&item));
        let again = [back, vec![event(7, What::Undo(vec![EventId(6)]))]].concat();
        assert_eq!(folded(&again).memory(&item), None);
    }

    #[test]
    fn a_moved_item_is_due_on_its_day_until_its_next_answer() {
        let item = ItemName::of("d/a#recall");
        let moved = |id, day| event(id, What::Move { days: vec![(ItemName::of("d/a#recall"), Day(day))] });
        let mut events = vec![review(1, "d/a#recall", Grade::Good), moved(2, 30), moved(3, 20)];
        let due = |events: &[Event]| folded(events).memory(&item).map(|memory| memory.due);
        assert_eq!(due(&events), Some(Due::On(Day(20))), "the last one counts");
        let bring = What::Bring { items: named("d/a#recall"), day: Day(10) };
        let brought = [events.clone(), vec![event(4, bring)]].concat();
        assert_eq!(due(&brought), Some(Due::On(Day(10))), "what is wanted earlier comes earlier");
        assert_eq!(
            due(&[brought, vec![event(5, What::Undo(vec![EventId(4)]))]].concat()),
            Some(Due::On(Day(20)))
        );
        events.push(event(4, What::Undo(vec![EventId(3)])));
        assert_eq!(due(&events), Some(Due::On(Day(30))));
        events.push(review(5, "d/a#recall", Grade::Good));
        assert_eq!(due(&events), Some(Due::On(Day(7))));
    }

    #[test]
    fn an_item_on_its_steps_keeps_its_moment() {
        let mut step = review(1, "d/a#recall", Grade::Again);
        if let What::Review(review) = &mut step.what {
            review.gap = Gap::Ms(60_000);
        }
        let move_it = event(2, What::Move { days: vec![(ItemName::of("d/a#recall"), Day(9))] });
        let due = folded(&[step, move_it]).memory(&ItemName::of("d/a#recall")).map(|memory| memory.due);
        assert!(matches!(due, Some(Due::At(_))), "{due:?}");
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
            order in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle(),
            again in proptest::collection::vec(0..20_usize, 0..8),
        ) {
            let [a, b] = ["d/a#recall", "d/b#recall"].map(ItemName::of);
            let mut events: Vec<Event> = (1..=9).map(|n| {
                review(n, ["d/a#recall", "d/b#recall"][n as usize % 2], Grade::ALL[n as usize % 4])
            }).collect();
            let both = vec![a.clone(), b.clone()];
            let days = vec![(a.clone(), Day(90)), (b.clone(), Day(80))];
            let mut late = vec![
                What::Undo(vec![EventId(3), EventId(4)]),
                What::Undo(vec![EventId(10)]),
                What::Undo(vec![EventId(9)]),
                What::Undo(vec![EventId(11)]),
                What::Undo(vec![EventId(12)]),
                What::Reset { items: vec![a.clone()] },
                What::Undo(vec![EventId(15)]),
                What::Move { days: days.clone() },
                What::Bring { items: both.clone(), day: Day(40) },
                What::Undo(vec![EventId(18)]),
            ].into_iter();
            events.extend((10..=19).zip(&mut late).map(|(id, what)| event(id, what)));
            // In the midst of the answers, too.
            let mut early = event(20, What::Reset { items: both });
            early.stamp.ms = 5 * DAY + 1;
            events.push(early);
            let mixed: Vec<Event> = order.iter().chain(&again).map(|at| events[*at].clone()).collect();
            let (straight, mixed) = (folded(&events), folded(&mixed));
            prop_assert_eq!(straight.memory(&b).map(|memory| memory.due), Some(Due::On(Day(80))));
            for item in [a, b] {
                prop_assert_eq!(straight.memory(&item), mixed.memory(&item));
                prop_assert_eq!(straight.past(&item), mixed.past(&item));
                prop_assert_eq!(straight.remembered(&item), mixed.remembered(&item));
                prop_assert_eq!(straight.wanted(&item), mixed.wanted(&item));
            }
            for day in 0..25 {
                prop_assert_eq!(straight.answered(Day(day)), mixed.answered(Day(day)));
                prop_assert_eq!(straight.done(Day(day)), mixed.done(Day(day)));
            }
        }
    }
}
