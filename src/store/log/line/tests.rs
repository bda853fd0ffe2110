//! Lines with numbers of any size: read, folded and looked at without a panic, an overflow or a wait.

mod fields;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::clock::{Calendar, DAY, Moment, Now};
use crate::config::Config;
use crate::deck::{Source, parse};
use crate::library::{Library, Loaded, Origin};
use crate::schedule::Due;
use crate::schedule::fsrs::Scheduler;

const KEYS: [&str; 4] = ["bury:d/c1", "catch-up", "journal", "suspend:d/c0#recall"];
const NOW: Moment = Moment(1_795_000_000_000);

fn any_whole() -> impl Strategy<Value = i64> {
    let edges = [0, 1, -1, i64::MIN, i64::MAX, i64::from(i32::MIN), i64::from(i32::MAX), i64::from(u32::MAX)];
    prop_oneof![prop::sample::select(edges.to_vec()), any::<i64>(), NOW.0 - 9 * DAY..NOW.0 + 9 * DAY]
}

fn any_day() -> impl Strategy<Value = String> {
    let edges = ["9999-12-31", "-009999-01-01", "0000-01-01", "1970-01-01", "2026-11-18", "2026-11-19"];
    prop::sample::select(edges.map(str::to_owned).to_vec())
}

fn any_gap() -> impl Strategy<Value = Value> {
    let days =
        prop_oneof![Just(0), Just(1), Just(u32::MAX), any::<u32>()].prop_map(|days| json!({ "days": days }));
    prop_oneof![days, any_whole().prop_map(|ms| json!({ "ms": ms }))]
}

/// One line's JSON; every number in it may be anything its field can hold.
fn any_line() -> impl Strategy<Value = Value> {
    let numbers = (
        any_whole(),
        any_whole(),
        any_whole(),
        any_whole(),
        prop_oneof![Just(0), Just(u32::MAX), any::<u32>()],
    );
    let shares = prop_oneof![Just(-1e30), Just(0.0), Just(0.9), Just(1e30), Just(3e38)];
    (0_u8..8, 0..3_usize, any_day(), any_day(), any_gap(), numbers, shares, 1..5_u8).prop_map(
        |(kind, item, day, other, gap, (a, b, c, d, small), share, grade)| {
            let item = format!("d/c{item}#recall");
            let id = Uuid::from_u128(u128::from(small) << 64 | u128::from(a.unsigned_abs())).to_string();
            let mut line = json!({"v": 1, "id": id, "dev": "x", "seq": b.unsigned_abs(), "hlc": [a, small],
                "day": day, "off": (b >> 32) as i32});
            let more = match kind {
                0..3 => {
                    json!({"ev": "review", "item": item, "grade": grade, "ms": c, "gap": gap, "dr": share,
                    "turn": d.unsigned_abs(), "rev": small, "at": d})
                }
                3 => json!({"ev": "bring", "items": [item], "from": other}),
                4 => json!({"ev": "move", "days": [[item, other]]}),
                5 => json!({"ev": "date", "of": [id], "from": other, "when": c}),
                6 => json!({"ev": "mock", "turn": 1, "step": {"answered": [c.unsigned_abs() as usize % 3,
                    {"ms": c, "paused": d, "how": "typed"}]}}),
                _ => json!({"ev": "set", "key": KEYS[usize::from(grade) - 1],
                    "value": format!("{other} {c}")}),
            };
            if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
                line.extend(more);
            }
            line
        },
    )
}

fn library(config: &Config) -> Library {
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), config);
    let card = |at| format!("[c{at}]\nq = \"What is {at}?\"\na = \"A thing told in more words than one.\"\n");
    let text = format!("[deck]\nid = \"d\"\n{}", (0..3).map(card).collect::<String>());
    let deck = parse(&[Source { name: "d.toml", stem: "d", text: &text }]).deck;
    library.add(Loaded::new(deck, Origin::Home, 0)).unwrap();
    library
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_of_any_size_are_read_folded_and_looked_at(lines in prop::collection::vec(any_line(), 1..12)) {
        let events: Vec<Event> = lines.iter().filter_map(|line| read(line.to_string().as_bytes())).collect();
        prop_assert_eq!(events.len(), lines.len(), "every line is read: {:?}", lines);
        let config = Config { catch_up: 7, ..Config::default() };
        let (calendar, mut library) = (Calendar::utc(4), library(&config));
        for event in &events {
            prop_assert_eq!(&read(open(write(event).unwrap().trim_ascii_end()).unwrap()), &Some(event.clone()));
        }
        library.apply_all(events);
        for now in [Moment(0), NOW, Moment(253_402_207_200_000)].map(|at| calendar.now(at)) {
            look(&library, &calendar, now);
        }
    }
}

/// Looks at everything that counts with days and moments.
fn look(library: &Library, calendar: &Calendar, now: Now) {
    for item in (0..3).map(|at| ItemName::of(&format!("d/c{at}#recall"))) {
        if let Some(memory) = library.memory(&item) {
            assert!((0.0..=1.0).contains(&library.scheduler().retrievability(memory, now.day)), "{memory:?}");
            assert!((0.001..=36_500.0).contains(&memory.stability), "{memory:?}");
            let _ = memory.due.order(now);
            if let Due::On(day) = memory.due {
                let _ = library.curve(&item, memory.first_day, day, 20);
            }
        }
        let _ = crate::session::outlook(library, &item, now);
    }
    let _ = library.session(&[], crate::library::Which::All, usize::MAX, now);
    let _ = (
        library.last_answer(now.day),
        library.last_undo(now.day),
        library.redated(now),
        library.calibration(now.day),
    );
    let misdated = library.misdated(now);
    let _ = (misdated.repair(), library.earlier(&misdated, now));
    let basis = crate::stats::Basis { library, calendar, now, interview: Some(now.day.plus(3)) };
    let _ = (crate::stats::all(basis), library.board(now), library.workload(3, 1, now));
}

#[test]
fn an_old_line_behind_a_jump_is_dated_by_its_recorded_day() {
    let line = |count: u32, day: &str| {
        let ms = 2_110_881_600_000_i64;
        json!({"v": 1, "id": Uuid::nil().to_string(), "dev": "x", "seq": 1, "hlc": [ms, count], "day": day, "off": 60,
            "ev": "reset"})
    };
    let at = |count, day| read(line(count, day).to_string().as_bytes()).map(|event| event.at);
    let noon = Calendar::utc(4).start_of(Day::parse("2026-11-21").unwrap()).plus(7 * DAY / 24);
    assert_eq!(at(3, "2026-11-21"), Some(noon.plus(3)), "eleven o'clock UTC is noon an hour east of it");
    assert_eq!(
        at(0, "2026-11-21"),
        Some(Moment(2_110_881_600_000)),
        "the first of its stamp was dated by it"
    );
    assert_eq!(at(3, "2036-11-21"), Some(Moment(2_110_881_600_000)), "within one millisecond of one day");
}

#[test]
fn what_cannot_be_written_is_an_error_and_no_empty_line() {
    assert!(
        sealed(&std::collections::BTreeMap::from([((1, 2), 3)])).is_err(),
        "a key of two numbers is no JSON"
    );
    assert!(sealed(&json!({"v": 1})).unwrap().ends_with(b" {\"v\":1}\n"));
}
