//! What a file holds, against a log: read line by line, so that its size costs no memory.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::{BackupInfo, First};
use crate::review::EventId;
use crate::store::{log, regular};
use crate::text::count;

/// Where no line ends within so many bytes, a file is read no further, as with the log.
const ENDLESS: u64 = 1 << 20;

/// The lines of a log, each under its event's id.
pub(super) type Known<'a> = HashMap<EventId, &'a [u8]>;

/// Takes the lines of a log by their ids.
pub(super) fn known(lines: &[log::RawLine]) -> Known<'_> {
    lines.iter().map(|(id, line)| (*id, line.as_slice())).collect()
}

/// What a file holds that a log has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond {
    /// Events with ids the log does not know.
    pub events: usize,
    /// All else: damaged lines, notes, heads of newer versions, events the log has with other content.
    pub lines: usize,
}

impl fmt::Display for Beyond {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (events, lines) = (count(self.events, "event"), count(self.lines, "line"));
        match (self.events, self.lines) {
            (_, 0) => write!(out, "is a backup with {events} that your log has not"),
            (0, _) => write!(out, "holds {lines} that your log has not"),
            _ => write!(out, "holds {events} and {lines} that your log has not"),
        }
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Its first line, where that is the head of a backup exactly as this version writes it.
    pub(super) head: Option<BackupInfo>,
    /// How many lines there are besides; what was given up counts as one.
    pub(super) lines: usize,
    /// What of it the log has not.
    pub(super) beyond: Beyond,
}

impl Held {
    /// Says whether it is a whole backup of this version, and every line of it is in the log.
    pub(super) fn is_spare(&self) -> bool {
        self.head.is_some_and(|head| head.events == self.lines) && self.beyond == Beyond::default()
    }
}

/// Looks at a file, line by line.
pub(super) fn look(file: &Path, known: &Known<'_>) -> io::Result<Held> {
    let (mut held, mut seen, mut first) = (Held::default(), HashSet::new(), true);
    let whole = lines(file, |line| {
        if std::mem::take(&mut first) {
            held.head = head(line);
            if held.head.is_some() {
                return;
            }
        }
        held.lines += 1;
        let id = line.strip_suffix(b"\n").and_then(|text| log::raw_lines(text).0.pop()).map(|(id, _)| id);
        match id.map(|id| (id, known.get(&id))) {
            Some((_, Some(own))) if *own == line => {}
            Some((id, None)) => held.beyond.events += usize::from(seen.insert(id)),
            Some(_) | None => held.beyond.lines += 1,
        }
    })?;
    if !whole {
        held.lines += 1;
        held.beyond.lines += 1;
    }
    Ok(held)
}

/// Says how many lines a backup has after its head, and whether it ends with a line end.
pub(super) fn counted(file: &Path) -> io::Result<(usize, bool)> {
    let (mut all, mut ended) = (0_usize, true);
    let whole = lines(file, |line| {
        all += 1;
        ended = line.ends_with(b"\n");
    })?;
    Ok((all.saturating_sub(1), ended && whole))
}

/// Counts the events of a file.
pub(super) fn events(file: &Path) -> io::Result<usize> {
    let mut all = 0;
    lines(file, |line| all += log::raw_lines(line).0.len())?;
    Ok(all)
}

/// Reads a head that stands exactly as this version writes it.
pub(super) fn head(line: &[u8]) -> Option<BackupInfo> {
    let head = BackupInfo::read(line)?;
    (first(head).ok()? == line).then_some(head)
}

/// Writes the first line of a backup.
pub(super) fn first(backup: BackupInfo) -> io::Result<Vec<u8>> {
    Ok(log::sealed(&serde_json::to_vec(&First { cardsharp: super::FORM, backup })?))
}

/// Hands over every line with its line end, the last one as it is; `false` where it was given up.
pub(super) fn lines(file: &Path, mut take: impl FnMut(&[u8])) -> io::Result<bool> {
    let mut from = BufReader::with_capacity(256 << 10, regular::open(file)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = from.by_ref().take(ENDLESS).read_until(b'\n', &mut line)?;
        match line.last() {
            None => return Ok(true),
            Some(b'\n') => take(&line),
            Some(_) if read as u64 == ENDLESS => return Ok(false),
            Some(_) => take(&line),
        }
    }
}
