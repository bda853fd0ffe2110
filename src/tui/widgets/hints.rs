//! The footer: keys that work now, most used first, dropped from the right; `? keys` is never dropped.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::text::width;
use crate::tui::keys::listen::{Listen, Mode, Shown};
use crate::tui::keys::{Action, Keymap};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Hit, Screen};

/// Draws the footer for what the top screen listens to; its words can be clicked.
pub fn draw(frame: &mut Frame<'_>, area: Rect, top: &dyn Screen, ctx: &Ctx<'_>) {
    let theme = ctx.theme;
    let help = ctx.keys.label(Action::Open(Name::Help));
    let mut spans = match top.mode() {
        Mode::Commands => {
            vec![Span::styled(format!(" {help}"), theme.accent), Span::styled(" keys", theme.dim)]
        }
        Mode::Typing => vec![
            Span::styled(" typing", theme.accent),
            Span::styled("  F1", theme.accent),
            Span::styled(" keys", theme.dim),
        ],
    };
    let mut used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let spot = |from: usize, wide: usize| Rect { x: area.x + from as u16, width: wide as u16, ..area };
    ctx.hits.note(spot(0, used), Hit::Act(Action::Open(Name::Help)));
    for (actions, says) in groups(&top.listens(ctx)) {
        let keys = keys(&actions, ctx.keys);
        let wide = width(&keys) + width(&says) + 4;
        if used + wide > usize::from(area.width) {
            break;
        }
        if let [action] = actions[..] {
            ctx.hits.note(spot(used + 3, wide - 3), Hit::Act(action));
        } else if width(&keys) + 1 == 2 * actions.len() {
            // Keys of one column with a space between: each is a place of its own.
            for (at, action) in actions.iter().enumerate() {
                ctx.hits.note(spot(used + 3 + 2 * at, 1), Hit::Act(*action));
            }
        }
        used += wide;
        spans.push(Span::styled(format!("   {keys}"), theme.accent));
        spans.push(Span::styled(format!(" {says}"), theme.dim));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// Joins neighbours that say the same.
fn groups(listens: &[Listen]) -> Vec<(Vec<Action>, String)> {
    let shown = listens.iter().filter(|listen| listen.shown == Shown::Footer);
    let mut groups: Vec<(Vec<Action>, String)> = Vec::new();
    for listen in shown {
        match groups.last_mut() {
            Some((actions, says)) if *says == listen.says => actions.push(listen.action),
            Some(_) | None => groups.push((vec![listen.action], listen.says.to_string())),
        }
    }
    groups
}

/// Names keys side by side: `1 2`, or `1-6` for choices in a row.
fn keys(actions: &[Action], keymap: &Keymap) -> String {
    let labels: Vec<String> = actions.iter().map(|action| keymap.label(*action)).collect();
    let choice = |action: &Action| matches!(action, Action::Pick(_) | Action::Letter('a'..='z'));
    match labels.as_slice() {
        [first, _, .., last] if labels.len() > 2 && actions.iter().all(choice) => format!("{first}-{last}"),
        labels => labels.join(" "),
    }
}
