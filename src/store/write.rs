//! Files replaced with care: written beside under a name nobody can guess, synced, renamed, the folder synced.

mod beside;
mod sync;

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

pub(super) use beside::{Beside, hold, is_at};
pub use sync::sync_folder;
pub(super) use sync::{sync_data, sync_file};

/// Replaces a file of the program's own; a reader sees the old or the new content, whole.
///
/// A link is followed, so that a dotfile folder keeps its link. What is no regular file is `InvalidInput`.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_here(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), content)
}

/// Replaces what stands at a path itself: a link is replaced, never followed.
pub fn replace_here(path: &Path, content: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() && !there.is_symlink() => {
            return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(_) | Err(_) => {}
    }
    Beside::write(folder_of(path)?, content)?.place(path)
}

/// Options for a file of the learner's: nobody else may read it.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Returns the folder a file is in; a bare name's is the current one.
pub(super) fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
    Ok(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Makes a folder and every missing one above it, for its owner alone, each synced into its parent.
///
/// Names of folders that are there already are synced too, from `from` down: who made them may have been killed
/// before that. Of those made here a kill leaves at most the last one unsynced, and the next who comes syncs it.
pub fn make_folder(path: &Path, from: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.is_dir()).collect();
    let there = path.ancestors().skip(missing.len());
    let wanted =
        |(at, folder): &(usize, &Path)| folder.starts_with(from) || (*at == 0 && !missing.is_empty());
    for (_, folder) in there.enumerate().take_while(wanted) {
        match folder.parent().map_or(Ok(()), sync_folder) {
            // A folder that may not be looked into was not made by this program.
            Err(error) if error.kind() != ErrorKind::PermissionDenied => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    for folder in missing.into_iter().rev() {
        make_one(folder)?;
        folder.parent().map_or(Ok(()), sync_folder)?;
    }
    Ok(())
}

fn make_one(folder: &Path) -> io::Result<()> {
    let builder = &mut DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
    match builder.create(folder) {
        // Another process may have been quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let text = format!("{} is no folder, and one is needed there", folder.display());
            Err(io::Error::new(ErrorKind::NotADirectory, text))
        }
        made => made,
    }
}

#[cfg(test)]
pub(super) use sync::seen::{Synced, synced};
#[cfg(all(test, unix))]
pub(super) use tests::is_private;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_holds_the_new_content_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_unless_the_place_itself_is_meant() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, b"one").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        replace(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"two");
        replace_here(&link, b"three").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_file());
        assert_eq!(
            (fs::read(&real).unwrap().as_slice(), fs::read(&link).unwrap().as_slice()),
            (&b"two"[..], &b"three"[..])
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_device_and_a_folder_are_not_replaced_not_even_behind_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        for path in [link.as_path(), folder.path(), Path::new("/dev/null")] {
            assert_eq!(
                replace(path, b"x").unwrap_err().kind(),
                ErrorKind::InvalidInput,
                "{}",
                path.display()
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_made_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let top = tempfile::tempdir().unwrap();
        let deep = top.path().join("a/b");
        make_folder(&deep, &deep).unwrap();
        for folder in ["a", "a/b"] {
            let mode = fs::metadata(top.path().join(folder)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_left_unsynced_by_a_kill_is_synced_by_the_next_who_needs_it() {
        let top = tempfile::tempdir().unwrap();
        let at = |name: &str| top.path().join(name);
        synced();
        make_folder(&at("x/home/events"), &at("x/home")).unwrap();
        assert_eq!(
            synced(),
            [top.path().parent().unwrap().to_owned(), at(""), at("x"), at("x/home")].map(folder)
        );
        // All are there, and who made them is gone: nobody knows what was synced.
        make_folder(&at("x/home/events"), &at("x/home")).unwrap();
        assert_eq!(synced(), [at("x/home"), at("x")].map(folder));
        // The kill fell after the first of three.
        fs::remove_dir_all(at("x/home")).unwrap();
        make_folder(&at("x/home/events"), &at("x/home")).unwrap();
        assert_eq!(synced(), [at(""), at("x"), at("x/home")].map(folder));
    }

    /// Says whether a file is for its owner alone.
    #[cfg(unix)]
    pub(in crate::store) fn is_private(path: &Path) -> bool {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
    }

    fn folder(path: impl AsRef<Path>) -> Synced {
        Synced::Folder(path.as_ref().components().collect())
    }
}
