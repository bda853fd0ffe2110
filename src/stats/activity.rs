//! What was done: today, the days, the streak told kindly, time spent and when, the load to come.

use std::collections::BTreeMap;

use super::{Basis, Content, Section, percent, right};
use crate::clock::{Day, when};
use crate::schedule::Due;

/// Days of the heatmap.
const HEAT: i32 = 182;
/// Days of the load to come.
const AHEAD: i32 = 14;

pub(super) fn sections(basis: Basis<'_>) -> Vec<Section> {
    let mut days: BTreeMap<Day, (usize, usize, i64)> = BTreeMap::new();
    let mut hours = [0_usize; 24];
    for past in basis.library.all_past() {
        let day = days.entry(past.now.day).or_default();
        day.0 += 1;
        day.1 += usize::from(right(past));
        day.2 += past.review.took;
        let hour: usize = basis.calendar.format(past.now.at, "%-H").parse().unwrap_or(0);
        hours[hour.min(23)] += 1;
    }
    vec![today(&days, basis), year(&days, basis), streak(&days, basis), times(&hours), ahead(basis)]
}

fn today(days: &BTreeMap<Day, (usize, usize, i64)>, basis: Basis<'_>) -> Section {
    let (n, good, took) = days.get(&basis.now.day).copied().unwrap_or_default();
    let all: (usize, i64) = days.values().fold((0, 0), |all, day| (all.0 + day.0, all.1 + day.2));
    let facts = vec![
        ("answers today".into(), n.to_string()),
        ("right today".into(), percent(good, n)),
        ("time today".into(), when::spent(took)),
        ("answers in all".into(), all.0.to_string()),
        ("time in all".into(), when::spent(all.1)),
    ];
    Section {
        title: "Today",
        means: "What you answered today, and in all.".into(),
        n,
        body: Content::Facts(facts),
    }
}

fn year(days: &BTreeMap<Day, (usize, usize, i64)>, basis: Basis<'_>) -> Section {
    let heat: Vec<(Day, usize)> = (0..HEAT)
        .rev()
        .map(|ago| basis.now.day.plus(-ago))
        .map(|day| (day, days.get(&day).map_or(0, |day| day.0)))
        .collect();
    let n = heat.iter().map(|(_, n)| n).sum();
    let means = "Answers a day over the last 26 weeks; a light day counts as a day.".into();
    Section { title: "Calendar", means, n, body: Content::Days(heat) }
}

/// Days in a row end with a missed day; days of the last fourteen forgive one.
fn streak(days: &BTreeMap<Day, (usize, usize, i64)>, basis: Basis<'_>) -> Section {
    let today = basis.now.day;
    let active = |day: Day| days.contains_key(&day);
    let start = i32::from(!active(today));
    let row = (start..=days.len() as i32).take_while(|ago| active(today.plus(-ago))).count();
    let (mut longest, mut run, mut last): (usize, usize, Option<Day>) = (0, 0, None);
    for day in days.keys() {
        run = if last.is_some_and(|last| day.since(last) == 1) { run + 1 } else { 1 };
        (longest, last) = (longest.max(run), Some(*day));
    }
    let lately = (0..14).filter(|ago| active(today.plus(-ago))).count();
    let facts = vec![
        ("days of the last 14".into(), lately.to_string()),
        ("days in a row".into(), row.to_string()),
        ("longest row".into(), longest.to_string()),
    ];
    let means = "How regularly you come back; a missed day costs little, a missed month does.".into();
    Section { title: "Rhythm", means, n: days.len(), body: Content::Facts(facts) }
}

fn times(hours: &[usize; 24]) -> Section {
    let rows: Vec<(String, usize)> = (0..24)
        .step_by(3)
        .map(|from| (format!("{from:02}-{:02} h", from + 3), hours[from..from + 3].iter().sum()))
        .collect();
    let n = hours.iter().sum();
    Section { title: "Time of day", means: "When you answer.".into(), n, body: Content::Counts(rows) }
}

fn ahead(basis: Basis<'_>) -> Section {
    let mut rows = vec![0_usize; AHEAD as usize];
    let mut n = 0;
    for memory in basis.library.memories() {
        let days = match memory.due {
            Due::At(_) => 0,
            Due::On(day) => day.since(basis.now.day).max(0),
        };
        if days < AHEAD {
            rows[days as usize] += 1;
            n += 1;
        }
    }
    let name = |ahead: usize| match basis.now.day.plus(ahead as i32) {
        near if ahead < 2 => when::day(near, basis.now.day),
        day => when::weekday(day),
    };
    let rows = rows.into_iter().enumerate().map(|(ahead, n)| (name(ahead), n)).collect();
    let means = "Items that fall due on each of the next 14 days, without the new ones.".into();
    Section { title: "Load to come", means, n, body: Content::Counts(rows) }
}
