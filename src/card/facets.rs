//! Facets: which items a card yields and how each is asked. One file for each family; this file is their list.

mod choice;
mod cloze;
mod contrast;
mod follow;
mod ladder;
mod level;
mod matching;
mod recall;
mod tell;

use std::collections::HashSet;

use super::ask::{Ask, Note, Question};
use super::{Card, Facet, Head, Item, ItemName, Shelf};
use crate::chance::Chance;
use crate::text::{Raw, Safe, show};

/// Words of the glossary explained at once.
const WORDS: usize = 2;
/// The label under which a word of the glossary is explained.
pub const WORD: &str = "word";

/// What a facet makes of a card: the shapes to answer and what to explain afterwards.
struct Body {
    q: Option<Safe>,
    steps: Vec<Ask>,
    notes: Vec<Note>,
}

impl Body {
    fn of(step: Ask) -> Self {
        Self { q: None, steps: vec![step], notes: Vec::new() }
    }
}

impl Card {
    /// Returns the ways this card is asked, easiest first, as its data and its `ask` and `skip` say.
    pub fn facets(&self) -> Vec<Facet> {
        let mut facets = Vec::new();
        choice::yields(self, &mut facets);
        contrast::yields(self, &mut facets);
        tell::yields(self, &mut facets);
        level::yields(self, &mut facets);
        matching::yields(self, &mut facets);
        ladder::yields(self, &mut facets);
        cloze::yields(self, &mut facets);
        recall::yields(self, &mut facets);
        follow::yields(self, &mut facets);
        let [ask, skip] = [&self.ask, &self.skip].map(|list| list.iter().map(String::as_str).collect());
        facets.retain(|facet| (self.ask.is_empty() || names(&ask, facet)) && !names(&skip, facet));
        facets.sort_by_key(Facet::hardness);
        facets
    }
}

/// Says whether an author's `ask` or `skip` names a facet, as `cloze` or as `cloze.save`.
fn names(entries: &HashSet<&str>, facet: &Facet) -> bool {
    entries.contains(facet.word())
        || (!entries.is_empty() && facet.key().is_some() && entries.contains(facet.to_string().as_str()))
}

/// Returns the items of a deck in file order, each card's from the easiest up; facts marked stale are left out.
pub fn items(head: &Head, cards: &[Card]) -> Vec<Item> {
    let asked = cards.iter().enumerate().filter(|(_, card)| !card.stale);
    asked
        .flat_map(|(at, card)| {
            card.facets().into_iter().map(move |facet| Item {
                name: ItemName::new(&head.id, &card.id, &facet),
                card: at,
                facet,
            })
        })
        .collect()
}

/// Makes a question of one item, or of the lines of one card's tell sheet.
pub fn ask(shelf: &Shelf<'_>, items: &[&Item], seed: u64) -> Option<Question> {
    let chance = &mut Chance::seeded(seed);
    // Authors list what raises before what lowers; shown so, the order would be the answer.
    let mut items = items.to_vec();
    chance.shuffle(&mut items);
    let first = *items.first()?;
    let card = shelf.cards.get(first.card)?;
    let body = match &first.facet {
        Facet::Tell(_) => {
            let keys: Vec<&str> = items.iter().filter_map(|item| item.facet.key()).collect();
            tell::ask(card, &keys)
        }
        facet => body(shelf, card, facet, chance),
    }?;
    let mut notes = body.notes;
    notes.extend(card_notes(shelf, card));
    Some(Question {
        items: items.iter().map(|item| item.name.clone()).collect(),
        facet: first.facet.clone(),
        q: body.q.or_else(|| card.q.as_ref().map(Raw::show)).unwrap_or_default(),
        probes: card.probes.as_ref().map(Raw::show),
        frame: shelf.head.frame_note.as_ref().map(Raw::show),
        as_of: card.as_of.or(shelf.head.as_of),
        hints: card.hints.iter().map(Raw::show).collect(),
        steps: body.steps,
        notes,
    })
}

/// The one dispatch over facets; a new one is an arm here, a line in `Card::facets`, a row in `Facet::row`.
fn body(shelf: &Shelf<'_>, card: &Card, facet: &Facet, chance: &mut Chance) -> Option<Body> {
    match facet {
        Facet::Choice => choice::ask(card, chance),
        Facet::Contrast(key) => contrast::ask(shelf, card, key, chance),
        Facet::Tell(key) => tell::ask(card, &[key]),
        Facet::Place(level) => level::place(shelf.head, card, level, chance),
        Facet::Lift(level) => level::lift(shelf.head, card, level),
        Facet::Missing => level::missing(shelf.head, card, chance),
        Facet::Match => matching::join(card, chance),
        Facet::Route(key) => matching::route(card, key, chance),
        Facet::Ladder => ladder::order(card, chance),
        Facet::Evidence(key) => ladder::evidence(card, key, chance),
        Facet::Rule => ladder::rule(card),
        Facet::Reason => ladder::reasons(card),
        Facet::Cloze(key) => cloze::ask(shelf, card, key),
        Facet::Typed => recall::typed(card),
        Facet::Recall | Facet::BothRight => recall::ask(shelf.head, card),
        Facet::Follow(key) => follow::ask(shelf.head, card, key),
    }
}

fn note(label: &'static str, text: &Raw) -> Note {
    Note { label, text: text.show() }
}

fn card_notes(shelf: &Shelf<'_>, card: &Card) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(card.why.as_ref().map(|why| note("why", why)));
    notes.extend(card.source.as_ref().map(|source| note("source", source)));
    notes.extend(card.image.as_ref().map(|image| note("picture", image)));
    notes.extend(card.sources.iter().map(|source| Note { label: "reconciles", text: show(source) }));
    notes.extend(card.related.iter().map(|related| {
        let card = if related.card.contains('/') {
            related.card.clone()
        } else {
            format!("{}/{}", shelf.head.id, related.card)
        };
        let why = related.why.as_ref().map(|why| format!(": {}", why.show())).unwrap_or_default();
        Note { label: "see also", text: show(&format!("{card}{why}")) }
    }));
    let loops = card.asked_in.iter().map(Raw::show).collect::<Vec<_>>();
    if !loops.is_empty() {
        notes.push(Note { label: "asked in", text: Safe::join(&loops, ", ") });
    }
    notes.extend(words(shelf.glossary, card));
    notes
}

/// Returns the words of the glossary that the card uses, as they come.
fn words(glossary: &[(String, Raw)], card: &Card) -> Vec<Note> {
    let texts = card.q.iter().chain(&card.a).chain(&card.short);
    let text: Vec<String> = texts.map(|raw| raw.bare().to_lowercase()).collect();
    let uses = |word: &str| {
        let word = word.to_lowercase();
        let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        text.iter().any(|text| {
            text.match_indices(&word).any(|(at, hit)| {
                is_edge(text[..at].chars().next_back()) && is_edge(text[at + hit.len()..].chars().next())
            })
        })
    };
    let known = glossary.iter().filter(|(word, _)| uses(&word.replace('-', " ")) || uses(word));
    known
        .take(WORDS)
        .map(|(word, means)| Note { label: WORD, text: show(&format!("{word}: {}", means.show())) })
        .collect()
}

/// Spells a key out for people: `long-context` is "Long context", `rag` is "RAG".
pub(crate) fn spelled(key: &str) -> Safe {
    if key.len() <= 3 && !key.contains('-') {
        return show(&key.to_uppercase());
    }
    let words = key.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    show(&format!("{first}{}", letters.as_str()))
}
