//! The number a prompt shows, kept so that no deck need be read for it. The file may be deleted at any time: it
//! holds only until something it was made from has changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{paths::Paths, regular, write};
use crate::chance::seed_of;
use crate::clock::Moment;

/// Files looked at before the number is made anew instead.
const FILES: usize = 20_000;
/// Bytes of the kept number at most.
const LARGEST: u64 = 256;

fn file(home: &Path) -> PathBuf {
    home.join("cache").join("due")
}

/// Returns the number kept, if nothing has changed and its time has not run out.
pub fn read(paths: &Paths, now: Moment) -> Option<usize> {
    let text = regular::text(&file(&paths.home), LARGEST).ok()?;
    let mut fields = text.split_whitespace();
    let sign: u64 = fields.next()?.parse().ok()?;
    let (made, until): (i64, i64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let due = fields.next()?.parse().ok()?;
    ((made..until).contains(&now.0) && sign == signature(paths)?).then_some(due)
}

/// Keeps a number that holds until a moment; a failure costs only time.
pub fn keep(paths: &Paths, due: usize, now: Moment, until: Moment) {
    let Some(sign) = signature(paths) else { return };
    let path = file(&paths.home);
    // Where nothing has been answered yet, nothing is written.
    let made = |folder: &Path| folder.is_dir() || write::make_folder(folder, folder).is_ok();
    if paths.events().is_dir() && path.parent().is_some_and(made) {
        let _ = write::replace_here(&path, format!("{sign} {} {} {due}\n", now.0, until.0).as_bytes());
    }
}

/// A fingerprint of everything the number is made from: names, sizes and times of decks, settings and segments.
fn signature(paths: &Paths) -> Option<u64> {
    let mut sign = seed_of(env!("CARGO_PKG_VERSION"), 0);
    let mut open = vec![paths.decks(), paths.config(), paths.events()];
    let mut files = open.len();
    while let Some(path) = open.pop() {
        let Ok(meta) = fs::metadata(&path) else {
            sign = seed_of("nothing", sign);
            continue;
        };
        if meta.is_dir() {
            let room = FILES - files + 1;
            let inside = fs::read_dir(&path).ok()?.take(room).map(|entry| entry.map(|entry| entry.path()));
            let mut inside = inside.collect::<io::Result<Vec<PathBuf>>>().ok()?;
            files += inside.len();
            if files > FILES {
                return None;
            }
            inside.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
            open.extend(inside);
        }
        let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let stands = meta.len() ^ (time.as_nanos() as u64).rotate_left(17) ^ changed(&meta).rotate_left(31);
        sign = seed_of(&path.to_string_lossy(), sign ^ stands);
    }
    Some(sign)
}

/// When who may read it was changed last; a number that can no longer be made is not told again.
#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    (meta.ctime() as u64).wrapping_mul(1_000_000_007) ^ meta.ctime_nsec() as u64
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::deadline::Deadline;
    use std::time::Duration;

    #[test]
    fn the_number_holds_until_its_time_or_a_change() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths { home: home.path().to_owned() };
        keep(&paths, 7, Moment(1_000), Moment(9_000));
        assert_eq!(read(&paths, Moment(1_000)), None, "nothing is written before the first answer");
        fs::create_dir_all(paths.events().join("d")).unwrap();
        keep(&paths, 7, Moment(1_000), Moment(9_000));
        assert_eq!(read(&paths, Moment(5_000)), Some(7));
        assert_eq!((read(&paths, Moment(9_000)), read(&paths, Moment(999))), (None, None));
        fs::write(paths.events().join("d/a.jsonl"), "x").unwrap();
        assert_eq!(read(&paths, Moment(5_000)), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_segment_that_may_no_longer_be_read_ends_the_number() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths { home: home.path().to_owned() };
        let segment = paths.events().join("d/a.jsonl");
        fs::create_dir_all(segment.parent().unwrap()).unwrap();
        fs::write(&segment, "x").unwrap();
        keep(&paths, 7, Moment(1_000), Moment(9_000));
        assert_eq!(read(&paths, Moment(5_000)), Some(7));
        let before = fs::metadata(&segment).unwrap().permissions();
        // The clock of a disk stands still for a few milliseconds; the change is made until it shows.
        let by = Deadline::after(Duration::from_secs(20));
        while read(&paths, Moment(5_000)).is_some() {
            assert!(!by.is_over(), "the number stays");
            fs::set_permissions(&segment, fs::Permissions::from_mode(0o000)).unwrap();
        }
        fs::set_permissions(&segment, before).unwrap();
    }
}
