//! A box that floats above the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::Span;
use ratatui::widgets::{Block, Clear, Padding, Paragraph};

use super::drawn::Drawn;
use crate::tui::screen::Ctx;

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

/// Rows in a box of so many columns inside.
pub struct Popup<'a> {
    /// Its title, with a space on both sides.
    pub title: &'a str,
    /// What stands in it.
    pub rows: Drawn,
    /// Columns inside.
    pub columns: u16,
}

impl Popup<'_> {
    /// Draws it in the middle of an area.
    pub fn draw(self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let wide = (self.columns + 6).min(area.width);
        let high = (self.rows.len() as u16 + 4).min(area.height);
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
            .title(Span::styled(self.title, theme.strong));
        let lines = self.rows.place(0, block.inner(spot), ctx.hits);
        frame.render_widget(Clear, spot);
        frame.buffer_mut().set_style(spot, theme.base);
        frame.render_widget(Paragraph::new(lines).block(block), spot);
    }
}
