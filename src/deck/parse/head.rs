//! The reserved tables: `deck`, `mock`, `glossary`.

use toml::de::{DeTable, DeValue};

use super::super::{Deck, Mock};
use super::fields::Fields;
use super::sink::Sink;
use crate::card::Head;
use crate::text::Raw;

/// The format this program reads.
const FORMAT: u32 = 1;

pub(super) fn read(fields: &mut Fields<'_, '_>, head: &mut Head) {
    if let Some(id) = fields.word("id") {
        if id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            head.id = id;
        } else {
            let span = fields.value("id").map_or(fields.span.clone(), toml::Spanned::span);
            let what = format!("the deck id `{id}` has other characters");
            fields.sink.error("E07", span, what, "use a-z, 0-9 and - only".into());
        }
    }
    if let Some(format) = fields.count("format").filter(|format| *format > FORMAT) {
        let span = fields.value("format").map_or(fields.span.clone(), toml::Spanned::span);
        let what = format!("this deck uses format {format}, and this program reads format {FORMAT}");
        fields.sink.error("E10", span, what, "update cardsharp".into());
    }
    head.title = fields.text("title").unwrap_or_else(|| head.title.clone());
    head.track = fields.text("track");
    head.scale = fields.words("scale");
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

pub(super) fn mocks(sink: &Sink<'_>, mocks: &DeTable<'_>, deck: &mut Deck) {
    for (key, value) in mocks {
        let DeValue::Table(table) = value.get_ref() else {
            let what = format!("mock `{}` is no table", key.get_ref());
            sink.error("E09", value.span(), what, "write a [mock.name] header".into());
            continue;
        };
        let fields = Fields::new(sink, table, key.span());
        deck.mocks.push(Mock {
            id: key.get_ref().to_string(),
            title: fields.text("title").unwrap_or_else(|| Raw::new(key.get_ref().to_string())),
            minutes: fields.number("minutes"),
            level: fields.word("level"),
            ask: fields.words("ask"),
        });
        fields.finish();
    }
}

pub(super) fn glossary(sink: &Sink<'_>, words: &DeTable<'_>, deck: &mut Deck) {
    for (key, value) in words {
        if let DeValue::String(text) = value.get_ref() {
            deck.glossary.push((key.get_ref().to_string(), Raw::new(text.as_ref())));
        } else {
            let what = format!("the meaning of `{}` is no text", key.get_ref());
            sink.error("E09", value.span(), what, "write it in quotation marks".into());
        }
    }
}
