//! A search: the first line is typed letter by letter, the second is what it grows to. What the longer one finds is
//! found among what the shorter one found, wherever the program says so.

use std::sync::LazyLock;

use cardsharp::rooms::clock::{Calendar, Moment, Now};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::deck::{Source, parse};
use cardsharp::rooms::library::search::{IndexRow, Query};
use cardsharp::rooms::library::{Library, Loaded, Origin};
use cardsharp::rooms::schedule::fsrs::Scheduler;

const DECKS: [(&str, &str); 2] = [
    ("start-here", include_str!("../../decks/start-here.toml")),
    ("llm-choice", include_str!("../../decks/llm-choice.toml")),
];

thread_local! {
    static SHELF: LazyLock<(Library, Vec<IndexRow>)> = LazyLock::new(|| {
        let config = Config::default();
        let mut library = Library::new(Scheduler::new(config.rules()).expect("the default rules"), &config);
        for (stem, text) in DECKS {
            let deck = parse(&[Source { name: stem, stem, text }]).deck;
            library.add(Loaded::new(deck, Origin::Builtin, 0)).expect("two ids");
        }
        let rows = library.rows();
        (library, rows)
    });
}

/// Reads any bytes as a query and a longer one.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, more) = text.split_once('\n').unwrap_or((&text, ""));
    let longer = format!("{first}{more}");
    let now: Now = Calendar::utc(4).now(Moment(1_795_262_400_000));
    SHELF.with(|shelf| {
        let (library, rows) = &**shelf;
        let few = Query::parse(first).find(rows, None, library, now);
        let many = Query::parse(&longer);
        let found = many.find(rows, None, library, now);
        assert!(found.is_sorted() && found.iter().all(|at| *at < rows.len()), "{longer:?}: {found:?}");
        if Query::narrows(first, &longer) {
            assert_eq!(many.find(rows, Some(few), library, now), found, "{first:?} to {longer:?}");
        }
    });
}
