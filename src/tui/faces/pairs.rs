//! A mark for every row, or its partner: tell sheets and matching.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ask::{Answer, Outcome, Pairs, Right};
use crate::tui::face::{Face, FaceStep, Scene};
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::screen::{Hit, Input};
use crate::tui::widgets::drawn::Drawn;

/// The face of [`Pairs`].
pub struct PairsFace {
    ask: Pairs,
    picks: Vec<Option<usize>>,
    at: usize,
}

impl PairsFace {
    /// Makes the face of a question.
    pub fn new(ask: Pairs) -> Self {
        let picks = vec![None; ask.rows.len()];
        Self { ask, picks, at: 0 }
    }

    fn mark(&mut self, side: usize) {
        if self.ask.once {
            // A partner belongs to one row: given again, it moves.
            self.picks.iter_mut().filter(|pick| **pick == Some(side)).for_each(|pick| *pick = None);
        }
        if let Some(pick) = self.picks.get_mut(self.at) {
            *pick = Some(side);
        }
        let open = |at: &usize| self.picks[*at].is_none();
        let after = (self.at + 1..self.picks.len()).find(open);
        self.at = after.or_else(|| (0..self.picks.len()).find(open)).unwrap_or(self.at);
    }

    fn left(&self) -> usize {
        self.picks.iter().filter(|pick| pick.is_none()).count()
    }

    fn partners(&self, scene: &Scene<'_>) -> Drawn {
        let mut lines = Drawn::from(Line::default());
        for (at, side) in self.ask.sides.iter().enumerate() {
            let taken = self.picks.contains(&Some(at));
            let style = if taken { scene.pen.theme.dim } else { Style::default() };
            let label = vec![Span::styled(format!("{}  ", side.key), scene.pen.theme.accent)];
            let drawn = scene.pen.hanging(label, &side.say, style);
            lines.extend(Drawn::from(drawn).hit(Hit::Act(Action::Letter(side.key))));
        }
        lines
    }
}

impl Face for PairsFace {
    fn listens(&self) -> Vec<Listen> {
        let says = if self.ask.once { "partner" } else { "mark" };
        let mut listens: Vec<Listen> =
            self.ask.sides.iter().map(|side| footer(Action::Letter(side.key), says)).collect();
        // Letters are partners here, so only the arrows move when j or k could be one.
        if self.ask.rows.len() > 1 {
            listens.extend([footer(Action::Move(Way::Down), "move"), footer(Action::Move(Way::Up), "move")]);
        }
        listens.push(help(Action::Clear, "clear the row"));
        if self.left() == 0 {
            listens.push(footer(Action::Confirm, "check"));
        }
        listens.push(help(Action::GiveUp, "I do not know"));
        listens
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        let Input::Act(action) = input else { return FaceStep::Stay };
        match action {
            Action::Move(Way::Up) => self.at = self.at.saturating_sub(1),
            Action::Move(Way::Down) => self.at = (self.at + 1).min(self.picks.len().saturating_sub(1)),
            Action::Clear => {
                if let Some(pick) = self.picks.get_mut(self.at) {
                    *pick = None;
                }
            }
            Action::Confirm if self.left() == 0 => return FaceStep::Done(Answer::Joined(self.picks.clone())),
            Action::GiveUp => return FaceStep::Done(Answer::GaveUp),
            other => {
                if let Some(side) = self.ask.sides.iter().position(|side| Action::Letter(side.key) == *other)
                {
                    self.mark(side);
                }
            }
        }
        FaceStep::Stay
    }

    fn prompt(&self) -> String {
        self.ask.prompt.to_string()
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        let theme = scene.pen.theme;
        let mut lines = Drawn::default();
        for (at, row) in self.ask.rows.iter().enumerate() {
            let here = at == self.at;
            let sign = if here { theme.glyphs.row } else { " " };
            let mark = self.picks[at].and_then(|pick| self.ask.sides.get(pick)).map_or(' ', |side| side.key);
            let label = vec![
                Span::styled(format!("{sign} {:>2} ", at + 1), theme.accent),
                Span::styled(format!("[{mark}]  "), theme.strong),
            ];
            let style = if here { theme.strong } else { Style::default() };
            lines.extend(Drawn::from(scene.pen.hanging(label, &row.say, style)).here(here));
        }
        if self.ask.once {
            lines.extend(self.partners(scene));
        }
        lines.push(Line::default());
        let left = match self.left() {
            0 => "All marked. Enter checks.".to_owned(),
            left => format!("{left} to go. Enter checks once every line has a mark."),
        };
        lines.push(Line::from(Span::styled(left, theme.dim)));
        lines
    }

    fn judged(&self, scene: &Scene<'_>, answer: &Answer, outcome: &Outcome) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let picks: &[Option<usize>] = match answer {
            Answer::Joined(picks) => picks,
            _ => &[],
        };
        let key =
            |side: Option<usize>| side.and_then(|side| self.ask.sides.get(side)).map_or(' ', |side| side.key);
        let mut lines = Vec::new();
        for (at, row) in self.ask.rows.iter().enumerate() {
            let right = outcome.rows.get(at).copied().unwrap_or(Right::No);
            let (style, sign) = theme.mark(right);
            let given = picks.get(at).copied().flatten();
            let label = vec![Span::styled(format!("{sign} {}  ", key(Some(row.right))), style)];
            let mut drawn = scene.pen.less(12).hanging(label, &row.say, Style::default());
            if let Some(first) = drawn.first_mut().filter(|_| right != Right::Yes && given.is_some()) {
                first.spans.push(Span::styled(format!("  (you: {})", key(given)), style));
            }
            if self.ask.once
                && let Some(side) = self.ask.sides.get(row.right)
            {
                drawn.extend(scene.pen.hanging(vec![Span::raw("     ")], &side.say, Style::default()));
            }
            if let Some(why) = &row.why {
                drawn.extend(scene.pen.hanging(vec![Span::raw("     ")], why, theme.dim));
            }
            lines.extend(drawn);
        }
        lines
    }
}
