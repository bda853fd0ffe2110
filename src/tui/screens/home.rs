//! Home: what is due today, the decks, and how the last weeks went.

mod draw;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::browse::Browse;
use super::calibration::CalibrationView;
use super::interviews::Interviews;
use super::keys::Keys;
use super::pace::Pace;
use super::problems::Problems;
use super::settings::Settings;
use super::simulate::Simulate;
use super::stats::Stats;
use super::study::Study;
use super::target::Target;
use crate::card::ItemName;
use crate::config::AskSure;
use crate::library::Which;
use crate::review::What;
use crate::session::{Options, Plan, Session};
use crate::text::show;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};

/// Weak spots of one drill.
const DRILL: usize = 10;
/// Questions of a warm-up, about five minutes.
const WARM_UP: usize = 8;

/// The screen.
#[derive(Default)]
pub struct Home {
    at: usize,
}

/// What can be opened from any screen, through the palette.
pub const OPENED: [Action; 14] = [
    Action::NewOnly,
    Action::DueOnly,
    Action::Weak,
    Action::WarmUp,
    Action::Mocks,
    Action::Search,
    Action::Stats,
    Action::Calibration,
    Action::Workload,
    Action::Target,
    Action::CatchUp,
    Action::Settings,
    Action::Rebind,
    Action::Problems,
];

fn study(plan: Plan, ctx: &Ctx<'_>) -> Step {
    let session = Session::start(plan, options(ctx), ctx.library, ctx.now);
    if session.question().is_none() {
        return Step::Do(Effect::Notice("Nothing of that kind is due now.".into()));
    }
    Step::Push(Box::new(Study::new(session, ctx)))
}

fn start(ctx: &Ctx<'_>) -> Step {
    let all = Plan::Study { decks: Vec::new(), which: Which::All };
    let board = ctx.library.board(ctx.now);
    study(if board.due + board.new > 0 { all } else { Plan::Practice }, ctx)
}

fn of(which: Which, decks: Vec<String>, ctx: &Ctx<'_>) -> Step {
    study(Plan::Study { decks, which }, ctx)
}

/// Opens what a command of home opens; nothing for an action that is none of its commands.
pub fn open(action: Action, ctx: &Ctx<'_>) -> Option<Step> {
    Some(match action {
        Action::Confirm => start(ctx),
        Action::NewOnly => of(Which::New, Vec::new(), ctx),
        Action::DueOnly => of(Which::Due, Vec::new(), ctx),
        Action::Stats => Step::Push(Box::new(Stats::default())),
        Action::Calibration => Step::Push(Box::new(CalibrationView::default())),
        Action::Workload => Step::Push(Box::new(Simulate::new(ctx))),
        Action::Search => Step::Push(Box::new(Browse::new(ctx))),
        Action::Weak => study(Plan::Items(ctx.library.weak(DRILL, ctx.now)), ctx),
        Action::WarmUp => study(Plan::Items(ctx.library.warm_up(WARM_UP, ctx.now)), ctx),
        Action::Mocks => Step::Push(Box::new(Interviews::default())),
        Action::Problems => Step::Push(Box::new(Problems::default())),
        Action::Settings => Step::Push(Box::new(Settings::default())),
        Action::Rebind => Step::Push(Box::new(Keys::default())),
        Action::Target => Step::Push(Box::new(Target::new(ctx))),
        Action::CatchUp => Step::Push(Box::new(Pace::new(ctx))),
        Action::Undo => {
            let plan = Plan::Study { decks: Vec::new(), which: Which::All };
            let session = Session::start(plan, options(ctx), ctx.library, ctx.now);
            let (study, step) = Study::taking_back(session, ctx);
            Step::Several(vec![Step::Push(Box::new(study)), step])
        }
        Action::Redo => {
            let (undo, items) = ctx.library.last_undo(ctx.now.day)?;
            let name = items.first().map_or("", ItemName::as_str);
            let text = show(&format!("Given again: {name}."));
            let what = What::Undo(vec![undo]);
            Step::Several(vec![Step::Do(Effect::Record(vec![what])), Step::Do(Effect::Notice(text))])
        }
        _ => return None,
    })
}

/// Returns how a sitting is run by the settings.
pub fn options(ctx: &Ctx<'_>) -> Options {
    Options {
        size: ctx.config.session_size,
        minutes: ctx.config.session_minutes,
        ask_sure: ctx.config.ask_sure == AskSure::Objective,
        seed: 0,
    }
}

impl Screen for Home {
    fn name(&self) -> &'static str {
        "home"
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        let board = ctx.library.board(ctx.now);
        let mut listens = Vec::new();
        let decks = ctx.library.decks().len();
        if decks > 0 {
            let nothing = board.due + board.new == 0;
            listens.push(footer(Action::Confirm, if nothing { "practise" } else { "start" }));
        }
        if board.new > 0 && board.due > 0 {
            listens.extend([footer(Action::NewOnly, "new"), footer(Action::DueOnly, "due")]);
        }
        if board.rows.get(self.at).is_some_and(|row| row.due + row.new > 0) && decks > 1 {
            listens.push(footer(Action::OneDeck, "this deck"));
        }
        if decks > 1 {
            listens.extend([help(Action::Down, "next deck"), help(Action::Up, "deck above")]);
        }
        if decks > 0 {
            listens.push(footer(Action::Mocks, "mock"));
            listens.push(footer(Action::Search, "browse"));
            listens.push(footer(Action::Stats, "stats"));
        }
        if !ctx.problems.is_empty() {
            listens.push(footer(Action::Problems, "problems"));
        }
        if ctx.library.last_turn(ctx.now.day).is_some() {
            listens.push(footer(Action::Undo, "undo"));
        }
        if ctx.library.last_undo(ctx.now.day).is_some() {
            listens.push(help(Action::Redo, "give it again"));
        }
        listens.push(footer(Action::Quit, "quit"));
        if board.catch_up.is_some() {
            listens.push(footer(Action::CatchUp, "pace"));
        }
        if board.drills.0 {
            listens.push(footer(Action::Weak, "weak spots"));
        }
        if board.drills.1 {
            listens.push(footer(Action::WarmUp, "warm-up"));
        }
        listens.push(footer(Action::Settings, "settings"));
        if decks > 0 {
            listens.push(help(Action::Target, "interview date and plan"));
        }
        listens.push(help(Action::Back, "quit"));
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let rows = ctx.library.decks();
        let last = rows.len().saturating_sub(1);
        let action = match input {
            Input::Act(action) => action,
            Input::Row(row) if row == self.at => Action::OneDeck,
            Input::Row(row) => {
                self.at = row.min(last);
                return Step::Stay;
            }
            _ => return Step::Stay,
        };
        match action {
            Action::OneDeck => {
                let deck = rows.get(self.at).map(|loaded| loaded.deck.head.id.clone());
                return of(Which::All, deck.into_iter().collect(), ctx);
            }
            Action::Down => self.at = (self.at + 1).min(last),
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Quit | Action::Back => return Step::Quit,
            action => return open(action, ctx).unwrap_or(Step::Stay),
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        draw::home(frame, area, self.at, ctx);
    }
}
