//! Text laid out in lines: marked-up prose, hanging labels, two columns.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::markup::{self, Weight};
use crate::text::{Safe, width};
use crate::tui::theme::Theme;

/// Lays prose out in lines of a base style.
pub fn prose(text: &Safe, columns: usize, base: Style, theme: &Theme) -> Vec<Line<'static>> {
    let style = |weight| match weight {
        Weight::Plain => base,
        Weight::Strong => base.patch(theme.strong),
        Weight::Code => base.patch(theme.code),
    };
    let spans = |line: markup::Line| -> Vec<Span<'static>> {
        line.into_iter().map(|span| Span::styled(span.text, style(span.weight))).collect()
    };
    markup::lay_out(text, columns).into_iter().map(|line| Line::from(spans(line))).collect()
}

/// Lays prose out behind a label; later lines hang below the first word.
pub fn hanging(
    mut label: Vec<Span<'static>>,
    text: &Safe,
    columns: usize,
    base: Style,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let indent: usize = label.iter().map(|span| width(&span.content)).sum();
    let room = columns.saturating_sub(indent).max(8);
    let mut lines = prose(text, room, base, theme);
    if lines.is_empty() {
        lines.push(Line::default());
    }
    for (at, line) in lines.iter_mut().enumerate() {
        let before = if at == 0 { std::mem::take(&mut label) } else { vec![Span::raw(" ".repeat(indent))] };
        line.spans.splice(0..0, before);
    }
    lines
}

/// Puts two blocks side by side, each in half of the columns, with a bar between.
pub fn beside(
    left: Vec<Line<'static>>,
    right: Vec<Line<'static>>,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let half = columns.saturating_sub(3) / 2;
    let rows = left.len().max(right.len());
    let mut left = left.into_iter();
    let mut right = right.into_iter();
    (0..rows)
        .map(|_| {
            let mut line = left.next().unwrap_or_default();
            let used: usize = line.spans.iter().map(|span| width(&span.content)).sum();
            line.spans.push(Span::raw(" ".repeat(half.saturating_sub(used))));
            line.spans.push(Span::styled(format!(" {} ", theme.glyphs.bar), theme.dim));
            line.spans.extend(right.next().unwrap_or_default().spans);
            line
        })
        .collect()
}

/// Returns the columns of half the width, for [`beside`].
pub fn half(columns: usize) -> usize {
    columns.saturating_sub(3) / 2
}

/// Returns one line of one style.
pub fn line(text: impl Into<String>, style: Style) -> Line<'static> {
    Line::from(Span::styled(text.into(), style))
}
