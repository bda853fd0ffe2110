//! The words around a newcomer's first question.

use ratatui::style::Style;
use ratatui::text::Line;

use super::Ctx;
use crate::text::show;
use crate::tui::widgets::prose::{line, prose};

/// Returns the welcome above the question.
pub fn above(ctx: &Ctx<'_>, columns: usize) -> Vec<Line<'static>> {
    let decks = ctx.library.decks();
    let cards: usize = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    let items: usize = decks.iter().map(|loaded| loaded.items.len()).sum();
    let count = if decks.len() == 1 { "1 deck is".to_owned() } else { format!("{} decks are", decks.len()) };
    let text = format!(
        "Welcome. {count} loaded: {cards} cards, {items} ways to ask them. Try one question now; no account, no set-up, about ten seconds."
    );
    let mut lines = vec![Line::default()];
    lines.extend(prose(&show(&text), columns, Style::default(), ctx.theme));
    lines.push(Line::default());
    lines
}

/// Returns what comes afterwards, below the options.
pub fn below(ctx: &Ctx<'_>, _columns: usize) -> Vec<Line<'static>> {
    vec![
        Line::default(),
        line("Press the number of the line you would rather say.", ctx.theme.accent),
        Line::default(),
        line("afterwards: four more, each of another kind, then home", ctx.theme.dim),
        line(format!("progress will be kept in {}", ctx.home), ctx.theme.dim),
    ]
}
