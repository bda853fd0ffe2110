//! Follow-up questions, asked after their parent; a trap asks about the premise first.

use super::{Body, note, recall};
use crate::card::ask::{Ask, Choose, Layout, Opt};
use crate::card::{Card, Facet, Head};
use crate::text::{Raw, Safe};

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    let asked = card.follows.iter().filter(|follow| {
        !follow.points.is_empty()
            || follow.a.is_some()
            || follow.levels.iter().any(|level| !level.say.is_empty())
    });
    facets.extend(asked.map(|follow| Facet::Follow(follow.key.clone())));
}

pub(super) fn ask(head: &Head, card: &Card, key: &str) -> Option<Body> {
    let follow = card.follows.iter().find(|follow| follow.key == key)?;
    let mut steps: Vec<Ask> = follow.trap.iter().map(premise).collect();
    steps.push(recall::open(&follow.points, follow.a.as_ref(), &follow.levels, head)?);
    let mut notes = Vec::new();
    notes.extend(follow.trap.as_ref().map(|trap| note("the trap", trap)));
    notes.extend(follow.why.as_ref().map(|why| note("why", why)));
    notes.extend(card.q.as_ref().map(|q| note("follows", q)));
    Some(Body { q: Some(follow.q.show()), steps, notes })
}

fn premise(trap: &Raw) -> Ask {
    let yes = Opt { say: "yes, and I would say so".into(), right: true, why: Some(trap.show()) };
    let no = Opt { say: "no, answer it straight".into(), right: false, why: None };
    let prompt: Safe = "Before you answer: does the question assume something?".into();
    Ask::Choose(Choose { prompt, about: None, options: vec![yes, no], layout: Layout::YesNo })
}
