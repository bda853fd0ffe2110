//! Where no file of the learner's belongs: the program's own folders and files in a home, even those not there yet.

use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Folders in which only the program writes.
const FOLDERS: [&str; 4] = ["events", "journal", "quarantine", "cache"];
/// Names that are the program's own.
const NAMES: [&str; 6] = ["config.toml", "device.toml", "crash.txt", "backups", "exports", "decks"];

/// Says whether a path is in one of the program's own places, whatever links and dots lead there.
pub(super) fn is_own(home: &Path, path: &Path) -> bool {
    let path = real(path);
    let own = |name: &str| [real(home).join(name), real(&home.join(name))];
    FOLDERS.iter().any(|name| own(name).iter().any(|folder| path.starts_with(folder)))
        || NAMES.iter().any(|name| own(name).contains(&path))
}

/// Resolves as much of a path as is there, and the rest by its words.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest: Vec<OsString> = Vec::new();
    for folder in path.ancestors() {
        if let Ok(mut real) = fs::canonicalize(folder) {
            for name in rest.iter().rev() {
                match Path::new(name).components().next() {
                    Some(Component::ParentDir) => drop(real.pop()),
                    _ => real.push(name),
                }
            }
            return real;
        }
        // A name of dots is no file's name.
        rest.push(
            folder.components().next_back().map_or_else(OsString::new, |name| name.as_os_str().to_owned()),
        );
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_places_are_known_however_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir_all(home.join("events/a")).unwrap();
        let own = [
            "events/x",
            "events/a/x.jsonl",
            "events",
            "events/../events/new/x",
            "journal/x",
            "missing/../journal/x",
            "quarantine/x",
            "cache/due",
            "config.toml",
            "device.toml",
            "./config.toml",
            "backups",
            "missing/../exports",
        ];
        for name in own {
            assert!(is_own(&home, &home.join(name)), "{name}");
        }
        for name in
            ["kept", "backups/x", "exports/x", "decks/x", "events.jsonl", "x/config.toml", "../events/x"]
        {
            assert!(!is_own(&home, &home.join(name)), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_no_place_of_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("home")).unwrap();
        fs::create_dir_all(at("elsewhere")).unwrap();
        std::os::unix::fs::symlink(at("elsewhere"), at("home/events")).unwrap();
        std::os::unix::fs::symlink(at("home"), at("link")).unwrap();
        for name in ["elsewhere/x", "link/events/x", "link/journal/x", "link/config.toml", "home/events/d/x"]
        {
            assert!(is_own(&at("home"), &at(name)), "{name}");
            assert!(is_own(&at("link"), &at(name)), "{name}");
        }
    }
}
