//! Bars that fill, in eighths of a cell where the glyphs allow it.

use ratatui::text::Span;

use crate::tui::theme::Theme;

/// Draws a share from 0 to 1 as a bar of so many cells.
pub fn meter(share: f32, cells: usize, theme: &Theme) -> Vec<Span<'static>> {
    let glyphs = theme.glyphs;
    let eighths = (share.clamp(0.0, 1.0) * cells as f32 * 8.0).round() as usize;
    let (full, rest) = (eighths / 8, eighths % 8);
    let part = if rest == 0 { "" } else { glyphs.eighths.get(rest - 1).copied().unwrap_or(glyphs.full) };
    let used = full + usize::from(!part.is_empty());
    vec![
        Span::styled(glyphs.full.repeat(full) + part, theme.accent),
        Span::styled(glyphs.empty.repeat(cells.saturating_sub(used)), theme.dim),
    ]
}
