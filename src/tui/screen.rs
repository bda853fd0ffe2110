//! What a screen is, and what it may ask for. A screen does no I/O: effects are values.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::keys::listen::{Listen, Mode};
use super::keys::{Action, KeyPress, Keymap};
use super::place::{Name, Pending, Place};
use super::theme::Theme;
use crate::card::ItemName;
use crate::card::suggest::{Request, Suggestion};
use crate::clock::{Calendar, Now};
use crate::config::Config;
use crate::deck::DeckProblem;
use crate::library::{Library, Wanted};
use crate::review::{Event, Said, What};
use crate::session::{Options, Plan, Session};
use crate::text::Safe;

/// What a screen may look at.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The present.
    pub now: Now,
    /// The learner's calendar.
    pub calendar: &'a Calendar,
    /// Everything in memory.
    pub library: &'a Library,
    /// Settings.
    pub config: &'a Config,
    /// Styles and glyphs by meaning.
    pub theme: &'a Theme,
    /// Which keys mean what.
    pub keys: &'a Keymap,
    /// Where clicks mean something.
    pub hits: &'a Hits,
    /// Where progress is kept, as shown.
    pub home: &'a Safe,
    /// Reviews that could not be saved yet.
    pub unsaved: usize,
    /// Deck problems, as the problems screen shows them.
    pub problems: &'a [DeckProblem],
}

impl Ctx<'_> {
    /// Opens a sitting, or says that there is nothing to ask.
    pub fn sitting(&self, plan: Plan, nothing: &'static str) -> Step {
        let session = Session::start(plan, Options::of(self.config), self.library, self.now);
        if session.question().is_none() {
            return Step::notice(nothing);
        }
        Step::Open(Place::Study(Box::new(session)))
    }

    /// Starts a mock, or says why there is none to start.
    pub fn mock(&self, wanted: &Wanted) -> Step {
        match self.library.script(wanted, self.now) {
            Ok((script, notices)) => {
                let open = Step::Open(Place::Mock(Box::new(script)));
                Step::Several(
                    [open].into_iter().chain(notices.into_iter().next().map(Step::notice)).collect(),
                )
            }
            Err(why) => Step::notice(why),
        }
    }
}

/// What a click means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The action of a key.
    Act(Action),
    /// A row of a list; on the row under the cursor it goes on.
    Row(usize),
}

/// Where clicks mean something, noted while a frame is drawn.
#[derive(Debug, Default)]
pub struct Hits(RefCell<Vec<(Rect, Hit)>>);

impl Hits {
    /// Notes what a click in an area means; the last note of a place counts.
    pub fn note(&self, area: Rect, hit: Hit) {
        self.0.borrow_mut().push((area, hit));
    }

    /// Forgets the last frame.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Returns what a click at a place means.
    pub(super) fn at(&self, place: Position) -> Option<Hit> {
        let hits = self.0.borrow();
        hits.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, hit)| *hit)
    }
}

/// What reaches a screen.
#[derive(Debug)]
pub enum Input {
    /// A key the screen listens to, as its action.
    Act(Action),
    /// A key while the screen is typing.
    Key(KeyPress),
    /// Pasted text, while the screen is typing.
    Paste(String),
    /// The learner said yes to what the screen asked.
    Agreed(Pending),
    /// An external grader suggests ticks.
    Suggested(Suggestion),
    /// The deck was edited and read again.
    Edited,
    /// A row was clicked.
    Row(usize),
    /// What the screen asked to record is done; `true` when it is on disk, `false` when it waits in memory.
    Recorded(Vec<Event>, bool),
    /// The file the screen asked for: where it is, or why there is none.
    Exported(Result<Safe, Safe>),
}

/// What a screen wants.
pub enum Step {
    /// Nothing.
    Stay,
    /// A screen on top.
    Open(Place),
    /// Another screen in this one's place.
    Replace(Place),
    /// Back to the screen below; the program ends below the last.
    Pop,
    /// The program ends; asks first when something is unsaved.
    Quit,
    /// Something done outside.
    Do(Effect),
    /// An action for the screen that is on top by then.
    Act(Action),
    /// A yes for the screen that is on top by then.
    Agree(Pending),
    /// Several of these in order.
    Several(Vec<Step>),
}

impl Step {
    /// Asks whether to go on; the screen gets [`Input::Agreed`] on yes.
    pub fn confirm(question: impl Into<Safe>, pending: Pending) -> Self {
        Self::Open(Place::Confirm(question.into(), pending))
    }

    /// Shows a sentence in the footer until the next key.
    pub fn notice(text: impl Into<Safe>) -> Self {
        Self::Do(Effect::Notice(text.into()))
    }
}

/// Something done outside by the app, the only one who may.
pub enum Effect {
    /// Append to the log; the screen gets [`Input::Recorded`].
    Record(Vec<What>),
    /// Keep a typed answer in the journal, where the journal is on.
    Keep(Said),
    /// Write a file the learner asked for; the screen gets [`Input::Exported`].
    Export {
        /// Its name.
        name: String,
        /// Its text.
        text: Safe,
    },
    /// Ask the external grader, where settings name one.
    Suggest(Request),
    /// Open a card in the learner's editor and read its deck again.
    Edit(ItemName),
    /// Write a setting and take it into force; `none` takes its key out.
    Set {
        /// Its key, such as `retention` or `keys.bury`.
        key: String,
        /// Its value, as TOML.
        value: String,
    },
    /// Try to save what waits.
    Retry,
    /// Show a sentence in the footer until the next key.
    Notice(Safe),
    /// Stop the process as Ctrl-Z does.
    Suspend,
}

/// One screen.
pub trait Screen {
    /// Returns which screen it is.
    fn name(&self) -> Name;
    /// Returns what it listens to now, most used first.
    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen>;
    /// Takes one input.
    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step;
    /// Draws it, changing nothing; the footer is drawn by the app from `listens`.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>);
    /// Says whether characters are text now.
    fn mode(&self) -> Mode {
        Mode::Commands
    }
    /// Returns milliseconds after which it wants to be drawn again; only a running clock does.
    fn ticks(&self) -> Option<u64> {
        None
    }
    /// Says whether every key goes to the screen as it came, but for leaving at once.
    fn takes_keys(&self) -> bool {
        false
    }
}
