//! One segment: a file one process appends to and nobody else ever writes.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use uuid::Uuid;

use super::header;
use crate::clock::Moment;
use crate::store::write::{make_folder, sync_folder};

/// Bytes after which a new segment begins.
const FULL: u64 = 4 << 20;

#[derive(Debug)]
pub(super) struct Segment {
    file: File,
    written: u64,
}

impl Segment {
    /// Creates a segment under `events/<device>/`, durable with its folders before it is used.
    pub(super) fn create(events: &Path, device: &str, now: Moment) -> io::Result<Self> {
        let folder = events.join(device);
        make_folder(&folder)?;
        let stamp = crate::clock::Calendar::utc(0).format(now, "%Y%m%dT%H%M%SZ");
        let random = Uuid::new_v4().as_u128() as u64;
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(folder.join(format!("{stamp}-{random:016x}.jsonl")))?;
        // Held while the process lives, so that a repair keeps away. On Windows a lock would keep readers away too;
        // where there are no locks, there is no repair either.
        #[cfg(unix)]
        let _ = file.try_lock();
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
