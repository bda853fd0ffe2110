//! Cards and the items they yield. One dispatch over facets; no files, schedules, colours or widths.

pub mod ask;
pub mod facets;
pub mod grade;
mod name;
pub mod parts;
pub mod rubric;
pub mod suggest;

use std::fmt;

use crate::text::Raw;
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

/// One way of asking a card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Two short options or more, one right.
    Choice,
    /// A weak and a strong line, blind.
    Contrast(String),
    /// One line to mark as raising, lowering or thin.
    Tell(String),
    /// Which level a fragment comes from.
    Place(String),
    /// Which must an answer leaves out.
    Missing,
    /// Left and right sides to join.
    Match,
    /// What to pick in one situation.
    Route(String),
    /// Moves to put in order.
    Ladder,
    /// What justifies leaving one rung.
    Evidence(String),
    /// A named blank of a fact.
    Cloze(String),
    /// A short answer, typed.
    Typed,
    /// The rule behind a ladder.
    Rule,
    /// The reasons behind a ladder's order.
    Reason,
    /// What raises one level to the next.
    Lift(String),
    /// The whole answer, from memory.
    Recall,
    /// One follow-up question.
    Follow(String),
    /// Two sources that both hold, reconciled.
    BothRight,
}

impl Facet {
    /// Returns the word shown to people for this way of asking.
    pub fn kind(&self) -> &'static str {
        self.words().1
    }

    /// Returns the facet's word in item names, without its key.
    pub fn word(&self) -> &'static str {
        self.words().0
    }

    /// The vocabulary of kinds: the word in item names, which never changes, and the one shown to people.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Choice => ("choice", "choice"),
            Self::Contrast(_) => ("contrast", "contrast"),
            Self::Tell(_) => ("tell", "tell spotting"),
            Self::Place(_) => ("place", "which level"),
            Self::Missing => ("missing", "what is missing"),
            Self::Match => ("match", "matching"),
            Self::Route(_) => ("route", "routing"),
            Self::Ladder => ("ladder", "ladder"),
            Self::Evidence(_) => ("evidence", "evidence"),
            Self::Cloze(_) => ("cloze", "fact"),
            Self::Typed => ("typed", "typed"),
            Self::Rule => ("rule", "rule"),
            Self::Reason => ("reason", "reasons"),
            Self::Lift(_) => ("lift", "lift"),
            Self::Recall => ("recall", "recall"),
            Self::Follow(_) => ("follow", "follow-up"),
            Self::BothRight => ("both-right", "both right"),
        }
    }

    /// Returns how hard the way of asking is; a new card is met from the easiest up (LEARNING.md 1.1).
    pub fn hardness(&self) -> u8 {
        match self {
            Self::Choice | Self::Contrast(_) => 0,
            Self::Tell(_) | Self::Place(_) | Self::Match | Self::Route(_) => 1,
            Self::Missing | Self::Ladder | Self::Evidence(_) => 2,
            Self::Cloze(_) | Self::Typed | Self::Rule | Self::Reason => 3,
            Self::Lift(_) | Self::Recall => 4,
            Self::Follow(_) | Self::BothRight => 5,
        }
    }

    /// Returns the key after the dot, where the facet has one.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Contrast(key)
            | Self::Tell(key)
            | Self::Place(key)
            | Self::Route(key)
            | Self::Evidence(key)
            | Self::Cloze(key)
            | Self::Lift(key)
            | Self::Follow(key) => Some(key),
            Self::Choice
            | Self::Missing
            | Self::Match
            | Self::Ladder
            | Self::Typed
            | Self::Rule
            | Self::Reason
            | Self::Recall
            | Self::BothRight => None,
        }
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            None => f.write_str(self.word()),
            Some(key) => write!(f, "{}.{key}", self.word()),
        }
    }
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
