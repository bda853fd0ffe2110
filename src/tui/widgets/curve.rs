//! A curve as filled columns, in eighths of a cell where the glyphs allow it.

use ratatui::text::{Line, Span};

use crate::tui::theme::Theme;

/// Draws shares from 0 to 1 as columns of so many rows, each with its percentage at the top and the bottom row.
pub fn curve(shares: &[f32], rows: usize, theme: &Theme) -> Vec<Line<'static>> {
    let glyphs = theme.glyphs;
    let cell = |share: f32, from_below: usize| {
        let eighths = (share.clamp(0.0, 1.0) * rows as f32 * 8.0).round() as usize;
        match eighths.saturating_sub(from_below * 8) {
            0 => " ",
            8.. => glyphs.full,
            // Half a cell or more is a cell where there are no parts of one.
            part => glyphs.rises.get(part - 1).copied().unwrap_or(if part < 4 { " " } else { glyphs.full }),
        }
    };
    let row = |from_above: usize| {
        let label = match from_above {
            0 => "100% ",
            _ if from_above + 1 == rows => "  0% ",
            _ => "     ",
        };
        let cells: String = shares.iter().map(|share| cell(*share, rows - 1 - from_above)).collect();
        Line::from(vec![Span::styled(label, theme.dim), Span::styled(cells, theme.accent)])
    };
    (0..rows).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::tui::theme::Wants;

    fn drawn(shares: &[f32], ascii: bool) -> Vec<String> {
        let theme = Theme::pick(&Config::default(), Wants { ascii, ..Wants::default() });
        curve(shares, 2, &theme).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_rise_in_eighths() {
        assert_eq!(drawn(&[1.0, 0.5, 0.75, 0.0, 0.125], false), ["100% █ ▄  ", "  0% ███ ▂"]);
    }

    #[test]
    fn ascii_has_whole_cells_only() {
        assert_eq!(drawn(&[1.0, 0.5, 0.75, 0.0, 0.125], true), ["100% # #  ", "  0% ###  "]);
    }
}
