//! The pace after a break: over how many days the backlog is spread.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::clock::when;
use crate::library::catch_up::spread_over;
use crate::text::show;
use crate::tui::keys::listen::{Listen, footer};
use crate::tui::keys::{Action, Way};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::popup::Popup;
use crate::tui::widgets::prose::line;

/// The most days a backlog is spread over.
const MOST: i32 = crate::config::CATCH_UP as i32;

/// The popup.
pub struct Pace {
    days: i32,
}

impl Pace {
    /// Opens with the pace in force.
    pub fn new(ctx: &Ctx<'_>) -> Self {
        let board = ctx.library.board(ctx.now);
        let days =
            board.catch_up.map_or(ctx.config.catch_up as i32, |pace| pace.until.since(ctx.now.day) + 1);
        Self { days: days.clamp(1, MOST) }
    }
}

impl Screen for Pace {
    fn name(&self) -> Name {
        Name::CatchUp
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        if ctx.library.board(ctx.now).catch_up.is_none() {
            return vec![footer(Action::Back, "close")];
        }
        vec![
            footer(Action::Move(Way::Left), "fewer days"),
            footer(Action::Move(Way::Right), "more days"),
            footer(Action::Confirm, "take it"),
            footer(Action::Back, "as it was"),
        ]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let Some(pace) = ctx.library.board(ctx.now).catch_up else {
            return if matches!(input, Input::Act(Action::Back)) { Step::Pop } else { Step::Stay };
        };
        match input {
            Input::Act(Action::Move(Way::Left)) => self.days = (self.days - 1).max(1),
            Input::Act(Action::Move(Way::Right)) => self.days = (self.days + 1).min(MOST),
            Input::Act(Action::Confirm) => {
                // The days count from the first after the break, those left from today.
                let gone = ctx.now.day.since(pace.since);
                return Step::Do(Effect::Record(vec![spread_over(pace.since, gone + self.days)]));
            }
            Input::Act(Action::Back) | Input::Recorded(..) => return Step::Pop,
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let (theme, columns) = (ctx.theme, 46.min(area.width.saturating_sub(6)));
        let pen = Pen::new(ctx, columns);
        let mut lines = Vec::new();
        if let Some(pace) = ctx.library.board(ctx.now).catch_up {
            let (share, takes) = pace.over(self.days);
            let until = when::day(ctx.now.day.plus(takes - 1), ctx.now.day);
            let about = format!(
                "You were away {} days and {} reviews are due. Nothing is lost: what you still know is asked first, and new questions wait until the heap is gone.",
                pace.away, pace.due
            );
            lines.extend(pen.prose(&show(&about), theme.dim));
            lines.push(Line::default());
            let text = match (self.days, takes < self.days) {
                (1, _) => format!("All {} today.", pace.due),
                (days, false) => format!("Spread over {days} days: about {share} a day, until {until}."),
                // Fewer than one is used to would only drag it out.
                (days, true) => {
                    format!("Up to {days} days, never under {share} a day: done by {until}.")
                }
            };
            lines.extend(pen.prose(&show(&text), theme.strong));
        } else {
            lines.extend(pen.prose(
                &"No backlog: there was no break of more than three days, or it left little.".into(),
                theme.strong,
            ));
            lines.push(line("Settings say over how many days one is spread.", theme.dim));
        }
        Popup { title: " after a break ", rows: lines.into(), columns }.draw(frame, area, ctx);
    }
}
