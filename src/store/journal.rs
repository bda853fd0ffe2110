//! The answer journal: typed answers, private, one file a deck. Unlike the log it can forget: a card's lines are
//! taken out for good. Never part of an export unless asked for.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use memchr::memmem;

use super::log::{Account, Fault, Unread, listing};
use super::names::file_name;
use super::{regular, write};
use crate::review::Said;
use crate::text::count;

/// Bytes of one deck's journal that are read at most.
const LARGEST: u64 = 64 << 20;

/// Files whose names this process has synced.
static SYNCED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn folder(home: &Path) -> PathBuf {
    home.join("journal")
}

fn file(home: &Path, deck: &str) -> PathBuf {
    folder(home).join(format!("{}.jsonl", file_name(deck)))
}

/// Everything read from disk.
#[derive(Debug, Default)]
pub struct Journal {
    /// The answers, oldest first within a deck.
    pub said: Vec<Said>,
    /// What was found wrong with the files.
    pub account: Account,
}

/// Reads every answer; a damaged line is passed over, and told.
pub fn read(home: &Path) -> Journal {
    let mut journal = Journal::default();
    let files = files(&folder(home)).unwrap_or_else(|unread| {
        journal.account.unread.push(unread);
        Vec::new()
    });
    journal.account.files = files.len();
    for path in &files {
        match lines(path) {
            Ok((lines, fault)) => {
                journal.said.extend(lines);
                journal.account.faults.extend(fault);
            }
            Err(error) => journal.account.unread.push(Unread::new(path, &error)),
        }
    }
    journal
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Unread> {
    let mut files = listing::files(folder).map_err(|error| Unread::new(folder, &error))?;
    files.sort_unstable();
    Ok(files)
}

fn lines(path: &Path) -> io::Result<(Vec<Said>, Option<Fault>)> {
    let bytes = regular::read(path, LARGEST)?;
    let (mut lines, mut fault) = (Vec::new(), Fault { path: path.to_owned(), ..Fault::default() });
    for (at, text) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match serde_json::from_slice(text) {
            Ok(line) => lines.push(line),
            Err(_) if text.trim_ascii().is_empty() => {}
            Err(_) if text.ends_with(b"\n") => fault.damage(at + 1),
            Err(_) => fault.torn = Some(at + 1),
        }
    }
    Ok((lines, Some(fault).filter(Fault::is_any)))
}

/// Adds an answer and syncs it.
pub fn keep(home: &Path, said: &Said) -> io::Result<()> {
    let mut text = serde_json::to_vec(said)?;
    text.push(b'\n');
    let path = file(home, said.item.deck());
    // The name of a file that is there may be one that another process was killed before it synced.
    let new = !path.exists() || !synced().contains(&path);
    if new {
        write::make_folder(&folder(home), home)?;
    }
    let mut options = write::private();
    let mut file = regular::open_as(&path, options.read(true).create(true).append(true))?;
    // A torn end, as a power cut leaves it, must not swallow this line.
    if !ends_a_line(&mut file)? {
        text.insert(0, b'\n');
    }
    // More than is read at most would take all the deck's answers away.
    if file.metadata()?.len() + text.len() as u64 > LARGEST {
        let (name, most) = (path.display(), LARGEST >> 20);
        let why = format!("{name} has {most} MiB, the most there may be; forget answers");
        return Err(io::Error::new(ErrorKind::FileTooLarge, why));
    }
    file.write_all(&text)?;
    write::sync_data(&file)?;
    if new {
        write::sync_folder(&folder(home))?;
        synced().insert(path);
    }
    Ok(())
}

fn synced() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    SYNCED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Why answers could not be forgotten.
#[derive(Debug, thiserror::Error)]
#[error("{}; {}", super::reason(error), if *forgotten == 0 { "nothing is forgotten".to_owned() } else {
    format!("{} forgotten, the others are not; try again", count(*forgotten, "answer")) })]
pub struct NotForgotten {
    /// How many answers were forgotten before.
    pub forgotten: usize,
    /// The error, with the file it is about.
    pub error: io::Error,
}

/// Takes every answer to a card out for good, under all the names it has had; returns how many there were.
///
/// All files are looked through before the first is written, for a deck may have had another name too. Other lines
/// stay as they are; a damaged one goes too if it names the card.
pub fn forget(home: &Path, names: &[&str]) -> Result<usize, NotForgotten> {
    let mut forgotten = 0;
    let left = without(home, names).map_err(|error| NotForgotten { forgotten, error })?;
    for (path, kept, gone) in left {
        write::replace(&path, &kept).map_err(|error| {
            let why = format!("{} cannot be written: {}", path.display(), super::reason(&error));
            NotForgotten { forgotten, error: io::Error::new(error.kind(), why) }
        })?;
        forgotten += gone;
    }
    Ok(forgotten)
}

/// Returns the files that hold answers to a card: each with what stays of it, and how many answers go.
fn without(home: &Path, names: &[&str]) -> io::Result<Vec<(PathBuf, Vec<u8>, usize)>> {
    let mut changed = Vec::new();
    for path in files(&folder(home)).map_err(|unread| io::Error::new(unread.kind, unread))? {
        let bytes = regular::read(&path, LARGEST)
            .map_err(|error| io::Error::new(error.kind(), Unread::new(&path, &error)))?;
        let about = |text: &[u8]| match serde_json::from_slice::<Said>(text) {
            Ok(said) => names.contains(&said.item.card()),
            Err(_) => names.iter().any(|name| is_named(text, name)),
        };
        let (gone, kept): (Vec<&[u8]>, Vec<&[u8]>) =
            bytes.split_inclusive(|byte| *byte == b'\n').partition(|text| about(text));
        if !gone.is_empty() {
            changed.push((path, kept.concat(), gone.len()));
        }
    }
    Ok(changed)
}

/// Says whether a damaged line names a card, and not only one whose name is longer.
fn is_named(text: &[u8], name: &str) -> bool {
    let goes_on = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    memmem::find_iter(text, name.as_bytes()).any(|at| {
        let before = String::from_utf8_lossy(&text[..at]).chars().next_back();
        let after = String::from_utf8_lossy(&text[at + name.len()..]).chars().next();
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use std::fs::{self, OpenOptions};

    use super::*;
    use crate::card::ItemName;
    use crate::clock::Moment;
    use crate::store::write::Synced;

    fn answer(item: &str, text: &str) -> Said {
        let item = ItemName::of(item);
        Said { item, at: Moment(5), text: text.into(), jots: Vec::new(), ticks: Vec::new(), run: None }
    }

    #[test]
    fn what_is_kept_is_read_back_and_what_is_forgotten_is_gone_from_the_disk() {
        let home = tempfile::tempdir().unwrap();
        for (item, text) in [("d/a#recall", "one"), ("d/b#recall", "secret"), ("d/a#recall", "two")] {
            keep(home.path(), &answer(item, text)).unwrap();
        }
        assert_eq!(read(home.path()).said.len(), 3);
        assert_eq!(forget(home.path(), &["d/b"]).unwrap(), 1);
        assert_eq!(forget(home.path(), &["d/b"]).unwrap(), 0);
        let left: Vec<String> = read(home.path()).said.into_iter().map(|said| said.text).collect();
        assert_eq!(left, ["one", "two"]);
        let bytes = fs::read_to_string(file(home.path(), "d")).unwrap();
        assert!(!bytes.contains("secret"));
    }

    fn texts(home: &Path) -> Vec<String> {
        read(home).said.into_iter().map(|said| said.text).collect()
    }

    #[test]
    fn a_deck_of_any_name_has_a_journal_and_one_under_a_former_file_name_is_found() {
        let home = tempfile::tempdir().unwrap();
        let decks = ["con".to_owned(), "x".repeat(250), "日本語".into(), "español".into(), "espa_ol".into()];
        for deck in &decks {
            keep(home.path(), &answer(&format!("{deck}/a#recall"), deck)).unwrap();
        }
        let old = format!("{}.jsonl", "y".repeat(200));
        fs::rename(file(home.path(), "con"), folder(home.path()).join(&old)).unwrap();
        let mut texts: Vec<String> = read(home.path()).said.into_iter().map(|said| said.text).collect();
        texts.sort();
        let mut all = decks.to_vec();
        all.sort();
        assert_eq!(texts, all);
        assert_eq!(files(&folder(home.path())).unwrap().len(), decks.len());
        assert_eq!(forget(home.path(), &["con/a", "español/a"]).unwrap(), 2);
        assert!(!fs::read_to_string(folder(home.path()).join(old)).unwrap().contains("con/a"));
    }

    #[test]
    fn a_damaged_line_costs_only_itself_and_is_told() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        let path = file(home.path(), "d");
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(b"{\"at\": damaged\n{\"at\": torn");
        fs::write(&path, bytes).unwrap();
        let account = read(home.path()).account;
        assert_eq!((account.files, account.faults[0].damaged, account.faults[0].torn), (1, 1, Some(3)));
        keep(home.path(), &answer("d/a#recall", "two")).unwrap();
        assert_eq!(texts(home.path()), ["one", "two"], "a torn end swallows nothing");
        assert_eq!(read(home.path()).account.faults[0].damaged, 2);
    }

    #[test]
    fn what_is_not_forgotten_stays_byte_for_byte() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        let path = file(home.path(), "d");
        let other = "{\"at\":1,\"item\":\"d/b#recall\",\"text\":\"two\",\"later\":[1]}\n{damaged\n";
        let secret = "{damaged, and about d/a#recall: secret\n";
        let bytes = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{bytes}{other}{secret}")).unwrap();
        assert_eq!(forget(home.path(), &["d/a"]).unwrap(), 2);
        assert_eq!(fs::read_to_string(&path).unwrap(), other);
    }

    #[test]
    fn a_damaged_line_about_a_card_with_a_longer_name_stays() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/one#recall", "one")).unwrap();
        let path = file(home.path(), "d");
        let others = "{\"item\":\"d/one-two#recall\n{\"item\":\"bad/one#recall\n{\"item\":\"d/oneé#recall\n";
        let bytes = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{bytes}{others}")).unwrap();
        assert_eq!(forget(home.path(), &["d/one"]).unwrap(), 1);
        assert_eq!(fs::read_to_string(&path).unwrap(), others);
    }

    #[test]
    fn nothing_is_forgotten_where_not_everything_can_be_read() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        fs::create_dir(file(home.path(), "e")).unwrap();
        let said = forget(home.path(), &["d/a"]).unwrap_err().to_string();
        assert!(
            said.ends_with("; nothing is forgotten") && said.contains("e.jsonl cannot be read"),
            "{said}"
        );
        assert_eq!(texts(home.path()), ["one"]);
        let error = io::Error::other("the disk is full");
        let said = NotForgotten { forgotten: 1, error }.to_string();
        assert_eq!(said, "the disk is full; 1 answer forgotten, the others are not; try again");
    }

    #[test]
    fn an_answer_that_would_make_a_journal_unreadable_is_refused() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        let path = file(home.path(), "d");
        OpenOptions::new().write(true).open(&path).unwrap().set_len(LARGEST - 20).unwrap();
        let refused = keep(home.path(), &answer("d/a#recall", "two")).unwrap_err();
        assert!(refused.to_string().contains("64 MiB, the most"), "{refused}");
        assert_eq!(fs::metadata(&path).unwrap().len(), LARGEST - 20);
    }

    #[test]
    fn the_first_answer_a_process_keeps_syncs_the_names_of_file_and_folder() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(folder(home.path())).unwrap();
        fs::write(file(home.path(), "d"), "").unwrap();
        write::synced();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        let length = || Synced::File(fs::metadata(file(home.path(), "d")).unwrap().len());
        let at = |path: &Path| Synced::Folder(path.to_owned());
        let (journal, above) = (folder(home.path()), home.path().parent().unwrap());
        let made = [at(home.path()), at(above)];
        assert_eq!(write::synced(), [&made[..], &[length(), at(&journal)]].concat());
        keep(home.path(), &answer("d/a#recall", "two")).unwrap();
        assert_eq!(write::synced(), [length()], "and later answers their own bytes");
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_is_its_owners_alone() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        assert!(write::is_private(&file(home.path(), "d")));
        forget(home.path(), &["d/a"]).unwrap();
        assert!(write::is_private(&file(home.path(), "d")), "and written anew too");
    }

    #[test]
    fn a_journal_that_cannot_be_read_is_not_an_empty_one() {
        let home = tempfile::tempdir().unwrap();
        assert!(read(home.path()).account.is_whole(), "there is none yet");
        fs::create_dir_all(file(home.path(), "d")).unwrap();
        assert_eq!(read(home.path()).account.unread[0].path, file(home.path(), "d"));
        assert!(
            forget(home.path(), &["d/a"]).is_err()
                && keep(home.path(), &answer("d/a#recall", "one")).is_err()
        );
        fs::remove_dir(file(home.path(), "d")).unwrap();
        File::create(file(home.path(), "d")).unwrap().set_len(1 << 40).unwrap();
        assert!(read(home.path()).account.unread[0].why.contains("64 MiB"));
        fs::remove_dir_all(folder(home.path())).unwrap();
        fs::write(folder(home.path()), "").unwrap();
        assert_eq!(read(home.path()).account.unread[0].path, folder(home.path()));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_where_a_journal_belongs_is_refused_without_waiting() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(folder(home.path())).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        let path = file(home.path(), "d");
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert_eq!(read(home.path()).account.unread.len(), 1);
        assert!(keep(home.path(), &answer("d/a#recall", "one")).is_err());
    }
}
