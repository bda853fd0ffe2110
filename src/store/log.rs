//! The event log: the record of everything. One process writes one segment, nobody rewrites any;
//! an answer is saved when its line is on disk (RELIABILITY 3.2-3.3).

mod account;
mod adopt;
mod device;
mod header;
mod line;
mod lines;
pub(super) mod listing;
mod raw;
mod reader;
pub mod repair;
mod segment;

pub use account::{Account, Fault};
pub use adopt::adopt;
pub use line::{open as opened, seal as sealed};
pub use listing::Unread;
pub use raw::{RawLine, is_newer, raw, raw_lines, size};

use std::path::{Path, PathBuf};

use uuid::{ContextV7, Timestamp, Uuid};

use crate::clock::{Calendar, Moment};
use crate::review::{Event, EventId, Stamp, What};
use crate::text::{Safe, show};
use lines::LONGEST;
use segment::Segment;

/// A wall clock this far behind the last event is worth a word.
const BACK: i64 = 5 * crate::clock::MINUTE;

/// Everything read from disk.
#[derive(Debug, Default)]
pub struct LogContents {
    /// Events, each id once.
    pub events: Vec<Event>,
    /// What the learner should know about the files, the gravest first.
    pub notices: Vec<Safe>,
    /// What was found wrong with the files.
    pub account: Account,
}

/// What could not be saved, and why.
#[derive(Debug)]
pub struct SaveError {
    /// The events, which wait in memory.
    pub events: Vec<Event>,
    /// A sentence with the path, the reason and what to do.
    pub why: Safe,
}

/// The log, open for adding to.
#[derive(Debug)]
pub struct Log {
    home: PathBuf,
    calendar: Calendar,
    device: Option<String>,
    segment: Option<Segment>,
    pending: Vec<Event>,
    last: Stamp,
    seq: u64,
    ids: ContextV7,
    refused: Option<Safe>,
}

impl Log {
    /// Reads everything under a home and opens the log; creates nothing.
    pub fn open(home: &Path, calendar: Calendar, now: Moment) -> (Self, LogContents) {
        let device = device::known(home);
        let read = reader::read(&home.join("events"), device.as_deref());
        let mut notices = read.account.notices("answers");
        let own = read.events.iter().filter(|event| Some(event.device.as_str()) == device.as_deref());
        let newest = own.max_by(|a, b| a.order().cmp(&b.order()));
        // Told until something is saved with the clock as it is now.
        if let Some(newest) = newest.filter(|newest| newest.at.since(now) > BACK) {
            let text = format!(
                "The clock is behind your last answer ({}). Set the clock if it is wrong; if it is right, see `cardsharp doctor`. Answers are kept in order all the same.",
                newest.day
            );
            notices.push(show(&text));
        }
        // Behind what any device wrote: an answer counts after those it was given after, whatever their clocks said.
        let last = read.events.iter().map(|event| event.stamp).max().unwrap_or_default();
        let log = Self {
            home: home.to_owned(),
            calendar,
            device,
            segment: None,
            pending: Vec::new(),
            last,
            seq: 0,
            ids: ContextV7::new(),
            refused: read.account.newer.first().map(|path| refusal(path)),
        };
        (log, LogContents { events: read.events, notices, account: read.account })
    }

    /// Writes under another device's name; for the store protocol.
    #[must_use]
    pub fn of_device(mut self, name: &str) -> Self {
        self.device = Some(name.to_owned());
        self
    }

    /// Appends what happened as one write and syncs it; on disk when this returns `Ok`.
    ///
    /// On any error the events wait and are written again, under the same ids, with the next append; but what can
    /// be no line of the log, as it is too long, is refused whole and does not wait.
    pub fn append(&mut self, whats: Vec<What>, now: Moment) -> Result<Vec<Event>, SaveError> {
        let events: Vec<Event> = whats.into_iter().map(|what| self.event(what, now)).collect();
        events.iter().try_for_each(fits).map_err(|why| SaveError { events: Vec::new(), why })?;
        self.pending.extend(events.iter().cloned());
        match self.retry(now) {
            Ok(()) => Ok(events),
            Err(why) => Err(SaveError { events, why }),
        }
    }

    /// Tries to save what waits.
    pub fn retry(&mut self, now: Moment) -> Result<(), Safe> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.writable()?;
        let saved = self.save(now);
        if saved.is_err() {
            // After a failed sync the kernel may have dropped the pages: that descriptor is never used again.
            self.segment = None;
        }
        saved.map_err(|error| self.explain(&error))?;
        self.pending.clear();
        Ok(())
    }

    /// Returns the folder everything lives in.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Says why nothing may be written into this home, if a newer version has written there.
    pub fn writable(&self) -> Result<(), Safe> {
        self.refused.clone().map_or(Ok(()), Err)
    }

    /// Returns how many events wait to be saved.
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    fn save(&mut self, now: Moment) -> std::io::Result<()> {
        let device = self.device_name()?;
        if self.segment.as_ref().is_none_or(Segment::is_full) {
            self.segment = Some(Segment::create(&self.home.join("events"), &device, now)?);
        }
        let mut text = Vec::new();
        for event in &mut self.pending {
            event.device.clone_from(&device);
            text.extend(line::write(event)?);
        }
        self.segment.as_mut().map_or(Ok(()), |segment| segment.append(&text))
    }

    fn device_name(&mut self) -> std::io::Result<String> {
        if let Some(device) = &self.device {
            return Ok(device.clone());
        }
        let device = device::make(&self.home)?;
        self.device = Some(device.clone());
        Ok(device)
    }

    fn event(&mut self, what: What, now: Moment) -> Event {
        let stamp = match self.last.count.checked_add(1) {
            _ if now.0 > self.last.ms => Stamp { ms: now.0, count: 0 },
            Some(count) => Stamp { ms: self.last.ms, count },
            None => Stamp { ms: self.last.ms.saturating_add(1), count: 0 },
        };
        self.last = stamp;
        self.seq += 1;
        Event {
            id: self.id(stamp.ms),
            device: self.device.clone().unwrap_or_default(),
            seq: self.seq,
            stamp,
            at: now,
            day: self.calendar.day(now),
            offset: self.calendar.offset_minutes(now),
            what,
        }
    }

    fn id(&self, ms: i64) -> EventId {
        let seconds = u64::try_from(ms / 1000).unwrap_or(0);
        let nanos = u32::try_from(ms.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        EventId(Uuid::new_v7(Timestamp::from_unix(&self.ids, seconds, nanos)).as_u128())
    }

    fn explain(&self, error: &std::io::Error) -> Safe {
        let (path, why) = (self.home.join("events"), super::reason(error));
        let remedy = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "; free some room",
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                "; make it writable or use --home"
            }
            _ => "",
        };
        show(&format!("Cannot save to {}: {why}{remedy}.", path.display()))
    }
}

/// Says why an event can be no line of the log.
fn fits(event: &Event) -> Result<(), Safe> {
    let size = line::write(event).map_err(|error| show(&format!("Cannot be saved: {error}.")))?.len();
    if size <= LONGEST {
        return Ok(());
    }
    let (size, most) = (size >> 10, LONGEST >> 10);
    Err(show(&format!("Cannot be saved: it is {size} KiB long, and {most} KiB are the most; shorten it.")))
}

fn refusal(path: &Path) -> Safe {
    let why = "was made by a newer version of cardsharp; update cardsharp";
    show(&format!("Nothing is saved here: {} {why}.", path.display()))
}

/// Returns what this machine's id in the log is, or why there is none, as words for the learner.
pub fn device(home: &Path) -> String {
    match device::look(home) {
        device::Look::None => "none yet; the first answer makes one".to_owned(),
        device::Look::Ours(id) => id,
        device::Look::Elsewhere => {
            "the one here is another machine's; the next answer makes a new one".to_owned()
        }
        device::Look::Unusable(why) => {
            let file = home.join("device.toml");
            format!("{} is of no use: {why}; the next answer makes a new one", file.display())
        }
    }
}

/// Writes an id as it stands in the log.
pub fn id_text(id: EventId) -> String {
    Uuid::from_u128(id.0).hyphenated().to_string()
}

#[cfg(test)]
pub(super) use tests::review as some_review;

#[cfg(test)]
mod tests;
