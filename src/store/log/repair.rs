//! Damaged lines taken out of this device's own segments. Nothing is deleted: a segment is copied into
//! `quarantine/` whole before it is written anew without them.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::{device, line, listing};
use crate::store::write;
use crate::text::{Safe, show};

/// What a repair did.
#[derive(Debug, Default)]
pub struct Repaired {
    /// Lines taken out.
    pub lines: usize,
    /// What could not be repaired, and why.
    pub left: Vec<Safe>,
}

/// Repairs the segments of a home.
///
/// Those of other devices are left alone: here they may be damaged copies of whole originals.
pub fn repair(home: &Path) -> Repaired {
    let mut done = Repaired::default();
    let own = device::known(home);
    for path in listing::list(&home.join("events")).files {
        let Ok(bytes) = fs::read(&path) else { continue };
        let whole = |text: &&[u8]| text.strip_suffix(b"\n").is_some_and(|text| line::open(text).is_some());
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let kept: Vec<&[u8]> = lines.iter().copied().filter(|text| whole(text)).collect();
        if kept.len() == lines.len() {
            continue;
        }
        let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let result = if folder == own {
            mend(home, &path, folder.as_deref().unwrap_or_default(), &bytes, &kept.concat())
        } else {
            Err("it is a copy of another device's; repair it there and copy it again".to_owned())
        };
        match result {
            Ok(()) => done.lines += lines.len() - kept.len(),
            Err(why) => done.left.push(show(&format!("{} is left as it is: {why}.", path.display()))),
        }
    }
    done
}

fn mend(home: &Path, path: &Path, device: &str, old: &[u8], new: &[u8]) -> Result<(), String> {
    let told = |error: &std::io::Error| crate::store::reason(error);
    let file = File::open(path).map_err(|error| told(&error))?;
    // Who writes a segment holds its lock; written anew under them, their next answers would be lost.
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err("a running cardsharp writes it; close that first".into()),
        Err(TryLockError::Error(error)) => return Err(told(&error)),
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let copy = home.join("quarantine").join(format!("{device}-{name}"));
    let parent = copy.parent().unwrap_or(home);
    write::make_folder(parent).and_then(|()| write::replace(&copy, old)).map_err(|error| told(&error))?;
    write::replace(path, new).map_err(|error| told(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::{Calendar, Moment};
    use crate::store::log::{Log, tests::review};

    #[test]
    fn a_damaged_line_is_copied_away_and_the_rest_stays() {
        let home = tempfile::tempdir().unwrap();
        let open = || Log::open(home.path(), Calendar::utc(4), Moment(1_000));
        let (mut log, _) = open();
        for _ in 0..3 {
            log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
        }
        let segment = listing::list(&home.path().join("events")).files.remove(0);
        let mut bytes = fs::read(&segment).unwrap();
        let at = bytes.len() - 20;
        bytes[at] ^= 1;
        bytes.extend_from_slice(b"torn");
        fs::write(&segment, &bytes).unwrap();
        if cfg!(unix) {
            let busy = repair(home.path());
            assert_eq!((busy.lines, busy.left.len()), (0, 1), "{:?}", busy.left);
        }
        drop(log);
        assert_eq!(repair(home.path()).lines, 2);
        let (_, history) = open();
        assert_eq!((history.events.len(), history.notices.len()), (2, 0));
        let kept = fs::read_dir(home.path().join("quarantine")).unwrap().next().unwrap().unwrap();
        assert_eq!(fs::read(kept.path()).unwrap(), bytes);
        assert_eq!(repair(home.path()).lines, 0, "a second repair finds nothing");
    }

    #[test]
    fn another_devices_segment_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let segment = home.path().join("events/other/a.jsonl");
        fs::create_dir_all(segment.parent().unwrap()).unwrap();
        fs::write(&segment, b"nonsense\n").unwrap();
        let done = repair(home.path());
        assert_eq!((done.lines, done.left.len()), (0, 1));
        assert_eq!(fs::read(&segment).unwrap(), b"nonsense\n");
    }
}
