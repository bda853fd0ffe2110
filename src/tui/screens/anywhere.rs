//! Where a command leads from every screen that lets others be opened. No screen is named here but by its place.

use crate::library::Which;
use crate::session::Plan;
use crate::tui::keys::{Action, Scope, commands};
use crate::tui::place::{Name, Place};
use crate::tui::screen::{Ctx, Effect, Step};

/// Weak spots of one drill.
const DRILL: usize = 10;
/// Questions of a warm-up, about five minutes.
const WARM_UP: usize = 8;

/// Returns what the palette offers: all that leads somewhere from every such screen, with a key or without.
pub fn offered() -> impl Iterator<Item = Action> {
    let leads = |action: &Action| match *action {
        Action::Open(Name::Help | Name::Palette) => false,
        Action::Open(name) => Place::of(name).is_some(),
        Action::Study(sitting) => !matches!(sitting, Scope::Deck | Scope::Practice),
        _ => false,
    };
    let keys = commands().iter().map(|command| command.action);
    keys.chain(Name::ALL.iter().copied().map(Action::Open)).filter(leads)
}

/// Returns where a command leads from a screen; nothing for one that only a screen of its own knows.
pub fn step(action: Action, from: Name, ctx: &Ctx<'_>) -> Option<Step> {
    Some(match action {
        Action::Leave => Step::Quit,
        Action::Stop => Step::Do(Effect::Suspend),
        Action::Retry if ctx.unsaved > 0 => Step::Do(Effect::Retry),
        Action::Open(Name::Help) if !from.is_popup() => Step::Open(Place::Help),
        Action::Open(Name::Palette) if !from.is_popup() => Step::Open(Place::Palette),
        Action::Open(name) if from.is_free() => Step::Open(Place::of(name)?),
        Action::Study(sitting) if from.is_free() => {
            ctx.sitting(plan(sitting, ctx)?, "Nothing of that kind is due now.")
        }
        _ => return None,
    })
}

fn plan(sitting: Scope, ctx: &Ctx<'_>) -> Option<Plan> {
    let of = |which| Plan::Study { decks: Vec::new(), which };
    Some(match sitting {
        Scope::New => of(Which::New),
        Scope::Due => of(Which::Due),
        Scope::Weak => Plan::Items(ctx.library.weak(DRILL, ctx.now)),
        Scope::WarmUp => Plan::Items(ctx.library.warm_up(WARM_UP, ctx.now)),
        Scope::Deck | Scope::Practice => return None,
    })
}
