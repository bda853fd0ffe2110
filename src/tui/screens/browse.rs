//! Browse: every item, narrowed by a query as it is typed, with what it asks below.

mod draw;
pub mod info;

use std::cell::RefCell;
use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::card::ItemName;
use crate::library::marks;
use crate::library::search::{IndexRow, Query};
use crate::review::{Event, What};
use crate::session::Plan;
use crate::text::show;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, Scope, Way};
use crate::tui::place::{Name, Own, Pending, Place};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::scroll::Cursor;

/// Items of a search that are studied in one sitting.
const SITTING: usize = 200;

/// How the list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Deck,
    Due,
    Wrong,
}

/// The screen.
pub struct Browse {
    rows: Vec<IndexRow>,
    /// Indices of the rows that fit, in order.
    found: Vec<usize>,
    query: Editor,
    /// The query that what was found fits.
    asked: String,
    typing: bool,
    at: Cursor,
    chosen: BTreeSet<usize>,
    sort: Sort,
    /// The lines of the last preview, with the item and the width they are for.
    preview: RefCell<Option<(ItemName, usize, Vec<Line<'static>>)>>,
    /// What would take back the marks being set, and what takes back the last change.
    before: Vec<What>,
    back: Vec<What>,
}

impl Browse {
    /// Opens with nothing filtered.
    pub fn new(ctx: &Ctx<'_>) -> Self {
        let rows = ctx.library.rows();
        let found = (0..rows.len()).collect();
        Self {
            rows,
            found,
            query: Editor::new(Height::One),
            asked: String::new(),
            typing: true,
            at: Cursor::default(),
            chosen: BTreeSet::new(),
            sort: Sort::Deck,
            preview: RefCell::default(),
            before: Vec::new(),
            back: Vec::new(),
        }
    }

    fn filter(&mut self, ctx: &Ctx<'_>) {
        let text = self.query.text();
        let query = Query::parse(&text);
        let narrows = self.sort == Sort::Deck && Query::narrows(&self.asked, &text);
        let of = narrows.then(|| std::mem::take(&mut self.found));
        self.found = query.find(&self.rows, of, ctx.library, ctx.now);
        let due =
            |at: &usize| ctx.library.memory(&self.rows[*at].name).map_or(i64::MAX, |m| m.due.order(ctx.now));
        let wrong = |at: &usize| {
            let past = ctx.library.past(&self.rows[*at].name);
            past.iter().filter(|past| past.review.grade == crate::card::grade::Grade::Again).count()
        };
        self.asked = text;
        match self.sort {
            Sort::Deck => {}
            Sort::Due => self.found.sort_by_cached_key(due),
            Sort::Wrong => self.found.sort_by_cached_key(|at| std::cmp::Reverse(wrong(at))),
        }
        self.at = Cursor::at(self.here());
    }

    fn here(&self) -> usize {
        self.at.row(self.found.len())
    }

    fn row(&self) -> Option<&IndexRow> {
        self.rows.get(*self.found.get(self.here())?)
    }

    /// What a command is about: the chosen rows, or the one under the cursor.
    fn picked(&self) -> Vec<ItemName> {
        if self.chosen.is_empty() {
            return self.row().map(|row| row.name.clone()).into_iter().collect();
        }
        self.chosen.iter().filter_map(|at| self.rows.get(*at)).map(|row| row.name.clone()).collect()
    }

    fn study(&self, plan: fn(Vec<ItemName>) -> Plan, ctx: &Ctx<'_>) -> Step {
        let all = || self.found.iter().take(SITTING).map(|at| self.rows[*at].name.clone()).collect();
        let items = if self.chosen.is_empty() { all() } else { self.picked() };
        ctx.sitting(plan(items), "Nothing here can be asked.")
    }

    /// Suspends what is picked, or brings it back when all of it is suspended; more than one asks first.
    fn suspend(&mut self, ctx: &Ctx<'_>) -> Step {
        let items = self.picked();
        let back = items.iter().all(|item| ctx.library.is_suspended(item));
        let whats = items.iter().map(|item| marks::suspend(item, !back)).collect();
        self.before = items.iter().map(|item| marks::suspend(item, ctx.library.is_suspended(item))).collect();
        if items.len() < 2 {
            return Step::Do(Effect::Record(whats));
        }
        let verb = if back { "Bring back" } else { "Suspend" };
        Step::confirm(show(&format!("{verb} {} items?", items.len())), Pending::Record(whats))
    }

    /// Makes what is picked new again; what is new already is left out of the count.
    fn reset(&mut self, ctx: &Ctx<'_>) -> Step {
        let mut items = self.picked();
        items.retain(|item| ctx.library.memory(item).is_some());
        let marked = match items.len() {
            0 => return Step::notice("This was never answered; it is new already."),
            1 => "Reset 1 question? It counts".to_owned(),
            n => format!("Reset {n} questions? They count"),
        };
        let text = format!("{marked} as new; answers stay in the statistics; u takes it back.");
        Step::confirm(show(&text), Pending::Record(What::reset(items)))
    }

    /// Flags the cards of what is picked, with one reason for all.
    fn flag(&mut self, ctx: &Ctx<'_>) -> Step {
        let mut items = self.picked();
        items.sort();
        items.dedup_by(|a, b| a.card() == b.card());
        let flag = |item: &ItemName| ctx.library.flag(item).unwrap_or_default().to_owned();
        self.before = items.iter().map(|item| marks::flag(item, flag(item))).collect();
        if items.is_empty() { Step::Stay } else { Step::Open(Place::Aside(Own::Flag(items))) }
    }

    /// Notes how what was just recorded is taken back.
    fn recorded(&mut self, events: &[Event]) {
        let resets = events.iter().filter(|event| matches!(event.what, What::Reset { .. }));
        let resets: Vec<_> = resets.map(|event| event.id).collect();
        let before = std::mem::take(&mut self.before);
        self.back = if resets.is_empty() { before } else { vec![What::Undo(resets)] };
    }

    fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        self.before.clear();
        match action {
            Action::Open(Name::Browse) => self.typing = true,
            Action::Mark => {
                if let Some(at) = self.found.get(self.here()).copied() {
                    if !self.chosen.remove(&at) {
                        self.chosen.insert(at);
                    }
                    self.at.take(Action::Move(Way::Down), self.found.len());
                }
            }
            Action::Sort => {
                self.sort = match self.sort {
                    Sort::Deck => Sort::Due,
                    Sort::Due => Sort::Wrong,
                    Sort::Wrong => Sort::Deck,
                };
                self.filter(ctx);
            }
            Action::Confirm => return self.study(Plan::Items, ctx),
            Action::Study(Scope::Practice) => return self.study(Plan::Cram, ctx),
            Action::Suspend => return self.suspend(ctx),
            Action::Reset => return self.reset(ctx),
            Action::Flag => return self.flag(ctx),
            Action::Undo if !self.back.is_empty() => {
                return Step::Do(Effect::Record(std::mem::take(&mut self.back)));
            }
            Action::Note => {
                if let Some(row) = self.row() {
                    return Step::Open(Place::Aside(Own::Note(row.name.clone())));
                }
            }
            Action::Edit => {
                if let Some(row) = self.row() {
                    return Step::Do(Effect::Edit(row.name.clone()));
                }
            }
            Action::Open(Name::History) => {
                if let Some(row) = self.row() {
                    return Step::Open(Place::History(row.name.clone()));
                }
            }
            Action::Back | Action::Quit => return Step::Pop,
            action => {
                self.at.take(action, self.found.len());
            }
        }
        Step::Stay
    }
}

impl Screen for Browse {
    fn name(&self) -> Name {
        Name::Browse
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        if self.typing {
            return vec![footer(Action::Confirm, "to the list"), footer(Action::Back, "home")];
        }
        let mut listens = vec![footer(Action::Open(Name::Browse), "search")];
        listens.extend((!self.back.is_empty()).then(|| footer(Action::Undo, "take back")));
        if !self.found.is_empty() {
            listens.push(footer(
                Action::Confirm,
                if self.chosen.is_empty() { "study these" } else { "study chosen" },
            ));
            listens.extend([footer(Action::Mark, "choose"), footer(Action::Open(Name::History), "history")]);
            listens.extend([footer(Action::Suspend, "suspend"), footer(Action::Flag, "flag")]);
            listens.push(footer(Action::Reset, "reset"));
            listens.extend([help(Action::Note, "my note"), help(Action::Edit, "edit the deck here")]);
            listens.push(help(Action::Study(Scope::Practice), "practise, not recorded"));
        }
        if self.found.len() > 1 {
            listens.push(help(Action::Sort, "sort by deck, due, wrong"));
            listens.extend([help(Action::Move(Way::Down), "down"), help(Action::Move(Way::Up), "up")]);
            listens.extend([
                help(Action::Move(Way::PageDown), "ten down"),
                help(Action::Move(Way::PageUp), "ten up"),
            ]);
        }
        listens.extend([footer(Action::Back, "home"), help(Action::Quit, "home")]);
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match input {
            Input::Key(key) => {
                self.query.key(key);
                self.filter(ctx);
            }
            Input::Paste(text) => {
                self.query.paste(&text);
                self.filter(ctx);
            }
            Input::Recorded(events, _) => {
                self.preview.take();
                self.recorded(&events);
                self.chosen.clear();
                self.filter(ctx);
            }
            Input::Act(Action::Confirm | Action::Move(Way::Down)) if self.typing => self.typing = false,
            Input::Act(action) => {
                self.preview.take();
                return self.act(action, ctx);
            }
            Input::Row(row) if row == self.here() && !self.typing => return self.study(Plan::Items, ctx),
            Input::Row(row) => (self.at, self.typing) = (Cursor::at(row), false),
            Input::Edited => *self = Self::new(ctx),
            Input::Agreed(Pending::Record(whats)) => return Step::Do(Effect::Record(whats)),
            Input::Agreed(_) | Input::Suggested(_) | Input::Exported(_) => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        draw::browse(self, frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        if self.typing { Mode::Typing } else { Mode::Commands }
    }
}
