//! Styles and signs by meaning. The only file that names a colour: the terminal's own sixteen, on its own background.

use ratatui::style::{Color, Modifier, Style};

use crate::card::ask::Right;
use crate::config::{Config, GlyphSet, ThemeName};

/// What things look like.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The one colour that leads the eye.
    pub accent: Style,
    /// The question, the chosen row.
    pub strong: Style,
    /// Paths, counts, hints.
    pub dim: Style,
    /// Right.
    pub right: Style,
    /// Wrong.
    pub wrong: Style,
    /// Half, near, thin.
    pub half: Style,
    /// Code.
    pub code: Style,
    /// The text cursor.
    pub cursor: Style,
    /// Signs.
    pub glyphs: &'static Glyphs,
}

/// Signs, in Unicode or in ASCII.
#[derive(Debug)]
pub struct Glyphs {
    /// A thin line.
    pub rule: &'static str,
    /// The part of a line that is filled.
    pub filled: &'static str,
    /// A full cell of a meter, its eighths, and an empty cell.
    pub full: &'static str,
    /// Eighths of a cell, thinnest first.
    pub eighths: &'static [&'static str],
    /// An empty cell.
    pub empty: &'static str,
    /// The cursor row.
    pub row: &'static str,
    /// Right, partly, wrong.
    pub yes: &'static str,
    /// Partly right.
    pub partly: &'static str,
    /// Wrong.
    pub no: &'static str,
    /// From deck to card.
    pub into: &'static str,
    /// Between columns.
    pub bar: &'static str,
    /// Shades of the heatmap, lightest first.
    pub shades: [&'static str; 5],
    /// More text above and below.
    pub more: [&'static str; 2],
    /// A box that typed words suggest to tick.
    pub suggested: &'static str,
    /// Boxes: empty, half, full.
    pub boxes: [&'static str; 3],
    /// Whether borders may be drawn with line characters.
    pub lines: bool,
}

const UNICODE: Glyphs = Glyphs {
    rule: "─",
    filled: "━",
    full: "█",
    eighths: &["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    empty: "░",
    row: "▸",
    yes: "✓",
    partly: "~",
    no: "✗",
    into: "›",
    bar: "│",
    shades: ["·", "░", "▒", "▓", "█"],
    more: ["▲", "▼"],
    suggested: "[?]",
    boxes: ["[ ]", "[/]", "[x]"],
    lines: true,
};

const ASCII: Glyphs = Glyphs {
    rule: "-",
    filled: "=",
    full: "#",
    eighths: &[],
    empty: ".",
    row: ">",
    yes: "+",
    partly: "~",
    no: "x",
    into: ">",
    bar: "|",
    shades: [".", "-", "+", "*", "#"],
    more: ["^", "v"],
    suggested: "[?]",
    boxes: ["[ ]", "[/]", "[x]"],
    lines: false,
};

impl Theme {
    /// Picks a theme from settings and what the terminal wants.
    pub fn pick(config: &Config, no_color: bool, ascii: bool) -> Self {
        let glyphs = match config.glyphs {
            GlyphSet::Ascii => &ASCII,
            GlyphSet::Unicode if ascii => &ASCII,
            GlyphSet::Unicode => &UNICODE,
        };
        let named = if no_color { ThemeName::Mono } else { config.theme };
        match named {
            ThemeName::Mono => Self::mono(glyphs),
            ThemeName::Auto | ThemeName::Dark => Self::colours(glyphs, Color::Cyan, Color::Yellow),
            // Yellow and cyan fade on white.
            ThemeName::Light => Self::colours(glyphs, Color::Blue, Color::Magenta),
        }
    }

    fn mono(glyphs: &'static Glyphs) -> Self {
        let plain = Style::default();
        Self {
            accent: plain.add_modifier(Modifier::BOLD),
            strong: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            right: plain.add_modifier(Modifier::BOLD),
            wrong: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            half: plain.add_modifier(Modifier::UNDERLINED),
            code: plain.add_modifier(Modifier::ITALIC),
            cursor: plain.add_modifier(Modifier::REVERSED),
            glyphs,
        }
    }

    fn colours(glyphs: &'static Glyphs, accent: Color, half: Color) -> Self {
        let plain = Style::default();
        Self {
            accent: plain.fg(accent),
            right: plain.fg(Color::Green),
            wrong: plain.fg(Color::Red),
            half: plain.fg(half),
            code: plain.fg(accent),
            ..Self::mono(glyphs)
        }
    }

    /// Returns the style and sign of an answer.
    pub fn mark(&self, right: Right) -> (Style, &'static str) {
        match right {
            Right::Yes => (self.right, self.glyphs.yes),
            Right::Partly => (self.half, self.glyphs.partly),
            Right::No => (self.wrong, self.glyphs.no),
        }
    }
}
