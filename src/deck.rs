//! Decks: text in, cards and problems out. Knows no files; it is given their text.

pub mod check;
mod parse;
pub mod problem;

use crate::card::{Card, Head};
use crate::text::Raw;
pub use parse::parse;
pub use problem::{Problem, Severity};

/// A deck that loaded.
#[derive(Clone, Debug, Default)]
pub struct Deck {
    /// What the deck says about itself.
    pub head: Head,
    /// Its cards, in file order.
    pub cards: Vec<Card>,
    /// Its mock interviews.
    pub mocks: Vec<Mock>,
    /// Words and what they mean.
    pub glossary: Vec<(String, Raw)>,
    /// The names of its files, as shown in messages.
    pub files: Vec<String>,
}

/// A mock interview an author has put together.
#[derive(Clone, Debug, Default)]
pub struct Mock {
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
    /// Every problem, by file and line.
    pub problems: Vec<Problem>,
    /// Warnings the author has silenced.
    pub allows: Allows,
}

/// Warnings silenced by `# check: allow W24`.
#[derive(Debug, Default)]
pub struct Allows {
    /// Codes silenced in the whole deck.
    pub deck: Vec<String>,
    /// File, line of a card's header, code.
    pub cards: Vec<(usize, u32, String)>,
}

impl Allows {
    /// Says whether a problem has been silenced.
    pub fn covers(&self, problem: &Problem) -> bool {
        let here = |(file, line, code): &(usize, u32, String)| {
            *file == problem.file && *line == problem.header && code == problem.code
        };
        self.deck.iter().any(|code| code == problem.code) || self.cards.iter().any(here)
    }
}
