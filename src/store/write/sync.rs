//! The one door to what makes a disk keep things: every sync of a file or a folder goes through here, and tests see
//! in which order they came.

use std::fs::File;
use std::io;
use std::path::Path;

/// Syncs what was written to a file and all that is known of it.
pub(in crate::store) fn sync_file(file: &File) -> io::Result<()> {
    #[cfg(test)]
    seen::add(seen::Synced::File(file.metadata()?.len()));
    file.sync_all()
}

/// Syncs what was written to a file, and its length; not when it was changed.
pub(in crate::store) fn sync_data(file: &File) -> io::Result<()> {
    #[cfg(test)]
    seen::add(seen::Synced::File(file.metadata()?.len()));
    file.sync_data()
}

/// Syncs a folder, so that the names in it survive a power cut.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    seen::add(seen::Synced::Folder(path.components().collect()));
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// What this thread has synced.
#[cfg(test)]
pub(in crate::store) mod seen {
    use std::cell::RefCell;
    use std::path::PathBuf;

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(in crate::store) enum Synced {
        /// A file that had so many bytes then.
        File(u64),
        Folder(PathBuf),
    }

    thread_local! {
        static SYNCED: RefCell<Vec<Synced>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn add(synced: Synced) {
        SYNCED.with_borrow_mut(|all| all.push(synced));
    }

    /// Takes the record of what this thread has synced, in order.
    pub(in crate::store) fn synced() -> Vec<Synced> {
        SYNCED.take()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_sync_asks_the_system() {
        // There is nothing to sync in it, and the system says so.
        let null = Path::new("/dev/null");
        let file = File::open(null).unwrap();
        let refused =
            [sync_file(&file), sync_data(&file), sync_folder(null)].map(|done| done.unwrap_err().kind());
        assert_eq!(refused, [io::ErrorKind::InvalidInput; 3]);
    }
}
