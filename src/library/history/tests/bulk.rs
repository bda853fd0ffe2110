//! Undos against their plain definition, and how much may come at once.

use super::*;
use crate::mock::{Change, Script};

fn at_once(events: Vec<Event>) -> History {
    let scheduler = Scheduler::new(Rules::default()).unwrap();
    let mut history = History::default();
    history.take(events, &scheduler);
    history
}

/// The definition: an event is taken back when a later undo names it that is not taken back itself.
fn is_undone(events: &[Event], of: &Event) -> bool {
    let names = |event: &&Event| matches!(&event.what, What::Undo(targets) if targets.contains(&of.id));
    events.iter().filter(names).any(|undo| undo.order() > of.order() && !is_undone(events, undo))
}

/// Three answers, a reset, and undos that name anything: themselves, each other, what never comes.
fn circles() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(prop::collection::vec(1_u128..16, 0..4), 1..10).prop_map(|undos| {
        let mut events: Vec<Event> = (1..=3).map(|at| review(at, "d/a#recall", Grade::Good)).collect();
        events.push(event(4, What::Reset { items: named("d/a#recall") }));
        let undos = undos.into_iter().zip(5..);
        events.extend(undos.map(|(of, at)| event(at, What::Undo(of.into_iter().map(EventId).collect()))));
        // Some stand at one moment, so that only number and id tell them apart.
        events.iter_mut().skip(6).for_each(|event| (event.stamp.ms, event.seq) = (6 * DAY, 1));
        events
    })
}

proptest! {
    #[test]
    fn an_undo_holds_as_defined_in_any_order(
        (events, mixed) in circles().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        cut in any::<prop::sample::Index>(),
    ) {
        let held = |history: &History| {
            history.past(&ItemName::of("d/a#recall")).iter().map(|past| past.id).collect::<Vec<_>>()
        };
        let is_held = |event: &&Event| event.id.0 <= 3 && !is_undone(&events, event);
        let naive: Vec<EventId> = events.iter().filter(is_held).map(|event| event.id).collect();
        let whole = at_once(events.clone());
        prop_assert_eq!(held(&whole), naive);
        let one_by_one = folded(&mixed);
        let (first, second) = mixed.split_at(cut.index(mixed.len()));
        let scheduler = Scheduler::new(Rules::default()).unwrap();
        let mut in_two = at_once(first.to_vec());
        in_two.take(second.to_vec(), &scheduler);
        in_two.take(mixed.clone(), &scheduler);
        for other in [one_by_one, in_two] {
            prop_assert_eq!(held(&other), held(&whole));
            let item = ItemName::of("d/a#recall");
            prop_assert_eq!(other.memory(&item), whole.memory(&item));
            prop_assert_eq!(other.remembered(&item), whole.remembered(&item));
        }
    }
}

/// Something at a moment of its own; days run out long before moments do.
fn tick(number: u128, what: What) -> Event {
    Event { stamp: Stamp { ms: number as i64, count: 0 }, day: Day(0), ..event(number, what) }
}

fn answer(number: u128) -> Event {
    let What::Review(review) = review(1, "d/a#recall", Grade::Good).what else { unreachable!() };
    tick(number, What::Review(review))
}

/// So many that work for each pair would take an hour.
const MANY: u128 = 30_000;

#[test]
fn a_long_chain_of_undos_ends() {
    let undo = |at| tick(at, What::Undo(vec![EventId(at - 1)]));
    let mut events: Vec<Event> = (2..MANY + 2).map(undo).collect();
    events.push(answer(1));
    assert_eq!(at_once(events).past(&ItemName::of("d/a#recall")).len(), 1);
}

#[test]
fn many_undos_of_one_answer_and_one_of_many() {
    let item = ItemName::of("d/a#recall");
    let undos = (2..MANY).map(|at| tick(at, What::Undo(vec![EventId(1)])));
    let mut events: Vec<Event> = undos.collect();
    events.push(answer(1));
    assert_eq!(at_once(events).past(&item).len(), 0);
    let mut events: Vec<Event> = (1..=MANY).map(answer).collect();
    events.push(tick(MANY + 1, What::Undo((1..=MANY).map(EventId).collect())));
    events.push(tick(MANY + 2, What::Undo(vec![EventId(MANY + 1)])));
    assert_eq!(at_once(events).past(&item).len(), MANY as usize);
}

#[test]
fn undos_in_layers_are_each_looked_at_once() {
    let layer = |at: u128| {
        let of = if at == 0 { vec![EventId(1)] } else { vec![EventId(2 * at), EventId(2 * at + 1)] };
        [2 * at + 2, 2 * at + 3].map(|id| tick(id, What::Undo(of.clone())))
    };
    let mut events: Vec<Event> = (0..MANY / 2).flat_map(layer).collect();
    events.push(answer(1));
    at_once(events);
}

#[test]
fn one_item_with_many_resets_comes_in_any_order() {
    let reset = |at| tick(at, What::Reset { items: named("d/a#recall") });
    let one = |at: u128| if at.is_multiple_of(2) { reset(at) } else { answer(at) };
    // From the newest to the oldest, which is the worst order.
    let history = at_once((1..=MANY).rev().map(one).collect());
    assert_eq!(history.days().done(Day(0)), (MANY as usize / 2, 0));
}

#[test]
fn many_days_set_for_many_items_and_a_long_mock() {
    let items: Vec<ItemName> = (0..5).map(|at| ItemName::of(&format!("d/c{at}#recall"))).collect();
    let days: Vec<(ItemName, Day)> = items.iter().map(|item| (item.clone(), Day(9))).collect();
    let advance = |at| tick(at, What::Advance { items: items.clone(), day: Day(3) });
    let one = |at: u128| {
        if at.is_multiple_of(2) { tick(at, What::Move { days: days.clone() }) } else { advance(at) }
    };
    at_once((1..=MANY / 2).map(one).collect());
    let asks = (0..9).map(|_| crate::mock::Planned {
        item: crate::card::ItemName::of(""),
        ms: 1,
        when: crate::mock::When::Always,
    });
    let script = Script {
        id: "d/m".into(),
        title: "M".into(),
        ms: 1,
        level: None,
        scale: Vec::new(),
        seed: 1,
        asks: asks.collect(),
    };
    let skip = |at: u128| Change::Skipped(at as usize % 9, crate::mock::Skip::Condition);
    let mock = |at: u128, change| tick(at, What::Mock { run: 7, change });
    let mut changes: Vec<Event> = (2..MANY).map(|at| mock(at, skip(at))).collect();
    changes.push(mock(1, Change::Started(script)));
    let backwards = at_once(changes.clone());
    assert_eq!(backwards.mocks().map(crate::mock::Scorecard::asked).collect::<Vec<_>>(), [0]);
    changes.rotate_right(1);
    assert_eq!(folded(&changes).mocks().next(), backwards.mocks().next());
}
