//! The screens, and the one place that builds them. What a screen is stands in [`super::screen`].

pub mod anywhere;
mod aside;
mod browse;
mod calibration;
mod confirm;
mod debrief;
mod first_run;
mod help;
mod home;
mod interviews;
mod keys;
mod mock;
mod pace;
mod palette;
mod problems;
mod report;
mod seat;
mod settings;
mod sheet;
mod simulate;
mod stats;
mod study;
mod summary;
mod target;

use super::place::{Name, Place};
use super::screen::{Ctx, Screen, Step};
use aside::Aside;
use browse::Browse;
use browse::info::Info;
use calibration::CalibrationView;
use confirm::Confirm;
use debrief::Debrief;
use help::Help;
use home::Home;
use interviews::Interviews;
use keys::Keys;
use mock::Mock;
use pace::Pace;
use palette::Palette;
use problems::Problems;
use report::Scrolled;
use seat::Seat;
use settings::Settings;
use simulate::Simulate;
use stats::Stats;
use study::Study;
use summary::Summary;
use target::Target;

/// Builds the screen of a place, with the step it begins with; help and the palette are about the one below.
pub fn open(place: Place, below: Option<&dyn Screen>, ctx: &Ctx<'_>) -> (Box<dyn Screen>, Step) {
    let keys = || below.map_or((Name::Home, Vec::new()), |below| (below.name(), below.listens(ctx)));
    let screen: Box<dyn Screen> = match place {
        Place::Aside(own) => Box::new(Aside::new(own, ctx)),
        Place::Browse => Box::new(Browse::new(ctx)),
        Place::Calibration => Box::new(Scrolled::of(CalibrationView)),
        Place::CatchUp => Box::new(Pace::new(ctx)),
        Place::Confirm(question, pending) => Box::new(Confirm::new(question, pending)),
        Place::Debrief(card) => Box::new(Debrief::new(*card, ctx)),
        Place::FirstRun(session) => Box::new(Study::first_run(*session, ctx)),
        Place::Help => Box::new(Help::new(keys())),
        Place::History(item) => Box::new(Scrolled::of(Info(item))),
        Place::Home => Box::new(Home::default()),
        Place::Interviewer(script) => Box::new(Seat::new(*script, ctx)),
        Place::Interviews => Box::new(Interviews::default()),
        Place::Keys => Box::new(Keys::default()),
        Place::Mock(script) => return begun(Mock::start(*script, ctx)),
        Place::Palette => Box::new(Palette::new(keys())),
        Place::Problems => Box::new(Scrolled::of(Problems)),
        Place::Resume(card) => Box::new(Mock::resume(*card, ctx)),
        Place::Settings => Box::new(Settings::default()),
        Place::Statistics => Box::new(Scrolled::of(Stats::default())),
        Place::Study(session) => Box::new(Study::new(*session, ctx)),
        Place::Summary(session) => Box::new(Scrolled::of(Summary(*session))),
        Place::TakeBack(session) => return begun(Study::taking_back(*session, ctx)),
        Place::Target => Box::new(Target::new(ctx)),
        Place::Workload => Box::new(Scrolled::of(Simulate::new(ctx))),
    };
    (screen, Step::Stay)
}

fn begun((screen, step): (impl Screen + 'static, Step)) -> (Box<dyn Screen>, Step) {
    (Box::new(screen), step)
}
