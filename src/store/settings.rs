//! `config.toml` read into settings; a bad value falls back to its default and is reported.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

use crate::clock::Day;
use crate::config::{Config, delay};
use crate::schedule::queue::Siblings;
use crate::store::Notice;
use crate::text::show;

/// Reads settings; a missing file gives the defaults.
pub fn read(path: &Path) -> (Config, Vec<Notice>) {
    let name = path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Config::default(), Vec::new()),
        Err(error) => {
            let text =
                format!("{name}: cannot be read: {}; the default settings are used", super::reason(&error));
            return (Config::default(), vec![Notice(show(&text))]);
        }
    };
    parse(&text, &name)
}

/// Reads settings from their text.
pub fn parse(text: &str, name: &str) -> (Config, Vec<Notice>) {
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            let what: String = error.message().chars().take(120).collect();
            let text =
                format!("{name}:{line}:1: {what}; correct it, until then the default settings are used");
            return (Config::default(), vec![Notice(show(&text).line())]);
        }
    };
    let mut config = Config::default();
    let mut notices = Vec::new();
    for (key, value) in table {
        if let Err(wanted) = set(&mut config, &key, &value) {
            let line =
                text.lines().position(|line| line.trim_start().starts_with(&key)).map_or(1, |at| at + 1);
            let text = format!("{name}:{line}:1: `{key}` {wanted}; its default is used");
            notices.push(Notice(show(&text).line()));
        }
    }
    (config, notices)
}

const KEYS: [&str; 17] = [
    "retention",
    "new-per-day",
    "reviews-per-day",
    "session-size",
    "day-start",
    "interview",
    "siblings",
    "learning-steps",
    "relearning-steps",
    "ask-sure",
    "answer",
    "theme",
    "glyphs",
    "grader",
    "grader-seconds",
    "builtin-decks",
    "keys",
];

fn set(config: &mut Config, key: &str, value: &Value) -> Result<(), String> {
    match key {
        "retention" => {
            let share = value.as_float().filter(|share| (0.70..=0.99).contains(share));
            config.retention = share.ok_or("must lie between 0.70 and 0.99")? as f32;
        }
        "new-per-day" => config.new_per_day = count(value, 0)?,
        "reviews-per-day" => config.reviews_per_day = Some(count(value, 1)?),
        "session-size" => config.session_size = count(value, 1)?,
        "day-start" => {
            let hour = value.as_integer().filter(|hour| (0..24).contains(hour));
            config.day_start = hour.ok_or("must be an hour from 0 to 23")? as u8;
        }
        "interview" => config.interview = Some(day(value).ok_or("must be a date such as \"2026-12-07\"")?),
        "siblings" => {
            config.siblings = match value.as_str() {
                Some("apart") => Siblings::Apart,
                Some("together") => Siblings::Together,
                _ => return Err("must be \"apart\" or \"together\"".into()),
            }
        }
        "learning-steps" => config.learning_steps = steps(value)?,
        "relearning-steps" => config.relearning_steps = steps(value)?,
        "ask-sure" => config.ask_sure = word(value, "\"objective\" or \"off\"")?,
        "answer" => config.answer = word(value, "\"auto\", \"type\" or \"think\"")?,
        "theme" => config.theme = word(value, "\"auto\", \"dark\", \"light\" or \"mono\"")?,
        "glyphs" => config.glyphs = word(value, "\"unicode\" or \"ascii\"")?,
        "grader" => {
            let words = value.as_array().map(|list| list.iter().map(|word| word.as_str().map(str::to_owned)));
            let words =
                words.and_then(Iterator::collect::<Option<Vec<String>>>).filter(|words| !words.is_empty());
            config.grader =
                words.ok_or("must be a command and its arguments, such as [\"sh\", \"grader.sh\"]")?;
        }
        "grader-seconds" => config.grader_seconds = count(value, 1)? as u64,
        "builtin-decks" => config.builtin_decks = value.as_bool().ok_or("must be true or false")?,
        _ => {
            let close = KEYS.iter().filter(|known| strsim::osa_distance(key, known) <= 2).min();
            return Err(close
                .map_or("is no setting".into(), |close| format!("is no setting, did you mean `{close}`?")));
        }
    }
    Ok(())
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

fn word<'de, T: Deserialize<'de>>(value: &Value, wanted: &str) -> Result<T, String> {
    T::deserialize(value.clone()).map_err(|_| format!("must be {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_settings_are_taken() {
        let text = "retention = 0.85\nnew-per-day = 6\ninterview = 2026-12-07\nlearning-steps = [\"2m\"]\ntheme = \"mono\"\n";
        let (config, notices) = parse(text, "config.toml");
        assert_eq!(notices, []);
        assert_eq!((config.new_per_day, config.learning_steps.as_slice()), (6, &[120_000][..]));
        assert_eq!(config.interview, Day::parse("2026-12-07"));
    }

    #[test]
    fn a_bad_value_keeps_its_default_and_is_named() {
        let (config, notices) = parse("day-start = 4\nretention = 1.5\nnew-per-dya = 3\n", "config.toml");
        assert_eq!(config, Config::default());
        let text: Vec<&str> = notices.iter().map(|notice| notice.0.as_ref()).collect();
        assert_eq!(text, [
            "config.toml:3:1: `new-per-dya` is no setting, did you mean `new-per-day`?; its default is used",
            "config.toml:2:1: `retention` must lie between 0.70 and 0.99; its default is used",
        ].into_iter().rev().collect::<Vec<_>>());
    }

    #[test]
    fn a_broken_file_is_named_with_its_line() {
        let (config, notices) = parse("a = 1\nb = = 2\n", "config.toml");
        assert_eq!(config, Config::default());
        assert!(notices[0].0.starts_with("config.toml:2:1:"), "{notices:?}");
    }
}
