//! The whole answer from memory: revealed, ticked against a rubric, or typed when it is short.

use super::{Body, level, note};
use crate::card::ask::{Ask, Reveal, Ticks, Type};
use crate::card::parts::Level;
use crate::card::{Card, Facet, Head};
use crate::text::{Raw, Safe};

/// An answer of up to this many words is typed, not revealed (DECK-FORMAT 6.5).
const TYPED_WORDS: usize = 6;

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    if card.q.is_none() {
        return;
    }
    let has_model = card.a.is_some() || card.levels.iter().any(|level| !level.say.is_empty());
    if card.sources.len() >= 2 && (has_model || !card.points.is_empty()) {
        facets.push(Facet::BothRight);
    } else if !card.points.is_empty() {
        facets.push(Facet::Recall);
    } else if card.fact.is_none() && is_typed(card) {
        facets.push(Facet::Typed);
    } else if has_model {
        facets.push(Facet::Recall);
    }
}

fn is_typed(card: &Card) -> bool {
    let short = |raw: &Raw| raw.bare().split_whitespace().nth(TYPED_WORDS).is_none();
    !card.accept.is_empty() || card.a.as_ref().is_some_and(short)
}

pub(super) fn typed(card: &Card) -> Option<Body> {
    let wanted: Vec<Raw> = card.a.iter().chain(&card.accept).cloned().collect();
    let reference = wanted.first()?.show();
    let prompt = "Type it.".into();
    let typed = Type { prompt, wanted, tolerance: None, reference, lookalikes: Vec::new() };
    Some(Body::of(Ask::Type(typed)))
}

pub(super) fn ask(head: &Head, card: &Card) -> Option<Body> {
    let mut body = Body::of(open(&card.points, card.a.as_ref(), &card.levels, head)?);
    body.notes.extend(card.short.as_ref().map(|short| note("in short", short)));
    Some(body)
}

/// An open question: ticks where there is a rubric, otherwise the model answer to compare with.
pub(super) fn open(
    points: &[crate::card::parts::Point],
    a: Option<&Raw>,
    levels: &[Level],
    head: &Head,
) -> Option<Ask> {
    let mut levels = levels.to_vec();
    levels.sort_by_key(|level| head.scale.iter().position(|known| *known == level.name));
    let models = level::models(&levels);
    if points.is_empty() {
        let best = || models.last().map(|model| Safe::join(&model.lines, "\n\n"));
        let answer = a.map(Raw::show).or_else(best)?;
        return Some(Ask::Reveal(Reveal { prompt: "Answer aloud or in your head.".into(), answer }));
    }
    let ideas = level::ideas(points);
    let prompt = "Answer as you would in the room.".into();
    Some(Ask::Ticks(Ticks { prompt, about: None, ideas, answer: a.map(Raw::show), models }))
}
