//! Settings as types with defaults. Reading them from a file is the store's work.

pub mod palette;
pub mod setting;

use std::collections::BTreeMap;

use crate::clock::{Day, MINUTE};
use crate::schedule::fsrs::Rules;
use crate::schedule::queue::{NewOrder, Siblings};

/// The most days a backlog is spread over.
pub const CATCH_UP: usize = 60;

/// Declares a struct whose fields stand beside what they are where nobody set them.
macro_rules! settings {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* pub $field:ident: $kind:ty = $default:expr,)*
    }) => {
        $(#[$about])*
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }
    };
}

settings! {
    /// Everything a learner may set.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Config {
        /// Chance of a right answer on the due day, 0.70 to 0.99.
        pub retention: f32 = 0.9,
        /// New items a day.
        pub new_per_day: usize = 20,
        /// Reviews a day; nothing for no limit.
        pub reviews_per_day: Option<usize> = None,
        /// Minutes a day, by how long answers have taken so far; nothing for no limit.
        pub minutes_per_day: Option<usize> = None,
        /// Items in one session.
        pub session_size: usize = 20,
        /// Minutes after which a session brings nothing more; nothing for no limit.
        pub session_minutes: Option<usize> = None,
        /// The order in which new items come.
        pub new_order: NewOrder = NewOrder::Deck,
        /// Ids of decks whose new items come first, in this order.
        pub deck_order: Vec<String> = Vec::new(),
        /// Limits of single decks, by id.
        pub per_deck: BTreeMap<String, DeckLimits> = BTreeMap::new(),
        /// Days over which a backlog is spread after a break; 1 asks all at once.
        pub catch_up: usize = 7,
        /// The hour at which a new day begins.
        pub day_start: usize = 4,
        /// The day of an interview.
        pub interview: Option<Day> = None,
        /// Whether items of one card keep apart.
        pub siblings: Siblings = Siblings::Apart,
        /// Steps of a new item, in milliseconds.
        pub learning_steps: Vec<i64> = vec![MINUTE, 10 * MINUTE],
        /// Steps of a forgotten item, in milliseconds.
        pub relearning_steps: Vec<i64> = vec![10 * MINUTE],
        /// Whether certainty is asked on objective kinds.
        pub ask_sure: AskSure = AskSure::Objective,
        /// How open questions are answered.
        pub answer: AnswerBy = AnswerBy::Auto,
        /// Which colours are used: a name the program or the settings know.
        pub theme: String = "auto".into(),
        /// Which signs are drawn.
        pub glyphs: GlyphSet = GlyphSet::Unicode,
        /// Whether the footer and rows can be clicked.
        pub mouse: bool = false,
        /// The command of an external grader; none when empty.
        pub grader: Vec<String> = Vec::new(),
        /// Seconds a grader may take.
        pub grader_seconds: usize = 20,
        /// Whether the decks of the program are shown.
        pub builtin_decks: bool = true,
        /// Whether a backup is made every day something was answered.
        pub backups: bool = true,
        /// Keys by command name.
        pub keys: BTreeMap<String, Named<Vec<String>>> = BTreeMap::new(),
        /// Letters of a keyboard layout and the Latin ones they stand for while keys are commands.
        pub layout: Vec<(char, char)> = Vec::new(),
        /// The learner's own palettes: a colour or style by meaning.
        pub themes: BTreeMap<String, BTreeMap<String, Named<String>>> = BTreeMap::new(),
    }
}

/// A value whose meaning is judged later, with the place it stands at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named<T> {
    /// The value.
    pub value: T,
    /// `file:line:col` of its key.
    pub place: String,
}

/// What one deck may bring on one day; nothing for no limit of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeckLimits {
    /// New items.
    pub new: Option<usize>,
    /// Reviews.
    pub reviews: Option<usize>,
    /// Minutes.
    pub minutes: Option<usize>,
}

/// Whether certainty is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskSure {
    /// On kinds the program can check.
    Objective,
    /// Never.
    Off,
}

/// How open questions are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerBy {
    /// Rubrics are typed, other answers thought.
    Auto,
    /// Typed.
    Type,
    /// Thought or spoken.
    Think,
}

/// Which signs are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphSet {
    /// Blocks, lines and check marks.
    Unicode,
    /// Plain ASCII.
    Ascii,
}

impl Config {
    /// Returns the names of all themes, the learner's own last.
    pub fn theme_names(&self) -> impl Iterator<Item = &str> {
        let own = self.themes.keys().map(String::as_str);
        palette::names().chain(own.filter(|own| palette::names().all(|name| name != *own)))
    }

    /// Returns the rules of scheduling these settings make.
    pub fn rules(&self) -> Rules {
        Rules {
            retention: self.retention,
            learning: self.learning_steps.clone(),
            relearning: self.relearning_steps.clone(),
            interview: self.interview,
            ..Rules::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_can_be_scheduled_with() {
        assert!(crate::schedule::fsrs::Scheduler::new(Config::default().rules()).is_ok());
    }
}
