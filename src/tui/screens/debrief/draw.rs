//! How the debrief looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Debrief, View, left_out};
use crate::card::ItemName;
use crate::card::grade::Mark;
use crate::clock::when;
use crate::mock::{Given, advice};
use crate::review::Said;
use crate::text::{Safe, show};
use crate::tui::face::WIDE;
use crate::tui::screen::Ctx;
use crate::tui::screens::sheet::{room, strong};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::meter;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Columns of the table's question.
const QUESTION: usize = 26;
/// Cells of a bar of time.
const BAR: usize = 24;

pub(super) fn debrief(page: &Debrief, area_frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
    let theme = ctx.theme;
    let card = &page.card;
    let left = Line::from(vec![
        Span::styled("debrief  ", theme.accent),
        Span::styled(show(&card.script.title).cut(usize::from(area.width) / 2).to_string(), theme.strong),
    ]);
    let pauses: u32 = card.answered().map(|(_, _, given)| given.pauses).sum();
    let stood: i64 = card.answered().map(|(_, _, given)| given.paused).sum();
    let mut right = format!("used {} of {}", when::clock(card.used()), when::clock(card.script.ms));
    if pauses > 0 {
        right.push_str(&format!("   paused {pauses}x, {}", when::clock(stood)));
    }
    let body = TitleBar::of(left).right(line(right, theme.dim)).draw(area_frame, area, theme);
    let column = frame::column(body, 118);
    let pen = Pen::new(ctx, column.width);
    let lines = match &page.view {
        View::Ticks => ticks(page, &pen),
        View::Table => table(page, &pen),
        View::Again { since, editor } => {
            let mut lines = Drawn::from(Line::default());
            let q = page.rubric(ctx).map(|rubric| rubric.q).unwrap_or_default();
            lines.extend(pen.prose(&q, theme.strong));
            lines.push(Line::default());
            let spent = when::clock(ctx.now.at.since(*since));
            lines.push(line(format!("again, ungraded   {spent} of about 2:00"), theme.accent));
            lines.extend(missed_line(page, ctx));
            lines.push(Line::default());
            lines.extend(Drawn::from(editor.lines(pen.columns, theme)).here(true));
            lines
        }
    };
    Pane::scrolled(lines, &page.scroll).draw(area_frame, column, ctx);
}

/// Points and tells of one answer, the own words beside the strong ones.
fn ticks(page: &Debrief, pen: &Pen<'_>) -> Drawn {
    let theme = pen.theme;
    let Some(at) = page.answers.get(page.at).copied() else {
        return vec![Line::default(), line("Nothing was answered.", theme.dim)].into();
    };
    let number = format!("{} of {}   ", page.at + 1, page.answers.len());
    let Some(rubric) = page.rubric(pen) else {
        return vec![
            Line::default(),
            line("This question is no longer in its deck; Enter goes on.", theme.half),
        ]
        .into();
    };
    let mut lines = Drawn::from(Line::default());
    lines.extend(pen.hanging(vec![Span::styled(number, theme.dim)], &rubric.q, theme.strong));
    lines.push(summary(page, at, pen));
    lines.push(Line::default());
    let said = said(page, at, pen);
    let suggested = said.map(|said| rubric.suggested(&words(said))).unwrap_or_default();
    if let Some(sheet) = page.sheets.get(page.at) {
        lines.extend(sheet.points(&rubric, &suggested, pen));
        lines.extend(sheet.heard(&rubric, &said.map(words).unwrap_or_default(), pen));
    }
    lines.push(Line::default());
    let room = room(pen);
    let (own, strong) = (own(said, &room), strong(&rubric, &room));
    if pen.columns >= WIDE {
        lines.extend(pen.beside(own, strong));
    } else {
        lines.extend(own);
        lines.push(Line::default());
        lines.extend(strong);
    }
    lines
}

fn summary(page: &Debrief, at: usize, ctx: &Ctx<'_>) -> Line<'static> {
    let theme = ctx.theme;
    let Some(reached) = page.reached(ctx) else { return Line::default() };
    let level = reached.level.as_deref().unwrap_or("-").to_owned();
    let given = page.card.answered().find(|(own, ..)| *own == at).map(|(_, _, given)| given);
    let guess = given.and_then(|given| given.guess.clone()).unwrap_or("-".into());
    Line::from(vec![
        Span::styled("rubric ", theme.dim),
        Span::styled(format!("{:.0}%", reached.score * 100.0), theme.strong),
        Span::styled("   sounds ", theme.dim),
        Span::styled(show(&level).to_string(), theme.strong),
        Span::styled("   you guessed ", theme.dim),
        Span::styled(show(&guess).to_string(), theme.strong),
        Span::styled(
            page.card.script.level.as_ref().map_or(String::new(), |level| format!("   aim {}", show(level))),
            theme.dim,
        ),
    ])
}

fn said<'a>(page: &Debrief, at: usize, ctx: &Ctx<'a>) -> Option<&'a Said> {
    let item = &page.card.script.asks[at].item;
    ctx.library.said(item).rev().find(|said| said.run == Some(page.card.run))
}

fn words(said: &Said) -> String {
    format!("{}\n{}", said.text, said.jots.join("\n"))
}

fn own(said: Option<&Said>, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let mut lines = vec![line("your words", theme.dim)];
    match said {
        Some(said) => {
            lines.extend(pen.prose(&show(&said.text), Style::default()));
            for jot in &said.jots {
                lines.extend(pen.hanging(
                    vec![Span::styled("- ", theme.accent)],
                    &show(jot),
                    Style::default(),
                ));
            }
        }
        None => lines.push(line("spoken, or the journal is off; nothing was kept", theme.dim)),
    }
    lines
}

/// All answers, where the time went, how the candidate judged himself or herself, and what to do next.
fn table(page: &Debrief, pen: &Pen<'_>) -> Drawn {
    let theme = pen.theme;
    let mut lines = Drawn::from(Line::default());
    if page.answers.is_empty() {
        lines.push(line("Nothing was answered, so there is nothing to judge.", theme.dim));
        return lines;
    }
    lines.push(line(
        format!(
            "  {:<QUESTION$}  {:>5} {:>6} {:>7} {:>7}  musts missed",
            "question", "time", "rubric", "sounds", "guessed"
        ),
        theme.dim,
    ));
    for (row, at) in page.answers.iter().enumerate() {
        lines.extend(Drawn::from(answer_row(page, row, *at, pen)).here(row == page.at));
    }
    for (ask, status) in page.card.script.asks.iter().zip(&page.card.statuses) {
        if let Some(why) = left_out(status) {
            let name = show(&short(&ask.item)).cut(QUESTION);
            lines.push(line(format!("  {name:<QUESTION$}  {why}"), theme.dim));
        }
    }
    lines.push(Line::default());
    lines.extend(next(page, pen));
    lines.push(Line::default());
    let (time, judged) = (time(page, pen), own_judgement(page, pen));
    if pen.columns >= WIDE {
        lines.extend(pen.beside(time, judged));
    } else {
        lines.extend(judged);
        lines.push(Line::default());
        lines.extend(time);
    }
    lines
}

fn answer_row(page: &Debrief, row: usize, at: usize, pen: &Pen<'_>) -> Line<'static> {
    let theme = pen.theme;
    let (ask, judged) = (&page.card.script.asks[at], page.card.judged[at].as_ref());
    let Some((_, _, given)) = page.card.answered().find(|(own, ..)| *own == at) else {
        return Line::default();
    };
    let here = row == page.at;
    let indent = if ask.item.follow_up().is_some() { "  " } else { "" };
    let name = show(&format!("{indent}{}", short(&ask.item))).cut(QUESTION);
    let dash = || "-".to_owned();
    let level = |level: Option<&String>| level.map_or_else(dash, |level| show(level).cut(7).to_string());
    let score = judged.map_or_else(dash, |judged| format!("{:.0}%", judged.score * 100.0));
    let row_text = format!(
        "{} {name:<QUESTION$}  {:>5} {score:>6} {:>7} {:>7}  ",
        if here { theme.glyphs.row } else { " " },
        when::clock(given.ms),
        level(judged.and_then(|judged| judged.level.as_ref())),
        level(given.guess.as_ref())
    );
    let mut spans = vec![Span::styled(row_text, if here { theme.strong } else { Style::default() })];
    let over = given.ms.saturating_sub(ask.ms);
    let mut tail = judged.map_or(String::new(), |judged| judged.musts.join(" "));
    if over > 10_000 {
        tail = format!("{tail}{}over by {}", if tail.is_empty() { "" } else { "  " }, when::clock(over));
    }
    spans.push(Span::styled(show(&tail).cut(pen.columns.saturating_sub(62)).to_string(), theme.half));
    Line::from(spans)
}

/// `llm-choice/rag-blame#recall` as `rag-blame`, a follow-up as `+ key`.
fn short(item: &ItemName) -> String {
    item.follow_up().map_or_else(|| item.card_id().to_owned(), |key| format!("+ {key}"))
}

fn time(page: &Debrief, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let longest = |given: &Given, target: i64| given.ms.max(target);
    let most = page.card.answered().map(|(_, ask, given)| longest(given, ask.ms)).max().unwrap_or(1).max(1);
    let mut lines = vec![line("where your time went", theme.dim)];
    for (row, (_, ask, given)) in page.card.answered().enumerate() {
        let mut spans = vec![Span::styled(format!("{:>2}  ", row + 1), theme.dim)];
        spans.extend(meter::meter(given.ms as f32 / most as f32, BAR, theme));
        spans
            .push(Span::styled(format!("  {} of {}", when::clock(given.ms), when::clock(ask.ms)), theme.dim));
        lines.push(Line::from(spans));
    }
    lines
}

fn own_judgement(page: &Debrief, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let mut lines = vec![line("how you judged yourself", theme.dim)];
    match page.card.bias() {
        Some(bias) => lines.push(Line::from(advice::bias(bias))),
        None => lines.push(line("No answer has both a guess and a level.", theme.dim)),
    }
    let mut past: Vec<String> = ctx
        .library
        .mocks()
        .filter(|card| card.closed && card.run != page.card.run)
        .filter_map(|card| card.bias().map(|bias| format!("{bias:+.1}")))
        .collect();
    if !past.is_empty() {
        past = past.split_off(past.len().saturating_sub(5));
        lines.push(line(format!("earlier mocks, oldest first: {} levels", past.join(", ")), theme.dim));
    }
    lines
}

fn next(page: &Debrief, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let mut lines = vec![line("what to do next", theme.dim)];
    let earlier: Vec<_> =
        pen.library.mocks().filter(|card| card.closed && card.run != page.card.run).collect();
    for (at, text) in advice::next(&page.card, &earlier).into_iter().enumerate() {
        let label = vec![Span::styled(format!("{}  ", at + 1), theme.accent)];
        lines.extend(pen.within(100).hanging(label, &show(&text), Style::default()));
    }
    lines
}

fn missed_line(page: &Debrief, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let Some(rubric) = page.rubric(ctx) else { return Vec::new() };
    let Some(sheet) = page.sheets.get(page.at) else { return Vec::new() };
    let missing =
        rubric.ticks.ideas.iter().zip(&sheet.marks).find(|(idea, mark)| idea.must && **mark == Mark::Empty);
    let text: Option<Safe> =
        missing.map(|(idea, _)| Safe::join(&["with the missing must: ".into(), idea.say.clone()], ""));
    text.map(|text| line(text.to_string(), ctx.theme.half)).into_iter().collect()
}
