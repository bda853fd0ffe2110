//! Numbers of a line held within what means something, so that nothing behind this door can run over.

use crate::clock::{DAY, Day, Moment};
use crate::mock::{Change, Given, Judged, Script};
use crate::review::{Gap, Stamp};
use crate::schedule::fsrs::MAX_DAYS;

/// The first and last moments a calendar can name: the years 1 and 9999.
const MOMENTS: (i64, i64) = (-62_135_596_800_000, 253_402_207_200_000);
/// The hour at which days begin unless set otherwise.
const DAY_START: i64 = 4;
const HOUR: i64 = DAY / 24;
/// Minutes of the farthest offset from UTC there may be.
const OFFSET: i32 = 26 * 60;

/// A moment a calendar can name.
pub(super) fn moment(ms: i64) -> Moment {
    Moment(ms.clamp(MOMENTS.0, MOMENTS.1))
}

/// A stamp of such a moment.
pub(super) fn stamp((ms, count): (i64, u32)) -> Stamp {
    Stamp { ms: moment(ms).0, count }
}

/// An offset there may be.
pub(super) fn offset(minutes: i32) -> i32 {
    minutes.clamp(-OFFSET, OFFSET)
}

/// Milliseconds from nothing to a day: no answer takes longer.
pub(super) fn took(ms: i64) -> i64 {
    ms.clamp(0, DAY)
}

/// A gap from nothing to the longest there is.
pub(super) fn gap(gap: Gap) -> Gap {
    match gap {
        Gap::Ms(ms) => Gap::Ms(ms.clamp(0, i64::from(MAX_DAYS) * DAY)),
        Gap::Days(days) => Gap::Days(days.min(MAX_DAYS)),
    }
}

/// A desired retention that can be meant.
pub(super) fn retention(share: f32) -> f32 {
    if share.is_finite() { share.clamp(0.7, 0.99) } else { 0.9 }
}

/// The wall clock of an event whose line does not name it: the stamp, unless that stands for an earlier event of a
/// clock that was ahead; then the noon of the recorded day, in order.
pub(super) fn wall(stamp: Stamp, day: Day, offset: i32) -> Moment {
    let offset = i64::from(offset) * 60_000;
    let stamped = (stamp.ms + offset - DAY_START * HOUR).div_euclid(DAY);
    if stamp.count == 0 || (stamped - i64::from(day.0)).abs() <= 1 {
        return Moment(stamp.ms);
    }
    moment(i64::from(day.0) * DAY + DAY / 2 - offset + i64::from(stamp.count) % (DAY / 4))
}

/// A change whose times and shares can be added up.
pub(super) fn change(change: Change) -> Change {
    match change {
        Change::Started(script) => Change::Started(started(script)),
        Change::Answered(at, given) => {
            Change::Answered(at, Given { ms: took(given.ms), paused: took(given.paused), ..given })
        }
        Change::Judged(at, judged) => {
            let score = if judged.score.is_finite() { judged.score.clamp(0.0, 1.0) } else { 0.0 };
            Change::Judged(at, Judged { score, ..judged })
        }
        Change::Skipped(..) | Change::Ended | Change::Closed | Change::Discarded => change,
    }
}

fn started(mut script: Script) -> Script {
    script.ms = took(script.ms);
    script.asks.iter_mut().for_each(|ask| ask.ms = took(ask.ms));
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_within_what_means_something() {
        assert_eq!(
            [i64::MIN, MOMENTS.0, 5, MOMENTS.1, i64::MAX].map(|ms| moment(ms).0),
            [MOMENTS.0, MOMENTS.0, 5, MOMENTS.1, MOMENTS.1]
        );
        assert_eq!(stamp((i64::MAX, 7)), Stamp { ms: MOMENTS.1, count: 7 });
        assert_eq!([i32::MIN, -1560, 90, 1560, i32::MAX].map(offset), [-1560, -1560, 90, 1560, 1560]);
        assert_eq!([-1, 0, DAY, DAY + 1].map(took), [0, 0, DAY, DAY]);
        let most = i64::from(MAX_DAYS) * DAY;
        assert_eq!([-1, 9, most + 1].map(|ms| gap(Gap::Ms(ms))), [0, 9, most].map(Gap::Ms));
        assert_eq!([0, 9, u32::MAX].map(|days| gap(Gap::Days(days))), [0, 9, MAX_DAYS].map(Gap::Days));
        let shares = [0.1, 0.8, 7.0, f32::NAN, f32::INFINITY].map(retention);
        assert_eq!(shares.map(|share| (share * 100.0) as u8), [70, 80, 99, 90, 90]);
    }

    #[test]
    fn a_stamp_two_days_from_its_day_is_not_the_wall_clock() {
        let wall = |ms: i64, count, day, offset| wall(Stamp { ms, count }, Day(day), offset).0;
        let noon = |day: i64| day * DAY + DAY / 2;
        let at = noon(100);
        assert_eq!(
            [98, 99, 100, 101, 102].map(|day| wall(at, 3, day, 0)),
            [noon(98) + 3, at, at, at, noon(102) + 3]
        );
        assert_eq!(wall(at, 0, 98, 0), at, "the first of its stamp was dated by it");
        // A day begins at four, where the learner is.
        let four = 100 * DAY + 4 * HOUR;
        assert_eq!((wall(four - 1, 1, 98, 0), wall(four, 1, 98, 0)), (four - 1, noon(98) + 1));
        let five = four + HOUR;
        assert_eq!((wall(five - 1, 1, 98, -60), wall(five, 1, 98, -60)), (five - 1, noon(98) + HOUR + 1));
        assert_eq!(wall(at, (DAY / 4) as u32 + 2, 98, 0), noon(98) + 2, "a count past a quarter begins anew");
        assert_eq!(wall(at, 1, i32::MAX, 0), MOMENTS.1);
    }

    #[test]
    fn a_step_of_a_mock_has_times_and_shares_that_add_up() {
        let read = |text: &str| serde_json::from_str::<Change>(text).unwrap();
        let given = |ms: i64, paused: i64| {
            read(&format!("{{\"answered\":[2,{{\"ms\":{ms},\"paused\":{paused},\"how\":\"typed\"}}]}}"))
        };
        assert_eq!(change(given(-1, DAY + 1)), given(0, DAY));
        let Change::Judged(_, plain) =
            read(r#"{"judged":[1,{"marks":[],"tells":[],"score":0.5,"musts":[]}]}"#)
        else {
            panic!("a judgement")
        };
        let judged = |score| match change(Change::Judged(1, Judged { score, ..plain.clone() })) {
            Change::Judged(1, judged) => (judged.score * 100.0) as u8,
            other => panic!("{other:?}"),
        };
        assert_eq!([-1.0, 0.25, 9.0, f32::NAN].map(judged), [0, 25, 100, 0]);
        assert_eq!(change(Change::Ended), Change::Ended);
    }
}
