//! The screens by name: where a command is used, what help is headed with, what settings and tests call them.

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

    /// Says whether other screens may be opened from it: not while a mock runs.
    pub fn is_free(self) -> bool {
        self != Self::Mock
    }
}
