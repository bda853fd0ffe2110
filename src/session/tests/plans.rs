//! What a sitting asks, how a question is opened, and what the summary counts.

use super::*;
use crate::session::tally::word;

const LINES: [&str; 3] = ["lines#tell.evidence", "lines#tell.price", "lines#tell.best"];

/// An answer too long to be typed.
const ANSWER: &str = "a = \"So that who reads it has more than six words before them.\"\n";

fn library_without() -> Library {
    Library::new(Scheduler::new(Config::default().rules()).unwrap(), &Config::default())
}

fn questions(plan: &Plan, options: Options) -> Vec<Vec<String>> {
    let library = library(&Config::default());
    let questions = plan::questions(plan, &options, &library, NOON);
    questions
        .into_iter()
        .map(|question| question.iter().map(|item| item.as_str()[2..].to_owned()).collect())
        .collect()
}

#[test]
fn lines_of_one_card_are_one_sheet_of_six_at_most() {
    let names = [&["told#recall"], &LINES[..2], &["word#typed"], &LINES[2..]].concat();
    let sheet: Vec<String> = LINES.map(String::from).into();
    assert_eq!(
        questions(&Plan::Items(items(&names)), OPTIONS),
        [vec!["told#recall".to_owned()], sheet, vec!["word#typed".to_owned()]]
    );
    let mut library = library(&Config::default());
    let tell = |at: usize| format!("t{at} = {{ say = \"Says {at} of them.\", why = \"so\" }}\n");
    let tells: String = (0..8).map(tell).collect();
    add(
        &mut library,
        "e",
        &format!("[a]\nq = \"a\"\n{ANSWER}[a.tells.up]\n{tells}[b]\nq = \"b\"\n[b.tells.up]\n{tells}"),
    );
    let names: Vec<_> = library.decks()[1].items.iter().map(|item| item.name.clone()).collect();
    let sheets = plan::questions(&Plan::Items(names), &OPTIONS, &library, NOON);
    assert_eq!(
        sheets.iter().map(Vec::len).collect::<Vec<_>>(),
        [6, 2, 1, 6, 2],
        "and what is no line is asked alone"
    );
}

#[test]
fn items_no_deck_has_are_left_out() {
    assert_eq!(questions(&Plan::Items(items(&["gone#recall", "word#typed"])), OPTIONS), [["word#typed"]]);
}

#[test]
fn practice_asks_anything_in_an_order_of_its_seed_and_records_nothing() {
    let practice = |size, seed| questions(&Plan::Practice, Options { size, seed, ..OPTIONS });
    assert_eq!(practice(3, 1).iter().map(Vec::len).sum::<usize>(), 3);
    assert_eq!(practice(50, 1), practice(50, 1));
    assert_ne!(practice(50, 1), practice(50, 2));
    let recorded = |plan| Sitting::with(plan, OPTIONS).session.is_recorded();
    assert!(!recorded(Plan::Practice) && !recorded(Plan::Cram(Vec::new())));
    assert!(recorded(Plan::FirstRun) && recorded(Plan::Items(Vec::new())));
}

#[test]
fn study_asks_what_is_due_and_new_within_its_size() {
    let study = |which| Plan::Study { decks: vec!["d".into()], which };
    assert_eq!(questions(&study(Which::Due), OPTIONS), Vec::<Vec<String>>::new());
    let new = questions(&study(Which::New), OPTIONS);
    assert!(new.contains(&vec!["word#typed".to_owned()]), "{new:?}");
    assert_eq!(questions(&study(Which::All), Options { size: 1, ..OPTIONS }).len(), 1);
}

#[test]
fn a_first_run_asks_one_of_each_kind() {
    let sheet: Vec<String> = LINES.map(String::from).into();
    let one = |name: &str| vec![name.to_owned()];
    assert_eq!(questions(&Plan::FirstRun, OPTIONS), [one("pick#choice"), sheet, one("open#recall")]);
}

#[test]
fn a_first_run_takes_the_named_deck_then_start_here_then_one_with_a_choice() {
    let choice = "[c]\nq = \"q\"\nanswer = \"yes, it is\"\nwrong = [\"no, it is not\"]";
    let fact = "[f]\nfact = \"It is {{n=12}} high.\"";
    let first = |decks: &[(&str, &str, Origin)]| {
        let mut library = library_without();
        for (id, text, origin) in decks {
            let parsed = deck::parse(&[Source { name: "d.toml", stem: id, text }]);
            library.add(Loaded::new(parsed.deck, *origin, 0)).unwrap();
        }
        plan::questions(&Plan::FirstRun, &OPTIONS, &library, NOON).concat().first().map(ToString::to_string)
    };
    let (home, named) = (Origin::Home, Origin::Named);
    assert_eq!(first(&[("f", fact, home), ("c", choice, home)]).as_deref(), Some("c/c#choice"));
    assert_eq!(
        first(&[("c", choice, home), ("start-here", fact, home)]).as_deref(),
        Some("start-here/f#cloze.n")
    );
    assert_eq!(
        first(&[("start-here", choice, home), ("f", fact, named)]).as_deref(),
        Some("f/f#cloze.n"),
        "its easiest, where it has no choice"
    );
    assert_eq!(first(&[]), None);
}

#[test]
fn a_first_run_asks_nothing_twice_and_the_lines_of_one_card_only() {
    let first = |text: &str| {
        let mut library = library_without();
        add(&mut library, "e", text);
        plan::questions(&Plan::FirstRun, &OPTIONS, &library, NOON)
    };
    let tells = |card: &str| format!("[{card}.tells.up]\nx = \"Says x of it.\"\ny = \"Says y of it.\"\n");
    let both = format!("[a]\nq = \"a\"\n{ANSWER}{}[b]\nq = \"b\"\n{}", tells("a"), tells("b"));
    let names = |names: &[&str]| names.iter().map(|name| ItemName::of(name)).collect::<Vec<_>>();
    assert_eq!(first(&both), [names(&["e/a#tell.x", "e/a#tell.y"]), names(&["e/a#recall"])]);
    let pair = "[p.pair.one]\nweak = \"It depends on much.\"\nstrong = \"I would ask first.\"\n";
    let easiest = first(&format!("[r]\nq = \"r\"\n{ANSWER}[p]\nq = \"p\"\n{pair}"));
    assert_eq!(easiest, [names(&["e/p#contrast.one"]), names(&["e/r#recall"])], "the easiest for a choice");
}

#[test]
fn a_sitting_is_run_as_settings_say() {
    let of = |ask_sure| {
        let config = Config { ask_sure, session_size: 7, session_minutes: Some(9), ..Config::default() };
        let Options { size, minutes, ask_sure, .. } = Options::of(&config);
        (size, minutes, ask_sure)
    };
    assert_eq!(of(AskSure::Objective), (7, Some(9), true));
    assert_eq!(of(AskSure::Off), (7, Some(9), false));
}

#[test]
fn who_has_met_an_item_is_not_told_its_words_again() {
    let words = |sitting: &Sitting| {
        let notes = &sitting.session.question().unwrap().notes;
        notes.iter().filter(|note| note.label == facets::WORD).count()
    };
    let mut sitting = Sitting::of(&["told#recall"]);
    assert!(sitting.session.is_first_meeting());
    assert_eq!(words(&sitting), 1);
    sitting.grade(Grade::Good);
    let sitting = sitting.again(&["told#recall"], DAY);
    assert!(!sitting.session.is_first_meeting());
    assert_eq!(words(&sitting), 0);
}

#[test]
fn a_vocabulary_is_told_only_beside_another() {
    let framed = |frame: &str| {
        format!("[deck]\nframe = \"{frame}\"\nframe-note = \"What words mean.\"\n[c]\nq = \"q\"\na = \"yes\"")
    };
    let shown = |second: &str| {
        let mut library = library(&Config::default());
        add(&mut library, "e", &framed("amazon"));
        add(&mut library, "f", &framed(second));
        let sitting = Sitting::on(library, Plan::Items(vec![ItemName::of("e/c#typed")]), OPTIONS);
        sitting.session.question().unwrap().frame.is_some()
    };
    assert!(!shown("amazon") && shown("meta"));
}

#[test]
fn options_change_places_with_the_seed_and_with_every_meeting() {
    let order = |sitting: &Sitting| match &sitting.session.question().unwrap().steps[0] {
        Ask::Choose(choose) => choose.options.iter().map(|option| option.say.to_string()).collect::<Vec<_>>(),
        _ => panic!("a choice"),
    };
    let seeded =
        |seed| order(&Sitting::with(Plan::Items(items(&["pick#choice"])), Options { seed, ..OPTIONS }));
    assert_eq!(seeded(5), seeded(5));
    let orders: std::collections::BTreeSet<_> = (0..40).map(seeded).collect();
    assert_eq!(orders.len(), 6, "every order comes up");
}

#[test]
fn a_changed_answer_is_said_to_who_knew_the_old_one() {
    let mut sitting = Sitting::of(&["word#typed"]);
    sitting.pass();
    let text = DECK.replace("[word]", "[word]\nrev = 2");
    let parsed = deck::parse(&[Source { name: "d.toml", stem: "d", text: &text }]);
    sitting.library.replace(0, Loaded::new(parsed.deck, Origin::Home, 0));
    let mut sitting = sitting.again(&["word#typed"], 1_000);
    assert!(sitting.session.is_revised());
    sitting.pass();
    assert!(!sitting.again(&["word#typed"], 1_000).session.is_revised(), "once answered anew it is known");
}

#[test]
fn the_summary_counts_grades_kinds_time_and_what_was_overruled() {
    let mut sitting = Sitting::of(&["told#recall", "pick#choice", "word#typed", "open#follow.proof"]);
    sitting.wait(1_000).answer(graded(Grade::Hard));
    sitting.regrade(Shift::Raise);
    sitting.next();
    let miss = wrong(&sitting.session, 0);
    sitting.wait(2_000).answer(miss);
    sitting.regrade(Shift::Raise);
    sitting.next();
    sitting.wait(3_000).answer(typed("write-ahead log"));
    sitting.regrade(Shift::Lower);
    sitting.regrade(Shift::Lower);
    sitting.next().answer(graded(Grade::Easy));
    sitting.regrade(Shift::Lower);
    sitting.regrade(Shift::Raise);
    sitting.next();
    let tally = sitting.session.tally();
    assert_eq!((tally.right(), tally.took(), tally.overruled()), (3, 6_000, (2, 1)));
    assert_eq!(tally.grades(), [1, 1, 1, 1]);
    let kinds = [("recall", 1, 1), ("choice", 1, 1), ("typed", 0, 1), ("follow-up", 1, 1)];
    assert_eq!(tally.kinds(), kinds);
    assert!(tally.answered.iter().all(|answered| answered.first));
    assert_eq!(tally.answered[0].words.to_string(), "Why is a log written ahead?");
    assert_eq!(tally.answered[0].computed, Some(Grade::Hard));
}

#[test]
fn a_kind_counts_all_its_answers() {
    let mut sitting = Sitting::of(&["pair#contrast.opening", "pair#contrast.closing"]);
    sitting.answer(Answer::GaveUp);
    sitting.next().pass();
    assert_eq!(sitting.session.tally().kinds(), [("contrast", 1, 2)]);
}

#[test]
fn a_first_miss_is_no_fault() {
    let words = [(Right::Yes, true), (Right::Partly, true), (Right::No, true), (Right::No, false)];
    assert_eq!(
        words.map(|(right, first)| word(right, first)),
        ["Right", "Partly", "Not yet: first try", "Wrong"]
    );
}
