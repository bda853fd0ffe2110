//! Decks: text in, cards and problems out. Knows no files; it is given their text.

pub mod check;
mod digest;
mod parse;
pub mod problem;

use std::collections::BTreeSet;

use crate::card::{Card, Head};
use crate::text::Raw;
pub use digest::DeckProblem;
pub use parse::parse;
pub use problem::{Count, Problem, Severity};

/// A deck that loaded.
#[derive(Clone, Debug, Default)]
pub struct Deck {
    /// What the deck says about itself.
    pub head: Head,
    /// Its cards, in file order.
    pub cards: Vec<Card>,
    /// Its mock interviews.
    pub mocks: Vec<Blueprint>,
    /// Words and what they mean.
    pub glossary: Vec<(String, Raw)>,
    /// The names of its files, as shown in messages.
    pub files: Vec<String>,
}

/// A mock interview an author has put together.
#[derive(Clone, Debug, Default)]
pub struct Blueprint {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Raw,
    /// Minutes it should take.
    pub minutes: Option<f64>,
    /// The level it aims at.
    pub level: Option<String>,
    /// Cards and follow-ups to ask, in order.
    pub ask: Vec<String>,
}

/// One file of a deck.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The path as shown in messages.
    pub name: &'a str,
    /// The deck's id when no `[deck]` gives one.
    pub stem: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What parsing gave.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The cards that are whole; even a deck full of errors has a head.
    pub deck: Deck,
    /// The problems, by file and line: of each file a thousand of each severity.
    pub problems: Vec<Problem>,
    /// The problems beyond those, which are only counted.
    pub counted: Count,
    /// Warnings the author has silenced.
    pub allows: Allows,
}

/// A code: a letter and two digits.
type Code = [u8; 3];

/// Warnings silenced by `# check: allow W24`.
#[derive(Debug, Default)]
pub struct Allows {
    /// Codes silenced in the whole deck.
    deck: BTreeSet<Code>,
    /// File, line of a card's header, code; in this order.
    cards: Vec<(usize, u32, Code)>,
}

impl Allows {
    fn code(text: &str) -> Option<Code> {
        text.as_bytes().try_into().ok()
    }

    /// Says whether a problem has been silenced.
    pub fn covers(&self, problem: &Problem) -> bool {
        let Some(code) = Self::code(problem.code) else { return false };
        let here = (problem.file, problem.header, code);
        self.deck.contains(&code) || self.cards.binary_search(&here).is_ok()
    }
}
