//! Follow-ups: behind a parent that was answered, and only there.

use super::*;

const ALL: [Mark; 2] = [Mark::Full, Mark::Full];
const FOLLOWS: [&str; 2] = ["open#follow.trap", "open#follow.proof"];

#[test]
fn follow_ups_come_behind_an_answered_parent_and_before_the_rest() {
    let mut sitting = Sitting::of(&["open#recall", "told#recall"]);
    sitting.answer(ticked(&ALL));
    assert_eq!(sitting.progress(), (0, 2));
    assert_eq!(sitting.next().rest(), [FOLLOWS[0], FOLLOWS[1], "told#recall"]);
}

#[test]
fn an_answer_half_right_is_followed_up_and_a_poorer_one_is_not() {
    let asked = |marks: &[Mark]| {
        let mut sitting = Sitting::of(&["open#recall", "told#recall"]);
        sitting.answer(ticked(marks));
        sitting.next().open().to_owned()
    };
    assert_eq!(asked(&[Mark::Half, Mark::Half]), FOLLOWS[0]);
    assert_eq!(asked(&[Mark::Half, Mark::Empty]), "told#recall");
    assert_eq!(asked(&[Mark::Empty, Mark::Full]), "told#recall");
}

#[test]
fn only_a_recall_is_followed_up() {
    for item in ["pick#choice", FOLLOWS[0]] {
        let mut sitting = Sitting::of(&[item]);
        sitting.pass();
        assert_eq!(sitting.open(), "", "{item} stands alone");
    }
}

#[test]
fn a_follow_up_known_already_waits_for_its_day() {
    let mut sitting = Sitting::of(&[FOLLOWS[1], "open#recall"]);
    sitting.grade(Grade::Easy).answer(ticked(&ALL));
    assert_eq!(sitting.next().rest(), [FOLLOWS[0]], "proof was learned for days");
    let due = |days: i64| {
        let mut sitting = Sitting::of(&[FOLLOWS[1]]);
        let Gap::Days(gap) = sitting.session.outlook(&sitting.library, NOON)[3] else {
            panic!("easy graduates")
        };
        sitting.grade(Grade::Easy);
        let mut later = sitting.again(&["open#recall"], (i64::from(gap) + days) * DAY);
        later.answer(ticked(&ALL));
        later.next().rest()
    };
    assert_eq!(due(-1), [FOLLOWS[0]]);
    assert_eq!(due(0), FOLLOWS);
    assert_eq!(due(1), FOLLOWS);
}

#[test]
fn a_follow_up_on_a_step_waits_for_its_minute() {
    let after = |ms: i64| {
        let mut sitting = Sitting::of(&[FOLLOWS[1]]);
        sitting.grade(Grade::Good);
        let mut later = sitting.again(&["open#recall"], ms);
        later.answer(ticked(&ALL));
        later.next().rest()
    };
    assert_eq!(after(10 * MINUTE - 1), [FOLLOWS[0]]);
    assert_eq!(after(10 * MINUTE), FOLLOWS);
}

#[test]
fn nothing_is_followed_up_where_nothing_is_recorded() {
    let mut sitting = Sitting::with(Plan::Cram(items(&["open#recall"])), OPTIONS);
    sitting.answer(ticked(&ALL));
    assert_eq!(sitting.next().open(), "");
}

#[test]
fn a_trap_asks_about_its_premise_first_and_a_miss_there_costs_the_good_grade() {
    let mut sitting = Sitting::of(&[FOLLOWS[0], FOLLOWS[0]]);
    assert_eq!(sitting.answer(picked(Some(1))), Stage::Asking(1));
    assert_eq!((sitting.session.outcomes().len(), sitting.session.answers().len()), (1, 1));
    assert_eq!(sitting.answer(ticked(&[Mark::Full])), Stage::Judged);
    assert_eq!(sitting.session.verdict().unwrap().grades, [Grade::Hard]);
    assert_eq!(sitting.next().answer(picked(Some(0))), Stage::Asking(1));
    sitting.answer(ticked(&[Mark::Full]));
    assert_eq!(sitting.session.verdict().unwrap().grades, [Grade::Good]);
}

#[test]
fn giving_up_ends_a_question_of_several_steps() {
    let mut sitting = Sitting::of(&["pair#contrast.opening"]);
    assert_eq!(sitting.answer(Answer::GaveUp), Stage::Judged);
    assert_eq!(sitting.session.verdict().unwrap().grades, [Grade::Again]);
}
