//! Which of the backups made by themselves stay: the newest of each of seven days, four weeks and twelve months.

use crate::clock::Day;

/// Days, weeks (from Monday) and months of which one backup is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// Returns which backups may go, given the learner's day of each, newest first.
///
/// Only days, weeks and months that have a backup count, so that a long break takes none away.
pub(super) fn surplus(days: &[Day]) -> Vec<usize> {
    let mut stays = vec![false; days.len()];
    keep(&mut stays, DAYS, days.iter().map(|day| i64::from(day.0)));
    // 1970-01-01 was a Thursday.
    keep(&mut stays, WEEKS, days.iter().map(|day| (i64::from(day.0) + 3).div_euclid(7)));
    keep(
        &mut stays,
        MONTHS,
        days.iter().map(|day| i64::from(day.date().year()) * 12 + i64::from(day.date().month())),
    );
    (0..days.len()).filter(|at| !stays[*at]).collect()
}

/// Marks the first backup of each of the first so many spans.
fn keep(stays: &mut [bool], spans: usize, span_of: impl Iterator<Item = i64>) {
    let mut seen = Vec::new();
    for (stays, span) in stays.iter_mut().zip(span_of) {
        if seen.len() < spans && !seen.contains(&span) {
            seen.push(span);
            *stays = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The days that stay of a backup a day, thinned every day.
    fn lived(from: &str, days: i32) -> Vec<String> {
        let mut kept: Vec<Day> = Vec::new();
        for n in 0..days {
            kept.insert(0, day(from).plus(n));
            let gone = surplus(&kept);
            kept = (0..kept.len()).filter(|at| !gone.contains(at)).map(|at| kept[at]).collect();
        }
        kept.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn seven_days_stay_whatever_they_are() {
        let days = [
            "2026-11-21",
            "2026-11-20",
            "2026-11-02",
            "2026-07-01",
            "2026-06-30",
            "2025-01-01",
            "2024-01-01",
        ];
        assert_eq!(surplus(&days.map(day)), [0; 0]);
        assert_eq!(surplus(&[]), [0; 0]);
    }

    #[test]
    fn of_one_day_only_the_newest_stays() {
        assert_eq!(surplus(&[day("2026-11-21"), day("2026-11-21"), day("2026-11-21")]), [1, 2]);
    }

    #[test]
    fn a_year_and_a_half_of_days_leaves_days_week_ends_and_month_ends() {
        let expected = [
            "2026-11-21",
            "2026-11-20",
            "2026-11-19",
            "2026-11-18",
            "2026-11-17",
            "2026-11-16",
            "2026-11-15",
            "2026-11-08",
            "2026-11-01",
            "2026-10-31",
            "2026-09-30",
            "2026-08-31",
            "2026-07-31",
            "2026-06-30",
            "2026-05-31",
            "2026-04-30",
            "2026-03-31",
            "2026-02-28",
            "2026-01-31",
            "2025-12-31",
        ];
        assert_eq!(lived("2025-05-30", 541), expected);
    }

    #[test]
    fn never_more_than_one_of_each_span_and_always_the_newest() {
        for days in 1..100 {
            let kept = lived("2024-02-01", days);
            assert!(kept.len() <= DAYS + WEEKS + MONTHS);
            assert_eq!(kept[0], day("2024-02-01").plus(days - 1).to_string());
        }
    }
}
