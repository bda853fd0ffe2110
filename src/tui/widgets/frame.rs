//! The frame of a screen: a header line, a rule that can fill, a column of text that scrolls.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::prose::styled;
use super::scroll::Scroll;
use crate::text::long::Long;
use crate::text::width;
use crate::tui::theme::Theme;

/// The widest column of text that reads well.
pub const COLUMN: u16 = 76;
/// Columns from which a wide layout is used.
pub const WIDE: u16 = 110;

/// Draws a header and its rule, of which a share is filled; returns the area below.
pub fn header(
    frame: &mut Frame<'_>,
    area: Rect,
    left: Line<'static>,
    right: Line<'static>,
    share: f32,
    theme: &Theme,
) -> Rect {
    let [head, rule, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let used: usize = right.spans.iter().map(|span| width(&span.content)).sum();
    let [left_area, right_area] =
        Layout::horizontal([Constraint::Fill(1), Constraint::Length(used as u16 + 1)]).areas(head);
    frame.render_widget(Paragraph::new(left), indented(left_area));
    frame.render_widget(Paragraph::new(right), right_area);
    let filled = (f32::from(rule.width) * share.clamp(0.0, 1.0)).round() as usize;
    let rest = usize::from(rule.width).saturating_sub(filled);
    let line = Line::from(vec![
        Span::styled(theme.glyphs.filled.repeat(filled), theme.accent),
        Span::styled(theme.glyphs.rule.repeat(rest), theme.dim),
    ]);
    frame.render_widget(Paragraph::new(line), rule);
    body
}

/// Returns an area one column in.
pub fn indented(area: Rect) -> Rect {
    Rect { x: area.x + area.width.min(1), width: area.width.saturating_sub(2), ..area }
}

/// Returns the centred column of at most so many columns.
pub fn column(area: Rect, widest: u16) -> Rect {
    let inner = indented(area);
    let wide = inner.width.min(widest);
    Rect { x: inner.x + (inner.width - wide) / 2, width: wide, ..inner }
}

/// Draws the part of the lines that is scrolled to, with marks at the edge where there is more and where one is.
pub fn scrolled(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'static>], scroll: &Scroll, theme: &Theme) {
    let height = usize::from(area.height);
    let top = shown(frame, area, lines, scroll.top(0, height), theme);
    scroll.note(top, lines.len().saturating_sub(height), height);
}

/// Draws the part of the lines that fits, starting at a line, with marks as [`scrolled`]; returns the line that came
/// out on top.
pub fn shown(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: &[Line<'static>],
    from: usize,
    theme: &Theme,
) -> usize {
    let height = usize::from(area.height);
    let last = lines.len().saturating_sub(height);
    let from = from.min(last);
    let shown: Vec<Line<'static>> = lines.iter().skip(from).take(height).cloned().collect();
    frame.render_widget(Paragraph::new(shown), area);
    let share = (last > 0).then(|| from as f64 / last as f64);
    edge(frame, area, [from > 0, from < last], share, theme);
    from
}

/// Draws lines with a long text below them as far as it is scrolled, and in the last row how far one has read; returns
/// the line that came out on top.
pub fn reading(
    frame: &mut Frame<'_>,
    area: Rect,
    above: &[Line<'static>],
    long: &mut Long,
    scroll: &Scroll,
    theme: &Theme,
) -> usize {
    let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(area);
    let (height, columns) = (usize::from(body.height), usize::from(body.width));
    let look = |long: &mut Long, from: usize| {
        let rows = height.saturating_sub(above.len().saturating_sub(from));
        // One line more tells whether there is more.
        long.window(from.saturating_sub(above.len()), rows + 1, columns)
    };
    let mut from = scroll.top(0, height);
    let mut window = look(long, from);
    let mut last = usize::MAX;
    if let Some(total) = long.total(columns) {
        last = (above.len() + total).saturating_sub(height);
        from = from.min(last);
        window = look(long, from);
    }
    scroll.note(from, last, height);
    let below = above.iter().skip(from).cloned();
    let text = window.lines.into_iter().map(|line| styled(line, Style::default(), theme));
    let shown: Vec<Line<'static>> = below.chain(text).collect();
    let more = shown.len() > height;
    frame.render_widget(Paragraph::new(shown), body);
    edge(frame, body, [from > 0, more], Some(window.share), theme);
    // Rounded down, for only the end is the whole.
    let told = format!("line {}   {:.1}%", from + 1, (window.share * 1_000.0).floor() / 10.0);
    frame.render_widget(Paragraph::new(Span::styled(told, theme.dim)).right_aligned(), foot);
    from
}

/// Draws at the right edge of a text what is above and below, and between them where one is.
fn edge(frame: &mut Frame<'_>, area: Rect, more: [bool; 2], share: Option<f64>, theme: &Theme) {
    let mark = |frame: &mut Frame<'_>, sign: &'static str, style: Style, y: u16| {
        let spot = Rect { x: area.x + area.width, y, width: 1, height: 1 }.intersection(frame.area());
        frame.render_widget(Paragraph::new(Span::styled(sign, style)), spot);
    };
    if area.height == 0 {
        return;
    }
    if let Some(share) = share.filter(|_| area.height > 3) {
        let y = area.y + 1 + (f64::from(area.height - 3) * share).round() as u16;
        mark(frame, theme.glyphs.bar, theme.accent, y);
    }
    if more[0] {
        mark(frame, theme.glyphs.more[0], theme.accent, area.y);
    }
    if more[1] {
        mark(frame, theme.glyphs.more[1], theme.accent, area.y + area.height - 1);
    }
}
