//! The decks of a command: found, parsed side by side, and taken in, each problem with its place.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Desk, ids};
use crate::commands::Exit;
use crate::config::Config;
use crate::deck::{self, DeckProblem, Source};
use crate::library::Loaded;
use crate::store::decks::{self, DeckFiles, Shelves};
use crate::store::paths::Paths;
use crate::text::Safe;

/// Problems of one severity that are told of one deck, and of all decks together.
const TOLD: usize = 20;
const PROBLEMS: usize = 2_000;

pub(super) fn shelves(paths: &Paths, config: &Config, named: &[PathBuf]) -> Shelves {
    let mut shelves = Shelves::default();
    let mut add = |more: Shelves| {
        shelves.found.extend(more.found);
        shelves.unreadable.extend(more.unreadable);
    };
    if named.is_empty() {
        add(decks::home(&paths.decks()));
        if config.builtin_decks {
            add(decks::builtin());
        }
    } else {
        for path in named {
            add(decks::named(path));
        }
    }
    shelves
}

/// A deck read and parsed, with its problems.
struct Read {
    loaded: Loaded,
    problems: Vec<DeckProblem>,
    /// Whether the deck's id is its file's name, letter for letter.
    is_name: bool,
}

/// What came of all decks.
pub(super) struct Load {
    read: Vec<Read>,
    unreadable: Vec<decks::Unreadable>,
}

/// Parses decks on two threads; each takes the next deck that nobody has, so that both end together.
pub(super) fn load(shelves: &Shelves) -> Load {
    let next = AtomicUsize::new(0);
    let most = (PROBLEMS / shelves.found.len().max(1)).clamp(1, TOLD);
    let work = || {
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            shelves.found.get(at).map(|found| (at, parse(found, most)))
        };
        std::iter::from_fn(take).collect::<Vec<(usize, Read)>>()
    };
    let read = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut read = work();
        read.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read.sort_by_key(|(at, _)| *at);
        read.into_iter().map(|(_, read)| read).collect()
    });
    Load { read, unreadable: shelves.unreadable.clone() }
}

/// Returns a deck's files as the parser takes them.
pub(in crate::commands) fn sources(found: &DeckFiles) -> Vec<Source<'_>> {
    found.files.iter().map(|(name, text)| Source { name, stem: &found.stem, text }).collect()
}

/// Parses a deck; at most so many of its problems of each severity are kept as text.
fn parse(found: &DeckFiles, most: usize) -> Read {
    let sources = sources(found);
    let parsed = deck::parse(&sources);
    let (problems, errors) = parsed.digest(&sources, most);
    let former = found.former.clone().filter(|_| !parsed.deck.head.has_id);
    let loaded = Loaded { former, ..Loaded::new(parsed.deck, found.origin, errors) };
    Read { loaded, problems, is_name: found.is_name }
}

impl Desk {
    /// Takes decks in; what is wrong with them becomes a problem.
    pub(super) fn place(&mut self, mut load: Load) {
        for unreadable in load.unreadable {
            let exit = Exit::unread(unreadable.kind);
            let graver = self.failed.filter(|failed| *failed != Exit::Data);
            self.failed = graver.or(Some(exit));
            self.fails(unreadable.text);
        }
        ids::keep_own_formers(load.read.iter_mut().map(|read| &mut read.loaded));
        let refused = ids::refused(load.read.iter().map(|read| (&read.loaded, read.is_name)));
        let mut refused = refused.into_iter().peekable();
        for (at, read) in load.read.into_iter().enumerate() {
            if read.loaded.errors > 0 {
                self.failed = self.failed.or(Some(Exit::Data));
            }
            self.errors += read.loaded.errors;
            self.problems.extend(read.problems);
            let refused = refused.next_if(|(refused, _)| *refused == at).map(|(_, text)| text);
            if let Some(text) = refused.or_else(|| self.library.add(read.loaded).err()) {
                self.failed = self.failed.or(Some(Exit::Data));
                self.fails(text);
            }
        }
    }

    /// Takes an error that stands in no line of a deck.
    fn fails(&mut self, text: Safe) {
        self.errors += 1;
        self.problems.push(DeckProblem { text, error: true });
    }
}
