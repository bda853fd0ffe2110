//! What is wrong with the decks, with the source line underlined.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::frame::{self, Head};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Scroll;

/// The screen.
#[derive(Default)]
pub struct Problems {
    scroll: Scroll,
}

impl Screen for Problems {
    fn name(&self) -> Name {
        Name::Problems
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![
            footer(Action::Move(Way::Down), "scroll"),
            footer(Action::Move(Way::Up), "scroll"),
            footer(Action::Back, "back"),
            help(Action::Move(Way::PageDown), "a page down"),
            help(Action::Move(Way::PageUp), "a page up"),
            help(Action::Quit, "back"),
        ]
    }

    fn update(&mut self, input: Input, _: &Ctx<'_>) -> Step {
        let Input::Act(action) = input else { return Step::Stay };
        match action {
            Action::Back | Action::Quit => return Step::Pop,
            action => {
                self.scroll.take(action);
            }
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let errors = ctx.problems.iter().filter(|problem| problem.error).count();
        let count = format!("errors {errors}, warnings and notices {}", ctx.problems.len() - errors);
        let left = Line::from(Span::styled("deck problems", theme.strong));
        let body = Head::of(left).right(line(count, theme.dim)).draw(frame, area, theme);
        let column = frame::column(body, 120);
        let mut lines = vec![Line::default()];
        for problem in ctx.problems {
            for (at, text) in problem.text.lines().enumerate() {
                let style = match (at, problem.error) {
                    (0, true) => theme.wrong,
                    (0, false) => theme.half,
                    (_, _) => Style::default(),
                };
                let ranges = crate::text::wrap(text, usize::from(column.width));
                lines.extend(ranges.into_iter().map(|range| line(text[range].to_owned(), style)));
            }
            lines.push(Line::default());
        }
        Pane::scrolled(lines, &self.scroll).draw(frame, column, ctx);
    }
}
