//! A text field of one or many lines, drawn wrapped with its cursor; the editing itself is ratatui-textarea's.

use ratatui::text::{Line, Span};
use ratatui_textarea::TextArea;

use crate::text::{show, wrap};
use crate::tui::keys::KeyPress;
use crate::tui::theme::Theme;

/// Characters one field takes.
const LONGEST: usize = 20_000;

/// A text field.
pub struct Editor {
    area: TextArea<'static>,
    many: Height,
}

/// How many lines a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// One; Enter is not text.
    One,
    /// As many as are typed.
    Many,
}

impl Editor {
    /// Makes an empty field.
    pub fn new(many: Height) -> Self {
        Self { area: TextArea::default(), many }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyPress) {
        if (key.is_enter() && self.many == Height::One) || self.text().len() > LONGEST {
            return;
        }
        self.area.input(key.0);
    }

    /// Takes pasted text, made safe; line ends are spaces in a field of one line.
    pub fn paste(&mut self, text: &str) {
        let text: String = text.chars().take(LONGEST).collect();
        let clean = show(&text);
        let clean = match self.many {
            Height::One => clean.line().to_string(),
            Height::Many => clean.to_string(),
        };
        self.area.insert_str(clean);
    }

    /// Returns what was typed.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Says whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Draws the field wrapped, with the cursor as a cell of its own style.
    pub fn lines(&self, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
        let cursor = self.area.cursor();
        let (at_row, at_column) = (cursor.0, cursor.1);
        let mut lines = Vec::new();
        for (row, text) in self.area.lines().iter().enumerate() {
            let at = text.char_indices().nth(at_column).map_or(text.len(), |(at, _)| at);
            let ranges = wrap(text, columns.saturating_sub(1));
            let last = ranges.len() - 1;
            // The cursor stands in the first piece that reaches it; behind a swallowed space, at that piece's end.
            let holder = ranges.iter().position(|range| at < range.end).unwrap_or(last);
            for (number, range) in ranges.into_iter().enumerate() {
                let holds = row == at_row && number == holder;
                lines.push(if holds {
                    with_cursor(text, range, at, theme)
                } else {
                    Line::from(text[range].to_owned())
                });
            }
        }
        lines
    }
}

fn with_cursor(text: &str, range: std::ops::Range<usize>, at: usize, theme: &Theme) -> Line<'static> {
    let at = at.max(range.start);
    let before = text[range.start..at.min(range.end)].to_owned();
    let gap = " ".repeat(at.saturating_sub(range.end).min(1));
    let mut rest = text[at.min(range.end)..range.end].chars();
    let under = rest.next().map_or(" ".to_owned(), String::from);
    Line::from(vec![
        Span::raw(before),
        Span::raw(gap),
        Span::styled(under, theme.cursor),
        Span::raw(rest.as_str().to_owned()),
    ])
}
