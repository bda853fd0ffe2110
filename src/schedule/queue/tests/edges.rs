//! The numbers at which one rule ends and the next begins, and what a queue leaves out.

use super::*;

fn ids(names: &[&'static str], memory: &Memory) -> Vec<&'static str> {
    let items: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(card, name)| Candidate { name, ..item(card, 4, Some(memory)) })
        .collect();
    order(&items, LIMITS).into_iter().map(|at| names[at]).collect()
}

#[test]
fn equals_come_in_an_order_that_changes_with_the_day() {
    let names = ["d/a#recall", "d/b#recall", "d/c#recall", "d/d#recall", "d/e#recall"];
    let mut turned = names;
    turned.reverse();
    let memory = due(3, 2.0);
    assert_eq!(ids(&names, &memory), ids(&turned, &memory), "and not with their places");
    let on = |day: i32| {
        let memory = Memory { last_day: Day(day - 3), counted: Day(day - 3), ..memory.clone() };
        let items: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(at, name)| Candidate { name, ..item(at, 4, Some(&memory)) })
            .collect();
        let picks = queue(&items, LIMITS, &scheduler(), Now { day: Day(day), ..NOW });
        picks.into_iter().map(|pick| pick.index).collect::<Vec<_>>()
    };
    assert_ne!(on(100), on(101));
}

#[test]
fn learning_steps_come_in_the_order_they_ended() {
    let step = |ago: i64| Memory { due: Due::At(NOW.at.plus(-ago)), ..due(3, 2.0) };
    let (late, later, now) = (step(9), step(5), step(0));
    let items = [item(0, 4, Some(&now)), item(1, 4, Some(&late)), item(2, 4, Some(&later))];
    assert_eq!(order(&items, LIMITS), [1, 2, 0]);
}

#[test]
fn a_day_is_due_from_its_start_and_what_is_wanted_before_it() {
    let on = |day| Memory { due: Due::On(Day(day)), ..due(3, 2.0) };
    let (today, tomorrow) = (on(100), on(101));
    assert_eq!(order(&[item(0, 4, Some(&today)), item(1, 4, Some(&tomorrow))], LIMITS), [0]);
    let wanted = Candidate { wanted: true, ..item(1, 4, Some(&tomorrow)) };
    assert_eq!(order(&[wanted], LIMITS), [0]);
}

#[test]
fn only_a_mature_item_rests_the_easier_kinds_of_its_card() {
    let easy = due(3, 2.0);
    let with = |hard: &Memory| order(&[item(0, 1, Some(&easy)), item(0, 4, Some(hard))], LIMITS).len();
    let later = |stability| Memory { due: Due::On(Day(150)), ..due(3, stability) };
    assert_eq!((with(&later(21.1)), with(&later(21.0))), (0, 1));
    assert_eq!(
        with(&Memory { phase: Phase::Relearning(0), ..later(40.0) }),
        1,
        "one on its steps is not known"
    );
    let mature = later(40.0);
    let harder = order(&[item(0, 5, Some(&easy)), item(0, 4, Some(&mature))], LIMITS);
    assert_eq!(harder, [0], "a harder kind does not rest");
    let same = order(&[item(0, 4, Some(&easy)), item(0, 4, Some(&mature))], LIMITS);
    assert_eq!(same, [0], "nor one as hard");
    assert_eq!(order(&[item(1, 1, Some(&easy)), item(0, 4, Some(&mature))], LIMITS), [0], "nor another card");
    let middle = Memory { due: Due::On(Day(150)), ..due(3, 30.0) };
    let three = [item(0, 2, Some(&easy)), item(0, 4, Some(&mature)), item(0, 1, Some(&middle))];
    assert!(order(&three, LIMITS).is_empty(), "the hardest counts");
}

#[test]
fn the_second_sheet_of_a_card_waits_for_another_day() {
    let sheet = |number| Candidate { sheet: Some(number), ..item(0, 1, None) };
    assert_eq!(order(&[sheet(0), sheet(0), sheet(1), sheet(1)], LIMITS), [0, 1]);
    assert_eq!(order(&[sheet(0), item(0, 1, None)], LIMITS), [0], "nor does what is on none come with it");
}

#[test]
fn new_items_pause_from_two_days_before_an_interview_to_its_day() {
    let new = |interview| {
        let rules = Rules { interview: Some(Day(interview)), ..Rules::default() };
        queue(&[item(0, 4, None)], LIMITS, &Scheduler::new(rules).unwrap(), NOW).len()
    };
    assert_eq!([99, 100, 102, 103].map(new), [1, 0, 0, 1]);
}

#[test]
fn what_is_new_and_closed_counts_for_nothing() {
    let closed = Candidate { open: false, ..item(0, 0, None) };
    assert_eq!(order(&[closed, item(0, 4, None)], LIMITS), [1], "not even as the easiest of its card");
    let wanted = Candidate { wanted: true, ..item(1, 4, None) };
    assert_eq!(order(&[item(0, 4, None), wanted], LIMITS), [1, 0], "what is wanted comes once");
    let together = Limits { siblings: Siblings::Together, ..LIMITS };
    assert_eq!(order(&[closed, item(0, 4, None)], together), [1]);
    assert_eq!(order(&[item(0, 4, None), wanted], together), [1, 0]);
}

#[test]
fn a_deck_takes_its_turn_card_by_card() {
    let of = |deck: usize, card: usize| Candidate { deck, ..item(card, 4, None) };
    let items = [of(0, 1), of(0, 1), of(0, 2), of(1, 3), of(1, 4)];
    let limits = Limits { siblings: Siblings::Together, new_order: NewOrder::Mixed, ..LIMITS };
    assert_eq!(order(&items, limits), [0, 1, 3, 2, 4]);
}

#[test]
fn new_items_are_mixed_in_as_evenly_as_can_be() {
    let pick = |why| move |index| Pick { index, why };
    let mix = |due: usize, new: usize| {
        let due = (0..due).map(pick(Why::Due)).collect();
        let new: Vec<Pick> = (0..new).map(pick(Why::New)).collect();
        let mixed = mixed(due, &new);
        mixed.iter().map(|pick| if pick.why == Why::New { 'n' } else { 'd' }).collect::<String>()
    };
    assert_eq!([mix(3, 0), mix(0, 3), mix(2, 2), mix(5, 2)], ["ddd", "nnn", "dndn", "dddnddn"]);
    assert_eq!(mix(1, 3), "dnnn");
}

#[test]
fn a_short_session_is_left_as_it_is() {
    let known = due(1, 60.0);
    let shaky = due(30, 2.0);
    let of = |size: usize| {
        let items: Vec<_> =
            (0..12).map(|card| item(card, 4, Some(if card < 6 { &shaky } else { &known }))).collect();
        let picks: Vec<Pick> = (0..12).map(|index| Pick { index, why: Why::Due }).collect();
        let chosen = session(&picks, &items, &scheduler(), NOW, size);
        chosen.into_iter().map(|pick| pick.index).collect::<Vec<_>>()
    };
    assert_eq!(of(7), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(of(8), [6, 7, 0, 1, 2, 3, 4, 5], "eight begin with two that are known");
    assert_eq!(of(12), [6, 7, 0, 1, 2, 3, 4, 5, 11, 8, 9, 10], "and twelve end with three");
}

#[test]
fn steps_stay_in_front_of_the_warm_up_and_what_was_surely_wrong_is_no_warm_up() {
    let (known, shaky) = (due(1, 60.0), due(30, 2.0));
    let items: Vec<_> =
        (0..9).map(|card| item(card, 4, Some(if card < 5 { &shaky } else { &known }))).collect();
    let why = |index| match index {
        0 => Why::Learning,
        8 => Why::ConfidentlyWrong,
        _ => Why::Due,
    };
    let picks: Vec<Pick> = (0..9).map(|index| Pick { index, why: why(index) }).collect();
    let chosen = session(&picks, &items, &scheduler(), NOW, 9);
    assert_eq!(chosen.iter().map(|pick| pick.index).collect::<Vec<_>>(), [0, 5, 6, 1, 2, 3, 4, 8, 7]);
}

#[test]
fn the_best_known_warm_up() {
    let shaky = due(30, 2.0);
    let known = [due(1, 40.0), due(1, 90.0), due(1, 60.0)];
    let items: Vec<_> = (0..9).map(|card| item(card, 4, Some(known.get(card).unwrap_or(&shaky)))).collect();
    let picks: Vec<Pick> = (0..9).map(|index| Pick { index, why: Why::Due }).collect();
    let chosen = session(&picks, &items, &scheduler(), NOW, 9);
    let order: Vec<usize> = chosen.iter().map(|pick| pick.index).collect();
    assert_eq!((&order[..2], order[8]), (&[1, 2][..], 0));
}

#[test]
fn any_order_has_everything_once() {
    let mut order = any_order(9, 3);
    assert_ne!(order, any_order(9, 4));
    order.sort_unstable();
    assert_eq!(order, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
}
