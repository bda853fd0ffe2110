//! Ladders: the order of moves with a decoy, the evidence for one climb, the rule, the reasons.

use super::{Body, note};
use crate::card::ask::{Ask, Choose, Idea, Layout, Note, Opt, Order, OrderRow, Reveal, Ticks};
use crate::card::parts::{Ladder, Rung};
use crate::card::{Card, Facet};
use crate::chance::Chance;
use crate::text::{Raw, Safe, show};

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    let Some(ladder) = &card.ladder else { return };
    if ladder.rungs.len() >= 2 {
        facets.push(Facet::Ladder);
    }
    let asked =
        ladder.rungs.iter().filter(|rung| rung.climb_when.is_some() || !requirements(rung).is_empty());
    facets.extend(asked.map(|rung| Facet::Evidence(rung.key.clone())));
    if ladder.rule.is_some() {
        facets.push(Facet::Rule);
    }
    if ladder.reasons.len() >= 2 {
        facets.push(Facet::Reason);
    }
}

fn requirements(rung: &Rung) -> Vec<&Raw> {
    rung.needs.iter().chain(&rung.signal).collect()
}

pub(super) fn order(card: &Card, chance: &mut Chance) -> Option<Body> {
    let ladder = card.ladder.as_ref()?;
    let mut rows: Vec<OrderRow> = ladder
        .rungs
        .iter()
        .enumerate()
        .map(|(at, rung)| OrderRow { say: rung.say.show(), place: Some(at), why: explained(rung) })
        .collect();
    if let Some(decoy) = ladder.decoys.get(chance.below(ladder.decoys.len())) {
        rows.push(OrderRow { say: decoy.say.show(), place: None, why: decoy.why.as_ref().map(Raw::show) });
    }
    mix(&mut rows, chance);
    let prompt = if ladder.decoys.is_empty() {
        "Put the moves in order, first at the top."
    } else {
        "Put the moves in order, first at the top. One does not belong: throw it out."
    };
    let notes = ladder.rule.iter().map(|rule| note("rule", rule)).collect();
    Some(Body { notes, ..Body::of(Ask::Order(Order { prompt: prompt.into(), rows })) })
}

/// Shuffles until something has to be moved; a list shown solved asks nothing.
fn mix(rows: &mut [OrderRow], chance: &mut Chance) {
    for _ in 0..8 {
        chance.shuffle(rows);
        let places: Vec<usize> = rows.iter().filter_map(|row| row.place).collect();
        if !places.is_sorted() {
            return;
        }
    }
}

fn explained(rung: &Rung) -> Option<Safe> {
    let parts: Vec<Safe> = rung.covers.iter().chain(&rung.effort).chain(&rung.why).map(Raw::show).collect();
    (!parts.is_empty()).then(|| Safe::join(&parts, "; "))
}

pub(super) fn evidence(card: &Card, key: &str, chance: &mut Chance) -> Option<Body> {
    let ladder = card.ladder.as_ref()?;
    let rung = ladder.rungs.iter().find(|rung| rung.key == key)?;
    let body = match &rung.climb_when {
        Some(right) => leave(ladder, rung, right, chance),
        None => enter(rung),
    };
    Some(Body { notes: rung_notes(rung), ..body })
}

fn leave(ladder: &Ladder, rung: &Rung, right: &Raw, chance: &mut Chance) -> Body {
    let mut lures: Vec<Opt> = ladder
        .rungs
        .iter()
        .filter(|other| other.key != rung.key)
        .filter_map(|other| Some((other, other.climb_when.as_ref()?)))
        .map(|(other, when)| Opt {
            say: when.show(),
            right: false,
            why: Some(Safe::join(&["This is the evidence for leaving: ".into(), other.say.show()], "")),
        })
        .collect();
    chance.shuffle(&mut lures);
    lures.truncate(if rung.not_yet.is_some() { 2 } else { 3 });
    let not_yet = "It looks like a reason to climb and is a reason to stay.";
    lures.extend(rung.not_yet.iter().map(|text| Opt {
        say: text.show(),
        right: false,
        why: Some(not_yet.into()),
    }));
    let mut options = vec![Opt { say: right.show(), right: true, why: None }];
    options.extend(lures);
    chance.shuffle(&mut options);
    let prompt =
        Safe::join(&["What evidence lets you leave this rung: ".into(), rung.say.show(), "?".into()], "");
    Body::of(Ask::Choose(Choose { prompt, about: None, options, layout: Layout::List }))
}

fn enter(rung: &Rung) -> Body {
    let prompt = Safe::join(
        &["What must be true before you step on this rung: ".into(), rung.say.show(), "?".into()],
        "",
    );
    let ideas = listed(&requirements(rung));
    Body::of(Ask::Ticks(Ticks { prompt, about: None, ideas, answer: None, models: Vec::new() }))
}

fn listed(lines: &[&Raw]) -> Vec<Idea> {
    let idea = |(at, line): (usize, &&Raw)| Idea {
        key: (at + 1).to_string(),
        say: line.show(),
        must: false,
        weight: 1.0,
        level: None,
        why: None,
        matching: Vec::new(),
    };
    lines.iter().enumerate().map(idea).collect()
}

fn rung_notes(rung: &Rung) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(rung.covers.as_ref().map(|text| note("covers", text)));
    notes.extend(rung.effort.as_ref().map(|text| note("effort", text)));
    notes.extend(rung.not_yet.as_ref().map(|text| note("not yet", text)));
    notes.extend(rung.needs.iter().map(|text| note("needs", text)));
    notes.extend(rung.signal.as_ref().map(|text| note("signal", text)));
    notes.extend(rung.why.as_ref().map(|text| note("why", text)));
    notes
}

pub(super) fn rule(card: &Card) -> Option<Body> {
    let rule = card.ladder.as_ref()?.rule.as_ref()?;
    let prompt = "Say the rule for moving up, in one sentence.".into();
    Some(Body::of(Ask::Reveal(Reveal { prompt, answer: rule.show() })))
}

pub(super) fn reasons(card: &Card) -> Option<Body> {
    let reasons: Vec<&Raw> = card.ladder.as_ref()?.reasons.iter().collect();
    let prompt = show(&format!("Why this order? Give the {} reasons.", reasons.len()));
    let ideas = listed(&reasons);
    Some(Body::of(Ask::Ticks(Ticks { prompt, about: None, ideas, answer: None, models: Vec::new() })))
}
