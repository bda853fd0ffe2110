//! What comes back within a sitting, and a sitting with an end.

use super::*;

const THREE: [&str; 3] = ["told#recall", "word#typed", "pick#choice"];

#[test]
fn a_missed_item_comes_back_when_its_step_is_over_and_others_wait() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Again);
    assert_eq!(sitting.open(), "word#typed");
    sitting.answer(typed("write-ahead log"));
    // The step was a minute, counted from the answer.
    sitting.wait(MINUTE - 1).next();
    assert_eq!(sitting.open(), "pick#choice");
    sitting.answer(Answer::Picked(0));
    sitting.wait(1).next();
    assert_eq!(sitting.open(), "told#recall");
}

#[test]
fn a_missed_item_due_comes_before_what_waits() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Again);
    sitting.wait(MINUTE).pass();
    assert_eq!(sitting.open(), "told#recall");
}

#[test]
fn at_the_end_a_missed_item_comes_early_but_not_by_more_than_the_learn_ahead() {
    let last = |minutes: i64| {
        let config = Config { learning_steps: vec![minutes * MINUTE], ..Config::default() };
        let plan = Plan::Items(items(&["told#recall"]));
        let mut sitting = Sitting::on(library(&config), plan, OPTIONS);
        sitting.grade(Grade::Again).open().to_owned()
    };
    assert_eq!((last(20).as_str(), last(21).as_str()), ("told#recall", ""));
}

#[test]
fn only_a_miss_comes_back() {
    let mut sitting = Sitting::of(&["told#recall"]);
    assert_eq!(sitting.grade(Grade::Hard).open(), "", "hard is on a step too, but was known");
}

#[test]
fn a_miss_is_not_repeated_in_practice_nor_in_a_first_run() {
    let mut cram = Sitting::with(Plan::Cram(items(&["told#recall"])), OPTIONS);
    assert_eq!(cram.grade(Grade::Again).open(), "");
    let mut first = Sitting::with(Plan::FirstRun, OPTIONS);
    let questions = first.progress().1;
    while first.session.stage() != Stage::Over {
        first.answer(Answer::GaveUp);
        first.next();
    }
    assert_eq!(first.progress(), (questions, questions));
}

#[test]
fn a_sitting_with_a_limit_ends_with_the_question_that_was_open() {
    let options = Options { minutes: Some(2), ..OPTIONS };
    let mut sitting = Sitting::with(Plan::Items(items(&THREE)), options);
    let left = |sitting: &Sitting| sitting.session.minutes_left(sitting.now);
    assert_eq!(left(&sitting), Some(2));
    sitting.wait(1);
    assert_eq!(left(&sitting), Some(2), "the minute that runs is counted whole");
    sitting.wait(MINUTE - 1);
    assert_eq!(left(&sitting), Some(1));
    sitting.grade(Grade::Good).wait(MINUTE - 1);
    assert_eq!((left(&sitting), sitting.open()), (Some(1), "word#typed"));
    sitting.wait(1);
    assert_eq!(left(&sitting), Some(0));
    sitting.answer(Answer::GaveUp);
    assert_eq!(sitting.session.stage(), Stage::Judged, "it may be answered still");
    sitting.next();
    assert_eq!((sitting.session.stage(), sitting.progress()), (Stage::Over, (2, 2)));
    sitting.wait(MINUTE);
    assert_eq!(left(&sitting), Some(0), "never below");
}

#[test]
fn a_sitting_without_a_limit_has_none() {
    assert_eq!(Sitting::of(&THREE).session.minutes_left(NOON), None);
}

#[test]
fn time_is_taken_from_question_to_answer_and_not_to_the_next() {
    let mut sitting = Sitting::of(&["word#typed"]);
    sitting.wait(7_000).answer(typed("write-ahead log"));
    sitting.wait(60_000).next();
    assert_eq!(sitting.session.tally().took(), 7_000);
}
