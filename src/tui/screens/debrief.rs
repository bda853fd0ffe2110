//! The debrief of a mock: tick what you said, hear what you gave away, see the level against your guess.

mod draw;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::sheet::Sheet;
use crate::card::ItemName;
use crate::card::rubric::{Reached, Rubric};
use crate::clock::Moment;
use crate::mock::{Change, Judged, Scorecard, Skip, Status, export};
use crate::review::What;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::{Name, Pending};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::scroll::Scroll;

/// The screen.
pub struct Debrief {
    card: Scorecard,
    /// Indices of the questions that were answered.
    answers: Vec<usize>,
    at: usize,
    sheets: Vec<Sheet>,
    view: View,
    scroll: Scroll,
}

enum View {
    /// Points and tells of one answer.
    Ticks,
    /// All answers.
    Table,
    /// Saying an answer again, ungraded.
    Again { since: Moment, editor: Box<Editor> },
}

impl Debrief {
    /// Makes the page of a run; what was judged before is kept.
    pub fn new(card: Scorecard, ctx: &Ctx<'_>) -> Self {
        let answers: Vec<usize> = card.answered().map(|(at, ..)| at).collect();
        let sheets = answers.iter().map(|at| sheet(&card, *at, ctx)).collect();
        let open = answers.iter().position(|at| card.judged[*at].is_none());
        let view = if open.is_some() && !card.closed { View::Ticks } else { View::Table };
        Self { card, answers, at: open.unwrap_or(0), sheets, view, scroll: Scroll::default() }
    }

    fn rubric(&self, ctx: &Ctx<'_>) -> Option<Rubric> {
        let at = self.answers.get(self.at)?;
        ctx.library.rubric(&self.card.script.asks[*at].item)
    }

    fn reached(&self, ctx: &Ctx<'_>) -> Option<Reached> {
        let sheet = self.sheets.get(self.at)?;
        Some(self.rubric(ctx)?.reached(&sheet.marks, &sheet.tells, &self.card.script.scale))
    }

    /// Records how the open answer was judged and goes on to the next, or to the table.
    fn judged(&mut self, ctx: &Ctx<'_>) -> Step {
        let Some(rubric) = self.rubric(ctx) else { return self.next() };
        let (Some(sheet), Some(at)) = (self.sheets.get(self.at), self.answers.get(self.at)) else {
            return Step::Stay;
        };
        let judged = Judged::new(&rubric, &sheet.marks, &sheet.tells, &self.card.script.scale);
        let change = Change::Judged(*at, judged);
        self.card.take(change.clone());
        let record = self.record(vec![change]);
        let next = self.next();
        Step::Several(vec![record, next])
    }

    fn next(&mut self) -> Step {
        self.scroll = Scroll::default();
        let open = (self.at + 1..self.answers.len()).find(|at| self.card.judged[self.answers[*at]].is_none());
        self.at = open.unwrap_or(0);
        if open.is_none() {
            self.view = View::Table;
        }
        Step::Stay
    }

    fn record(&self, changes: Vec<Change>) -> Step {
        let run = self.card.run;
        Step::Do(Effect::Record(changes.into_iter().map(|change| What::Mock { run, change }).collect()))
    }

    /// Puts the misses into tomorrow; what went well changes nothing.
    fn close(&mut self, ctx: &Ctx<'_>) -> Step {
        let items = self.card.misses();
        let run = self.card.run;
        self.card.take(Change::Closed);
        let mut whats = vec![What::Mock { run, change: Change::Closed }];
        if !items.is_empty() {
            whats.push(What::Advance { items, day: ctx.now.day.plus(1) });
        }
        Step::Several(vec![Step::Do(Effect::Record(whats)), Step::Pop])
    }

    fn export(&self, ctx: &Ctx<'_>) -> Step {
        let q = |item: &ItemName| ctx.library.rubric(item).map(|rubric| rubric.q.line().to_string());
        let text = export::markdown(&self.card, ctx.calendar, &q);
        let date = ctx.calendar.format(self.card.started, "%Y-%m-%d-%H%M");
        Step::Do(Effect::Export { name: format!("mock-{date}.md"), text })
    }

    fn ticks(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        match action {
            action if self.sheets.get_mut(self.at).is_some_and(|sheet| sheet.take(action)) => {
                self.scroll.follow();
            }
            Action::Confirm => return self.judged(ctx),
            Action::Quit | Action::Back => return Step::Pop,
            action => {
                self.scroll.take(action);
            }
        }
        Step::Stay
    }

    fn table(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        match action {
            Action::Move(Way::Down) => self.at = (self.at + 1).min(self.answers.len().saturating_sub(1)),
            Action::Move(Way::Up) => self.at = self.at.saturating_sub(1),
            Action::Mark => (self.view, self.scroll) = (View::Ticks, Scroll::default()),
            Action::Confirm if self.card.closed => return Step::Pop,
            Action::Confirm => return self.close(ctx),
            Action::Again if !self.answers.is_empty() => {
                self.view = View::Again { since: ctx.now.at, editor: Box::new(Editor::new(Height::Many)) };
                self.scroll = Scroll::default();
            }
            Action::Export => return self.export(ctx),
            Action::Discard => {
                let text = "Throw this mock away? Its scorecard is gone from the list; what you answered in study stays.";
                return Step::confirm(text, Pending::Discard);
            }
            Action::Quit | Action::Back => return Step::Pop,
            action => {
                self.scroll.take(action);
            }
        }
        Step::Stay
    }
}

fn sheet(card: &Scorecard, at: usize, ctx: &Ctx<'_>) -> Sheet {
    Sheet::new(ctx.library.rubric(&card.script.asks[at].item).as_ref(), card.judged[at].as_ref())
}

impl Screen for Debrief {
    fn name(&self) -> Name {
        Name::Debrief
    }

    fn listens(&self, _ctx: &Ctx<'_>) -> Vec<Listen> {
        match &self.view {
            View::Ticks => {
                let besides = [footer(Action::Confirm, "next"), footer(Action::Quit, "later")];
                let mut listens =
                    self.sheets.get(self.at).map(|sheet| sheet.listens(besides)).unwrap_or_default();
                listens.push(help(Action::Back, "later"));
                listens
            }
            View::Table => {
                let mut listens = Vec::new();
                let misses = self.card.misses().len();
                listens.push(match (self.card.closed, misses) {
                    (true, _) => footer(Action::Confirm, "home"),
                    (false, 0) => footer(Action::Confirm, "done"),
                    (false, 1) => footer(Action::Confirm, "1 miss into tomorrow"),
                    (false, n) => footer(Action::Confirm, format!("{n} misses into tomorrow")),
                });
                if self.answers.len() > 1 {
                    listens.extend([
                        footer(Action::Move(Way::Down), "question"),
                        footer(Action::Move(Way::Up), "question"),
                    ]);
                }
                if !self.answers.is_empty() {
                    listens.extend([footer(Action::Mark, "ticks"), footer(Action::Again, "say it again")]);
                }
                listens.extend([footer(Action::Export, "export"), footer(Action::Discard, "discard")]);
                listens.push(footer(Action::Quit, "home"));
                listens.extend([
                    help(Action::Move(Way::PageDown), "scroll down"),
                    help(Action::Move(Way::PageUp), "scroll up"),
                ]);
                listens.push(help(Action::Back, "home"));
                listens
            }
            View::Again { .. } => vec![footer(Action::Done, "done, ungraded"), footer(Action::Back, "back")],
        }
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match (&mut self.view, input) {
            (View::Again { editor, .. }, Input::Key(key)) => editor.key(key),
            (View::Again { editor, .. }, Input::Paste(text)) => editor.paste(&text),
            (View::Again { .. }, Input::Act(Action::Done | Action::Back)) => self.view = View::Table,
            (_, Input::Agreed(Pending::Discard)) => {
                return Step::Several(vec![self.record(vec![Change::Discarded]), Step::Pop]);
            }
            (View::Ticks, Input::Act(action)) => return self.ticks(action, ctx),
            (View::Table, Input::Act(action)) => return self.table(action, ctx),
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        draw::debrief(self, frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        if matches!(self.view, View::Again { .. }) { Mode::Typing } else { Mode::Commands }
    }

    fn ticks(&self) -> Option<u64> {
        matches!(self.view, View::Again { .. }).then_some(1_000)
    }
}

/// Returns what became of a question that was not answered, in words.
fn left_out(status: &Status) -> Option<&'static str> {
    match status {
        Status::Open | Status::Given(_) => None,
        Status::Skipped(Skip::Condition) => Some("not called for"),
        Status::Skipped(Skip::Volunteered) => Some("you had said it already"),
        Status::Skipped(Skip::Ended) => Some("not reached"),
    }
}
