//! Clicks and the wheel, where settings want them.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::App;
use crate::clock::Moment;
use crate::tui::keys::{Action, Way};
use crate::tui::screen::{Hit, Input};

impl App {
    /// Takes a click or a turn of the wheel; returns whether to draw.
    pub(super) fn pointed(&mut self, mouse: MouseEvent, now: Moment) -> bool {
        let action = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let at = Position { x: mouse.column, y: mouse.row };
                let Some(hit) = self.hits.at(at) else { return false };
                self.parts.notice = None;
                match hit {
                    Hit::Act(action) => action,
                    Hit::Row(row) => {
                        self.input(Input::Row(row), now);
                        return true;
                    }
                }
            }
            MouseEventKind::ScrollDown => Action::Move(Way::Down),
            MouseEventKind::ScrollUp => Action::Move(Way::Up),
            _ => return false,
        };
        self.run(action, now);
        true
    }
}
