//! Workload: what different desired retentions would cost and bring over the days to come.

use ratatui::text::{Line, Span};

use super::report::Report;
use crate::library::Workload;
use crate::text::show;
use crate::tui::place::Name;
use crate::tui::screen::Ctx;
use crate::tui::widgets::meter;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Days looked at.
const DAYS: usize = 90;
/// Columns of a row before its bar, and cells of the longest bar.
const ROW: usize = 42;
const BAR: usize = 40;

/// The report; the figures are made once, when it is opened.
pub struct Simulate(Workload);

impl Simulate {
    /// Looks ahead.
    pub fn new(ctx: &Ctx<'_>) -> Self {
        Self(ctx.library.workload(DAYS, ctx.config.new_per_day, ctx.now))
    }
}

impl Report for Simulate {
    const NAME: Name = Name::Workload;

    /// ```text
    ///   retention  answers/day  minutes/day   known
    ///         85%         21.4          5.0     311  ██████░░░░
    ///   ▸     90%         27.2          6.3     330  ████████░░
    /// ```
    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let (theme, load) = (pen.theme, &self.0);
        if load.items == 0 {
            return vec![Line::default(), line("No deck holds a question to look ahead to.", theme.dim)];
        }
        let mut lines = vec![Line::default()];
        lines.extend(pen.prose(&show(&load.premise()), theme.dim));
        let heads =
            format!("  {:>9} {:>12} {:>12} {:>7}", "retention", "answers/day", "minutes/day", "known");
        lines.push(line(heads, theme.dim));
        let most = load.rows.iter().map(|row| load.minutes(row)).fold(0.01, f32::max);
        let cells = BAR.min(pen.columns.saturating_sub(ROW + 1));
        for row in &load.rows {
            let here = load.is_in_force(row);
            let minutes = load.minutes(row);
            let costs = format!(
                " {:>8.0}% {:>12.1} {minutes:>12.1} {:>7.0}  ",
                row.retention * 100.0,
                row.answers,
                row.known
            );
            let style = if here { theme.strong } else { ratatui::style::Style::default() };
            let mut spans = vec![
                Span::styled(if here { theme.glyphs.row } else { " " }, theme.accent),
                Span::styled(costs, style),
            ];
            spans.extend(meter::meter(minutes / most, cells, theme));
            lines.push(Line::from(spans));
        }
        lines.push(Line::default());
        lines.extend(pen.prose(&show(&load.words()), theme.strong));
        lines.extend(pen.prose(&show(Workload::MEANS), theme.dim));
        lines
    }
}
