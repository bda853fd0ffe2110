//! One line: `CRC32 SP JSON LF`, 64 KiB as a rule and never above `lines::LONGEST`; unknown kinds are kept, unknown fields passed over.

mod bounds;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::card::ItemName;
use crate::card::grade::{Grade, Mark, Sure};
use crate::clock::Day;
use crate::mock::Change;
use crate::review::{Event, EventId, Gap, Review, What};

/// The version of a line.
const VERSION: u32 = 1;
/// Ticks kept in one line, so that it stays under 64 KiB whatever a deck holds.
const TICKS: usize = 400;

/// The JSON of a line; fields of all kinds side by side, as the log is read by people too.
#[derive(Default, Serialize, Deserialize)]
struct Json<'a> {
    v: u32,
    id: Uuid,
    #[serde(borrow)]
    dev: Cow<'a, str>,
    seq: u64,
    hlc: (i64, u32),
    /// The wall clock, where the stamp says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    #[serde(borrow)]
    day: Cow<'a, str>,
    off: i32,
    #[serde(borrow)]
    ev: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    item: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    computed: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gap: Option<Gap>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dr: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sure: Option<Sure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ticks: Vec<(String, Mark)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turn: Option<u64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    front: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    print: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rev: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    level: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    by: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<String>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    from: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    days: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<Change>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    of: Vec<Uuid>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    key: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
}

/// Seals JSON into a line with a checksum.
pub fn seal(json: &[u8]) -> Vec<u8> {
    let mut line = format!("{:08x} ", crc32fast::hash(json)).into_bytes();
    line.extend_from_slice(json);
    line.push(b'\n');
    line
}

/// Returns the JSON of a line without its line end, if its checksum holds.
pub fn open(line: &[u8]) -> Option<&[u8]> {
    let (sum, json) = (line.get(..8)?, line.get(9..)?);
    let sum = u32::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()?;
    (line[8] == b' ' && crc32fast::hash(json) == sum).then_some(json)
}

/// Writes an event as a line; one that cannot be written as JSON is an error, never an empty line.
pub(super) fn write(event: &Event) -> io::Result<Vec<u8>> {
    sealed(&json(event))
}

fn sealed(json: &impl Serialize) -> io::Result<Vec<u8>> {
    Ok(seal(&serde_json::to_vec(json)?))
}

fn json(event: &Event) -> Json<'_> {
    let mut json = Json {
        v: VERSION,
        id: Uuid::from_u128(event.id.0),
        dev: Cow::Borrowed(&event.device),
        seq: event.seq,
        hlc: (event.stamp.ms, event.stamp.count),
        at: Some(event.at)
            .filter(|at| *at != bounds::wall(event.stamp, event.day, event.offset))
            .map(|at| at.0),
        day: event.day.to_string().into(),
        off: event.offset,
        ..Json::default()
    };
    match &event.what {
        What::Review(review) => {
            json.ev = "review".into();
            json.item = Some(review.item.as_str().into());
            (json.grade, json.computed) = (Some(review.grade), review.computed);
            (json.ms, json.gap, json.dr) = (Some(review.took), Some(review.gap), Some(review.retention));
            (json.sure, json.turn, json.print) = (review.sure, Some(review.question), Some(review.print));
            json.ticks = review.ticks.iter().take(TICKS).cloned().collect();
            json.front = Some(review.front.as_str().into());
            json.rev = Some(review.rev).filter(|rev| *rev > 1);
            json.level = review.level.as_deref().map(Cow::Borrowed);
            json.by = review.by.as_deref().map(Cow::Borrowed);
        }
        What::Undo(targets) => {
            json.ev = "undo".into();
            json.of = ids(targets);
        }
        What::Date { of, day, at } => {
            json.ev = "date".into();
            json.of = ids(of);
            (json.from, json.when) = (Some(day.to_string().into()), Some(at.0));
        }
        What::Advance { items, day } => {
            json.ev = "bring".into();
            json.items = names(items);
            json.from = Some(day.to_string().into());
        }
        What::Reset { items } => {
            json.ev = "reset".into();
            json.items = names(items);
        }
        What::Move { days } => {
            json.ev = "move".into();
            json.days = days.iter().map(|(item, day)| (item.as_str().to_owned(), day.to_string())).collect();
        }
        What::Mock { run, change } => {
            json.ev = "mock".into();
            (json.turn, json.step) = (Some(*run), Some(change.clone()));
        }
        What::Set { key, value } => {
            json.ev = "set".into();
            (json.key, json.value) = (Some(key.as_str().into()), Some(value.as_str().into()));
        }
        What::Other(kind) => json.ev = kind.as_str().into(),
    }
    json
}

fn ids(events: &[EventId]) -> Vec<Uuid> {
    events.iter().map(|id| Uuid::from_u128(id.0)).collect()
}

fn names(items: &[ItemName]) -> Vec<String> {
    items.iter().map(|item| item.as_str().to_owned()).collect()
}

fn events(ids: &[Uuid]) -> Vec<EventId> {
    ids.iter().map(|id| EventId(id.as_u128())).collect()
}

/// Reads only the id of an event; a header has none.
pub(super) fn id(json: &[u8]) -> Option<EventId> {
    #[derive(Deserialize)]
    struct Id {
        id: Uuid,
    }
    serde_json::from_slice::<Id>(json).ok().map(|found| EventId(found.id.as_u128()))
}

/// Reads an event from the JSON of a line; one of a later version is kept and means nothing yet.
pub(super) fn read(json: &[u8]) -> Option<Event> {
    let json: Json<'_> = serde_json::from_slice(json).ok()?;
    let what = match json.ev.as_ref() {
        later if json.v > VERSION => What::Other(later.to_owned()),
        "review" => What::Review(Review {
            item: ItemName::of(json.item.as_deref()?),
            grade: json.grade?,
            computed: json.computed,
            took: bounds::took(json.ms.unwrap_or(0)),
            gap: bounds::gap(json.gap?),
            retention: bounds::retention(json.dr.unwrap_or(0.9)),
            sure: json.sure,
            ticks: json.ticks,
            question: json.turn.unwrap_or(0),
            front: json.front.unwrap_or_default().into_owned(),
            print: json.print.unwrap_or(0),
            rev: json.rev.unwrap_or(1).max(1),
            level: json.level.map(Cow::into_owned),
            by: json.by.map(Cow::into_owned),
        }),
        "undo" => What::Undo(events(&json.of)),
        "date" => What::Date {
            of: events(&json.of),
            day: Day::parse(json.from.as_deref()?)?,
            at: bounds::moment(json.when?),
        },
        "bring" => What::Advance {
            items: json.items.iter().map(|item| ItemName::of(item)).collect(),
            day: Day::parse(json.from.as_deref()?)?,
        },
        "reset" => What::Reset { items: json.items.iter().map(|item| ItemName::of(item)).collect() },
        "move" => {
            let days = json.days.iter().map(|(item, day)| Some((ItemName::of(item), Day::parse(day)?)));
            What::Move { days: days.collect::<Option<_>>()? }
        }
        "mock" => What::Mock { run: json.turn?, change: bounds::change(json.step?) },
        "set" => What::Set { key: json.key?.into_owned(), value: json.value?.into_owned() },
        other => What::Other(other.to_owned()),
    };
    let (stamp, day, offset) = (bounds::stamp(json.hlc), Day::parse(&json.day)?, bounds::offset(json.off));
    Some(Event {
        id: EventId(json.id.as_u128()),
        device: json.dev.into_owned(),
        seq: json.seq,
        stamp,
        at: json.at.map_or_else(|| bounds::wall(stamp, day, offset), bounds::moment),
        day,
        offset,
        what,
    })
}
