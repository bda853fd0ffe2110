//! All segments of all devices read back: whole lines with a right checksum, each id once.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::account::{Account, Fault};
use super::lines::{self, End, LineBuffer};
use super::listing::{self, Unread};
use super::{header, line};
use crate::review::{Event, EventId, What};
use crate::store::{regular, spread::spread};

/// Threads that read at most; more wait for the disk and for each other's memory.
const THREADS: usize = 4;

#[derive(Debug)]
pub(super) struct Read {
    /// Events in order of time, each id once.
    pub(super) events: Vec<Event>,
    pub(super) account: Account,
}

pub(super) fn read(events: &Path, own: Option<&str>) -> Read {
    let listing = listing::list(events);
    let account = Account { files: listing.files.len(), unread: listing.unread, ..Account::default() };
    let mut read = Read { events: Vec::new(), account };
    for part in parts(&listing.files, own) {
        read.events.extend(part.events);
        read.account.unread.extend(part.unread);
        read.account.newer.extend(part.newer);
        read.account.faults.extend(part.fault);
    }
    // Replay is quickest in order of time; no result depends on it.
    read.events.sort_by(|a, b| a.order().cmp(&b.order()).then(a.id.cmp(&b.id)));
    once_each(&mut read.events);
    read
}

/// Reads the files on a few threads; one with nothing to tell and nothing in it leaves nothing behind.
fn parts(files: &[PathBuf], own: Option<&str>) -> Vec<Part> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    spread(files, threads, || {
        let mut room = LineBuffer::default();
        move |path: &PathBuf| Some(read_file(path, own, &mut room)).filter(|part| !part.is_empty())
    })
}

/// Keeps one event of each id, the earliest; copies of a segment hold the same events again.
fn once_each(events: &mut Vec<Event>) {
    let mut ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    // Ids begin with the time: they stand nearly in order already, which sorting is quick with and hashing is not.
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        let mut seen = HashSet::new();
        events.retain(|event| seen.insert(event.id));
    }
}

#[derive(Default)]
struct Part {
    events: Vec<Event>,
    unread: Option<Unread>,
    newer: Option<PathBuf>,
    fault: Option<Fault>,
}

impl Part {
    fn is_empty(&self) -> bool {
        self.events.is_empty() && self.unread.is_none() && self.newer.is_none() && self.fault.is_none()
    }
}

fn read_file(path: &Path, own: Option<&str>, room: &mut LineBuffer) -> Part {
    let mut part = Part::default();
    let file = match regular::open(path) {
        Ok(file) => file,
        // It was listed and is gone: whoever took it away did so before we came.
        Err(error) if error.kind() == ErrorKind::NotFound && listing::is_absent(path) => return part,
        Err(error) => return Part { unread: Some(Unread::new(path, &error)), ..part },
    };
    let (mut at, mut newer) = (0, false);
    let mut fault = Fault::default();
    let end = room.each(&file, |text| {
        at += 1;
        let Some(json) = line::open(text) else { return fault.damage(at) };
        if header::is_header(json) {
            newer |= header::is_newer(json);
            return;
        }
        let event = line::read(json);
        fault.unknown += usize::from(event.as_ref().is_none_or(|event| matches!(event.what, What::Other(_))));
        part.events.extend(event);
    });
    match end {
        Ok(End::Whole) => {}
        // A torn end is what a kill or a power cut leaves; in another device's file, a copy under way.
        Ok(End::Torn) => fault.torn = is_own(path, own).then_some(at + 1),
        Ok(End::Endless) => part.unread = Some(Unread::new(path, &lines::no_log())),
        Err(error) => part.unread = Some(Unread::new(path, &error)),
    }
    part.newer = newer.then(|| path.to_owned());
    part.fault = fault.is_any().then(|| Fault { path: path.to_owned(), ..fault });
    part
}

fn is_own(path: &Path, own: Option<&str>) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|name| Some(name.to_string_lossy().as_ref()) == own)
}
