//! References between cards of one deck: to nowhere is an error of the card that refers.

use std::collections::HashMap;

use super::super::{Deck, Problem, Severity, Source};
use crate::card::Card;

pub(super) fn check(
    deck: &mut Deck,
    ids: &HashMap<String, (usize, u32)>,
    sources: &[Source<'_>],
    problems: &mut Vec<Problem>,
) {
    let own = deck.head.id.clone();
    let nowhere = |name: &str| missing(name, &own, ids);
    let mut bad: Vec<String> = Vec::new();
    for card in &deck.cards {
        for (key, name) in references(card).into_iter().filter(|(_, name)| nowhere(name)) {
            problems.push(problem(card.file, card.line, name, key, sources));
            bad.push(card.id.clone());
        }
    }
    deck.cards.retain(|card| !bad.contains(&card.id));
    // A mock goes on without the questions it lacks; whoever runs it is told.
    for mock in &deck.mocks {
        for name in mock.ask.iter().filter(|name| nowhere(name)) {
            let (file, line) = place(sources, &format!("[mock.{}]", mock.id));
            problems.push(problem(file, line, name, "ask", sources));
        }
    }
}

fn references(card: &Card) -> Vec<(&'static str, &str)> {
    let related = card.related.iter().map(|related| ("related", related.card.as_str()));
    let sources = card.sources.iter().map(|source| ("sources", source.as_str()));
    let tells = card.tells.iter().filter_map(|tell| Some(("see", tell.see.as_deref()?)));
    related.chain(sources).chain(tells).collect()
}

/// `card`, `card.follow.key`, `card#facet` and `own-deck/card` must exist here; other decks are taken on trust.
fn missing(name: &str, own: &str, ids: &HashMap<String, (usize, u32)>) -> bool {
    let local = match name.split_once('/') {
        Some((deck, card)) if deck == own => card,
        Some(_) => return false,
        None => name,
    };
    let card = local.split(['.', '#']).next().unwrap_or_default();
    !ids.contains_key(card)
}

fn place(sources: &[Source<'_>], header: &str) -> (usize, u32) {
    let found = sources.iter().enumerate().find_map(|(file, source)| {
        let line = source.text.lines().position(|line| line.trim() == header)?;
        Some((file, u32::try_from(line + 1).unwrap_or(u32::MAX)))
    });
    found.unwrap_or((0, 1))
}

fn problem(file: usize, header: u32, name: &str, key: &str, sources: &[Source<'_>]) -> Problem {
    let text = sources.get(file).map_or("", |source| source.text);
    let from = header.saturating_sub(1) as usize;
    let quoted = format!("\"{name}\"");
    let hit = text.lines().enumerate().skip(from).find_map(|(at, line)| {
        let column = line.find(&quoted)?;
        Some((u32::try_from(at + 1).ok()?, u32::try_from(line[..column].chars().count() + 1).ok()?))
    });
    let (line, column) = hit.unwrap_or((header, 1));
    Problem {
        code: "E06",
        severity: Severity::Error,
        file,
        line,
        column,
        length: u32::try_from(quoted.chars().count()).unwrap_or(1),
        header,
        what: format!("`{key}` names {quoted}, and this deck has no such card"),
        advice: "correct the id, or write deck/card for a card of another deck".into(),
    }
}
