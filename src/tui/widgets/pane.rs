//! A column of rows that may be longer than its area, with marks at the edge where there is more.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use super::drawn::Drawn;
use super::prose::styled;
use super::scroll::Scroll;
use crate::text::long::Long;
use crate::text::markup;
use crate::tui::screen::Ctx;
use crate::tui::theme::Theme;

/// Rows, where they are scrolled to, and a long text below them.
pub struct Pane<'a> {
    rows: Drawn,
    scroll: Option<&'a Scroll>,
    long: Option<&'a RefCell<Long>>,
}

/// What is seen of a pane: the line on top and the last that can be there, the lines of the long text, and how far
/// down one is.
struct Look {
    top: usize,
    last: usize,
    text: Vec<markup::Spans>,
    share: Option<f64>,
}

impl<'a> Pane<'a> {
    /// Makes a pane that keeps the learner's row in sight.
    pub fn of(rows: impl Into<Drawn>) -> Self {
        Self { rows: rows.into(), scroll: None, long: None }
    }

    /// Makes a pane that can be moved by hand too.
    pub fn scrolled(rows: impl Into<Drawn>, scroll: &'a Scroll) -> Self {
        Self { scroll: Some(scroll), ..Self::of(rows) }
    }

    /// Puts a long text below the rows, and in the last line how far one has read.
    pub fn above(self, long: Option<&'a RefCell<Long>>) -> Self {
        Self { long, ..self }
    }

    /// Draws the part that fits.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let foot = u16::from(self.long.is_some());
        let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
        let own = Scroll::default();
        let scroll = self.scroll.unwrap_or(&own);
        let height = usize::from(body.height);
        let on = self.rows.focus();
        let wanted = scroll.top(on, height);
        let look = match self.long {
            Some(long) => self.read(&mut long.borrow_mut(), wanted, body),
            None => self.fit(wanted, height),
        };
        let Look { top, last, text, share } = look;
        scroll.note([on, top, last, height]);
        let mut lines = self.rows.place(top, body, ctx.hits);
        lines.extend(text.into_iter().map(|line| styled(line, Style::default(), ctx.theme)));
        let below = if last == usize::MAX { lines.len() > height } else { top < last };
        frame.render_widget(Paragraph::new(lines), body);
        Edge { above: top > 0, below, share }.draw(frame, body, ctx.theme);
        if let Some(share) = share.filter(|_| foot.height > 0) {
            // Rounded down, for only the end is the whole.
            let position = format!("line {}   {:.1}%", top + 1, (share * 1_000.0).floor() / 10.0);
            frame.render_widget(Paragraph::new(Span::styled(position, ctx.theme.dim)).right_aligned(), foot);
        }
    }

    fn fit(&self, wanted: usize, height: usize) -> Look {
        let last = self.rows.len().saturating_sub(height);
        let top = wanted.min(last);
        let share = (last > 0).then(|| top as f64 / last as f64);
        Look { top, last, text: Vec::new(), share }
    }

    fn read(&self, long: &mut Long, wanted: usize, body: Rect) -> Look {
        let (height, columns, above) = (usize::from(body.height), usize::from(body.width), self.rows.len());
        let look = |long: &mut Long, top: usize| {
            let rows = height.saturating_sub(above.saturating_sub(top));
            // One line more tells whether there is more.
            long.window(top.saturating_sub(above), rows + 1, columns)
        };
        let (mut top, mut window, mut last) = (wanted, look(long, wanted), usize::MAX);
        if let Some(total) = long.total(columns) {
            last = (above + total).saturating_sub(height);
            top = top.min(last);
            window = look(long, top);
        }
        Look { top, last, text: window.lines, share: Some(window.share) }
    }
}

/// What stands at the right edge of a text: whether there is more, and between that where one is.
struct Edge {
    above: bool,
    below: bool,
    share: Option<f64>,
}

impl Edge {
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        let mut mark = |sign: &'static str, y: u16| {
            let spot = Rect { x: area.x + area.width, y, width: 1, height: 1 }.intersection(frame.area());
            frame.render_widget(Paragraph::new(Span::styled(sign, theme.accent)), spot);
        };
        if area.height == 0 {
            return;
        }
        if let Some(share) = self.share.filter(|_| area.height > 3) {
            mark(theme.glyphs.bar, area.y + 1 + (f64::from(area.height - 3) * share).round() as u16);
        }
        if self.above {
            mark(theme.glyphs.more[0], area.y);
        }
        if self.below {
            mark(theme.glyphs.more[1], area.y + area.height - 1);
        }
    }
}
