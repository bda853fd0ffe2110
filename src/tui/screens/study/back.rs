//! The way back: answers taken back and given again, cards put off and asked after all.

use super::{Study, Waiting};
use crate::card::ItemName;
use crate::review::What;
use crate::tui::screen::{Ctx, Effect, Step};

/// What was put off last: what brings it back, and its questions of this sitting.
pub(super) struct PutOff {
    back: Vec<What>,
    questions: Vec<Vec<ItemName>>,
}

impl Study {
    pub(super) fn undo(&mut self, ctx: &Ctx<'_>) -> Step {
        if let Some(step) = self.bring_back(ctx) {
            return step;
        }
        match self.session.undo(ctx.library, ctx.now) {
            Some(whats) => self.record(Waiting::Undo, whats, ctx),
            None => Step::notice("Nothing of today is left to take back."),
        }
    }

    pub(super) fn redo(&mut self, ctx: &Ctx<'_>) -> Step {
        match self.session.redo(ctx.library, ctx.now) {
            Some(whats) => self.record(Waiting::Redo, whats, ctx),
            None => Step::notice("There is no answer to give again."),
        }
    }

    /// Takes the open question's card out of the sitting and records why; `u` brings it back until the next answer.
    pub(super) fn put_off(&mut self, whats: Vec<What>, back: Vec<What>, ctx: &Ctx<'_>) -> Step {
        let questions = self.session.drop_card(ctx.library, ctx.now);
        self.put_off = Some(PutOff { back, questions });
        self.reopen(ctx, Some(Effect::Record(whats)))
    }

    /// Asks what was put off last after all, if nothing was answered since.
    fn bring_back(&mut self, ctx: &Ctx<'_>) -> Option<Step> {
        let PutOff { back, questions } = self.put_off.take()?;
        self.session.bring_back(questions, ctx.library, ctx.now);
        self.open(ctx);
        Some(Step::Do(Effect::Record(back)))
    }
}
