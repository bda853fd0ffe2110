//! Skip, bury and suspend, an edited deck, leaving in the middle.

use super::*;
use crate::library::marks;

const THREE: [&str; 3] = ["told#recall", "word#typed", "pick#choice"];

#[test]
fn a_skipped_question_comes_last() {
    let mut sitting = Sitting::of(&THREE);
    sitting.session.skip(&sitting.library, sitting.now);
    assert_eq!(sitting.progress(), (0, 3));
    assert_eq!(sitting.rest(), ["word#typed", "pick#choice", "told#recall"]);
}

#[test]
fn a_card_put_off_leaves_the_sitting_with_all_its_questions_and_is_asked_after_all() {
    let pairs = ["pair#contrast.opening", "told#recall", "pair#contrast.closing"];
    let mut sitting = Sitting::of(&pairs);
    let dropped = sitting.session.drop_card(&sitting.library, sitting.now);
    assert_eq!(dropped, [items(&pairs[..1]), items(&pairs[2..])]);
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (0, 1)));
    sitting.session.bring_back(dropped, &sitting.library, sitting.now);
    assert_eq!((sitting.open(), sitting.progress()), (pairs[0], (0, 3)));
    assert_eq!(sitting.rest(), [pairs[0], pairs[2], pairs[1]]);
}

#[test]
fn a_verdict_on_the_screen_counts_though_its_card_is_put_off() {
    let pairs = ["pair#contrast.opening", "told#recall", "pair#contrast.closing"];
    let mut sitting = Sitting::of(&pairs);
    sitting.answer(Answer::GaveUp);
    let dropped = sitting.session.drop_card(&sitting.library, sitting.now);
    assert_eq!(dropped, [items(&pairs[2..])], "what was answered is not asked after all");
    assert_eq!((sitting.grades(), sitting.progress()), (vec![Grade::Again], (1, 2)));
    sitting.answer(graded(Grade::Good));
    sitting.session.bring_back(dropped, &sitting.library, sitting.now);
    assert_eq!((sitting.open(), sitting.grades().len(), sitting.progress()), (pairs[2], 2, (2, 3)));
}

#[test]
fn nothing_is_put_off_when_nothing_is_open() {
    let mut sitting = Sitting::of(&[]);
    assert_eq!(sitting.session.drop_card(&sitting.library, sitting.now), Vec::<Vec<ItemName>>::new());
}

#[test]
fn a_missed_item_put_off_since_does_not_come_back() {
    let put_off: [fn(&ItemName) -> What; 2] =
        [|item| marks::suspend(item, true), |item| marks::bury(item, NOON.day.plus(1))];
    for put_off in put_off {
        let mut sitting = Sitting::of(&["told#recall", "word#typed"]);
        sitting.grade(Grade::Again);
        sitting.record(vec![put_off(&items(&["told#recall"])[0])]);
        assert_eq!(sitting.rest(), ["word#typed"]);
    }
}

#[test]
fn an_edited_question_is_asked_anew_and_a_judged_one_stays() {
    let mut sitting = Sitting::with(Plan::Items(items(&THREE)), Options { ask_sure: true, ..OPTIONS });
    sitting.next();
    sitting.session.skip(&sitting.library, sitting.now);
    assert_eq!(sitting.answer(typed("some journal")), Stage::Sure);
    sitting.session.reopen(&sitting.library, sitting.now);
    assert_eq!((sitting.session.stage(), sitting.open()), (Stage::Asking(0), "word#typed"));
    assert_eq!((sitting.session.answers().len(), sitting.progress()), (0, (0, 3)));
    sitting.answer(Answer::GaveUp);
    sitting.session.reopen(&sitting.library, sitting.now);
    assert_eq!(sitting.session.stage(), Stage::Judged);
}

#[test]
fn a_question_its_deck_has_lost_makes_room_for_the_next() {
    let mut sitting = Sitting::of(&["word#typed", "told#recall"]);
    let text = DECK.replace("[word]", "[other]");
    let parsed = deck::parse(&[Source { name: "d.toml", stem: "d", text: &text }]);
    sitting.library.replace(0, Loaded::new(parsed.deck, Origin::Home, 0));
    sitting.session.reopen(&sitting.library, sitting.now);
    assert_eq!((sitting.open(), sitting.progress()), ("told#recall", (0, 1)));
}

#[test]
fn leaving_keeps_a_verdict_and_counts_an_open_question_as_never_asked() {
    let mut sitting = Sitting::of(&THREE);
    sitting.session.close();
    assert_eq!((sitting.grades(), sitting.progress()), (vec![], (0, 3)));
    let mut sitting = Sitting::of(&THREE);
    sitting.answer(graded(Grade::Hard));
    sitting.session.close();
    assert_eq!((sitting.grades(), sitting.progress()), (vec![Grade::Hard], (1, 3)));
    sitting.session.close();
    assert_eq!(sitting.progress(), (1, 3), "once");
}

#[test]
fn a_sitting_taken_leaves_one_that_is_over() {
    let mut sitting = Sitting::of(&THREE);
    sitting.grade(Grade::Good);
    let taken = sitting.session.take();
    assert_eq!((taken.tally().answered.len(), taken.progress().done), (1, 1));
    assert_eq!((sitting.session.stage(), sitting.progress()), (Stage::Over, (0, 0)));
    assert_eq!(&sitting.session.plan, &Plan::Items(items(&THREE)));
}
