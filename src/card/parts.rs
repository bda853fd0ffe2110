//! The parts of a card, as the author wrote them, in file order.

use crate::text::{Raw, Safe};

/// A keyed line: `key = "text"` or `key = { say = "text", why = "..." }`.
#[derive(Clone, Debug, Default)]
pub struct KeyedLine {
    /// The key that names it in item names.
    pub key: String,
    /// What is shown.
    pub say: Raw,
    /// Why.
    pub why: Option<Raw>,
}

/// A wrong option of a choice.
pub type Lure = KeyedLine;

/// One idea of a rubric.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// The key that names it.
    pub key: String,
    /// The idea.
    pub say: Raw,
    /// Without it the grade is again.
    pub must: bool,
    /// What it weighs; 1 unless the author says otherwise, and a must counts double.
    pub weight: f32,
    /// The level that says it.
    pub level: Option<String>,
    /// Why it is on the rubric.
    pub why: Option<Raw>,
    /// Words that suggest a tick in typed answers.
    pub matching: Vec<Raw>,
}

/// How an answer at one level sounds.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// The level's name on the deck's scale.
    pub name: String,
    /// Fragments in the candidate's voice.
    pub say: Vec<Raw>,
    /// The interviewer's verdict.
    pub verdict: Option<Raw>,
    /// The level this one adds to.
    pub builds_on: Option<String>,
}

/// Which way a tell moves the interviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighs {
    /// Raises the grade.
    Up,
    /// Lowers the grade.
    Down,
    /// True, and too thin to help.
    Thin,
}

/// A line that raises or lowers an interviewer's view.
#[derive(Clone, Debug)]
pub struct Tell {
    /// The key that names it.
    pub key: String,
    /// The line.
    pub say: Raw,
    /// Which way it weighs.
    pub weighs: Weighs,
    /// The tell is what was not said.
    pub absent: bool,
    /// Why it weighs so.
    pub why: Option<Raw>,
    /// The level it speaks for.
    pub level: Option<String>,
    /// A card or facet that says more.
    pub see: Option<String>,
    /// Words that suggest a tick in typed answers.
    pub matching: Vec<Raw>,
}

/// A weak and a strong line on the same question.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The key that names it.
    pub key: String,
    /// The weak line.
    pub weak: Raw,
    /// The strong line.
    pub strong: Raw,
    /// The reason to tick.
    pub point: Option<Raw>,
    /// Why the strong line is stronger.
    pub why: Option<Raw>,
    /// What both lines have in common.
    pub shares: Option<Raw>,
    /// The rule behind it, shown last.
    pub principle: Option<Raw>,
}

/// A follow-up question.
#[derive(Clone, Debug, Default)]
pub struct Follow {
    /// The key that names it.
    pub key: String,
    /// The question.
    pub q: Raw,
    /// What the question wrongly assumes.
    pub trap: Option<Raw>,
    /// When an interviewer would ask it: `always`, `reached:L5`, `missed:point`.
    pub when: Option<String>,
    /// The model answer.
    pub a: Option<Raw>,
    /// The rubric.
    pub points: Vec<Point>,
    /// Answers by level.
    pub levels: Vec<Level>,
    /// Why it is asked.
    pub why: Option<Raw>,
}

/// A sequence of moves.
#[derive(Clone, Debug, Default)]
pub struct Ladder {
    /// Rungs, lowest first.
    pub rungs: Vec<Rung>,
    /// The rule for moving up.
    pub rule: Option<Raw>,
    /// Why the order is what it is.
    pub reasons: Vec<Raw>,
    /// Plausible moves that are no rung.
    pub decoys: Vec<KeyedLine>,
}

/// One move of a ladder.
#[derive(Clone, Debug, Default)]
pub struct Rung {
    /// The key that names it.
    pub key: String,
    /// Its label; the key, spelled out, when the author gave none.
    pub say: Raw,
    /// What it is good for.
    pub covers: Option<Raw>,
    /// What it costs to try.
    pub effort: Option<Raw>,
    /// The evidence that lets one leave it upwards.
    pub climb_when: Option<Raw>,
    /// What looks like that evidence and is not.
    pub not_yet: Option<Raw>,
    /// What must exist before stepping on it.
    pub needs: Vec<Raw>,
    /// The sign that it is time for it.
    pub signal: Option<Raw>,
    /// Why it stands here.
    pub why: Option<Raw>,
}

/// A situation and what to pick in it.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// The key that names it.
    pub key: String,
    /// The situation.
    pub when: Raw,
    /// The right pick.
    pub pick: Raw,
    /// Why.
    pub why: Option<Raw>,
}

/// A sentence with blanks.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// Text and blanks in turn.
    pub pieces: Vec<Piece>,
    /// Tolerance for figures as a share, 0.05 for `tol = "5%"`.
    pub tolerance: Option<f64>,
}

impl Fact {
    /// Returns the sentence with one blank open, or with all of them filled in.
    pub fn sentence(&self, open: Option<&str>) -> Safe {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.show(),
            Piece::Blank { key, .. } if Some(key.as_str()) == open => "[______]".into(),
            Piece::Blank { value, .. } => value.show(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

/// A piece of a fact.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text that is always shown.
    Text(Raw),
    /// A named blank and what belongs in it.
    Blank {
        /// The blank's name; `1`, `2` ... where the author gave none.
        key: String,
        /// What belongs in it.
        value: Raw,
    },
}

/// A card worth seeing next.
#[derive(Clone, Debug, Default)]
pub struct Related {
    /// `card` or `deck/card`.
    pub card: String,
    /// The reason for the link.
    pub why: Option<Raw>,
}
