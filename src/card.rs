//! Cards and the items they yield. One dispatch over facets; no files, schedules, colours or widths.

pub mod ask;
mod facet;
pub mod facets;
pub mod grade;
mod name;
pub mod parts;
pub mod rubric;
pub mod suggest;

use crate::text::Raw;
pub use facet::Facet;
pub use name::ItemName;
use parts::{Fact, Follow, KeyedLine, Ladder, Level, Lure, Pair, Point, Related, Route, Tell};

/// What a deck says about itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The id progress hangs on; the file's stem when the author gave none.
    pub id: String,
    /// Whether the author gave the id.
    pub has_id: bool,
    /// The deck's name for people.
    pub title: Raw,
    /// Who the deck is for.
    pub track: Option<Raw>,
    /// Level names, lowest first.
    pub scale: Vec<String>,
    /// The id of the vocabulary the answers use.
    pub frame: Option<String>,
    /// One sentence that says what the frame's words mean here.
    pub frame_note: Option<Raw>,
    /// The year the facts were true.
    pub as_of: Option<i32>,
    /// The author's version.
    pub version: Option<String>,
    /// The licence's short name.
    pub license: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Raw>,
    /// The language tag.
    pub lang: Option<String>,
    /// Decks that should be learned first.
    pub requires: Vec<String>,
    /// How many new items of this deck a day may bring, if the author limits it.
    pub new_per_day: Option<u32>,
}

/// What an author writes under one `[card-id]`; each way of asking it is an [`Item`].
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The table's name, unique in the deck.
    pub id: String,
    /// Index of the file the card stands in, among the deck's files.
    pub file: usize,
    /// The line its header stands on, counted from one.
    pub line: u32,
    /// The question.
    pub q: Option<Raw>,
    /// The model answer.
    pub a: Option<Raw>,
    /// A one- or two-line version of the answer.
    pub short: Option<Raw>,
    /// Wordings that count as right when typed.
    pub accept: Vec<Raw>,
    /// The right option of a choice, with an optional why.
    pub answer: Option<KeyedLine>,
    /// The wrong options of a choice.
    pub wrong: Vec<Lure>,
    /// A sentence with named blanks.
    pub fact: Option<Fact>,
    /// The rubric.
    pub points: Vec<Point>,
    /// Answers by level, lowest first.
    pub levels: Vec<Level>,
    /// Lines that raise or lower an interviewer's view.
    pub tells: Vec<Tell>,
    /// Weak and strong lines.
    pub pairs: Vec<Pair>,
    /// Follow-up questions.
    pub follows: Vec<Follow>,
    /// A sequence of moves with the evidence for each.
    pub ladder: Option<Ladder>,
    /// Left and right sides that belong together.
    pub matches: Vec<KeyedLine>,
    /// Right sides that belong to nothing.
    pub match_decoys: Vec<Raw>,
    /// Situations and what to pick in each.
    pub routes: Vec<Route>,
    /// Cards whose advice collides and is reconciled here.
    pub sources: Vec<String>,
    /// Cards worth seeing next.
    pub related: Vec<Related>,
    /// Why the answer is right.
    pub why: Option<Raw>,
    /// Hints, weakest first.
    pub hints: Vec<Raw>,
    /// What the interviewer is after.
    pub probes: Option<Raw>,
    /// Where the question is asked.
    pub asked_in: Vec<Raw>,
    /// Words to filter by.
    pub tags: Vec<String>,
    /// The year this card's facts were true.
    pub as_of: Option<i32>,
    /// Where a figure comes from.
    pub source: Option<Raw>,
    /// Former ids, `id` or `deck/id`.
    pub was: Vec<String>,
    /// Counts changes of meaning.
    pub rev: u32,
    /// A fact its author has marked as out of date.
    pub stale: bool,
    /// Minutes a good answer takes.
    pub minutes: Option<f64>,
    /// Alternative text of a picture.
    pub image: Option<Raw>,
    /// If not empty, only these facets are asked (`recall`, `cloze`, `cloze.save`).
    pub ask: Vec<String>,
    /// Facets that are not asked.
    pub skip: Vec<String>,
}

/// One way of asking one card, with its own schedule.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name in the log.
    pub name: ItemName,
    /// Index of the card in its deck.
    pub card: usize,
    /// The way of asking.
    pub facet: Facet,
}

/// What a facet may look at: its deck's head and all the deck's cards, for options that tempt.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// The deck's head.
    pub head: &'a Head,
    /// The deck's cards.
    pub cards: &'a [Card],
    /// Words of the deck and what they mean.
    pub glossary: &'a [(String, Raw)],
}

impl Card {
    /// Returns a fingerprint of what is asked and answered, to notice rewording.
    pub fn print(&self) -> u32 {
        let texts = self.q.iter().chain(&self.a).map(Raw::bare);
        let points = self.points.iter().map(|point| point.say.bare());
        texts.chain(points).fold(self.rev, |print, text| crate::chance::seed_of(text, print.into()) as u32)
    }
}
