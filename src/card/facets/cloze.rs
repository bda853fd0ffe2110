//! Facts with named blanks: one blank is asked, the others are filled in.

use super::Body;
use crate::card::ask::{Ask, Note, Type};
use crate::card::parts::{Fact, Piece};
use crate::card::{Card, Facet, Shelf};
use crate::text::{Raw, figure, show};

/// Look-alikes shown afterwards, never before: more than three are noise.
const LOOKALIKES: usize = 3;

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    facets.extend(card.fact.iter().flat_map(blanks).map(|(key, _)| Facet::Cloze(key.to_owned())));
}

fn blanks(fact: &Fact) -> impl Iterator<Item = (&str, &Raw)> {
    fact.pieces.iter().filter_map(|piece| match piece {
        Piece::Blank { key, value } => Some((key.as_str(), value)),
        Piece::Text(_) => None,
    })
}

pub(super) fn ask(shelf: &Shelf<'_>, card: &Card, key: &str) -> Option<Body> {
    let fact = card.fact.as_ref()?;
    let (_, value) = blanks(fact).find(|(name, _)| *name == key)?;
    let typed = Type {
        prompt: card.q.as_ref().map_or("Fill the blank.".into(), Raw::show),
        wanted: std::iter::once(value.clone()).chain(only_blank(fact, card)).collect(),
        tolerance: fact.tolerance,
        reference: value.show(),
        lookalikes: lookalikes(shelf, card, key, value),
    };
    Some(Body { q: Some(fact.sentence(Some(key))), ..Body::of(Ask::Type(typed)) })
}

/// `accept` on a fact belongs to its blank, which is clear only where there is one.
fn only_blank(fact: &Fact, card: &Card) -> Vec<Raw> {
    if blanks(fact).count() == 1 { card.accept.clone() } else { Vec::new() }
}

fn lookalikes(shelf: &Shelf<'_>, card: &Card, key: &str, value: &Raw) -> Vec<Note> {
    let Some(wanted) = figure::read(value.bare()) else { return Vec::new() };
    let facts = shelf.cards.iter().filter_map(|other| other.fact.as_ref().map(|fact| (other, fact)));
    let others =
        facts.flat_map(|(other, fact)| blanks(fact).map(move |(name, value)| (other, fact, name, value)));
    others
        .filter(|(other, _, name, _)| other.id != card.id || *name != key)
        .filter(|(_, _, _, value)| figure::read(value.bare()).is_some_and(|other| other.is_like(&wanted)))
        .take(LOOKALIKES)
        .map(|(_, fact, _, value)| Note {
            label: "not",
            text: show(&format!("{}: {}", value.show(), fact.sentence(None).line())),
        })
        .collect()
}
