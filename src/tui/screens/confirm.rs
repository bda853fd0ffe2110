//! A question with yes and no; it carries the step to take on yes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::Safe;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::popup;
use crate::tui::widgets::prose::prose;

/// The popup.
pub struct Confirm {
    question: Safe,
    yes: Option<Step>,
}

impl Confirm {
    /// Makes the popup; the count of what is at stake belongs in the question.
    pub fn new(question: Safe, yes: impl Into<Step>) -> Self {
        Self { question, yes: Some(yes.into()) }
    }
}

impl Screen for Confirm {
    fn name(&self) -> &'static str {
        "confirm"
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![footer(Action::Yes, "yes"), footer(Action::No, "no"), help(Action::Back, "no")]
    }

    fn update(&mut self, input: Input, _: &Ctx<'_>) -> Step {
        match input {
            Input::Act(Action::Yes) => {
                let yes = self.yes.take().unwrap_or(Step::Stay);
                Step::Several(vec![Step::Pop, yes])
            }
            Input::Act(Action::No | Action::Back) => Step::Pop,
            Input::Act(_)
            | Input::Key(_)
            | Input::Paste(_)
            | Input::Recorded(..)
            | Input::Exported(_)
            | Input::Suggested(_)
            | Input::Row(_)
            | Input::Edited => Step::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let columns = 46.min(area.width.saturating_sub(6));
        let mut lines = prose(&self.question, usize::from(columns), ctx.theme.strong, ctx.theme);
        lines.push(Line::default());
        lines.push(Line::from(format!(
            "{}  yes      {}  no",
            ctx.keys.label(Action::Yes),
            ctx.keys.label(Action::No)
        )));
        popup::draw(frame, area, "", &lines, columns, ctx.theme);
    }

    fn is_popup(&self) -> bool {
        true
    }
}
