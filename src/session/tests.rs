//! A sitting driven as a front end drives it: what is judged is recorded at once, and the library hears of it.

mod follow;
mod grades;
mod plans;
mod putting_off;
mod time;
mod typed;
mod undo;

use super::*;
use crate::card::ask::{Ask, Right};
use crate::card::grade::Mark;
use crate::clock::{DAY, Day};
use crate::config::{AskSure, Config};
use crate::deck::{self, Source};
use crate::library::{Loaded, Origin, Which};
use crate::review::{Event, Gap, Review, Stamp, What};
use crate::schedule::fsrs::Scheduler;

const DECK: &str = include_str!("tests/deck.toml");

/// Noon of day 100.
const NOON: Now = Now { at: Moment(100 * DAY + DAY / 2), day: Day(100) };
const OPTIONS: Options = Options { size: 50, minutes: None, ask_sure: false, seed: 0 };

fn library(config: &Config) -> Library {
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), config);
    add(&mut library, "d", DECK);
    library
}

fn add(library: &mut Library, id: &str, text: &str) {
    let parsed = deck::parse(&[Source { name: "d.toml", stem: id, text }]);
    let errors: Vec<_> = parsed.problems.iter().filter(|p| p.severity == deck::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    library.add(Loaded::new(parsed.deck, Origin::Home, 0)).unwrap();
}

/// Names items of the deck `d`: `word#typed`.
fn items(names: &[&str]) -> Vec<ItemName> {
    names.iter().map(|name| ItemName::of(&format!("d/{name}"))).collect()
}

struct Sitting {
    library: Library,
    session: Session,
    now: Now,
    made: u128,
}

impl Sitting {
    /// Asks just these items.
    fn of(names: &[&str]) -> Self {
        Self::with(Plan::Items(items(names)), OPTIONS)
    }

    fn with(plan: Plan, options: Options) -> Self {
        Self::on(library(&Config::default()), plan, options)
    }

    fn on(library: Library, plan: Plan, options: Options) -> Self {
        let session = Session::start(plan, options, &library, NOON);
        Self { library, session, now: NOON, made: 0 }
    }

    /// Begins another sitting a while later, with all that was learned.
    fn again(self, names: &[&str], ms: i64) -> Self {
        let at = self.now.at.plus(ms);
        let now = Now { at, day: Day((at.0 / DAY) as i32) };
        let session = Session::start(Plan::Items(items(names)), OPTIONS, &self.library, now);
        Self { session, now, ..self }
    }

    fn wait(&mut self, ms: i64) -> &mut Self {
        self.now.at = self.now.at.plus(ms);
        self
    }

    fn record(&mut self, whats: Vec<What>) -> Vec<Event> {
        let now = self.now;
        let mut events = Vec::new();
        for what in whats {
            self.made += 1;
            events.push(Event {
                id: EventId(self.made),
                device: "test".into(),
                seq: self.made as u64,
                stamp: Stamp { ms: now.at.0, count: self.made as u32 },
                at: now.at,
                day: now.day,
                offset: 0,
                what,
            });
        }
        self.library.apply_all(events.clone());
        events
    }

    /// Gives an answer and, once it is judged, records it; returns the stage.
    fn answer(&mut self, answer: Answer) -> Stage {
        self.session.answer(answer, self.now);
        self.keep()
    }

    fn keep(&mut self) -> Stage {
        if self.session.stage() == Stage::Judged {
            let events = self.record(self.session.reviews(&self.library, self.now));
            self.session.recorded(&events);
        }
        self.session.stage()
    }

    fn next(&mut self) -> &mut Self {
        self.session.next(&self.library, self.now);
        self
    }

    /// Gives a grade by hand and goes on.
    fn grade(&mut self, grade: Grade) -> &mut Self {
        self.answer(graded(grade));
        self.next()
    }

    fn regrade(&mut self, shift: Shift) -> Vec<What> {
        let whats = self.session.regrade(shift, &self.library, self.now);
        let events = self.record(whats.clone());
        self.session.recorded(&events);
        whats
    }

    fn undo(&mut self) -> &mut Self {
        let whats = self.session.undo(&self.library, self.now).unwrap();
        self.record(whats);
        self.session.undone(&self.library, self.now);
        self
    }

    fn redo(&mut self) -> &mut Self {
        let whats = self.session.redo(&self.library, self.now).unwrap();
        self.record(whats);
        self.session.redone(&self.library, self.now);
        self
    }

    /// The open item without its deck, nothing when the sitting is over.
    fn open(&self) -> &str {
        let item = self.session.question().and_then(|question| question.items.first());
        item.map_or("", |item| &item.as_str()[2..])
    }

    /// What is asked from here to the end, each passed over with a good grade.
    fn rest(&mut self) -> Vec<String> {
        let mut asked = Vec::new();
        while self.session.stage() != Stage::Over {
            asked.push(self.open().to_owned());
            assert!(asked.len() < 100, "the sitting ends: {asked:?}");
            self.pass();
        }
        asked
    }

    fn pass(&mut self) {
        for (step, ask) in self.session.question().unwrap().steps.clone().iter().enumerate() {
            assert_eq!(self.session.stage(), Stage::Asking(step));
            self.session.answer(right(ask), self.now);
        }
        assert_eq!(self.keep(), Stage::Judged);
        self.next();
    }

    fn progress(&self) -> (usize, usize) {
        let Progress { done, total } = self.session.progress();
        (done, total)
    }

    fn grades(&self) -> Vec<Grade> {
        self.session.tally().answered.iter().map(|answered| answered.grade).collect()
    }
}

fn graded(grade: Grade) -> Answer {
    Answer::Graded { text: String::new(), grade }
}

fn typed(text: &str) -> Answer {
    Answer::Typed { text: text.into(), ruling: None }
}

fn ticked(marks: &[Mark]) -> Answer {
    Answer::Ticked { text: String::new(), marks: marks.to_vec(), climbed: None, grade: None }
}

/// The right answer to a shape.
fn right(ask: &Ask) -> Answer {
    match ask {
        Ask::Reveal(_) => graded(Grade::Good),
        Ask::Ticks(ticks) => ticked(&vec![Mark::Full; ticks.ideas.len()]),
        Ask::Choose(choose) => picked(choose.options.iter().position(|option| option.right)),
        Ask::Type(wanted) => typed(wanted.wanted[0].bare()),
        Ask::Order(_) => panic!("the deck has no ladder"),
        Ask::Pairs(pairs) => Answer::Joined(pairs.rows.iter().map(|row| Some(row.right)).collect()),
    }
}

/// A wrong answer to a choice.
fn wrong(session: &Session, step: usize) -> Answer {
    match &session.question().unwrap().steps[step] {
        Ask::Choose(choose) => picked(choose.options.iter().position(|option| !option.right)),
        _ => panic!("a choice is open"),
    }
}

fn picked(at: Option<usize>) -> Answer {
    Answer::Picked(at.unwrap())
}

/// The only review among events.
fn review(whats: &[What]) -> &Review {
    let mut reviews = whats.iter().filter_map(|what| match what {
        What::Review(review) => Some(review),
        _ => None,
    });
    let review = reviews.next().unwrap();
    assert!(reviews.next().is_none(), "{whats:?}");
    review
}
