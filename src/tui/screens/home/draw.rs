//! How home looks: one column, and a second from 110 columns.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::clock::when;
use crate::library::{Board, BoardRow};
use crate::text::width;
use crate::tui::keys::Action;
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Hit};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar, WIDE};
use crate::tui::widgets::meter;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Cursor;

/// Rows the panels below the decks take, where there is room for them and some decks.
const PANELS: usize = 11;

/// ```text
///  cardsharp                                          Sat 21 Nov    9 of the last 14 days
/// ────────────────────────────────────────────────────────────────────────────────────────
///  TODAY  18 due + 6 new, about 14 min
///
///    deck                     due  new   secure now
///  ▸ Prompt, retrieve or tune? 11    4   ██████▍░░░  61%   tell spotting 54%
///
///  answers a day, last 10 weeks        confidently wrong
/// ```
pub(super) fn home(frame: &mut Frame<'_>, area: Rect, at: Cursor, ctx: &Ctx<'_>) {
    let board = ctx.library.board(ctx.now);
    let body = frame::indented(header(frame, area, &board, ctx));
    let mut lines = Drawn::from(vec![Line::default()]);
    lines.extend(today(&board, &Pen::new(ctx, body.width)));
    lines.extend(pace(&board, &Pen::new(ctx, body.width)));
    lines.push(Line::default());
    // More decks than there is room for are a list around the chosen one.
    let all = usize::from(body.height).saturating_sub(lines.len() + 1).max(1);
    let room = if all >= PANELS + 6 { all - PANELS } else { all };
    let (at, seen) = (at.row(board.rows.len()), at.seen(board.rows.len(), room));
    lines.extend(table(&board, at, seen, &Pen::new(ctx, body.width)));
    let top = (lines.len() as u16).min(body.height);
    let [upper, lower] = Layout::vertical([Constraint::Length(top), Constraint::Fill(1)]).areas(body);
    Pane::of(lines).draw(frame, upper, ctx);
    panels(frame, lower, &board, ctx);
}

fn header(frame: &mut Frame<'_>, area: Rect, board: &Board, ctx: &Ctx<'_>) -> Rect {
    let theme = ctx.theme;
    let mut right = vec![Span::styled(ctx.calendar.format(ctx.now.at, "%a %-d %b"), theme.dim)];
    if board.active > 0 {
        right.push(Span::styled(format!("   {} of the last 14 days", board.active), theme.dim));
    }
    if let Some(date) = ctx.config.interview.filter(|date| date.since(ctx.now.day) >= 0) {
        right.push(Span::styled(format!("   {} d to go", date.since(ctx.now.day)), theme.accent));
    }
    if ctx.unsaved > 0 {
        right.push(Span::styled(
            format!("   ! {} not saved, {}", ctx.unsaved, ctx.keys.label(Action::Retry)),
            theme.wrong,
        ));
    }
    let left = Line::from(Span::styled("cardsharp", theme.strong));
    TitleBar::of(left).right(Line::from(right)).draw(frame, area, theme)
}

fn today(board: &Board, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    if board.rows.is_empty() {
        let text = format!(
            "No deck is loaded. Put a .toml deck into {}/decks, or name one: cardsharp my-deck.toml",
            pen.home
        );
        return pen.prose(&crate::text::show(&text), Style::default());
    }
    let enter = pen.keys.label(Action::Confirm);
    let (bold, rest) = match (board.due, board.new) {
        (0, 0) if board.catch_up.is_some() => {
            ("Done for today".to_owned(), format!(" by the pace below; {enter} practises without recording."))
        }
        (0, 0) => {
            let next = board.next.map_or("until a deck brings something new".into(), |due| {
                format!("until {}", due.words(pen.now))
            });
            let next = next.replace("until in ", "for ").replace("for ", "for another ");
            ("Nothing due".to_owned(), format!(" {next}.  {enter} practises without recording."))
        }
        (0, new) => (format!("{new} new"), format!(" today, about {} min", board.minutes)),
        (due, 0) => (format!("{due} due"), format!(" today, about {} min", board.minutes)),
        (due, new) => (format!("{due} due + {new} new"), format!(" today, about {} min", board.minutes)),
    };
    vec![Line::from(vec![Span::styled(bold, theme.accent.patch(theme.strong)), Span::raw(rest)])]
}

/// After a break: what the heap is and how it is spread.
fn pace(board: &Board, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let Some(pace) = board.catch_up else { return Vec::new() };
    let (_, days) = pace.over(pace.until.since(pen.now.day) + 1);
    let until = when::day(pen.now.day.plus(days - 1), pen.now.day);
    let spread =
        if days > 1 { format!("{} left today, done by {until}", pace.left) } else { "all today".into() };
    let key = pen.keys.label(Action::Open(Name::CatchUp));
    let text = format!(
        "After {} days away {} are due: {spread}; new ones wait. {key} sets the pace.",
        pace.away, pace.due
    );
    pen.prose(&crate::text::show(&text), pen.theme.half)
}

fn table(board: &Board, at: usize, seen: Range<usize>, pen: &Pen<'_>) -> Drawn {
    let theme = pen.theme;
    if board.rows.is_empty() {
        return Drawn::default();
    }
    let name = pen.columns.saturating_sub(46).clamp(14, 40);
    let heading = format!(
        "  {:<name$} {:>5} {:>5}   {:<17}{}",
        "deck",
        "due",
        "new",
        "secure now",
        if pen.columns > 72 { "weakest" } else { "" }
    );
    let row = |n: usize| Drawn::from(deck_row(&board.rows[n], n == at, name, pen)).hit(Hit::Row(n));
    let mut lines = Drawn::from(vec![line(heading, theme.dim)]);
    lines.extend(seen.flat_map(row));
    lines
}

fn deck_row(deck: &BoardRow, here: bool, name: usize, pen: &Pen<'_>) -> Line<'static> {
    let theme = pen.theme;
    let style = if here { theme.strong } else { Style::default() };
    let sign = if here { theme.glyphs.row } else { " " };
    let title = deck.title.cut(name);
    let pad = " ".repeat(name.saturating_sub(width(&title)));
    let count = |n: usize| if n == 0 { "-".to_owned() } else { n.to_string() };
    let mut spans = vec![
        Span::styled(format!("{sign} "), theme.accent),
        Span::styled(format!("{title}{pad}"), style),
        Span::styled(format!(" {:>5} {:>5}   ", count(deck.due), count(deck.new)), style),
    ];
    match deck.secure {
        Some(secure) => {
            spans.extend(meter::meter(secure, 10, theme));
            spans.push(Span::raw(format!(" {:>3.0}%", secure * 100.0)));
        }
        None => spans.push(Span::styled(format!("{:<15}", "new"), theme.dim)),
    }
    if deck.errors > 0 {
        spans.push(Span::styled(
            format!("  ! {} error{}", deck.errors, if deck.errors == 1 { "" } else { "s" }),
            theme.wrong,
        ));
    } else if let Some((kind, share)) = deck.weakest.filter(|_| pen.columns > 72) {
        spans.push(Span::styled(format!("  {kind} {:.0}%", share * 100.0), theme.dim));
    }
    Line::from(spans)
}

fn panels(frame: &mut Frame<'_>, area: Rect, board: &Board, ctx: &Ctx<'_>) {
    let wide = frame.area().width >= WIDE;
    if area.height < 6 {
        return;
    }
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(if wide { 50 } else { 52 }), Constraint::Fill(1)])
            .spacing(2)
            .areas(area);
    let weeks = if wide { 26 } else { 10 };
    let mut lines = vec![Line::default()];
    if board.heat.iter().any(|(_, n)| *n > 0) {
        lines.extend(heat(board, weeks, ctx));
    } else {
        let text = "Your answers a day will show here.".into();
        lines.extend(Pen::new(ctx, left.width).prose(&text, ctx.theme.dim));
    }
    frame.render_widget(Paragraph::new(lines), left);
    let mut lines = vec![Line::default()];
    lines.extend(confident(board, &Pen::new(ctx, right.width)));
    if usize::from(right.height) >= lines.len() + 9 && board.heat.iter().any(|(_, n)| *n > 0) {
        lines.push(Line::default());
        lines.extend(ahead(board, ctx));
    }
    frame.render_widget(Paragraph::new(lines), right);
}

fn heat(board: &Board, weeks: usize, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let shades = theme.glyphs.shades;
    let shade = |n: usize| match n {
        0 => 0,
        1..=4 => 1,
        5..=9 => 2,
        10..=24 => 3,
        _ => 4,
    };
    let mut lines = vec![line(format!("answers a day, last {weeks} weeks"), theme.dim)];
    let today =
        board.heat.last().map_or(0, |(day, _)| i64::from(day.date().weekday().to_monday_zero_offset()));
    for (row, label) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().enumerate() {
        let mut spans = vec![Span::styled(format!("{label} "), theme.dim)];
        for week in (0..weeks as i64).rev() {
            let ago = week * 7 + today - row as i64;
            let cell = usize::try_from(ago).ok().and_then(|ago| board.heat.iter().rev().nth(ago));
            let style = if cell.is_some_and(|(_, n)| *n > 0) { theme.accent } else { theme.dim };
            spans.push(Span::styled(
                cell.map_or("  ".to_owned(), |(_, n)| format!("{} ", shades[shade(*n)])),
                style,
            ));
        }
        lines.push(Line::from(spans));
    }
    lines.push(line(
        format!("{} 0  {} 1+  {} 5+  {} 10+  {} 25+", shades[0], shades[1], shades[2], shades[3], shades[4]),
        theme.dim,
    ));
    lines
}

fn confident(board: &Board, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    if board.confident.is_empty() {
        return Vec::new();
    }
    let title = if board.confident.len() == 1 {
        "confidently wrong (1)".into()
    } else {
        format!("confidently wrong ({})", board.confident.len())
    };
    let mut lines = vec![line(title, theme.dim)];
    let row = |(_, words): &(crate::card::ItemName, crate::text::Safe)| {
        Line::from(vec![
            Span::styled("! ", theme.half),
            Span::raw(words.cut(pen.columns.saturating_sub(3)).to_string()),
        ])
    };
    lines.extend(board.confident.iter().take(5).map(row));
    lines
}

fn ahead(board: &Board, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let most = board.ahead.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let mut lines = vec![line("due in the next 7 days", ctx.theme.dim)];
    for (day, n) in &board.ahead {
        let mut spans = vec![Span::styled(format!("{:<9}", when::day(*day, ctx.now.day)), ctx.theme.dim)];
        spans.extend(meter::meter(*n as f32 / most as f32, 14, ctx.theme).into_iter().take(1));
        spans.push(Span::raw(format!(" {n}")));
        lines.push(Line::from(spans));
    }
    lines
}
