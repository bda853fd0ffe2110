//! Lines of the log: put into a segment as they are, each with its right checksum unless it begins with `!`, read
//! through the reader that starts every session, folded, and asked for all that home and the figures show.

use std::path::PathBuf;
use std::sync::LazyLock;

use cardsharp::rooms::clock::{Calendar, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::deck::{Source, parse};
use cardsharp::rooms::library::{Library, Loaded, Origin, Which};
use cardsharp::rooms::mock::export;
use cardsharp::rooms::schedule::fsrs::Scheduler;
use cardsharp::rooms::store::log::Log;

const DECK: &str = include_str!("../../decks/start-here.toml");
/// 2026-11-21 12:00 UTC.
const NOON: Moment = Moment(1_795_262_400_000);

/// A home of this process's own; one segment in it is written anew for each input.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = std::env::temp_dir().join(format!("cardsharp-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(home.join("events/fuzz")).expect("a folder for the segment");
    home
});
static SHELF: LazyLock<Loaded> = LazyLock::new(|| {
    let deck = parse(&[Source { name: "start-here.toml", stem: "start-here", text: DECK }]).deck;
    Loaded::new(deck, Origin::Builtin, 0)
});

/// Reads any bytes as the lines of a segment.
pub fn run(bytes: &[u8]) {
    let mut segment = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Some(raw) = line.strip_prefix(b"!") {
            segment.extend_from_slice(raw);
        } else {
            segment.extend_from_slice(format!("{:08x} ", crc32fast::hash(line)).as_bytes());
            segment.extend_from_slice(line);
        }
        segment.push(b'\n');
    }
    std::fs::write(HOME.join("events/fuzz/0.jsonl"), &segment).expect("the segment is written");
    let (_, history) = Log::open(&HOME, Calendar::utc(4), NOON);
    for notice in &history.notices {
        super::holds(notice);
    }

    let config = Config::default();
    let mut library = Library::new(Scheduler::new(config.rules()).expect("the default rules"), &config);
    library.add(SHELF.clone()).expect("one deck");
    for event in history.events {
        library.apply(event);
    }
    look(&library);
}

/// Asks a library for everything a screen shows.
fn look(library: &Library) {
    let calendar = Calendar::utc(4);
    let now = calendar.now(NOON);
    let board = library.board(now);
    for row in &board.rows {
        super::holds(&row.title);
    }
    let asked = library.session(&[], Which::All, usize::MAX, now).len();
    assert!(asked <= SHELF.items.len(), "{asked} of {} are asked", SHELF.items.len());
    library.weak(20, now);
    library.calibration(now.day);
    library.redated(now);
    library.last_answer(now.day);
    library.last_undo(now.day);
    for item in &SHELF.items {
        let chances = library.curve(&item.name, now.day, now.day.plus(90), 10);
        assert!(
            chances.iter().all(|chance| (0.0..=1.0).contains(chance)),
            "{}: {chances:?}",
            item.name.as_str()
        );
    }
    for card in library.mocks() {
        super::holds(&cardsharp::rooms::text::show(&export::markdown(card, &calendar, &|_| None)));
        let _ = (export::json(card), card.bias(), card.misses());
    }
}
