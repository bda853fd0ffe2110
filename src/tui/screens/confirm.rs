//! A question with yes and no; the screen that asked hears a yes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::Safe;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::place::{Name, Pending};
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::popup::Popup;

/// The popup.
pub struct Confirm {
    question: Safe,
    pending: Pending,
}

impl Confirm {
    /// Makes the popup.
    pub fn new(question: Safe, pending: Pending) -> Self {
        Self { question, pending }
    }
}

impl Screen for Confirm {
    fn name(&self) -> Name {
        Name::Confirm
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![footer(Action::Yes, "yes"), footer(Action::No, "no"), help(Action::Back, "no")]
    }

    fn update(&mut self, input: Input, _: &Ctx<'_>) -> Step {
        match input {
            Input::Act(Action::Yes) => Step::Several(vec![Step::Pop, Step::Agree(self.pending.clone())]),
            Input::Act(Action::No | Action::Back) => Step::Pop,
            _ => Step::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let columns = 46.min(area.width.saturating_sub(6));
        let mut lines = Pen::new(ctx, columns).prose(&self.question, ctx.theme.strong);
        lines.push(Line::default());
        lines.push(Line::from(format!(
            "{}  yes      {}  no",
            ctx.keys.label(Action::Yes),
            ctx.keys.label(Action::No)
        )));
        Popup { title: "", rows: lines.into(), columns }.draw(frame, area, ctx);
    }
}
