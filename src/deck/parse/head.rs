//! The reserved tables: `deck`, `mock`, `glossary`.

use toml::de::{DeTable, DeValue};

use super::super::{Blueprint, Deck};
use super::bad_id;
use super::fields::Fields;
use super::sink::{Sink, beginning};
use crate::card::Head;
use crate::text::Raw;

/// The format this program reads.
const FORMAT: u32 = 1;
/// Levels of a scale.
const LEVELS: usize = 100;

pub(super) fn read(fields: &mut Fields<'_, '_>, head: &mut Head) {
    if let Some(id) = fields.word("id") {
        match bad_id(&id) {
            None => (head.id, head.has_id) = (id, true),
            Some((what, advice)) => {
                fields.error_at("id", "E07", &format!("the deck id `{}` {what}", beginning(&id)), advice);
            }
        }
    }
    if let Some(format) = fields.count("format").filter(|format| *format > FORMAT) {
        let what = format!("this deck uses format {format}, and this program reads format {FORMAT}");
        fields.error_at("format", "E10", &what, "update cardsharp");
    }
    head.title = fields.text("title").unwrap_or_else(|| head.title.clone());
    head.track = fields.text("track");
    head.scale = fields.words("scale");
    if head.scale.len() > LEVELS {
        let what = format!("the scale has {} levels, and {LEVELS} are the most", head.scale.len());
        fields.error_at("scale", "E13", &what, "shorten it");
        head.scale.truncate(LEVELS);
    }
    head.frame = fields.word("frame");
    head.frame_note = fields.text("frame-note");
    head.as_of = fields.year("as-of");
    head.version = fields.word("version");
    head.license = fields.word("license");
    head.authors = fields.texts("authors");
    head.lang = fields.word("lang");
    head.requires = fields.words("requires");
    head.new_per_day = fields.count("new-per-day");
    fields.finish();
}

/// A deck without a title is called by its id.
pub(super) fn finish(head: &mut Head) {
    if head.title.is_empty() {
        head.title = Raw::new(head.id.clone());
    }
}

/// Reads the mock interviews; returns the line of each.
pub(super) fn mocks(sink: &Sink<'_>, mocks: &DeTable<'_>, deck: &mut Deck) -> Vec<u32> {
    let mut lines = Vec::new();
    for (key, value) in mocks {
        let DeValue::Table(table) = value.get_ref() else {
            let what = format!("mock `{}` is no table", beginning(key.get_ref()));
            sink.error("E09", value.span(), &what, "write a [mock.name] header");
            continue;
        };
        let fields = Fields::new(sink, table, key.span());
        deck.mocks.push(Blueprint {
            id: key.get_ref().to_string(),
            title: fields.text("title").unwrap_or_else(|| Raw::new(key.get_ref().to_string())),
            minutes: fields.number("minutes"),
            level: fields.word("level"),
            ask: fields.words("ask"),
        });
        fields.finish();
        lines.push(sink.line(key.span().start));
    }
    lines
}

pub(super) fn glossary(sink: &Sink<'_>, words: &DeTable<'_>, deck: &mut Deck) {
    for (key, value) in words {
        if let DeValue::String(text) = value.get_ref() {
            deck.glossary.push((key.get_ref().to_string(), Raw::new(text.as_ref())));
        } else {
            let what = format!("the meaning of `{}` is no text", beginning(key.get_ref()));
            sink.error("E09", value.span(), &what, "write it in quotation marks");
        }
    }
}
