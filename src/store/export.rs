//! Files written where the learner says: backups, pages, scorecards. What stands there stays, unless it is a file
//! of the same kind, told by its content, or the learner insists.

mod place;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::log::{opened, raw_lines};
use super::regular;
use super::write::{Beside, folder_of};

/// Bytes of an old file that are looked at to tell what it is.
const LOOK: u64 = 1 << 16;
/// Names tried for a file that replaces none.
const NAMES: usize = 10_000;

/// What may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// A file of the kind that is written, and an empty one.
    Own,
    /// Any regular file, as the learner said `--force`; never a part of the log.
    Any,
}

impl Over {
    /// Returns what `--force` means.
    pub fn forced(force: bool) -> Self {
        if force { Self::Any } else { Self::Own }
    }
}

/// Why nothing was written, as a clause after the file's name.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What stands there is of another kind.
    #[error("exists and is not {0}")]
    Other(&'static str),
    /// A folder, pipe, socket or device.
    #[error("exists and is not a regular file")]
    NotRegular,
    /// A link: a file written through it would stand where nobody looks.
    #[error("is a link")]
    Link,
    /// A place in which only the program itself writes.
    #[error("is a place of the program's own")]
    Own,
    /// A segment of an event log.
    #[error("is a part of your log")]
    Log,
    /// An older backup that holds what the new one has not.
    #[error("{0}")]
    Holds(String),
    /// The disk says no.
    #[error("cannot be written: {}", crate::store::reason(.0))]
    Io(#[from] io::Error),
}

/// Kinds of files the program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Backup,
    Page,
    Scorecard,
    Result,
    Segment,
    Empty,
    Unknown,
}

impl Kind {
    /// Tells what a file is by its first bytes.
    fn of(start: &[u8]) -> Self {
        let first = start.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = String::from_utf8_lossy(start);
        if first.is_empty() {
            Self::Empty
        } else if let Some(json) = first.strip_suffix(b"\n").and_then(opened) {
            let is_head = serde_json::from_slice::<serde_json::Value>(json)
                .is_ok_and(|json| json.get("cardsharp").is_some() && json.get("backup").is_none());
            // Backups had no first line of their own once.
            if is_head && raw_lines(first).0.is_empty() { Self::Segment } else { Self::Backup }
        } else if text.starts_with("<!doctype html>") && text.contains("<title>cardsharp ") {
            Self::Page
        } else if text.starts_with("# ") && text.contains("\n| question | time | rubric |") {
            Self::Scorecard
        } else if text.starts_with('{') && text.contains("\"cardsharp\": \"interview\"") {
            Self::Result
        } else {
            Self::Unknown
        }
    }

    fn called(self) -> &'static str {
        match self {
            Self::Backup => "a backup",
            Self::Page => "a page of statistics",
            Self::Scorecard => "a scorecard",
            Self::Result => "the result of an interview",
            Self::Segment | Self::Empty | Self::Unknown => "a file of this kind",
        }
    }
}

/// Refuses the program's own places in a home, before anything is made there.
pub(super) fn may_stand(home: &Path, path: &Path) -> Result<(), Refused> {
    if place::is_own(home, path) { Err(Refused::Own) } else { Ok(()) }
}

/// Writes a file whole, reads it back and puts it into its place; what may not be replaced stays as it is.
pub fn put(home: &Path, path: &Path, content: &[u8], over: Over) -> Result<(), Refused> {
    may_stand(home, path)?;
    let kind = Kind::of(&content[..content.len().min(LOOK as usize)]);
    look(path, kind, over)?;
    let mut beside = Beside::write(folder_of(path)?, content)?;
    beside.read_back(content)?;
    // A large file takes its time: what came in between is not replaced either.
    look(path, kind, over)?;
    Ok(beside.place(path)?)
}

/// Writes a file whole under a name that nothing has yet, `-2` and on behind the stem; returns where it is.
pub fn put_new(path: &Path, content: &[u8]) -> Result<PathBuf, Refused> {
    let mut beside = Beside::write(folder_of(path)?, content)?;
    beside.read_back(content)?;
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, end) = (part(path.file_stem()), part(path.extension()));
    let names = (2..=NAMES).map(|n| path.with_file_name(format!("{stem}-{n}.{end}")));
    for path in std::iter::once(path.to_owned()).chain(names) {
        match beside.place_new(&path, content) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            placed => return Ok(placed.map(|()| path)?),
        }
    }
    Err(Refused::Io(ErrorKind::AlreadyExists.into()))
}

/// Says whether a file of a kind may stand at a path.
fn look(path: &Path, kind: Kind, over: Over) -> Result<(), Refused> {
    let there = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    if there.is_symlink() {
        return Err(Refused::Link);
    }
    if !there.is_file() {
        return Err(Refused::NotRegular);
    }
    match (Kind::of(&start(path)?), over) {
        (Kind::Segment, _) => Err(Refused::Log),
        (_, Over::Any) | (Kind::Empty, Over::Own) => Ok(()),
        (found, Over::Own) if found == kind && kind != Kind::Unknown => Ok(()),
        (_, Over::Own) => Err(Refused::Other(kind.called())),
    }
}

/// Says whether a backup stands at a path.
pub(super) fn is_backup(path: &Path) -> io::Result<bool> {
    let there = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    Ok(there && Kind::of(&start(path)?) == Kind::Backup)
}

fn start(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(regular::open(path)?, LOOK), &mut start)?;
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::log::sealed;

    fn backup() -> Vec<u8> {
        sealed(br#"{"cardsharp":1,"backup":{"at":1,"events":0,"log":0}}"#)
    }

    fn segment() -> Vec<u8> {
        sealed(br#"{"cardsharp":1,"dev":"a"}"#)
    }

    #[test]
    fn a_file_is_known_by_its_content() {
        let old = sealed(br#"{"v":1,"id":"0199b1a0-0000-7000-8000-000000000000","ev":"dance"}"#);
        let page = crate::stats::html::page(&[], "today");
        let result = "{\n  \"cardsharp\": \"interview\",\n";
        let card = "# Mock\n\nx\n\n| question | time | rubric | more |\n";
        let kinds: [(&[u8], Kind); 8] = [
            (&backup(), Kind::Backup),
            (&old, Kind::Backup),
            (&segment(), Kind::Segment),
            (page.as_bytes(), Kind::Page),
            (result.as_bytes(), Kind::Result),
            (card.as_bytes(), Kind::Scorecard),
            (b"", Kind::Empty),
            (b"[card]\nq = \"a deck\"\n", Kind::Unknown),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(Kind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_file_replaces_its_own_kind_and_any_other_only_by_force_but_never_the_log() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let put = |over| super::put(folder.path(), &path, &backup(), over).map_err(|why| why.to_string());
        assert_eq!(put(Over::Own), Ok(()));
        assert_eq!(put(Over::Own), Ok(()));
        fs::write(&path, "").unwrap();
        assert_eq!(put(Over::Own), Ok(()));
        fs::write(&path, "a deck").unwrap();
        assert_eq!(put(Over::Own), Err("exists and is not a backup".into()));
        assert_eq!(fs::read(&path).unwrap(), b"a deck");
        assert_eq!(put(Over::Any), Ok(()));
        fs::write(&path, segment()).unwrap();
        for over in [Over::Own, Over::Any] {
            assert_eq!(put(over), Err("is a part of your log".into()));
        }
        assert_eq!(fs::read(&path).unwrap(), segment());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_new_file_takes_a_name_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("a-2.md")).unwrap();
        assert_eq!(put_new(&at("a.md"), b"one").unwrap(), at("a.md"));
        assert_eq!(put_new(&at("a.md"), b"two").unwrap(), at("a-3.md"));
        fs::write(at("a.md"), "mine").unwrap();
        assert_eq!(put_new(&at("a.md"), b"one").unwrap(), at("a-4.md"));
        assert_eq!(fs::read(at("a.md")).unwrap(), b"mine");
        assert_eq!(fs::read(at("a-3.md")).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left beside them");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_a_pipe_a_folder_and_a_device_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        put(folder.path(), &at("real"), &backup(), Over::Own).unwrap();
        std::os::unix::fs::symlink("real", at("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("dangling")).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        for over in [Over::Own, Over::Any] {
            for path in [at("link"), at("dangling")] {
                assert!(matches!(put(folder.path(), &path, &backup(), over), Err(Refused::Link)));
                assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
            }
            for path in [at("pipe"), folder.path().to_owned(), "/dev/null".into()] {
                assert!(
                    matches!(super::put(folder.path(), &path, &backup(), over), Err(Refused::NotRegular)),
                    "{}",
                    path.display()
                );
                assert!(!fs::symlink_metadata(&path).unwrap().is_file());
            }
        }
        assert!(!at("nowhere").exists());
    }
}
