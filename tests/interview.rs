//! Mocks in keys: every branch of `when`, pauses, kills in the middle, the debrief, what comes back tomorrow.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

mod support;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::clock::DAY;
use cardsharp::rooms::config::Config;
use cardsharp::rooms::library::Wanted;
use cardsharp::rooms::mock::{Skip, Status};
use cardsharp::rooms::session::Plan;
use support::{Canned, Journey, NOON, SHIPPED, SIZES, Start, check_footer, library};

const DECK: &str = r#"
[deck]
id = "d"
title = "Interview"
scale = ["L4", "L5", "L6"]

[main]
q = "How would you start?"
minutes = 2
[main.points]
eval = { say = "Wants an eval", must = true, level = "L5", match = ["eval*"] }
cost = { say = "Prices it", level = "L6", match = ["cost|price"] }
[main.levels.L4]
say = ["I would try it."]
[main.levels.L5]
say = ["I would build an eval and then try it."]
[main.levels.L6]
say = ["I would build an eval, price a call, and then try it."]
[main.tells.up]
asks = "Asks what good looks like."
[main.tells.down]
slogan = { say = "Everyone should start simple.", why = "It ends nowhere.", level = "L4" }
[main.follow.deep]
q = "And at a million calls?"
when = "reached:L6"
a = "Then the price of a call decides."
[main.follow.why]
q = "How would you know it got better?"
when = "missed:eval"
[main.follow.why.points]
set = { say = "On a scored set", must = true, match = ["scored set"] }
[main.follow.always]
q = "What could go wrong?"
when = "always"
[main.follow.always.points]
stale = { say = "A stale index", must = true, match = ["stale"] }

[second]
q = "What does tuning cost after launch?"
minutes = 1
[second.points]
lease = { say = "You are tied to the base model", must = true }
again = "Each new base means tuning again"

[mock.short]
title = "Short screen"
minutes = 5
level = "L6"
ask = ["main", "main.follow.always", "second"]
"#;

fn mock() -> Journey {
    mock_at((80, 24))
}

fn mock_at(size: (u16, u16)) -> Journey {
    let wanted = Wanted { name: Some("d/short".into()), ..Wanted::default() };
    Journey::new(&[("d", DECK)], Start::Mock(wanted), size)
}

const DEEP: &str = "And at a million calls?";
const WHY: &str = "How would you know it got better?";
const ALWAYS: &str = "What could go wrong?";
const SECOND: &str = "What does tuning cost after launch?";

/// Types an answer and says which level it was; returns which question comes next.
fn after(text: &str, level: &str) -> &'static str {
    let mut journey = mock();
    journey.sees("How would you start?").keys(text).keys("␄").sees("Which level was that?").keys(level);
    let screen = journey.screen();
    [DEEP, WHY, ALWAYS, SECOND].into_iter().find(|q| screen.contains(q)).unwrap()
}

#[test]
fn a_follow_up_for_a_level_comes_when_the_candidate_says_that_level() {
    assert_eq!(after("an eval first", "3"), DEEP);
    assert_eq!(after("an eval first", "2"), ALWAYS);
}

#[test]
fn a_follow_up_for_a_missed_point_comes_when_no_word_suggests_it() {
    assert_eq!(after("i would just try it", "1"), WHY);
    assert_eq!(after("evals, then try", "1"), ALWAYS);
}

#[test]
fn what_was_volunteered_is_neither_asked_nor_lost() {
    assert_eq!(after("an eval on a scored set; the index may go stale", "1"), SECOND);
    let mut journey = mock();
    journey.keys("no words of the rubric but a scored set, stale␄1");
    let statuses = journey.app.library().mocks().next().unwrap().statuses.clone();
    assert_eq!(statuses.iter().filter(|status| **status == Status::Skipped(Skip::Volunteered)).count(), 2);
}

#[test]
fn a_spoken_answer_leaves_no_words_so_the_interviewer_asks() {
    let mut journey = mock();
    journey.keys("⇥").sees("Say it aloud").keys("␣1").sees(WHY);
}

#[test]
fn nothing_is_revealed_before_the_end() {
    for size in SIZES {
        let mut journey = mock_at(size);
        for keys in ["an eval", "␄", "2", "it breaks", "␄"] {
            journey.sees_not("Wants an eval").sees_not("Prices it").sees_not("stale index").keys(keys);
        }
        journey.sees(SECOND).sees_not("tied to the base");
    }
}

#[test]
fn the_clock_runs_stands_in_a_pause_and_is_written_down() {
    let mut journey = mock();
    journey.sees("5:00 left").keys("⇥");
    journey.now = journey.now.plus(30_000);
    journey.sees("4:29 left").sees("0:30 of about 2:00");
    journey.keys("p").sees("paused");
    journey.now = journey.now.plus(60_000);
    journey.sees("0:31 of about 2:00").keys("p");
    journey.keys("␣1");
    let library = journey.app.library();
    let card = library.mocks().next().unwrap();
    let Status::Given(given) = &card.statuses[0] else { panic!("{:?}", card.statuses) };
    assert_eq!((given.pauses, given.paused), (1, 60_500));
    assert_eq!(given.ms, 31_500);
}

#[test]
fn a_jot_is_kept_with_the_answer() {
    let mut journey = mock();
    journey.keys("⇥n").sees("jot").keys("eval, logs⏎").sees("- eval, logs").keys("␣1");
    assert_eq!(journey.shelf.borrow().said[0].jots, ["eval, logs"]);
    journey.sees(ALWAYS);
}

/// Answers everything and stands before the first rubric.
fn finished(size: (u16, u16)) -> Journey {
    let mut journey = mock_at(size);
    journey.keys("an eval first, everyone should start simple␄2");
    journey.sees(ALWAYS).keys("no idea␄").sees(SECOND).keys("you are tied to the base␄");
    journey
}

#[test]
fn the_debrief_ticks_hears_tells_and_caps_the_level() {
    let mut journey = finished((80, 24));
    journey.sees("debrief").sees("1 of 3").sees("you guessed L5").sees("[?]").sees("heard in your words");
    journey.keys("12").sees("[x] must Wants an eval").sees("sounds L6");
    journey.keys("c").sees("It ends nowhere").sees("sounds L4");
    journey.keys("⏎").sees(ALWAYS).keys("⏎").sees(SECOND).keys("1⏎");
    journey.sees("where your time went").sees("how you judged yourself").sees("guessed 1.0 levels higher");
    journey.sees("1 miss into tomorrow").keys("⏎");
    let basis = cardsharp::rooms::stats::Basis {
        library: journey.app.library(),
        calendar: &cardsharp::rooms::clock::Calendar::utc(4),
        now: cardsharp::rooms::clock::Calendar::utc(4).now(journey.now),
        interview: None,
    };
    let figures = cardsharp::rooms::stats::text::text(&cardsharp::rooms::stats::all(basis));
    assert!(figures.contains("Tells you gave in mocks (n = 1)"), "{figures}");
    assert!(figures.contains("- Everyone should start simple."), "{figures}");
}

#[test]
fn a_miss_comes_back_tomorrow_and_a_success_changes_nothing() {
    let mut journey = finished((120, 40));
    journey.keys("12⏎⏎1⏎").sees("what to do next").keys("⏎");
    let events = journey.shelf.borrow().saved.clone();
    let missed = ItemName::of("d/main#follow.always");
    let tomorrow = NOON.plus(DAY);
    let again = Journey::with(&[("d", DECK)], Start::Home, (80, 24), Config::default(), events, tomorrow);
    let library = again.app.library();
    let calendar = cardsharp::rooms::clock::Calendar::utc(4);
    let first = library.session(&[], cardsharp::rooms::library::Which::All, 20, calendar.now(tomorrow));
    assert_eq!(first[0].name, missed, "the missed follow-up leads");
    assert!(library.memory(&ItemName::of("d/main#recall")).is_none(), "no answer of a mock is a review");
}

#[test]
fn a_killed_mock_resumes_at_its_question_and_a_finished_one_waits_for_its_debrief() {
    let mut journey = mock();
    journey.keys("an eval␄2").sees(ALWAYS).keys("half an ans");
    // Killed: nothing is left but what was saved.
    let (events, said) = (journey.shelf.borrow().saved.clone(), journey.shelf.borrow().said.clone());
    let mut again =
        Journey::with(&[("d", DECK)], Start::Home, (80, 24), Config::default(), events, journey.now);
    again.keys("m").sees("resume").sees("question").keys("⏎").sees(ALWAYS).sees_not("half an ans");
    assert_eq!(said.len(), 1, "the first answer's words were kept");
    again.keys("stale␄").sees(SECOND).keys("tied␄").sees("debrief");
    let events = again.shelf.borrow().saved.clone();
    let mut last = Journey::with(&[("d", DECK)], Start::Home, (80, 24), Config::default(), events, again.now);
    last.keys("m").sees("debrief").keys("⏎").sees("1 of 3");
}

#[test]
fn ending_early_asks_first_and_leaves_the_rest_out() {
    let mut journey = mock();
    journey.keys("an eval␄2").keys("⎋⎋").sees("End the mock here?").keys("n").sees(ALWAYS);
    journey.keys("⎋").sees("End the mock here?").keys("y").sees("1 of 1").keys("12⏎").sees("not reached");
}

#[test]
fn a_scorecard_is_exported_listed_again_and_thrown_away_on_yes() {
    let mut journey = finished((80, 24));
    journey.keys("12⏎⏎1⏎x").sees("Written to");
    let (name, text) = journey.shelf.borrow().exports[0].clone();
    assert!(name.starts_with("mock-2026-11-21") && text.contains("| How would you start? |"), "{text}");
    assert!(!text.contains("start simple"), "typed words are private: {text}");
    journey.keys("d").sees("Throw this mock away?").keys("y");
    assert_eq!(journey.app.library().mocks().count(), 0);
}

#[test]
fn saying_it_again_is_not_graded() {
    let mut journey = finished((80, 24));
    journey.keys("⏎⏎⏎a").sees("again, ungraded").sees("with the missing must").keys("now with an eval␄");
    let judged = journey.app.library().mocks().next().unwrap().judged[0].clone().unwrap();
    assert_eq!(judged.musts, ["eval"]);
}

#[test]
fn a_seed_asks_the_same_of_everybody() {
    let script = |seed, events: &[cardsharp::rooms::review::Event]| {
        let mut library = library(&SHIPPED, &Config::default());
        for event in events {
            library.apply(event.clone());
        }
        let wanted = Wanted { minutes: Some(12.0), seed, ..Wanted::default() };
        let now = cardsharp::rooms::clock::Calendar::utc(4).now(NOON);
        library.script(&wanted, now).unwrap().0.asks
    };
    let mut journey = Journey::new(&SHIPPED, Start::FirstRun, (80, 24));
    journey.keys("2");
    let events = journey.shelf.borrow().saved.clone();
    assert_eq!(script(Some(7), &[]), script(Some(7), &events));
    assert_ne!(script(Some(7), &[]), script(Some(8), &[]));
}

#[test]
fn an_unknown_mock_says_what_there_is() {
    let library = library(&[("d", DECK)], &Config::default());
    let now = cardsharp::rooms::clock::Calendar::utc(4).now(NOON);
    let wanted = Wanted { name: Some("nowhere".into()), ..Wanted::default() };
    let why = library.script(&wanted, now).unwrap_err().to_string();
    assert!(why.contains("d/short") && why.contains("nowhere"), "{why}");
}

#[test]
fn the_levels_are_climbed_before_the_ticks() {
    let study = Start::Study(Plan::Items(vec![ItemName::of("d/main#recall")]));
    let mut journey = Journey::new(&[("d", DECK)], study, (80, 24));
    journey.keys("i would build an eval␄").sees("better than this L4").sees("I would try it.");
    journey.sees_not("price a call").keys("y").sees("better than this L5").keys("n");
    journey.sees("[?] must Wants an eval").sees("AGAIN").keys("1").sees("HARD").keys("⏎");
    let library = journey.app.library();
    assert_eq!(library.past(&ItemName::of("d/main#recall"))[0].review.level.as_deref(), Some("L4"));
}

#[test]
fn the_previous_attempt_stands_beside_todays() {
    let study = || Start::Study(Plan::Items(vec![ItemName::of("d/second#recall")]));
    let mut journey = Journey::new(&[("d", DECK)], study(), (80, 24));
    journey.keys("tied to it␄1⏎");
    assert_eq!(journey.shelf.borrow().said[0].text, "tied to it");
    journey.keys("u⎋");
    journey
        .keys("⇥again and again␄2")
        .sees("you said earlier today")
        .sees("tied to it")
        .sees("gained 2  lost 1");
}

#[test]
fn calibration_sets_what_was_said_against_what_was_got() {
    let study = Start::Study(Plan::Items(vec![
        ItemName::of("start-here/first-line#choice"),
        ItemName::of("llm-choice/what-they-test#choice"),
    ]));
    let mut journey = Journey::new(&SHIPPED, study, (80, 24));
    // The first is answered right and sure, the second wrong and sure.
    journey.keys("2s").sees("Right").keys("⏎");
    let screen = journey.screen();
    let wrong = screen
        .lines()
        .find(|line| line.contains("Correct definitions"))
        .unwrap()
        .trim()
        .chars()
        .next()
        .unwrap();
    journey.keys(&format!("{wrong}s⏎"));
    journey.keys("q⏎sc").sees("how sure against how right").sees("50% of 2").sees("sure and wrong");
    journey.sees("of 2 computed grades you raised 0");
    let events = journey.shelf.borrow().saved.clone();
    let later = NOON.plus(5 * DAY);
    let again = Journey::with(&SHIPPED, Start::Home, (80, 24), Config::default(), events, later);
    let now = cardsharp::rooms::clock::Calendar::utc(4).now(later);
    let queue = again.app.library().session(&[], cardsharp::rooms::library::Which::Due, 20, now);
    assert_eq!(queue[0].name.as_str(), "llm-choice/what-they-test#choice", "sure and wrong comes back first");
}

#[test]
fn after_a_contrast_the_weak_line_can_be_rewritten_and_after_a_miss_one_line_says_why() {
    let deck = "[c]\nq = \"Which?\"\nweak = \"It depends.\"\nstrong = \"It turns.\"\nwhy = \"w\"\n[k]\nq = \"Pick\"\nanswer = \"yes\"\nwrong = { no = { say = \"no\", why = \"because\" } }\n";
    let on = |name: &str| {
        let study = Start::Study(Plan::Items(vec![ItemName::of(name)]));
        Journey::new(&[("x", deck)], study, (80, 24))
    };
    let mut journey = on("x/c#contrast.main");
    journey.keys("as").sees("rewrite the weak").keys("w").sees("It depends.").keys("By volume.⏎");
    assert_eq!(journey.shelf.borrow().said[0].jots, ["By volume."]);
    journey.sees("Enter next");
    let mut journey = on("x/k#choice");
    let screen = journey.screen();
    let no = screen.lines().find_map(|line| line.trim_end().strip_suffix("no")).unwrap().trim().to_owned();
    journey.keys(&no).keys("g").sees("why it matters").keys("w⏎").sees("Enter next");
    assert!(journey.shelf.borrow().said.is_empty(), "Enter on an empty line skips");
}

#[test]
fn the_interviewer_sees_all_ticks_live_and_writes_a_result() {
    use cardsharp::rooms::mock::result::PeerResult;
    let wanted = Wanted { name: Some("d/short".into()), ..Wanted::default() };
    let mut journey = Journey::new(&[("d", DECK)], Start::Seat(wanted), (120, 40));
    journey.sees_not("[x]").click("[ ]").sees("[x]").keys("11").sees_not("[x]");
    journey.click("b [ ]").sees("b [x]").click("b [x]").sees("b [ ]");
    journey.sees("How would you start?").sees("Wants an eval").sees("at L6").sees("And at a million calls?");
    // Both points: the level is L6, so the follow-up for L6 comes and the one for a missed eval does not.
    journey.keys("12b⏎").sees(DEEP).keys("1⏎").sees(ALWAYS).keys("⏎").sees(SECOND).keys("1⏎");
    journey.sees("Answers written down: 4").sees("cardsharp import FILE");
    let (name, text) = journey.shelf.borrow().exports[0].clone();
    assert!(name.starts_with("interview-2026-11-21"));
    let result = PeerResult::read(&text).unwrap();
    let by: Vec<_> = result.answers.iter().map(|(at, _, judged)| (*at, judged.by.clone())).collect();
    assert_eq!(by.len(), 4);
    assert!(by.iter().all(|(_, by)| by.as_deref() == Some("peer")));
    assert!(journey.reviewed().is_empty(), "the interviewer's own progress is untouched");
}

#[test]
fn a_result_that_cannot_be_written_is_said_kept_and_written_again() {
    for size in [(80, 24), (40, 12)] {
        let wanted = Wanted { name: Some("d/short".into()), ..Wanted::default() };
        let mut journey = Journey::new(&[("d", DECK)], Start::Seat(wanted), size);
        journey.shelf.borrow_mut().full = true;
        journey.keys("⏎⏎⏎⏎");
        for _ in 0..2 {
            journey.sees("NOT written").sees("no room").sees_not("import FILE");
            journey.keys("q").sees("Leave all the same?").keys("n");
            journey.keys("⏎").sees("Leave all the same?").keys("n");
        }
        journey.keys("r").sees("NOT written");
        journey.shelf.borrow_mut().full = false;
        journey.keys("r").sees("takes it in").sees_not("NOT");
        assert_eq!(journey.shelf.borrow().exports.len(), 1);
    }
}

#[test]
fn a_grader_suggests_with_a_quote_and_grades_nothing() {
    let graded = |points| {
        let study = Start::Study(Plan::Items(vec![ItemName::of("d/second#recall")]));
        let setup = (Config::default(), Vec::new(), NOON);
        let grader = Canned { points, item: None };
        let mut journey = Journey::graded(&[("d", DECK)], study, (80, 24), setup, Some(Box::new(grader)));
        journey.keys("you are tied to it␄").sees("AGAIN");
        assert_eq!(journey.app.ticks(), Some(100), "the app looks whether the grader has answered");
        journey.app.tick(journey.now);
        journey
    };
    let mut journey =
        graded(vec![("lease".into(), cardsharp::rooms::card::grade::Mark::Full, "tied to it".into())]);
    journey.sees("[?] must You are tied").sees("heard: tied to it").sees("AGAIN");
    assert_eq!(journey.app.ticks(), None, "an idle screen draws nothing");
    journey.keys("1").sees("[x] must You are tied").sees("HARD");
    let mut journey = graded(Vec::new());
    journey.sees("took longer than 1 s").keys("12⏎").sees("session done");
}

#[test]
fn a_mock_that_names_a_missing_card_says_so_and_goes_on_without_it() {
    use cardsharp::rooms::deck::{Source, parse};
    use cardsharp::rooms::library::{Library, Loaded, Origin};
    let text = DECK.replace("\"second\"]", "\"gone\", \"second\"]");
    let parsed = parse(&[Source { name: "d.toml", stem: "d", text: &text }]);
    assert!(parsed.problems.iter().any(|problem| problem.code == "E06" && problem.what.contains("gone")));
    let config = Config::default();
    let scheduler = cardsharp::rooms::schedule::fsrs::Scheduler::new(config.rules()).unwrap();
    let mut library = Library::new(scheduler, &config);
    library.add(Loaded::new(parsed.deck, Origin::Home, 1)).unwrap();
    let now = cardsharp::rooms::clock::Calendar::utc(4).now(NOON);
    let wanted = Wanted { name: Some("d/short".into()), ..Wanted::default() };
    let (script, told) = library.script(&wanted, now).unwrap();
    assert!(told[0].contains("d/gone"), "{told:?}");
    assert_eq!(script.asks.last().unwrap().item.as_str(), "d/second#recall");
}

#[test]
fn every_key_of_every_footer_of_an_interview_does_something() {
    let typed = "an eval first, simple␄2";
    let ticks = format!("{typed}no idea␄you are tied␄");
    let table = format!("{ticks}12⏎⏎1⏎");
    let again = format!("{table}a");
    let states = ["", "x", "⇥", "⇥p", "⇥n", "⇥nx", "an eval␄", "⇥⎋", &ticks, &table, &again];
    for keys in states {
        for size in SIZES {
            let replay = || {
                let mut journey = mock_at(size);
                journey.keys(keys);
                journey
            };
            check_footer(&replay, keys);
        }
    }
    let wanted = || Wanted { name: Some("d/short".into()), ..Wanted::default() };
    for keys in ["", "1", "12⏎⏎⏎⏎"] {
        for size in SIZES {
            let replay = || {
                let mut journey = Journey::new(&[("d", DECK)], Start::Seat(wanted()), size);
                journey.keys(keys);
                journey
            };
            check_footer(&replay, keys);
        }
    }
}

#[test]
fn ones_own_words_are_cut_only_where_they_stand_above_the_rubric() {
    for item in ["d/main#recall", "d/second#recall"] {
        let study = || Start::Study(Plan::Items(vec![ItemName::of(item)]));
        let typed = "words of mine ".repeat(30) + "␄";
        Journey::new(&[("d", DECK)], study(), (80, 24)).keys(&typed).sees("v shows all of it");
        Journey::new(&[("d", DECK)], study(), (120, 40)).keys(&typed).sees_not("v shows all of it");
    }
}
