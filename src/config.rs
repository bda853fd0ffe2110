//! Settings as types with defaults. Reading them from a file is the store's work.

use serde::Deserialize;

use crate::clock::{DAY, Day, MINUTE};
use crate::schedule::fsrs::Rules;
use crate::schedule::queue::Siblings;

/// Everything a learner may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Chance of a right answer on the due day, 0.70 to 0.99.
    pub retention: f32,
    /// New items a day.
    pub new_per_day: usize,
    /// Reviews a day; nothing for no limit.
    pub reviews_per_day: Option<usize>,
    /// Items in one session.
    pub session_size: usize,
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
    /// Which colours are used.
    pub theme: ThemeName,
    /// Which signs are drawn.
    pub glyphs: GlyphSet,
    /// The command of an external grader; none when empty.
    pub grader: Vec<String>,
    /// Seconds a grader may take.
    pub grader_seconds: u64,
    /// Whether the decks of the program are shown.
    pub builtin_decks: bool,
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

/// Which colours are used; all take the terminal's own background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeName {
    /// The terminal's sixteen colours; none with `NO_COLOR`.
    Auto,
    /// The sixteen colours, chosen for a dark background.
    Dark,
    /// The sixteen colours, chosen for a light background.
    Light,
    /// No colours, only bold, dim and underline.
    Mono,
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
            session_size: 20,
            day_start: 4,
            interview: None,
            siblings: Siblings::Apart,
            learning_steps: vec![MINUTE, 10 * MINUTE],
            relearning_steps: vec![10 * MINUTE],
            ask_sure: AskSure::Objective,
            answer: AnswerBy::Auto,
            theme: ThemeName::Auto,
            glyphs: GlyphSet::Unicode,
            grader: Vec::new(),
            grader_seconds: 20,
            builtin_decks: true,
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
