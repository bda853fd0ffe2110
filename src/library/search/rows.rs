//! What is looked through: a row an item, and all words in one text, so that a search reads memory from front to
//! back.

use std::ops::Index;
use std::rc::Rc;

use memchr::memmem::Finder;

use crate::card::{Card, ItemName};
use crate::library::{Library, Loaded};
use crate::text::near::letters_in_order;

/// What is known of an item that does not change while browsing.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item.
    pub name: ItemName,
    /// Its kind.
    pub kind: &'static str,
    pub(super) marks: Rc<Marks>,
}

/// What the items of a card have in common, lower case.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) tags: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) stale: bool,
}

/// From a byte of the text to another.
type Part = (usize, usize);

/// Every item, with the words it is found by.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    all: Vec<Row>,
    /// The words of each card, and the names of all items, lower case.
    text: String,
    names: String,
    /// For each row its name and its card's words.
    parts: Vec<(Part, Part)>,
}

impl Rows {
    /// Returns how many there are.
    #[allow(clippy::len_without_is_empty, reason = "nobody asks whether there is none")]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns the row at a place.
    pub fn get(&self, at: usize) -> Option<&Row> {
        self.all.get(at)
    }

    /// Says whether a row's name or its card holds some words.
    pub(super) fn has(&self, at: usize, finder: &Finder<'_>) -> bool {
        let (name, card) = self.parts[at];
        let within = |text: &str, part: Part| finder.find(&text.as_bytes()[part.0..part.1]).is_some();
        within(&self.names, name) || within(&self.text, card)
    }

    /// Says whether a row's name has these letters in this order, in either case.
    pub(super) fn has_letters(&self, at: usize, letters: &str) -> bool {
        let (from, to) = self.parts[at].0;
        letters_in_order(letters, &self.names[from..to])
    }

    /// Returns all rows whose name or card holds some words, or whose name has the letters in order.
    pub(super) fn with(&self, finder: &Finder<'_>, letters: Option<&str>) -> Vec<usize> {
        let mut fits = vec![false; self.all.len()];
        self.mark(&self.text, finder, |(_, card)| *card, &mut fits);
        self.mark(&self.names, finder, |(name, _)| *name, &mut fits);
        if let Some(letters) = letters {
            let others = fits.iter_mut().enumerate().filter(|(_, fits)| !**fits);
            others.for_each(|(at, fits)| *fits = self.has_letters(at, letters));
        }
        fits.iter().enumerate().filter(|(_, fits)| **fits).map(|(at, _)| at).collect()
    }

    /// Marks the rows whose part of a text holds some words: one pass, from each hit to the end of its part.
    fn mark(&self, text: &str, finder: &Finder<'_>, part: impl Fn(&(Part, Part)) -> Part, fits: &mut [bool]) {
        let (mut row, mut from) = (0, 0);
        while let Some(hit) = finder.find(&text.as_bytes()[from..]).map(|hit| from + hit) {
            row += self.parts[row..].iter().take_while(|own| part(own).1 <= hit).count();
            let Some(here) = self.parts.get(row).map(&part) else { return };
            // Items of one card share its words.
            while self.parts.get(row).is_some_and(|own| part(own) == here) {
                fits[row] = true;
                row += 1;
            }
            from = here.1;
        }
    }

    fn add(&mut self, loaded: &Loaded) {
        let mut open: Option<(usize, Part, Rc<Marks>)> = None;
        for item in &loaded.items {
            let same = open.take().filter(|(card, ..)| *card == item.card);
            let (_, part, marks) = same.unwrap_or_else(|| {
                let card = &loaded.deck.cards[item.card];
                (item.card, words(card, &mut self.text), Rc::new(marks(card)))
            });
            let name = push(item.name.as_str().to_owned(), &mut self.names);
            self.parts.push((name, part));
            let kind = item.facet.kind();
            self.all.push(Row { name: item.name.clone(), kind, marks: Rc::clone(&marks) });
            open = Some((item.card, part, marks));
        }
    }
}

/// Adds the words a card is found by; those on two lines are found as if they stood beside each other.
fn words(card: &Card, to: &mut String) -> Part {
    let fact = card.fact.as_ref().map(|fact| fact.sentence(None).to_string());
    let q = card.q.as_ref().map_or(fact.as_deref().unwrap_or_default(), |q| q.bare());
    let answer = card.a.as_ref().map_or("", |a| a.bare());
    push(format!("{q} {answer} {}", card.tags.join(" ")).replace('\n', " "), to)
}

/// Adds a text in lower case, with an end that no query spans; most is ASCII, for which that is quick.
fn push(mut text: String, to: &mut String) -> Part {
    if text.is_ascii() {
        text.make_ascii_lowercase();
    } else {
        text = text.to_lowercase();
    }
    let from = to.len();
    to.push_str(&text);
    to.push('\n');
    (from, to.len() - 1)
}

impl Index<usize> for Rows {
    type Output = Row;

    fn index(&self, at: usize) -> &Row {
        &self.all[at]
    }
}

fn marks(card: &Card) -> Marks {
    Marks {
        tags: card.tags.iter().map(|tag| tag.to_lowercase()).collect(),
        levels: card.levels.iter().map(|level| level.name.to_lowercase()).collect(),
        stale: card.stale,
    }
}

impl Library {
    /// Makes a row of every item, in deck order.
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::default();
        self.decks().iter().for_each(|loaded| rows.add(loaded));
        rows
    }
}
