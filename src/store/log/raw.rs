//! The lines of a log as they stand there, so that what a newer version wrote goes through unchanged.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lines::{End, LineBuffer};
use super::listing::{self, Unread};
use super::{header, line, lines};
use crate::review::EventId;
use crate::store::regular;

/// An event's line with its line end, under the event's id.
pub type RawLine = (EventId, Vec<u8>);

/// Returns every whole line of the log of a home, each event once, and how many are damaged and passed over.
///
/// Fails with the path and the reason when a folder or segment could not be read to its end, or is in a newer
/// version's form: what is returned is never a part.
pub fn raw(home: &Path) -> Result<(Vec<RawLine>, usize), Unread> {
    let (mut room, mut seen, mut all, mut damaged) = (LineBuffer::default(), HashSet::new(), Vec::new(), 0);
    for path in &files(home)? {
        let lines = segment(path, &mut room, &mut damaged).map_err(|error| Unread::new(path, &error))?;
        all.extend(lines.into_iter().filter(|(id, _)| seen.insert(*id)));
    }
    Ok((all, damaged))
}

/// Returns the bytes all segments of a home have; the number grows with every event.
pub fn size(home: &Path) -> Result<u64, Unread> {
    let one = |path: PathBuf| {
        std::fs::metadata(&path).map(|meta| meta.len()).map_err(|error| Unread::new(&path, &error))
    };
    files(home)?.into_iter().map(one).sum()
}

fn files(home: &Path) -> Result<Vec<PathBuf>, Unread> {
    let listing = listing::list(&home.join("events"));
    listing.unread.into_iter().next().map_or(Ok(listing.files), Err)
}

fn segment(path: &Path, room: &mut LineBuffer, damaged: &mut usize) -> io::Result<Vec<RawLine>> {
    let (mut lines, mut newer) = (Vec::new(), false);
    let end = room.each(&regular::open(path)?, |text| {
        newer |= line::open(text).is_some_and(header::is_newer);
        take(text, &mut lines, damaged);
    })?;
    match end {
        _ if newer => Err(io::Error::new(ErrorKind::InvalidData, header::NEWER)),
        End::Endless => Err(lines::no_log()),
        End::Whole | End::Torn => Ok(lines),
    }
}

/// Takes bytes apart into whole lines; returns those that hold an event, and how many are damaged.
pub fn raw_lines(bytes: &[u8]) -> (Vec<RawLine>, usize) {
    let (mut lines, mut damaged) = (Vec::new(), 0);
    for text in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        take(text, &mut lines, &mut damaged);
    }
    (lines, damaged)
}

/// Says whether the first line of a file tells that a newer version made it.
pub fn is_newer(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().and_then(line::open);
    first.is_some_and(header::is_newer)
}

/// Takes one line; a whole one that is neither a header nor has an id is nobody's event, and counts as damaged.
fn take(text: &[u8], lines: &mut Vec<RawLine>, damaged: &mut usize) {
    let json = line::open(text);
    match json.and_then(line::id) {
        Some(id) => lines.push((id, [text, b"\n"].concat())),
        None => *damaged += usize::from(!json.is_some_and(header::is_header)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_line_without_an_id_is_counted_and_a_header_is_not() {
        let nobodys = line::seal(br#"{"v":1,"id":5,"ev":"review"}"#);
        let event = line::seal(br#"{"id":"0199b1a0-0000-7000-8000-000000000000"}"#);
        let bytes = [header::write("d"), nobodys, event].concat();
        let (lines, damaged) = raw_lines(&bytes);
        assert_eq!((lines.len(), damaged), (1, 1));
        assert_eq!(lines[0].0, EventId(0x0199_b1a0_0000_7000_8000_0000_0000_0000));
    }

    #[test]
    fn a_segment_that_cannot_be_read_whole_is_an_error_with_its_path() {
        let home = tempfile::tempdir().unwrap();
        let device = home.path().join("events/d");
        fs::create_dir_all(&device).unwrap();
        let event = line::seal(br#"{"v":1,"id":"018f0000-0000-7000-8000-000000000001","ev":"later"}"#);
        fs::write(device.join("1.jsonl"), [event.as_slice(), b"torn"].concat()).unwrap();
        assert_eq!(raw(home.path()).unwrap().0[0].1, event, "a kind nobody knows goes through byte for byte");
        let bad = device.join("2.jsonl");
        let failed = || {
            let unread = raw(home.path()).unwrap_err();
            assert_eq!(unread.path, bad);
            unread
        };
        fs::create_dir(&bad).unwrap();
        assert_eq!(failed().kind, ErrorKind::InvalidInput);
        fs::remove_dir(&bad).unwrap();
        fs::File::create(&bad).unwrap().set_len(1 << 40).unwrap();
        assert!(failed().to_string().contains("no line ends in it"));
        fs::write(&bad, line::seal(br#"{"cardsharp":2,"dev":"d"}"#)).unwrap();
        assert!(failed().to_string().contains("newer version"));
        fs::remove_file(&bad).unwrap();
        assert!(raw(home.path()).is_ok());
    }

    #[test]
    fn a_log_has_the_bytes_of_all_its_segments_and_each_event_once() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!((size(home.path()), raw(home.path())), (Ok(0), Ok((Vec::new(), 0))));
        let event = line::seal(br#"{"v":1,"id":"018f0000-0000-7000-8000-000000000001","ev":"later"}"#);
        for device in ["a", "b"] {
            let folder = home.path().join("events").join(device);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("1.jsonl"), [event.as_slice(), b"damaged\n"].concat()).unwrap();
        }
        assert_eq!(size(home.path()), Ok(2 * (event.len() as u64 + 8)));
        let (lines, damaged) = raw(home.path()).unwrap();
        assert_eq!((lines.len(), damaged, lines[0].1.as_slice()), (1, 2, event.as_slice()));
        let newer = line::seal(br#"{"cardsharp":2}"#);
        assert!(is_newer(&newer) && !is_newer(&event) && !is_newer(&[event.as_slice(), &newer].concat()));
    }
}
