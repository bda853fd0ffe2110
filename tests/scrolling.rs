//! Moving about in what is longer than the screen: texts, lists, a screen that changes its size.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use cardsharp::rooms::library::{Wanted, Which};
use cardsharp::rooms::session::Plan;
use support::{Journey, Start};

/// Keys pressed on at an end, and enough to come to it.
const PRESSES: usize = 60;

/// A walk to something long, with the keys on and back there.
#[derive(Clone, Copy)]
struct Walk {
    start: fn() -> Start,
    /// A sitting before: what opens it, and the keys of one answer.
    sitting: (&'static str, &'static str, usize),
    keys: &'static str,
    on: &'static str,
    back: &'static str,
}

const fn home(keys: &'static str) -> Walk {
    Walk { start: || Start::Home, sitting: ("", "", 0), keys, on: "j", back: "k" }
}

const fn after(misses: usize, keys: &'static str) -> Walk {
    Walk { sitting: ("3", "⏎1", misses), ..home(keys) }
}

fn mock() -> Start {
    Start::Mock(Wanted::default())
}

/// Every screen with a text that does not fit, and every list that does not.
const WALKS: [Walk; 18] = [
    after(12, "q⏎s"),
    after(1, "q⏎s⇥"),
    after(1, "q⏎s⇥⇥"),
    after(1, "q⏎sw"),
    after(40, "q⏎/c0⏎i"),
    after(14, "q"),
    Walk { sitting: ("j3", "1s⏎", 6), ..home("q⏎sc") },
    Walk { on: "⇟", back: "⇞", ..after(1, "q⏎sw") },
    Walk { on: "⇟", back: "⇞", ..after(40, "q⏎/c0⏎i") },
    Walk { on: "⇟", back: "⇞", ..after(14, "q") },
    home("/⏎"),
    home(","),
    Walk { on: "⇟", back: "⇞", ..home(",K") },
    Walk { on: "↓", back: "↑", ..home("?") },
    Walk { on: "↓", back: "↑", ..home(":") },
    Walk { start: mock, on: "⇟", back: "⇞", ..home("one␄two␄") },
    Walk { start: mock, on: "⇟", back: "⇞", ..home("one␄two␄⏎⏎") },
    Walk { start: || Start::Seat(Wanted::default()), on: "⇟", back: "⇞", ..home("") },
];

/// Questions to know by heart, and a deck of choices with two questions to be talked about.
fn decks() -> [(&'static str, String); 2] {
    let answer = "a sentence that is longer than what anybody would care to type";
    let cards = (0..12).map(|n| format!("[c{n}]\nq = \"Question {n}?\"\na = \"Answer {n} is {answer}.\"\n"));
    let points = (0..20).map(|n| format!("p{n} = {{ say = \"Point {n}\", must = true }}\n"));
    let points: String = points.collect();
    let talk = |id| format!("[{id}]\nq = \"How would you {id}?\"\n[{id}.points]\n{points}");
    let quick =
        (0..8).map(|n| format!("[q{n}]\nq = \"Which {n}?\"\nanswer = \"yes\"\nwrong = {{ no = \"no\" }}\n"));
    let deck = |id: &str| format!("[deck]\nid = \"{id}\"\ntitle = \"Deck {id}\"\n");
    [
        ("d", deck("d") + &cards.collect::<String>()),
        ("e", deck("e") + &quick.collect::<String>() + &talk("start") + &talk("end")),
    ]
}

impl Walk {
    fn go(&self, size: (u16, u16)) -> Journey {
        let decks = decks();
        let decks: Vec<(&str, &str)> = decks.iter().map(|(id, text)| (*id, text.as_str())).collect();
        let mut journey = Journey::new(&decks, (self.start)(), size);
        let (open, answer, times) = self.sitting;
        journey.keys(open).keys(&answer.repeat(times)).keys(self.keys);
        journey
    }
}

/// What stands between the head, which may hold a clock, and the footer.
fn body(journey: &mut Journey) -> Vec<String> {
    body_of(&journey.screen())
}

fn body_of(screen: &str) -> Vec<String> {
    let lines: Vec<String> = screen.lines().map(str::to_owned).collect();
    lines[2..lines.len() - 2].to_vec()
}

#[test]
fn whoever_presses_on_at_the_end_comes_back_with_the_first_key() {
    let mut dead = Vec::new();
    for walk in WALKS {
        let mut journey = walk.go((60, 18));
        let (top, at) = (journey.screen(), journey.app.screen().unwrap().word());
        journey.keys(&walk.on.repeat(PRESSES));
        let end = body(&mut journey);
        assert!(body_of(&top) != end, "{:?} at {at} fits, so it proves nothing:\n{top}", walk.keys);
        journey.keys(walk.back);
        if body(&mut journey) == end {
            dead.push((walk.keys, at));
        }
        journey.keys(&walk.back.repeat(PRESSES)).sees_not("\u{25b2}");
    }
    assert!(dead.is_empty(), "the first key back is dead: {dead:?}");
}

#[test]
fn a_window_pulled_larger_at_the_end_leaves_no_dead_key() {
    let mut journey = WALKS[0].go((60, 18));
    journey.keys(&"j".repeat(PRESSES)).sees("\u{25b2}").resize(60, 24);
    let end = body(&mut journey);
    assert!(body(journey.keys("k")) != end, "{}", journey.screen());
    journey.resize(60, 12);
    journey.sees("\u{25b2}").sees("\u{25bc}").keys(&"k".repeat(PRESSES)).sees_not("\u{25b2}");
}

#[test]
fn a_list_that_lost_its_chosen_row_has_another() {
    let mut journey = Walk { start: mock, ..home("one␄two␄⏎⏎⏎") }.go((80, 24));
    journey.keys("m").keys(&"j".repeat(PRESSES)).sees("▸ past").keys("⏎").sees("say it again").keys("dy");
    journey.sees("mock interviews").sees_not("past").sees("▸").keys("⏎").sees("question 1 of 2");
}

#[test]
fn a_filter_that_is_pasted_chooses_the_first_that_fits() {
    let mut journey = home("?").go((80, 24));
    journey.keys("↓↓↓↓↓↓");
    journey.app.handle(crossterm::event::Event::Paste("settings".into()), journey.now);
    journey.sees("▸ ,").keys("⏎").sees("config.toml");
}

const OPEN: &str = "[deck]\nid = \"o\"\ntitle = \"Open\"\n[o]\nq = \"How would you start?\"\n[o.points]\n";

fn open_answer(size: (u16, u16)) -> Journey {
    let points = (0..20).map(|n| format!("p{n} = {{ say = \"Point {n}\" }}\n"));
    let deck = OPEN.to_owned() + &points.collect::<String>();
    Journey::new(&[("o", &deck)], Start::Study(Plan::Study { decks: Vec::new(), which: Which::All }), size)
}

#[test]
fn what_is_typed_stays_in_sight_also_when_the_text_was_moved_before() {
    let mut journey = open_answer((60, 18));
    journey.keys("⎋j⇥").keys(&"word after word ".repeat(60)).keys("last").sees("last");
}

#[test]
fn a_key_that_leaves_the_row_leaves_the_text_where_it_was_put() {
    let mut journey = open_answer((60, 18));
    journey.keys("x␄").sees("Point 0").keys("⇟").sees_not("Point 0");
    let seen = body(&mut journey);
    journey.keys("-");
    assert_eq!(body(&mut journey), seen, "the grade is moved, the learner is on the same row");
    journey.keys("1").sees("Point 0");
}
