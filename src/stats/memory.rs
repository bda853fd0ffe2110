//! What is remembered: true retention, the chance of a right answer today, stability, difficulty, the interview.

use super::{Basis, Content, Section, right};
use crate::schedule::Memory;

/// Days from which an item counts as mature.
const MATURE: i32 = 21;
/// Days that count as lately.
const LATELY: i32 = 30;
/// Items above this chance count as known on the day.
const KNOWN: f32 = 0.8;

pub(super) fn sections(basis: Basis<'_>) -> Vec<Section> {
    let memories: Vec<&Memory> = basis.library.memories().collect();
    let mut all =
        vec![retention(basis), chance(&memories, basis), stability(&memories), difficulty(&memories)];
    all.extend(interview(&memories, basis));
    all
}

/// The share of right answers to items last seen on an earlier day, as Anki's true retention.
fn retention(basis: Basis<'_>) -> Section {
    let mut shares = [(0_usize, 0_usize); 4];
    for held in basis.library.stretches() {
        for pair in held.windows(2) {
            let gap = pair[1].now.day.since(pair[0].now.day);
            if gap < 1 {
                continue;
            }
            let mature = usize::from(gap >= MATURE);
            let lately = basis.now.day.since(pair[1].now.day) < LATELY;
            for at in [Some(mature), lately.then_some(2 + mature)].into_iter().flatten() {
                shares[at].0 += usize::from(right(&pair[1]));
                shares[at].1 += 1;
            }
        }
    }
    let names = ["young", "mature", "young, last 30 days", "mature, last 30 days"];
    let rows =
        names.iter().zip(shares).map(|(name, (right, n))| ((*name).to_owned(), super::share(right, n), n));
    let aim = basis.library.scheduler().rules().retention * 100.0;
    Section {
        title: "True retention",
        means: format!(
            "Right answers to items not seen for a day or more, against an aim of {aim:.0}%; mature is from {MATURE} days."
        ),
        n: shares[0].1 + shares[1].1,
        body: Content::Shares(rows.collect()),
    }
}

fn bins(values: impl Iterator<Item = f32>, edges: &[(f32, &str)]) -> Vec<(String, usize)> {
    let mut rows: Vec<(String, usize)> = edges.iter().map(|(_, name)| ((*name).to_owned(), 0)).collect();
    for value in values {
        let at = edges.iter().position(|(below, _)| value < *below).unwrap_or(edges.len() - 1);
        rows[at].1 += 1;
    }
    rows
}

fn chance(memories: &[&Memory], basis: Basis<'_>) -> Section {
    let today = |memory: &&Memory| basis.library.scheduler().retrievability(memory, basis.now.day);
    let edges =
        [(0.5, "under 50%"), (0.7, "50-70%"), (0.8, "70-80%"), (0.9, "80-90%"), (f32::MAX, "90% and more")];
    Section {
        title: "Chance of a right answer today",
        means: "Retrievability of every item met, as FSRS estimates it.".into(),
        n: memories.len(),
        body: Content::Counts(bins(memories.iter().map(today), &edges)),
    }
}

fn stability(memories: &[&Memory]) -> Section {
    let edges = [
        (1.0, "under a day"),
        (3.0, "1-3 d"),
        (7.0, "3-7 d"),
        (21.0, "1-3 weeks"),
        (60.0, "3-9 weeks"),
        (180.0, "2-6 months"),
        (f32::MAX, "half a year and more"),
    ];
    Section {
        title: "Stability",
        means: "How long it takes until the chance of a right answer has fallen to 90%.".into(),
        n: memories.len(),
        body: Content::Counts(bins(memories.iter().map(|memory| memory.stability), &edges)),
    }
}

fn difficulty(memories: &[&Memory]) -> Section {
    let edges = [(3.0, "easy, 1-3"), (5.0, "3-5"), (7.0, "5-7"), (9.0, "7-9"), (f32::MAX, "hard, 9-10")];
    Section {
        title: "Difficulty",
        means: "How much harder than others an item has been for you, from 1 to 10.".into(),
        n: memories.len(),
        body: Content::Counts(bins(memories.iter().map(|memory| memory.difficulty), &edges)),
    }
}

fn interview(memories: &[&Memory], basis: Basis<'_>) -> Option<Section> {
    let day = basis.interview.filter(|day| *day >= basis.now.day)?;
    let known = memories
        .iter()
        .filter(|memory| basis.library.scheduler().retrievability(memory, day) >= KNOWN)
        .count();
    let mut facts = vec![
        ("days to go".into(), day.since(basis.now.day).to_string()),
        ("above 80% that day, stopped now".into(), format!("{known} of {}", memories.len())),
    ];
    if let Some(plan) = basis.library.until(day, basis.now) {
        facts.push(("not met yet".into(), plan.unmet.to_string()));
        facts.push(("new a day that meets them all".into(), plan.new_needed.to_string()));
        facts.push(("minutes a day until then".into(), format!("{:.0}", plan.minutes.ceil())));
    }
    Some(Section {
        title: "The interview",
        means: "What you would know on the day if you stopped now, and what meeting the rest in time asks of every day.".into(),
        n: memories.len(),
        body: Content::Facts(facts),
    })
}
