//! What is asked, in which order; `edges` has the numbers between.

mod edges;

use super::super::fsrs::Rules;
use super::*;
use crate::card::grade::Grade;
use crate::clock::{Day, Moment};
use crate::review::Gap;

const NOW: Now = Now { at: Moment(100 * crate::clock::DAY), day: Day(100) };
const LIMITS: Limits =
    Limits { new: 100, reviews: None, siblings: Siblings::Apart, new_order: NewOrder::Deck };

fn scheduler() -> Scheduler {
    Scheduler::new(Rules::default()).unwrap()
}

fn due(ago: i32, stability: f32) -> Memory {
    let scheduler = scheduler();
    let day = Day(100 - ago);
    let then = Now { at: Moment(i64::from(day.0) * crate::clock::DAY), day };
    Memory { stability, ..scheduler.learn(None, Grade::Easy, None, Gap::Days(1), then) }
}

fn item(card: usize, hardness: u8, memory: Option<&Memory>) -> Candidate<'_> {
    Candidate {
        deck: card,
        card,
        name: "d/c#recall",
        hardness,
        sheet: None,
        memory,
        open: true,
        wanted: false,
    }
}

fn order(candidates: &[Candidate<'_>], limits: Limits) -> Vec<usize> {
    queue(candidates, limits, &scheduler(), NOW).into_iter().map(|pick| pick.index).collect()
}

#[test]
fn the_least_forgotten_of_a_backlog_comes_first() {
    let (old, fresh) = (due(40, 2.0), due(3, 2.0));
    assert_eq!(order(&[item(0, 4, Some(&old)), item(1, 4, Some(&fresh))], LIMITS), [1, 0]);
}

#[test]
fn a_learning_step_comes_before_reviews() {
    let known = due(3, 2.0);
    let step = Memory { due: Due::At(NOW.at), ..known.clone() };
    let far = Memory { due: Due::At(NOW.at.plus(MINUTE)), ..known.clone() };
    let items = [item(0, 4, Some(&known)), item(1, 4, Some(&far)), item(2, 4, Some(&step))];
    assert_eq!(order(&items, LIMITS), [2, 0]);
}

#[test]
fn a_confident_miss_comes_before_other_reviews() {
    let (calm, sure) = (due(1, 20.0), Memory { sure_wrong: true, ..due(30, 1.0) });
    assert_eq!(order(&[item(0, 4, Some(&calm)), item(1, 4, Some(&sure))], LIMITS), [1, 0]);
}

#[test]
fn one_item_of_a_card_a_day() {
    let memory = due(3, 2.0);
    let items = [item(0, 1, Some(&memory)), item(0, 2, Some(&memory)), item(0, 4, None)];
    assert_eq!(order(&items, LIMITS).len(), 1);
    let together = Limits { siblings: Siblings::Together, ..LIMITS };
    assert_eq!(order(&items, together).len(), 3);
    let seen = Memory { last_day: NOW.day, due: Due::On(Day(120)), ..due(3, 2.0) };
    assert!(order(&[item(0, 1, Some(&seen)), item(0, 4, None)], LIMITS).is_empty());
}

#[test]
fn a_sheet_is_asked_whole() {
    let sheet = Candidate { sheet: Some(1), ..item(0, 1, None) };
    assert_eq!(order(&[sheet, sheet, sheet, item(1, 1, None)], LIMITS), [0, 1, 2, 3]);
}

#[test]
fn a_new_card_is_met_from_its_easiest_kind() {
    assert_eq!(order(&[item(0, 4, None), item(0, 0, None)], LIMITS), [1]);
    let together = Limits { siblings: Siblings::Together, ..LIMITS };
    assert_eq!(order(&[item(0, 4, None), item(0, 0, None)], together), [0, 1]);
    let memory = due(3, 2.0);
    assert_eq!(order(&[item(0, 4, None), item(0, 0, Some(&memory))], together), [1, 0]);
}

#[test]
fn what_a_mock_missed_is_met_first_whatever_its_kind() {
    let wanted = Candidate { wanted: true, open: false, ..item(2, 4, None) };
    assert_eq!(order(&[item(0, 0, None), item(1, 0, None), wanted], LIMITS), [2, 0, 1]);
}

#[test]
fn easier_kinds_rest_once_a_harder_one_is_mature() {
    let (easy, mature) = (due(3, 2.0), Memory { due: Due::On(Day(150)), ..due(3, 40.0) });
    assert!(order(&[item(0, 1, Some(&easy)), item(0, 4, Some(&mature))], LIMITS).is_empty());
}

#[test]
fn limits_hold_for_new_and_for_reviews() {
    let memory = due(3, 2.0);
    let items = [item(0, 4, Some(&memory)), item(1, 4, Some(&memory)), item(2, 4, None), item(3, 4, None)];
    assert_eq!(order(&items, Limits { new: 1, reviews: Some(1), ..LIMITS }).len(), 2);
}

#[test]
fn new_items_are_mixed_in_evenly() {
    let memory = due(3, 2.0);
    let mut items: Vec<_> = (0..4).map(|card| item(card, 4, Some(&memory))).collect();
    items.extend((4..6).map(|card| item(card, 4, None)));
    let new: Vec<bool> = order(&items, LIMITS).into_iter().map(|index| index >= 4).collect();
    assert_eq!(new, [false, false, true, false, false, true]);
}

#[test]
fn nothing_new_in_the_last_two_days_before_an_interview() {
    let rules = Rules { interview: Some(Day(102)), ..Rules::default() };
    let scheduler = Scheduler::new(rules).unwrap();
    assert!(queue(&[item(0, 4, None)], LIMITS, &scheduler, NOW).is_empty());
}

#[test]
fn new_items_come_deck_after_deck_or_one_of_each_in_turn_or_shuffled_by_the_day() {
    let of = |deck: usize, card: usize| Candidate { deck, ..item(card, 4, None) };
    let items = [of(1, 0), of(1, 1), of(0, 2), of(0, 3)];
    let by = |new_order| order(&items, Limits { new_order, ..LIMITS });
    assert_eq!(by(NewOrder::Deck), [2, 3, 0, 1]);
    assert_eq!(by(NewOrder::Mixed), [2, 0, 3, 1]);
    let many: Vec<_> = (0..20).map(|card| of(0, card)).collect();
    let shuffled = |day: i32| {
        let limits = Limits { new_order: NewOrder::Random, ..LIMITS };
        let picks = queue(&many, limits, &scheduler(), Now { day: Day(day), ..NOW });
        picks.into_iter().map(|pick| pick.index).collect::<Vec<_>>()
    };
    assert_eq!(shuffled(100), shuffled(100));
    assert_ne!(shuffled(100), shuffled(101));
}

#[test]
fn a_follow_up_waits_for_its_parent() {
    let closed = Candidate { open: false, ..item(0, 5, None) };
    assert!(order(&[closed], LIMITS).is_empty());
}

#[test]
fn a_session_starts_and_ends_with_what_is_known() {
    let (known, shaky) = (due(1, 60.0), due(30, 2.0));
    let mut items: Vec<_> = (0..6).map(|card| item(card, 4, Some(&shaky))).collect();
    items.extend((6..12).map(|card| item(card, 4, Some(&known))));
    let scheduler = scheduler();
    let picks = queue(&items, LIMITS, &scheduler, NOW);
    let session = session(&picks, &items, &scheduler, NOW, 12);
    let known: Vec<bool> = session.iter().map(|pick| pick.index >= 6).collect();
    assert_eq!(session.len(), 12);
    assert!(known[..2].iter().all(|known| *known) && known[9..].iter().all(|known| *known), "{known:?}");
}
