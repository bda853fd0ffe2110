//! Styles as settings and palettes write them. With `theme.rs` the only files that name a colour.

use ratatui::style::{Color, Modifier, Style};

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
    use crate::config::palette::{PLAIN, builtin, names};

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
        for name in names().filter(|name| !PLAIN.contains(name)) {
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
