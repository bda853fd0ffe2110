//! Times as people say them: `10 min`, `3 d`, `2 mo`, `today`, `Tue`, `12 Dec`.

use crate::clock::{DAY, Day, MINUTE, Now};
use crate::review::Gap;
use crate::schedule::Due;

/// Returns a gap in the shortest words.
pub fn gap(gap: Gap) -> String {
    match gap {
        Gap::Ms(ms) if ms < MINUTE => format!("{} s", ms / 1000),
        Gap::Ms(ms) if ms < 100 * MINUTE => format!("{} min", (ms + MINUTE / 2) / MINUTE),
        Gap::Ms(ms) if ms < DAY => format!("{} h", ms / (60 * MINUTE)),
        Gap::Ms(ms) => days((ms / DAY) as u32),
        Gap::Days(count) => days(count),
    }
}

fn days(count: u32) -> String {
    match count {
        0..=30 => format!("{count} d"),
        31..=364 => format!("{:.1} mo", f64::from(count) / 30.4),
        _ => format!("{:.1} y", f64::from(count) / 365.25),
    }
}

/// Returns when something is due, seen from now.
pub fn due(due: Due, now: Now) -> String {
    match due {
        Due::At(at) if at <= now.at => "now".into(),
        Due::At(at) => format!("in {}", gap(Gap::Ms(at.since(now.at).max(MINUTE)))),
        Due::On(day) => self::day(day, now.day),
    }
}

/// Returns a day, seen from today.
pub fn day(day: Day, today: Day) -> String {
    match day.since(today) {
        ..=0 => "today".into(),
        1 => "tomorrow".into(),
        2..=6 => day.date().strftime("%a").to_string(),
        7..=300 => day.date().strftime("%-d %b").to_string(),
        _ => day.date().strftime("%-d %b %Y").to_string(),
    }
}

/// Returns a date as `21 Nov 2026`.
pub fn date(day: Day) -> String {
    day.date().strftime("%-d %b %Y").to_string()
}

/// Returns a duration as `1:05`.
pub fn clock(ms: i64) -> String {
    format!("{}:{:02}", ms / MINUTE, ms % MINUTE / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_short_words() {
        let texts = [Gap::Ms(60_000), Gap::Ms(330_000), Gap::Days(3), Gap::Days(60), Gap::Days(800)].map(gap);
        assert_eq!(texts, ["1 min", "6 min", "3 d", "2.0 mo", "2.2 y"]);
    }

    #[test]
    fn days_are_named_from_today() {
        let today = Day::parse("2026-11-21").unwrap();
        let texts = [0, 1, 3, 20].map(|ahead| day(today.plus(ahead), today));
        assert_eq!(texts, ["today", "tomorrow", "Tue", "11 Dec"]);
    }
}
