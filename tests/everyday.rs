//! The everyday tool: settings, keys, the palette, redo, pace, dates, limits, clicks.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::Grade;
use cardsharp::rooms::clock::{Calendar, DAY, Day, Moment};
use cardsharp::rooms::config::{Config, DeckLimits};
use cardsharp::rooms::library::Which;
use cardsharp::rooms::review::{Event, EventId, Gap, Review, Stamp, What};
use cardsharp::rooms::schedule::queue::NewOrder;
use cardsharp::rooms::session::Plan;
use cardsharp::rooms::tui::place::Name;
use support::{Journey, NOON, SHIPPED, SIZES, Start, library};

/// Ten cards that are answered by thought, so with `⏎` and a grade.
fn ten() -> String {
    cards(10)
}

fn cards(count: usize) -> String {
    let card =
        |n| format!("[c{n}]\nq = \"Question {n}?\"\na = \"Answer {n}, in some more words than six\"\n");
    (0..count).map(card).collect::<Vec<_>>().concat()
}

fn home(size: (u16, u16)) -> Journey {
    Journey::new(&[("ten", &ten())], Start::Home, size)
}

fn with(config: Config, events: Vec<Event>, now: Moment) -> Journey {
    Journey::with(&[("ten", &ten())], Start::Home, (80, 24), config, events, now)
}

/// One answer to a card on a day before noon of today.
fn answered(card: usize, ago: i64, number: u128, grade: Grade) -> Event {
    let at = NOON.plus(-ago * DAY);
    let review = Review {
        item: ItemName::of(&format!("ten/c{card}#recall")),
        grade,
        computed: None,
        took: 60_000,
        gap: Gap::Days(1),
        retention: 0.9,
        sure: None,
        ticks: Vec::new(),
        question: number as u64,
        front: String::new(),
        print: 0,
        rev: 1,
        level: None,
        by: None,
    };
    Event {
        id: EventId(number),
        device: "a".into(),
        seq: number as u64,
        stamp: Stamp { ms: at.0 + number as i64, count: 0 },
        at: Moment(at.0 + number as i64),
        day: Calendar::utc(4).day(at),
        offset: 0,
        what: What::Review(review),
    }
}

fn due_new(journey: &Journey) -> (usize, usize) {
    let board = journey.app.library().board(Calendar::utc(4).now(journey.now));
    (board.due, board.new)
}

#[test]
fn a_setting_is_changed_written_undone_and_in_force_at_once() {
    for size in SIZES {
        let mut journey = home(size);
        journey.sees("10 new").keys(",").sees("settings").sees("questions in a session");
        journey.keys("jjl").sees("new a day").keys("llll");
        let kept = journey.shelf.borrow().settings.clone();
        assert!(kept.contains("new-per-day = "), "{kept}");
        journey.keys("⏎⌫⌫3⏎");
        assert!(
            journey.shelf.borrow().settings.contains("new-per-day = 3"),
            "{}",
            journey.shelf.borrow().settings
        );
        journey.keys("⎋").sees("3 new").keys(",jj");
        journey.keys("l").keys("u⎋").sees("3 new");
    }
}

#[test]
fn a_deck_gets_limits_of_its_own() {
    for size in SIZES {
        let mut journey = home(size);
        journey.keys(",");
        for _ in 0..cardsharp::rooms::config::setting::SETTINGS.len() {
            journey.keys("j");
        }
        journey.sees("ten").sees("Of this deck").keys("lll").keys("⎋").sees("5 new");
        let kept = journey.shelf.borrow().settings.clone();
        assert!(kept.contains("[decks.ten]\nnew-per-day = 5\n"), "{kept}");
        journey.keys(",u").sees("settings");
    }
}

#[test]
fn a_bad_value_is_refused_with_what_it_must_be() {
    let mut journey = home((80, 24));
    journey
        .keys(",jjjjj")
        .sees("aim to remember")
        .keys("⏎⌫⌫⌫⌫7.5⏎")
        .sees("must be a number from 0.70 to 0.99");
    assert_eq!(journey.shelf.borrow().settings, "");
}

#[test]
fn a_theme_is_seen_as_it_is_chosen() {
    let mut journey = home((80, 24));
    let before = journey.picture();
    journey
        .keys(",")
        .keys("jjjjjjjjjjjjjjjj")
        .sees("Auto follows your terminal")
        .keys("⏎⌫⌫⌫⌫blurple⏎")
        .sees("is no theme");
    assert_eq!(journey.shelf.borrow().settings, "");
    journey.keys("j").sees_not("undo").keys("ku");
    assert_eq!(journey.shelf.borrow().settings, "", "what was refused is not taken back");
    journey.keys("⏎⌫⌫⌫⌫gruvbox⏎⎋");
    assert!(
        journey.shelf.borrow().settings.contains("theme = \"gruvbox\""),
        "{}",
        journey.shelf.borrow().settings
    );
    assert_ne!(journey.picture(), before);
}

#[test]
fn a_command_gets_another_key_by_pressing_it_and_its_own_back() {
    let mut journey = home((80, 24));
    journey.keys(",K").sees("confirm").sees("everywhere");
    let bury =
        cardsharp::rooms::tui::keys::commands().iter().position(|command| command.name == "bury").unwrap();
    for _ in 0..bury {
        journey.keys("j");
    }
    journey.keys("⏎").sees("press a key").keys("u").sees("means `undo` already where `bury` is used");
    journey.keys("⏎Z").sees("* bury");
    assert!(
        journey.shelf.borrow().settings.contains("[keys]\nbury = \"Z\""),
        "{}",
        journey.shelf.borrow().settings
    );
    journey.keys("⎋⎋⏎").sees("Question").keys("b").sees("Question 0?").keys("Z").sees("Question 1?");
    journey.keys("q,K");
    for _ in 0..bury {
        journey.keys("j");
    }
    journey.keys("⌫");
    assert!(!journey.shelf.borrow().settings.contains("bury"));
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters_and_shows_its_key() {
    for size in SIZES {
        let mut journey = home(size);
        journey
            .keys(":")
            .sees("commands")
            .sees("browse")
            .keys("brow")
            .sees("/")
            .keys("⏎")
            .sees("10 of 10 items");
        journey.keys("⎋:stat⏎").sees("statistics").keys(":how sure⏎").sees("how sure");
        journey.keys("⎋⎋:worklo⏎").sees("minutes/day").keys("⎋").sees("10 new");
    }
}

#[test]
fn the_palette_and_search_open_from_any_screen_but_not_from_a_running_mock() {
    let mut journey = home((80, 24));
    journey.keys("⏎").sees("Question 0?").keys("/").sees("10 of 10 items").keys("⎋").sees("Question 0?");
    journey.keys(":settings⏎").sees("questions in a session").keys("⎋").sees("Question 0?");
    let wanted = cardsharp::rooms::library::Wanted::default();
    let mut mock = Journey::new(&SHIPPED, Start::Mock(wanted), (80, 24));
    mock.keys("⏎");
    mock.keys("⇥/").sees_not("items").keys(",").sees_not("questions in a session");
    mock.keys(":").sees("commands").sees_not("statistics").keys("settings").sees("No command by that name");
}

#[test]
fn a_click_on_the_last_row_in_sight_leaves_it_where_it_is() {
    let mut journey = home((60, 18));
    journey.keys("/⏎").sees("10 of 10 items");
    let line =
        |journey: &mut Journey, words: &str| journey.screen().lines().position(|line| line.contains(words));
    let last = (0..10).rev().map(|at| format!("c{at}#recall")).find(|row| line(&mut journey, row).is_some());
    let last = last.filter(|last| last != "c9#recall").expect("the list is longer than the screen");
    let before = line(&mut journey, &last);
    journey.click(&last);
    assert_eq!(line(&mut journey, &last), before);
}

#[test]
fn no_click_opens_a_screen_over_a_running_mock() {
    let wanted = cardsharp::rooms::library::Wanted::default();
    let mut mock = Journey::new(&SHIPPED, Start::Mock(wanted), (80, 24));
    mock.keys("⎋⎋").sees("End the mock here?").click("? keys").sees("End the mock here?").sees_not("filter");
    mock.keys("n:").sees("commands").click("F1 keys").sees_not("filter");
    mock.keys("find").sees("No command by that name");
}

#[test]
fn an_answer_taken_back_is_given_again() {
    let mut journey = home((80, 24));
    journey.keys("⏎⏎3").sees("Question 1?").keys("⏎3").sees("Question 2?");
    assert_eq!(journey.app.library().answered(today()), 2);
    journey.keys("u").sees("Question 1?").keys("u").sees("Question 0?").sees("U redo");
    assert_eq!(journey.app.library().answered(today()), 0);
    journey.keys("U").sees("Question 1?").keys("U").sees("Question 2?").sees_not("redo");
    assert_eq!(journey.app.library().answered(today()), 2);
    journey.keys("q").sees("2 answers").sees("2 right");
    journey.keys("u").keys("q").keys("⏎").keys("U").sees("Given again: ten/c1#recall");
    assert_eq!(journey.app.library().answered(today()), 2);
}

#[test]
fn what_was_put_off_or_suspended_is_brought_back_until_the_next_answer() {
    let mut journey = home((80, 24));
    journey
        .keys("⏎")
        .sees("Question 0?")
        .keys("b")
        .sees("Question 1?")
        .sees("u undo")
        .keys("u")
        .sees("Question 0?");
    assert_eq!(due_new(&journey), (0, 10));
    journey.keys("zy").sees("Question 1?").keys("u").sees("Question 0?");
    assert!(!journey.app.library().is_suspended(&ItemName::of("ten/c0#recall")));
    journey.keys("b").sees("Question 1?").keys("⏎3").sees("Question 2?").keys("u").sees("Question 1?");
    assert_eq!(due_new(&journey), (0, 9), "an answer since: undo takes that back first");
}

#[test]
fn the_memory_curve_falls_between_answers_and_rises_with_each() {
    let item = ItemName::of("ten/c0#recall");
    let events = vec![answered(0, 20, 1, Grade::Good), answered(0, 10, 2, Grade::Good)];
    let mut journey = with(Config::default(), events, NOON);
    let library = journey.app.library();
    let shares = library.curve(&item, today().plus(-21), today(), 22);
    assert!(shares[0].abs() < f32::EPSILON && (shares[1] - 1.0).abs() < 0.01, "{shares:?}");
    assert!(shares[10] < shares[5] && shares[11] > 0.99 && shares[21] > shares[10], "{shares:?}");
    journey
        .keys("/c0⏎i")
        .sees("100%")
        .sees("left alone it falls on")
        .sees("1 Nov 2026")
        .sees("today")
        .sees("5 Dec");
}

#[test]
fn a_new_answer_ends_what_can_be_given_again() {
    let mut journey = home((80, 24));
    journey.keys("⏎⏎3u").sees("U redo").keys("⏎4").sees_not("redo").keys("U").sees("Question 1?");
    assert_eq!(journey.app.library().answered(today()), 1);
}

fn today() -> Day {
    Calendar::utc(4).day(NOON)
}

#[test]
fn after_a_break_the_backlog_is_spread_shown_and_can_be_set() {
    let deck = cards(100);
    let events: Vec<Event> = (0..90).map(|n| answered(n, 20, 1 + n as u128, Grade::Good)).collect();
    let start =
        |now| Journey::with(&[("ten", &deck)], Start::Home, (80, 24), Config::default(), events.clone(), now);
    let mut journey = start(NOON);
    assert_eq!(due_new(&journey), (90, 10), "the usual load was 90 a day, so 90 is no heap");
    // Ninety cards met at ten a day.
    let events: Vec<Event> =
        (0..90).map(|n| answered(n, 20 + n as i64 / 10, 1 + n as u128, Grade::Good)).collect();
    journey =
        Journey::with(&[("ten", &deck)], Start::Home, (80, 24), Config::default(), events.clone(), NOON);
    assert_eq!(due_new(&journey), (20, 0), "spread over a week, never under 20, nothing new");
    journey.sees("After 19 days away 90 are due").sees("20 left today").sees("b pace");
    journey
        .keys("b")
        .sees("never under 20 a day: done by")
        .keys("hhh")
        .sees("Spread over 4 days: about 23 a day");
    journey.keys("hhh").sees("All 90 today").keys("⏎");
    assert_eq!(due_new(&journey).0, 90);
    let kept = journey.shelf.borrow().saved.clone();
    let mut later =
        Journey::with(&[("ten", &deck)], Start::Home, (80, 24), Config::default(), kept, NOON.plus(DAY));
    later.screen();
    assert_eq!(due_new(&later).0, 90, "the choice holds for the whole break");
}

#[test]
fn an_interview_date_brings_a_plan() {
    for size in SIZES {
        let mut journey = home(size);
        journey.keys("t").sees("Interview on").keys("9999-99-99").sees("Write a date");
        for _ in 0..10 {
            journey.keys("⌫");
        }
        journey
            .keys("16")
            .sees("16 days.")
            .sees("10 questions are not met yet")
            .sees("a day until then")
            .keys("⏎");
        assert!(
            journey.shelf.borrow().settings.contains("interview = 2026-12-07"),
            "{}",
            journey.shelf.borrow().settings
        );
        journey.sees("16 d to go");
    }
    let mut slow = with(Config { new_per_day: 1, ..Config::default() }, Vec::new(), NOON);
    slow.keys("t3⏎").sees("Enter sets 10 new a day").keys("⏎").sees("10 new");
}

#[test]
fn limits_hold_by_deck_by_minutes_and_by_session() {
    let limit = |limits| {
        let per_deck = [("ten".to_owned(), limits)].into();
        due_new(&with(Config { per_deck, ..Config::default() }, Vec::new(), NOON))
    };
    assert_eq!(limit(DeckLimits { new: Some(3), ..DeckLimits::default() }), (0, 3));
    assert_eq!(limit(DeckLimits { minutes: Some(1), ..DeckLimits::default() }), (0, 3), "25 s an answer");
    // Two minutes spent today already, at a minute an answer.
    let events = vec![answered(0, 0, 1, Grade::Good), answered(1, 0, 2, Grade::Good)];
    let minutes = |n| {
        due_new(&with(
            Config { minutes_per_day: Some(n), ..Config::default() },
            events.clone(),
            NOON.plus(60_000),
        ))
    };
    assert_eq!((minutes(2), minutes(5)), ((0, 0), (0, 3)));
    let mut short = with(Config { session_minutes: Some(1), ..Config::default() }, Vec::new(), NOON);
    short.keys("⏎").sees("1 min left");
    short.now = short.now.plus(61_000);
    short.keys("⏎3").sees("session done");
}

#[test]
fn new_questions_come_in_the_order_of_the_settings() {
    let other = ten().replace("Question", "Other");
    let decks = [("ten", ten()), ("two", other)];
    let decks: Vec<(&str, &str)> = decks.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let first = |config: Config| {
        let library = library(&decks, &config);
        let queue = library.session(&[], Which::All, 4, Calendar::utc(4).now(NOON));
        queue.iter().map(|item| item.name.deck().to_owned()).collect::<Vec<_>>()
    };
    let config = Config::default();
    assert_eq!(first(config.clone()), ["ten", "ten", "ten", "ten"]);
    assert_eq!(first(Config { new_order: NewOrder::Mixed, ..config.clone() }), ["ten", "two", "ten", "two"]);
    assert_eq!(first(Config { deck_order: vec!["two".into()], ..config }), ["two", "two", "two", "two"]);
}

#[test]
fn a_card_forgotten_four_times_is_offered_to_be_rewritten_or_suspended() {
    let mut events = vec![answered(0, 20, 1, Grade::Good)];
    for lapse in 0..3 {
        events.push(answered(0, 18 - lapse * 4, 2 + 2 * lapse as u128, Grade::Again));
        events.push(answered(0, 16 - lapse * 4, 3 + 2 * lapse as u128, Grade::Good));
    }
    let item = ItemName::of("ten/c0#recall");
    for size in SIZES {
        let plan = Start::Study(Plan::Items(vec![item.clone()]));
        let mut journey =
            Journey::with(&[("ten", &ten())], plan, size, Config::default(), events.clone(), NOON);
        journey.keys("⏎1").sees("forgotten 4 times").sees("e rewrite or split").sees("z suspend");
        journey.keys("zy");
        assert!(journey.app.library().is_suspended(&item));
    }
}

#[test]
fn the_footer_and_rows_can_be_clicked() {
    let mut journey = Journey::new(&SHIPPED, Start::Home, (80, 24));
    journey.click("stats").sees("statistics").click("home").sees("start");
    let decks: Vec<String> = journey
        .app
        .library()
        .decks()
        .iter()
        .map(|loaded| loaded.deck.head.title.show().to_string())
        .collect();
    journey.click(&decks[2]).sees(&format!("\u{25b8} {}", decks[2])).click(&decks[2]).sees("1/");
    journey.keys("q").click("mock").sees("mock interviews").click("Due and weak cards");
    let row = journey.screen().lines().find(|line| line.contains("Due and weak cards")).unwrap().to_owned();
    assert!(row.contains('▸'), "{row}");
    journey.keys("⎋").click("keys").sees("keys: home");
    let mut first = Journey::new(&SHIPPED, Start::FirstRun, (60, 18));
    first.click("  2  ").sees("Right");
    let name = ItemName::of("llm-choice/pick-technique#recall");
    let mut ticks = Journey::new(&SHIPPED, Start::Study(Plan::Items(vec![name])), (80, 24));
    ticks.keys("it depends␄n").click("Names a build order").sees("3 [x]");
}

/// Which of two lines would you say? The question begins with a word that is a key, too.
const SIDES: &str = r#"
[deck]
id = "s"
title = "Sides"

[pick]
q = "A team asks you how to start."
[pick.pair.opening]
weak = "It depends on the whole stack."
strong = "I would build an eval first."
"#;

#[test]
fn only_an_option_can_be_clicked_and_each_where_it_stands() {
    let ask = |size| {
        let name = ItemName::of("s/pick#contrast.opening");
        Journey::new(&[("s", SIDES)], Start::Study(Plan::Items(vec![name])), size)
    };
    for size in SIZES {
        let mut journey = ask(size);
        journey.click("A team asks you").sees_not("How sure?").click("I would build").sees("How sure?");
        journey.keys("s").sees("Right");
        ask(size).click("It depends").keys("s").sees_not("Right");
    }
}

#[test]
fn what_a_popup_stands_on_cannot_be_clicked() {
    let mut journey = Journey::new(&SHIPPED, Start::Home, (120, 40));
    let deck = journey.app.library().decks()[1].deck.head.title.show().to_string();
    let seen = deck.split(' ').next().unwrap_or_default().to_owned();
    journey.keys(":").sees("commands").click(&seen).sees("commands");
    journey.click("how sure against").sees("calibration").sees_not("commands");
}

#[test]
fn many_decks_scroll_around_the_chosen_one() {
    let decks: Vec<(String, String)> = (0..40)
        .map(|n| (format!("d{n}"), format!("[deck]\nid = \"d{n}\"\ntitle = \"Deck {n}.\"\n{}", cards(1))))
        .collect();
    let decks: Vec<(&str, &str)> = decks.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    for size in SIZES {
        let mut journey = Journey::new(&decks, Start::Home, size);
        journey.sees("▸ Deck 0.");
        for n in 1..40 {
            journey.keys("j").sees(&format!("▸ Deck {n}."));
        }
        journey.keys("kkk").sees("▸ Deck 36.").click("Deck 35.").sees("▸ Deck 35.");
    }
}

#[test]
fn a_search_can_be_practised_without_a_record() {
    let mut journey = home((80, 24));
    journey.keys("/question 3⏎p").sees("practice, not recorded").sees("Question 3?").keys("⏎1");
    assert!(journey.reviewed().is_empty());
}

#[test]
fn a_cyrillic_layout_drives_every_command_and_types_itself() {
    let layout = "йцукенгшщз".chars().zip("qwertyuiop".chars()).collect();
    let mut journey = with(Config { layout, ..Config::default() }, Vec::new(), NOON);
    journey.keys("⏎").sees("Question 0?").keys("й").sees("10 new").keys("/гш").sees("гш");
}

#[test]
fn every_command_says_where_it_is_used() {
    // What a screen listens to must be declared for it, or a conflict of keys would go unseen.
    let known = |screen: Name, action| {
        cardsharp::rooms::tui::keys::commands()
            .iter()
            .find(|command| command.action == action)
            .is_none_or(|command| command.on.contains(&screen))
    };
    let mut journey = Journey::new(&SHIPPED, Start::Home, (80, 24));
    let mut walks = vec!["", "⏎", "⏎2", "/", "/⏎", "/⏎i", "s", "sc", "m", ",", ",K", ":", "?", "t"];
    walks.extend(["⏎2⏎", "⏎q"]);
    for walk in walks {
        journey.keys(walk);
        let screen = journey.app.screen().unwrap();
        for listen in journey.app.listens(journey.now) {
            assert!(known(screen, listen.action), "{:?} is not declared for {screen:?}", listen.action);
        }
        journey = Journey::new(&SHIPPED, Start::Home, (80, 24));
    }
}
