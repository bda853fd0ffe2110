//! A deck folder walked once: no loop, no way out by a link, no half-written file.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, Unreadable};

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
        let Ok(real) = fs::canonicalize(folder) else { return };
        let inside = self.root.as_ref().is_none_or(|root| real.starts_with(root));
        if !inside || !self.seen.insert(real) {
            return;
        }
        if depth > DEPTH {
            return self.pass_over(folder, "lies too deep; move it up");
        }
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
        entries.sort();
        for path in entries {
            if self.files.len() < FILES {
                self.entry(path, depth);
            } else if !std::mem::replace(&mut self.is_full, true) {
                let why = format!("comes after {FILES} other files; move decks into folders of their own");
                return self.pass_over(&path, &why);
            }
        }
    }

    fn entry(&mut self, path: PathBuf, depth: usize) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') || has_ending(&path, "tmp") {
            return;
        }
        if path.is_dir() {
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

    fn pass_over(&mut self, path: &Path, why: &str) {
        self.odd.push(Unreadable::new(Failure::BadData, path, &format!("not studied; it {why}")));
    }
}
