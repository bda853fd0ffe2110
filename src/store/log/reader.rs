//! All segments of all devices read back: whole lines with a right checksum, each id once.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::{Notice, header, line, listing};
use crate::review::Event;
use crate::text::{Safe, show};

/// Segments below this size are not worth a second thread.
const PARALLEL: u64 = 1 << 20;

#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) events: Vec<Event>,
    pub(super) notices: Vec<Notice>,
    /// Why nothing may be written here.
    pub(super) refused: Option<Safe>,
}

pub(super) fn read(events: &Path, own: Option<&str>) -> Read {
    let files = listing::list(events).files;
    let size: u64 = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.len()).sum();
    let parts: Vec<Part> = if size > PARALLEL && files.len() > 1 {
        let (left, right) = files.split_at(files.len() / 2);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| right.iter().map(|file| read_file(file, own)).collect::<Vec<_>>());
            let mut parts: Vec<Part> = left.iter().map(|file| read_file(file, own)).collect();
            parts.extend(other.join().unwrap_or_default());
            parts
        })
    } else {
        files.iter().map(|file| read_file(file, own)).collect()
    };
    let mut read = Read::default();
    let mut seen = HashSet::new();
    for part in parts {
        read.events.extend(part.events.into_iter().filter(|event| seen.insert(event.id)));
        read.notices.extend(part.notices);
        read.refused = read.refused.or(part.refused);
    }
    // Replay is quickest in order of time; no result depends on it.
    read.events.sort_by(|a, b| a.order().cmp(&b.order()));
    read
}

#[derive(Default)]
struct Part {
    events: Vec<Event>,
    notices: Vec<Notice>,
    refused: Option<Safe>,
}

fn read_file(path: &Path, own: Option<&str>) -> Part {
    let mut part = Part::default();
    let name = path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = crate::store::reason(&error);
            part.notices.push(Notice(show(&format!(
                "{name} cannot be read: {why}; its answers are missing for now."
            ))));
            return part;
        }
    };
    let is_own = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|name| Some(name.to_string_lossy().as_ref()) == own);
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
    for (at, text) in lines {
        let Some(text) = text.strip_suffix(b"\n") else {
            // A torn end is what a kill or a power cut leaves; in another device's file, a copy under way.
            if is_own {
                let text = format!(
                    "{name}:{}: the last line is torn and was never saved; the rest is whole.",
                    at + 1
                );
                part.notices.push(Notice(show(&text)));
            }
            break;
        };
        match line::open(text) {
            Some(json) if header::is_header(json) => part.refused = newer(json, &name),
            Some(json) => part.events.extend(line::read(json)),
            None => {
                let text = format!(
                    "{name}:{}: this line is damaged and was passed over; the rest is whole.",
                    at + 1
                );
                part.notices.push(Notice(show(&text)));
            }
        }
    }
    part
}

fn newer(json: &[u8], name: &str) -> Option<Safe> {
    header::is_newer(json).then(|| {
        show(&format!("{name} was made by a newer version of cardsharp; update cardsharp before studying on, so that nothing is lost."))
    })
}
