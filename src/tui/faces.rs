//! Faces draw shapes and turn input into answers; `plain` has the same six as prompts.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::screens::{Ctx, Input, Listen, Mode};
use crate::card::ask::{Answer, Outcome, Question};
use crate::review::Gap;

/// What a face wants after an input.
#[derive(Debug)]
pub enum FaceStep {
    /// Nothing.
    Stay,
    /// The answer is complete.
    Done(Answer),
}

/// What a face may look at besides the screen's context.
pub struct Scene<'a> {
    /// The question.
    pub question: &'a Question,
    /// The step this face shows.
    pub step: usize,
    /// The next gap for each grade, lowest grade first.
    pub gaps: [Gap; 4],
}

/// One face.
pub trait Face {
    /// Returns what it listens to now.
    fn listens(&self, scene: &Scene<'_>) -> Vec<Listen>;
    /// Takes one input.
    fn update(&mut self, input: Input, scene: &Scene<'_>) -> FaceStep;
    /// Draws the shape below the question; returns nothing, changes nothing.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, scene: &Scene<'_>, ctx: &Ctx<'_>);
    /// Draws the shape with the answer given and its feedback, in the same place.
    fn draw_judged(&self, frame: &mut Frame<'_>, area: Rect, scene: &Scene<'_>, outcome: &Outcome, ctx: &Ctx<'_>);
    /// Says whether characters are text now.
    fn mode(&self) -> Mode {
        Mode::Commands
    }
}
