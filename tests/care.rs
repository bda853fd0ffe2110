//! The binary on a learner's own answers: moving due days, fitting, and what a desired retention costs.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::fs;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::Grade;
use cardsharp::rooms::chance::Chance;
use cardsharp::rooms::clock::{Calendar, Clock, DAY, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::library::{Library, Loaded, Origin};
use cardsharp::rooms::review::{Event, Gap, Review, What};
use cardsharp::rooms::schedule::Due;
use cardsharp::rooms::schedule::fsrs::Scheduler;
use cardsharp::rooms::session::outlook;
use cardsharp::rooms::store::log::Log;

const NOW: &str = "2026-11-21T12:00:00Z";

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

/// A home with none of the program's own decks.
fn bare() -> Home {
    let home = Home::new();
    home.file("home/config.toml", "builtin-decks = false\n");
    home
}

impl Home {
    fn run(&self, args: &[&str]) -> Ran {
        self.run_at(NOW, args, "")
    }

    fn events(&self) -> Vec<Event> {
        Log::open(&self.path(), Calendar::utc(4), now()).1.events
    }

    fn library(&self, config: &Config) -> Library {
        let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), config);
        let text = fs::read_to_string(self.path().join("decks/own.toml")).unwrap();
        let parsed = cardsharp::rooms::deck::parse(&[cardsharp::rooms::deck::Source {
            name: "own.toml",
            stem: "own",
            text: &text,
        }]);
        library.add(Loaded::new(parsed.deck, Origin::Home, 0)).unwrap();
        self.events().into_iter().for_each(|event| library.apply(event));
        library
    }
}

fn now() -> Moment {
    Clock::fixed(NOW).unwrap().now()
}

fn deck(cards: usize) -> String {
    let card = |at| {
        format!(
            "[c{at}]\nq = \"What is number {at} about?\"\na = \"It is about the thing that bears the number {at}, and no other.\"\n\n"
        )
    };
    format!("[deck]\nid = \"own\"\n\n{}", (0..cards).map(card).collect::<String>())
}

fn item(at: usize) -> ItemName {
    ItemName::of(&format!("own/c{at}#recall"))
}

fn review(item: ItemName, grade: Grade, gap: Gap) -> What {
    What::Review(Review {
        item,
        grade,
        computed: None,
        took: 9_000,
        gap,
        retention: 0.9,
        sure: None,
        ticks: Vec::new(),
        question: 1,
        front: String::new(),
        print: 0,
        rev: 1,
        level: None,
        by: None,
    })
}

/// A learner who met every card on the same day and answered it when it was due, as the scheduler had it.
fn studied(cards: usize, since: i64) -> Home {
    let home = bare();
    home.file("home/decks/own.toml", deck(cards));
    let calendar = Calendar::utc(4);
    let (mut log, _) = Log::open(&home.path(), calendar.clone(), now());
    let mut library = home.library(&Config::default());
    for ago in (1..=since).rev() {
        let at = Moment(now().0 - ago * DAY);
        let today = calendar.now(at);
        // Two rounds, so that the steps of a day are gone through.
        for _ in 0..2 {
            let due = |item: &ItemName| {
                library.memory(item).is_none_or(|memory| match memory.due {
                    Due::At(_) => true,
                    Due::On(day) => day <= today.day,
                })
            };
            let whats: Vec<What> = (0..cards)
                .map(item)
                .filter(due)
                .map(|item| {
                    let gap = outlook(&library, &item, today)[Grade::Good as usize - 1];
                    review(item, Grade::Good, gap)
                })
                .collect();
            if !whats.is_empty() {
                log.append(whats, at).unwrap().into_iter().for_each(|event| library.apply(event));
            }
        }
    }
    home
}

#[test]
fn what_the_scheduler_gave_is_not_moved() {
    let home = studied(30, 40);
    let ran = home.run(&["reschedule", "--yes"]);
    assert_eq!((ran.code, ran.err.contains("nothing is changed")), (0, true), "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("in review        30") && ran.out.contains("unchanged        30"),
        "{}",
        ran.out
    );
}

#[test]
fn another_retention_moves_due_days_only_on_request() {
    let home = studied(30, 40);
    let before = home.events().len();
    home.file("home/config.toml", "builtin-decks = false\nretention = 0.97\n");
    let dry = home.run(&["reschedule", "--dry-run"]);
    assert_eq!((dry.code, dry.err.as_str(), home.events().len()), (0, "Nothing is changed.\n", before));
    assert!(dry.out.contains("in review        30\nearlier          "), "{}", dry.out);
    assert!(dry.out.contains("\nSat 21 Nov "), "{}", dry.out);
    let asked = home.run(&["reschedule"]);
    assert_eq!((asked.code, home.events().len()), (0, before), "nobody said yes");
    let due = |home: &Home| home.run(&["due", "--short"]).out.trim().parse::<usize>().unwrap();
    assert_eq!(due(&home), 0);
    let moved = home.run(&["reschedule", "--yes"]);
    assert_eq!((moved.code, moved.out.as_str()), (0, dry.out.as_str()), "what was told is done");
    let events = home.events();
    let days = events.iter().find_map(|event| match &event.what {
        What::Move { days } => Some(days.clone()),
        _ => None,
    });
    let today = Calendar::utc(4).day(now());
    let days = days.unwrap();
    assert!(days.iter().all(|(_, day)| *day >= today) && days.iter().any(|(_, day)| *day == today));
    assert_eq!(due(&home), days.iter().filter(|(_, day)| *day == today).count());
    let again = home.run(&["reschedule", "--yes"]);
    assert!(again.err.contains("nothing is changed"), "{}{}", again.out, again.err);
}

/// A learner who forgets faster than the default parameters say; `forgets` of a hundred answers a day later are wrong.
fn forgetful(cards: usize, answers: i64, forgets: usize, resets: &[i64]) -> Home {
    let home = bare();
    home.file("home/decks/own.toml", deck(cards));
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), now());
    let mut chance = Chance::seeded(3);
    let mut whats: Vec<(i64, What)> = Vec::new();
    for at in 0..cards {
        let mut ago = 900 - chance.below(100) as i64;
        for round in 0..answers {
            let gap = if round == 0 { 0 } else { 1 + chance.below(12) as i64 };
            ago -= gap;
            let known = chance.unit() > 0.01 * forgets as f64 * gap as f64;
            let grade = if known { Grade::Good } else { Grade::Again };
            whats.push((ago, review(item(at), grade, Gap::Days(gap.max(1) as u32))));
        }
    }
    for ago in resets {
        whats.extend(What::reset((0..cards).map(item).collect()).into_iter().map(|what| (*ago, what)));
    }
    whats.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
    for part in whats.chunk_by(|a, b| a.0 == b.0) {
        let at = Moment(now().0 - part[0].0 * DAY);
        log.append(part.iter().map(|(_, what)| what.clone()).collect(), at).unwrap();
    }
    home
}

fn params(home: &Home) -> Vec<String> {
    let value = |event: &Event| match &event.what {
        What::Set { key, value } if key == "fsrs" => Some(value.clone()),
        _ => None,
    };
    home.events().iter().filter_map(value).collect()
}

#[test]
fn a_fit_is_told_taken_on_yes_and_taken_back() {
    let home = forgetful(120, 6, 4, &[]);
    let asked = home.run(&["optimize"]);
    assert_eq!((asked.code, params(&home).len()), (0, 0), "nobody said yes: {}", asked.err);
    let ran = home.run(&["optimize", "--yes"]);
    assert!(
        ran.out.starts_with("fitted to 480 answers, judged on the 120 latest\nlog loss now "),
        "{}",
        ran.out
    );
    assert_eq!((ran.code, ran.out.as_str(), params(&home).len()), (0, asked.out.as_str(), 1));
    let again = home.run(&["optimize", "--yes"]);
    assert!(again.err.contains("predict the latest answers as well"), "{}{}", again.out, again.err);
    let back = home.run(&["optimize", "--back", "--yes"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let defaults =
        cardsharp::rooms::schedule::fit::text(&cardsharp::rooms::schedule::fsrs::DEFAULT_PARAMETERS);
    assert_eq!(params(&home)[1..], [defaults]);
    home.run(&["optimize", "--back", "--yes"]);
    home.run(&["optimize", "--back", "--yes"]);
    let all = params(&home);
    assert_eq!((&all[2], &all[3]), (&all[0], &all[1]), "back and forth");
}

#[test]
fn without_a_change_there_is_no_way_back() {
    let home = studied(3, 9);
    let ran = home.run(&["optimize", "--back", "--yes"]);
    assert!(ran.err.contains("always been in force"), "{}", ran.err);
    assert!(params(&home).is_empty());
}

#[test]
fn a_log_that_cannot_be_fitted_says_why() {
    let never = forgetful(120, 6, 0, &[]).run(&["optimize", "--yes"]);
    assert_eq!(
        (never.code, never.err.contains("only 0 answers after a day or more were \"again\"")),
        (0, true)
    );
    let whole = forgetful(120, 5, 4, &[]).run(&["optimize"]);
    assert!(whole.out.contains("fitted to 384"), "{}{}", whole.out, whole.err);
    // A reset cuts: what comes after it is no answer to what came before.
    let cut = forgetful(120, 5, 4, &[880, 860, 840, 820, 800, 780]).run(&["optimize"]);
    assert!(cut.err.contains("Nothing is changed: 3") && cut.err.contains("400 are needed"), "{}", cut.err);
}

#[test]
fn a_simulation_marks_what_is_in_force_and_fits_the_screen() {
    let home = studied(30, 40);
    let ran = home.run(&["simulate", "--days", "60", "--new", "3"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.is_ascii() && ran.out.starts_with("The next 60 days"), "{}", ran.out);
    let rows: Vec<&str> =
        ran.out.lines().filter(|line| line.get(8..11).is_some_and(|s| s.ends_with('%'))).collect();
    assert_eq!(rows.len(), 7, "{}", ran.out);
    assert!(rows.iter().all(|row| row.len() <= 80) && rows[6].ends_with("####"), "{rows:?}");
    assert!(rows[4].starts_with("*       90%") && ran.out.matches("\n* ").count() == 2, "{}", ran.out);
    home.file("home/config.toml", "builtin-decks = false\nretention = 0.88\n");
    let other = home.run(&["simulate"]).out;
    assert!(other.contains("\n*       88%") && other.contains("\n        90%"), "{other}");
}

#[test]
fn a_simulation_as_json_is_of_ones_own_answers() {
    let home = studied(30, 40);
    let json = |args: &[&str]| -> serde_json::Value { serde_json::from_str(&home.run(args).out).unwrap() };
    let all = json(&["simulate", "--json", "--days", "60", "--new", "3"]);
    assert_eq!((&all["days"], &all["new_per_day"], &all["items"]), (&60.into(), &3.into(), &30.into()));
    assert_eq!(all["seconds_per_answer"], 9.0);
    let rows = all["rows"].as_array().unwrap();
    let force: Vec<_> = rows.iter().filter(|row| row["in_force"] == true).collect();
    assert_eq!((force.len(), &force[0]["retention"]), (1, &serde_json::json!(0.9)));
    let number = |row: &serde_json::Value, key: &str| row[key].as_f64().unwrap();
    for row in rows {
        let minutes = number(row, "answers_per_day") * 9.0 / 60.0;
        assert!((number(row, "minutes_per_day") - minutes).abs() < 0.02, "{row}");
        assert!((15.0..=30.0).contains(&number(row, "known")), "{row}");
    }
    let library = home.library(&Config::default());
    let calendar = Calendar::utc(4);
    // An interview asks each question once more in its last days.
    let plan = library.until(calendar.day(now()).plus(60), calendar.now(now())).unwrap();
    let more = f64::from(plan.minutes) - number(force[0], "minutes_per_day");
    assert!((plan.unmet, plan.new_needed) == (0, 0) && (0.0..0.1).contains(&more), "{plan:?}");
}

#[test]
fn a_simulation_without_answers_takes_twenty_five_seconds_for_one() {
    let home = bare();
    home.file("home/decks/own.toml", deck(5));
    let ran = home.run(&["simulate", "--days", "3"]);
    assert!(ran.out.contains("25 s an answer"), "{}", ran.out);
    assert_eq!(home.run(&["simulate", "--days", "0"]).code, 64);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_fit_and_changes_nothing() {
    let home = forgetful(400, 60, 4, &[]);
    let before = home.events().len();
    // A machine that is busy may be done before the signal comes; it gets a few chances to be slower.
    let stopped = (0..5).map(|_| interrupted(&home)).find(|(code, _)| *code != Some(0));
    assert_eq!(stopped, Some((Some(130), "Nothing is changed: it was stopped.\n".into())));
    assert_eq!(home.events().len(), before);
}

/// Sends the signal of Ctrl-C once a fit has begun; returns the exit code and what was said then.
#[cfg(unix)]
fn interrupted(home: &Home) -> (Option<i32>, String) {
    use std::io::{BufRead, BufReader};
    let mut child = home.command(NOW, &["optimize"]).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("Fitting") {
        line.clear();
        assert!(told.read_line(&mut line).unwrap() > 0, "it fits");
    }
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    line.clear();
    told.read_line(&mut line).unwrap();
    (child.wait().unwrap().code(), line)
}

/// Answers one card of the deck, as the scheduler has it, at a moment.
fn answer_at(home: &Home, log: &mut Log, card: usize, at: &str) {
    let at = Clock::fixed(at).unwrap().now();
    let gap = outlook(&home.library(&Config::default()), &item(card), Calendar::utc(4).now(at))[3];
    log.append(vec![review(item(card), Grade::Easy, gap)], at).unwrap();
}

/// Two days of answers, two on a wrong date between them, and one more day.
fn wrong_clock(wrong: &str) -> Home {
    let home = bare();
    home.file("home/decks/own.toml", deck(6));
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), Moment(0));
    answer_at(&home, &mut log, 0, "2026-11-10T12:00:00Z");
    answer_at(&home, &mut log, 1, "2026-11-11T12:00:00Z");
    answer_at(&home, &mut log, 0, wrong);
    answer_at(&home, &mut log, 2, wrong);
    answer_at(&home, &mut log, 3, "2026-11-12T12:00:00Z");
    answer_at(&home, &mut log, 4, "2026-11-13T12:00:00Z");
    home
}

#[test]
fn answers_dated_by_a_clock_that_was_ahead_get_the_date_of_their_neighbours() {
    let home = wrong_clock("2036-11-21T12:00:00Z");
    let due =
        |home: &Home, card| home.library(&Config::default()).memory(&item(card)).map(|memory| memory.due);
    let day = |text: &str| Due::On(cardsharp::rooms::clock::Day::parse(text).unwrap());
    assert_eq!(due(&home, 4), Some(day("2026-11-21")), "a later answer is dated by its own clock");
    let told = home.run(&["doctor"]);
    let line = "dates     answers dated ahead of now: 2, from 2036-11-21 on; `doctor --repair`";
    assert_eq!((told.code, told.out.contains(line)), (65, true), "{}", told.out);
    let before = home.events();
    let ran = home.run(&["doctor", "--repair"]);
    assert_eq!((ran.code, ran.out.contains("dates     run forwards")), (0, true), "{}{}", ran.out, ran.err);
    assert!(before.iter().all(|event| home.events().contains(event)), "nothing is rewritten");
    assert_eq!(due(&home, 2), Some(day("2026-11-19")), "eight days after the eleventh");
    let Some(Due::On(back)) = due(&home, 0) else { panic!("known") };
    assert!(back < cardsharp::rooms::clock::Day::parse("2027-03-01").unwrap(), "{back}");
    let n = home.events().len();
    assert_eq!(home.run(&["doctor", "--repair"]).code, 0);
    assert_eq!(home.events().len(), n, "a second repair finds nothing");
    let undo: Vec<What> = home
        .events()
        .iter()
        .filter(|event| matches!(event.what, What::Date { .. }))
        .map(|event| What::Undo(vec![event.id]))
        .collect();
    Log::open(&home.path(), Calendar::utc(4), now()).0.append(undo, now()).unwrap();
    assert!(home.run(&["doctor"]).out.contains("answers dated ahead of now: 2"), "a date can be taken back");
}

#[test]
fn answers_dated_by_a_clock_that_was_behind_come_back_too() {
    let home = wrong_clock("2016-11-21T12:00:00Z");
    let told = home.run(&["doctor"]);
    assert!(told.code == 65 && told.out.contains("answers dated before earlier ones: 2"), "{}", told.out);
    assert_eq!(home.run(&["doctor", "--repair"]).code, 0);
    let library = home.library(&Config::default());
    let days: Vec<String> = library.past(&item(2)).iter().map(|past| past.now.day.to_string()).collect();
    assert_eq!(days, ["2026-11-11"]);
}

#[test]
fn a_device_whose_clock_is_ahead_takes_nothing_from_the_others() {
    let home = bare();
    home.file("home/decks/own.toml", deck(3));
    let own = |at: &str| Log::open(&home.path(), Calendar::utc(4), Clock::fixed(at).unwrap().now()).0;
    let mut other = own("2026-11-20T12:00:00Z").of_device("other");
    answer_at(&home, &mut other, 0, "2036-11-21T12:00:00Z");
    let ahead = home.events()[0].id;
    answer_at(&home, &mut own("2026-11-20T12:00:00Z"), 0, "2026-11-20T12:00:00Z");
    let memory = |home: &Home| home.library(&Config::default()).memory(&item(0)).cloned().unwrap();
    let Due::On(due) = memory(&home).due else { panic!("known") };
    assert!(
        due < cardsharp::rooms::clock::Day::parse("2027-11-20").unwrap(),
        "{due}: the answer given here counts"
    );
    let at = Clock::fixed("2026-11-20T12:05:00Z").unwrap().now();
    own("2026-11-20T12:05:00Z").append(vec![What::Undo(vec![ahead])], at).unwrap();
    assert_eq!(memory(&home).reps, 1, "and takes the other back");
}

#[test]
fn a_clock_that_is_behind_now_gives_no_answer_its_own_date() {
    let home = bare();
    home.file("home/decks/own.toml", deck(6));
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), Moment(0));
    for (card, at) in ["2026-10-20", "2026-11-10", "2026-11-11", "2026-11-12"].into_iter().enumerate() {
        answer_at(&home, &mut log, card, &format!("{at}T12:00:00Z"));
    }
    let misdated = |now: &str| {
        let now = Calendar::utc(4).now(Clock::fixed(now).unwrap().now());
        home.library(&Config::default()).misdated(now)
    };
    for (now, ahead) in
        [("2026-11-01T10:00:00Z", 3), ("2000-01-01T00:00:00Z", 4), ("2026-11-11T13:00:00Z", 1)]
    {
        let found = misdated(now);
        assert_eq!(
            (found.ahead, found.belong.len()),
            (ahead, 0),
            "{now}: it may be this clock that is wrong"
        );
    }
    answer_at(&home, &mut log, 4, "2036-11-12T12:00:00Z");
    let found = misdated("2026-11-13T10:00:00Z");
    assert_eq!((found.ahead, found.belong.len()), (1, 1), "nobody is ten years behind a week of answers");
}

#[test]
fn a_clock_before_the_last_answer_is_told_until_the_next() {
    let home = bare();
    home.file("home/decks/own.toml", deck(3));
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), Moment(0));
    answer_at(&home, &mut log, 0, "2036-11-21T12:00:00Z");
    let told = home.run(&["due"]);
    assert!(told.err.contains("(2036-11-21)"), "{}", told.err);
    answer_at(&home, &mut log, 1, "2026-11-20T12:00:00Z");
    assert!(!home.run(&["due"]).err.contains("clock"), "not at every start for ever");
}

#[test]
fn a_card_put_off_by_a_clock_that_was_ahead_is_not_hidden() {
    let home = studied(2, 40);
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), now());
    log.append(vec![What::Set { key: "bury:own/c0".into(), value: "2036-11-22".into() }], now()).unwrap();
    let today = Calendar::utc(4).now(now()).day;
    assert!(!home.library(&Config::default()).is_buried(&item(0), today));
    log.append(vec![cardsharp::rooms::library::marks::bury(&item(0), today.plus(1))], now()).unwrap();
    assert!(home.library(&Config::default()).is_buried(&item(0), today));
}

#[test]
fn parameters_outside_the_published_ranges_are_told_and_not_taken() {
    let home = studied(3, 20);
    let (mut log, _) = Log::open(&home.path(), Calendar::utc(4), now());
    let set = |value: String| vec![What::Set { key: "fsrs".into(), value }];
    let mut good = cardsharp::rooms::schedule::fsrs::DEFAULT_PARAMETERS;
    good[0] = 0.5;
    log.append(set(cardsharp::rooms::schedule::fit::text(&good)), now()).unwrap();
    for bad in ["0", "100", "-1e30", "NaN", "0.001"]
        .map(|word| [word; 21].join(","))
        .into_iter()
        .chain(["1,2".into()])
    {
        log.append(set(bad.clone()), now()).unwrap();
        let told = home.run(&["doctor"]);
        let notices = told.err.matches("within the published ranges").count();
        assert_eq!((told.code, notices), (65, 1), "{bad}: {}", told.err);
        let ran = home.run(&["simulate", "--json", "--days", "5"]);
        assert_eq!(ran.code, 0, "{bad}: {}", ran.err);
    }
    log.append(set(cardsharp::rooms::schedule::fit::text(&good)), now()).unwrap();
    assert_eq!(home.run(&["doctor"]).code, 0, "told only while the newest is bad");
}
