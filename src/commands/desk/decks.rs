//! The decks of a command: found, parsed side by side, and taken in, each problem with its place.

use std::path::PathBuf;

use super::{Desk, ids};
use crate::commands::Exit;
use crate::config::Config;
use crate::deck::{self, DeckProblem};
use crate::library::Loaded;
use crate::store::decks::{self, DeckFiles, Shelves};
use crate::store::paths::Paths;
use crate::store::spread::spread;
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

/// Parses decks on two threads.
pub(super) fn load(shelves: &Shelves) -> Load {
    let most = (PROBLEMS / shelves.found.len().max(1)).clamp(1, TOLD);
    let read = spread(&shelves.found, 2, || |found: &DeckFiles| Some(parse(found, most)));
    Load { read, unreadable: shelves.unreadable.clone() }
}

/// Parses a deck; at most so many of its problems of each severity are kept as text.
fn parse(found: &DeckFiles, most: usize) -> Read {
    let sources = found.sources();
    let parsed = deck::parse(&sources);
    let (problems, errors) = parsed.digest(&sources, most);
    let former = found.stem.former.clone().filter(|_| !parsed.deck.head.has_id);
    let loaded = Loaded { former, ..Loaded::new(parsed.deck, found.origin, errors) };
    Read { loaded, problems, is_name: found.stem.is_name }
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
