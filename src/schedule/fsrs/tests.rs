//! Steps, gaps and what a memory keeps; `edges` has the numbers between.

mod edges;

use super::*;
use crate::clock::Moment;

fn plain() -> Scheduler {
    Scheduler::new(Rules { fuzz: false, ..Rules::default() }).unwrap()
}

fn day(number: i32) -> Now {
    Now { at: Moment(i64::from(number) * crate::clock::DAY), day: Day(number) }
}

fn grade(scheduler: &Scheduler, memory: Option<&Memory>, grade: Grade, now: Now) -> Memory {
    let gap = scheduler.outlook(memory, now, 1)[grade as usize - 1];
    scheduler.learn(memory, grade, None, gap, now)
}

#[test]
fn a_new_item_takes_its_steps_and_graduates() {
    let scheduler = plain();
    assert_eq!(
        scheduler.outlook(None, day(0), 1)[..3],
        [Gap::Ms(60_000), Gap::Ms(330_000), Gap::Ms(600_000)]
    );
    let once = grade(&scheduler, None, Grade::Good, day(0));
    assert_eq!(once.phase, Phase::Learning(1));
    let twice = grade(&scheduler, Some(&once), Grade::Good, day(0));
    assert_eq!((twice.phase, twice.gap), (Phase::Review, Gap::Days(2)));
}

#[test]
fn easy_skips_the_steps_and_waits_longer_than_good() {
    let scheduler = plain();
    let [_, _, _, Gap::Days(easy)] = scheduler.outlook(None, day(0), 1) else { panic!("easy graduates") };
    assert!(easy > 2);
}

#[test]
fn a_lapse_relearns_and_counts() {
    let scheduler = plain();
    let known = grade(&scheduler, None, Grade::Easy, day(0));
    let lapsed = grade(&scheduler, Some(&known), Grade::Again, day(9));
    assert_eq!((lapsed.phase, lapsed.gap, lapsed.lapses), (Phase::Relearning(0), Gap::Ms(600_000), 1));
    let back = grade(&scheduler, Some(&lapsed), Grade::Good, day(9));
    assert_eq!((back.phase, back.lapses), (Phase::Review, 1));
}

#[test]
fn hard_good_and_easy_are_a_day_apart() {
    for fuzz in [true, false] {
        let scheduler = Scheduler::new(Rules { fuzz, ..Rules::default() }).unwrap();
        let mut memory = grade(&scheduler, None, Grade::Easy, day(0));
        for seed in 0..200 {
            let days = scheduler.outlook(Some(&memory), day(seed * 5), seed as u64).map(|gap| match gap {
                Gap::Days(days) => days,
                Gap::Ms(_) => 0,
            });
            assert!(days[1] < days[2] && days[2] < days[3], "{days:?}");
            memory = grade(&scheduler, Some(&memory), Grade::Hard, day(seed * 5));
        }
    }
}

#[test]
fn a_sure_miss_halves_the_gap_until_right_on_two_days() {
    let scheduler = plain();
    let known = grade(&scheduler, None, Grade::Easy, day(0));
    let missed = scheduler.learn(Some(&known), Grade::Again, Some(Sure::Sure), Gap::Ms(600_000), day(8));
    assert!(missed.sure_wrong);
    let calm = Memory { sure_wrong: false, ..missed.clone() };
    let easy = |memory: &Memory| match scheduler.outlook(Some(memory), day(8), 1)[3] {
        Gap::Days(days) => days,
        Gap::Ms(_) => 0,
    };
    assert_eq!(easy(&missed), (easy(&calm) / 2).max(1));
    let same_day =
        grade(&scheduler, Some(&grade(&scheduler, Some(&missed), Grade::Good, day(8))), Grade::Good, day(8));
    assert!(same_day.sure_wrong);
    assert!(!grade(&scheduler, Some(&same_day), Grade::Good, day(9)).sure_wrong);
}

#[test]
fn no_gap_jumps_over_the_last_days_before_an_interview() {
    let rules = Rules { interview: Some(Day(30)), ..Rules::default() };
    let scheduler = Scheduler::new(rules).unwrap();
    let mut memory = grade(&scheduler, None, Grade::Easy, day(0));
    memory.stability = 400.0;
    for seed in 0..40 {
        let Gap::Days(days) = scheduler.outlook(Some(&memory), day(10), seed)[2] else { panic!("days") };
        assert!((16..=19).contains(&days), "{days}");
    }
    let Gap::Days(days) = scheduler.outlook(Some(&memory), day(31), 1)[2] else { panic!("days") };
    assert!(days > 100, "a date gone by caps nothing");
}

#[test]
fn useless_rules_are_refused() {
    for retention in [0.5, 1.0, f32::NAN] {
        let rules = Rules { retention, ..Rules::default() };
        assert_eq!(Scheduler::new(rules).err(), Some(BadRules::Retention));
    }
    let rules = Rules { params: vec![f32::NAN; 21], ..Rules::default() };
    assert_eq!(Scheduler::new(rules).err(), Some(BadRules::Parameters));
}

#[test]
fn a_clock_set_back_gives_no_chance_above_one() {
    let scheduler = plain();
    let memory = grade(&scheduler, None, Grade::Easy, day(10));
    assert!(scheduler.retrievability(&memory, Day(3)) <= 1.0);
}
