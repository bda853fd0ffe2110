//! Statistics: three pages of figures, each with a sentence on what it means.

use ratatui::text::{Line, Span};

use super::anywhere;
use super::report::Report;
use crate::clock::Day;
use crate::stats::{Basis, Content, Page, Section, sections};
use crate::text::{show, width};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Step};
use crate::tui::widgets::frame::TitleBar;
use crate::tui::widgets::meter;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Cells of a bar.
const BAR: usize = 24;
/// Columns of a row's name.
const NAME: usize = 26;

/// The screen.
#[derive(Default)]
pub struct Stats {
    page: usize,
}

fn draw(section: &Section, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let mut lines = vec![Line::from(vec![
        Span::styled(section.title, theme.strong),
        Span::styled(format!("   n = {}", section.n), theme.dim),
    ])];
    lines.extend(pen.within(90).prose(&show(&section.means), theme.dim));
    let name = section.names().clamp(NAME, pen.columns.saturating_sub(26).max(NAME));
    match &section.body {
        Content::Facts(rows) => {
            for (row, value) in rows {
                lines.push(Line::from(vec![
                    Span::raw(cell(row, name)),
                    Span::styled(format!("{value:>10}"), theme.strong),
                ]));
            }
        }
        Content::Shares(rows) => {
            for (row, share, n) in rows {
                let label = if *n == 0 { "    -".to_owned() } else { format!("{:>4.0}%", share * 100.0) };
                lines.push(bar(cell(row, name), *share, format!(" {label} of {n}"), pen));
            }
        }
        Content::Counts(rows) => {
            let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
            for (row, n) in rows {
                lines.push(bar(cell(row, name), *n as f32 / most as f32, format!(" {n:>5}"), pen));
            }
        }
        Content::Days(days) => lines.extend(heat(days, pen)),
    }
    lines
}

fn cell(name: &str, columns: usize) -> String {
    let shown = show(name).cut(columns);
    format!("{shown}{}", " ".repeat((columns + 1).saturating_sub(width(&shown))))
}

fn bar(name: String, share: f32, label: String, pen: &Pen<'_>) -> Line<'static> {
    let cells = BAR.min(pen.columns.saturating_sub(width(&name) + 14)).max(4);
    let mut spans = vec![Span::raw(name)];
    spans.extend(meter::meter(share, cells, pen.theme));
    spans.push(Span::styled(label, pen.theme.dim));
    Line::from(spans)
}

/// A column a week, Monday first, as many weeks as there is room for.
fn heat(days: &[(Day, usize)], pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let weekday = |day: Day| i32::from(day.date().weekday().to_monday_zero_offset());
    let Some((last, _)) = days.last() else { return Vec::new() };
    let end = last.plus(6 - weekday(*last));
    let weeks = ((pen.columns.saturating_sub(5)) / 2).min(days.len() / 7) as i32;
    let start = end.plus(1 - weeks * 7);
    let count = |day: Day| days.iter().rev().find(|(own, _)| *own == day).map(|(_, n)| *n);
    let names = ["Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun"];
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (row, name) in names.into_iter().enumerate() {
        let mut spans = vec![Span::styled(format!("{name}  "), theme.dim)];
        for week in 0..weeks {
            let shade = match count(start.plus(week * 7 + row as i32)) {
                None => " ",
                Some(0) => theme.glyphs.shades[0],
                Some(1..=4) => theme.glyphs.shades[1],
                Some(5..=9) => theme.glyphs.shades[2],
                Some(10..=24) => theme.glyphs.shades[3],
                Some(_) => theme.glyphs.shades[4],
            };
            spans.push(Span::styled(format!("{shade} "), theme.accent));
        }
        lines.push(Line::from(spans));
    }
    let signs = theme.glyphs.shades;
    let key =
        format!("     {} 0  {} 1+  {} 5+  {} 10+  {} 25+", signs[0], signs[1], signs[2], signs[3], signs[4]);
    lines.push(line(key, theme.dim));
    lines
}

impl Report for Stats {
    const NAME: Name = Name::Statistics;
    const COLUMNS: u16 = 100;

    fn head(&self, pen: &Pen<'_>) -> TitleBar {
        let theme = pen.theme;
        let mut left = vec![Span::styled("statistics  ", theme.strong)];
        for (at, page) in Page::ALL.iter().enumerate() {
            left.push(Span::styled(
                format!("{}   ", page.name()),
                if at == self.page { theme.accent } else { theme.dim },
            ));
        }
        TitleBar::of(Line::from(left))
    }

    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let basis = Basis {
            library: pen.library,
            calendar: pen.calendar,
            now: pen.now,
            interview: pen.config.interview,
        };
        let mut lines = Vec::new();
        for section in sections(Page::ALL[self.page.min(Page::ALL.len() - 1)], basis) {
            lines.push(Line::default());
            lines.extend(draw(&section, pen));
        }
        if lines.is_empty() {
            lines.extend([
                Line::default(),
                line("Answer a few questions first; the figures gather here.", pen.theme.dim),
            ]);
        }
        lines
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![
            footer(Action::Switch, "next page"),
            footer(Action::Open(Name::Calibration), "how sure"),
            footer(Action::Open(Name::Workload), "workload"),
            footer(Action::Back, "home"),
            help(Action::Quit, "home"),
        ]
    }

    fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        match action {
            Action::Switch => self.page = (self.page + 1) % Page::ALL.len(),
            Action::Open(_) => return anywhere::step(action, Name::Statistics, ctx).unwrap_or(Step::Stay),
            Action::Back | Action::Quit => return Step::Pop,
            _ => {}
        }
        Step::Stay
    }
}
