//! The data of each shape: exactly what a front end needs to show it and to explain the answer.

use super::Note;
use crate::text::{Raw, Safe};

/// Think or type, see the answer, grade yourself.
#[derive(Clone, Debug)]
pub struct Reveal {
    /// What to do, one line.
    pub prompt: Safe,
    /// The model answer.
    pub answer: Safe,
}

/// Answer, then tick the ideas you said.
#[derive(Clone, Debug)]
pub struct Ticks {
    /// What to do, one line.
    pub prompt: Safe,
    /// A text the question is about, such as an answer to improve.
    pub about: Option<Safe>,
    /// The rubric.
    pub ideas: Vec<Idea>,
    /// The model answer, where the author wrote one.
    pub answer: Option<Safe>,
    /// Answers by level, lowest first.
    pub models: Vec<Model>,
}

/// One idea of a rubric.
#[derive(Clone, Debug)]
pub struct Idea {
    /// The key the log keeps.
    pub key: String,
    /// The idea.
    pub say: Safe,
    /// Without it the grade is again.
    pub must: bool,
    /// What it weighs.
    pub weight: f32,
    /// The level that says it.
    pub level: Option<Safe>,
    /// Why it is on the rubric.
    pub why: Option<Safe>,
    /// Words that suggest it was said.
    pub matching: Vec<Raw>,
}

/// A model answer at one level.
#[derive(Clone, Debug)]
pub struct Model {
    /// The level's name.
    pub level: Safe,
    /// Fragments in the candidate's voice, those of the level it builds on first.
    pub lines: Vec<Safe>,
    /// The interviewer's verdict.
    pub verdict: Option<Safe>,
}

/// Pick one option.
#[derive(Clone, Debug)]
pub struct Choose {
    /// What to pick, one line.
    pub prompt: Safe,
    /// A text the question is about, such as a fragment to place; drawn as a quotation.
    pub about: Option<Safe>,
    /// Options in shown order.
    pub options: Vec<Opt>,
    /// How options are laid out and keyed.
    pub layout: Layout,
}

/// One option.
#[derive(Clone, Debug)]
pub struct Opt {
    /// The option.
    pub say: Safe,
    /// It is the right one.
    pub right: bool,
    /// Why it is right or wrong.
    pub why: Option<Safe>,
}

/// How options are laid out and keyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One below the other, keyed 1 2 3.
    List,
    /// Two texts to compare, keyed a b; side by side where there is room.
    Sides,
    /// Levels, lowest first, keyed by the digit in the name (L5 is 5) or by 1 2 3; one off is near.
    Levels,
    /// Yes and no, keyed y n.
    YesNo,
}

/// Type a short answer.
#[derive(Clone, Debug)]
pub struct Type {
    /// What to type; for a fact, the sentence with `[______]` in place of the blank.
    pub prompt: Safe,
    /// Wordings that count as right, the author's own first.
    pub wanted: Vec<Raw>,
    /// Tolerance for figures as a share.
    pub tolerance: Option<f64>,
    /// What belongs there, as shown afterwards.
    pub reference: Safe,
    /// Other figures easily mixed up with this one, shown afterwards.
    pub lookalikes: Vec<Note>,
}

/// Put rows in order; throw out what does not belong.
#[derive(Clone, Debug)]
pub struct Order {
    /// What to do, one line.
    pub prompt: Safe,
    /// Rows in shown order.
    pub rows: Vec<OrderRow>,
}

/// A row to put in order.
#[derive(Clone, Debug)]
pub struct OrderRow {
    /// The row.
    pub say: Safe,
    /// Its place, from zero; nothing for a decoy.
    pub place: Option<usize>,
    /// What explains its place.
    pub why: Option<Safe>,
}

/// Give each row one of a few marks, or its partner.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// What to do, one line.
    pub prompt: Safe,
    /// Rows in shown order; a sheet has as many rows as its question has items.
    pub rows: Vec<PairRow>,
    /// The marks or partners, in shown order.
    pub sides: Vec<Side>,
    /// Each partner belongs to one row at most, and the whole is one item.
    pub once: bool,
}

/// A row to mark.
#[derive(Clone, Debug)]
pub struct PairRow {
    /// The row.
    pub say: Safe,
    /// Index of the right mark or partner.
    pub right: usize,
    /// Why.
    pub why: Option<Safe>,
}

/// A mark or a partner.
#[derive(Clone, Debug)]
pub struct Side {
    /// The key that gives it: `+ - =`, or `a b c`.
    pub key: char,
    /// What it says.
    pub say: Safe,
}
