//! Marked-up text laid out in lines.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::long::LONG;
use crate::text::markup::{self, Weight};
use crate::text::{Safe, show};
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
pub fn styled(line: markup::Spans, base: Style, theme: &Theme) -> Line<'static> {
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

/// Returns one line of one style.
pub fn line(text: impl Into<String>, style: Style) -> Line<'static> {
    Line::from(Span::styled(text.into(), style))
}
