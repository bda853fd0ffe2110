//! How browse looks: the query, the list, and below it what the row asks.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{Browse, Sort};
use crate::library::search::IndexRow;
use crate::session::{Options, Plan, Session};
use crate::text::{show, width};
use crate::tui::screen::{Ctx, Hit};
use crate::tui::screens::study::Study;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Columns under which a list is narrow, and columns of a kind.
const NARROW: usize = 70;
const KIND: usize = 14;

/// ```text
///  browse  / kind:fact due<7d                                    6 of 158 items
/// ──────────────────────────────────────────────────────────────────────────────
///    item                          kind      due        right
///  ▸ cost-flip save                fact      today      2/6
/// ──────────────────────────────────────────────────────────────────────────────
///  Past {{turn}} queries a month a tuned model runs [______] cheaper.
/// ```
pub(super) fn browse(page: &Browse, out: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
    let theme = ctx.theme;
    let chosen =
        if page.chosen.is_empty() { String::new() } else { format!("{} chosen   ", page.chosen.len()) };
    let sort = match page.sort {
        Sort::Deck => "",
        Sort::Due => "by due   ",
        Sort::Wrong => "by wrong   ",
    };
    let count = format!("{chosen}{sort}{} of {} items", page.found.len(), page.rows.len());
    let mut left = vec![Span::styled("browse  ", theme.strong), Span::styled("/ ", theme.accent)];
    let field = page.query.lines(usize::from(area.width).saturating_sub(30), theme);
    if page.typing {
        left.extend(field.into_iter().next().map(|line| line.spans).unwrap_or_default());
    } else {
        left.push(Span::raw(show(&page.query.text()).line().to_string()));
    }
    let body = TitleBar::of(Line::from(left)).right(line(count, theme.dim)).draw(out, area, theme);
    let below = if body.height > 14 { body.height / 2 } else { body.height / 3 };
    let [list, rule, preview] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(1), Constraint::Length(below)]).areas(body);
    Pane::of(rows(page, list, ctx)).draw(out, frame::indented(list), ctx);
    let bar = theme.glyphs.rule.repeat(usize::from(rule.width));
    out.render_widget(Paragraph::new(line(bar, theme.dim)), rule);
    let inner = frame::column(preview, 100);
    let lines = page.row().map(|row| about(page, row, &Pen::new(ctx, inner.width))).unwrap_or_default();
    Pane::of(lines).draw(out, inner, ctx);
}

/// Only the rows that are seen are drawn, however many there are.
fn rows(page: &Browse, area: Rect, ctx: &Ctx<'_>) -> Drawn {
    let theme = ctx.theme;
    let columns = usize::from(area.width).saturating_sub(2);
    // A narrow list leaves the kind out: the name ends in it.
    let kind = if columns < NARROW { 0 } else { KIND };
    let name = columns.saturating_sub(kind + 25).max(16);
    let heading = format!("    {:<name$} {:kind$.kind$} {:<10} {:>7}", "item", "kind", "due", "right");
    let mut lines = Drawn::from(vec![line(heading, theme.dim)]);
    let height = usize::from(area.height).saturating_sub(1);
    for place in page.at.seen(page.found.len(), height) {
        lines.extend(Drawn::from(row(page, place, (name, kind), ctx)).hit(Hit::Row(place)));
    }
    if page.found.is_empty() {
        let text =
            "Nothing fits. Try words, deck: tag: kind: level: is:due is:new due<7 wrong>1, or, not.".into();
        lines.extend(Pen::new(ctx, area.width.saturating_sub(2)).prose(&text, theme.dim));
    }
    lines
}

fn row(page: &Browse, place: usize, (name, kind): (usize, usize), ctx: &Ctx<'_>) -> Line<'static> {
    let at = page.found[place];
    let (theme, row) = (ctx.theme, &page.rows[at]);
    let here = place == page.here() && !page.typing;
    let past = ctx.library.past(&row.name);
    let right = past.iter().filter(|past| past.review.grade > crate::card::grade::Grade::Again).count();
    let due = match ctx.library.memory(&row.name) {
        _ if ctx.library.is_suspended(&row.name) => "suspended".to_owned(),
        _ if ctx.library.is_buried(&row.name, ctx.now.day) => "put off".to_owned(),
        Some(memory) => memory.due.words(ctx.now),
        None => "new".into(),
    };
    let rights = if past.is_empty() { String::new() } else { format!("{right}/{}", past.len()) };
    let flagged = if ctx.library.flag(&row.name).is_some() { "!" } else { " " };
    let words = show(row.name.within_deck()).cut(name);
    let gap = " ".repeat(name.saturating_sub(width(&words)));
    let mark = if page.chosen.contains(&at) { theme.glyphs.yes } else { " " };
    let sign = if here { theme.glyphs.row } else { " " };
    let style = if here { theme.strong } else { Style::default() };
    Line::from(vec![
        Span::styled(format!("{sign}{mark}{flagged} "), theme.accent),
        Span::styled(format!("{words}{gap} {:kind$.kind$} {due:<10} {rights:>7}", row.kind), style),
    ])
}

/// The question and its answer, as in review, and the learner's own words on it; made once for an item and a width.
fn about(page: &Browse, row: &IndexRow, pen: &Pen<'_>) -> Vec<Line<'static>> {
    if let Some((name, wide, lines)) = &*page.preview.borrow()
        && (name, *wide) == (&row.name, pen.columns)
    {
        return lines.clone();
    }
    let theme = pen.theme;
    let plan = Plan::Cram(vec![row.name.clone()]);
    let session = Session::start(plan, Options::of(pen.config), pen.library, pen.now);
    let mut lines = Study::new(session, pen).preview(pen);
    if let Some(found) = pen.library.find(&row.name) {
        let file = found.loaded.deck.files.get(found.card.file).map_or("", String::as_str);
        lines.push(line(show(&format!("{file}:{}", found.card.line)).to_string(), theme.dim));
    }
    let own = [("my note  ", pen.library.note(&row.name)), ("flagged  ", pen.library.flag(&row.name))];
    for (label, text) in own {
        if let Some(text) = text {
            let label = vec![Span::styled(label, theme.half)];
            lines.extend(pen.hanging(label, &show(text), Style::default()));
        }
    }
    page.preview.replace(Some((row.name.clone(), pen.columns, lines.clone())));
    lines
}
