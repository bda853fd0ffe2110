//! What holds for any input: the parser never panics and loses no good card, the sanitiser lets nothing
//! through, and a log folds to the same memories in any order and repetition.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::{Grade, Sure};
use cardsharp::rooms::clock::{Calendar, DAY, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::deck::{Source, parse, problem};
use cardsharp::rooms::library::{Library, Loaded, Origin};
use cardsharp::rooms::review::{Event, EventId, Gap, Review, Stamp, What};
use cardsharp::rooms::schedule::Due;
use cardsharp::rooms::schedule::fsrs::Scheduler;
use cardsharp::rooms::text::show;
use proptest::prelude::*;

const DECK: &str = include_str!("../decks/llm-choice.toml");

fn read(text: &str) -> cardsharp::rooms::deck::Parsed {
    let sources = [Source { name: "any.toml", stem: "any", text }];
    let parsed = parse(&sources);
    // The report and the items must be made of whatever came out.
    let _ = problem::report(&parsed.problems, parsed.counted, &sources);
    let _ = Loaded::new(parsed.deck.clone(), Origin::Home, 0);
    parsed
}

fn review(item: u8, grade: u8, sure: bool, at: i64, id: u128) -> Event {
    let moment = Moment(1_795_000_000_000 + at * DAY / 7);
    Event {
        id: EventId(id),
        device: format!("device-{}", id % 3),
        seq: id as u64,
        stamp: Stamp { ms: moment.0, count: id as u32 },
        at: moment,
        day: Calendar::utc(4).day(moment),
        offset: 0,
        what: What::Review(Review {
            item: ItemName::of(&format!("any/card-{}#recall", item % 4)),
            grade: Grade::ALL[usize::from(grade % 4)],
            computed: None,
            took: 1_000,
            gap: Gap::Days(u32::from(grade) + 1),
            retention: 0.9,
            sure: sure.then_some(Sure::Sure),
            ticks: Vec::new(),
            question: id as u64,
            front: String::new(),
            print: 0,
            rev: 1,
            level: None,
            by: None,
        }),
    }
}

fn fold(events: &[Event]) -> Vec<String> {
    let config = Config::default();
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
    for event in events {
        library.apply(event.clone());
    }
    (0..4)
        .map(|item| format!("{:?}", library.memory(&ItemName::of(&format!("any/card-{item}#recall")))))
        .collect()
}

#[test]
fn all_that_was_done_follows_a_renamed_card() {
    let config = Config::default();
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
    let deck = "[deck]\nid = \"any\"\n\n[now]\nwas = [\"card-0\"]\nq = \"Why?\"\na = \"Because it is so and for no other reason.\"\n";
    library.add(Loaded::new(read(deck).deck, Origin::Home, 0)).unwrap();
    let (old, new) = (ItemName::of("any/card-0#recall"), ItemName::of("any/now#recall"));
    let mut take = |id: u128, what: Option<What>| {
        let event = review(0, 2, false, id as i64, id);
        let day = event.day;
        library.apply(Event { what: what.unwrap_or(event.what.clone()), ..event });
        (library.memory(&new).map(|memory| memory.due), day)
    };
    let (due, day) = take(1, None);
    assert_eq!(due, Some(Due::On(day.plus(3))));
    let moved = What::Move { days: vec![(old.clone(), day.plus(30))] };
    assert_eq!(take(2, Some(moved)).0, Some(Due::On(day.plus(30))));
    let advance = What::Advance { items: vec![old.clone()], day: day.plus(1) };
    assert_eq!(take(3, Some(advance)).0, Some(Due::On(day.plus(1))));
    assert_eq!(take(4, Some(What::Reset { items: vec![old] })).0, None);
}

/// Events of a few weeks on three devices; some take others back.
fn history() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(
        (0_u8..4, 0_u8..4, any::<bool>(), 0_i64..300, any::<prop::sample::Index>(), 0_u8..8),
        1..40,
    )
    .prop_map(|rows| {
        let mut events: Vec<Event> = Vec::new();
        for (id, (item, grade, sure, at, target, kind)) in rows.into_iter().enumerate() {
            let mut event = review(item, grade, sure, at, id as u128 + 1);
            if kind == 0 && !events.is_empty() {
                event.what = What::Undo(vec![events[target.index(events.len())].id]);
            }
            let name = ItemName::of(&format!("any/card-{item}#recall"));
            match kind {
                1 => event.what = What::Reset { items: vec![name] },
                2 => event.what = What::Move { days: vec![(name, event.day.plus(9))] },
                3 => event.what = What::Advance { items: vec![name], day: event.day.plus(2) },
                _ => {}
            }
            events.push(event);
        }
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parser_takes_any_text(text in "\\PC{0,400}") {
        read(&text);
    }

    #[test]
    fn the_parser_takes_a_deck_with_anything_put_into_it(at in 0..DECK.len(), cut in 0_usize..300, put in "[\\[\\]{}=\"'a-z0-9.\\n#\\\\]{0,12}") {
        let start = (0..=at).rev().find(|at| DECK.is_char_boundary(*at)).unwrap();
        let end = (start + cut..=DECK.len()).find(|at| DECK.is_char_boundary(*at)).unwrap_or(DECK.len());
        read(&format!("{}{put}{}", &DECK[..start], &DECK[end..]));
    }

    #[test]
    fn a_card_that_is_no_toml_hides_no_other(broken in 0_usize..20, fault in "[\"'=\\[{a-z \\n]{1,20}") {
        let card = |id: usize| {
            let fields = if id == broken { format!("q = {fault}") } else { "q = \"x\"\na = \"y\"".into() };
            format!("[c{id}]\n{fields}\n")
        };
        let text: String = (0..20).map(card).collect();
        let kept = read(&text).deck.cards.iter().filter(|card| card.id != format!("c{broken}")).count();
        prop_assert!(kept >= 18, "{kept} of 19 kept of\n{text}");
    }

    #[test]
    fn nothing_a_terminal_would_act_on_gets_through(text in any::<String>()) {
        let shown = show(&text).to_string();
        prop_assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}')), "{shown:?}");
        prop_assert_eq!(show(&shown).to_string(), shown, "showing twice changes nothing");
    }

    #[test]
    fn a_log_folds_the_same_in_any_order_and_repetition(
        (events, shuffled) in history().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        again in any::<prop::sample::Index>(),
    ) {
        let whole = fold(&events);
        prop_assert_eq!(&fold(&shuffled), &whole);
        let mut twice = shuffled.clone();
        twice.extend(events[again.index(events.len())..].iter().cloned());
        prop_assert_eq!(&fold(&twice), &whole);
    }
}
