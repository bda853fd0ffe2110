//! Rows to put in order, with what does not belong thrown out.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ask::{Answer, Order, Outcome, Right};
use crate::tui::face::{Face, FaceStep, Scene};
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::screen::Input;
use crate::tui::widgets::drawn::Drawn;

/// The face of [`Order`].
pub struct OrderFace {
    ask: Order,
    /// Drawn in the learner's order, and whether each was thrown out.
    rows: Vec<(usize, bool)>,
    at: usize,
}

impl OrderFace {
    /// Makes the face of a question.
    pub fn new(ask: Order) -> Self {
        let rows = (0..ask.rows.len()).map(|row| (row, false)).collect();
        Self { ask, rows, at: 0 }
    }

    fn shift(&mut self, to: Option<usize>) {
        if let Some(to) = to.filter(|to| *to < self.rows.len()) {
            self.rows.swap(self.at, to);
            self.at = to;
        }
    }

    fn has_decoy(&self) -> bool {
        self.ask.rows.iter().any(|row| row.place.is_none())
    }
}

impl Face for OrderFace {
    fn listens(&self) -> Vec<Listen> {
        let mut listens = vec![
            footer(Action::Move(Way::Down), "select"),
            footer(Action::Move(Way::Up), "select"),
            footer(Action::Carry(Way::Down), "move"),
            footer(Action::Carry(Way::Up), "move"),
        ];
        if self.has_decoy() {
            listens.push(footer(Action::Throw, "throw out"));
        }
        listens.push(footer(Action::Confirm, "check"));
        listens.push(help(Action::GiveUp, "I do not know"));
        listens
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        let Input::Act(action) = input else { return FaceStep::Stay };
        match action {
            Action::Move(Way::Up) => self.at = self.at.saturating_sub(1),
            Action::Move(Way::Down) => self.at = (self.at + 1).min(self.rows.len().saturating_sub(1)),
            Action::Carry(Way::Up) => self.shift(self.at.checked_sub(1)),
            Action::Carry(Way::Down) => self.shift(Some(self.at + 1)),
            Action::Throw => {
                if let Some(row) = self.rows.get_mut(self.at) {
                    row.1 = !row.1;
                }
            }
            Action::Confirm => {
                let side =
                    |thrown: bool| self.rows.iter().filter(|row| row.1 == thrown).map(|row| row.0).collect();
                return FaceStep::Done(Answer::Ordered { kept: side(false), thrown: side(true) });
            }
            Action::GiveUp => return FaceStep::Done(Answer::GaveUp),
            _ => {}
        }
        FaceStep::Stay
    }

    fn prompt(&self) -> String {
        self.ask.prompt.to_string()
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        let theme = scene.pen.theme;
        let mut number = 0;
        let mut lines = Drawn::default();
        for (at, (row, thrown)) in self.rows.iter().enumerate() {
            number += usize::from(!thrown);
            let sign = if at == self.at { theme.glyphs.row } else { " " };
            let count = if *thrown { "x".to_owned() } else { number.to_string() };
            let style = match (*thrown, at == self.at) {
                (true, _) => theme.dim,
                (false, true) => theme.strong,
                (false, false) => Style::default(),
            };
            let label = vec![Span::styled(format!("{sign} {count}  "), theme.accent)];
            let drawn = scene.pen.hanging(label, &self.ask.rows[*row].say, style);
            lines.extend(Drawn::from(drawn).here(at == self.at));
        }
        lines
    }

    fn judged(&self, scene: &Scene<'_>, answer: &Answer, _: &Outcome) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let kept: &[usize] = match answer {
            Answer::Ordered { kept, .. } => kept,
            _ => &[],
        };
        let mut rows: Vec<usize> = (0..self.ask.rows.len()).collect();
        rows.sort_by_key(|row| self.ask.rows[*row].place.unwrap_or(usize::MAX));
        let mut lines = Vec::new();
        for row in rows {
            let place = self.ask.rows[row].place;
            let given = kept.iter().position(|other| *other == row);
            let right = if place == given { Right::Yes } else { Right::No };
            let (style, sign) = theme.mark(right);
            let count = place.map_or("x".to_owned(), |place| (place + 1).to_string());
            let yours = match (right, given) {
                (Right::Yes, _) => String::new(),
                (_, Some(given)) => format!("  (you: {})", given + 1),
                (_, None) => "  (you: thrown out)".into(),
            };
            let mut drawn = scene.pen.less(yours.len()).hanging(
                vec![
                    Span::styled(format!("{sign} "), style),
                    Span::styled(format!("{count}  "), theme.accent),
                ],
                &self.ask.rows[row].say,
                theme.strong,
            );
            if let Some(first) = drawn.first_mut() {
                first.spans.push(Span::styled(yours, style));
            }
            if let Some(why) = &self.ask.rows[row].why {
                drawn.extend(scene.pen.hanging(vec![Span::raw("     ")], why, theme.dim));
            }
            lines.extend(drawn);
        }
        lines
    }
}
