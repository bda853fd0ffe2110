//! Keys in, screen out, for what changes many questions at once and for the figures about the days to come.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::Grade;
use cardsharp::rooms::clock::{Calendar, DAY, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::review::{Event, EventId, Gap, Review, Stamp, What};
use support::{Journey, NOON, SIZES, Start};

const DECK: &str = r#"
[deck]
id = "three"
title = "Three cards"

[one]
q = "What does a cache trade?"
a = "Memory and freshness against the time that is spent on making a thing anew."

[two]
q = "What does a queue trade?"
a = "Latency of the single thing against throughput and calm under a burst."

[three]
q = "What does an index trade?"
a = "Slower writes and more room against reads that need not look at everything."
"#;

fn item(card: &str) -> ItemName {
    ItemName::of(&format!("three/{card}#recall"))
}

/// An answer given some days before noon, and the gap it got.
fn answer(id: u128, card: &str, ago: i64, gap: u32) -> Event {
    let at = Moment(NOON.0 - ago * DAY);
    let review = Review {
        item: item(card),
        grade: Grade::Good,
        computed: None,
        took: 12_000,
        gap: Gap::Days(gap),
        retention: 0.9,
        sure: None,
        ticks: Vec::new(),
        question: id as u64,
        front: String::new(),
        print: 0,
        rev: 1,
        level: None,
        by: None,
    };
    Event {
        id: EventId(id),
        device: "test".into(),
        seq: id as u64,
        stamp: Stamp { ms: at.0, count: 0 },
        at,
        day: Calendar::utc(4).day(at),
        offset: 0,
        what: What::Review(review),
    }
}

fn answered() -> Vec<Event> {
    vec![answer(1, "one", 9, 3), answer(2, "one", 6, 20), answer(3, "two", 6, 20)]
}

fn at(size: (u16, u16), events: Vec<Event>) -> Journey {
    Journey::with(&[("three", DECK)], Start::Home, size, Config::default(), events, NOON)
}

#[test]
fn browse_makes_many_new_again_after_asking_and_takes_it_back() {
    for size in SIZES {
        let mut journey = at(size, answered());
        journey.keys("/⏎␣␣␣").sees("3 chosen").keys("R").sees("Reset 2 questions?").sees("statistics");
        journey.keys("n").sees("3 chosen").keys("Ry");
        for card in ["one", "two"] {
            assert_eq!(journey.app.library().memory(&item(card)), None);
        }
        assert_eq!(journey.app.library().past(&item("one")).len(), 2, "the answers stay");
        journey.sees("u take back").keys("u").sees_not("u take back");
        assert!(journey.app.library().memory(&item("one")).is_some());
    }
}

#[test]
fn a_reset_question_still_shows_its_answers() {
    let mut journey = at((80, 24), answered());
    journey.keys("/⏎i").sees("stability").sees("12 Nov 2026").keys("⎋Ryi");
    journey
        .sees("Counts as new")
        .sees("12 Nov 2026")
        .sees_not("stability")
        .keys("⎋jji")
        .sees("Never asked yet");
}

#[test]
fn a_question_never_answered_is_not_reset() {
    let mut journey = at((80, 24), answered());
    journey.keys("/three⏎jjR").sees("it is new already");
    assert_eq!(journey.shelf.borrow().saved.len(), 3);
}

#[test]
fn browse_flags_many_cards_with_one_reason_and_takes_it_back() {
    for size in SIZES {
        let mut journey = at(size, Vec::new());
        journey.keys("/⏎ftypo⏎").keys("k␣␣␣f").sees("flag 3 cards").keys("stale⏎");
        let flags = |journey: &Journey| {
            ["one", "two", "three"].map(|card| journey.app.library().flag(&item(card)).map(str::to_owned))
        };
        assert_eq!(flags(&journey), [(); 3].map(|()| Some("stale".to_owned())));
        journey.keys("u");
        assert_eq!(flags(&journey), [Some("typo".to_owned()), None, None], "as it was before");
    }
}

#[test]
fn a_change_that_was_not_made_is_not_taken_back() {
    let mut journey = at((80, 24), Vec::new());
    journey.keys("/⏎ftypo⏎").sees("u take back").keys("f⎋nmine⏎").sees_not("take back").keys("u");
    assert_eq!(journey.app.library().flag(&item("one")), Some("typo"));
    journey.keys("z").sees("suspended").keys("u").sees_not("suspended");
}

#[test]
fn the_workload_stands_beside_the_figures() {
    for size in SIZES {
        let mut journey = at(size, answered());
        journey.keys("s").sees("w workload").keys("w").sees("workload").sees("minutes/day");
        let screen = journey.screen();
        for retention in ["70%", "75%", "80%", "85%", "90%", "95%", "97%"] {
            assert!(screen.contains(&format!("      {retention}")), "{screen}");
        }
        let row = screen.lines().find(|line| line.contains("      90%")).unwrap();
        assert!(row.contains('▸') && screen.matches('▸').count() == 1, "{screen}");
        journey
            .sees("Esc back")
            .keys("jjjjjjjj")
            .sees("retention decides")
            .keys("?")
            .sees("scroll down")
            .keys("⎋");
        journey.keys("⎋").sees("w workload").keys("wq").sees("w workload");
    }
}

#[test]
fn the_workload_of_nothing_says_so() {
    let empty = "[deck]\nid = \"three\"\n";
    let mut journey =
        Journey::with(&[("three", empty)], Start::Home, (80, 24), Config::default(), Vec::new(), NOON);
    journey.keys("sw").sees("No deck holds a question").keys("⎋⎋");
}

#[test]
fn another_retention_in_force_has_its_own_row() {
    let config = Config { retention: 0.92, ..Config::default() };
    let mut journey = Journey::with(&[("three", DECK)], Start::Home, (80, 24), config, answered(), NOON);
    journey.keys("sw").sees("▸       92%").sees("At 92% you answer");
}
