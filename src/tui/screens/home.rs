//! Home: what is due today, the decks, and how the last weeks went.

mod draw;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::browse::Browse;
use super::interviews::Interviews;
use super::problems::Problems;
use super::stats::Stats;
use super::study::Study;
use super::{Ctx, Effect, Input, Listen, Screen, Step, footer, help};
use crate::config::AskSure;
use crate::library::Which;
use crate::session::{Options, Plan, Session};
use crate::tui::keys::Action;

/// Weak spots of one drill.
const DRILL: usize = 10;
/// Questions of a warm-up, about five minutes.
const WARM_UP: usize = 8;

/// The screen.
#[derive(Default)]
pub struct Home {
    at: usize,
}

impl Home {
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
        Self::study(if board.due + board.new > 0 { all } else { Plan::Practice }, ctx)
    }

    fn of(which: Which, decks: Vec<String>, ctx: &Ctx<'_>) -> Step {
        Self::study(Plan::Study { decks, which }, ctx)
    }
}

/// Returns how a sitting is run by the settings.
pub fn options(ctx: &Ctx<'_>) -> Options {
    Options { size: ctx.config.session_size, ask_sure: ctx.config.ask_sure == AskSure::Objective, seed: 0 }
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
        listens.push(footer(Action::Quit, "quit"));
        if board.drills.0 {
            listens.push(footer(Action::Weak, "weak spots"));
        }
        if board.drills.1 {
            listens.push(footer(Action::WarmUp, "warm-up"));
        }
        listens.push(help(Action::Back, "quit"));
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let Input::Act(action) = input else { return Step::Stay };
        let rows = ctx.library.decks();
        match action {
            Action::Confirm => return Self::start(ctx),
            Action::NewOnly => return Self::of(Which::New, Vec::new(), ctx),
            Action::DueOnly => return Self::of(Which::Due, Vec::new(), ctx),
            Action::OneDeck => {
                let deck = rows.get(self.at).map(|loaded| loaded.deck.head.id.clone());
                return Self::of(Which::All, deck.into_iter().collect(), ctx);
            }
            Action::Down => self.at = (self.at + 1).min(rows.len().saturating_sub(1)),
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Stats => return Step::Push(Box::new(Stats::default())),
            Action::Search => return Step::Push(Box::new(Browse::new(ctx))),
            Action::Weak => return Self::study(Plan::Items(ctx.library.weak(DRILL, ctx.now)), ctx),
            Action::WarmUp => return Self::study(Plan::Items(ctx.library.warm_up(WARM_UP, ctx.now)), ctx),
            Action::Mocks => return Step::Push(Box::new(Interviews::default())),
            Action::Problems => return Step::Push(Box::new(Problems::default())),
            Action::Undo => {
                let plan = Plan::Study { decks: Vec::new(), which: Which::All };
                let session = Session::start(plan, options(ctx), ctx.library, ctx.now);
                let (study, step) = Study::taking_back(session, ctx);
                return Step::Several(vec![Step::Push(Box::new(study)), step]);
            }
            Action::Quit | Action::Back => return Step::Quit,
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        draw::home(frame, area, self.at, ctx);
    }
}
