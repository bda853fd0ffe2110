//! The page after a session: what went well, what comes back, and when.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::report::Report;
use crate::card::grade::Grade;
use crate::clock::when;
use crate::session::{Answered, Session};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::place::{Name, Place};
use crate::tui::screen::{Ctx, Step};
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::meter;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Rows of what comes back.
const BACK: usize = 8;

/// The report on a session.
pub struct Summary(pub Session);

impl Summary {
    fn kinds(&self, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
        let row = |(kind, right, n): (&'static str, usize, usize)| {
            let mut spans = vec![Span::raw(format!("{kind:<17}"))];
            spans.extend(meter::meter(right as f32 / n as f32, 10, ctx.theme));
            spans.push(Span::styled(format!("  {right} of {n}"), ctx.theme.dim));
            Line::from(spans)
        };
        self.0.tally().kinds().into_iter().map(row).collect()
    }

    fn grades(&self, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
        let counts = self.0.tally().grades();
        let parts: Vec<String> = Grade::ALL
            .iter()
            .zip(counts)
            .filter(|(_, n)| *n > 0)
            .map(|(grade, n)| format!("{} {n}", grade.word()))
            .collect();
        let (raised, lowered) = self.0.tally().overruled();
        let mut lines = vec![Line::default(), line(parts.join("   "), ctx.theme.dim)];
        if raised + lowered > 0 {
            let ever = ctx.library.calibration(ctx.now.day).raising().unwrap_or_default();
            lines.push(line(
                format!("You raised {raised} and lowered {lowered} of the computed grades. {ever}"),
                ctx.theme.dim,
            ));
        }
        lines
    }

    /// Missed items first, each with the time it comes back.
    fn back(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let mut missed: Vec<&Answered> = Vec::new();
        for answered in self.0.tally().answered.iter().rev().filter(|answered| answered.grade == Grade::Again)
        {
            if missed.iter().all(|other| other.item != answered.item) {
                missed.push(answered);
            }
        }
        if missed.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![Line::default(), line("Comes back first", pen.theme.strong)];
        for answered in missed.iter().take(BACK) {
            let due =
                pen.library.memory(&answered.item).map_or(String::new(), |memory| memory.due.words(pen.now));
            let label = vec![Span::styled(format!("{due:<11}"), pen.theme.half)];
            let words = answered.words.cut(pen.columns.saturating_sub(30));
            let kind = Span::styled(format!("  {}", answered.kind), pen.theme.dim);
            lines.push(Line::from([label, vec![Span::raw(words.to_string()), kind]].concat()));
        }
        if missed.len() > BACK {
            lines.push(line(format!("and {} more", missed.len() - BACK), pen.theme.dim));
        }
        lines
    }

    fn ahead(&self, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
        let board = ctx.library.board(ctx.now);
        let text = match (board.due + board.new, board.next) {
            (0, Some(due)) => format!("Next session: {}.", due.words(ctx.now)),
            (0, None) => "Nothing is scheduled.".into(),
            (more, _) => format!("{more} more today, about {} min.", board.minutes),
        };
        let mut lines = vec![Line::default(), line(text, Style::default())];
        if !self.0.is_recorded() {
            lines.push(line("This was practice: nothing was recorded.", ctx.theme.half));
        } else if ctx.unsaved > 0 {
            lines.push(line(
                format!("! {} not saved yet; {} tries again", ctx.unsaved, ctx.keys.label(Action::Retry)),
                ctx.theme.wrong,
            ));
        } else {
            lines.push(line(format!("Saved in {}", ctx.home), ctx.theme.dim));
        }
        lines
    }
}

impl Report for Summary {
    const NAME: Name = Name::Summary;
    const COLUMNS: u16 = frame::COLUMN;

    fn head(&self, pen: &Pen<'_>) -> TitleBar {
        let left = Line::from(Span::styled("session done", pen.theme.strong));
        let day = pen.calendar.format(pen.now.at, "%a %-d %b");
        TitleBar::of(left).right(line(day, pen.theme.dim)).filled(1.0)
    }

    /// ```text
    ///  10 answers in 4:20           9 right, 90%
    ///  recall         ████████░░   4 of 5
    ///  comes back     in 8 min   A team asks you: prompt, RAG or fine-tune?
    /// ```
    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let (theme, tally) = (pen.theme, self.0.tally());
        let (n, right) = (tally.answered.len(), tally.right());
        let share = if n == 0 { 0.0 } else { right as f32 / n as f32 };
        let answers = if n == 1 { "1 answer".to_owned() } else { format!("{n} answers") };
        let mut head = vec![
            Span::styled(format!("{answers} in {}   ", when::clock(tally.took())), theme.strong),
            Span::raw(format!("{right} right  ")),
        ];
        head.extend(meter::meter(share, 20, theme));
        head.push(Span::raw(format!("  {:.0}%", share * 100.0)));
        let mut lines = vec![Line::default(), Line::from(head), Line::default()];
        lines.extend(self.kinds(pen));
        lines.extend(self.grades(pen));
        lines.extend(self.back(pen));
        lines.extend(self.ahead(pen));
        lines
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        let mut listens = vec![footer(Action::Confirm, "home")];
        if self.0.can_undo(ctx.library, ctx.now) {
            listens.push(footer(Action::Undo, "undo the last answer"));
        }
        listens.extend([footer(Action::Quit, "quit"), help(Action::Back, "home")]);
        listens
    }

    fn act(&mut self, action: Action, _: &Ctx<'_>) -> Step {
        match action {
            Action::Confirm | Action::Back => Step::Pop,
            Action::Quit => Step::Quit,
            Action::Undo => Step::Replace(Place::TakeBack(Box::new(self.0.take()))),
            _ => Step::Stay,
        }
    }
}
