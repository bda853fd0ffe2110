//! A box that floats above the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Padding, Paragraph};

use crate::tui::theme::Theme;

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws lines in a box of so many columns inside, in the middle of an area; returns the inside.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    lines: &[Line<'static>],
    columns: u16,
    theme: &Theme,
) -> Rect {
    let wide = (columns + 6).min(area.width);
    let high = (lines.len() as u16 + 4).min(area.height);
    let spot = Rect {
        x: area.x + (area.width - wide) / 2,
        y: area.y + (area.height - high) / 2,
        width: wide,
        height: high,
    };
    let set = if theme.glyphs.lines { border::ROUNDED } else { ASCII };
    let block = Block::bordered()
        .border_set(set)
        .border_style(theme.accent)
        .padding(Padding::new(2, 2, 1, 1))
        .title(Span::styled(title, theme.strong));
    let inside = block.inner(spot);
    frame.render_widget(Clear, spot);
    frame.buffer_mut().set_style(spot, theme.base);
    frame.render_widget(Paragraph::new(lines.to_vec()).block(block), spot);
    inside
}
