//! Workload: what different desired retentions would cost and bring over the days to come.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::library::Workload;
use crate::text::show;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::frame::{self, Head};
use crate::tui::widgets::meter;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Scroll;

/// Days looked at.
const DAYS: usize = 90;
/// Columns of a row before its bar, and cells of the longest bar.
const ROW: usize = 42;
const BAR: usize = 40;

/// The screen; the figures are made once, when it is opened.
pub struct Simulate {
    load: Workload,
    scroll: Scroll,
}

impl Simulate {
    /// Looks ahead.
    pub fn new(ctx: &Ctx<'_>) -> Self {
        Self { load: ctx.library.workload(DAYS, ctx.config.new_per_day, ctx.now), scroll: Scroll::default() }
    }

    /// ```text
    ///   retention  answers/day  minutes/day   known
    ///         85%         21.4          5.0     311  ██████░░░░
    ///   ▸     90%         27.2          6.3     330  ████████░░
    /// ```
    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let (theme, load) = (pen.theme, &self.load);
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
            let told = format!(
                " {:>8.0}% {:>12.1} {minutes:>12.1} {:>7.0}  ",
                row.retention * 100.0,
                row.answers,
                row.known
            );
            let style = if here { theme.strong } else { ratatui::style::Style::default() };
            let mut spans = vec![
                Span::styled(if here { theme.glyphs.row } else { " " }, theme.accent),
                Span::styled(told, style),
            ];
            spans.extend(meter::meter(minutes / most, cells, theme));
            lines.push(Line::from(spans));
        }
        lines.push(Line::default());
        lines.extend(pen.prose(&show(&load.told()), theme.strong));
        lines.extend(pen.prose(&show(Workload::MEANS), theme.dim));
        lines
    }
}

impl Screen for Simulate {
    fn name(&self) -> Name {
        Name::Workload
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![
            footer(Action::Back, "back"),
            help(Action::Move(Way::Down), "scroll down"),
            help(Action::Move(Way::Up), "scroll up"),
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
        let left = Line::from(Span::styled("workload", ctx.theme.strong));
        let body = Head::of(left).draw(frame, area, ctx.theme);
        let column = frame::column(body, 90);
        let lines = self.lines(&Pen::new(ctx, column.width));
        Pane::scrolled(lines, &self.scroll).draw(frame, column, ctx);
    }
}
