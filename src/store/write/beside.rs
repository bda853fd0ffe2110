//! A file written beside the one it will replace. Its name cannot be guessed, nothing that stands there is opened,
//! and it goes away when it is not put into its place; what a killed process left goes with the next one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{folder_of, private, sync_file, sync_folder};

const HEAD: &str = ".cardsharp-";
const TAIL: &str = ".tmp";
/// Tries for a name nobody else has taken or is tidying away.
const TRIES: usize = 8;

/// A whole, synced file that waits for its place.
#[derive(Debug)]
pub(in crate::store) struct Beside {
    path: PathBuf,
    file: File,
    placed: bool,
}

impl Beside {
    /// Writes and syncs a file into a folder, under a name of its own.
    pub(in crate::store) fn write(folder: &Path, content: &[u8]) -> io::Result<Self> {
        tidy(folder);
        let mut beside = Self::create(folder)?;
        beside.file.write_all(content)?;
        sync_file(&beside.file)?;
        Ok(beside)
    }

    /// Reads the file back; an error if it does not hold what was written.
    pub(in crate::store) fn read_back(&mut self, content: &[u8]) -> io::Result<()> {
        let mut back = Vec::with_capacity(content.len());
        self.file.rewind()?;
        self.file.read_to_end(&mut back)?;
        if back == content { Ok(()) } else { Err(io::Error::other("what was written does not read back")) }
    }

    /// Puts the file into its place, in the folder it was written into; what stands there is replaced.
    pub(in crate::store) fn place(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.placed = true;
        sync_folder(folder_of(target)?)
    }

    /// Puts the file into a place where nothing stands; what stands there stays, and is `AlreadyExists`.
    pub(in crate::store) fn place_new(&self, target: &Path, content: &[u8]) -> io::Result<()> {
        match fs::hard_link(&self.path, target) {
            // Some disks know no second name for a file.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                let mut file = options().create_new(true).open(target)?;
                file.write_all(content).and_then(|()| sync_file(&file)).inspect_err(|_| {
                    // A part of it would pass for the whole.
                    let _ = fs::remove_file(target);
                })?;
            }
            placed => placed?,
        }
        sync_folder(folder_of(target)?)
    }

    fn create(folder: &Path) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let path = folder.join(format!("{HEAD}{:032x}{TAIL}", Uuid::new_v4().as_u128()));
            match options().create_new(true).open(&path) {
                // Between making and locking it another process may have tidied it away.
                Ok(file) if hold(&file) && is_at(&file, &path) => {
                    return Ok(Self { path, file, placed: false });
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.placed {
            // Half-written or not wanted: of no use to anyone.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn options() -> OpenOptions {
    let mut options = private();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits() as i32);
    }
    options
}

/// Locks a file for as long as its process lives. Where there are no locks nothing is tidied away or repaired
/// either; on Windows one would keep readers away too, and a repair sees there that a file is open for writing.
pub(in crate::store) fn hold(file: &File) -> bool {
    !cfg!(unix) || !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Removes what killed processes left in a folder: files of our naming whose lock nobody holds.
fn tidy(folder: &Path) {
    if !cfg!(unix) {
        return;
    }
    let stale = |name: &str| {
        let middle = name.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix(TAIL));
        middle.is_some_and(|middle| middle.len() == 32 && middle.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_str().is_some_and(stale) {
            continue;
        }
        let path = entry.path();
        // A failure costs only a stray file; the next writer tries again.
        if let Ok(file) = options().open(&path)
            && file.try_lock().is_ok()
            && is_at(&file, &path)
        {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Says whether a path still names this very file, and a regular one.
#[cfg(unix)]
pub(in crate::store) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(own), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    own.is_file() && (own.dev(), own.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
pub(in crate::store) fn is_at(_: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::store::write::{Synced, is_private, synced};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_not_placed_goes_away_and_is_nobody_elses_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut beside = Beside::write(folder.path(), b"new").unwrap();
        beside.read_back(b"new").unwrap();
        assert!(beside.read_back(b"other").is_err());
        assert!(is_private(&beside.path));
        assert_eq!(names(folder.path()).len(), 1);
        drop(beside);
        assert_eq!(names(folder.path()), [""; 0]);
        let beside = Beside::write(folder.path(), b"new").unwrap();
        assert!(beside.place(&folder.path().join("nowhere/x")).is_err());
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn bytes_are_synced_before_a_file_has_its_name_and_the_name_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let named = || Synced::Folder(folder.path().to_owned());
        synced();
        let beside = Beside::write(folder.path(), b"new").unwrap();
        assert_eq!(synced(), [Synced::File(3)]);
        beside.place_new(&folder.path().join("a"), b"new").unwrap();
        assert_eq!(synced(), [named()]);
        beside.place(&folder.path().join("b")).unwrap();
        assert_eq!(synced(), [named()]);
    }

    #[test]
    fn where_a_file_has_one_name_only_it_is_written_anew_with_the_same_care() {
        let folder = tempfile::tempdir().unwrap();
        let (a, named) = (folder.path().join("a"), Synced::Folder(folder.path().to_owned()));
        let beside = Beside::write(folder.path(), b"new").unwrap();
        // Without it no link can be made, as where the disk knows none.
        fs::remove_file(&beside.path).unwrap();
        synced();
        beside.place_new(&a, b"new").unwrap();
        assert_eq!(synced(), [Synced::File(3), named]);
        assert!(is_private(&a) && fs::read(&a).unwrap() == b"new");
        let again = beside.place_new(&a, b"other").unwrap_err().kind();
        assert_eq!((again, fs::read(&a).unwrap().as_slice()), (io::ErrorKind::AlreadyExists, &b"new"[..]));
    }

    #[test]
    fn names_differ_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Beside::create(folder.path()).unwrap(), Beside::create(folder.path()).unwrap());
        assert_ne!(one.path, two.path);
    }

    #[test]
    fn what_a_killed_process_left_goes_and_what_is_in_use_or_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let name = |c: char| format!("{HEAD}{}{TAIL}", c.to_string().repeat(32));
        let at = |name: &str| folder.path().join(name);
        fs::write(at(&name('a')), b"left by a kill").unwrap();
        fs::write(at(".cardsharp-mine.tmp"), b"not of our naming").unwrap();
        symlink(at("victim"), at(&name('b'))).unwrap();
        let used = Beside::write(folder.path(), b"in use").unwrap();
        Beside::write(folder.path(), b"x").unwrap().place(&at("x")).unwrap();
        let used_name = used.path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut expected = vec![used_name, ".cardsharp-mine.tmp".to_owned(), name('b'), "x".to_owned()];
        expected.sort();
        assert_eq!(names(folder.path()), expected);
        used.place(&at("y")).unwrap();
        assert_eq!(fs::read(at("y")).unwrap(), b"in use");
    }
}
