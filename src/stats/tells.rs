//! Tells: those given in mocks, those misjudged when spotted; and how sure against how right.

use std::collections::BTreeMap;

use super::{Basis, Content, Section, right};
use crate::card::parts::Weighs;
use crate::card::{Facet, ItemName};

/// Rows of one figure, and columns of a remark.
const ROWS: usize = 10;
const WORDS: usize = 60;

pub(super) fn sections(basis: Basis<'_>) -> Vec<Section> {
    let mut all = vec![sure(basis)];
    all.extend(given(basis));
    all.extend(misjudged(basis));
    all
}

/// Answers by how sure the learner said to be.
fn sure(basis: Basis<'_>) -> Section {
    let calibration = basis.library.calibration(basis.now.day);
    let names = ["a guess", "fairly sure", "sure"];
    let rows = names
        .iter()
        .zip(calibration.sure)
        .map(|(name, share)| ((*name).to_owned(), super::share(share.right, share.n), share.n));
    let raising = calibration.raising().map_or(String::new(), |text| format!(" {text}"));
    Section {
        title: "How sure, how right",
        means: format!(
            "Well judged, \"sure\" is right nearly always and \"a guess\" about half the time.{raising}"
        ),
        n: calibration.sure.iter().map(|share| share.n).sum(),
        body: Content::Shares(rows.collect()),
    }
}

/// Tells ticked in debriefs, those that lower the vote first.
fn given(basis: Basis<'_>) -> Option<Section> {
    let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for card in basis.library.mocks() {
        let judged = card.script.asks.iter().zip(&card.judged);
        for (planned, judged) in judged.filter_map(|(planned, judged)| Some((planned, judged.as_ref()?))) {
            for key in &judged.tells {
                let lowers = judged.lowering.contains(key);
                let sign = if lowers { "-" } else { "+" };
                let say = words(basis, &planned.item, key).unwrap_or_else(|| key.clone());
                *counts.entry((!lowers, format!("{sign} {say}"))).or_default() += 1;
            }
        }
    }
    let n = counts.values().sum();
    let mut rows: Vec<((bool, String), usize)> = counts.into_iter().collect();
    rows.sort_by_key(|((raises, _), n)| (*raises, std::cmp::Reverse(*n)));
    rows.truncate(ROWS);
    let rows: Vec<_> = rows.into_iter().map(|((_, say), n)| (say, n)).collect();
    (!rows.is_empty()).then_some(Section {
        title: "Tells you gave in mocks",
        means: "Remarks you ticked in debriefs; - lowers an interviewer's vote, + raises it.".into(),
        n,
        body: Content::Counts(rows),
    })
}

/// Tells marked wrongly when spotted, most often first.
fn misjudged(basis: Basis<'_>) -> Option<Section> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    let mut n = 0;
    for held in basis.library.histories() {
        let item = &held[0].review.item;
        let Some(Facet::Tell(key)) = basis.library.find(item).map(|found| &found.item.facet) else {
            continue;
        };
        n += held.len();
        let wrong = held.iter().filter(|past| !right(past)).count();
        if wrong > 0 {
            rows.push((words(basis, item, key).unwrap_or_else(|| key.clone()), wrong));
        }
    }
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    rows.truncate(ROWS);
    (!rows.is_empty()).then_some(Section {
        title: "Tells you misjudge most",
        means: "Remarks you marked wrongly when asked what an interviewer hears in them.".into(),
        n,
        body: Content::Counts(rows),
    })
}

/// Returns the words of a tell of an item's card, with the way it weighs where that is not the question.
fn words(basis: Basis<'_>, item: &ItemName, key: &str) -> Option<String> {
    let tell = basis.library.find(item)?.card.tells.iter().find(|tell| tell.key == key)?;
    let thin = if tell.weighs == Weighs::Thin { " (thin)" } else { "" };
    Some(format!("{}{thin}", tell.say.show().line().cut(WORDS)))
}
