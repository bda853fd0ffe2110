//! The words around a newcomer's first question.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::card::ask::Ask;
use crate::session::Session;
use crate::text::show;
use crate::tui::screen::Ctx;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Returns the welcome above the question.
pub fn above(pen: &Pen<'_>) -> Vec<Line<'static>> {
    let decks = pen.library.decks();
    let cards: usize = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    let items: usize = decks.iter().map(|loaded| loaded.items.len()).sum();
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let text = format!(
        "Welcome. {} loaded: {}, {} to ask them. Try one question now; no account, no set-up, about ten seconds.",
        count(decks.len(), "deck is", "decks are"),
        count(cards, "card", "cards"),
        count(items, "way", "ways")
    );
    let mut lines = vec![Line::default()];
    lines.extend(pen.prose(&show(&text), Style::default()));
    lines.push(Line::default());
    lines
}

/// Returns what comes afterwards, below the options.
pub fn below(session: &Session, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    let first = session.question().and_then(|question| question.steps.first());
    if matches!(first, Some(Ask::Choose(_))) {
        lines.push(line("Press the number of the line you would rather say.", ctx.theme.accent));
        lines.push(Line::default());
    }
    if let more @ 1.. = session.progress().total.saturating_sub(1) {
        let more = ["one", "two", "three", "four"].get(more - 1).copied().unwrap_or("some");
        lines.push(line(format!("afterwards: {more} more, of another kind each, then home"), ctx.theme.dim));
    }
    lines.push(line(format!("progress will be kept in {}", ctx.home), ctx.theme.dim));
    lines
}
