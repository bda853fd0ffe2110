//! Every key that a footer names does something, on every screen, at every size.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use cardsharp::rooms::config::Config;
use support::{Journey, NOON, SHIPPED, SIZES, Start, check_footer};

const DECK: &str = r#"
[deck]
id = "d"
title = "A deck"

[capital]
q = "Capital of France?"
answer = "Paris"
wrong = { lyon = { say = "Lyon", why = "the second largest" } }

[why]
q = "Why does asking help?"
a = "Recall strengthens what it finds, more than reading it again does."

[open]
q = "How would you start?"
[open.points]
eval = { say = "Wants an eval", must = true }
"#;

/// Walks to screens from home, with something answered and something new.
const WALKS: [&str; 31] = [
    "", ",", ",⏎", ",l", ",K", ",Kj", ":", ":x", "?", "t", "t16", "m", "mj", "s", "s⇥", "s⇥⇥", "sc", "/",
    "/⏎", "/⏎␣", "/⏎i", "/zzzz⏎", "⏎", "⏎⏎", "⏎⏎1", "⏎⏎1u", "⏎q", "⏎n", "⏎f", "⏎z", "/⏎z",
];

fn check(decks: &[(&str, &str)], before: &str, walks: &[&str], config: &Config) {
    let mut first = Journey::with(decks, Start::Home, (80, 24), config.clone(), Vec::new(), NOON);
    first.keys(before);
    let events = first.shelf.borrow().saved.clone();
    for walk in walks {
        for size in SIZES {
            let replay = || {
                let mut journey =
                    Journey::with(decks, Start::Home, size, config.clone(), events.clone(), first.now);
                journey.keys(walk);
                journey
            };
            check_footer(&replay, walk);
        }
    }
}

#[test]
fn every_key_of_every_footer_does_something_on_every_screen_and_size() {
    check(&[("d", DECK)], "", &WALKS, &Config::default());
}

#[test]
fn also_once_something_was_answered() {
    check(&[("d", DECK)], "⏎1s⏎q", &WALKS, &Config::default());
}

#[test]
fn also_without_a_deck_and_with_the_shipped_ones() {
    check(&[], "", &["", ",", ":", "?", "t", "s"], &Config::default());
    check(&SHIPPED, "⏎1⏎q", &["", "⏎", "/⏎", "m"], &Config::default());
}

#[test]
fn also_with_other_keys() {
    let text = "[keys]\nundo = \"Y\"\nsearch = \"F\"\nsettings = \"f2\"\nquit = \"Q\"\n";
    let (config, notices) = cardsharp::rooms::store::settings::parse(text, "c");
    assert!(notices.is_empty());
    let mut journey = Journey::with(&[("d", DECK)], Start::Home, (80, 24), config, Vec::new(), NOON);
    journey
        .sees("F browse")
        .sees("Q quit")
        .keys("F")
        .sees("3 of 3 items")
        .keys("⏎⎋")
        .keys("q")
        .sees("A deck")
        .keys("Q");
    assert!(journey.app.is_over());
}
