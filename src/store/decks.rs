//! Deck files found and read with care: any of them may be a pipe, endless, half-written or hostile.

mod read;
mod walk;

use std::path::{Path, PathBuf};

use super::builtin;
use crate::library::Origin;
use crate::text::{Safe, show};

/// One deck's files.
#[derive(Debug)]
pub struct Found {
    /// The id when no `[deck]` gives one.
    pub stem: String,
    /// Where it came from.
    pub origin: Origin,
    /// Name as shown, and text.
    pub files: Vec<(String, String)>,
}

/// Why a file could not be read as a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What kind of failure it is.
    pub kind: Failure,
    /// `file: what; what to do`.
    pub text: Safe,
}

/// Kinds of failure, for exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Missing, or not a regular file.
    NoInput,
    /// Too large, or not UTF-8.
    BadData,
    /// Not readable by this user.
    Permission,
    /// The disk failed.
    Io,
}

/// Everything found.
#[derive(Debug, Default)]
pub struct Shelves {
    /// Decks, in order.
    pub found: Vec<Found>,
    /// Files that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// Returns the decks compiled into the program.
pub fn builtin() -> Shelves {
    let found = builtin::DECKS.iter().map(|(stem, text)| Found {
        stem: (*stem).to_owned(),
        origin: Origin::Builtin,
        files: vec![(format!("decks/{stem}.toml"), (*text).to_owned())],
    });
    Shelves { found: found.collect(), unreadable: Vec::new() }
}

/// Returns the decks in the learner's own folder; a missing folder holds none.
pub fn home(folder: &Path) -> Shelves {
    if folder.is_dir() { folder_decks(folder, Origin::Home) } else { Shelves::default() }
}

/// Returns the decks at a path named by the learner: a file, or a folder.
pub fn named(path: &Path) -> Shelves {
    if path.is_dir() {
        let shelves = folder_decks(path, Origin::Named);
        if shelves.found.is_empty() && shelves.unreadable.is_empty() {
            let text = format!("{}: this folder holds no .toml deck; name a deck file", path.display());
            return refused(Failure::NoInput, &text);
        }
        return shelves;
    }
    if path.is_file() && path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("toml")) {
        let text = format!("{}: this is not a deck; the name of a deck file ends in .toml", path.display());
        return refused(Failure::BadData, &text);
    }
    gather(vec![path.to_owned()], Origin::Named, None)
}

fn refused(kind: Failure, text: &str) -> Shelves {
    let unreadable = vec![Unreadable { kind, text: show(text).line() }];
    Shelves { found: Vec::new(), unreadable }
}

fn folder_decks(folder: &Path, origin: Origin) -> Shelves {
    let (files, odd) = walk::deck_files(folder);
    let mut shelves = gather(files, origin, Some(folder));
    shelves.unreadable.extend(odd);
    shelves
}

/// A folder is one deck when its own files share one `[deck]`; otherwise every file is a deck.
fn gather(paths: Vec<PathBuf>, origin: Origin, folder: Option<&Path>) -> Shelves {
    let mut shelves = Shelves::default();
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    for (path, read) in read::all(paths) {
        match read {
            Ok(text) => texts.push((path, text)),
            Err(unreadable) => shelves.unreadable.push(unreadable),
        }
    }
    let heads = texts.iter().filter(|(_, text)| has_head(text)).count();
    let flat = texts.iter().all(|(path, _)| path.parent() == folder);
    let name = |path: &Path| show(&path.display().to_string()).line().to_string();
    match folder {
        Some(folder) if texts.len() > 1 && heads == 1 && flat => {
            let stem = stem(folder);
            let files = texts.into_iter().map(|(path, text)| (name(&path), text)).collect();
            shelves.found.push(Found { stem, origin, files });
        }
        Some(_) | None => shelves.found.extend(texts.into_iter().map(|(path, text)| Found {
            stem: stem(&path),
            origin,
            files: vec![(name(&path), text)],
        })),
    }
    shelves
}

fn has_head(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == "[deck]")
}

/// Makes an id of a file name: lower case, everything else a hyphen.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let id: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id = id.trim_matches('-').to_owned();
    if id.is_empty() { "deck".into() } else { id }
}
