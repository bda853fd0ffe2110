//! Mock interviews to choose from: one to resume, those of authors, one of due and weak cards, those that are past.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::clock::when;
use crate::library::Wanted;
use crate::mock::Scorecard;
use crate::text::{Safe, show};
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::{Name, Place};
use crate::tui::screen::{Ctx, Hit, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Cursor;

/// Past mocks that are listed.
const PAST: usize = 20;

/// The screen.
#[derive(Default)]
pub struct Interviews {
    at: Cursor,
}

enum Choice {
    Resume(Scorecard),
    New(Wanted, Safe, f64),
    Debrief(Scorecard),
    Past(Scorecard),
}

fn rows(ctx: &Ctx<'_>) -> Vec<Choice> {
    let mocks: Vec<&Scorecard> = ctx.library.mocks().rev().take(PAST).collect();
    let mut rows: Vec<Choice> =
        mocks.iter().filter(|card| !card.ended).map(|card| Choice::Resume((*card).clone())).collect();
    rows.extend(
        mocks.iter().filter(|card| card.ended && !card.closed).map(|card| Choice::Debrief((*card).clone())),
    );
    for (id, title, minutes) in ctx.library.authored_mocks() {
        rows.push(Choice::New(Wanted { name: Some(id), ..Wanted::default() }, title, minutes));
    }
    rows.push(Choice::New(Wanted::default(), "Due and weak cards".into(), 15.0));
    rows.extend(mocks.iter().filter(|card| card.closed).map(|card| Choice::Past((*card).clone())));
    rows
}

impl Choice {
    fn open(self, ctx: &Ctx<'_>) -> Step {
        match self {
            Self::Resume(card) => Step::Open(Place::Resume(Box::new(card))),
            Self::Debrief(card) | Self::Past(card) => Step::Open(Place::Debrief(Box::new(card))),
            Self::New(wanted, ..) => ctx.mock(&wanted),
        }
    }

    fn says(&self, ctx: &Ctx<'_>) -> (&'static str, String) {
        let past = |card: &Scorecard| {
            let day = ctx.calendar.format(card.started, "%-d %b %H:%M");
            let judged: Vec<f32> = card.judged.iter().flatten().map(|judged| judged.score).collect();
            let mean = if judged.is_empty() { 0.0 } else { judged.iter().sum::<f32>() / judged.len() as f32 };
            format!(
                "{day}   {:.0}% of the rubrics, used {} of {}   {}",
                mean * 100.0,
                when::clock(card.used()),
                when::clock(card.script.ms),
                show(&card.script.title).cut(30)
            )
        };
        match self {
            Self::Resume(card) => {
                let at = card.answered().count() + 1;
                (
                    "resume",
                    format!("question {at} of {}   {}", card.asked(), show(&card.script.title).cut(40)),
                )
            }
            Self::Debrief(card) => ("debrief", past(card)),
            Self::New(_, title, minutes) => ("start", format!("{minutes:.0} min   {}", title.cut(50))),
            Self::Past(card) => ("past", past(card)),
        }
    }
}

impl Screen for Interviews {
    fn name(&self) -> Name {
        Name::Interviews
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        let rows = rows(ctx);
        let says = rows.get(self.at.row(rows.len())).map_or("start", |row| match row {
            Choice::Resume(_) => "resume",
            Choice::New(..) => "start",
            Choice::Debrief(_) => "debrief",
            Choice::Past(_) => "look back",
        });
        let mut listens = vec![footer(Action::Confirm, says)];
        if rows.len() > 1 {
            listens.extend([footer(Action::Move(Way::Down), "move"), footer(Action::Move(Way::Up), "move")]);
        }
        listens.extend([footer(Action::Back, "home"), help(Action::Quit, "home")]);
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let mut rows = rows(ctx);
        let at = self.at.row(rows.len());
        let action = match input {
            Input::Act(action) => action,
            Input::Row(row) if row == at => Action::Confirm,
            Input::Row(row) => {
                self.at = Cursor::at(row);
                return Step::Stay;
            }
            _ => return Step::Stay,
        };
        match action {
            Action::Confirm => return rows.swap_remove(at).open(ctx),
            Action::Back | Action::Quit => return Step::Pop,
            action => {
                self.at.take(action, rows.len());
            }
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let left = Line::from(Span::styled("mock interviews", theme.strong));
        let right = line("a running clock, nothing revealed until the end", theme.dim);
        let right = if area.width >= 76 { right } else { Line::default() };
        let body = TitleBar::of(left).right(right).draw(frame, area, theme);
        let column = frame::column(body, 100);
        let mut lines = Drawn::from(vec![Line::default()]);
        let rows = rows(ctx);
        let chosen = self.at.row(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let here = at == chosen;
            let (kind, text) = row.says(ctx);
            let style = if here { theme.strong } else { Style::default() };
            let text = show(&text).cut(usize::from(column.width).saturating_sub(13)).to_string();
            let line = Line::from(vec![
                Span::styled(if here { theme.glyphs.row } else { " " }, theme.accent),
                Span::styled(format!(" {kind:<9} "), theme.accent),
                Span::styled(text, style),
            ]);
            lines.extend(Drawn::from(line).hit(Hit::Row(at)).here(here));
        }
        Pane::of(lines).draw(frame, column, ctx);
    }
}
