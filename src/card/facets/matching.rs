//! Matching: left and right sides to join; routing: what to pick in one situation.

use super::{Body, spelled};
use crate::card::ask::{Ask, Choose, Layout, Opt, PairRow, Pairs, Side};
use crate::card::{Card, Facet};
use crate::chance::Chance;
use crate::text::{Raw, Safe};

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    if card.matches.len() >= 2 {
        facets.push(Facet::Match);
    }
    if card.routes.len() >= 2 {
        facets.extend(card.routes.iter().map(|route| Facet::Route(route.key.clone())));
    }
}

pub(super) fn join(card: &Card, chance: &mut Chance) -> Option<Body> {
    let mut partners: Vec<(Option<usize>, Safe)> =
        card.matches.iter().enumerate().map(|(at, line)| (Some(at), line.say.show())).collect();
    partners.extend(card.match_decoys.iter().map(|decoy| (None, decoy.show())));
    chance.shuffle(&mut partners);
    let mut rows: Vec<PairRow> = Vec::new();
    for (at, line) in card.matches.iter().enumerate() {
        let right = partners.iter().position(|(of, _)| *of == Some(at))?;
        rows.push(PairRow { say: spelled(&line.key), right, why: line.why.as_ref().map(Raw::show) });
    }
    chance.shuffle(&mut rows);
    let sides = partners.into_iter().zip('a'..='z').map(|((_, say), key)| Side { key, say }).collect();
    let prompt = if card.match_decoys.is_empty() {
        "Give each line its partner."
    } else {
        "Give each line its partner; one partner is left over."
    };
    Some(Body::of(Ask::Pairs(Pairs { prompt: prompt.into(), rows, sides, once: true })))
}

pub(super) fn route(card: &Card, key: &str, chance: &mut Chance) -> Option<Body> {
    let route = card.routes.iter().find(|route| route.key == key)?;
    let mut options: Vec<Opt> = Vec::new();
    for other in std::iter::once(route).chain(&card.routes) {
        let say = other.pick.show();
        if options.iter().all(|option| option.say != say) {
            let why = other.why.as_ref().map(Raw::show);
            options.push(Opt { right: other.pick == route.pick, why, say });
        }
    }
    chance.shuffle(&mut options);
    let choose = Choose {
        prompt: "What do you pick here?".into(),
        about: Some(route.when.show()),
        options,
        layout: Layout::List,
    };
    Some(Body::of(Ask::Choose(choose)))
}
