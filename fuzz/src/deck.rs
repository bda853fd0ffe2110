//! A deck file: parsed, checked, reported, its items made and asked. Several files of a folder are parted by form feeds.

use cardsharp::rooms::card::facets;
use cardsharp::rooms::deck::{Count, Source, check, parse, problem};
use cardsharp::rooms::library::{Loaded, Origin};
use cardsharp::rooms::text::show;

/// Bytes of what is told about any deck: twenty problems of a severity, each with a line of it.
const TOLD: usize = 64 << 10;

/// Reads any bytes as a deck.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let texts: Vec<&str> = text.split('\u{c}').collect();
    let sources: Vec<Source<'_>> =
        texts.iter().map(|text| Source { name: "any.toml", stem: "any", text }).collect();
    let parsed = parse(&sources);
    super::holds(&show(&problem::report(&parsed.problems, parsed.counted, &sources)));
    let warnings = check::check(&parsed.deck, &parsed.allows, 2026);
    let told = problem::report(&warnings, Count::default(), &sources);
    assert!(told.len() < TOLD, "{} bytes told of {}", told.len(), text.len());
    let loaded = Loaded::new(parsed.deck, Origin::Home, 0);
    let mut names: Vec<&str> = loaded.items.iter().map(|item| item.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), loaded.items.len(), "two items of one name");
    for item in &loaded.items {
        if let Some(question) = facets::ask(&loaded.shelf(), &[item], 7) {
            super::holds(&question.q);
            for hint in &question.hints {
                super::holds(hint);
            }
        }
    }
}
