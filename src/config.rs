//! Settings as types with defaults. Reading them from a file is the store's work.

pub mod setting;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::clock::{DAY, Day, MINUTE};
use crate::schedule::fsrs::Rules;
use crate::schedule::queue::{NewOrder, Siblings};

/// Everything a learner may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Chance of a right answer on the due day, 0.70 to 0.99.
    pub retention: f32,
    /// New items a day.
    pub new_per_day: usize,
    /// Reviews a day; nothing for no limit.
    pub reviews_per_day: Option<usize>,
    /// Minutes a day, by how long answers have taken so far; nothing for no limit.
    pub minutes_per_day: Option<usize>,
    /// Items in one session.
    pub session_size: usize,
    /// Minutes after which a session brings nothing more; nothing for no limit.
    pub session_minutes: Option<usize>,
    /// The order in which new items come.
    pub new_order: NewOrder,
    /// Ids of decks whose new items come first, in this order.
    pub deck_order: Vec<String>,
    /// Limits of single decks, by id.
    pub per_deck: BTreeMap<String, DeckLimits>,
    /// Days over which a backlog is spread after a break; 1 asks all at once.
    pub catch_up: usize,
    /// The hour at which a new day begins.
    pub day_start: u8,
    /// The day of an interview.
    pub interview: Option<Day>,
    /// Whether items of one card keep apart.
    pub siblings: Siblings,
    /// Steps of a new item, in milliseconds.
    pub learning_steps: Vec<i64>,
    /// Steps of a forgotten item, in milliseconds.
    pub relearning_steps: Vec<i64>,
    /// Whether certainty is asked on objective kinds.
    pub ask_sure: AskSure,
    /// How open questions are answered.
    pub answer: AnswerBy,
    /// Which colours are used: a name the program or the settings know.
    pub theme: String,
    /// Which signs are drawn.
    pub glyphs: GlyphSet,
    /// Whether the footer and rows can be clicked.
    pub mouse: bool,
    /// The command of an external grader; none when empty.
    pub grader: Vec<String>,
    /// Seconds a grader may take.
    pub grader_seconds: u64,
    /// Whether the decks of the program are shown.
    pub builtin_decks: bool,
    /// Whether a backup is made every day something was answered.
    pub backups: bool,
    /// Keys by command name.
    pub keys: BTreeMap<String, Named<Vec<String>>>,
    /// Letters of a keyboard layout and the Latin ones they stand for while keys are commands.
    pub layout: Vec<(char, char)>,
    /// The learner's own palettes: a colour or style by meaning.
    pub themes: BTreeMap<String, BTreeMap<String, Named<String>>>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskSure {
    /// On kinds the program can check.
    Objective,
    /// Never.
    Off,
}

/// How open questions are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerBy {
    /// Rubrics are typed, other answers thought.
    Auto,
    /// Typed.
    Type,
    /// Thought or spoken.
    Think,
}

/// Which signs are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GlyphSet {
    /// Blocks, lines and check marks.
    Unicode,
    /// Plain ASCII.
    Ascii,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            retention: 0.9,
            new_per_day: 20,
            reviews_per_day: None,
            minutes_per_day: None,
            session_size: 20,
            session_minutes: None,
            new_order: NewOrder::Deck,
            deck_order: Vec::new(),
            per_deck: BTreeMap::new(),
            catch_up: 7,
            day_start: 4,
            interview: None,
            siblings: Siblings::Apart,
            learning_steps: vec![MINUTE, 10 * MINUTE],
            relearning_steps: vec![10 * MINUTE],
            ask_sure: AskSure::Objective,
            answer: AnswerBy::Auto,
            theme: "auto".into(),
            glyphs: GlyphSet::Unicode,
            mouse: false,
            grader: Vec::new(),
            grader_seconds: 20,
            builtin_decks: true,
            backups: true,
            keys: BTreeMap::new(),
            layout: Vec::new(),
            themes: BTreeMap::new(),
        }
    }
}

impl Config {
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

/// Reads a delay such as `10m`, `90s`, `4h` or `1d`, in milliseconds.
pub fn delay(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = text.chars().next_back()?;
    let number: i64 = text.strip_suffix(unit)?.trim().parse().ok()?;
    let scale = match unit {
        's' => 1_000,
        'm' => MINUTE,
        'h' => 60 * MINUTE,
        'd' => DAY,
        _ => return None,
    };
    number.checked_mul(scale).filter(|ms| (1_000..=30 * DAY).contains(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_have_a_unit() {
        assert_eq!(delay("10m"), Some(600_000));
        assert_eq!(delay("1d"), Some(86_400_000));
        assert_eq!(delay("10"), None);
        assert_eq!(delay("-1m"), None);
    }

    #[test]
    fn the_defaults_can_be_scheduled_with() {
        assert!(crate::schedule::fsrs::Scheduler::new(Config::default().rules()).is_ok());
    }
}
