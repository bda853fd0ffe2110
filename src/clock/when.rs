//! Times as people say them: `10 min`, `3 d`, `2.0 mo`, `1:05`, `today`, `Tue`, `12 Dec`, `3 days ago`.

use super::{DAY, Day, MINUTE};

/// Returns milliseconds in the shortest words.
pub fn span(ms: i64) -> String {
    match ms {
        ms if ms < MINUTE => format!("{} s", ms / 1000),
        ms if ms < 100 * MINUTE => format!("{} min", (ms + MINUTE / 2) / MINUTE),
        ms if ms < DAY => format!("{} h", ms / (60 * MINUTE)),
        ms => days((ms / DAY) as u32),
    }
}

/// Returns a number of days in the shortest words.
pub fn days(count: u32) -> String {
    match count {
        0..=30 => format!("{count} d"),
        31..=364 => format!("{:.1} mo", f64::from(count) / 30.4),
        _ => format!("{:.1} y", f64::from(count) / 365.25),
    }
}

/// Returns time spent: `45 min`, `2 h 05`.
pub fn spent(ms: i64) -> String {
    let minutes = (ms + MINUTE / 2) / MINUTE;
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {:02}", minutes / 60, minutes % 60) }
}

/// Returns a duration as `1:05`.
pub fn clock(ms: i64) -> String {
    format!("{}:{:02}", ms / MINUTE, ms % MINUTE / 1000)
}

/// Returns a day, seen from today.
pub fn day(day: Day, today: Day) -> String {
    match day.since(today) {
        ..=0 => "today".into(),
        1 => "tomorrow".into(),
        2..=6 => day.date().strftime("%a").to_string(),
        7..=300 => day.date().strftime("%-d %b").to_string(),
        _ => date(day),
    }
}

/// Returns a day as `Sat 21 Nov`.
pub fn weekday(day: Day) -> String {
    day.date().strftime("%a %-d %b").to_string()
}

/// Returns a date as `21 Nov 2026`.
pub fn date(day: Day) -> String {
    day.date().strftime("%-d %b %Y").to_string()
}

/// Returns how long ago something was, in whole days.
pub fn ago(days: i64) -> String {
    match days {
        ..=0 => "earlier today".into(),
        1 => "yesterday".into(),
        n => format!("{n} days ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_short_words() {
        let texts = [59_999, 60_000, 330_000, 100 * MINUTE, DAY].map(span);
        assert_eq!(texts, ["59 s", "1 min", "6 min", "1 h", "1 d"]);
        assert_eq!([3, 60, 800].map(days), ["3 d", "2.0 mo", "2.2 y"]);
        assert_eq!([29_000, 59 * MINUTE, 125 * MINUTE].map(spent), ["0 min", "59 min", "2 h 05"]);
        assert_eq!(clock(65_999), "1:05");
    }

    #[test]
    fn days_are_named_from_today() {
        let today = Day::parse("2026-11-21").unwrap();
        let texts = [0, 1, 3, 20, 400].map(|ahead| day(today.plus(ahead), today));
        assert_eq!(texts, ["today", "tomorrow", "Tue", "11 Dec", "26 Dec 2027"]);
        assert_eq!(weekday(today.plus(3)), "Tue 24 Nov");
        assert_eq!([0, 1, 9].map(ago), ["earlier today", "yesterday", "9 days ago"]);
    }
}
