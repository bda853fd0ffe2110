//! One segment: a file one process appends to and nobody else ever writes.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use uuid::Uuid;

use super::header;
use crate::clock::Moment;
use crate::store::write::{make_folder, sync_folder};

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
        file.sync_all()?;
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
        self.file.sync_data()?;
        self.written += written as u64;
        Ok(())
    }
}

/// Makes the file and holds its lock before a byte is in it, so that a repair keeps away while the process lives.
fn begin(folder: &Path, stamp: &str) -> io::Result<File> {
    for _ in 0..TRIES {
        let random = Uuid::new_v4().as_u128() as u64;
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(folder.join(format!("{stamp}-{random:016x}.jsonl")))?;
        if is_ours(&file) {
            return Ok(file);
        }
        // A repair looked at it between the two: the empty file stays, and another is begun.
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "a repair is at work"))
}

/// Where there are no locks at all, there is no repair either, and the file is ours.
#[cfg(unix)]
fn is_ours(file: &File) -> bool {
    !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock))
}

/// On Windows a lock would keep readers away too; a repair sees there that a file is open for writing.
#[cfg(not(unix))]
fn is_ours(_: &File) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::write::synced;

    #[test]
    fn a_file_a_repair_holds_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (ours, repair) = (File::create(&path).unwrap(), File::open(&path).unwrap());
        repair.try_lock().unwrap();
        assert!(!is_ours(&ours));
        drop(repair);
        assert!(is_ours(&ours));
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
            assert!(synced.contains(&folder), "{}: {synced:?}", folder.display());
        }
    }
}
