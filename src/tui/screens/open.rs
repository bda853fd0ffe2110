//! The one place that builds screens.

use super::aside::Aside;
use super::browse::Browse;
use super::browse::info::Info;
use super::calibration::CalibrationView;
use super::confirm::Confirm;
use super::debrief::Debrief;
use super::help::Help;
use super::home::Home;
use super::interviews::Interviews;
use super::keys::Keys;
use super::mock::Mock;
use super::pace::Pace;
use super::palette::Palette;
use super::problems::Problems;
use super::seat::Seat;
use super::settings::Settings;
use super::simulate::Simulate;
use super::stats::Stats;
use super::study::Study;
use super::summary::Summary;
use super::target::Target;
use crate::tui::place::Place;
use crate::tui::screen::{Ctx, Screen, Step};

/// Builds the screen of a place, with the step it begins with.
pub fn open(place: Place, ctx: &Ctx<'_>) -> (Box<dyn Screen>, Step) {
    let screen: Box<dyn Screen> = match place {
        Place::Aside(own) => Box::new(Aside::new(own, ctx)),
        Place::Browse => Box::new(Browse::new(ctx)),
        Place::Calibration => Box::new(CalibrationView::default()),
        Place::CatchUp => Box::new(Pace::new(ctx)),
        Place::Confirm(question, pending) => Box::new(Confirm::new(question, pending)),
        Place::Debrief(card) => Box::new(Debrief::new(*card, ctx)),
        Place::FirstRun(session) => Box::new(Study::first_run(*session, ctx)),
        Place::Help(name, listens) => Box::new(Help::new(name, listens)),
        Place::History(item) => Box::new(Info::new(item)),
        Place::Home => Box::new(Home::default()),
        Place::Interviewer(script) => Box::new(Seat::new(*script, ctx)),
        Place::Interviews => Box::new(Interviews::default()),
        Place::Keys => Box::new(Keys::default()),
        Place::Mock(script) => return begun(Mock::start(*script, ctx)),
        Place::Palette(name, listens) => Box::new(Palette::new(name, listens)),
        Place::Problems => Box::new(Problems::default()),
        Place::Resume(card) => Box::new(Mock::resume(*card, ctx)),
        Place::Settings => Box::new(Settings::default()),
        Place::Statistics => Box::new(Stats::default()),
        Place::Study(session) => Box::new(Study::new(*session, ctx)),
        Place::Summary(session) => Box::new(Summary::new(*session)),
        Place::TakeBack(session) => return begun(Study::taking_back(*session, ctx)),
        Place::Target => Box::new(Target::new(ctx)),
        Place::Workload => Box::new(Simulate::new(ctx)),
    };
    (screen, Step::Stay)
}

fn begun((screen, step): (impl Screen + 'static, Step)) -> (Box<dyn Screen>, Step) {
    (Box::new(screen), step)
}
