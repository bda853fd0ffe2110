//! Answers given by a wrong clock, and dated since.

use super::*;

/// An answer that stands at a stamp and was given on a day by the wall clock.
fn given(number: u128, item: &str, stamp: i32, wall: i32) -> Event {
    let stamp = Stamp { ms: i64::from(stamp) * DAY, count: number as u32 };
    Event { stamp, at: Moment(i64::from(wall) * DAY), day: Day(wall), ..review(number, item, Grade::Good) }
}

fn date(number: u128, of: &[u128], day: i32) -> Event {
    let of = of.iter().map(|id| EventId(*id)).collect();
    event(number, What::Date { of, day: Day(day), at: Moment(i64::from(day) * DAY) })
}

fn due(history: &History, item: &str) -> Option<Due> {
    history.memory(&ItemName::of(item)).map(|memory| memory.due)
}

#[test]
fn the_wall_clock_dates_what_the_stamp_orders() {
    let events = [given(1, "d/a#recall", 3_000, 3_000), given(2, "d/b#recall", 3_000, 5)];
    let history = folded(&events);
    assert_eq!(due(&history, "d/b#recall"), Some(Due::On(Day(7))), "two days after it was given");
    assert_eq!((history.days().answered(Day(5)), history.days().answered(Day(3_000))), (1, 1));
}

#[test]
fn a_new_date_brings_an_answer_back_and_can_be_taken_back() {
    let mut events = vec![given(1, "d/a#recall", 3_000, 3_000), date(3_001, &[1], 5)];
    let history = folded(&events);
    assert_eq!(due(&history, "d/a#recall"), Some(Due::On(Day(7))));
    assert_eq!((history.days().answered(Day(5)), history.days().answered(Day(3_000))), (1, 0));
    assert_eq!(history.last_answer(Day(5)).map(|last| last.events), Some(vec![EventId(1)]));
    events.push(date(3_002, &[1], 6));
    assert_eq!(due(&folded(&events), "d/a#recall"), Some(Due::On(Day(8))), "the newest date counts");
    events.push(event(3_003, What::Undo(vec![EventId(3_001), EventId(3_002)])));
    assert_eq!(due(&folded(&events), "d/a#recall"), Some(Due::On(Day(3_002))));
}

#[test]
fn days_are_counted_from_the_stamp_once_the_clock_has_passed_it() {
    // The clock stood ten years back for one answer on day 4000; the next comes five days later.
    let back = [given(1, "d/a#recall", 3_990, 3_990), given(2, "d/a#recall", 4_000, 350)];
    let right = [given(1, "d/a#recall", 3_990, 3_990), given(2, "d/a#recall", 4_000, 4_000)];
    let next = given(3, "d/a#recall", 4_005, 4_005);
    let stability = |events: &[Event]| {
        let history = folded(&[events, std::slice::from_ref(&next)].concat());
        history.memory(&ItemName::of("d/a#recall")).map(|memory| memory.stability)
    };
    // The middle answer itself came, by its date, before the first: it counts as one of the same day.
    assert!(stability(&back) <= stability(&right), "{:?} {:?}", stability(&back), stability(&right));
    // The clock stood ahead for one answer; the days of later ones are those of the wall clock.
    let ahead = folded(&[given(1, "d/b#recall", 4_000, 10), given(2, "d/b#recall", 4_000, 15)]);
    let calm = folded(&[given(1, "d/b#recall", 10, 10), given(2, "d/b#recall", 15, 15)]);
    let stability =
        |history: &History| history.memory(&ItemName::of("d/b#recall")).map(|memory| memory.stability);
    assert_eq!(stability(&ahead), stability(&calm));
}

#[test]
fn a_stamp_far_ahead_on_another_device_hides_no_undo() {
    let mut events = vec![review(1, "d/a#recall", Grade::Good), given(2, "d/b#recall", 4_000, 1)];
    events[1].device = "b".into();
    let undo = Event { day: Day(1), ..event(3, What::Undo(vec![EventId(1)])) };
    events.push(undo);
    assert_eq!(folded(&events).last_undo(Day(1)).map(|(id, _)| id), Some(EventId(3)));
    // The later by the wall clock is the last answer, whatever the stamps say.
    events[1].at = Moment(DAY - 1);
    events.pop();
    assert_eq!(folded(&events).last_answer(Day(1)).map(|last| last.events), Some(vec![EventId(1)]));
}

proptest! {
    #[test]
    fn dates_fold_the_same_in_any_order_and_repetition(
        dates in prop::collection::vec((prop::collection::vec(1_u128..14, 1..4), 0_i32..40, any::<bool>()), 1..8),
        seed in any::<prop::sample::Index>(),
        order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let item = |at: u128| ["d/a#recall", "d/b#recall"][at as usize % 2];
        let mut events: Vec<Event> = (1..=6).map(|at| given(at, item(at), at as i32, (at * 7 % 6) as i32)).collect();
        for ((of, day, is_undo), at) in dates.into_iter().zip(7..) {
            let targets = of.iter().map(|id| EventId(*id)).collect();
            events.push(if is_undo { event(at, What::Undo(targets)) } else { date(at, &of, day) });
        }
        let mixed: Vec<Event> = order.iter().filter_map(|at| events.get(*at)).cloned().collect();
        let scheduler = Scheduler::new(Rules::default()).unwrap();
        let mut bulk = History::default();
        bulk.take(mixed[seed.index(mixed.len())..].to_vec(), &scheduler);
        bulk.take(mixed.clone(), &scheduler);
        let (straight, mixed) = (folded(&events), folded(&mixed));
        for other in [&mixed, &bulk] {
            for item in ["d/a#recall", "d/b#recall"].map(ItemName::of) {
                prop_assert_eq!(straight.memory(&item), other.memory(&item));
                prop_assert_eq!(straight.past(&item), other.past(&item));
            }
            for day in 0..45 {
                prop_assert_eq!(straight.days().done(Day(day)), other.days().done(Day(day)));
            }
        }
    }
}
