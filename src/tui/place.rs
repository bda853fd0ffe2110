//! The screens by name, where a step may lead, with what the screen there is about, and what a yes answers.

use crate::card::ItemName;
use crate::mock::{Scorecard, Script};
use crate::review::What;
use crate::session::Session;
use crate::text::Safe;

/// Makes the names and the list of them from one list, so that none can be missing.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A screen, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Name {
            $($(#[$doc])* $name,)*
        }

        impl Name {
            /// Every screen.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the name as people read it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

names! {
    /// One line of one's own: a note, a flag, a weak line made better.
    Aside = "aside",
    /// Every item, narrowed by a query.
    Browse = "browse",
    /// How sure against how right.
    Calibration = "calibration",
    /// The pace after a break.
    CatchUp = "catch-up",
    /// A question with yes and no.
    Confirm = "confirm",
    /// What a mock interview showed.
    Debrief = "debrief",
    /// The keys of a screen.
    Help = "help",
    /// The answers to one item.
    History = "history",
    /// What is due today.
    Home = "home",
    /// The interviewer's seat.
    Interviewer = "interviewer",
    /// Mock interviews to choose from.
    Interviews = "interviews",
    /// The keys of every command.
    Keys = "keys",
    /// A mock interview while it runs.
    Mock = "mock",
    /// Every command by name.
    Palette = "palette",
    /// What is wrong with the decks.
    Problems = "problems",
    /// Every setting.
    Settings = "settings",
    /// Three pages of figures.
    Statistics = "statistics",
    /// One question at a time.
    Study = "study",
    /// The page after a session.
    Summary = "summary",
    /// The interview date and plan.
    Target = "target",
    /// What different desired retentions would cost.
    Workload = "workload",
}

impl Name {
    /// Says whether the screen below is drawn first.
    pub fn is_popup(self) -> bool {
        matches!(
            self,
            Self::Aside | Self::CatchUp | Self::Confirm | Self::Help | Self::Palette | Self::Target
        )
    }

    /// Says whether other screens may be opened from it: not while a mock runs, and not over a popup.
    pub fn is_free(self) -> bool {
        self != Self::Mock && !self.is_popup()
    }
}

/// A screen to open.
pub enum Place {
    /// A line of one's own.
    Aside(Own),
    /// Every item.
    Browse,
    /// How sure against how right.
    Calibration,
    /// The pace after a break.
    CatchUp,
    /// A question with yes and no; what is at stake belongs in it, with its count.
    Confirm(Safe, Pending),
    /// The debrief of a mock.
    Debrief(Box<Scorecard>),
    /// The welcome of a newcomer.
    FirstRun(Box<Session>),
    /// The keys of the screen below.
    Help,
    /// The answers to an item.
    History(ItemName),
    /// What is due today.
    Home,
    /// The interviewer's seat.
    Interviewer(Box<Script>),
    /// Mock interviews to choose from.
    Interviews,
    /// The keys of every command.
    Keys,
    /// A mock from its beginning.
    Mock(Box<Script>),
    /// Every command, those of the screen below first.
    Palette,
    /// What is wrong with the decks.
    Problems,
    /// A mock that was left or killed.
    Resume(Box<Scorecard>),
    /// Every setting.
    Settings,
    /// Three pages of figures.
    Statistics,
    /// A sitting.
    Study(Box<Session>),
    /// The page after a sitting.
    Summary(Box<Session>),
    /// A sitting whose last answer is taken back at once.
    TakeBack(Box<Session>),
    /// The interview date and plan.
    Target,
    /// What different desired retentions would cost.
    Workload,
}

impl Place {
    /// Returns the screen of a name, if it can be opened with nothing but its name.
    pub fn of(name: Name) -> Option<Self> {
        Some(match name {
            Name::Browse => Self::Browse,
            Name::Calibration => Self::Calibration,
            Name::CatchUp => Self::CatchUp,
            Name::Help => Self::Help,
            Name::Interviews => Self::Interviews,
            Name::Keys => Self::Keys,
            Name::Palette => Self::Palette,
            Name::Problems => Self::Problems,
            Name::Settings => Self::Settings,
            Name::Statistics => Self::Statistics,
            Name::Target => Self::Target,
            Name::Workload => Self::Workload,
            Name::Aside
            | Name::Confirm
            | Name::Debrief
            | Name::History
            | Name::Home
            | Name::Interviewer
            | Name::Mock
            | Name::Study
            | Name::Summary => return None,
        })
    }
}

/// A line of one's own that is asked for.
pub enum Own {
    /// What is wrong with these cards; an empty line takes their flags off.
    Flag(Vec<ItemName>),
    /// A note on a card; an empty line takes it off.
    Note(ItemName),
    /// A better wording of a weak line.
    Rewrite(ItemName, Safe),
    /// Why a miss matters.
    Why(ItemName),
}

/// What is done on yes, by the screen that asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    /// End a mock or an interview before its end.
    End,
    /// Leave the program although answers are not saved.
    Leave,
    /// Leave without the result, or end the program without it.
    Lose {
        /// The program ends.
        quit: bool,
    },
    /// Record these.
    Record(Vec<What>),
    /// Suspend the open question.
    Suspend,
    /// Discard the mock.
    Discard,
}
