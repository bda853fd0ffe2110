//! The days that the parameters and the desired retention now in force would have given. Moves nothing by itself.

use super::Library;
use crate::card::ItemName;
use crate::chance::seed_of;
use crate::clock::{Day, Now};
use crate::schedule::{Due, Memory, Phase};

/// Days of load shown.
const AHEAD: i32 = 7;

/// What rescheduling would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redating {
    /// Items in review that may be moved.
    pub items: usize,
    /// Items that would be due on another day.
    pub moves: Vec<Redated>,
    /// Items due on each of the next seven days, today first with all that is late: as it is, and as it would be.
    pub load: Vec<(Day, usize, usize)>,
}

/// An item that would be due on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redated {
    /// The item.
    pub item: ItemName,
    /// The day it is due.
    pub from: Day,
    /// The day it would be due.
    pub to: Day,
}

impl Library {
    /// Returns what rescheduling would do. What is late, on its steps, suspended, advanced or never answered stays.
    pub fn redated(&self, now: Now) -> Redating {
        let mut all = Redating::default();
        let mut load = [(0, 0); AHEAD as usize];
        let mut add = |day: Day, (before, after): (usize, usize)| {
            if let Some(sum) = load.get_mut(day.since(now.day).max(0).unsigned_abs() as usize) {
                *sum = (sum.0 + before, sum.1 + after);
            }
        };
        let items = self.decks.iter().flat_map(|loaded| &loaded.items);
        for item in items.filter(|item| !self.is_suspended(&item.name)) {
            let Some(memory) = self.memory(&item.name) else { continue };
            let Due::On(from) = memory.due else {
                add(now.day, (1, 1));
                continue;
            };
            let is_free = from >= now.day && memory.phase == Phase::Review;
            let to = if is_free { self.new_day(&item.name, memory, now) } else { None };
            all.items += usize::from(to.is_some());
            add(from, (1, 0));
            add(to.unwrap_or(from), (0, 1));
            if let Some(to) = to.filter(|to| *to != from) {
                all.moves.push(Redated { item: item.name.clone(), from, to });
            }
        }
        let days = (0..AHEAD).map(|ahead| now.day.plus(ahead));
        all.load = days.zip(load).map(|(day, (before, after))| (day, before, after)).collect();
        all
    }

    /// The day the last answer would give today, with the chance that gave the present one.
    pub(super) fn new_day(&self, item: &ItemName, memory: &Memory, now: Now) -> Option<Day> {
        if self.history.wanted(item).is_some() {
            return None;
        }
        let (last, earlier) = self.remembered(item).split_last()?;
        let before = earlier
            .iter()
            .fold(None, |memory: Option<Memory>, past| Some(past.learn(memory.as_ref(), &self.scheduler)));
        let seed = seed_of(item.as_str(), u64::from(memory.reps.saturating_sub(1)));
        self.scheduler.due_day(before.as_ref(), last.review.grade, last.now, now.day, seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::{DAY, Moment};
    use crate::config::Config;
    use crate::deck::{Source, parse};
    use crate::library::{Loaded, Origin, marks};
    use crate::review::{Event, EventId, Gap, Review, Stamp, What};
    use crate::schedule::fsrs::Scheduler;

    /// A library of five cards, each answered with "good" on day 0, due on day 20.
    fn answered(config: &Config) -> Library {
        let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), config);
        let card = |at| {
            format!("[c{at}]\nq = \"What is {at}?\"\na = \"A thing that is told in more words than one.\"\n")
        };
        let text = format!("[deck]\nid = \"d\"\n{}", (0..5).map(card).collect::<String>());
        let deck = parse(&[Source { name: "d.toml", stem: "d", text: &text }]).deck;
        library.add(Loaded::new(deck, Origin::Home, 0)).unwrap();
        (0..5).for_each(|at| answer(&mut library, at, 0, Gap::Days(20)));
        library
    }

    fn item(at: usize) -> ItemName {
        ItemName::of(&format!("d/c{at}#recall"))
    }

    fn answer(library: &mut Library, at: usize, day: i32, gap: Gap) {
        let review = Review {
            item: item(at),
            grade: Grade::Easy,
            computed: None,
            took: 1,
            gap,
            retention: 0.9,
            sure: None,
            ticks: Vec::new(),
            question: 1,
            front: String::new(),
            print: 0,
            rev: 1,
            level: None,
            by: None,
        };
        take(library, at as u128 + 100 * day as u128, day, What::Review(review));
    }

    fn take(library: &mut Library, id: u128, day: i32, what: What) {
        let stamp = Stamp { ms: i64::from(day) * DAY, count: id as u32 };
        let (device, id) = ("a".to_owned(), EventId(id));
        library.apply(Event {
            id,
            device,
            seq: 1,
            stamp,
            at: Moment(stamp.ms),
            day: Day(day),
            offset: 0,
            what,
        });
    }

    fn on(day: i32) -> Now {
        Now { at: Moment(i64::from(day) * DAY), day: Day(day) }
    }

    fn moved(library: &Library, today: i32) -> Vec<(ItemName, i32)> {
        library.redated(on(today)).moves.into_iter().map(|moved| (moved.item, moved.to.0)).collect()
    }

    #[test]
    fn what_is_late_suspended_advanced_or_on_its_steps_stays() {
        let mut library = answered(&Config::default());
        assert_eq!(moved(&library, 1).len(), 5);
        take(&mut library, 90, 1, marks::suspend(&item(0), true));
        take(&mut library, 91, 1, What::Advance { items: vec![item(1)], day: Day(3) });
        answer(&mut library, 2, 1, Gap::Ms(60_000));
        take(&mut library, 92, 1, What::Reset { items: vec![item(3)] });
        let all = library.redated(on(2));
        assert_eq!(all.moves.iter().map(|moved| &moved.item).collect::<Vec<_>>(), [&item(4)]);
        assert_eq!((all.items, all.load[0]), (1, (Day(2), 1, 1)), "a step of the day is due today");
        assert_eq!(library.redated(on(21)).items, 0, "late");
    }

    #[test]
    fn no_day_lies_before_today() {
        let library = answered(&Config::default());
        assert!(moved(&library, 19).iter().all(|(_, day)| *day == 19), "{:?}", moved(&library, 19));
    }

    #[test]
    fn an_interview_to_come_draws_near_and_one_that_was_does_not() {
        let config = Config { interview: Some(Day(6)), ..Config::default() };
        let library = answered(&config);
        let days: Vec<i32> = moved(&library, 1).into_iter().map(|(_, day)| day).collect();
        assert!(days.len() == 5 && days.iter().all(|day| (2..=5).contains(day)), "{days:?}");
        let plain = answered(&Config::default());
        assert_eq!(moved(&library, 7), moved(&plain, 7));
    }
}
