//! One table read key by key; keys nobody asked for become warnings with "did you mean".

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sink::{Sink, beginning};
use crate::text::{Raw, is_hidden};

/// Entries of one list, or of one table of keyed lines.
pub(super) const ENTRIES: usize = 1_000;

type Value<'i> = Spanned<DeValue<'i>>;

pub(super) struct Fields<'a, 'i> {
    pub(super) sink: &'a Sink<'a>,
    table: &'a DeTable<'i>,
    /// Where to point when something is missing.
    pub(super) span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a, 'i> Fields<'a, 'i> {
    pub(super) fn new(sink: &'a Sink<'a>, table: &'a DeTable<'i>, span: Range<usize>) -> Self {
        Self { sink, table, span, asked: RefCell::default() }
    }

    pub(super) fn value(&self, key: &'static str) -> Option<&'a Value<'i>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Returns where a key's value stands; without one, where the table does.
    pub(super) fn span_of(&self, key: &'static str) -> Range<usize> {
        self.value(key).map_or(self.span.clone(), Spanned::span)
    }

    /// Takes an error of the whole table.
    pub(super) fn error(&self, code: &'static str, what: &str, advice: &str) {
        self.sink.error(code, self.span.clone(), what, advice);
    }

    /// Takes an error of a key's value.
    pub(super) fn error_at(&self, key: &'static str, code: &'static str, what: &str, advice: &str) {
        self.sink.error(code, self.span_of(key), what, advice);
    }

    /// Reads a text that may not be empty.
    pub(super) fn text(&self, key: &'static str) -> Option<Raw> {
        self.as_text(self.value(key)?, key)
    }

    pub(super) fn word(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|raw| raw.bare().to_owned())
    }

    pub(super) fn as_text(&self, value: &Value<'_>, key: &str) -> Option<Raw> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(value.span(), key, "a text in quotation marks");
            return None;
        };
        let raw = Raw::new(text.as_ref());
        if raw.is_empty() {
            let what = format!("`{key}` is empty");
            self.sink.error("E08", value.span(), &what, "write a text or remove the key");
            return None;
        }
        Some(raw)
    }

    /// Returns the values of a list that are read; a value that is no list is one by itself.
    pub(super) fn list(&self, key: &'static str) -> &'a [Value<'i>] {
        match self.value(key).map(|value| (value, value.get_ref())) {
            None => &[],
            Some((value, DeValue::Array(list))) => {
                let most = self.most(key, list.len(), value.span());
                &list[..most.min(list.len())]
            }
            Some((value, _)) => std::slice::from_ref(value),
        }
    }

    /// Reads one text or a list of texts.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Raw> {
        self.list(key).iter().filter_map(|value| self.as_text(value, key)).collect()
    }

    /// Reads words that name something: a level, a rung, a tag, another card.
    pub(super) fn words(&self, key: &'static str) -> Vec<String> {
        let words: Vec<String> = self.texts(key).iter().map(|raw| raw.bare().to_owned()).collect();
        if let Some(word) = words.iter().find(|word| word.contains(is_hidden)) {
            let what = format!("`{word}` in `{key}` has characters nobody sees");
            self.error_at(key, "E07", &what, "use letters, digits and - only");
        }
        words
    }

    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(value.span(), key, "a number");
        }
        number
    }

    pub(super) fn count(&self, key: &'static str) -> Option<u32> {
        let number = self.number(key)?;
        if number.fract() != 0.0 || !(0.0..=1e6).contains(&number) {
            self.wrong(self.span_of(key), key, "a whole number from 0 up");
            return None;
        }
        Some(number as u32)
    }

    pub(super) fn flag(&self, key: &'static str) -> bool {
        match self.value(key).map(|value| (value.span(), value.get_ref())) {
            None => false,
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((span, _)) => {
                self.wrong(span, key, "true or false");
                false
            }
        }
    }

    /// Reads a year: `2026`, `"2026-08"` or a date.
    pub(super) fn year(&self, key: &'static str) -> Option<i32> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => String::new(),
        };
        let year =
            text.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1900..=2999).contains(year));
        if year.is_none() {
            self.wrong(value.span(), key, "a year such as 2026");
        }
        year
    }

    pub(super) fn table(&self, key: &'static str) -> Option<Fields<'a, 'i>> {
        let value = self.value(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            Some(Fields::new(self.sink, table, value.span()))
        } else {
            self.wrong(value.span(), key, "a table");
            None
        }
    }

    /// Reads a table of keyed lines, each a text or a table, in file order.
    pub(super) fn lines<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str, &LineFields<'_, 'a, 'i>) -> Option<T>,
    ) -> Vec<T> {
        let Some(fields) = self.table(key) else { return Vec::new() };
        let most = self.most(key, fields.table.len(), fields.span.clone());
        fields.entries(most, read)
    }

    /// Returns how many entries of a list are read; one that goes on is an error.
    pub(super) fn most(&self, key: &str, length: usize, span: Range<usize>) -> usize {
        if length > ENTRIES {
            let what = format!("`{key}` has {length} entries, and {ENTRIES} are the most");
            self.sink.error("E13", span, &what, "shorten it, or make several cards of it");
        }
        ENTRIES
    }

    fn entries<T>(&self, most: usize, read: impl Fn(&str, &LineFields<'_, 'a, 'i>) -> Option<T>) -> Vec<T> {
        let entries = self.table.iter().take(most);
        entries
            .filter_map(|(name, value)| {
                let key: &str = name.get_ref();
                if key.is_empty() || key.contains(|letter| is_odd(letter) || is_hidden(letter)) {
                    let what = format!("the key `{}` has other characters", beginning(key));
                    self.sink.error("E07", name.span(), &what, "use letters, digits and - only");
                    return None;
                }
                self.line(key, value, &read)
            })
            .collect()
    }

    pub(super) fn line<T>(
        &self,
        key: &str,
        value: &'a Value<'i>,
        read: impl Fn(&str, &LineFields<'_, 'a, 'i>) -> Option<T>,
    ) -> Option<T> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let fields = Fields::new(self.sink, table, value.span());
                let read = read(key, &LineFields { say: None, fields: Some(&fields) });
                fields.finish();
                read
            }
            DeValue::String(_) => {
                let say = self.as_text(value, key)?;
                read(key, &LineFields { say: Some(say), fields: None })
            }
            _ => {
                self.wrong(value.span(), key, "a text or a table");
                None
            }
        }
    }

    pub(super) fn wrong(&self, span: Range<usize>, key: &str, wanted: &str) {
        let what = format!("`{}` is not {wanted}", beginning(key));
        self.sink.error("E09", span, &what, &format!("write {wanted}"));
    }

    /// Warns about every key nobody asked for.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for name in self.table.keys() {
            let key: &str = name.get_ref();
            if !asked.contains(&key) {
                self.sink.unknown(name.span(), key, || {
                    suggestion(key, &asked).map_or_else(
                        || "remove it, or see the deck format for the keys there are".into(),
                        |close| format!("did you mean `{close}`?"),
                    )
                });
            }
        }
    }
}

/// Says whether a character would end a key inside an item's name.
fn is_odd(letter: char) -> bool {
    matches!(letter, '.' | '#' | '/') || letter.is_whitespace()
}

/// A line: a text, or a table with `say` and more.
pub(super) struct LineFields<'f, 'a, 'i> {
    say: Option<Raw>,
    pub(super) fields: Option<&'f Fields<'a, 'i>>,
}

impl LineFields<'_, '_, '_> {
    /// Returns what the line says; a table without it is an error.
    pub(super) fn say(&self, key: &'static str) -> Option<Raw> {
        let Some(fields) = self.fields else { return self.say.clone() };
        let said = fields.text(key);
        if said.is_none() && fields.value(key).is_none() {
            let what = format!("this line has no `{key}`");
            fields.error("E08", &what, &format!("add {key} = \"...\""));
        }
        said
    }

    pub(super) fn text(&self, key: &'static str) -> Option<Raw> {
        self.fields?.text(key)
    }

    pub(super) fn texts(&self, key: &'static str) -> Vec<Raw> {
        self.fields.map(|fields| fields.texts(key)).unwrap_or_default()
    }

    pub(super) fn word(&self, key: &'static str) -> Option<String> {
        self.fields?.word(key)
    }

    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.fields.is_some_and(|fields| fields.flag(key))
    }

    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        self.fields?.number(key)
    }
}

/// Returns the known word closest to a misspelt one, if one is close.
pub(super) fn suggestion<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.len() > 40 {
        return None;
    }
    let near = known.iter().map(|known| (strsim::osa_distance(word, known), *known));
    near.filter(|(distance, known)| *distance > 0 && *distance <= 1 + known.len() / 4)
        .min()
        .map(|(_, known)| known)
}
