//! A weak and a strong line, blind: pick, tick the reason, see what they share, the principle last.

use super::{Body, note};
use crate::card::ask::{Ask, Choose, Layout, Note, Opt};
use crate::card::parts::Pair;
use crate::card::{Card, Facet, Shelf};
use crate::chance::Chance;
use crate::text::Raw;

/// Reasons that are true of another pair, shown beside the right one.
const LURES: usize = 3;

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    facets.extend(card.pairs.iter().map(|pair| Facet::Contrast(pair.key.clone())));
}

pub(super) fn ask(shelf: &Shelf<'_>, card: &Card, key: &str, chance: &mut Chance) -> Option<Body> {
    let pair = card.pairs.iter().find(|pair| pair.key == key)?;
    let mut sides = vec![
        Opt { say: pair.strong.show(), right: true, why: pair.why.as_ref().map(Raw::show) },
        Opt { say: pair.weak.show(), right: false, why: None },
    ];
    chance.shuffle(&mut sides);
    let prompt = "Which would you rather have said?".into();
    let mut steps = vec![Ask::Choose(Choose { prompt, about: None, options: sides, layout: Layout::Sides })];
    steps.extend(reason(shelf, card, pair, chance));
    Some(Body { q: None, steps, notes: notes(pair) })
}

fn reason(shelf: &Shelf<'_>, card: &Card, pair: &Pair, chance: &mut Chance) -> Option<Ask> {
    let point = pair.point.as_ref()?;
    let near = card.pairs.iter().filter(|other| other.key != pair.key);
    let far = shelf.cards.iter().filter(|other| other.id != card.id).flat_map(|other| other.pairs.iter());
    let mut lures: Vec<&Raw> = Vec::new();
    for lure in near.chain(far).filter_map(|other| other.point.as_ref()) {
        if lure != point && !lures.contains(&lure) && lures.len() < LURES {
            lures.push(lure);
        }
    }
    if lures.is_empty() {
        return None;
    }
    let mut options = vec![Opt { say: point.show(), right: true, why: None }];
    options.extend(lures.into_iter().map(|lure| Opt { say: lure.show(), right: false, why: None }));
    chance.shuffle(&mut options);
    let prompt = "What makes it stronger?".into();
    Some(Ask::Choose(Choose { prompt, about: None, options, layout: Layout::List }))
}

fn notes(pair: &Pair) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(pair.point.as_ref().map(|point| note("author", point)));
    notes.extend(pair.why.as_ref().map(|why| note("why", why)));
    notes.extend(pair.shares.as_ref().map(|shares| note("both", shares)));
    notes.extend(pair.principle.as_ref().map(|principle| note("principle", principle)));
    notes
}
