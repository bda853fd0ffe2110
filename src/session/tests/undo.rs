//! Undo and redo: the question comes back, and the summary counts what holds.

use super::*;

const THREE: [&str; 3] = ["told#recall", "word#typed", "pick#choice"];

#[test]
fn what_is_taken_back_is_asked_again_and_counted_no_more() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Good).pass();
    assert_eq!((sitting.progress(), sitting.grades().len()), ((2, 3), 2));
    sitting.undo();
    assert_eq!((sitting.open(), sitting.progress()), ("word#typed", (1, 3)));
    assert_eq!(sitting.session.tally().answered.len(), 1, "the summary forgets it");
    assert!(sitting.library.past(&items(&["word#typed"])[0]).is_empty(), "so does the library");
    sitting.undo();
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (0, 3)));
    assert_eq!(sitting.grades(), []);
    assert_eq!(sitting.rest(), THREE);
    assert_eq!(sitting.session.tally().answered.len(), 3);
}

#[test]
fn a_verdict_on_the_screen_can_be_taken_back() {
    let mut sitting = Sitting::of(&THREE[..1]);
    sitting.answer(graded(Grade::Again));
    assert!(sitting.session.can_undo(&sitting.library, sitting.now));
    sitting.undo();
    assert_eq!((sitting.session.stage(), sitting.open()), (Stage::Asking(0), "told#recall"));
    assert_eq!((sitting.grades(), sitting.progress()), (vec![], (0, 1)));
}

#[test]
fn follow_ups_go_with_the_parent_that_is_taken_back() {
    let mut sitting = Sitting::of(&["open#recall", "told#recall"]);
    sitting.answer(ticked(&[Mark::Full; 2]));
    sitting.next();
    assert_eq!(sitting.progress(), (1, 4));
    sitting.undo();
    assert_eq!((sitting.open(), sitting.progress()), ("open#recall", (0, 2)));
}

#[test]
fn a_missed_item_that_came_back_comes_back_again_after_an_undo() {
    let mut sitting = Sitting::of(&["told#recall"]);
    sitting.grade(Grade::Again);
    assert_eq!(sitting.open(), "told#recall", "missed, it comes back");
    sitting.undo();
    assert_eq!(sitting.progress(), (0, 1));
    sitting.grade(Grade::Again).grade(Grade::Again);
    assert_eq!((sitting.open(), sitting.progress()), ("", (2, 2)), "and once only");
}

#[test]
fn a_sheet_is_taken_back_whole() {
    let mut sitting = Sitting::of(&["lines#tell.evidence", "lines#tell.price", "told#recall"]);
    sitting.pass();
    assert_eq!(sitting.grades().len(), 2);
    assert_eq!(sitting.undo().grades(), []);
    assert_eq!(sitting.session.question().unwrap().items.len(), 2);
}

#[test]
fn an_answer_of_an_earlier_sitting_of_today_can_be_taken_back_and_the_open_question_waits() {
    let mut first = Sitting::of(&["told#recall"]);
    first.grade(Grade::Good);
    let mut sitting = first.again(&["word#typed"], 1_000);
    assert!(sitting.session.can_undo(&sitting.library, sitting.now));
    sitting.undo();
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (0, 2)));
    assert_eq!(sitting.rest(), ["told#recall", "word#typed"]);
}

#[test]
fn yesterday_is_not_taken_back() {
    let mut first = Sitting::of(&["told#recall"]);
    first.grade(Grade::Good);
    let mut sitting = first.again(&["word#typed"], DAY);
    assert!(!sitting.session.can_undo(&sitting.library, sitting.now));
    assert_eq!(sitting.session.undo(&sitting.library, sitting.now), None);
    assert_eq!(sitting.open(), "word#typed");
}

#[test]
fn unrecorded_answers_are_taken_back_without_a_trace_and_recorded_ones_not_from_there() {
    let mut first = Sitting::of(&["told#recall"]);
    first.grade(Grade::Good);
    let Sitting { library, .. } = first;
    let mut cram = Sitting::on(library, Plan::Cram(items(&["word#typed", "pick#choice"])), OPTIONS);
    assert!(!cram.session.can_undo(&cram.library, cram.now));
    assert_eq!(cram.session.undo(&cram.library, cram.now), None, "the log is not practice's to change");
    cram.pass();
    assert!(cram.session.can_undo(&cram.library, cram.now));
    assert_eq!(cram.session.undo(&cram.library, cram.now), Some(Vec::new()));
    cram.session.undone(&cram.library, cram.now);
    assert_eq!((cram.open(), cram.grades()), ("word#typed", vec![]));
    assert!(!cram.session.can_redo(&cram.library, cram.now));
}

#[test]
fn an_undo_that_was_not_begun_leaves_the_question_open() {
    let mut sitting = Sitting::of(&THREE);
    sitting.session.undone(&sitting.library, sitting.now);
    sitting.session.redone(&sitting.library, sitting.now);
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (0, 3)));
}

#[test]
fn what_was_taken_back_can_be_given_again_and_counts_again() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Hard).pass();
    assert!(!sitting.session.can_redo(&sitting.library, sitting.now));
    sitting.undo().undo();
    assert!(sitting.session.can_redo(&sitting.library, sitting.now));
    sitting.redo();
    assert_eq!((sitting.open(), sitting.progress()), ("word#typed", (1, 3)));
    assert_eq!(sitting.grades(), [Grade::Hard]);
    sitting.redo();
    assert_eq!((sitting.open(), sitting.progress()), ("pick#choice", (2, 3)));
    assert_eq!(sitting.grades(), [Grade::Hard, Grade::Good]);
    sitting.undo();
    assert_eq!(sitting.open(), "word#typed", "and is taken back again");
    assert!(sitting.library.past(&items(&["word#typed"])[0]).is_empty());
}

#[test]
fn giving_again_what_waits_further_on_leaves_the_open_question() {
    let mut first = Sitting::of(&["pick#choice"]);
    first.pass();
    first.undo();
    let mut sitting = first.again(&THREE, 1_000);
    sitting.redo();
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (1, 3)));
    assert_eq!(sitting.rest(), ["told#recall", "word#typed"]);
}

#[test]
fn no_answer_is_given_again_over_a_verdict_or_after_a_new_answer() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Good).undo();
    sitting.session.answer(graded(Grade::Again), sitting.now);
    assert!(!sitting.session.can_redo(&sitting.library, sitting.now), "not even before it is recorded");
    sitting.keep();
    assert!(!sitting.session.can_redo(&sitting.library, sitting.now));
    sitting.next();
    assert_eq!(sitting.session.redo(&sitting.library, sitting.now), None);
}
