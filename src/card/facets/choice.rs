//! Multiple choice: one right option among lures, each with its why.

use super::Body;
use crate::card::ask::{Ask, Choose, Layout, Opt};
use crate::card::parts::KeyedLine;
use crate::card::{Card, Facet};
use crate::chance::Chance;
use crate::text::Raw;

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    if card.q.is_some() && card.answer.is_some() && !card.wrong.is_empty() {
        facets.push(Facet::Choice);
    }
}

pub(super) fn ask(card: &Card, chance: &mut Chance) -> Option<Body> {
    let option =
        |line: &KeyedLine, right| Opt { say: line.say.show(), right, why: line.why.as_ref().map(Raw::show) };
    let mut options = vec![option(card.answer.as_ref()?, true)];
    options.extend(card.wrong.iter().take(8).map(|line| option(line, false)));
    chance.shuffle(&mut options);
    let prompt = "Pick one.".into();
    Some(Body::of(Ask::Choose(Choose { prompt, about: None, options, layout: Layout::List })))
}
