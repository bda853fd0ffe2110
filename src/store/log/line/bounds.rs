//! Numbers of a line held within what means something, so that nothing behind this door can run over.

use crate::clock::{DAY, Day, Moment};
use crate::mock::{Given, Judged, Script, Step};
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

/// A step whose times and shares can be added up.
pub(super) fn step(step: Step) -> Step {
    match step {
        Step::Started(script) => Step::Started(started(script)),
        Step::Answered(at, given) => {
            Step::Answered(at, Given { ms: took(given.ms), paused: took(given.paused), ..given })
        }
        Step::Judged(at, judged) => {
            let score = if judged.score.is_finite() { judged.score.clamp(0.0, 1.0) } else { 0.0 };
            Step::Judged(at, Judged { score, ..judged })
        }
        Step::Skipped(..) | Step::Ended | Step::Closed | Step::Discarded => step,
    }
}

fn started(mut script: Script) -> Script {
    script.ms = took(script.ms);
    script.asks.iter_mut().for_each(|ask| ask.ms = took(ask.ms));
    script
}
