//! Days that have passed, what is due when, and leeches.

use super::*;
use crate::card::grade::Grade;
use crate::clock::{DAY, Now};
use crate::schedule::fsrs::{Rules, Scheduler};

fn day(number: i32) -> Now {
    Now { at: Moment(i64::from(number) * DAY), day: Day(number) }
}

fn memory(last: i32, counted: i32) -> Memory {
    let scheduler = Scheduler::new(Rules::default()).unwrap();
    let memory = scheduler.learn(None, Grade::Easy, None, Gap::Days(8), day(last));
    Memory { counted: Day(counted), ..memory }
}

#[test]
fn days_count_from_the_last_answer_or_from_where_the_clock_was_put_right() {
    let plain = memory(10, 10);
    assert_eq!([9, 10, 11, 30].map(|today| plain.elapsed(Day(today))), [0, 0, 1, 20]);
    let corrected = memory(10, 20);
    assert_eq!([11, 19, 20, 22].map(|today| corrected.elapsed(Day(today))), [1, 9, 0, 2]);
    assert_eq!(memory(10, 5).elapsed(Day(12)), 2, "never from before the answer");
}

#[test]
fn what_is_due_is_ordered_by_how_long_it_waits() {
    let now = day(100);
    assert_eq!(Due::At(now.at.plus(5)).order(now), 5);
    assert_eq!(Due::At(now.at.plus(-5)).order(now), 0);
    assert_eq!([98, 100, 103].map(|day| Due::On(Day(day)).order(now)), [-2 * DAY, 0, 3 * DAY]);
}

#[test]
fn the_fourth_lapse_makes_a_leech_and_every_second_one_after_says_so_again() {
    let leech = |lapses| Memory { lapses, ..memory(1, 1) };
    let is: Vec<u32> = (0..10).filter(|lapses| leech(*lapses).is_leech()).collect();
    assert_eq!(is, [4, 5, 6, 7, 8, 9]);
    let again: Vec<u32> = (0..10).filter(|lapses| leech(*lapses).is_leech_again()).collect();
    assert_eq!(again, [4, 6, 8]);
}
