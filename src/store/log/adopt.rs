//! Lines of another log taken in as segments of their own. Nothing that is there is opened or replaced: a kill in
//! between leaves some segments whole and the others away, and what is missing then comes with the next restore.

use std::io;
use std::path::Path;

use uuid::Uuid;

use super::RawLine;
use super::header;
use super::segment::FULL;
use crate::store::write::{Beside, make_folder};

/// The folder under `events/` of what no device of this home wrote itself.
pub(super) const FOLDER: &str = "restored";

/// Adds lines to the log of a home, as they are, in segments of at most 4 MiB; on disk when this returns `Ok`.
pub fn adopt(home: &Path, lines: &[RawLine]) -> io::Result<()> {
    let folder = home.join("events").join(FOLDER);
    make_folder(&folder, home)?;
    let head = header::write(FOLDER);
    let mut bytes = head.clone();
    for (_, line) in lines {
        if bytes.len() + line.len() > FULL as usize && bytes.len() > head.len() {
            add(&folder, &bytes)?;
            bytes.clone_from(&head);
        }
        bytes.extend_from_slice(line);
    }
    if bytes.len() > head.len() { add(&folder, &bytes) } else { Ok(()) }
}

/// Under a name of 128 random bits, which nothing has had before.
fn add(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = format!("{:032x}.jsonl", Uuid::new_v4().as_u128());
    Beside::write(folder, bytes)?.place(&folder.join(name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::review::EventId;
    use crate::store::log::{raw, raw_lines};

    fn line(id: u128, size: usize) -> RawLine {
        let json =
            format!("{{\"id\":\"{}\",\"v\":9,\"dance\":\"{}\"}}", Uuid::from_u128(id), "x".repeat(size));
        (EventId(id), super::super::line::seal(json.as_bytes()))
    }

    fn segments(home: &Path) -> Vec<Vec<u8>> {
        let files = fs::read_dir(home.join("events/restored")).unwrap();
        files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
    }

    #[test]
    fn lines_are_taken_in_as_they_are_in_segments_of_at_most_four_mib() {
        let home = tempfile::tempdir().unwrap();
        let lines: Vec<RawLine> = (1..=160).map(|id| line(id, 60_000)).collect();
        adopt(home.path(), &lines).unwrap();
        let files = segments(home.path());
        assert_eq!(files.len(), 3);
        for bytes in files {
            assert!(bytes.len() as u64 <= FULL);
            assert!(bytes.starts_with(&header::write(FOLDER)));
            assert_eq!(raw_lines(&bytes).1, 0);
        }
        let mut back = raw(home.path()).unwrap().0;
        back.sort();
        assert_eq!(back, lines);
    }

    #[test]
    fn nothing_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        adopt(home.path(), &[line(1, 5)]).unwrap();
        adopt(home.path(), &[line(1, 5)]).unwrap();
        adopt(home.path(), &[]).unwrap();
        assert_eq!((segments(home.path()).len(), raw(home.path()).unwrap().0.len()), (2, 1));
    }
}
