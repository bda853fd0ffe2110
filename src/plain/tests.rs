//! A session whose input ends, fails or cannot be read: what is saved, what is said, how it ends.

use std::cell::RefCell;
use std::io::{BufReader, Read, Write};
use std::rc::Rc;

use super::*;
use crate::config::Config;
use crate::deck::{Source, parse};
use crate::library::{Loaded, Origin};
use crate::schedule::fsrs::Scheduler;
use crate::session::{Options, Plan};
use crate::store::log::Log;

const DECK: &str = "[deck]\nid = \"two\"\n\n[capital]\nq = \"Capital of France?\"\naccept = [\"Paris\"]\n\n[river]\nq = \"River through Paris?\"\naccept = [\"Seine\"]\n";

/// Gives what it holds, and then fails as a terminal does that is gone.
struct Fails(&'static [u8]);

impl Read for Fails {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() { Err(io::Error::other("the line is dead")) } else { self.0.read(buffer) }
    }
}

#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a session on two cards; returns how it ended, what was said, and how many answers are on disk then.
fn ran(input: &mut dyn BufRead, out: Option<Lines>) -> (io::Result<()>, String, usize) {
    let (home, paper) = (tempfile::tempdir().unwrap(), Paper::default());
    let (calendar, clock) = (Calendar::utc(4), Clock::fixed("2026-11-21T12:00:00Z").unwrap());
    let config = Config::default();
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
    let two = parse(&[Source { name: "two.toml", stem: "two", text: DECK }]).deck;
    library.add(Loaded::new(two, Origin::Named, 0)).unwrap();
    let options = Options { size: 20, minutes: None, ask_sure: false, seed: 1 };
    let plan = Plan::Study { decks: Vec::new(), which: crate::library::Which::All };
    let mut session = Session::start(plan, options, &library, calendar.now(clock.now()));
    let mut log = Log::open(home.path(), calendar.clone(), clock.now()).0;
    let out = out.unwrap_or_else(|| Lines::to(paper.clone()));
    let desk = &mut Context {
        library: &mut library,
        keeper: &mut log,
        calendar: &calendar,
        clock,
        input,
        out,
        echoes: true,
    };
    let ended = run(&mut session, desk);
    let said = String::from_utf8(paper.0.borrow().clone()).unwrap();
    (ended, said, Log::open(home.path(), calendar, clock.now()).1.events.len())
}

#[test]
fn an_input_that_ends_in_the_middle_is_told_and_what_was_judged_is_saved() {
    let (ended, said, saved) = ran(&mut &b"paris\n"[..], None);
    assert!(ended.is_ok());
    assert!(said.contains("The input ended after 1 of 2 questions. 1 answer, 1 right."), "{said}");
    assert!(said.ends_with("Everything is saved.\n"), "{said}");
    assert_eq!(saved, 1);
}

#[test]
fn an_input_that_fails_in_the_middle_is_told_and_is_an_error_and_what_was_judged_is_saved() {
    let (ended, said, saved) = ran(&mut BufReader::new(Fails(b"paris\ny\nsei")), None);
    assert_eq!(ended.unwrap_err().to_string(), "the input cannot be read: the line is dead");
    assert!(said.contains("The input failed after 1 of 2 questions. 1 answer, 1 right."), "{said}");
    assert!(said.ends_with("Everything is saved.\n"), "{said}");
    assert_eq!(saved, 1, "half a line is no answer");
}

#[test]
fn the_rest_of_a_line_too_long_is_no_answer_of_its_own() {
    let long = [&b"x".repeat(2 * LINE as usize + 9)[..], b"\nn\ny\nseine\n"].concat();
    let (ended, said, saved) = ran(&mut &long[..], None);
    assert!(ended.is_ok());
    assert!(said.contains("2 answers, 1 right."), "{said}");
    assert_eq!(saved, 2);
}

#[test]
fn nobody_listens_any_more_and_what_was_judged_is_saved() {
    struct Gone(usize);
    impl Write for Gone {
        fn write(&mut self, text: &[u8]) -> io::Result<usize> {
            self.0 += usize::from(text.starts_with(b"Right"));
            if self.0 > 0 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(text.len()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (ended, _, saved) = ran(&mut &b"paris\ny\nseine\n"[..], Some(Lines::to(Gone(0))));
    assert_eq!((ended.unwrap_err().kind(), saved), (io::ErrorKind::BrokenPipe, 1));
}
