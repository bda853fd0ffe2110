//! Times in whole words, for ears as well as eyes.

use crate::clock::{DAY, MINUTE};
use crate::review::Gap;
use crate::text;

/// Returns a gap in words: `10 minutes`, `3 days`.
pub fn gap(gap: Gap) -> String {
    let (count, unit) = match gap {
        Gap::Ms(ms) if ms < MINUTE => (ms / 1000, "second"),
        Gap::Ms(ms) if ms < 100 * MINUTE => ((ms + MINUTE / 2) / MINUTE, "minute"),
        Gap::Ms(ms) if ms < DAY => (ms / (60 * MINUTE), "hour"),
        Gap::Ms(ms) => (ms / DAY, "day"),
        Gap::Days(days) => (i64::from(days), "day"),
    };
    text::count(usize::try_from(count).unwrap_or(0), unit)
}
