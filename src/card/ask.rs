//! Questions as every front end must be able to show them: six shapes, the answers to them, the verdict.

pub mod shapes;
mod check;
mod judge;
mod key;
mod ticks;
mod typed;

use super::grade::{Grade, Mark, Ruling};
use super::{Facet, ItemName};
use crate::text::Safe;
pub use shapes::{
    Choose, Idea, Layout, Model, Opt, Order, OrderRow, PairRow, Pairs, Reveal, Side, Ticks, Type,
};

/// What is asked at once, in one or more shapes in a row.
#[derive(Clone, Debug)]
pub struct Question {
    /// The items it grades: one, or one for each row of a sheet ([`Pairs`]).
    pub items: Vec<ItemName>,
    /// The way of asking of the first item.
    pub facet: Facet,
    /// The question in the author's words.
    pub q: Safe,
    /// What the interviewer is after.
    pub probes: Option<Safe>,
    /// What this deck's vocabulary means, when decks with other vocabularies are loaded.
    pub frame: Option<Safe>,
    /// The year the facts were true.
    pub as_of: Option<i32>,
    /// Hints, weakest first.
    pub hints: Vec<Safe>,
    /// Shapes to answer, in order.
    pub steps: Vec<Ask>,
    /// What is explained once the last step is answered, in order.
    pub notes: Vec<Note>,
}

/// A labelled explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One or two words: `why`, `author`, `source`, `principle`.
    pub label: &'static str,
    /// The explanation.
    pub text: Safe,
}

/// The six shapes.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Think or type, see the answer, grade yourself.
    Reveal(Reveal),
    /// Answer, then tick the ideas you said.
    Ticks(Ticks),
    /// Pick one option.
    Choose(Choose),
    /// Type a short answer.
    Type(Type),
    /// Put rows in order; throw out what does not belong.
    Order(Order),
    /// Give each row one of a few marks, or its partner.
    Pairs(Pairs),
}

/// An answer to a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Reveal`]: what was typed, if anything, and the learner's own grade.
    Graded {
        /// What was typed.
        text: String,
        /// The learner's grade.
        grade: Grade,
    },
    /// To [`Ticks`]: what was typed and one mark for each idea.
    Ticked {
        /// What was typed.
        text: String,
        /// One mark for each idea, in order.
        marks: Vec<Mark>,
        /// How many model answers, from the lowest up, the learner found their own better than; nothing
        /// when they were not compared.
        climbed: Option<usize>,
        /// The grade given by hand in place of the computed one.
        grade: Option<Grade>,
    },
    /// To [`Choose`]: the index of the option in shown order.
    Picked(usize),
    /// To [`Type`]: what was typed, and the learner's ruling where the program was unsure.
    Typed {
        /// What was typed.
        text: String,
        /// The learner's ruling, if one was needed.
        ruling: Option<Ruling>,
    },
    /// To [`Order`]: indices of rows in the learner's order, and of those thrown out.
    Ordered {
        /// Rows kept, first to last.
        kept: Vec<usize>,
        /// Rows thrown out.
        thrown: Vec<usize>,
    },
    /// To [`Pairs`]: for each row, the index of its mark or partner.
    Joined(Vec<Option<usize>>),
    /// To any shape: "I do not know".
    GaveUp,
}

/// How good an answer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Right.
    Yes,
    /// Near or in part.
    Partly,
    /// Wrong or not known.
    No,
}

/// What the check of one step found.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How good the answer was.
    pub right: Right,
    /// The share that was right, 0 to 1.
    pub score: f32,
    /// For ticks: a must is missing.
    pub must_missing: bool,
    /// For sheets: how each row went.
    pub rows: Vec<Right>,
    /// The learner's own grade, where the shape is graded by hand.
    pub own: Option<Grade>,
    /// Remarks on this very answer, such as "a spelling slip".
    pub remark: Option<Safe>,
}

/// The judgement on a whole question.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// A grade for each of the question's items, in order.
    pub grades: Vec<Grade>,
    /// How good the answer was as a whole.
    pub right: Right,
    /// The share that was right, 0 to 1.
    pub score: f32,
    /// Why the grade is what it is, as a clause: "a must is missing".
    pub because: Safe,
}
