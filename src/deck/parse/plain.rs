//! The plain list form other programs write: `[[cards]]` with `front` and `back`.

use toml::de::{DeArray, DeValue};

use super::fields::Fields;
use super::sink::{Sink, beginning};
use super::{Gathered, LONGEST_ID, MAX_CARDS};
use crate::card::Card;
use crate::chance::seed_of;
use crate::text::{Raw, hyphened};

pub(super) fn read(sink: &Sink<'_>, cards: &DeArray<'_>, found: &mut Gathered) {
    for value in cards {
        let DeValue::Table(table) = value.get_ref() else {
            sink.error("E09", value.span(), "a card is no table", "write it under [[cards]]");
            continue;
        };
        let header = sink.enter(value.span().start);
        let before = sink.errors();
        let fields = Fields::new(sink, table, value.span());
        let card = card(&fields, header, sink.file);
        fields.finish();
        if let Some((file, line)) = found.ids.get(&card.id).filter(|_| !card.id.is_empty()) {
            let what =
                format!("this card has the id `{}` of the one at line {line} of file {}", card.id, file + 1);
            fields.error("E12", &what, "give one of them another id");
        }
        found.ids.entry(card.id.clone()).or_insert((sink.file, header));
        if sink.errors() == before && found.cards.len() < MAX_CARDS {
            found.cards.push(card);
        }
        sink.leave();
    }
}

fn card(fields: &Fields<'_, '_>, header: u32, file: usize) -> Card {
    let front = fields.text("front").or_else(|| fields.text("q"));
    let back = fields.text("back").or_else(|| fields.text("a"));
    for (side, keys) in [(&front, ["front", "q"]), (&back, ["back", "a"])] {
        if side.is_none() && keys.iter().all(|key| fields.value(key).is_none()) {
            let what = format!("the card has no `{}`", keys[0]);
            fields.error("E02", &what, &format!("add {} = \"...\"", keys[0]));
        }
    }
    let (id, was) = fields.word("id").and_then(|id| given(fields, &id)).unzip();
    let id = id.unwrap_or_else(|| of_text(front.as_ref()));
    Card {
        id,
        was: was.flatten().into_iter().collect(),
        file,
        line: header,
        q: front,
        a: back,
        tags: fields.words("tags"),
        ..Card::default()
    }
}

/// Returns the id a card was given as an id of ours, and what a former rule made of it if that was another.
fn given(fields: &Fields<'_, '_>, id: &str) -> Option<(String, Option<String>)> {
    if id.len() > LONGEST_ID {
        let what = format!("the card id `{}` has more than {LONGEST_ID} bytes", beginning(id));
        fields.error_at("id", "E07", &what, "shorten it");
        return None;
    }
    let former = id.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let id = hyphened(id);
    // A former id without a letter was made of any word of another script; it was nobody's own.
    let own = former != id && former.contains(|letter: char| letter != '-');
    Some((id, own.then_some(former)))
}

/// A card without an id is known by its question: `c` and eight hex digits of a hash of its words.
fn of_text(front: Option<&Raw>) -> String {
    let words = front.map(|front| front.show().line().to_lowercase()).unwrap_or_default();
    format!("c{:08x}", seed_of(&words, 0) as u32)
}
