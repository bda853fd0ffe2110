//! The footer: keys that work now, most used first, dropped from the right; `? keys` is never dropped.

use ratatui::text::{Line, Span};

use crate::text::width;
use crate::tui::keys::{Action, label};
use crate::tui::screens::{Listen, Mode, Shown};
use crate::tui::theme::Theme;

/// Draws the footer for what a screen listens to.
pub fn footer(listens: &[Listen], mode: Mode, columns: usize, theme: &Theme) -> Line<'static> {
    let mut spans = match mode {
        Mode::Commands => vec![Span::styled(" ?", theme.accent), Span::styled(" keys", theme.dim)],
        Mode::Typing => {
            vec![
                Span::styled(" typing", theme.accent),
                Span::styled("  F1", theme.accent),
                Span::styled(" keys", theme.dim),
            ]
        }
    };
    let mut used: usize = spans.iter().map(|span| width(&span.content)).sum();
    for (keys, says) in entries(listens) {
        let wide = width(&keys) + width(&says) + 4;
        if used + wide > columns {
            break;
        }
        used += wide;
        spans.push(Span::styled(format!("   {keys}"), theme.accent));
        spans.push(Span::styled(format!(" {says}"), theme.dim));
    }
    Line::from(spans)
}

/// Joins neighbours that say the same: `1` and `2` become `1 2`, digits in a row `1-6`.
pub fn entries(listens: &[Listen]) -> Vec<(String, String)> {
    let shown = listens.iter().filter(|listen| listen.shown == Shown::Footer);
    let mut groups: Vec<(Vec<Action>, String)> = Vec::new();
    for listen in shown {
        match groups.last_mut() {
            Some((actions, says)) if *says == listen.says => actions.push(listen.action),
            Some(_) | None => groups.push((vec![listen.action], listen.says.to_string())),
        }
    }
    groups.into_iter().map(|(actions, says)| (keys(&actions), says)).collect()
}

fn keys(actions: &[Action]) -> String {
    let labels: Vec<&str> = actions.iter().map(|action| label(*action)).collect();
    match (actions, labels.as_slice()) {
        (
            [Action::Pick(_) | Action::Letter(_), .., Action::Pick(_) | Action::Letter(_)],
            [first, _, .., last],
        ) if labels.len() > 2 => {
            format!("{first}-{last}")
        }
        (_, labels) => labels.join(" "),
    }
}
