//! Styles and signs by meaning. By default the terminal's own sixteen colours, on its own background.

pub mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::card::ask::Right;
use crate::config::palette::{ROLES, builtin};
use crate::config::{Config, GlyphSet};
use crate::text::{Safe, show};

/// What the terminal can do and wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Which colours.
    pub colors: Colors,
    /// Plain ASCII.
    pub ascii: bool,
    /// Its background is light.
    pub light: bool,
}

/// Which colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// None, and no faint or slanted letters either: the terminal has only bold, underline and reverse.
    Bare,
    /// None are wanted.
    None,
    /// 256.
    Few,
    /// Any.
    #[default]
    Any,
}

/// What things look like.
#[derive(Clone, Debug)]
pub struct Theme {
    /// What everything stands on: the terminal's own, or a palette's text and background.
    pub base: Style,
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
    /// Words under a light stress.
    pub soft: Style,
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
    /// Eighths of a cell from below, lowest first.
    pub rises: &'static [&'static str],
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
    /// Where a text is cut.
    pub cut: &'static str,
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
    rises: &["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
    empty: "░",
    row: "▸",
    yes: "✓",
    partly: "~",
    no: "✗",
    into: "›",
    bar: "│",
    cut: "…",
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
    rises: &[],
    empty: ".",
    row: ">",
    yes: "+",
    partly: "~",
    no: "x",
    into: ">",
    bar: "|",
    cut: "~",
    shades: [".", "-", "+", "*", "#"],
    more: ["^", "v"],
    suggested: "[?]",
    boxes: ["[ ]", "[/]", "[x]"],
    lines: false,
};

impl Theme {
    /// Picks a theme from settings and what the terminal wants; a theme nobody knows is `auto`.
    pub fn pick(config: &Config, wants: Wants) -> Self {
        let glyphs = match config.glyphs {
            GlyphSet::Ascii => &ASCII,
            GlyphSet::Unicode if wants.ascii => &ASCII,
            GlyphSet::Unicode => &UNICODE,
        };
        let name = config.theme.as_str();
        if wants.colors == Colors::Bare {
            return Self::bare(glyphs);
        }
        if wants.colors == Colors::None || name == "mono" {
            return Self::mono(glyphs);
        }
        if let Some(roles) = config.themes.get(name) {
            let roles = roles.iter().map(|(role, style)| (role.as_str(), style.value.as_str()));
            return Self::dressed(glyphs, roles, wants);
        }
        if let Some(roles) = builtin(name) {
            return Self::dressed(glyphs, roles.into_iter(), wants);
        }
        // Yellow and cyan fade on white.
        if name == "light" || (name != "dark" && wants.light) {
            return Self::colours(glyphs, Color::Blue, Color::Magenta);
        }
        Self::colours(glyphs, Color::Cyan, Color::Yellow)
    }

    /// A palette over the sixteen colours: a role it leaves out looks as it always does.
    fn dressed<'a>(
        glyphs: &'static Glyphs,
        roles: impl Iterator<Item = (&'a str, &'a str)>,
        wants: Wants,
    ) -> Self {
        let mut theme = Self::colours(glyphs, Color::Cyan, Color::Yellow);
        for (role, text) in roles {
            let Some(style) = palette::style(text, wants.colors == Colors::Any) else { continue };
            match role {
                "text" => theme.base = theme.base.patch(style),
                "background" => theme.base.bg = style.fg,
                "accent" => theme.accent = style,
                "strong" => theme.strong = style,
                "dim" => theme.dim = style,
                "right" => theme.right = style,
                "wrong" => theme.wrong = style,
                "half" => theme.half = style,
                "code" => theme.code = style,
                _ => {}
            }
        }
        theme
    }

    fn mono(glyphs: &'static Glyphs) -> Self {
        let plain = Style::default();
        Self {
            base: plain,
            accent: plain.add_modifier(Modifier::BOLD),
            strong: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            right: plain.add_modifier(Modifier::BOLD),
            wrong: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            half: plain.add_modifier(Modifier::UNDERLINED),
            soft: plain.add_modifier(Modifier::ITALIC),
            code: plain.add_modifier(Modifier::ITALIC),
            cursor: plain.add_modifier(Modifier::REVERSED),
            glyphs,
        }
    }

    fn bare(glyphs: &'static Glyphs) -> Self {
        let plain = Style::default();
        let lined = plain.add_modifier(Modifier::UNDERLINED);
        Self { dim: plain, soft: lined, code: lined, ..Self::mono(glyphs) }
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

/// Says what is wrong with the learner's own themes, each with its place.
pub fn problems(config: &Config) -> Vec<Safe> {
    let mut problems = Vec::new();
    for (theme, roles) in &config.themes {
        for (role, style) in roles {
            if !ROLES.contains(&role.as_str()) {
                problems.push(format!(
                    "{}: `themes.{theme}.{role}` is no role; give one of {}",
                    style.place,
                    ROLES.join(", ")
                ));
            } else if palette::style(&style.value, true).is_none() {
                problems.push(format!(
                    "{}: \"{}\" is no colour; write \"#7aa2f7\", \"cyan\" or \"bold 214\"",
                    style.place, style.value
                ));
            }
        }
    }
    problems.iter().map(|text| show(text).line()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::settings::parse;

    #[test]
    fn a_theme_of_ones_own_changes_what_it_names() {
        let (config, _) =
            parse("theme = \"mine\"\n[themes.mine]\naccent = \"#ff8800\"\nbackground = \"black\"\n", "c");
        assert_eq!(problems(&config), []);
        let theme = Theme::pick(&config, Wants::default());
        assert_eq!((theme.accent.fg, theme.base.bg), (Some(Color::Rgb(255, 136, 0)), Some(Color::Black)));
        assert_eq!(theme.right.fg, Some(Color::Green));
        let bare = Theme::pick(&config, Wants { colors: Colors::None, ..Wants::default() });
        assert_eq!((bare.accent.fg, bare.base.bg), (None, None));
    }

    #[test]
    fn auto_follows_the_background() {
        let accent = |light| Theme::pick(&Config::default(), Wants { light, ..Wants::default() }).accent.fg;
        assert_eq!((accent(false), accent(true)), (Some(Color::Cyan), Some(Color::Blue)));
    }

    #[test]
    fn a_bad_theme_is_told_with_its_place() {
        let (config, _) = parse("[themes.y]\naccent = \"blurple\"\nglow = \"red\"\n", "c");
        let notices = problems(&config);
        assert_eq!(notices.len(), 2);
        assert!(notices[0].starts_with("c:2:1: \"blurple\" is no colour"), "{}", notices[0]);
    }
}
