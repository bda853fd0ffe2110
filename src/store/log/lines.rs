//! A file taken apart into its lines, in bounded memory however large it is or claims to be.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use memchr::memchr;

/// Bytes read at once.
const CHUNK: usize = 256 << 10;
/// Bytes of a line at most: what is written stays below, and a longer one is damage.
pub(super) const LONGEST: usize = 256 << 10;
/// A line this long is passed over up to its end; the buffer never holds more.
const HELD: usize = 1 << 20;
/// Where no line ends within this many bytes, a file is read no further.
const ENDLESS: usize = 64 << 20;

/// Returns why such a file was given up.
pub(super) fn no_log() -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, "for 64 MiB no line ends in it, so it is read no further")
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a line end, or empty.
    Whole,
    /// Within a line.
    Torn,
    /// It was given up: for 64 MiB no line ended.
    Endless,
}

/// Room for lines, used for one file after the other.
#[derive(Debug, Default)]
pub(super) struct LineBuffer(Vec<u8>);

impl LineBuffer {
    /// Hands over every line that ends, without its line end, and one that is too long as an empty one; what is
    /// appended meanwhile is left for the next time.
    pub(super) fn each(&mut self, file: &File, mut take: impl FnMut(&[u8])) -> io::Result<End> {
        let Self(buffer) = self;
        if buffer.is_empty() {
            buffer.resize(CHUNK, 0);
        }
        let (mut left, mut held, mut passed) = (file.metadata()?.len(), 0, 0);
        while left > 0 {
            if held == buffer.len() {
                buffer.resize(held * 2, 0);
            }
            let room = (buffer.len() - held).min(usize::try_from(left).unwrap_or(usize::MAX));
            let full = match (&mut &*file).read(&mut buffer[held..held + room]) {
                Ok(0) => break,
                Ok(n) => {
                    left -= n as u64;
                    held + n
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (mut start, mut from) = (0, held);
            while let Some(at) = memchr(b'\n', &buffer[from..full]) {
                take(if passed == 0 { &buffer[start..from + at] } else { &[] });
                passed = 0;
                (start, from) = (from + at + 1, from + at + 1);
            }
            buffer.copy_within(start..full, 0);
            held = full - start;
            if held >= HELD || passed > 0 {
                (passed, held) = (passed + held, 0);
            }
            if passed > ENDLESS {
                return Ok(End::Endless);
            }
        }
        Ok(if held + passed == 0 { End::Whole } else { End::Torn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], size: Option<u64>) -> (Vec<usize>, End) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, bytes).unwrap();
        if let Some(size) = size {
            File::options().write(true).open(&path).unwrap().set_len(size).unwrap();
        }
        let (mut found, mut room) = (Vec::new(), LineBuffer::default());
        let end = room.each(&File::open(&path).unwrap(), |line| found.push(line.len())).unwrap();
        assert!(room.0.len() <= 2 * HELD, "memory is bounded");
        (found, end)
    }

    #[test]
    fn lines_are_whole_across_chunks_and_a_torn_end_is_told() {
        assert_eq!(lines(b"", None), (vec![], End::Whole));
        assert_eq!(lines(b"a\n\nbc\n", None), (vec![1, 0, 2], End::Whole));
        assert_eq!(lines(b"a\nbc", None), (vec![1], End::Torn));
        let long: Vec<u8> =
            [vec![b'x'; CHUNK - 1], b"\n".to_vec(), vec![b'y'; CHUNK + 5], b"\nz\n".to_vec()].concat();
        assert_eq!(lines(&long, None), (vec![CHUNK - 1, CHUNK + 5, 1], End::Whole));
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_rest_is_read() {
        for gap in [HELD - 1, HELD, HELD + 1, 3 * HELD + 7, 20 << 20] {
            let bytes = [b"good\n".to_vec(), vec![0; gap], b"\nnext\nx\n".to_vec()].concat();
            let (found, end) = lines(&bytes, None);
            assert_eq!((found.len(), found[0], &found[2..], end), (4, 4, &[4, 1][..], End::Whole), "{gap}");
            assert!(found[1] == gap || gap >= HELD && found[1] == 0, "{gap}: {}", found[1]);
            let torn = [b"good\n".to_vec(), vec![0; gap]].concat();
            assert_eq!(lines(&torn, None), (vec![4], End::Torn), "{gap}");
        }
    }

    #[test]
    fn a_part_without_a_line_end_ends_the_reading() {
        assert_eq!(lines(b"", Some(1 << 40)), (vec![], End::Endless));
        assert_eq!(lines(b"good\n", Some(1 << 30)), (vec![4], End::Endless));
    }
}
