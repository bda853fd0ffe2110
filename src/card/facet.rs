//! The ways of asking by name. All that is said of one, but what it asks, stands in one row.

use std::fmt;

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
    /// The word in item names, which never changes; the one shown to people; how hard it is; the key.
    fn row(&self) -> (&'static str, &'static str, u8, Option<&str>) {
        match self {
            Self::Choice => ("choice", "choice", 0, None),
            Self::Contrast(key) => ("contrast", "contrast", 0, Some(key)),
            Self::Tell(key) => ("tell", "tell spotting", 1, Some(key)),
            Self::Place(key) => ("place", "which level", 1, Some(key)),
            Self::Missing => ("missing", "what is missing", 2, None),
            Self::Match => ("match", "matching", 1, None),
            Self::Route(key) => ("route", "routing", 1, Some(key)),
            Self::Ladder => ("ladder", "ladder", 2, None),
            Self::Evidence(key) => ("evidence", "evidence", 2, Some(key)),
            Self::Cloze(key) => ("cloze", "fact", 3, Some(key)),
            Self::Typed => ("typed", "typed", 3, None),
            Self::Rule => ("rule", "rule", 3, None),
            Self::Reason => ("reason", "reasons", 3, None),
            Self::Lift(key) => ("lift", "lift", 4, Some(key)),
            Self::Recall => ("recall", "recall", 4, None),
            Self::Follow(key) => ("follow", "follow-up", 5, Some(key)),
            Self::BothRight => ("both-right", "both right", 5, None),
        }
    }

    /// Returns the facet's word in item names, without its key.
    pub fn word(&self) -> &'static str {
        self.row().0
    }

    /// Returns the word shown to people for this way of asking.
    pub fn kind(&self) -> &'static str {
        self.row().1
    }

    /// Returns how hard the way of asking is; a new card is met from the easiest up (LEARNING.md 1.1).
    pub fn hardness(&self) -> u8 {
        self.row().2
    }

    /// Returns the key after the dot, where the facet has one.
    pub fn key(&self) -> Option<&str> {
        self.row().3
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row() {
            (word, _, _, None) => f.write_str(word),
            (word, _, _, Some(key)) => write!(f, "{word}.{key}"),
        }
    }
}
