//! Damaged lines taken out of this device's own segments. Nothing is deleted: a segment goes into `quarantine/` as it
//! was, under a name of its own, before it is written anew without them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::lines::{self, End, LineBuffer};
use super::{adopt, device, header, line, listing};
use crate::store::{reason, regular, write};
use crate::text::{Safe, show};

/// Bytes of a segment that are copied into quarantine where a second name for the same file cannot be had.
const COPIED: u64 = 1 << 30;
/// Copies of one segment in quarantine at most.
const COPIES: u32 = 1_000;
/// Why a segment that another program has replaced is not repaired.
const REPLACED: &str = "it was replaced meanwhile; try again";

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
    let (own, mut room) = (device::known(home), LineBuffer::default());
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
    fn of(file: &File, room: &mut LineBuffer) -> io::Result<Self> {
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
        if end == End::Endless && !is_hollow(file) {
            return Err(lines::no_log());
        }
        survey.faults += usize::from(end != End::Whole);
        Ok(survey)
    }
}

/// Says whether nothing was ever written from where a file was read to.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_hollow(file: &File) -> bool {
    use rustix::{fs::SeekFrom, io::Errno};
    let at = rustix::fs::tell(file);
    at.is_ok_and(|at| rustix::fs::seek(file, SeekFrom::Data(at)) == Err(Errno::NXIO))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_hollow(_: &File) -> bool {
    false
}

/// Writes one segment anew without its damaged lines; returns how many there were.
fn mend(home: &Path, path: &Path, own: Option<&str>, room: &mut LineBuffer) -> Result<usize, String> {
    let why = |error: io::Error| reason(&error);
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    // What a restore took in was written here, whoever said it first.
    let ours = |name: &String| Some(name.as_str()) == own || name == adopt::FOLDER;
    let Some(device) = folder.filter(ours) else {
        return Err("it is a copy of another device's; repair it there and copy it again".into());
    };
    let real = fs::canonicalize(path).map_err(why)?;
    let file = lock(&real)?;
    // Read only now: whatever its writer saved before it let go of the lock is in here.
    let survey = Survey::of(&file, room).map_err(why)?;
    if survey.device.as_ref().is_some_and(|name| *name != device) {
        return Err("its header names another device; repair it there and copy it again".into());
    }
    if survey.newer {
        return Err("a newer version of cardsharp made it".into());
    }
    if survey.faults == 0 {
        return Ok(0);
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    quarantine(&home.join("quarantine"), &format!("{device}-{name}"), &real, &file).map_err(why)?;
    if !write::is_at(&file, &real) {
        return Err(REPLACED.into());
    }
    write::replace(&real, &survey.kept).map_err(why)?;
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
        Ok(()) if write::is_at(&file, path) => Ok(file),
        Ok(()) => Err(REPLACED.into()),
        Err(TryLockError::WouldBlock) => Err("a running cardsharp writes it; close that first".into()),
        Err(TryLockError::Error(error)) => {
            let why = reason(&error);
            Err(format!("it cannot be locked here ({why}), so nobody knows whether it is being written"))
        }
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
    let why = "too many copies of it are in quarantine; move them elsewhere";
    Err(io::Error::new(ErrorKind::AlreadyExists, why))
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
    let mut to = write::private().write(true).create_new(true).open(copy)?;
    io::Seek::rewind(&mut from)?;
    let written = io::copy(&mut from, &mut to).and_then(|_| write::sync_file(&to));
    if written.is_err() {
        // Half a copy under a good name would be taken for the whole.
        let _ = fs::remove_file(copy);
    }
    written
}

#[cfg(test)]
mod tests;
