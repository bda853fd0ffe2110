//! Every setting by its key: what it is called, what it may be, and how its value is read and written.

mod list;

use serde::Deserialize;
use toml::{Table, Value};

use super::{AnswerBy, AskSure, Config, DeckLimits, GlyphSet, delay};
use crate::clock::{DAY, Day, MINUTE};
use crate::schedule::queue::{NewOrder, Siblings};
pub use list::{LIMITS, SETTINGS};

/// A setting of one value, as the settings screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the file.
    pub key: &'static str,
    /// The heading it stands under.
    pub section: &'static str,
    /// What it is called on the screen.
    pub says: &'static str,
    /// What the keys offer, as written in the file; `none` takes the key out.
    pub choices: &'static [&'static str],
    /// One sentence on what it does.
    pub means: &'static str,
}

/// What none is called where a setting may be absent.
pub const NONE: &str = "none";

/// Returns a setting's value as the file would hold it.
pub fn value(config: &Config, key: &str) -> String {
    let some = |number: Option<usize>| number.map_or(NONE.to_owned(), |number| number.to_string());
    match key {
        "retention" => format!("{:.2}", config.retention),
        "new-per-day" => config.new_per_day.to_string(),
        "reviews-per-day" => some(config.reviews_per_day),
        "minutes-per-day" => some(config.minutes_per_day),
        "session-size" => config.session_size.to_string(),
        "session-minutes" => some(config.session_minutes),
        "new-order" => quoted(match config.new_order {
            NewOrder::Deck => "deck",
            NewOrder::Mixed => "mixed",
            NewOrder::Random => "random",
        }),
        "deck-order" => list(&config.deck_order),
        "catch-up" => config.catch_up.to_string(),
        "day-start" => config.day_start.to_string(),
        "interview" => config.interview.map_or(NONE.to_owned(), |day| day.to_string()),
        "siblings" => quoted(if config.siblings == Siblings::Apart { "apart" } else { "together" }),
        "learning-steps" => list(&config.learning_steps.iter().map(|ms| short(*ms)).collect::<Vec<_>>()),
        "relearning-steps" => list(&config.relearning_steps.iter().map(|ms| short(*ms)).collect::<Vec<_>>()),
        "ask-sure" => quoted(if config.ask_sure == AskSure::Objective { "objective" } else { "off" }),
        "answer" => quoted(match config.answer {
            AnswerBy::Auto => "auto",
            AnswerBy::Type => "type",
            AnswerBy::Think => "think",
        }),
        "theme" => quoted(&config.theme),
        "glyphs" => quoted(if config.glyphs == GlyphSet::Ascii { "ascii" } else { "unicode" }),
        "mouse" => config.mouse.to_string(),
        "grader" => list(&config.grader),
        "grader-seconds" => config.grader_seconds.to_string(),
        "builtin-decks" => config.builtin_decks.to_string(),
        "backups" => config.backups.to_string(),
        _ => limit(config, key).map_or(NONE.to_owned(), |limit| limit.to_string()),
    }
}

/// Returns the limit of a key such as `decks.llm-ladder.new-per-day`.
fn limit(config: &Config, key: &str) -> Option<usize> {
    let (id, key) = key.strip_prefix("decks.")?.rsplit_once('.')?;
    let limits = config.per_deck.get(id)?;
    match key {
        "new-per-day" => limits.new,
        "reviews-per-day" => limits.reviews,
        "minutes-per-day" => limits.minutes,
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn list(words: &[String]) -> String {
    if words.is_empty() {
        return NONE.to_owned();
    }
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

/// Writes a delay in the largest unit that holds it whole.
fn short(ms: i64) -> String {
    let units = [(DAY, "d"), (60 * MINUTE, "h"), (MINUTE, "m"), (1_000, "s")];
    let unit = units.into_iter().find(|(size, _)| ms % size == 0).unwrap_or((1_000, "s"));
    format!("{}{}", ms / unit.0, unit.1)
}

/// Takes a value of a known key; an error says what it must be.
pub fn set(config: &mut Config, key: &str, value: &Value) -> Result<(), String> {
    match key {
        "retention" => {
            let share = value.as_float().filter(|share| (0.70..=0.99).contains(share));
            config.retention = share.ok_or("must lie between 0.70 and 0.99")? as f32;
        }
        "new-per-day" => config.new_per_day = count(value, 0)?,
        "reviews-per-day" => config.reviews_per_day = Some(count(value, 1)?),
        "minutes-per-day" => config.minutes_per_day = Some(count(value, 1)?),
        "session-size" => config.session_size = count(value, 1)?,
        "session-minutes" => config.session_minutes = Some(count(value, 1)?),
        "new-order" => config.new_order = word(value, "\"deck\", \"mixed\" or \"random\"")?,
        "deck-order" => {
            config.deck_order = words(value, "must be a list of deck ids such as [\"llm-ladder\"]")?;
        }
        "catch-up" => {
            config.catch_up = count(value, 1)?;
            if config.catch_up > 60 {
                return Err("must be a number of days from 1 to 60".into());
            }
        }
        "day-start" => {
            let hour = value.as_integer().filter(|hour| (0..24).contains(hour));
            config.day_start = hour.ok_or("must be an hour from 0 to 23")? as u8;
        }
        "interview" => config.interview = Some(day(value).ok_or("must be a date such as 2026-12-07")?),
        "siblings" => config.siblings = word(value, "\"apart\" or \"together\"")?,
        "learning-steps" => config.learning_steps = steps(value)?,
        "relearning-steps" => config.relearning_steps = steps(value)?,
        "ask-sure" => config.ask_sure = word(value, "\"objective\" or \"off\"")?,
        "answer" => config.answer = word(value, "\"auto\", \"type\" or \"think\"")?,
        "theme" => config.theme = word(value, "the name of a theme such as \"auto\" or \"mono\"")?,
        "glyphs" => config.glyphs = word(value, "\"unicode\" or \"ascii\"")?,
        "mouse" => config.mouse = value.as_bool().ok_or("must be true or false")?,
        "grader" => {
            let wanted = "must be a command and its arguments, such as [\"sh\", \"grader.sh\"]";
            config.grader = words(value, wanted)?;
            if config.grader.is_empty() {
                return Err(wanted.into());
            }
        }
        "grader-seconds" => config.grader_seconds = count(value, 1)? as u64,
        "builtin-decks" => config.builtin_decks = value.as_bool().ok_or("must be true or false")?,
        "backups" => config.backups = value.as_bool().ok_or("must be true or false")?,
        _ => return Err(unknown(key, &KEYS)),
    }
    Ok(())
}

/// The keys [`set`] takes.
const KEYS: [&str; 23] = [
    "retention",
    "new-per-day",
    "reviews-per-day",
    "minutes-per-day",
    "session-size",
    "session-minutes",
    "new-order",
    "deck-order",
    "catch-up",
    "day-start",
    "interview",
    "siblings",
    "learning-steps",
    "relearning-steps",
    "ask-sure",
    "answer",
    "theme",
    "glyphs",
    "mouse",
    "grader",
    "grader-seconds",
    "builtin-decks",
    "backups",
];

/// Takes one limit of one deck.
pub fn set_limit(limits: &mut DeckLimits, key: &str, value: &Value) -> Result<(), String> {
    match key {
        "new-per-day" => limits.new = Some(count(value, 0)?),
        "reviews-per-day" => limits.reviews = Some(count(value, 1)?),
        "minutes-per-day" => limits.minutes = Some(count(value, 1)?),
        _ => return Err(unknown(key, &["new-per-day", "reviews-per-day", "minutes-per-day"])),
    }
    Ok(())
}

/// Takes a keyboard layout: its letters, and the Latin ones at the same places.
pub fn set_layout(config: &mut Config, value: &Table) -> Result<(), String> {
    let letters =
        |key: &str| value.get(key).and_then(Value::as_str).map(|text| text.chars().collect::<Vec<_>>());
    let wanted = "needs `from` and `to`, two texts of the same number of letters";
    let (Some(from), Some(to)) = (letters("from"), letters("to")) else { return Err(wanted.into()) };
    if from.len() != to.len() || from.is_empty() {
        return Err(wanted.into());
    }
    config.layout = from.into_iter().zip(to).collect();
    Ok(())
}

/// Bytes of a word that may be a misspelt key.
const LONGEST_KEY: usize = 40;

/// Says that a key is not known, and which one may have been meant.
pub fn unknown(key: &str, known: &[&str]) -> String {
    let near = |known: &&&str| key.len() <= LONGEST_KEY && strsim::osa_distance(key, known) <= 2;
    let close = known.iter().filter(near).min();
    close.map_or("is no setting".into(), |close| format!("is no setting, did you mean `{close}`?"))
}

fn count(value: &Value, least: i64) -> Result<usize, String> {
    let number = value.as_integer().filter(|number| (least..=100_000).contains(number));
    number.map(|number| number as usize).ok_or_else(|| format!("must be a whole number from {least} up"))
}

fn day(value: &Value) -> Option<Day> {
    match value {
        Value::String(text) => Day::parse(text),
        Value::Datetime(date) => Day::parse(&date.to_string()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

fn steps(value: &Value) -> Result<Vec<i64>, String> {
    let wanted = || "must be a list of delays such as [\"1m\", \"10m\"]".to_owned();
    let list = value.as_array().ok_or_else(wanted)?;
    list.iter().map(|step| step.as_str().and_then(delay).ok_or_else(wanted)).collect()
}

/// Reads a list of texts.
pub fn words(value: &Value, wanted: &str) -> Result<Vec<String>, String> {
    let words = value.as_array().map(|list| list.iter().map(|word| word.as_str().map(str::to_owned)));
    words.and_then(Iterator::collect).ok_or_else(|| wanted.to_owned())
}

fn word<'de, T: Deserialize<'de>>(value: &Value, wanted: &str) -> Result<T, String> {
    T::deserialize(value.clone()).map_err(|_| format!("must be {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_choice_can_be_set_and_reads_back() {
        for setting in &SETTINGS {
            assert!(KEYS.contains(&setting.key), "{}", setting.key);
            for choice in setting.choices.iter().filter(|choice| **choice != NONE) {
                let table: Table = format!("x = {choice}").parse().unwrap();
                let mut config = Config::default();
                set(&mut config, setting.key, &table["x"]).unwrap();
                assert_eq!(value(&config, setting.key), *choice, "{}", setting.key);
            }
        }
    }

    #[test]
    fn every_default_is_written_as_it_is_read() {
        let config = Config::default();
        for setting in &SETTINGS {
            let text = value(&config, setting.key);
            if text == NONE {
                continue;
            }
            let table: Table = format!("x = {text}").parse().unwrap();
            let mut again = Config { new_per_day: 3, ..Config::default() };
            set(&mut again, setting.key, &table["x"]).unwrap();
            assert_eq!(value(&again, setting.key), text);
        }
    }

    #[test]
    fn every_limit_of_a_deck_is_set_and_reads_back() {
        for setting in &LIMITS {
            let mut config = Config::default();
            let limits = config.per_deck.entry("a".into()).or_default();
            set_limit(limits, setting.key, &Value::Integer(5)).unwrap();
            assert_eq!(value(&config, &format!("decks.a.{}", setting.key)), "5");
            assert_eq!(value(&config, &format!("decks.b.{}", setting.key)), NONE);
        }
    }

    #[test]
    fn a_layout_needs_as_many_letters_on_both_sides() {
        let table = |text: &str| text.parse::<Table>().unwrap();
        let mut config = Config::default();
        assert!(set_layout(&mut config, &table("from = \"йц\"\nto = \"q\"")).is_err());
        set_layout(&mut config, &table("from = \"йц\"\nto = \"qw\"")).unwrap();
        assert_eq!(config.layout, [('й', 'q'), ('ц', 'w')]);
    }
}
