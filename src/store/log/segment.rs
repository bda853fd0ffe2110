//! One segment: a file one process appends to and nobody else ever writes.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use uuid::Uuid;

use super::header;
use crate::clock::Moment;
use crate::store::write::{hold, make_folder, private, sync_data, sync_file, sync_folder};

/// Files begun before it is given up that each is under repair.
const TRIES: u32 = 8;
/// Bytes after which a new segment begins.
pub(super) const FULL: u64 = 4 << 20;

#[derive(Debug)]
pub(super) struct Segment {
    file: File,
    written: u64,
}

impl Segment {
    /// Creates a segment under `events/<device>/`, durable with its folders before it is used.
    pub(super) fn create(events: &Path, device: &str, now: Moment) -> io::Result<Self> {
        let folder = events.join(device);
        make_folder(&folder, events.parent().unwrap_or(events))?;
        let stamp = crate::clock::Calendar::utc(0).format(now, "%Y%m%dT%H%M%SZ");
        let mut file = begin(&folder, &stamp)?;
        let header = header::write(device);
        file.write_all(&header)?;
        sync_file(&file)?;
        sync_folder(&folder)?;
        Ok(Self { file, written: header.len() as u64 })
    }

    pub(super) fn is_full(&self) -> bool {
        self.written >= FULL
    }

    /// Writes whole lines in one call and syncs them.
    pub(super) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        let written = self.file.write(lines)?;
        if written != lines.len() {
            // Half a line stands in this file now; the caller gives it up and writes all again in a new one.
            return Err(io::Error::new(io::ErrorKind::StorageFull, "only a part could be written"));
        }
        sync_data(&self.file)?;
        self.written += written as u64;
        Ok(())
    }
}

#[cfg(test)]
impl Segment {
    /// Has so many bytes as far as anyone asks.
    pub(super) fn fill(&mut self, written: u64) {
        self.written = written;
    }
}

/// Makes the file and holds its lock before a byte is in it, so that a repair keeps away while the process lives.
fn begin(folder: &Path, stamp: &str) -> io::Result<File> {
    for _ in 0..TRIES {
        let random = Uuid::new_v4().as_u128() as u64;
        let mut options = private();
        let file = options
            .append(true)
            .create_new(true)
            .open(folder.join(format!("{stamp}-{random:016x}.jsonl")))?;
        if hold(&file) {
            return Ok(file);
        }
        // A repair looked at it between the two: the empty file stays, and another is begun.
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "a repair is at work"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::write::{Synced, is_private, synced};

    #[test]
    fn a_file_a_repair_holds_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (ours, repair) = (File::create(&path).unwrap(), File::open(&path).unwrap());
        repair.try_lock().unwrap();
        assert!(!hold(&ours));
        drop(repair);
        assert!(hold(&ours));
        assert!(File::open(&path).unwrap().try_lock().is_err(), "and from now on nobody else has it");
    }

    #[test]
    fn the_first_segment_of_a_process_syncs_every_name_up_to_the_homes_own() {
        let top = tempfile::tempdir().unwrap();
        let events = top.path().join("home/events");
        // Made by one who was killed before the names were synced.
        std::fs::create_dir_all(&events).unwrap();
        synced();
        Segment::create(&events, "d", Moment(0)).unwrap();
        let synced = synced();
        for folder in [top.path().to_owned(), top.path().join("home"), events.clone(), events.join("d")] {
            assert!(synced.contains(&Synced::Folder(folder.clone())), "{}: {synced:?}", folder.display());
        }
    }

    #[test]
    fn a_segment_is_its_owners_alone_and_each_save_of_it_is_synced() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("events/d");
        std::fs::create_dir_all(&folder).unwrap();
        let mut segment = Segment::create(&top.path().join("events"), "d", Moment(0)).unwrap();
        let path = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let length = || Synced::File(std::fs::metadata(&path).unwrap().len());
        assert!(is_private(&path));
        assert!(synced().ends_with(&[length(), Synced::Folder(folder.clone())]), "the header, then its name");
        for line in [&b"one\n"[..], b"two\nthree\n"] {
            segment.append(line).unwrap();
            assert_eq!(synced(), [length()]);
        }
    }
}
