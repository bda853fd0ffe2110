//! The folder backups are kept in: what is there, and which of it the program made by itself.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{BackupInfo, held};
use crate::clock::{Calendar, Day, Moment};
use crate::store::regular;

/// How the name of a backup begins that the program made by itself, and may take away again.
const OWN: &str = "auto-";
const END: &str = ".jsonl";
/// Bytes the first line of a backup has at most.
const FIRST: u64 = 1024;

/// A backup in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Moment,
    /// Its first line, if it has one that says what it holds.
    pub head: Option<BackupInfo>,
    /// Bytes.
    pub size: u64,
    /// Whether the program made it by itself, by its name and its first line.
    pub own: bool,
}

impl Kept {
    /// Says whether it has as many lines as its first line says, the last one ended.
    pub fn is_whole(&self) -> io::Result<bool> {
        let (lines, ended) = held::counted(&self.path)?;
        Ok(ended && self.head.is_some_and(|head| head.events == lines))
    }

    /// Returns how many events it holds, by its first line or by counting.
    pub fn events(&self) -> io::Result<usize> {
        let counted = || held::events(&self.path);
        self.head.map_or_else(counted, |head| Ok(head.events))
    }
}

/// Returns the folder backups are kept in.
pub fn folder(home: &Path) -> PathBuf {
    home.join("backups")
}

/// Returns the path of a backup the learner asks for now.
pub fn by_hand(home: &Path, now: Moment) -> PathBuf {
    folder(home).join(format!("{}{END}", stamp(now)))
}

/// Returns the path of a backup the program makes by itself now.
pub(super) fn by_itself(home: &Path, now: Moment) -> PathBuf {
    folder(home).join(format!("{OWN}{}{END}", stamp(now)))
}

fn stamp(now: Moment) -> String {
    Calendar::utc(0).format(now, "%Y-%m-%dT%H%M%SZ")
}

/// Returns every backup in the folder, the newest first.
pub fn all(home: &Path) -> io::Result<Vec<Kept>> {
    let list = match fs::read_dir(folder(home)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        list => list?,
    };
    let paths: Vec<PathBuf> = list.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let mut kept: Vec<Kept> = paths.into_iter().filter_map(look).collect();
    kept.sort_by(|a, b| (b.at, &b.path).cmp(&(a.at, &a.path)));
    Ok(kept)
}

/// Chooses by number, counted from 1, or by day: the newest backup of that day.
pub fn choose<'a>(kept: &'a [Kept], which: &str, calendar: &Calendar) -> Option<&'a Kept> {
    match (which.parse::<usize>(), Day::parse(which)) {
        (Ok(number), _) => kept.get(number.checked_sub(1)?),
        (_, Some(day)) => kept.iter().find(|one| calendar.day(one.at) == day),
        _ => None,
    }
}

/// Says whether a word chooses a backup from the list, and is no file's name.
pub fn is_choice(which: &str) -> bool {
    which.parse::<usize>().is_ok() || Day::parse(which).is_some()
}

fn look(path: PathBuf) -> Option<Kept> {
    let name = path.file_name()?.to_str()?.strip_suffix(END)?.to_owned();
    let meta = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let mut first = Vec::new();
    let read = regular::open(&path).and_then(|file| file.take(FIRST).read_to_end(&mut first));
    let head = read.ok().and_then(|_| BackupInfo::read(&first));
    let stamped = |text: &str| {
        // Colons are no part of a file's name everywhere.
        let (day, time) = text.split_once('T').filter(|(_, time)| time.len() == 7)?;
        Moment::parse(&format!("{day}T{}:{}:{}", time.get(..2)?, time.get(2..4)?, time.get(4..)?))
    };
    let named = name.strip_prefix(OWN).and_then(stamped);
    let changed =
        || meta.modified().ok()?.duration_since(UNIX_EPOCH).ok().map(|past| Moment(past.as_millis() as i64));
    // The learner may name a file so too; only what was made at the moment its name says was made here.
    let line = first.split_inclusive(|byte| *byte == b'\n').next().and_then(held::head);
    let own = line.is_some_and(|line| name == format!("{OWN}{}", stamp(Moment(line.at))));
    let at = named.or(head.map(|head| Moment(head.at))).or_else(|| stamped(&name)).or_else(changed)?;
    Some(Kept { path, at, head, size: meta.len(), own })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_only_the_programs_own_are_its_own() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(folder(home.path())).unwrap();
        let write = |name: &str| {
            let made = name.strip_prefix(OWN).and_then(|name| name.strip_suffix(END)).map(|stamp| {
                let (day, time) = stamp.split_once('T').unwrap_or((stamp, ""));
                Moment::parse(&format!(
                    "{day}T{}:{}:{}",
                    time.get(..2).unwrap_or_default(),
                    time.get(2..4).unwrap_or_default(),
                    time.get(4..).unwrap_or_default()
                ))
            });
            let at = made.flatten().map_or(1, |at| at.0 + 7);
            let head = held::first(BackupInfo { at, events: 0, log: 0 }).unwrap();
            fs::write(folder(home.path()).join(name), head).unwrap();
        };
        for name in
            ["auto-2026-11-19T101500Z.jsonl", "2026-11-20T101500Z.jsonl", "auto-2026-11-21T030000Z.jsonl"]
        {
            write(name);
        }
        for name in ["auto-mine.jsonl", "notes.txt", ".cardsharp-x.tmp", "auto-2026-11-19T101500Z.jsonl.old"]
        {
            write(name);
        }
        fs::create_dir(folder(home.path()).join("auto-2026-11-18T101500Z.jsonl")).unwrap();
        let all = all(home.path()).unwrap();
        let own: Vec<&str> = all
            .iter()
            .filter(|kept| kept.own)
            .map(|kept| kept.path.file_name().unwrap().to_str().unwrap())
            .collect();
        assert_eq!(own, ["auto-2026-11-21T030000Z.jsonl", "auto-2026-11-19T101500Z.jsonl"]);
        assert_eq!(all.len(), 4, "the learner's own are listed, and what is no backup by name is not");
        let calendar = Calendar::utc(4);
        let at = |which: &str| choose(&all, which, &calendar).map(|kept| kept.at);
        // At three in the night it is still the day before.
        assert_eq!(at("2026-11-20"), Moment::parse("2026-11-21T03:00:00Z"));
        assert_eq!(at("2026-11-19"), Moment::parse("2026-11-19T10:15:00Z"));
        assert_eq!((at("1"), at("0"), at("5"), at("2026-11-18")), (Some(all[0].at), None, None, None));
        assert!(is_choice("3") && is_choice("2026-11-20") && !is_choice("kept.jsonl") && !is_choice("./3"));
    }

    #[test]
    fn names_are_read_as_they_are_made() {
        let home = tempfile::tempdir().unwrap();
        let now = Moment::parse("2026-11-21T10:15:30Z").unwrap();
        for (path, own) in [(by_hand(home.path(), now), false), (by_itself(home.path(), now), true)] {
            fs::create_dir_all(folder(home.path())).unwrap();
            fs::write(&path, held::first(BackupInfo { at: now.0, events: 0, log: 0 }).unwrap()).unwrap();
            let kept = look(path.clone()).unwrap();
            assert_eq!((kept.at, kept.own), (now, own));
            fs::write(&path, held::first(BackupInfo { at: now.0 + 1_000, events: 0, log: 0 }).unwrap())
                .unwrap();
            assert!(!look(path.clone()).unwrap().own, "made at another moment than its name says");
            fs::write(&path, "notes").unwrap();
            let (kept, own) = (look(path).unwrap(), false);
            assert_eq!((kept.at, kept.own), (now, own));
        }
    }
}
