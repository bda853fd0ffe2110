//! Where a command leads from every screen that lets others be opened. No screen is named here but by its place.

use crate::library::Which;
use crate::session::Plan;
use crate::tui::keys::{Action, Sitting};
use crate::tui::name::Name;
use crate::tui::place::Place;
use crate::tui::screen::{Ctx, Effect, Step};

/// Weak spots of one drill.
const DRILL: usize = 10;
/// Questions of a warm-up, about five minutes.
const WARM_UP: usize = 8;

/// What the palette offers on every such screen.
pub const OFFERED: [Action; 14] = [
    Action::Study(Sitting::New),
    Action::Study(Sitting::Due),
    Action::Study(Sitting::Weak),
    Action::Study(Sitting::WarmUp),
    Action::Open(Name::Interviews),
    Action::Open(Name::Browse),
    Action::Open(Name::Statistics),
    Action::Open(Name::Calibration),
    Action::Open(Name::Workload),
    Action::Open(Name::Target),
    Action::Open(Name::CatchUp),
    Action::Open(Name::Settings),
    Action::Open(Name::Keys),
    Action::Open(Name::Problems),
];

/// Returns where a command leads; nothing for one that only a screen of its own knows.
pub fn step(action: Action, ctx: &Ctx<'_>) -> Option<Step> {
    Some(match action {
        Action::Open(name) => Step::Open(Place::of(name)?),
        Action::Study(sitting) => ctx.sitting(plan(sitting, ctx)?, "Nothing of that kind is due now."),
        Action::Leave => Step::Quit,
        Action::Stop => Step::Do(Effect::Suspend),
        Action::Retry if ctx.unsaved > 0 => Step::Do(Effect::Retry),
        _ => return None,
    })
}

fn plan(sitting: Sitting, ctx: &Ctx<'_>) -> Option<Plan> {
    let of = |which| Plan::Study { decks: Vec::new(), which };
    Some(match sitting {
        Sitting::New => of(Which::New),
        Sitting::Due => of(Which::Due),
        Sitting::Weak => Plan::Items(ctx.library.weak(DRILL, ctx.now)),
        Sitting::WarmUp => Plan::Items(ctx.library.warm_up(WARM_UP, ctx.now)),
        Sitting::Deck | Sitting::Practice => return None,
    })
}
