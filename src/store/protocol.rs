//! The store's line protocol for fault harnesses (`cardsharp __store`): the very path a key press takes.

use std::io;
use std::path::Path;

use super::log::{Log, id_text};
use crate::card::ItemName;
use crate::card::grade::Grade;
use crate::clock::{Calendar, Clock};
use crate::outlet::Lines;
use crate::review::{EventId, Gap, Review, What};
use crate::text::show;

/// Appends reviews for ever, or `count` of them; prints `ACK <id>` once each is on disk.
pub fn write(
    home: &Path,
    device: Option<&str>,
    count: Option<u64>,
    clock: Clock,
    out: &mut Lines,
) -> io::Result<bool> {
    let (log, _) = Log::open(home, Calendar::utc(4), clock.now());
    let mut log = match device {
        Some(device) => log.of_device(device),
        None => log,
    };
    let mut number = 0;
    while count.is_none_or(|count| number < count) {
        number += 1;
        match log.append(vec![review(number)], clock.now()) {
            Ok(events) => {
                for event in events {
                    out.begin(&show(&format!("ACK {}\n", id_text(event.id))))?;
                }
            }
            Err(error) => {
                out.line(&show(&format!("ERR {}", error.why)))?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn review(number: u64) -> What {
    What::Review(Review {
        item: ItemName::of(&format!("store/card-{}#recall", number % 50)),
        grade: Grade::Good,
        computed: None,
        took: 1_000,
        gap: Gap::Days(1),
        retention: 0.9,
        sure: None,
        ticks: Vec::new(),
        question: number,
        front: "written by the store protocol".into(),
        print: 0,
        rev: 1,
        level: None,
        by: None,
    })
}

/// Prints the id of every event, one a line, then `END <count>`.
pub fn list(home: &Path, clock: Clock, out: &mut Lines) -> io::Result<()> {
    let history = Log::open(home, Calendar::utc(4), clock.now()).1;
    if let Some(unread) = history.account.unread.into_iter().next() {
        return Err(io::Error::new(unread.kind, unread));
    }
    let mut ids: Vec<EventId> = history.events.iter().map(|event| event.id).collect();
    ids.sort_unstable();
    let mut text: String = ids.iter().map(|id| id_text(*id) + "\n").collect();
    text.push_str(&format!("END {}\n", ids.len()));
    out.begin(&show(&text))
}

/// Prints what is wrong with the files of a log; returns whether only torn ends were found.
pub fn check(home: &Path, clock: Clock, out: &mut Lines) -> io::Result<bool> {
    let history = Log::open(home, Calendar::utc(4), clock.now()).1;
    for notice in &history.notices {
        out.line(notice)?;
    }
    // A torn end was never acknowledged, so nothing is lost by it.
    Ok(!history.account.lacks())
}
