//! What a fold must hold to.

use super::*;
use crate::card::grade::Grade;
use crate::clock::{DAY, Moment};
use crate::review::{Gap, Review, Stamp};
use crate::schedule::Due;
use crate::schedule::fsrs::Rules;
use proptest::prelude::*;

fn review(number: u128, item: &str, grade: Grade) -> Event {
    let review = Review {
        item: ItemName::of(item),
        grade,
        computed: None,
        took: 1,
        gap: Gap::Days(2),
        retention: 0.9,
        sure: None,
        ticks: Vec::new(),
        question: number as u64,
        front: String::new(),
        print: 0,
        rev: 1,
        level: None,
        by: None,
    };
    event(number, What::Review(review))
}

fn event(number: u128, what: What) -> Event {
    let day = number as i32;
    Event {
        id: EventId(number),
        device: "a".into(),
        seq: number as u64,
        stamp: Stamp { ms: i64::from(day) * DAY, count: 0 },
        at: Moment(i64::from(day) * DAY),
        day: Day(day),
        offset: 0,
        what,
    }
}

fn folded(events: &[Event]) -> History {
    let scheduler = Scheduler::new(Rules::default()).unwrap();
    let mut history = History::default();
    events.iter().cloned().for_each(|event| history.take(vec![event], &scheduler));
    history
}

#[test]
fn an_undo_gives_the_exact_memory_of_before() {
    let before = [review(1, "d/c#recall", Grade::Good), review(5, "d/c#recall", Grade::Good)];
    let undone = [
        before.clone().to_vec(),
        vec![review(9, "d/c#recall", Grade::Again), event(10, What::Undo(vec![EventId(9)]))],
    ]
    .concat();
    let item = ItemName::of("d/c#recall");
    assert_eq!(folded(&undone).memory(&item), folded(&before).memory(&item));
    let redone = [undone.clone(), vec![event(11, What::Undo(vec![EventId(10)]))]].concat();
    assert_eq!(folded(&redone).memory(&item), folded(&undone[..3]).memory(&item));
    assert_eq!(folded(&undone).days().answered(Day(9)), 0);
}

fn named(item: &str) -> Vec<ItemName> {
    vec![ItemName::of(item)]
}

#[test]
fn a_reset_item_is_new_and_its_answers_stay() {
    let item = ItemName::of("d/a#recall");
    let mut events = vec![review(1, "d/a#recall", Grade::Good), review(4, "d/a#recall", Grade::Good)];
    events.push(event(5, What::Reset { items: named("d/a#recall") }));
    let history = folded(&events);
    assert_eq!(
        (history.memory(&item), history.past(&item).len(), history.days().answered(Day(4))),
        (None, 2, 1)
    );
    assert!(history.remembered(&item).is_empty() && !history.is_empty());
    events.push(review(9, "d/a#recall", Grade::Good));
    let history = folded(&events);
    let once = folded(&[review(9, "d/a#recall", Grade::Good)]);
    assert_eq!(history.memory(&item), once.memory(&item), "the earlier answers are not in the memory");
    assert_eq!(history.stretches().map(<[Past]>::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((history.days().done(Day(9)), history.remembered(&item).len()), ((1, 0), 1), "it is met anew");
}

#[test]
fn a_reset_is_taken_back_and_done_again() {
    let item = ItemName::of("d/a#recall");
    let before = vec![review(1, "d/a#recall", Grade::Good), review(4, "d/a#recall", Grade::Good)];
    let reset = [before.clone(), vec![event(5, What::Reset { items: named("d/a#recall") })]].concat();
    let back = [reset.clone(), vec![event(6, What::Undo(vec![EventId(5)]))]].concat();
    assert_eq!(folded(&back).memory(&item), folded(&before).memory(&item));
    let again = [back, vec![event(7, What::Undo(vec![EventId(6)]))]].concat();
    assert_eq!(folded(&again).memory(&item), None);
}

#[test]
fn a_moved_item_is_due_on_its_day_until_its_next_answer() {
    let item = ItemName::of("d/a#recall");
    let moved = |id, day| event(id, What::Move { days: vec![(ItemName::of("d/a#recall"), Day(day))] });
    let mut events = vec![review(1, "d/a#recall", Grade::Good), moved(2, 30), moved(3, 20)];
    let due = |events: &[Event]| folded(events).memory(&item).map(|memory| memory.due);
    assert_eq!(due(&events), Some(Due::On(Day(20))), "the last one counts");
    let advance = What::Advance { items: named("d/a#recall"), day: Day(10) };
    let advanced = [events.clone(), vec![event(4, advance)]].concat();
    assert_eq!(due(&advanced), Some(Due::On(Day(10))), "what is wanted earlier comes earlier");
    assert_eq!(
        due(&[advanced, vec![event(5, What::Undo(vec![EventId(4)]))]].concat()),
        Some(Due::On(Day(20)))
    );
    events.push(event(4, What::Undo(vec![EventId(3)])));
    assert_eq!(due(&events), Some(Due::On(Day(30))));
    events.push(review(5, "d/a#recall", Grade::Good));
    assert_eq!(due(&events), Some(Due::On(Day(7))));
}

#[test]
fn an_item_on_its_steps_keeps_its_moment() {
    let mut step = review(1, "d/a#recall", Grade::Again);
    if let What::Review(review) = &mut step.what {
        review.gap = Gap::Ms(60_000);
    }
    let move_it = event(2, What::Move { days: vec![(ItemName::of("d/a#recall"), Day(9))] });
    let due = folded(&[step, move_it]).memory(&ItemName::of("d/a#recall")).map(|memory| memory.due);
    assert!(matches!(due, Some(Due::At(_))), "{due:?}");
}

#[test]
fn what_was_taken_back_can_be_given_again_until_the_next_answer() {
    let item = |name: &str| vec![ItemName::of(name)];
    let mut events = vec![review(1, "d/a#recall", Grade::Good), review(2, "d/b#recall", Grade::Good)];
    let undo = |number: u128, of: u128| Event { day: Day(2), ..event(number, What::Undo(vec![EventId(of)])) };
    events.extend([undo(3, 2), undo(4, 1)]);
    assert_eq!(folded(&events).last_undo(Day(2)), Some((EventId(4), item("d/a#recall"))));
    events.push(undo(5, 4));
    assert_eq!(folded(&events).last_undo(Day(2)), Some((EventId(3), item("d/b#recall"))));
    events.push(review(6, "d/c#recall", Grade::Good));
    assert_eq!(folded(&events).last_undo(Day(2)), None);
}

#[test]
fn the_last_answer_of_a_day_is_the_one_to_undo() {
    let history = folded(&[review(1, "d/a#recall", Grade::Good), review(2, "d/b#recall", Grade::Good)]);
    assert_eq!(history.last_answer(Day(2)).map(|last| last.events), Some(vec![EventId(2)]));
    assert_eq!(history.last_answer(Day(3)), None);
}

proptest! {
    #[test]
    fn any_order_and_repetition_folds_to_the_same(
        order in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in proptest::collection::vec(0..20_usize, 0..8),
    ) {
        let [a, b] = ["d/a#recall", "d/b#recall"].map(ItemName::of);
        let mut events: Vec<Event> = (1..=9).map(|n| {
            review(n, ["d/a#recall", "d/b#recall"][n as usize % 2], Grade::ALL[n as usize % 4])
        }).collect();
        let both = vec![a.clone(), b.clone()];
        let days = vec![(a.clone(), Day(90)), (b.clone(), Day(80))];
        let mut late = vec![
            What::Undo(vec![EventId(3), EventId(4)]),
            What::Undo(vec![EventId(10)]),
            What::Undo(vec![EventId(9)]),
            What::Undo(vec![EventId(11)]),
            What::Undo(vec![EventId(12)]),
            What::Reset { items: vec![a.clone()] },
            What::Undo(vec![EventId(15)]),
            What::Move { days: days.clone() },
            What::Advance { items: both.clone(), day: Day(40) },
            What::Undo(vec![EventId(18)]),
        ].into_iter();
        events.extend((10..=19).zip(&mut late).map(|(id, what)| event(id, what)));
        // In the midst of the answers, too.
        let mut early = event(20, What::Reset { items: both });
        early.stamp.ms = 5 * DAY + 1;
        events.push(early);
        let mixed: Vec<Event> = order.iter().chain(&again).map(|at| events[*at].clone()).collect();
        let (straight, mixed) = (folded(&events), folded(&mixed));
        prop_assert_eq!(straight.memory(&b).map(|memory| memory.due), Some(Due::On(Day(80))));
        for item in [a, b] {
            prop_assert_eq!(straight.memory(&item), mixed.memory(&item));
            prop_assert_eq!(straight.past(&item), mixed.past(&item));
            prop_assert_eq!(straight.remembered(&item), mixed.remembered(&item));
            prop_assert_eq!(straight.wanted(&item), mixed.wanted(&item));
        }
        for day in 0..25 {
            prop_assert_eq!(straight.days().answered(Day(day)), mixed.days().answered(Day(day)));
            prop_assert_eq!(straight.days().done(Day(day)), mixed.days().done(Day(day)));
        }
    }
}

mod bulk;
mod dated;
mod days;
