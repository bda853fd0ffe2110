//! One file read as RELIABILITY 3.5 asks: opened without blocking, checked on the descriptor, capped.

use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Unreadable;
use crate::store::spread::spread;
use crate::store::{regular, shown};
use crate::text::show;

/// Bytes of one deck file, and of all files together.
const FILE: u64 = 16 << 20;
const COLLECTION: u64 = 256 << 20;
/// A file that changes while it is read is read again this often.
const AGAIN: usize = 5;
/// Files from which a second thread pays.
const PARALLEL: usize = 16;

type Text = Result<String, Unreadable>;

/// Reads files, with their paths, in the order given.
pub(super) fn all(paths: Vec<PathBuf>) -> Vec<(PathBuf, Text)> {
    let threads = if paths.len() > PARALLEL { 2 } else { 1 };
    let texts = spread(&paths, threads, || |path: &PathBuf| Some(one(path)));
    let mut total = 0;
    let mut texts: Vec<(PathBuf, Text)> = paths.into_iter().zip(texts).collect();
    for (path, text) in &mut texts {
        total += text.as_ref().map_or(0, |text| text.len() as u64);
        if total > COLLECTION && text.is_ok() {
            let what = format!("all decks together are over {} MiB; study fewer at a time", COLLECTION >> 20);
            *text = Err(Unreadable::new(ErrorKind::InvalidData, path, &what));
        }
    }
    texts
}

fn one(path: &Path) -> Text {
    let bytes = bytes(path)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Unreadable::new(ErrorKind::InvalidData, path, "this is UTF-16; save it as UTF-8"));
    }
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        let file = shown(path);
        let text = show(&format!("{file}:{line}:{column}: this is not UTF-8; save the file as UTF-8"));
        Unreadable { kind: ErrorKind::InvalidData, text: text.line(), file }
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let failed = |error: io::Error| match error.kind() {
        kind @ ErrorKind::InvalidInput => Unreadable::new(kind, path, "not a regular file; name a deck file"),
        kind @ ErrorKind::FileTooLarge => {
            let what = format!("{error}; split it into a folder of files");
            Unreadable::new(kind, path, &what)
        }
        _ => Unreadable::by(path, &error),
    };
    let mut last = Vec::new();
    for _ in 0..AGAIN {
        let file = regular::open(path).map_err(failed)?;
        let before = file.metadata().map_err(failed)?;
        last = regular::whole(&file, FILE).map_err(failed)?;
        let after = file.metadata().map_err(failed)?;
        if same(&before, &after) && after.len() == last.len() as u64 {
            break;
        }
    }
    Ok(last)
}

fn same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

    fn read(name: &str, bytes: &[u8]) -> Text {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        one(&path)
    }

    #[test]
    fn a_bom_is_dropped_and_other_encodings_are_named() {
        assert_eq!(read("a.toml", b"\xef\xbb\xbfx"), Ok("x".into()));
        assert!(read("a.toml", b"\xff\xfex\0").unwrap_err().text.contains("UTF-16"));
        assert!(read("a.toml", b"ok\nf\xfcr").unwrap_err().text.contains("a.toml:2:2:"));
    }

    #[test]
    fn a_file_over_the_cap_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.toml");
        File::create(&path).unwrap().set_len(1 << 30).unwrap();
        let refused = one(&path).unwrap_err();
        assert!(
            refused.kind == ErrorKind::FileTooLarge && refused.text.contains("more than 16 MiB"),
            "{}",
            refused.text
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_a_device_and_a_missing_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (odd, missing) = (ErrorKind::InvalidInput, folder.path().join("none.toml"));
        let cases = [(folder.path(), odd), (Path::new("/dev/zero"), odd), (&missing, ErrorKind::NotFound)];
        for (path, kind) in cases {
            assert_eq!(one(path).unwrap_err().kind, kind, "{}", path.display());
        }
    }
}
