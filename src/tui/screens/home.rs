//! Home: what is due today, the decks, and how the last weeks went.

mod draw;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::anywhere;
use crate::card::ItemName;
use crate::library::Which;
use crate::review::What;
use crate::session::{Options, Plan, Session};
use crate::text::show;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Scope, Way};
use crate::tui::place::{Name, Place};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::scroll::Cursor;

/// The screen.
#[derive(Default)]
pub struct Home {
    at: Cursor,
}

fn study(decks: Vec<String>, ctx: &Ctx<'_>) -> Step {
    ctx.sitting(Plan::Study { decks, which: Which::All }, "Nothing of that kind is due now.")
}

fn start(ctx: &Ctx<'_>) -> Step {
    let board = ctx.library.board(ctx.now);
    if board.due + board.new > 0 {
        return study(Vec::new(), ctx);
    }
    ctx.sitting(Plan::Practice, "Nothing of that kind is due now.")
}

fn take_back(ctx: &Ctx<'_>) -> Step {
    let plan = Plan::Study { decks: Vec::new(), which: Which::All };
    let session = Session::start(plan, Options::of(ctx.config), ctx.library, ctx.now);
    Step::Open(Place::TakeBack(Box::new(session)))
}

fn give_again(ctx: &Ctx<'_>) -> Step {
    let Some((undo, items)) = ctx.library.last_undo(ctx.now.day) else { return Step::Stay };
    let name = items.first().map_or("", ItemName::as_str);
    let record = Step::Do(Effect::Record(vec![What::Undo(vec![undo])]));
    Step::Several(vec![record, Step::notice(show(&format!("Given again: {name}.")))])
}

impl Screen for Home {
    fn name(&self) -> Name {
        Name::Home
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
            listens
                .extend([footer(Action::Study(Scope::New), "new"), footer(Action::Study(Scope::Due), "due")]);
        }
        if board.rows.get(self.at.row(decks)).is_some_and(|row| row.due + row.new > 0) && decks > 1 {
            listens.push(footer(Action::Study(Scope::Deck), "this deck"));
        }
        if decks > 1 {
            listens.extend([
                help(Action::Move(Way::Down), "next deck"),
                help(Action::Move(Way::Up), "deck above"),
            ]);
        }
        if decks > 0 {
            listens.push(footer(Action::Open(Name::Interviews), "mock"));
            listens.push(footer(Action::Open(Name::Browse), "browse"));
            listens.push(footer(Action::Open(Name::Statistics), "stats"));
        }
        if !ctx.problems.is_empty() {
            listens.push(footer(Action::Open(Name::Problems), "problems"));
        }
        if ctx.library.last_answer(ctx.now.day).is_some() {
            listens.push(footer(Action::Undo, "undo"));
        }
        if ctx.library.last_undo(ctx.now.day).is_some() {
            listens.push(help(Action::Redo, "give it again"));
        }
        listens.push(footer(Action::Quit, "quit"));
        if board.catch_up.is_some() {
            listens.push(footer(Action::Open(Name::CatchUp), "pace"));
        }
        if board.drills.0 {
            listens.push(footer(Action::Study(Scope::Weak), "weak spots"));
        }
        if board.drills.1 {
            listens.push(footer(Action::Study(Scope::WarmUp), "warm-up"));
        }
        listens.push(footer(Action::Open(Name::Settings), "settings"));
        if decks > 0 {
            listens.push(help(Action::Open(Name::Target), "interview date and plan"));
        }
        listens.push(help(Action::Back, "quit"));
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let rows = ctx.library.decks();
        let action = match input {
            Input::Act(action) => action,
            Input::Row(row) if row == self.at.row(rows.len()) => Action::Study(Scope::Deck),
            Input::Row(row) => {
                self.at = Cursor::at(row);
                return Step::Stay;
            }
            _ => return Step::Stay,
        };
        match action {
            Action::Study(Scope::Deck) => {
                let deck = rows.get(self.at.row(rows.len())).map(|loaded| loaded.deck.head.id.clone());
                study(deck.into_iter().collect(), ctx)
            }
            Action::Quit | Action::Back => Step::Quit,
            Action::Confirm => start(ctx),
            Action::Undo => take_back(ctx),
            Action::Redo => give_again(ctx),
            action if self.at.take(action, rows.len()) => Step::Stay,
            action => anywhere::step(action, Name::Home, ctx).unwrap_or(Step::Stay),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        draw::home(frame, area, self.at, ctx);
    }
}
