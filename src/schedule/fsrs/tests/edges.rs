//! The numbers at which one rule ends and the next begins.

use super::*;
use crate::clock::DAY;

fn known(days: u32, stability: f32) -> Memory {
    let memory = grade(&plain(), None, Grade::Easy, day(0));
    Memory { gap: Gap::Days(days), stability, ..memory }
}

#[test]
fn a_retention_from_70_to_99_percent_is_taken() {
    let is_taken = |retention| Scheduler::new(Rules { retention, ..Rules::default() }).is_ok();
    assert!([0.7, 0.9, 0.99].into_iter().all(is_taken));
    assert!(![0.698, 0.992, f32::NAN].into_iter().any(is_taken));
}

#[test]
fn parameters_of_earlier_versions_are_taken_if_they_are_numbers() {
    let with = |params: Vec<f32>| Scheduler::new(Rules { params, ..Rules::default() });
    for count in [17, 19, 21] {
        assert!(with(DEFAULT_PARAMETERS[..count].to_vec()).is_ok(), "{count}");
        let mut odd = DEFAULT_PARAMETERS[..count].to_vec();
        odd[3] = f32::INFINITY;
        assert_eq!(with(odd).err(), Some(BadRules::Parameters), "{count}");
    }
    assert_eq!(with(DEFAULT_PARAMETERS[..20].to_vec()).err(), Some(BadRules::Parameters));
}

#[test]
fn a_memory_falls_to_nine_in_ten_on_its_day() {
    let scheduler = plain();
    let memory = Memory { last_day: Day(0), counted: Day(0), ..known(10, 10.0) };
    let chances = [0, 10, 30].map(|today| scheduler.retrievability(&memory, Day(today)));
    assert!((chances[0] - 1.0).abs() < 1e-3 && (chances[1] - 0.9).abs() < 1e-3, "{chances:?}");
    assert!(chances[2] < 0.85, "{chances:?}");
    assert_eq!([0.3, 10.0, 10.6, 1e9].map(|stability| scheduler.days(stability)), [1, 10, 11, MAX_DAYS]);
    let nothing = Memory { stability: 0.0, ..memory };
    assert!(scheduler.retrievability(&nothing, Day(9)).is_finite());
}

#[test]
fn an_answer_counts_and_only_forgetting_what_was_known_is_a_lapse() {
    let scheduler = plain();
    let learn = |memory: Option<&Memory>, grade| scheduler.learn(memory, grade, None, Gap::Days(3), day(9));
    let missed = learn(None, Grade::Again);
    assert_eq!((missed.reps, missed.lapses, missed.first_day), (1, 0, Day(9)), "nothing was known");
    let known = known(3, 3.0);
    let again = learn(Some(&known), Grade::Again);
    assert_eq!((again.reps, again.lapses, again.first_day), (2, 1, Day(0)));
    assert_eq!(learn(Some(&known), Grade::Hard).lapses, 0);
    let step = Memory { phase: Phase::Relearning(0), ..again };
    let third = learn(Some(&step), Grade::Again);
    assert_eq!((third.reps, third.lapses), (3, 1), "a miss on its steps is the same lapse");
    let late = scheduler.learn(None, Grade::Good, None, Gap::Ms(5), day(9));
    assert_eq!(late.due, Due::At(day(9).at.plus(5)));
}

#[test]
fn the_day_an_answer_leads_to_by_other_rules_is_never_before_today() {
    let scheduler =
        Scheduler::new(Rules { fuzz: false, interview: Some(Day(50)), ..Rules::default() }).unwrap();
    let memory = Memory { last_day: Day(0), counted: Day(0), ..known(10, 10.0) };
    let due = |grade, today| scheduler.due_day(Some(&memory), grade, day(10), Day(today), 1);
    assert_eq!(due(Grade::Again, 10), None, "it goes on its steps");
    let days = |grade: Grade| match scheduler.outlook(Some(&memory), day(10), 1)[grade as usize - 1] {
        Gap::Days(days) => days as i32,
        Gap::Ms(_) => 0,
    };
    assert_eq!(due(Grade::Hard, 10), Some(Day(10 + days(Grade::Hard))));
    assert_eq!(due(Grade::Hard, 49), Some(Day(49)));
    // Easy would jump over the interview: it is capped while that is to come, and no more on its day.
    assert!(due(Grade::Easy, 49).is_some_and(|day| (46..50).contains(&day.0) || day == Day(49)));
    assert!(due(Grade::Easy, 50).is_some_and(|day| day > Day(50)));
}

#[test]
fn a_gap_that_grows_grows_by_a_day_at_least_whatever_the_fuzz() {
    let scheduler = Scheduler::new(Rules::default()).unwrap();
    let days = |last: u32, raw: [f32; 4], seed| scheduler.passing_days(Some(&known(last, 1.0)), &raw, seed);
    let lowest = |last, raw| (0..60).map(|seed| days(last, raw, seed)[0]).min().unwrap();
    assert_eq!(lowest(10, [0.0, 11.0, 12.0, 13.0]), 11);
    assert!(lowest(10, [0.0, 10.0, 12.0, 13.0]) < 10, "one that stays may come out shorter");
    let calm = plain();
    let exact = |last, raw| calm.passing_days(Some(&known(last, 1.0)), &raw, 1);
    assert_eq!(exact(10, [0.0, 10.0, 10.0, 10.0]), [10, 11, 12], "each a day above the one before");
    assert_eq!(exact(5, [0.0, 8.0, 14.0, 20.0]), [8, 14, 20]);
    let step = Memory { phase: Phase::Learning(1), ..known(10, 1.0) };
    assert_eq!(
        calm.passing_days(Some(&step), &[0.0, 3.0, 2.0, 2.0], 1),
        [3, 2, 3],
        "on steps hard bounds nothing"
    );
    assert_eq!(calm.passing_days(None, &[0.0, 1e9, 1e9, 1e9], 1), [MAX_DAYS; 3]);
}

#[test]
fn the_gap_of_a_sure_miss_is_halved_and_never_nothing() {
    let sure = Memory { sure_wrong: true, ..known(10, 10.0) };
    let gap = |days| capped(Gap::Days(days), Some(&sure), Day(0), 0, None);
    assert_eq!([9, 2, 1].map(gap), [Gap::Days(4), Gap::Days(1), Gap::Days(1)]);
    assert_eq!(capped(Gap::Days(9), Some(&known(10, 10.0)), Day(0), 0, None), Gap::Days(9));
    assert_eq!(capped(Gap::Ms(9), Some(&sure), Day(0), 0, Some(Day(0))), Gap::Ms(9));
}

#[test]
fn the_last_look_is_in_the_four_days_before_an_interview() {
    let gap = |days, today, seed| match capped(Gap::Days(days), None, Day(today), seed, Some(Day(30))) {
        Gap::Days(days) => days,
        Gap::Ms(_) => 0,
    };
    assert_eq!([0, 1, 2, 3, 4].map(|seed| gap(50, 10, seed)), [16, 17, 18, 19, 16]);
    assert_eq!((gap(20, 10, 1), gap(19, 10, 1)), (17, 19), "what comes on the day itself is too late");
    assert_eq!((gap(50, 25, 0), gap(50, 25, 3)), (1, 4));
    assert_eq!([26, 28, 31].map(|today| gap(50, today, 1)), [50; 3], "within them nothing is moved");
}

#[test]
fn steps_are_repeated_taken_and_left() {
    use Grade::{Again, Easy, Good, Hard};
    let steps = [MINUTE, 10 * MINUTE, 60 * MINUTE];
    let at = |standing| [Again, Hard, Good, Easy].map(|grade| after(&steps, standing, grade));
    let [first, second, third] = steps.map(Some);
    assert_eq!(at(Standing::On(0)), [first, Some(5 * MINUTE + MINUTE / 2), second, None]);
    assert_eq!(at(Standing::On(1)), [first, second, third, None]);
    assert_eq!(at(Standing::On(2)), [first, third, None, None]);
    assert_eq!(at(Standing::On(9)), at(Standing::On(2)), "steps may have become fewer");
    assert_eq!(at(Standing::Known), [first, None, None, None]);
    let only = |step| after(&[step], Standing::On(0), Hard);
    assert_eq!(only(10 * MINUTE), Some(15 * MINUTE));
    assert_eq!(only(4 * DAY), Some(5 * DAY), "half as long again, but a day more at most");
    assert_eq!(Grade::ALL.map(|grade| after(&[], Standing::On(0), grade)), [None; 4]);
}

#[test]
fn a_phase_follows_from_the_step_and_the_gap() {
    let (ms, learning, relearning) = (Gap::Ms(1), Phase::Learning, Phase::Relearning);
    let next = |phase: Option<Phase>, grade| {
        let memory = phase.map(|phase| Memory { phase, ..known(1, 1.0) });
        phase_after(memory.as_ref(), grade, ms)
    };
    let all = |phase| Grade::ALL.map(|grade| next(phase, grade));
    assert_eq!(all(None), [learning(0), learning(0), learning(1), learning(1)]);
    assert_eq!(all(Some(learning(2))), [learning(0), learning(2), learning(3), learning(3)]);
    assert_eq!(all(Some(relearning(1))), [relearning(0), relearning(1), relearning(2), relearning(2)]);
    assert_eq!(next(Some(Phase::Review), Grade::Again), relearning(0));
    assert_eq!(phase_after(None, Grade::Again, Gap::Days(1)), Phase::Review);
}

#[test]
fn a_sure_miss_is_marked_until_it_was_right_on_two_days() {
    let note = |memory: &Memory, grade, sure, today| {
        let mut memory = memory.clone();
        note_certainty(&mut memory, grade, sure, Day(today));
        memory
    };
    let calm = known(1, 1.0);
    for (grade, sure) in
        [(Grade::Again, None), (Grade::Again, Some(Sure::Fairly)), (Grade::Good, Some(Sure::Sure))]
    {
        assert!(!note(&calm, grade, sure, 1).sure_wrong);
    }
    assert_eq!(note(&calm, Grade::Good, None, 1).right_days, 0, "nothing is counted without a mark");
    let marked = note(&calm, Grade::Again, Some(Sure::Sure), 1);
    let once = note(&marked, Grade::Good, None, 2);
    assert_eq!((once.sure_wrong, once.right_days, once.right_day), (true, 1, Some(Day(2))));
    let same_day = note(&once, Grade::Good, None, 2);
    assert_eq!((same_day.sure_wrong, same_day.right_days), (true, 1));
    assert!(!note(&once, Grade::Hard, None, 3).sure_wrong);
    let missed = note(&once, Grade::Again, Some(Sure::Guess), 3);
    assert_eq!((missed.sure_wrong, missed.right_days, missed.right_day), (true, 0, None));
}

#[test]
fn fuzz_keeps_to_ankis_bounds() {
    let bounds =
        [(1.0, (1, 1)), (2.4, (2, 2)), (2.5, (2, 4)), (7.0, (5, 9)), (20.0, (17, 23)), (100.0, (93, 107))];
    for (interval, wanted) in bounds {
        assert_eq!(fuzz_bounds(interval), wanted, "{interval}");
    }
    assert_eq!([0.0, 0.2, 0.5, 0.999].map(|unit| fuzzed(7.0, unit)), [5, 6, 7, 9]);
    assert_eq!([0.2, 2.5, 1e9, f32::NAN].map(whole), [1, 3, MAX_DAYS, 1]);
}
