//! Backups: every event of the log as one file of the log's own lines, below a line that says how many they are.
//! A restore adds what is missing and removes nothing, so it can be done into an empty home or a newer one.

pub mod daily;
mod held;
pub mod shelf;
mod thin;

use std::collections::HashSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::export::{self, Over, Refused};
use super::log::{self, RawLine, Unread};
use super::write;
use crate::clock::Moment;
use crate::review::EventId;

use held::Beyond;

/// The form of a backup: that of the log.
const FORM: u64 = 1;
/// Bytes of a backup at most.
pub const LARGEST: u64 = 1 << 30;

/// The first line of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupInfo {
    /// When it was made, in milliseconds UTC.
    pub at: i64,
    /// How many events follow.
    pub events: usize,
    /// Bytes the log had then, so that a log that has not grown is known without reading it.
    pub log: u64,
}

#[derive(Serialize, Deserialize)]
struct First {
    cardsharp: u64,
    backup: BackupInfo,
}

impl BackupInfo {
    /// Reads the head of a backup; older ones have none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let first = bytes.split(|byte| *byte == b'\n').next().and_then(log::opened)?;
        serde_json::from_slice::<First>(first).ok().map(|first| first.backup)
    }
}

/// Why there is no backup.
#[derive(Debug)]
pub enum NoBackup {
    /// The log cannot be read whole.
    Source(Unread),
    /// The file may not be written, or cannot.
    Target(Refused),
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Events, all read back.
    pub events: usize,
    /// Lines of the log whose checksum is wrong; they are not in it.
    pub damaged: usize,
}

/// Writes every event of a home into a file, and reads it back before it takes the place of an older one.
///
/// A backup that holds events the log has not is replaced only by force.
pub fn make(home: &Path, target: &Path, over: Over, now: Moment) -> Result<Made, NoBackup> {
    export::may_stand(home, target).map_err(NoBackup::Target)?;
    let size = log::size(home).map_err(NoBackup::Source)?;
    let (lines, damaged) = log::raw(home).map_err(NoBackup::Source)?;
    let made = put(home, &lines, size, target, over, now).map_err(NoBackup::Target);
    made.map(|()| Made { events: lines.len(), damaged })
}

/// Returns the ids of events.
fn ids(lines: &[RawLine]) -> HashSet<EventId> {
    lines.iter().map(|(id, _)| *id).collect()
}

fn put(
    home: &Path,
    lines: &[RawLine],
    size: u64,
    target: &Path,
    over: Over,
    now: Moment,
) -> Result<(), Refused> {
    if let Some(folder) = target.parent() {
        write::make_folder(folder, folder)?;
    }
    let beyond = if over == Over::Own { beyond(target, lines)? } else { Beyond::default() };
    if beyond != Beyond::default() {
        return Err(Refused::Holds(beyond.to_string()));
    }
    let mut bytes = held::first(BackupInfo { at: now.0, events: lines.len(), log: size })?;
    let size = lines.iter().map(|(_, line)| line.len() as u64).sum::<u64>() + bytes.len() as u64;
    fits(size)?;
    for (_, line) in lines {
        bytes.extend_from_slice(line);
    }
    export::put(home, target, &bytes, over)
}

/// Refuses a backup that no restore would read.
fn fits(size: u64) -> io::Result<()> {
    if size <= LARGEST {
        return Ok(());
    }
    let why =
        format!("it would have {} MiB, and {} MiB are the most a restore reads", size >> 20, LARGEST >> 20);
    Err(io::Error::new(io::ErrorKind::FileTooLarge, why))
}

/// Returns what a file holds that is not among lines of the log; nothing for one that is not there, or that is no
/// backup at all and refused as such.
fn beyond(file: &Path, lines: &[RawLine]) -> io::Result<Beyond> {
    if export::is_backup(file)? {
        Ok(held::look(file, &held::known(lines))?.beyond)
    } else {
        Ok(Beyond::default())
    }
}

/// Why nothing was restored.
#[derive(Debug)]
pub enum NoRestore {
    /// The file holds no event.
    NoBackup,
    /// A newer version made it; a home that takes it in is one this version could not write into.
    Newer,
    /// The log of the home cannot be read whole, or a newer version wrote it.
    Log(Unread),
    /// The log of the home cannot be added to.
    Home(io::Error),
}

/// What a restore did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Events added; all others were there.
    pub added: usize,
    /// Damaged lines of the backup, which were passed over.
    pub damaged: usize,
    /// Events the backup should hold by its first line, and does not.
    pub cut: usize,
}

/// Adds the events of a backup that are missing, line by line as they are.
pub fn restore(home: &Path, backup: &[u8]) -> Result<Restored, NoRestore> {
    let ((lines, damaged), head) = (log::raw_lines(backup), BackupInfo::read(backup));
    if lines.is_empty() && head.is_none() {
        return Err(NoRestore::NoBackup);
    }
    if log::is_newer(backup) {
        return Err(NoRestore::Newer);
    }
    let promised = head.map_or(0, |head| head.events);
    let mut done = Restored { added: 0, damaged, cut: promised.saturating_sub(lines.len() + damaged) };
    let mut known = ids(&log::raw(home).map_err(NoRestore::Log)?.0);
    let missing: Vec<RawLine> = lines.into_iter().filter(|(id, _)| known.insert(*id)).collect();
    if !missing.is_empty() {
        log::adopt(home, &missing).map_err(NoRestore::Home)?;
    }
    done.added = missing.len();
    Ok(done)
}

#[cfg(test)]
use tests::answer;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::Calendar;
    use crate::store::log::{Log, some_review};

    pub(in crate::store) fn answer(home: &Path, times: i64) {
        let mut log = Log::open(home, Calendar::utc(4), Moment(0)).0;
        for at in 0..times {
            log.append(vec![some_review(Grade::Good)], Moment(at)).unwrap();
        }
    }

    fn events(home: &Path) -> usize {
        log::raw(home).unwrap().0.len()
    }

    fn own(home: &Path, target: &Path) -> Result<usize, String> {
        let made = make(home, target, Over::Own, Moment(7));
        made.map(|made| made.events).map_err(|why| match why {
            NoBackup::Source(error) => format!("source: {error}"),
            NoBackup::Target(why) => why.to_string(),
        })
    }

    #[test]
    fn a_backup_says_what_it_holds_and_restores_into_an_empty_home_once() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = a.path().join("kept");
        answer(a.path(), 5);
        assert_eq!(own(a.path(), &file), Ok(5));
        let bytes = fs::read(&file).unwrap();
        let head = BackupInfo::read(&bytes).unwrap();
        assert_eq!((head.at, head.events, head.log), (7, 5, log::size(a.path()).unwrap()));
        assert_eq!(restore(b.path(), &bytes).unwrap(), Restored { added: 5, ..Restored::default() });
        assert_eq!(restore(b.path(), &bytes).unwrap(), Restored::default());
        assert_eq!(ids(&log::raw(a.path()).unwrap().0), ids(&log::raw(b.path()).unwrap().0));
    }

    #[test]
    fn a_second_restore_after_damage_removes_nothing() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = a.path().join("kept");
        answer(a.path(), 4);
        own(a.path(), &file).unwrap();
        let bytes = fs::read(&file).unwrap();
        restore(b.path(), &bytes).unwrap();
        let folder = b.path().join("events/restored");
        let segment = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let whole = fs::read(&segment).unwrap();
        for at in (0..whole.len()).step_by(23) {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            fs::write(&segment, &flipped).unwrap();
            assert!(restore(b.path(), &bytes).unwrap().added <= 2, "byte {at}");
            assert_eq!(events(b.path()), 4, "byte {at}");
            assert_eq!(fs::read(&segment).unwrap(), flipped, "byte {at}: it is not touched");
            for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
                if file != segment {
                    fs::remove_file(file).unwrap();
                }
            }
        }
    }

    #[test]
    fn a_cut_or_damaged_backup_gives_what_is_whole_and_says_so() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = a.path().join("kept");
        answer(a.path(), 4);
        own(a.path(), &file).unwrap();
        let bytes = fs::read(&file).unwrap();
        let ends: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
        let done = restore(b.path(), &bytes[..=ends[1]]).unwrap();
        assert_eq!((done.added, done.damaged, done.cut), (1, 0, 3));
        let done = restore(b.path(), &bytes[..ends[2] - 5]).unwrap();
        assert_eq!((done.added, done.damaged, done.cut), (0, 1, 2));
        let mut flipped = bytes.clone();
        flipped[ends[0] + 40] ^= 1;
        let done = restore(b.path(), &flipped).unwrap();
        assert_eq!((done.added, done.damaged, done.cut), (3, 1, 0));
        assert!(matches!(restore(b.path(), b"[x]\n"), Err(NoRestore::NoBackup)));
    }

    #[test]
    fn a_source_that_cannot_be_read_leaves_the_old_backup() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("kept");
        answer(home.path(), 3);
        own(home.path(), &file).unwrap();
        let before = fs::read(&file).unwrap();
        fs::rename(home.path().join("events"), home.path().join("away")).unwrap();
        fs::write(home.path().join("events"), "no folder").unwrap();
        assert!(own(home.path(), &file).unwrap_err().starts_with("source: "));
        assert_eq!(fs::read(&file).unwrap(), before);
    }

    #[test]
    fn a_backup_that_holds_more_than_the_log_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("kept");
        answer(home.path(), 3);
        own(home.path(), &file).unwrap();
        fs::remove_dir_all(home.path().join("events")).unwrap();
        answer(home.path(), 1);
        assert_eq!(own(home.path(), &file), Err("is a backup with 3 events that your log has not".into()));
        assert_eq!(BackupInfo::read(&fs::read(&file).unwrap()).unwrap().events, 3);
        restore(home.path(), &fs::read(&file).unwrap()).unwrap();
        assert_eq!(own(home.path(), &file), Ok(4));
    }

    #[test]
    fn what_a_restore_would_not_read_is_not_written() {
        assert!(fits(LARGEST).is_ok());
        assert_eq!(fits(LARGEST + 1).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_file_with_any_line_the_log_has_not_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("kept");
        answer(home.path(), 2);
        own(home.path(), &file).unwrap();
        let base = fs::read(&file).unwrap();
        let lines: Vec<&[u8]> = base.split_inclusive(|byte| *byte == b'\n').collect();
        let id = log::id_text(log::raw(home.path()).unwrap().0[0].0);
        let other = log::sealed(format!("{{\"v\":1,\"id\":\"{id}\",\"ev\":\"dance\"}}").as_bytes());
        let newer = log::sealed(br#"{"cardsharp":2,"backup":{"at":1,"events":1,"log":3}}"#);
        let more = log::sealed(br#"{"cardsharp":1,"backup":{"at":1,"events":1,"log":3},"note":"mine"}"#);
        let mut damaged = lines[1].to_vec();
        damaged[40] ^= 1;
        let torn = &lines[1][..lines[1].len() / 2];
        let cases: [(&str, Vec<u8>, &str); 8] = [
            ("damaged", [&base, damaged.as_slice()].concat(), "1 line"),
            ("notes", [&base, b"my own notes\n".as_slice()].concat(), "1 line"),
            ("torn", [&base, torn].concat(), "1 line"),
            ("no id", [base.clone(), log::sealed(br#"{"v":1,"x":1}"#)].concat(), "1 line"),
            ("same id", [base.clone(), other].concat(), "1 line"),
            ("newer head", [newer, lines[1].to_vec()].concat(), "1 line"),
            ("head with more", [more, lines[1].to_vec()].concat(), "1 line"),
            ("endless", [base.clone(), vec![0; 3 << 20]].concat(), "1 line"),
        ];
        for (case, bytes, what) in cases {
            fs::write(&file, &bytes).unwrap();
            assert_eq!(own(home.path(), &file), Err(format!("holds {what} that your log has not")), "{case}");
            assert!(fs::read(&file).unwrap() == bytes, "{case}");
        }
        for bytes in [b"".as_slice(), &base, lines[1]] {
            fs::write(&file, bytes).unwrap();
            assert_eq!(own(home.path(), &file), Ok(2));
        }
    }

    #[test]
    fn what_a_newer_version_wrote_goes_through_line_by_line_and_its_own_backups_wait_for_it() {
        let home = tempfile::tempdir().unwrap();
        let event =
            log::sealed(br#"{"v":9,"id":"0199b1a0-0000-7000-8000-000000000000","ev":"dance","odd":[1,2]}"#);
        let first = log::sealed(br#"{"cardsharp":2,"backup":{"at":1,"events":1,"log":9,"more":true}}"#);
        let newer = restore(home.path(), &[first, event.clone()].concat());
        assert!(matches!(newer, Err(NoRestore::Newer)));
        assert!(!home.path().join("events").exists());
        let done = restore(home.path(), &event).unwrap();
        assert_eq!(done, Restored { added: 1, ..Restored::default() });
        assert_eq!(log::raw(home.path()).unwrap().0[0].1, event);
    }
}
