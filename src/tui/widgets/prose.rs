//! Text laid out in lines: marked-up prose, hanging labels, two columns.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::drawn::Drawn;
use crate::text::long::LONG;
use crate::text::markup::{self, Weight};
use crate::text::{Safe, show, width};
use crate::tui::theme::Theme;

/// Lays prose out in lines of a base style. Of a long text only the beginning is laid out, with a line on the rest.
pub fn prose(text: &Safe, columns: usize, base: Style, theme: &Theme) -> Vec<Line<'static>> {
    let (lines, left) = markup::beginning(text, columns, LONG);
    let mut lines: Vec<_> = lines.into_iter().map(|line| styled(line, base, theme)).collect();
    if left > 0 {
        let text = format!("... {} kB more, in the deck file", left.div_ceil(1000));
        lines.push(line(show(&text).cut(columns).to_string(), theme.dim));
    }
    lines
}

/// Gives a laid out line its styles and signs.
pub fn styled(line: markup::Line, base: Style, theme: &Theme) -> Line<'static> {
    // Without colours a string in code looks like the rest: bold is for the words of the language.
    let colour = |style: Style| Style { fg: style.fg, ..Style::default() };
    let span = |span: markup::Span| match span.weight {
        Weight::Plain => Span::styled(span.text, base),
        Weight::Strong => Span::styled(span.text, base.patch(theme.strong)),
        Weight::Soft => Span::styled(span.text, base.patch(theme.soft)),
        Weight::Code => Span::styled(span.text, base.patch(theme.code)),
        Weight::Keyword => Span::styled(span.text, base.patch(theme.accent)),
        Weight::Literal => Span::styled(span.text, base.patch(colour(theme.right))),
        Weight::Number => Span::styled(span.text, base.patch(colour(theme.half))),
        Weight::Comment => Span::styled(span.text, base.patch(theme.dim)),
        Weight::Rail => Span::styled(format!("{} ", theme.glyphs.bar), theme.dim),
        Weight::Onward => Span::styled(format!("{} ", theme.glyphs.into), theme.dim),
    };
    line.into_iter().map(span).collect::<Vec<_>>().into()
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
pub fn beside(left: impl Into<Drawn>, right: impl Into<Drawn>, columns: usize, theme: &Theme) -> Drawn {
    let (left, right) = (left.into(), right.into());
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let bar = Span::styled(format!(" {} ", theme.glyphs.bar), theme.dim);
    let row = |_| {
        left.next().unwrap_or_default().beside(right.next().unwrap_or_default(), half(columns), bar.clone())
    };
    (0..rows).map(row).collect()
}

/// Returns the columns of half the width, for [`beside`].
pub fn half(columns: usize) -> usize {
    columns.saturating_sub(3) / 2
}

/// Returns one line of one style.
pub fn line(text: impl Into<String>, style: Style) -> Line<'static> {
    Line::from(Span::styled(text.into(), style))
}
