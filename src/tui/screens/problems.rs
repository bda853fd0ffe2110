//! What is wrong with the decks, with the source line underlined.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::report::Report;
use crate::tui::place::Name;
use crate::tui::widgets::frame::TitleBar;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// The report.
pub struct Problems;

impl Report for Problems {
    const NAME: Name = Name::Problems;
    const COLUMNS: u16 = 120;

    fn head(&self, pen: &Pen<'_>) -> TitleBar {
        let errors = pen.problems.iter().filter(|problem| problem.error).count();
        let count = format!("errors {errors}, warnings and notices {}", pen.problems.len() - errors);
        let left = Line::from(Span::styled("deck problems", pen.theme.strong));
        TitleBar::of(left).right(line(count, pen.theme.dim))
    }

    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let mut lines = vec![Line::default()];
        for problem in pen.problems {
            for (at, text) in problem.text.lines().enumerate() {
                let style = match (at, problem.error) {
                    (0, true) => pen.theme.wrong,
                    (0, false) => pen.theme.half,
                    (_, _) => Style::default(),
                };
                let ranges = crate::text::wrap(text, pen.columns);
                lines.extend(ranges.into_iter().map(|range| line(text[range].to_owned(), style)));
            }
            lines.push(Line::default());
        }
        lines
    }
}
