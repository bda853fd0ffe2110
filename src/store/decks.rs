//! Deck files found and read with care: any of them may be a pipe, endless, half-written or hostile.

mod id;
mod read;
mod walk;

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::log::listing::is_absent;
use super::{builtin, shown};
use crate::deck::Source;
use crate::library::Origin;
use crate::text::toml::has_header;
use crate::text::{Safe, show};
pub use id::Stem;

/// One deck's files.
#[derive(Debug)]
pub struct DeckFiles {
    /// The id when no `[deck]` gives one; a former one only where no other deck had it.
    pub stem: Stem,
    /// Where it came from.
    pub origin: Origin,
    /// Name as shown, and text.
    pub files: Vec<(String, String)>,
}

impl DeckFiles {
    /// Returns the files as the parser takes them.
    pub fn sources(&self) -> Vec<Source<'_>> {
        self.files.iter().map(|(name, text)| Source { name, stem: &self.stem.id, text }).collect()
    }
}

/// Why a file could not be read as a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What kind of error it is, for exit codes.
    pub kind: ErrorKind,
    /// The file or folder, as shown.
    pub file: Safe,
    /// `file: what; what to do`.
    pub text: Safe,
}

/// Everything found.
#[derive(Debug, Default)]
pub struct Shelves {
    /// Decks, in order.
    pub found: Vec<DeckFiles>,
    /// Files that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// Returns the decks compiled into the program.
pub fn builtin() -> Shelves {
    let found = builtin::DECKS.iter().map(|(stem, text)| DeckFiles {
        stem: Stem { id: (*stem).to_owned(), is_name: true, former: None },
        origin: Origin::Builtin,
        files: vec![(format!("decks/{stem}.toml"), (*text).to_owned())],
    });
    Shelves { found: found.collect(), unreadable: Vec::new() }
}

/// Returns the decks in the learner's own folder; one that was never made holds none, one that cannot be looked into
/// is told.
pub fn home(folder: &Path) -> Shelves {
    match std::fs::metadata(folder) {
        Ok(there) if there.is_dir() => folder_decks(folder, Origin::Home),
        Ok(_) => refused(
            ErrorKind::NotADirectory,
            folder,
            "this is no folder; decks are looked for in a folder here",
        ),
        Err(error) if error.kind() == ErrorKind::NotFound && is_absent(folder) => Shelves::default(),
        Err(error) => Shelves { found: Vec::new(), unreadable: vec![Unreadable::by(folder, &error)] },
    }
}

/// Returns the decks at a path named by the learner: a file, or a folder.
pub fn named(path: &Path) -> Shelves {
    if path.is_dir() {
        let shelves = folder_decks(path, Origin::Named);
        if shelves.found.is_empty() && shelves.unreadable.is_empty() {
            return refused(ErrorKind::NotFound, path, "this folder holds no .toml deck; name a deck file");
        }
        return shelves;
    }
    if path.is_file() && path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("toml")) {
        let what = "this is not a deck; the name of a deck file ends in .toml";
        return refused(ErrorKind::InvalidData, path, what);
    }
    gather(vec![path.to_owned()], Origin::Named, None)
}

fn refused(kind: ErrorKind, path: &Path, what: &str) -> Shelves {
    Shelves { found: Vec::new(), unreadable: vec![Unreadable::new(kind, path, what)] }
}

impl Unreadable {
    /// Says what is wrong with a file, as `what; what to do`.
    fn new(kind: ErrorKind, path: &Path, what: &str) -> Self {
        let file = shown(path);
        Self { kind, text: show(&format!("{file}: {what}")).line(), file }
    }

    /// Says why a file or folder could not be read.
    fn by(path: &Path, error: &io::Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::PermissionDenied => ErrorKind::PermissionDenied,
            // A loop of links has no stable kind of its own.
            _ if path.is_symlink() || !path.exists() => ErrorKind::NotFound,
            kind => kind,
        };
        let advice =
            if kind == ErrorKind::PermissionDenied { "check its permissions" } else { "check the path" };
        let why = super::reason(error);
        Self::new(kind, path, &format!("cannot be read: {why}; {advice}"))
    }
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
    let flat = texts.iter().all(|(path, _)| path.parent() == folder);
    let heads = || texts.iter().filter(|(_, text)| has_header(text, "deck")).take(2).count();
    let name = |path: &Path| shown(path).to_string();
    match folder {
        Some(folder) if texts.len() > 1 && flat && heads() == 1 => {
            let files = texts.into_iter().map(|(path, text)| (name(&path), text)).collect();
            shelves.found.push(DeckFiles { stem: Stem::of(folder), origin, files });
        }
        Some(_) | None => {
            let formers = formers(&texts, folder);
            shelves.found.extend(texts.into_iter().map(|(path, text)| {
                let mut stem = Stem::of(&path);
                stem.former = stem.former.filter(|former| formers.get(former) == Some(&1));
                DeckFiles { stem, origin, files: vec![(name(&path), text)] }
            }));
        }
    }
    shelves
}

/// Counts former ids among the files of a folder; beside a file named alone, among those it lies with.
fn formers(texts: &[(PathBuf, String)], folder: Option<&Path>) -> HashMap<String, usize> {
    if folder.is_some() {
        return id::formers(texts.iter().filter_map(|(path, _)| path.file_name()));
    }
    let beside = texts.first().and_then(|(path, _)| std::fs::canonicalize(path).ok());
    let names: Vec<_> = beside
        .and_then(|path| std::fs::read_dir(path.parent()?).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    id::formers(names.iter().map(std::ffi::OsString::as_os_str))
}
