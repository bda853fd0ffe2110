//! Named palettes as data: a colour or style by meaning. With `theme.rs` the only files that name a colour.

use ratatui::style::{Color, Modifier, Style};

/// What a palette may give a style to.
pub const ROLES: [&str; 9] =
    ["text", "background", "accent", "strong", "dim", "right", "wrong", "half", "code"];

/// Palettes of the program, each a style a role in the order of [`ROLES`]; the figures are those their
/// designers publish.
const BUILTIN: [(&str, [&str; 9]); 6] = [
    (
        "gruvbox",
        [
            "#ebdbb2",
            "#282828",
            "#83a598",
            "bold #fbf1c7",
            "#a89984",
            "#b8bb26",
            "#fb4934",
            "#fabd2f",
            "#8ec07c",
        ],
    ),
    (
        "nord",
        [
            "#d8dee9",
            "#2e3440",
            "#88c0d0",
            "bold #eceff4",
            "#7b88a1",
            "#a3be8c",
            "#d0737d",
            "#ebcb8b",
            "#8fbcbb",
        ],
    ),
    (
        "dracula",
        [
            "#f8f8f2",
            "#282a36",
            "#bd93f9",
            "bold #f8f8f2",
            "#8b9bd0",
            "#50fa7b",
            "#ff5555",
            "#f1fa8c",
            "#8be9fd",
        ],
    ),
    (
        "catppuccin",
        [
            "#cdd6f4",
            "#1e1e2e",
            "#89b4fa",
            "bold #cdd6f4",
            "#9399b2",
            "#a6e3a1",
            "#f38ba8",
            "#f9e2af",
            "#94e2d5",
        ],
    ),
    (
        "solarized-dark",
        [
            "#93a1a1",
            "#002b36",
            "#268bd2",
            "bold #eee8d5",
            "#7c9096",
            "#859900",
            "#dc322f",
            "#b58900",
            "#2aa198",
        ],
    ),
    (
        "solarized-light",
        [
            "#586e75",
            "#fdf6e3",
            "#268bd2",
            "bold #073642",
            "#748a93",
            "#687700",
            "#dc322f",
            "#946f00",
            "#1f827b",
        ],
    ),
];

/// Returns the names of the program's own palettes.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.into_iter().map(|(name, _)| name)
}

/// Returns a palette of the program, a style a role.
pub fn builtin(name: &str) -> Option<[(&'static str, &'static str); 9]> {
    let (_, styles) = BUILTIN.into_iter().find(|(own, _)| *own == name)?;
    let mut at = 0;
    Some(ROLES.map(|role| {
        at += 1;
        (role, styles[at - 1])
    }))
}

/// Reads a style such as `bold #7aa2f7`, `cyan`, `bright-red`, `underline` or `214`.
pub fn style(text: &str, true_color: bool) -> Option<Style> {
    let mut style = Style::default();
    for word in text.split_whitespace() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            "default" => style.fg(Color::Reset),
            _ => style.fg(color(word, true_color)?),
        };
    }
    (!text.trim().is_empty()).then_some(style)
}

fn color(word: &str, true_color: bool) -> Option<Color> {
    if let Some(hex) = word.strip_prefix('#') {
        let digits = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let (r, g, b) = (digits(0)?, digits(2)?, digits(4)?);
        let whole = hex.len() == 6;
        return whole
            .then(|| if true_color { Color::Rgb(r, g, b) } else { Color::Indexed(nearest(r, g, b)) });
    }
    if let Ok(index) = word.parse() {
        return Some(Color::Indexed(index));
    }
    Some(match word {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

/// Levels of xterm's 6x6x6 cube, colours 16 to 231.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Returns the nearest of xterm's 256 colours: the cube or the grey ramp (8, 18 ... 238, colours 232 to 255).
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    let level = |value: u8| (0..6_u8).min_by_key(|at| CUBE[usize::from(*at)].abs_diff(value)).unwrap_or(0);
    let (cube_r, cube_g, cube_b) = (level(r), level(g), level(b));
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let step = (mean.saturating_sub(3) / 10).min(23) as u8;
    let away = |x: u8, y: u8, z: u8| {
        let far = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        far(x, r) + far(y, g) + far(z, b)
    };
    let grey = 8 + 10 * step;
    let cube = away(CUBE[usize::from(cube_r)], CUBE[usize::from(cube_g)], CUBE[usize::from(cube_b)]);
    if away(grey, grey, grey) < cube { 232 + step } else { 16 + 36 * cube_r + 6 * cube_g + cube_b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_words_and_a_colour() {
        assert_eq!(style("bold #ff0000", true), Some(Style::new().fg(Color::Rgb(255, 0, 0)).bold()));
        assert_eq!(style("bright-cyan", true), Some(Style::new().fg(Color::LightCyan)));
        assert_eq!(style("214", true), Some(Style::new().fg(Color::Indexed(214))));
        for bad in ["", "#ff00", "#ff00zz", "purplish", "300"] {
            assert_eq!(style(bad, true), None, "{bad}");
        }
    }

    #[test]
    fn without_true_colour_the_nearest_of_256_is_taken() {
        assert_eq!(nearest(255, 0, 0), 196);
        assert_eq!(nearest(40, 40, 40), 235);
        assert_eq!(nearest(255, 255, 255), 231);
    }

    #[test]
    fn every_palette_gives_every_role_a_style_that_can_be_told_from_its_ground() {
        for name in names() {
            let roles = builtin(name).unwrap();
            let ground = lightness(roles[1].1);
            for (role, text) in roles.into_iter().filter(|(role, _)| *role != "background") {
                assert!(style(text, true).is_some(), "{name} {role}");
                let (a, b) = (lightness(text), ground);
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 3.0, "{name} {role}: contrast {contrast:.2}");
            }
        }
    }

    /// Relative luminance, as WCAG 2 defines it.
    fn lightness(text: &str) -> f64 {
        let hex = text.split('#').nth(1).unwrap();
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }
}
