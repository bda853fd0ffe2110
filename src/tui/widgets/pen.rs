//! What lines are written with: all a screen may look at, and the columns there are.

use std::ops::Deref;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::drawn::Drawn;
use super::prose::prose;
use crate::text::{Safe, width};
use crate::tui::screen::Ctx;

/// The bar between two blocks, in columns.
const BAR: usize = 3;

/// A width to write in, and what a screen may look at.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    ctx: &'a Ctx<'a>,
    /// Columns to write in.
    pub columns: usize,
}

impl<'a> Deref for Pen<'a> {
    type Target = Ctx<'a>;

    fn deref(&self) -> &Ctx<'a> {
        self.ctx
    }
}

impl<'a> Pen<'a> {
    /// Makes the pen of an area so many columns wide.
    pub fn new(ctx: &'a Ctx<'a>, columns: u16) -> Self {
        Self { ctx, columns: usize::from(columns) }
    }

    /// Returns a pen for at most so many columns.
    pub fn within(self, columns: usize) -> Self {
        Self { columns: self.columns.min(columns), ..self }
    }

    /// Returns a pen for so many columns less.
    pub fn less(self, columns: usize) -> Self {
        Self { columns: self.columns.saturating_sub(columns), ..self }
    }

    /// Returns the pen of one of two blocks side by side.
    pub fn half(self) -> Self {
        Self { columns: self.columns.saturating_sub(BAR) / 2, ..self }
    }

    /// Lays marked-up text out in lines of a base style.
    pub fn prose(&self, text: &Safe, base: Style) -> Vec<Line<'static>> {
        prose(text, self.columns, base, self.theme)
    }

    /// Lays text out behind a label; later lines hang below the first word.
    pub fn hanging(&self, mut label: Vec<Span<'static>>, text: &Safe, base: Style) -> Vec<Line<'static>> {
        let indent: usize = label.iter().map(|span| width(&span.content)).sum();
        let room = self.columns.saturating_sub(indent).max(8);
        let mut lines = prose(text, room, base, self.theme);
        if lines.is_empty() {
            lines.push(Line::default());
        }
        for (at, line) in lines.iter_mut().enumerate() {
            let before =
                if at == 0 { std::mem::take(&mut label) } else { vec![Span::raw(" ".repeat(indent))] };
            line.spans.splice(0..0, before);
        }
        lines
    }

    /// Puts two blocks side by side, each in half of the columns, with a bar between.
    pub fn beside(&self, left: impl Into<Drawn>, right: impl Into<Drawn>) -> Drawn {
        let (left, right) = (left.into(), right.into());
        let rows = left.len().max(right.len());
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        let (half, bar) = (self.half().columns, format!(" {} ", self.theme.glyphs.bar));
        let row = |_| {
            let bar = Span::styled(bar.clone(), self.theme.dim);
            left.next().unwrap_or_default().beside(right.next().unwrap_or_default(), half, bar)
        };
        (0..rows).map(row).collect()
    }
}
