//! Typed answers the program is unsure of are ruled on by the learner; certainty is asked once, before.

use super::*;

/// A wording no program can judge.
const UNSURE: &str = "some kind of journal";
const SURE: Options = Options { ask_sure: true, ..OPTIONS };

fn word(options: Options) -> Sitting {
    Sitting::with(Plan::Items(items(&["word#typed"])), options)
}

fn verdict(sitting: &Sitting) -> (Grade, Right) {
    let verdict = sitting.session.verdict().unwrap();
    (verdict.grades[0], verdict.right)
}

#[test]
fn an_unsure_typed_answer_is_ruled_on_by_the_learner_and_not_called_wrong() {
    let rulings = [
        (Ruling::Right, (Grade::Good, Right::Yes)),
        (Ruling::Half, (Grade::Hard, Right::Partly)),
        (Ruling::Missed, (Grade::Again, Right::No)),
    ];
    for (ruling, wanted) in rulings {
        let mut sitting = word(OPTIONS);
        assert_eq!(sitting.answer(typed(UNSURE)), Stage::Ruling);
        assert_eq!(sitting.session.verdict(), None, "nothing is judged before the learner has spoken");
        assert_eq!(sitting.session.reviews(&sitting.library, sitting.now), []);
        sitting.session.rule(ruling);
        assert_eq!(sitting.keep(), Stage::Judged);
        assert_eq!(verdict(&sitting), wanted);
        let ruled = Answer::Typed { text: UNSURE.into(), ruling: Some(ruling) };
        assert_eq!(sitting.session.answers(), [ruled]);
        assert_eq!(sitting.session.outcomes().len(), 1);
    }
}

#[test]
fn a_clear_typed_answer_is_judged_at_once() {
    for (text, wanted) in [("write-ahead log", Grade::Good), ("", Grade::Again)] {
        let mut sitting = word(OPTIONS);
        assert_eq!(sitting.answer(typed(text)), Stage::Judged, "{text}");
        assert_eq!(verdict(&sitting).0, wanted);
    }
}

#[test]
fn an_answer_that_brings_its_ruling_is_not_asked_again() {
    let mut sitting = word(OPTIONS);
    let ruled = Answer::Typed { text: UNSURE.into(), ruling: Some(Ruling::Right) };
    assert_eq!(sitting.answer(ruled), Stage::Judged);
    assert_eq!(verdict(&sitting).0, Grade::Good);
}

#[test]
fn certainty_is_asked_before_the_ruling() {
    let mut sitting = word(SURE);
    assert_eq!(sitting.answer(typed(UNSURE)), Stage::Sure);
    sitting.session.rule(Ruling::Right);
    assert_eq!(sitting.session.stage(), Stage::Sure, "no ruling while certainty is asked");
    sitting.session.sure(Sure::Guess);
    assert_eq!(sitting.session.stage(), Stage::Ruling);
    sitting.session.sure(Sure::Sure);
    assert_eq!(sitting.session.certainty(), Some(Sure::Guess), "it is said once");
    sitting.session.rule(Ruling::Right);
    sitting.keep();
    assert_eq!(verdict(&sitting).0, Grade::Hard, "right, but a guess");
}

#[test]
fn certainty_is_recorded_with_a_clear_answer() {
    let mut sitting = word(SURE);
    assert_eq!(sitting.answer(typed("write-ahead log")), Stage::Sure);
    sitting.session.sure(Sure::Sure);
    assert_eq!(sitting.session.stage(), Stage::Judged);
    assert_eq!(sitting.session.certainty(), Some(Sure::Sure));
    let whats = sitting.session.reviews(&sitting.library, sitting.now);
    assert_eq!(review(&whats).sure, Some(Sure::Sure));
}

#[test]
fn certainty_is_not_asked_of_who_gave_up_nor_where_it_is_off_nor_of_ones_own_grade() {
    assert_eq!(word(SURE).answer(Answer::GaveUp), Stage::Judged);
    assert_eq!(word(OPTIONS).answer(typed("write-ahead log")), Stage::Judged);
    let mut open = Sitting::with(Plan::Items(items(&["told#recall"])), SURE);
    assert_eq!(open.answer(graded(Grade::Good)), Stage::Judged);
    let mut trap = Sitting::with(Plan::Items(items(&["open#follow.trap"])), SURE);
    assert_eq!(trap.answer(picked(Some(0))), Stage::Asking(1), "the ticks carry the grade, not the premise");
}

#[test]
fn certainty_is_asked_on_the_first_of_two_steps_only() {
    let mut sitting = Sitting::with(Plan::Items(items(&["pair#contrast.opening"])), SURE);
    let first = right(&sitting.session.question().unwrap().steps[0]);
    assert_eq!(sitting.answer(first), Stage::Sure);
    sitting.session.sure(Sure::Fairly);
    assert_eq!(sitting.session.stage(), Stage::Asking(1));
    let second = right(&sitting.session.question().unwrap().steps[1]);
    assert_eq!(sitting.answer(second), Stage::Judged);
    assert_eq!(verdict(&sitting).0, Grade::Good);
}

#[test]
fn what_comes_at_the_wrong_stage_changes_nothing() {
    let mut sitting = word(OPTIONS);
    sitting.session.sure(Sure::Sure);
    sitting.session.rule(Ruling::Right);
    sitting.next();
    assert_eq!((sitting.session.stage(), sitting.session.certainty()), (Stage::Asking(0), None));
    sitting.answer(typed("write-ahead log"));
    sitting.answer(Answer::GaveUp);
    assert_eq!(sitting.session.answers().len(), 1, "a judged question takes no more answers");
}
