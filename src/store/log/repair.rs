//! Damaged lines taken out of this device's own segments. Nothing is deleted: a segment goes into `quarantine/` as it
//! was, under a name of its own, before it is written anew without them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::lines::{End, Lines};
use super::{device, header, line, listing};
use crate::store::{reason, regular, write};
use crate::text::{Safe, show};

/// Bytes of a segment that are copied into quarantine where a second name for the same file cannot be had.
const COPIED: u64 = 1 << 30;
/// Copies of one segment in quarantine at most.
const COPIES: u32 = 1_000;

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
/// Those of other devices are left alone: here they may be damaged copies of whole originals. So are those a running
/// program writes, those that cannot be locked, and everything once a newer version has written here.
pub fn repair(home: &Path) -> Repaired {
    let mut done = Repaired::default();
    let (own, mut room) = (device::known(home), Lines::default());
    let listing = listing::list(&home.join("events"));
    done.left.extend(listing.unread.iter().map(|unread| show(&format!("{unread}."))));
    let mut damaged = Vec::new();
    for path in listing.files {
        match regular::open(&path).and_then(|file| Survey::of(&file, &mut room)) {
            Ok(survey) if survey.newer => {
                let why =
                    "a newer version of cardsharp made it, so nothing is repaired here; update cardsharp";
                return Repaired { lines: 0, left: vec![left(&path, why)] };
            }
            Ok(survey) if survey.faults > 0 => damaged.push(path),
            Ok(_) => {}
            Err(error) => done.left.push(left(&path, &reason(&error))),
        }
    }
    for path in damaged {
        match mend(home, &path, own.as_deref(), &mut room) {
            Ok(lines) => done.lines += lines,
            Err(why) => done.left.push(left(&path, &why)),
        }
    }
    done
}

fn left(path: &Path, why: &str) -> Safe {
    show(&format!("{} is left as it is: {why}.", path.display()))
}

/// What a segment holds.
#[derive(Default)]
struct Survey {
    /// Whole lines, with their line ends.
    kept: Vec<u8>,
    /// Damaged lines, and one for an end that is torn or no line at all.
    faults: usize,
    /// The device its header names.
    device: Option<String>,
    newer: bool,
}

impl Survey {
    fn of(file: &File, room: &mut Lines) -> io::Result<Self> {
        let mut survey = Self::default();
        let end = room.each(file, |text| match line::open(text) {
            Some(json) => {
                if header::is_header(json) {
                    survey.newer |= header::is_newer(json);
                    survey.device = survey.device.take().or_else(|| header::device(json));
                }
                survey.kept.extend_from_slice(text);
                survey.kept.push(b'\n');
            }
            None => survey.faults += 1,
        })?;
        survey.faults += usize::from(end != End::Whole);
        Ok(survey)
    }
}

/// Writes one segment anew without its damaged lines; returns how many there were.
fn mend(home: &Path, path: &Path, own: Option<&str>, room: &mut Lines) -> Result<usize, String> {
    let told = |error: io::Error| reason(&error);
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let Some(device) = folder.filter(|name| Some(name.as_str()) == own) else {
        return Err("it is a copy of another device's; repair it there and copy it again".into());
    };
    let real = fs::canonicalize(path).map_err(told)?;
    let file = lock(&real)?;
    // Read only now: whatever its writer saved before it let go of the lock is in here.
    let survey = Survey::of(&file, room).map_err(told)?;
    if survey.device.as_ref().is_some_and(|name| *name != device) {
        return Err("its header names another device; repair it there and copy it again".into());
    }
    if survey.faults == 0 {
        return Ok(0);
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    quarantine(&home.join("quarantine"), &format!("{device}-{name}"), &real, &file).map_err(told)?;
    if !is_same(&file, &real).map_err(told)? {
        return Err("it was replaced meanwhile; try again".into());
    }
    write::replace(&real, &survey.kept).map_err(told)?;
    Ok(survey.faults)
}

/// Opens a segment nobody writes, and keeps writers and other repairs away while it is open.
///
/// Who writes a segment holds its lock; written anew under them, their next answers would be lost. Where a lock
/// cannot be had, nobody knows whether somebody writes.
#[cfg(unix)]
fn lock(path: &Path) -> Result<File, String> {
    use std::fs::TryLockError;
    // Over NFS only a file that is open for writing can be locked.
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    let file = regular::open_as(path, &mut options).map_err(|error| reason(&error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err("a running cardsharp writes it; close that first".into()),
        Err(TryLockError::Error(error)) => {
            let why = reason(&error);
            return Err(format!(
                "it cannot be locked here ({why}), so nobody knows whether it is being written"
            ));
        }
    }
    match is_same(&file, path) {
        Ok(true) => Ok(file),
        Ok(false) => Err("it was replaced meanwhile; try again".into()),
        Err(error) => Err(reason(&error)),
    }
}

/// On Windows a lock would keep readers away too; not to share writing keeps writers away and is refused while
/// somebody writes.
#[cfg(not(unix))]
fn lock(path: &Path) -> Result<File, String> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(windows)]
    {
        const SHARE_READ: u32 = 1;
        const SHARE_DELETE: u32 = 4;
        std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, SHARE_READ | SHARE_DELETE);
    }
    regular::open_as(path, &mut options).map_err(|error| {
        format!("it may be written by a running cardsharp ({}); close that first", reason(&error))
    })
}

/// Says whether a path still leads to an open file.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (open, there) = (file.metadata()?, fs::metadata(path)?);
    Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> io::Result<bool> {
    fs::metadata(path).map(|meta| meta.is_file())
}

/// Keeps a segment as it is under a name nobody has yet.
fn quarantine(folder: &Path, name: &str, real: &Path, file: &File) -> io::Result<()> {
    write::make_folder(folder, folder)?;
    for number in 1..=COPIES {
        let copy = folder.join(if number == 1 { name.to_owned() } else { format!("{name}.{number}") });
        match fs::hard_link(real, &copy).or_else(|error| copied(&error, file, &copy)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => return write::sync_folder(folder),
        }
    }
    Err(io::Error::new(
        ErrorKind::AlreadyExists,
        "too many copies of it are in quarantine; move them elsewhere",
    ))
}

/// Some disks know one name a file only.
fn copied(error: &io::Error, file: &File, copy: &Path) -> io::Result<()> {
    let mut from = file;
    if error.kind() == ErrorKind::AlreadyExists {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if file.metadata()?.len() > COPIED {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is too large to be copied into quarantine"));
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut to = options.open(copy)?;
    io::Seek::rewind(&mut from)?;
    let written = io::copy(&mut from, &mut to).and_then(|_| to.sync_all());
    if written.is_err() {
        // Half a copy under a good name would be taken for the whole.
        let _ = fs::remove_file(copy);
    }
    written
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::{Calendar, Moment};
    use crate::store::log::{History, Log, raw, tests::review};

    fn open(home: &Path) -> (Log, History) {
        Log::open(home, Calendar::utc(4), Moment(1_000))
    }

    fn segment(home: &Path) -> PathBuf {
        listing::list(&home.join("events")).files.remove(0)
    }

    /// A segment of so many answers, and its bytes.
    fn answered(home: &Path, answers: usize) -> (PathBuf, Vec<u8>) {
        let mut log = open(home).0;
        for _ in 0..answers {
            log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
        }
        let path = segment(home);
        let bytes = fs::read(&path).unwrap();
        (path, bytes)
    }

    fn quarantined(home: &Path) -> Vec<Vec<u8>> {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(home.join("quarantine")).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    #[test]
    fn a_damaged_line_is_copied_away_and_the_rest_stays() {
        let home = tempfile::tempdir().unwrap();
        let (mut log, _) = open(home.path());
        for _ in 0..3 {
            log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
        }
        let segment = segment(home.path());
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
        let (_, history) = open(home.path());
        assert_eq!((history.events.len(), history.notices.len()), (2, 0));
        assert_eq!(quarantined(home.path()), [bytes]);
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

    #[test]
    fn a_second_repair_of_a_segment_keeps_what_the_first_put_away() {
        let home = tempfile::tempdir().unwrap();
        let (path, whole) = answered(home.path(), 2);
        let mut damaged = Vec::new();
        for round in 1..=3 {
            damaged.push([whole.as_slice(), format!("damaged {round}\n").as_bytes()].concat());
            fs::write(&path, &damaged[round - 1]).unwrap();
            assert_eq!(repair(home.path()).lines, 1);
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
        assert_eq!(quarantined(home.path()), damaged);
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_byte_for_byte_or_not_touched_at_all() {
        let home = tempfile::tempdir().unwrap();
        let (path, whole) = answered(home.path(), 1);
        let id = |n: u8| format!("018f0000-0000-7000-8000-00000000000{n}");
        let kind =
            line::seal(format!("{{ \"v\":1,\"id\":\"{}\",\"ev\":\"later\",\"x\":[1]}}", id(1)).as_bytes());
        let later = line::seal(format!("{{\"v\":7,\"id\":\"{}\",\"grade\":\"A+\"}}", id(2)).as_bytes());
        let kept = [whole.as_slice(), &kind, &later].concat();
        fs::write(&path, [kept.as_slice(), b"damaged\n"].concat()).unwrap();
        assert_eq!(repair(home.path()).lines, 1);
        assert_eq!(fs::read(&path).unwrap(), kept);
        assert_eq!(raw(home.path()).unwrap()[1..], [(line_id(&kind), kind), (line_id(&later), later)]);
        let newer = [line::seal(br#"{"cardsharp":2,"dev":"d"}"#).as_slice(), b"damaged?\n"].concat();
        fs::write(&path, &newer).unwrap();
        let done = repair(home.path());
        assert_eq!((done.lines, done.left.len()), (0, 1));
        assert!(done.left[0].contains("newer version"), "{:?}", done.left);
        assert_eq!(fs::read(&path).unwrap(), newer);
    }

    fn line_id(sealed: &[u8]) -> crate::review::EventId {
        line::id(line::open(sealed.strip_suffix(b"\n").unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn a_copy_of_another_devices_segment_in_the_own_folder_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let (path, _) = answered(home.path(), 1);
        let copy = [header::write("other").as_slice(), b"damaged\n"].concat();
        fs::write(&path, &copy).unwrap();
        let done = repair(home.path());
        assert!(done.left[0].contains("names another device"), "{:?}", done.left);
        assert_eq!(fs::read(&path).unwrap(), copy);
    }

    #[cfg(unix)]
    #[test]
    fn an_end_of_a_terabyte_of_nothing_is_taken_off_and_the_file_kept() {
        let home = tempfile::tempdir().unwrap();
        let (path, whole) = answered(home.path(), 2);
        OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(repair(home.path()).lines, 1);
        assert_eq!(fs::read(&path).unwrap(), whole);
        let kept = fs::read_dir(home.path().join("quarantine")).unwrap().next().unwrap().unwrap();
        assert_eq!(kept.metadata().unwrap().len(), 1 << 40);
    }

    #[cfg(unix)]
    #[test]
    fn what_was_saved_after_a_first_look_and_before_the_lock_stays() {
        let home = tempfile::tempdir().unwrap();
        let (path, whole) = answered(home.path(), 1);
        let damaged = [whole.as_slice(), b"damaged\n"].concat();
        fs::write(&path, &damaged).unwrap();
        let own = device::known(home.path());
        // `mend` is what runs after the look that found the damage; the writer saves once more and ends.
        let more = line::seal(br#"{"v":1,"id":"018f0000-0000-7000-8000-000000000001","ev":"later"}"#);
        fs::write(&path, [damaged.as_slice(), &more].concat()).unwrap();
        assert_eq!(mend(home.path(), &path, own.as_deref(), &mut Lines::default()), Ok(1));
        assert_eq!(fs::read(&path).unwrap(), [whole.as_slice(), &more].concat());
    }
}
