//! What a face is: it draws a shape and turns input into an answer. The faces stand in [`super::faces`].

use std::cell::RefCell;

use ratatui::text::Line;

use super::keys::Action;
use super::keys::listen::{Listen, Mode, footer};
use super::screen::Input;
use super::widgets::drawn::Drawn;
use super::widgets::pen::Pen;
use crate::card::ask::{Answer, Outcome, Question};
use crate::card::grade::Grade;
use crate::review::{Gap, Said};
use crate::text::long::Long;

/// Columns from which two texts stand side by side.
pub const WIDE: usize = 100;

/// What a face wants after an input.
#[derive(Debug)]
pub enum FaceStep {
    /// Nothing.
    Stay,
    /// The answer is complete.
    Done(Answer),
    /// The answer is complete, and the learner is sure of it.
    Certain(Answer),
}

/// What a face may look at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The question.
    pub question: &'a Question,
    /// The next gap for each grade, lowest grade first.
    pub gaps: [Gap; 4],
    /// What was typed the last time, if the journal holds it.
    pub before: Option<&'a Said>,
    /// What to draw with.
    pub pen: Pen<'a>,
}

impl Scene<'_> {
    /// Returns the scene in one of two blocks side by side.
    pub fn half(self) -> Self {
        Self { pen: self.pen.half(), ..self }
    }
}

/// One face. It draws lines; the screen scrolls them.
pub trait Face {
    /// Returns what it listens to now.
    fn listens(&self) -> Vec<Listen>;
    /// Takes one input.
    fn update(&mut self, input: &Input) -> FaceStep;
    /// Returns the line that says what to do now; it stands below the question.
    fn prompt(&self) -> String;
    /// Draws the shape while it is open.
    fn lines(&self, scene: &Scene<'_>) -> Drawn;
    /// Draws the shape with the answer given and its feedback.
    fn judged(&self, scene: &Scene<'_>, answer: &Answer, outcome: &Outcome) -> Vec<Line<'static>>;
    /// Returns the text that is too long for [`Face::lines`] and [`Face::judged`]: the screen draws it below them.
    fn long(&self) -> Option<&RefCell<Long>> {
        None
    }
    /// Says whether a hint still helps: not once the answer is shown.
    fn takes_hints(&self) -> bool {
        true
    }
    /// Returns what was typed as an open answer, if anything.
    fn typed(&self) -> Option<String> {
        None
    }
    /// Says whether characters are text now.
    fn mode(&self) -> Mode {
        Mode::Commands
    }
}

/// Returns the ways a grade can still be moved by hand.
pub fn moves(grade: Grade) -> Vec<Listen> {
    let mut listens = Vec::new();
    if grade > Grade::Again {
        listens.push(footer(Action::Lower, "harder"));
    }
    if grade < Grade::Easy {
        listens.push(footer(Action::Raise, "easier"));
    }
    listens
}
