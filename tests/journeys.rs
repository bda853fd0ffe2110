//! Keys in, screen out.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use std::collections::BTreeMap;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::clock::DAY;
use cardsharp::rooms::config::Config;
use cardsharp::rooms::session::Plan;
use cardsharp::rooms::tui::keys::Keymap;
use cardsharp::rooms::tui::keys::listen::Shown;
use support::{Journey, NOON, SHIPPED, SIZES, Start, library};

const TWO_CARDS: &str = r#"
[deck]
id = "two"
title = "Two cards"

[capital]
q = "Capital of France?"
answer = "Paris"
wrong = { lyon = { say = "Lyon", why = "the second largest" }, nice = { say = "Nice", why = "a seaside town" } }

[why]
q = "Why does asking help?"
a = "Recall strengthens what it finds."
[why.points]
effort = { say = "Recall takes effort", must = true, why = "effort is the point" }
again = "It is done again later"
"#;

fn one_of_each_facet() -> BTreeMap<String, ItemName> {
    let library = library(&SHIPPED, &Config::default());
    let mut found = BTreeMap::new();
    for item in library.decks().iter().flat_map(|loaded| &loaded.items) {
        let name = item.name.as_str();
        let facet = name.split('#').nth(1).unwrap().split('.').next().unwrap();
        found.entry(facet.to_owned()).or_insert_with(|| item.name.clone());
    }
    found
}

fn on(name: &ItemName, size: (u16, u16)) -> Journey {
    Journey::new(&SHIPPED, Start::Study(Plan::Items(vec![name.clone()])), size)
}

/// Answers whatever is open with keys that the footer names, until the verdict; returns the keys pressed.
fn answer(journey: &mut Journey) -> String {
    let mut pressed = String::new();
    let saved = journey.shelf.borrow().saved.len() + journey.shelf.borrow().waiting.len();
    for _ in 0..60 {
        let footer = journey.footer();
        let now = journey.shelf.borrow().saved.len() + journey.shelf.borrow().waiting.len();
        if now > saved || footer.contains("Enter next") {
            return pressed;
        }
        let screen = journey.screen();
        let paris = screen.lines().find_map(|line| line.trim_end().strip_suffix("Paris")).map(str::trim);
        let keys = if footer.contains("guess") {
            "s"
        } else if let Some(number) = paris.filter(|number| number.len() == 1) {
            number
        } else if footer.contains("y it does") || footer.contains("y mine is better") {
            "y"
        } else if footer.contains("reveal and tick") && footer.contains("^D") {
            "it depends␄"
        } else if footer.contains(" typing") {
            "something⏎"
        } else if footer.contains("I missed it") || footer.contains("y n") {
            "y"
        } else if footer.contains("+ - =") {
            "+-=+-+⏎"
        } else if footer.contains("partner") {
            "abcdefgh⏎"
        } else if footer.contains("a b choose") {
            "b"
        } else if footer.contains("4-6 choose") {
            "4"
        } else if footer.contains("choose") {
            "1"
        } else if footer.contains("tick") {
            "12⏎"
        } else if footer.contains(" 3 good") || footer.contains("again") {
            "3"
        } else {
            "⏎"
        };
        pressed.push_str(keys);
        journey.keys(keys);
    }
    panic!("no verdict after {pressed}:\n{}", journey.screen());
}

/// Goes on after a verdict; a self-graded answer has gone on by itself.
fn next(journey: &mut Journey) {
    if journey.footer().contains("Enter next") {
        journey.keys("⏎");
    }
}

#[test]
fn a_newcomer_answers_with_one_key_and_it_is_saved() {
    for size in SIZES {
        let mut journey = Journey::new(&SHIPPED, Start::FirstRun, size);
        journey.sees("Welcome").sees("1 2 choose");
        assert!(journey.reviewed().is_empty());
        journey.keys("2").sees("Right").sees("saved").sees("It names the evidence");
        assert_eq!(journey.reviewed().len(), 1);
    }
}

#[test]
fn the_first_run_meets_five_kinds_and_ends_at_home() {
    let mut journey = Journey::new(&SHIPPED, Start::FirstRun, (80, 24));
    for kind in ["choice", "tell spotting", "fact", "ladder", "recall"] {
        journey.sees(kind);
        answer(&mut journey);
        next(&mut journey);
    }
    journey.sees("session done").keys("⏎").sees("cardsharp").sees("Start here");
}

#[test]
fn every_facet_of_the_shipped_decks_is_asked_judged_and_saved_at_every_size() {
    let facets = one_of_each_facet();
    let kinds = [
        "both-right",
        "choice",
        "cloze",
        "contrast",
        "evidence",
        "follow",
        "ladder",
        "lift",
        "match",
        "missing",
        "place",
        "reason",
        "recall",
        "route",
        "rule",
        "tell",
        "typed",
    ];
    assert_eq!(facets.keys().map(String::as_str).collect::<Vec<_>>(), kinds);
    for size in SIZES {
        for (facet, name) in &facets {
            let mut journey = on(name, size);
            answer(&mut journey);
            assert!(journey.reviewed().contains(name), "{facet} at {size:?}");
            journey.sees("aved");
        }
    }
}

#[test]
fn every_key_of_every_footer_does_something() {
    for (facet, name) in one_of_each_facet() {
        let mut journey = on(&name, (80, 24));
        let script: Vec<char> = answer(&mut journey).chars().chain(['⏎', '⏎']).collect();
        let mut seen: Vec<String> = Vec::new();
        for length in 0..=script.len() {
            let replay = || {
                let mut journey = on(&name, (80, 24));
                journey.keys(&script[..length].iter().collect::<String>());
                journey
            };
            let mut journey = replay();
            let footer = journey.footer();
            if seen.contains(&footer) {
                continue;
            }
            seen.push(footer);
            let listens = journey.app.listens(journey.now);
            // Keys that say the same go together: at the first row `j` moves and `k` cannot.
            let mut idle: BTreeMap<String, bool> = BTreeMap::new();
            for listen in listens.iter().filter(|listen| listen.shown == Shown::Footer) {
                let mut journey = replay();
                let (before, events) = (journey.picture(), journey.shelf.borrow().saved.len());
                journey.label(&Keymap::default().label(listen.action));
                let changed = journey.picture() != before
                    || journey.shelf.borrow().saved.len() != events
                    || journey.app.is_over();
                *idle.entry(listen.says.to_string()).or_default() |= changed;
            }
            let idle: Vec<_> = idle.into_iter().filter(|(_, works)| !works).collect();
            assert!(idle.is_empty(), "{facet}: {idle:?} does nothing on\n{}", replay().screen());
        }
        assert!(seen.len() > 2, "{facet} was walked");
    }
}

#[test]
fn a_wrong_key_changes_nothing() {
    let mut journey = Journey::new(&[("two", TWO_CARDS)], Start::Home, (80, 24));
    journey.keys("⏎");
    let before = journey.picture();
    for key in "Z9;%".chars() {
        journey.keys(&key.to_string());
        assert_eq!(journey.picture(), before, "{key} did something");
    }
}

#[test]
fn while_typing_a_command_is_text() {
    let name = ItemName::of("two/why#recall");
    let mut journey = Journey::new(&[("two", TWO_CARDS)], Start::Study(Plan::Items(vec![name])), (80, 24));
    journey.sees("typing").keys("q?u").sees("q?u");
    assert!(!journey.app.is_over());
    journey.keys("⎋q").sees("cardsharp");
}

#[test]
fn the_grade_follows_from_the_ticks_and_can_be_moved() {
    let name = ItemName::of("two/why#recall");
    let mut journey =
        Journey::new(&[("two", TWO_CARDS)], Start::Study(Plan::Items(vec![name.clone()])), (80, 24));
    journey.keys("it works␄").sees("AGAIN").sees("a must is missing").keys("1").sees("HARD");
    journey.keys("2").sees("GOOD").keys("+").sees("EASY").sees("moved by hand").keys("--⏎").sees("hard 1");
    let memory = journey.app.library().memory(&name).unwrap().clone();
    assert_eq!(memory.reps, 1, "moving a grade is not another review");
}

#[test]
fn undo_restores_the_exact_state_also_from_the_summary_and_after_a_restart() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎");
    let question = journey.screen();
    answer(&mut journey);
    journey.keys("u");
    let body = |screen: &str| screen.lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&journey.screen()), body(&question), "the same question, options in the same order");
    assert!(journey.app.library().last_answer(today()).is_none());
    for _ in 0..2 {
        answer(&mut journey);
        next(&mut journey);
    }
    journey.sees("session done").keys("u").sees_not("session done");
    answer(&mut journey);
    let events = journey.shelf.borrow().saved.clone();
    let mut again = Journey::with(&decks, Start::Home, (80, 24), Config::default(), events, journey.now);
    let held = |journey: &Journey| {
        journey.app.library().decks()[0]
            .items
            .iter()
            .filter(|item| journey.app.library().memory(&item.name).is_some())
            .count()
    };
    assert_eq!(held(&again), 2);
    again.keys("u");
    assert_eq!(held(&again), 1);
    again.keys("⎋u");
    assert_eq!(held(&again), 0, "undo walks back through the day");
}

#[test]
fn undo_into_an_earlier_sitting_keeps_the_question_that_was_open() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎");
    answer(&mut journey);
    let events = journey.shelf.borrow().saved.clone();
    let mut again = Journey::with(&decks, Start::Home, (80, 24), Config::default(), events, journey.now);
    again.keys("⏎").sees("Why does asking help?").keys("⎋u").sees("Capital of France?");
    answer(&mut again);
    again.keys("⏎").sees("Why does asking help?");
}

fn today() -> cardsharp::rooms::clock::Day {
    cardsharp::rooms::clock::Calendar::utc(4).day(NOON)
}

#[test]
fn a_full_disk_is_shown_kept_and_retried() {
    let mut journey = Journey::new(&[("two", TWO_CARDS)], Start::Home, (80, 24));
    journey.shelf.borrow_mut().full = true;
    journey.keys("⏎");
    answer(&mut journey);
    journey.sees("! not saved yet, r tries again").sees("No space left on device");
    assert!(journey.reviewed().is_empty());
    journey.keys("⏎");
    answer(&mut journey);
    journey.sees("2 not saved").keys("q").sees("would be lost").keys("n");
    assert!(!journey.app.is_over(), "leaving asks first");
    journey.shelf.borrow_mut().full = false;
    journey.keys("r").sees("Everything is saved now");
    assert_eq!(journey.reviewed().len(), 2);
    journey.keys("q");
    assert!(journey.app.is_over());
}

#[test]
fn help_lists_the_keys_filters_them_and_runs_one() {
    let mut journey = Journey::new(&[("two", TWO_CARDS)], Start::Home, (80, 24));
    journey.keys("?").sees("keys: home").keys("start").sees("start").sees_not("quit    ").keys("⏎");
    journey.sees("Capital of France?");
}

#[test]
fn leaving_in_the_middle_loses_nothing_and_the_session_goes_on_where_it_was() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎");
    answer(&mut journey);
    journey.keys("⏎").sees("Why does asking help?").keys("half an ans⎋q").sees("session done");
    let events = journey.shelf.borrow().saved.clone();
    let mut again = Journey::with(&decks, Start::Home, (80, 24), Config::default(), events, journey.now);
    again.keys("⏎").sees("Why does asking help?");
}

#[test]
fn nothing_due_offers_practice_that_records_nothing() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎");
    answer(&mut journey);
    journey.keys("⏎");
    answer(&mut journey);
    journey.sees("session done").keys("⏎").sees("practise").keys("⏎");
    let before = journey.shelf.borrow().saved.len();
    answer(&mut journey);
    journey.sees_not("saved");
    assert_eq!(journey.shelf.borrow().saved.len(), before);
}

#[test]
fn without_a_deck_home_says_what_to_do() {
    for size in SIZES {
        let mut journey = Journey::new(&[], Start::Home, size);
        journey.sees("deck").sees("q quit").keys("⏎123jk");
        assert!(!journey.app.is_over());
    }
}

#[test]
fn items_come_back_when_they_are_due() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎");
    answer(&mut journey);
    let events = journey.shelf.borrow().saved.clone();
    let later = NOON.plus(3 * DAY);
    let mut again = Journey::with(&decks, Start::Home, (80, 24), Config::default(), events, later);
    again.sees("1 due");
}

#[test]
fn a_small_window_says_what_it_needs_and_recovers() {
    for (width, height) in [(0, 0), (1, 1), (1, 500), (500, 1), (39, 24), (80, 9)] {
        let mut journey = Journey::new(&SHIPPED, Start::FirstRun, (80, 24));
        journey.resize(width, height);
        journey.screen();
        journey.resize(80, 24);
        journey.sees("Welcome");
    }
    let mut journey = Journey::new(&SHIPPED, Start::FirstRun, (39, 10));
    journey.sees("Too small").keys("2");
    assert_eq!(journey.reviewed().len(), 1, "keys still work");
}

#[test]
fn every_facet_survives_any_size() {
    for name in one_of_each_facet().values() {
        let mut journey = on(name, (80, 24));
        for (width, height) in [(40, 10), (45, 12), (200, 60), (41, 100), (500, 10)] {
            journey.resize(width, height);
            journey.screen();
        }
    }
}

#[test]
fn hostile_text_is_shown_not_obeyed() {
    let deck = "[a]\nq = \"\\u001b]52;c;aGk=\\u0007 and \\u202Eevil\\u009b2J\"\na = \"\\u001b[2J\\u001b[31mred, more than six words in it\"\n";
    let mut journey = Journey::new(&[("esc", deck)], Start::Home, (80, 24));
    // `screen` refuses any control character.
    journey.keys("⏎").sees("U+202E").keys("⏎").sees("[31m");
}

#[test]
fn ascii_and_mono_draw_the_same_words() {
    use cardsharp::rooms::config::GlyphSet;
    let config = Config { theme: "mono".into(), glyphs: GlyphSet::Ascii, ..Config::default() };
    let mut journey = Journey::with(&SHIPPED, Start::FirstRun, (80, 24), config.clone(), Vec::new(), NOON);
    assert!(journey.screen().is_ascii(), "{}", journey.screen());
    let deck = format!("[deck]\ntitle = \"{}\"\n\n[a]\nq = \"Q?\"\na = \"A.\"\n", "long ".repeat(40));
    let mut home = Journey::with(&[("l", &deck)], Start::Home, (80, 24), config, Vec::new(), NOON);
    assert!(home.screen().contains('~') && home.screen().is_ascii(), "{}", home.screen());
    journey.keys("2").sees("Right");
    let picture = journey.picture();
    assert!(journey.screen().replace('—', "-").is_ascii() && !picture.contains("Green"));
}

#[test]
fn a_card_is_put_off_suspended_or_skipped_and_the_sitting_goes_on() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎").sees("Capital of France?").keys(">").sees("Why does asking help?").keys("⎋b");
    journey.sees("Capital of France?").keys("z").sees("Suspend this question?").keys("y");
    let events = journey.shelf.borrow().saved.clone();
    let board = |days: i64| {
        let now = journey_now(days);
        let again = Journey::with(&decks, Start::Home, (80, 24), Config::default(), events.clone(), now);
        again.app.library().board(cardsharp::rooms::clock::Calendar::utc(4).now(now)).new
    };
    assert_eq!((board(0), board(1)), (0, 1), "put off until tomorrow, suspended for good");
}

fn journey_now(days: i64) -> cardsharp::rooms::clock::Moment {
    NOON.plus(60_000 + days * DAY)
}

#[test]
fn a_note_and_a_flag_are_kept_shown_and_taken_off() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("⏎n").sees("Your note on this card").keys("twenty districts⏎").keys("ffrom 1990⏎");
    answer(&mut journey);
    journey.sees("my note").sees("twenty districts").sees("from 1990");
    journey.keys("n⌫⌫").keys("⏎").sees("twenty distric").sees_not("districts");
}

#[test]
fn a_changed_answer_is_asked_again_at_once_and_says_so() {
    let old = "[a]\nq = \"Which is newer?\"\nanswer = \"this\"\nwrong = { that = { say = \"that\", why = \"old\" } }\n";
    let mut journey = Journey::new(&[("rev", old)], Start::Home, (80, 24));
    journey.keys("⏎");
    answer(&mut journey);
    let events = journey.shelf.borrow().saved.clone();
    let revised = old.replace("q =", "rev = 2\nq =");
    let later = NOON.plus(DAY / 2);
    let mut same =
        Journey::with(&[("rev", old)], Start::Home, (80, 24), Config::default(), events.clone(), later);
    same.sees_not("answer changed");
    let tomorrow = NOON.plus(DAY);
    let mut again =
        Journey::with(&[("rev", &revised)], Start::Home, (80, 24), Config::default(), events, tomorrow);
    again.sees("1 due").keys("⏎").sees("answer changed");
}

#[test]
fn browse_filters_as_it_is_typed_and_studies_what_is_left() {
    let mut journey = Journey::new(&SHIPPED, Start::Home, (80, 24));
    journey.keys("/").sees("158 of 158 items").keys("deck:ladder kind:fact").sees_not("158 of 158");
    journey
        .sees("fact")
        .sees_not("contrast")
        .keys("⏎")
        .sees("study these")
        .sees("[______]")
        .sees("behind it")
        .keys("⏎")
        .sees("llm-ladder")
        .sees("fact");
}

#[test]
fn browse_shows_a_question_as_it_is_asked_and_what_is_behind_it() {
    let mut journey = Journey::new(&[("two", TWO_CARDS)], Start::Home, (80, 24));
    journey.keys("/").sees("Capital of France?").sees("Pick one.").sees("behind it");
    let screen = journey.screen();
    let behind = screen.split("behind it").nth(1).unwrap();
    assert!(behind.contains("Paris") && !behind.contains("Lyon"), "{screen}");
    journey.keys("⏎j").sees("Why does asking help?").sees("must: Recall takes effort");
}

#[test]
fn browse_suspends_many_after_asking_and_brings_them_back() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey
        .keys("/⏎")
        .sees("capital#choice")
        .keys("␣␣")
        .sees("2 chosen")
        .keys("z")
        .sees("Suspend 2 items?")
        .keys("y");
    journey
        .sees("suspended")
        .keys("/is:suspended")
        .sees("2 of 2 items")
        .keys("⏎␣␣z")
        .sees("Bring back 2")
        .keys("y");
    journey.sees("0 of 2 items").keys("⎋").sees("2 new");
}

#[test]
fn an_item_shows_its_whole_history() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (80, 24));
    journey.keys("/⏎i").sees("Never asked yet").keys("⎋⎋⏎");
    answer(&mut journey);
    journey
        .keys("q⏎/⏎i")
        .sees("every answer, newest first")
        .sees("21 Nov 2026")
        .sees("good")
        .sees("stability");
}

#[test]
fn statistics_have_a_sentence_and_an_n_each() {
    let decks = [("two", TWO_CARDS)];
    for size in SIZES {
        let mut journey = Journey::new(&decks, Start::Home, size);
        journey.keys("⏎");
        answer(&mut journey);
        journey
            .keys("q⏎s")
            .sees("Today   n = 1")
            .sees("What you answered today")
            .keys("⇥")
            .sees("True retention   n = 0");
        journey.keys("⇥").sees("By kind   n = 1").keys("⎋").sees("cardsharp");
    }
}

#[test]
fn weak_spots_and_a_warm_up_wait_on_home() {
    let decks = [("two", TWO_CARDS)];
    let mut journey = Journey::new(&decks, Start::Home, (120, 40));
    journey.sees_not("weak spots").keys("⏎").sees("Capital of France?");
    let screen = journey.screen();
    let lyon =
        screen.lines().find_map(|line| line.trim_end().strip_suffix("Lyon")).unwrap().trim().to_owned();
    journey.keys(&format!("{lyon}s⏎")).keys("right␄12⏎q");
    if journey.screen().contains("session done") {
        journey.keys("⏎");
    }
    journey.sees("x weak spots").sees("w warm-up").keys("x").sees("Capital of France?").keys("q");
    journey.keys("w").sees("?");
}

/// A deck whose answer is too long to lay out whole.
fn long_answer() -> String {
    let lines: Vec<String> = (1..=6_000).map(|line| format!("- point {line} of it")).collect();
    let lines = lines.join("\n");
    format!("[big]\nq = \"A long one?\"\na = '''\n{lines}\n'''\nwhy = \"It is long.\"\n")
}

#[test]
fn a_long_answer_is_read_to_its_end_and_back() {
    let deck = long_answer();
    for size in SIZES {
        let item = ItemName::of("big/big#recall");
        let mut journey = Journey::new(&[("big", &deck)], Start::Study(Plan::Items(vec![item])), size);
        journey.sees_not("point 1 ").keys("␣").sees("- point 1 of it").sees("line 1   0.").sees("4 easy");
        let first = journey.screen();
        // Head, foot and the line of the place take five rows, and a page keeps one line of what was seen.
        let line = 2 * (size.1 - 6) + 2;
        journey.keys("⇟⇟j").sees(&format!("line {line} ")).sees("▲").sees("▼").keys("k⇞⇞");
        assert_eq!(journey.screen(), first, "back at the beginning");
        for _ in 0..520 {
            journey.keys("⇟");
        }
        journey.sees("point 6000 of it").sees("100.0%").sees_not("▼");
        journey.keys("⇟⇟⇟").sees("point 6000 of it").keys("k").sees_not("point 6000 of it").sees("▼");
        journey.resize(70, 16);
        journey.sees("▲").keys("3");
        assert_eq!(journey.reviewed().len(), 1);
    }
}

#[test]
fn a_long_answer_that_was_given_up_is_shown_below_the_verdict() {
    let deck = long_answer();
    let item = ItemName::of("big/big#recall");
    let mut journey = Journey::new(&[("big", &deck)], Start::Study(Plan::Items(vec![item])), (80, 24));
    journey.keys("!").sees("It is long.").sees("- point 1 of it").keys("⇟⇟").sees("line 37 ").keys("⏎");
    journey.sees("2/2").sees_not("point 1 of it");
}

/// Ctrl-C is nobody's to take: not a text field's, not a key capture's, not a layout's.
#[test]
fn ctrl_c_leaves_from_every_screen() {
    let text = "[keys.layout]\nfrom = \"c\"\nto = \"x\"\n";
    let layout = cardsharp::rooms::store::settings::parse(text, "c").0;
    for config in [Config::default(), layout] {
        for keys in
            ["", ",", ",K", ",K⏎", ",jj⏎", ":x", "?", "/", "/⏎i", "t16", "m", "s", "⏎", "⏎n", "⏎z", "⏎⏎1"]
        {
            let decks = [("two", TWO_CARDS)];
            let mut journey = Journey::with(&decks, Start::Home, (80, 24), config.clone(), Vec::new(), NOON);
            journey.keys(keys).keys("␃");
            assert!(journey.app.is_over() && journey.app.is_interrupted(), "after {keys:?}");
        }
        let mut small = Journey::with(&[("two", TWO_CARDS)], Start::Home, (20, 5), config, Vec::new(), NOON);
        small.keys("␃");
        assert!(small.app.is_interrupted());
    }
    let mut quit = Journey::new(&[("two", TWO_CARDS)], Start::Home, (80, 24));
    quit.keys("q");
    assert!(quit.app.is_over() && !quit.app.is_interrupted());
}
