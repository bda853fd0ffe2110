//! References between cards of one deck: to nowhere is an error of the card that refers.

use std::collections::{HashMap, HashSet};

use super::super::{Deck, Problem, Severity, Source};
use super::sink::{Sink, beginning};
use crate::card::Card;

/// References to nowhere that are listed; the rest is counted.
const LISTED: usize = 1_000;

/// A reference to nowhere: the file and line of what refers, under which key, to what.
struct Dangling<'a> {
    file: usize,
    line: u32,
    key: &'static str,
    name: &'a str,
}

/// Reports references to nowhere and takes their cards out; returns how many were not listed.
pub(super) fn check(
    deck: &mut Deck,
    ids: &HashMap<String, (usize, u32)>,
    mocks: &[(usize, u32)],
    sources: &[Source<'_>],
    problems: &mut Vec<Problem>,
) -> usize {
    let own = deck.head.id.clone();
    let nowhere = |name: &&str| missing(name, &own, ids);
    let (mut found, mut more) = (Vec::new(), 0);
    let mut take = |dangling| if found.len() < LISTED { found.push(dangling) } else { more += 1 };
    let mut bad: Vec<bool> = Vec::with_capacity(deck.cards.len());
    for card in &deck.cards {
        let (file, line) = (card.file, card.line);
        let mut whole = true;
        for (key, name) in references(card).filter(|(_, name)| nowhere(name)) {
            take(Dangling { file, line, key, name });
            whole = false;
        }
        bad.push(!whole);
    }
    // A mock goes on without the questions it lacks; whoever runs it is told.
    for (mock, (file, line)) in deck.mocks.iter().zip(mocks) {
        for name in mock.ask.iter().map(String::as_str).filter(nowhere) {
            take(Dangling { file: *file, line: *line, key: "ask", name });
        }
    }
    let places = Quoted::of(&found, sources);
    problems.extend(found.iter().map(|dangling| problem(dangling, &places)));
    let mut bad = bad.into_iter();
    deck.cards.retain(|_| !bad.next().unwrap_or_default());
    // A list of one card has room for four.
    deck.cards.shrink_to_fit();
    more
}

fn references(card: &Card) -> impl Iterator<Item = (&'static str, &str)> {
    let related = card.related.iter().map(|related| ("related", related.card.as_str()));
    let sources = card.sources.iter().map(|source| ("sources", source.as_str()));
    let tells = card.tells.iter().filter_map(|tell| Some(("see", tell.see.as_deref()?)));
    related.chain(sources).chain(tells)
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

/// Where names stand in quotation marks, found in one walk along each file.
struct Quoted<'s>(HashMap<usize, (Sink<'s>, HashMap<&'s str, Vec<usize>>)>);

impl<'s> Quoted<'s> {
    fn of(found: &[Dangling<'_>], sources: &[Source<'s>]) -> Self {
        let mut files: HashMap<usize, HashSet<&str>> = HashMap::new();
        for dangling in found {
            files.entry(dangling.file).or_default().insert(dangling.name);
        }
        let walk = |(file, names): (usize, HashSet<&str>)| {
            let text = sources.get(file)?.text;
            let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
            let quotes: Vec<usize> = memchr::memchr_iter(b'"', text.as_bytes()).collect();
            for pair in quotes.windows(2) {
                let word = &text[pair[0] + 1..pair[1]];
                if names.contains(word) {
                    places.entry(word).or_default().push(pair[0]);
                }
            }
            Some((file, (Sink::new(file, text), places)))
        };
        Self(files.into_iter().filter_map(walk).collect())
    }

    /// Returns line and column of a name, at or below the header of what refers to it.
    fn find(&self, dangling: &Dangling<'_>) -> Option<(u32, u32)> {
        let (sink, places) = self.0.get(&dangling.file)?;
        let places = places.get(dangling.name)?;
        let first = places.partition_point(|at| sink.line(*at) < dangling.line);
        let at = *places.get(first)?;
        let line = sink.line(at);
        Some((line, sink.column(line, at)))
    }
}

fn problem(dangling: &Dangling<'_>, places: &Quoted<'_>) -> Problem {
    let (line, column) = places.find(dangling).unwrap_or((dangling.line, 1));
    let quoted = format!("\"{}\"", beginning(dangling.name));
    Problem {
        code: "E06",
        severity: Severity::Error,
        file: dangling.file,
        line,
        column,
        length: u32::try_from(quoted.chars().count()).unwrap_or(1),
        header: dangling.line,
        what: format!("`{}` names {quoted}, and this deck has no such card", dangling.key),
        advice: "correct the id, or write deck/card for a card of another deck".into(),
    }
}
