//! The frame of a screen: a header line, a rule that can fill, and where the column of text stands.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::tui::theme::Theme;

/// The widest column of text that reads well.
pub const COLUMN: u16 = 76;
/// Columns from which a wide layout is used.
pub const WIDE: u16 = 110;

/// The line at the top of a screen, and its rule.
pub struct TitleBar {
    left: Line<'static>,
    right: Line<'static>,
    share: f32,
}

impl TitleBar {
    /// Makes a title bar with what stands at the left.
    pub fn of(left: Line<'static>) -> Self {
        Self { left, right: Line::default(), share: 0.0 }
    }

    /// Adds what stands at the right.
    pub fn right(self, right: Line<'static>) -> Self {
        Self { right, ..self }
    }

    /// Fills a share of the rule.
    pub fn filled(self, share: f32) -> Self {
        Self { share, ..self }
    }

    /// Draws it; returns the area below.
    pub fn draw(self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) -> Rect {
        let [head, rule, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let used = self.right.width() as u16 + 1;
        let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(used)]).areas(head);
        frame.render_widget(Paragraph::new(self.left), indented(left));
        frame.render_widget(Paragraph::new(self.right), right);
        let filled = (f32::from(rule.width) * self.share.clamp(0.0, 1.0)).round() as usize;
        let rest = usize::from(rule.width).saturating_sub(filled);
        let line = Line::from(vec![
            Span::styled(theme.glyphs.filled.repeat(filled), theme.accent),
            Span::styled(theme.glyphs.rule.repeat(rest), theme.dim),
        ]);
        frame.render_widget(Paragraph::new(line), rule);
        body
    }
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
