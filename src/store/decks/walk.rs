//! A deck folder walked once: no loop, no way out by a link, no half-written file.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Unreadable;

/// Folders within folders.
const DEPTH: usize = 16;
/// Files looked at in one folder tree.
const FILES: usize = 100_000;

/// Returns the `.toml` files below a folder in name order, and what was passed over for a reason.
pub(super) fn deck_files(folder: &Path) -> (Vec<PathBuf>, Vec<Unreadable>) {
    let mut walk = Walk {
        seen: HashSet::new(),
        files: Vec::new(),
        odd: Vec::new(),
        root: fs::canonicalize(folder).ok(),
        is_full: false,
    };
    walk.folder(folder, 0);
    (walk.files, walk.odd)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

struct Walk {
    seen: HashSet<PathBuf>,
    files: Vec<PathBuf>,
    odd: Vec<Unreadable>,
    root: Option<PathBuf>,
    is_full: bool,
}

impl Walk {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let real = match fs::canonicalize(folder) {
            Ok(real) => real,
            Err(error) => return self.unread(folder, &error),
        };
        let inside = self.root.as_ref().is_none_or(|root| real.starts_with(root));
        if !inside || !self.seen.insert(real) {
            return;
        }
        if depth > DEPTH {
            return self.pass_over(folder, "lies too deep; move it up");
        }
        let entries: io::Result<Vec<DirEntry>> = fs::read_dir(folder).and_then(Iterator::collect);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.unread(folder, &error),
        };
        entries.sort_by_cached_key(DirEntry::path);
        for entry in entries {
            if self.files.len() < FILES {
                self.entry(&entry, depth);
            } else if !std::mem::replace(&mut self.is_full, true) {
                let why = format!("comes after {FILES} other files; move decks into folders of their own");
                return self.pass_over(&entry.path(), &why);
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry, depth: usize) {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') || has_ending(&path, "tmp") {
            return;
        }
        // A folder whose own folder may be listed and not entered is no folder to who asks by its path.
        if path.is_dir() || entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return self.folder(&path, depth + 1);
        }
        if !has_ending(&path, "toml") {
            return;
        }
        if name.contains("sync-conflict") || name.contains("conflicted copy") {
            return self.pass_over(
                &path,
                "is a copy left by a sync conflict; compare it with the deck and remove it",
            );
        }
        if let Ok(real) = fs::canonicalize(&path) {
            let inside = self.root.as_ref().is_none_or(|root| real.starts_with(root));
            if !inside {
                return self.pass_over(&path, "is a link out of the folder; name its target instead");
            }
            if !self.seen.insert(real) {
                return;
            }
        }
        self.files.push(path);
    }

    /// Takes a folder that cannot be read; one that has gone meanwhile held nothing.
    fn unread(&mut self, folder: &Path, error: &io::Error) {
        if error.kind() != ErrorKind::NotFound {
            self.odd.push(Unreadable::by(folder, error));
        }
    }

    fn pass_over(&mut self, path: &Path, why: &str) {
        self.odd.push(Unreadable::new(ErrorKind::InvalidData, path, &format!("not studied; it {why}")));
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_read_is_told_and_one_that_went_away_is_not() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let none = folder.path().join("none");
        assert_eq!(deck_files(&none).1, []);
        let loops = folder.path().join("loop");
        symlink(&loops, &loops).unwrap();
        let odd = deck_files(&loops).1;
        assert!(odd[0].text.contains("cannot be read: "), "{odd:?}");
        assert_eq!(super::super::home(&none).unreadable, []);
        assert_eq!(super::super::home(&loops).unreadable, odd);
    }
}
