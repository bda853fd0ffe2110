//! What a setting may be: how its value is read, written, and told to whoever writes one.

use std::ops::RangeInclusive;

use toml::Value;

use super::NONE;
use crate::clock::{DAY, Day, MINUTE};
use crate::config::Config;

/// The least and the most retention: beyond them FSRS has never been measured.
const SHARE: RangeInclusive<f64> = 0.70..=0.99;
/// A date, as an example.
const DATE: &str = "2026-12-07";
/// Delays of a step, in milliseconds.
const STEP: RangeInclusive<i64> = 1_000..=30 * DAY;

/// A value of a struct, to look at and to change.
pub(super) struct Field<T, V> {
    pub(super) get: fn(&T) -> &V,
    pub(super) get_mut: fn(&mut T) -> &mut V,
}

/// What a setting may be, and which field of a struct holds it.
pub(super) enum Kind<T> {
    /// Yes or no.
    Switch(Field<T, bool>),
    /// A whole number.
    Number(Field<T, usize>, RangeInclusive<usize>),
    /// A whole number, or no limit.
    Limit(Field<T, Option<usize>>, RangeInclusive<usize>),
    /// A retention.
    Share(Field<T, f32>),
    /// A date, or none.
    Date(Field<T, Option<Day>>),
    /// Delays in milliseconds.
    Delays(Field<T, Vec<i64>>),
    /// Texts, at least so many where there are any; what they are, and an example.
    Texts(Field<T, Vec<String>>, usize, &'static str, &'static str),
    /// The name of a theme.
    Theme(Field<T, String>),
    /// One of a few words; `choice!` makes it.
    Word { words: &'static [&'static str], get: fn(&T) -> &'static str, set: fn(&mut T, &str) -> bool },
}

/// A field of the struct a row is about.
macro_rules! field {
    ($name:ident) => {
        Field { get: |all| &all.$name, get_mut: |all| &mut all.$name }
    };
}

/// A field that is one of a few values, each with its word; one left out does not compile.
macro_rules! choice {
    ($name:ident: $($word:literal => $value:path),+) => {
        Kind::Word {
            words: &[$($word),+],
            get: |all| match all.$name { $($value => $word),+ },
            set: |all, word| {
                all.$name = match word { $($word => $value,)+ _ => return false };
                true
            },
        }
    };
}

pub(super) use {choice, field};

impl<T> Kind<T> {
    /// Writes the value as the file would hold it.
    pub(super) fn write(&self, all: &T) -> String {
        match self {
            Self::Switch(field) => (field.get)(all).to_string(),
            Self::Number(field, _) => (field.get)(all).to_string(),
            Self::Limit(field, _) => (field.get)(all).map_or(NONE.to_owned(), |number| number.to_string()),
            Self::Share(field) => format!("{:.2}", (field.get)(all)),
            Self::Date(field) => (field.get)(all).map_or(NONE.to_owned(), |day| day.to_string()),
            Self::Delays(field) => list((field.get)(all).iter().map(|ms| short(*ms))),
            Self::Texts(field, ..) if (field.get)(all).is_empty() => NONE.to_owned(),
            Self::Texts(field, ..) => list((field.get)(all).iter().cloned()),
            Self::Theme(field) => quoted((field.get)(all)),
            Self::Word { get, .. } => quoted(get(all)),
        }
    }

    /// Takes a value of the file; nothing where it is none of what [`Self::wanted`] says.
    pub(super) fn read(&self, all: &mut T, value: &Value) -> Option<()> {
        match self {
            Self::Switch(field) => *(field.get_mut)(all) = value.as_bool()?,
            Self::Number(field, limits) => *(field.get_mut)(all) = number(value, limits)?,
            Self::Limit(field, limits) => *(field.get_mut)(all) = Some(number(value, limits)?),
            Self::Share(field) => {
                *(field.get_mut)(all) = value.as_float().filter(|share| SHARE.contains(share))? as f32;
            }
            Self::Date(field) => *(field.get_mut)(all) = Some(day(value)?),
            Self::Delays(field) => {
                let steps: Option<_> = texts(value)?.iter().map(|step| delay(step)).collect();
                *(field.get_mut)(all) = steps?;
            }
            Self::Texts(field, least, ..) => {
                *(field.get_mut)(all) = texts(value).filter(|texts| texts.len() >= *least)?;
            }
            Self::Theme(field) => value.as_str()?.clone_into((field.get_mut)(all)),
            Self::Word { set, .. } => return set(all, value.as_str()?).then_some(()),
        }
        Some(())
    }

    /// Says what a value must be, to be read behind "must be".
    pub(super) fn wanted(&self) -> String {
        match self {
            Self::Switch(_) => "true or false".into(),
            Self::Number(_, limits) | Self::Limit(_, limits) => {
                format!("a whole number from {} to {}", limits.start(), limits.end())
            }
            Self::Share(_) => format!("a number from {:.2} to {:.2}", SHARE.start(), SHARE.end()),
            Self::Date(_) => format!("a date such as {DATE}"),
            Self::Delays(_) => "a list of delays such as [\"1m\", \"10m\"]".into(),
            Self::Texts(_, _, what, example) => format!("{what} such as {example}"),
            Self::Theme(_) => either(&super::super::palette::names().collect::<Vec<_>>()),
            Self::Word { words, .. } => either(words),
        }
    }

    /// Says what a value may be where an example does not show it.
    pub(super) fn range(&self) -> String {
        match self {
            Self::Number(_, limits) if limits.contains(&1_000) => String::new(),
            Self::Number(_, limits) => format!(" {} to {}.", limits.start(), limits.end()),
            Self::Share(_) => format!(" {:.2} to {:.2}.", SHARE.start(), SHARE.end()),
            Self::Theme(_) | Self::Word { .. } => format!(" {}.", self.wanted()),
            Self::Switch(_) | Self::Limit(..) | Self::Date(_) | Self::Delays(_) | Self::Texts(..) => {
                String::new()
            }
        }
    }

    /// Returns a value for those who never saw one, where the kind has one.
    pub(super) fn example(&self) -> Option<&'static str> {
        match self {
            Self::Date(_) => Some(DATE),
            Self::Texts(_, _, _, example) => Some(example),
            Self::Switch(_) | Self::Number(..) | Self::Limit(..) | Self::Share(_) => None,
            Self::Delays(_) | Self::Theme(_) | Self::Word { .. } => None,
        }
    }

    /// Returns what the kind itself offers, as the file would hold it.
    pub(super) fn offered(&self, config: &Config) -> Vec<String> {
        match self {
            Self::Switch(_) => vec!["false".into(), "true".into()],
            Self::Limit(..) | Self::Date(_) | Self::Texts(..) => vec![NONE.to_owned()],
            Self::Theme(_) => config.theme_names().map(quoted).collect(),
            Self::Word { words, .. } => words.iter().map(|word| quoted(word)).collect(),
            Self::Number(..) | Self::Share(_) | Self::Delays(_) => Vec::new(),
        }
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn list(words: impl Iterator<Item = String>) -> String {
    format!("[{}]", words.map(|word| quoted(&word)).collect::<Vec<_>>().join(", "))
}

/// Joins words with commas and an `or`.
fn either(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn number(value: &Value, limits: &RangeInclusive<usize>) -> Option<usize> {
    usize::try_from(value.as_integer()?).ok().filter(|number| limits.contains(number))
}

fn day(value: &Value) -> Option<Day> {
    match value {
        Value::String(text) => Day::parse(text),
        Value::Datetime(date) => Day::parse(&date.to_string()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

/// Reads a list of texts.
pub fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

/// Units of a delay, the largest first.
const UNITS: [(&str, i64); 4] = [("d", DAY), ("h", 60 * MINUTE), ("m", MINUTE), ("s", 1_000)];

/// Reads a delay such as `10m`, `90s`, `4h` or `1d`, in milliseconds.
fn delay(text: &str) -> Option<i64> {
    let (number, size) =
        UNITS.iter().find_map(|(unit, size)| Some((text.trim().strip_suffix(unit)?, size)))?;
    number.trim().parse::<i64>().ok()?.checked_mul(*size).filter(|ms| STEP.contains(ms))
}

/// Writes a delay in the largest unit that holds it whole.
fn short(ms: i64) -> String {
    let (unit, size) = UNITS.iter().find(|(_, size)| ms % size == 0).unwrap_or(&("s", 1_000));
    format!("{}{unit}", ms / size)
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
        assert_eq!((short(600_000), short(90_000), short(DAY)), ("10m".into(), "90s".into(), "1d".into()));
    }
}
