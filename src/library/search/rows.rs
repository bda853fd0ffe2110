//! What is looked through: a row an item, with its words in lower case.

use std::rc::Rc;

use memchr::memmem::Finder;

use crate::card::{Card, ItemName};
use crate::library::{Library, Loaded};
use crate::text::near::letters_in_order;

/// What is known of an item that does not change while browsing.
#[derive(Clone, Debug)]
pub struct IndexRow {
    /// The item.
    pub name: ItemName,
    /// Its kind.
    pub kind: &'static str,
    /// Its name in lower case.
    lower: String,
    pub(super) marks: Rc<CardText>,
}

/// What the items of a card have in common, lower case.
#[derive(Debug)]
pub(super) struct CardText {
    words: String,
    pub(super) tags: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) stale: bool,
}

impl IndexRow {
    /// Says whether the name or the card holds some words.
    pub(super) fn has(&self, finder: &Finder<'_>) -> bool {
        let within = |text: &str| finder.find(text.as_bytes()).is_some();
        within(&self.marks.words) || within(&self.lower)
    }

    /// Says whether the name has these letters in this order, in either case.
    pub(super) fn has_letters(&self, letters: &str) -> bool {
        letters_in_order(letters, &self.lower)
    }
}

fn marks(card: &Card) -> CardText {
    let fact = card.fact.as_ref().map(|fact| fact.sentence(None).to_string());
    let q = card.q.as_ref().map_or(fact.as_deref().unwrap_or_default(), |q| q.bare());
    let answer = card.a.as_ref().map_or("", |a| a.bare());
    CardText {
        // Words on two lines are found as if they stood beside each other.
        words: format!("{q} {answer} {}", card.tags.join(" ")).replace('\n', " ").to_lowercase(),
        tags: card.tags.iter().map(|tag| tag.to_lowercase()).collect(),
        levels: card.levels.iter().map(|level| level.name.to_lowercase()).collect(),
        stale: card.stale,
    }
}

fn rows(loaded: &Loaded) -> impl Iterator<Item = IndexRow> {
    let mut open: Option<(usize, Rc<CardText>)> = None;
    loaded.items.iter().map(move |item| {
        let same = open.take().filter(|(card, _)| *card == item.card);
        let (_, marks) = same.unwrap_or_else(|| (item.card, Rc::new(marks(&loaded.deck.cards[item.card]))));
        open = Some((item.card, Rc::clone(&marks)));
        let lower = item.name.as_str().to_lowercase();
        IndexRow { name: item.name.clone(), kind: item.facet.kind(), lower, marks }
    })
}

impl Library {
    /// Makes a row of every item, in deck order.
    pub fn rows(&self) -> Vec<IndexRow> {
        self.decks().iter().flat_map(rows).collect()
    }
}
