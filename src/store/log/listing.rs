//! Which segments a home holds. What cannot be looked into is told: it is never the same as nothing.

use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Something of a home that could not be read, so that what was read is not all there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} cannot be read: {why}", path.display())]
pub struct Unread {
    /// What could not be read.
    pub path: PathBuf,
    /// The kind of error; `InvalidData` where only a newer version can read it.
    pub kind: ErrorKind,
    /// The reason, as a clause.
    pub why: String,
}

impl Unread {
    /// Tells of an error at a path.
    pub(in crate::store) fn new(path: &Path, error: &io::Error) -> Self {
        Self { path: path.to_owned(), kind: error.kind(), why: crate::store::reason(error) }
    }
}

/// The segments of a home.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What should be segments, in order of their names; not looked at yet.
    pub(super) files: Vec<PathBuf>,
    /// Folders that could not be read.
    pub(super) unread: Vec<Unread>,
}

/// Lists the segments of all devices under `events/`.
pub(super) fn list(events: &Path) -> Listing {
    let mut listing = Listing::default();
    let devices = match entries(events, |_| true) {
        Ok(devices) => devices,
        Err(error) => {
            listing.unread.push(Unread::new(events, &error));
            return listing;
        }
    };
    for device in devices {
        let path = device.path();
        let inside = match is_folder(&device) {
            Ok(true) => files(&path),
            Ok(false) if !stands_for_a_device(&path) => continue,
            Ok(false) => Err(io::Error::new(ErrorKind::NotADirectory, "it is no folder")),
            Err(error) => Err(error),
        };
        match inside {
            Ok(inside) => listing.files.extend(inside),
            Err(error) => listing.unread.push(Unread::new(&path, &error)),
        }
    }
    // As bytes: paths compare part by part, which takes longer than all the reading of small files.
    listing.files.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    listing.unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    listing
}

/// Returns the files of lines in a folder, segments or journals, in any order; nothing where there is none.
pub(in crate::store) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = entries(folder, is_lines)?;
    Ok(entries.iter().map(DirEntry::path).collect())
}

/// A link is followed; one that leads nowhere is an error: a folder on a disk that is not there now.
fn is_folder(entry: &DirEntry) -> io::Result<bool> {
    let kind = entry.file_type()?;
    if kind.is_symlink() { Ok(fs::metadata(entry.path())?.is_dir()) } else { Ok(kind.is_dir()) }
}

/// File managers and sync tools leave notes of their own beside the folders; those are nobody's answers.
fn stands_for_a_device(path: &Path) -> bool {
    path.extension().is_none_or(|end| end == "jsonl") && !hidden(path)
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_lines(entry: &DirEntry) -> bool {
    // Other programs put notes of theirs beside a file under its name with a dot in front.
    entry.file_name().as_encoded_bytes().ends_with(b".jsonl") && !hidden(&entry.path())
}

/// Returns what is in a folder and is wanted; nothing where there is none.
fn entries(folder: &Path, wanted: impl Fn(&DirEntry) -> bool) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        // An error among the entries is kept: it is the folder that cannot be read then.
        Ok(entries) => entries.filter(|entry| entry.as_ref().map_or(true, &wanted)).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound && is_absent(folder) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Says whether a path was never made, in contrast to one behind a link that leads nowhere.
pub(in crate::store) fn is_absent(path: &Path) -> bool {
    let found = path.ancestors().map(|above| (fs::symlink_metadata(above), above));
    let mut found =
        found.skip_while(|(meta, _)| matches!(meta, Err(error) if error.kind() == ErrorKind::NotFound));
    found.next().is_some_and(|(meta, above)| above != path && meta.is_ok() && above.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_that_was_never_made_holds_nothing() {
        let home = tempfile::tempdir().unwrap();
        let listing = list(&home.path().join("no/such/events"));
        assert!(listing.files.is_empty() && listing.unread.is_empty());
    }

    #[test]
    fn segments_are_listed_and_notes_of_other_tools_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let events = home.path().join("events");
        fs::create_dir_all(events.join("b")).unwrap();
        for name in ["b/2.jsonl", "b/1.jsonl", "b/._1.jsonl", "b/1.jsonl.tmp", ".stignore", "Thumbs.db"] {
            fs::write(events.join(name), "").unwrap();
        }
        let listing = list(&events);
        assert_eq!(listing.files, [events.join("b/1.jsonl"), events.join("b/2.jsonl")]);
        assert_eq!(listing.unread, []);
    }

    #[test]
    fn a_file_where_a_folder_belongs_is_told() {
        let home = tempfile::tempdir().unwrap();
        let events = home.path().join("events");
        fs::write(&events, "").unwrap();
        assert_eq!(list(&events).unread[0].path, events);
        fs::remove_file(&events).unwrap();
        fs::create_dir(&events).unwrap();
        fs::write(events.join("0badcafe"), "").unwrap();
        fs::write(events.join("lost.jsonl"), "").unwrap();
        let mut paths: Vec<PathBuf> = list(&events).unread.into_iter().map(|unread| unread.path).collect();
        paths.sort();
        assert_eq!(paths, [events.join("0badcafe"), events.join("lost.jsonl")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_or_in_a_circle_is_told_at_every_level() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        for target in ["not-mounted", "home"] {
            symlink(folder.path().join(target), &home).unwrap();
            assert_eq!(list(&home.join("events")).unread.len(), 1, "home -> {target}");
            fs::remove_file(&home).unwrap();
        }
        fs::create_dir(&home).unwrap();
        let events = home.join("events");
        symlink("nowhere", &events).unwrap();
        assert_eq!(list(&events).unread.len(), 1);
        fs::remove_file(&events).unwrap();
        fs::create_dir(&events).unwrap();
        symlink("nowhere", events.join("a")).unwrap();
        symlink("b", events.join("b")).unwrap();
        symlink(".", events.join("c")).unwrap();
        assert_eq!(list(&events).unread.len(), 2, "c is a folder without segments");
    }
}
