//! What a day holds, its last answer, preferences, and what counts as nothing at all.

use super::*;

/// An answer of day 9, so many milliseconds long.
fn answer(number: u128, item: &str, took: i64) -> Event {
    let mut event = Event { day: Day(9), ..review(number, item, Grade::Good) };
    if let What::Review(review) = &mut event.what {
        review.took = took;
    }
    event
}

fn last(history: &History, day: i32) -> Option<u128> {
    let last = history.last_answer(Day(day))?;
    assert_eq!(last.events.len(), 1);
    Some(last.events[0].0)
}

#[test]
fn a_day_counts_the_time_its_answers_took_five_minutes_each_at_most() {
    let mut events = vec![answer(1, "d/a#recall", 40_000), answer(2, "d/b#recall", 2_000)];
    assert_eq!(folded(&events).days().took(Day(9)), 42_000);
    events.extend([answer(3, "d/c#recall", 3_600_000), answer(4, "d/d#recall", -5)]);
    assert_eq!(folded(&events).days().took(Day(9)), 42_000 + 300_000);
    events.push(event(5, What::Undo(vec![EventId(3), EventId(1)])));
    let history = folded(&events);
    assert_eq!((history.days().took(Day(9)), history.days().took(Day(8))), (2_000, 0));
    assert_eq!(history.days().done(Day(9)), (2, 0));
}

#[test]
fn the_last_answer_is_found_whatever_the_order_answers_came_in() {
    let (first, second) = (answer(1, "d/a#recall", 1), answer(2, "d/b#recall", 1));
    for events in [[first.clone(), second.clone()], [second, first]] {
        assert_eq!(last(&folded(&events), 9), Some(2), "one answer, and not the other of its device");
    }
}

#[test]
fn the_last_answer_is_known_again_after_every_answer_and_for_every_day() {
    let scheduler = Scheduler::new(Rules::default()).unwrap();
    let mut history = folded(&[review(3, "d/x#recall", Grade::Good), answer(4, "d/a#recall", 1)]);
    assert_eq!((last(&history, 9), last(&history, 3), last(&history, 9)), (Some(4), Some(3), Some(4)));
    history.take(vec![answer(5, "d/b#recall", 1)], &scheduler);
    assert_eq!(last(&history, 9), Some(5), "of an item that had none of that day");
    history.take(vec![event(6, What::Undo(vec![EventId(5)]))], &scheduler);
    assert_eq!(last(&history, 9), Some(4));
}

#[test]
fn a_question_is_taken_back_with_all_its_items_in_order() {
    let mut events = vec![answer(1, "d/b#recall", 1), answer(2, "d/a#recall", 1), answer(3, "d/c#recall", 1)];
    for (event, question) in events.iter_mut().zip([7, 7, 8]) {
        if let What::Review(review) = &mut event.what {
            review.question = question;
        }
    }
    let mut elsewhere = answer(4, "d/e#recall", 1);
    (elsewhere.device, elsewhere.at) = ("b".into(), Moment(0));
    if let What::Review(review) = &mut elsewhere.what {
        review.question = 7;
    }
    events.swap(0, 1);
    let undo = event(5, What::Undo(vec![EventId(3)]));
    let last = folded(&[events, vec![elsewhere, undo]].concat()).last_answer(Day(9)).unwrap();
    assert_eq!(
        (last.question, last.events),
        (7, vec![EventId(1), EventId(2)]),
        "and not with another device's"
    );
    assert_eq!(last.items, ["d/b#recall", "d/a#recall"].map(ItemName::of));
}

#[test]
fn the_last_writer_of_a_preference_wins_whatever_comes_first() {
    let set = |number, value: &str| event(number, What::Set { key: "journal".into(), value: value.into() });
    let (early, late) = (set(1, "on"), set(2, "off"));
    for events in [[early.clone(), late.clone()], [late, early]] {
        assert_eq!(folded(&events).preference("journal"), Some("off"));
    }
    assert_eq!(folded(&[set(3, "on")]).preference("theme"), None);
}

#[test]
fn who_has_answered_nothing_is_new_and_who_took_all_back_is_not() {
    let set = event(1, What::Set { key: "journal".into(), value: "on".into() });
    assert!(folded(&[]).is_empty() && folded(&[set]).is_empty());
    let taken = [answer(1, "d/a#recall", 1), event(2, What::Undo(vec![EventId(1)]))];
    assert!(!folded(&taken[..1]).is_empty() && !folded(&taken).is_empty());
}

#[test]
fn what_is_said_of_unknown_items_and_days_is_nothing() {
    let history = folded(&[answer(1, "d/a#recall", 1)]);
    let gone = ItemName::of("d/gone#recall");
    assert_eq!((history.memory(&gone), history.wanted(&gone), history.past(&gone).len()), (None, None, 0));
    assert_eq!((history.last_undo(Day(9)), history.days().done(Day(1))), (None, (0, 0)));
}
