//! The scheduler against published and independently computed FSRS-6 numbers.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use cardsharp::rooms::card::grade::Grade;
use cardsharp::rooms::clock::{Day, MINUTE, Moment, Now};
use cardsharp::rooms::review::Gap;
use cardsharp::rooms::schedule::fsrs::{Rules, Scheduler, fuzz_bounds};
use cardsharp::rooms::schedule::{Due, Memory, Phase};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("data/fsrs-vectors.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap() as f32).collect()
}

fn close(got: f32, wanted: f32, what: &str) {
    let error = (got - wanted).abs() / wanted.abs().max(1e-6);
    assert!(error <= 1e-4, "{what}: {got} for {wanted}");
}

fn on(day: i32) -> Now {
    Now { at: Moment(i64::from(day) * 86_400_000), day: Day(day) }
}

fn scheduler(rules: Rules) -> Scheduler {
    Scheduler::new(Rules { fuzz: false, ..rules }).unwrap()
}

#[test]
fn every_sequence_agrees_at_every_desired_retention() {
    let vectors = vectors();
    let retentions = numbers(&vectors["desired_retentions"]);
    let mut checked = 0;
    for sequence in vectors["sequences"].as_array().unwrap() {
        let params = numbers(&vectors["parameters"][sequence["parameters"].as_str().unwrap()]);
        for (column, &retention) in retentions.iter().enumerate() {
            let rules = Rules { retention, params: params.clone(), ..Rules::default() };
            checked += follow(&scheduler(rules), sequence, column);
        }
    }
    assert!(checked > 500, "only {checked} steps checked");
}

fn follow(scheduler: &Scheduler, sequence: &Value, column: usize) -> usize {
    let name = sequence["name"].as_str().unwrap();
    let steps = sequence["steps"].as_array().unwrap();
    let mut memory: Option<Memory> = None;
    let mut day = 0;
    for (at, step) in steps.iter().enumerate() {
        day += step["elapsed_days"].as_i64().unwrap() as i32;
        let what = format!("{name} step {at} column {column}");
        if let (Some(memory), Some(wanted)) = (&memory, step["retrievability_before"].as_f64()) {
            // A 19-parameter set fixes the curve at 0.5; the crate fills that in when it upgrades the set.
            close(scheduler.retrievability(memory, Day(day)), wanted as f32, &what);
        }
        let grade = Grade::try_from(step["rating"].as_u64().unwrap() as u8).unwrap();
        let next = scheduler.learn(memory.as_ref(), grade, None, Gap::Days(1), on(day));
        close(next.stability, step["stability"].as_f64().unwrap() as f32, &what);
        close(next.difficulty, step["difficulty"].as_f64().unwrap() as f32, &what);
        let raw = step["interval_raw_days_by_dr"][column].as_f64().unwrap();
        let wanted = step["interval_whole_days_by_dr"][column].as_u64().unwrap();
        if (raw.fract() - 0.5).abs() > raw * 1e-4 {
            assert_eq!(u64::from(scheduler.days(next.stability)), wanted, "{what}");
        }
        memory = Some(next);
    }
    steps.len()
}

#[test]
fn a_history_with_steps_gives_the_published_days() {
    let vectors = vectors();
    let scheduler = scheduler(Rules::default());
    let mut memory: Option<Memory> = None;
    let mut now = on(0);
    let history = &vectors["history"];
    let wanted = numbers(&history["scheduled_whole_days"]);
    for (at, rating) in numbers(&history["ratings"]).into_iter().enumerate() {
        let gap = scheduler.outlook(memory.as_ref(), now, 1)[rating as usize - 1];
        let grade = Grade::try_from(rating as u8).unwrap();
        let next = scheduler.learn(memory.as_ref(), grade, None, gap, now);
        let days = match gap {
            Gap::Days(days) => days,
            Gap::Ms(_) => 0,
        };
        assert_eq!(days, wanted[at] as u32, "review {at}");
        now = match next.due {
            Due::On(day) => on(day.0),
            Due::At(at) => Now { at, day: now.day },
        };
        memory = Some(next);
    }
}

#[test]
fn retrievability_follows_the_curve() {
    let vectors = vectors();
    for row in vectors["retrievability"]["rows"].as_array().unwrap() {
        let [elapsed, stability, decay, wanted] = numbers(row)[..] else { panic!("four columns") };
        // The scheduler counts whole days.
        if elapsed.fract() != 0.0 {
            continue;
        }
        let mut params = numbers(&vectors["parameters"]["default21"]);
        params[20] = decay;
        let scheduler = scheduler(Rules { params, ..Rules::default() });
        let memory = Memory { stability, ..scheduler.learn(None, Grade::Good, None, Gap::Days(1), on(0)) };
        close(scheduler.retrievability(&memory, Day(elapsed as i32)), wanted, &format!("{row}"));
    }
}

#[test]
fn one_day_of_stability_gives_the_published_intervals() {
    for row in vectors()["next_interval_S1_default"]["rows"].as_array().unwrap() {
        let [retention, days] = numbers(row)[..] else { panic!("two columns") };
        if (0.7..0.995).contains(&(retention + 1e-6)) {
            let scheduler = scheduler(Rules { retention, ..Rules::default() });
            assert_eq!(scheduler.days(1.0), days as u32, "at {retention}");
        }
    }
}

#[test]
fn fuzz_keeps_to_its_bounds() {
    for row in vectors()["anki_fuzz_bounds"]["rows"].as_array().unwrap() {
        let [interval, low, high] = numbers(row)[..] else { panic!("three columns") };
        assert_eq!(fuzz_bounds(interval), (low as u32, high as u32), "{interval} days");
    }
}

#[test]
fn learning_steps_take_the_published_delays() {
    for row in vectors()["anki_learning_steps_seconds"]["rows"].as_array().unwrap() {
        let learning: Vec<i64> =
            numbers(&row[0]).into_iter().map(|minutes| minutes as i64 * MINUTE).collect();
        let step = learning.len() - row[1].as_u64().unwrap() as usize;
        let scheduler = scheduler(Rules { learning, ..Rules::default() });
        let first = scheduler.learn(None, Grade::Again, None, Gap::Ms(1), on(0));
        let memory = Memory { phase: Phase::Learning(step as u8), ..first };
        let outlook = scheduler.outlook(Some(&memory), on(0), 1);
        for (gap, wanted) in outlook.iter().zip(&row.as_array().unwrap()[2..]) {
            match (gap, wanted.as_i64()) {
                (Gap::Ms(ms), Some(seconds)) => assert_eq!(*ms, seconds * 1000, "{row}"),
                (Gap::Days(_), None) => {}
                (gap, wanted) => panic!("{row}: {gap:?} for {wanted:?}"),
            }
        }
    }
}
