//! The answer journal: typed answers, private, one file a deck. Unlike the log it can forget: a card's lines are
//! taken out for good. Never part of an export unless asked for.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::write;
use crate::card::ItemName;
use crate::card::grade::Mark;
use crate::clock::Moment;
use crate::review::Said;

/// Bytes of one deck's journal that are read at most.
const LARGEST: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
struct Line {
    at: i64,
    item: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    jots: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ticks: Vec<(String, Mark)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run: Option<u64>,
}

fn folder(home: &Path) -> PathBuf {
    home.join("journal")
}

/// Deck ids are `a-z 0-9 -` only, so they are file names.
fn file(home: &Path, deck: &str) -> PathBuf {
    let safe = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' { c } else { '_' };
    folder(home).join(format!("{}.jsonl", deck.chars().map(safe).collect::<String>()))
}

/// Reads every answer, oldest first within a deck; a damaged line is passed over.
pub fn read(home: &Path) -> Vec<Said> {
    let files = fs::read_dir(folder(home)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    files.iter().flat_map(|path| lines(path)).map(said).collect()
}

fn lines(path: &Path) -> Vec<Line> {
    let small = fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST);
    let bytes = if small { fs::read(path).unwrap_or_default() } else { Vec::new() };
    bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

fn said(line: Line) -> Said {
    Said {
        item: ItemName::of(&line.item),
        at: Moment(line.at),
        text: line.text,
        jots: line.jots,
        ticks: line.ticks,
        run: line.run,
    }
}

/// Adds an answer and syncs it.
pub fn keep(home: &Path, said: &Said) -> io::Result<()> {
    let line = Line {
        at: said.at.0,
        item: said.item.as_str().to_owned(),
        text: said.text.clone(),
        jots: said.jots.clone(),
        ticks: said.ticks.clone(),
        run: said.run,
    };
    let mut text = serde_json::to_vec(&line)?;
    text.push(b'\n');
    fs::create_dir_all(folder(home))?;
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file(home, said.item.deck()))?;
    file.write_all(&text)?;
    file.sync_data()
}

/// Takes every answer to a card out for good; returns how many there were.
pub fn forget(home: &Path, card: &str) -> io::Result<usize> {
    let deck = card.split('/').next().unwrap_or_default();
    let path = file(home, deck);
    let (gone, kept): (Vec<Line>, Vec<Line>) =
        lines(&path).into_iter().partition(|line| ItemName::of(&line.item).card() == card);
    if gone.is_empty() {
        return Ok(0);
    }
    let mut text = Vec::new();
    for line in &kept {
        serde_json::to_writer(&mut text, line)?;
        text.push(b'\n');
    }
    write::replace(&path, &text)?;
    Ok(gone.len())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(read(home.path()).len(), 3);
        assert_eq!(forget(home.path(), "d/b").unwrap(), 1);
        assert_eq!(forget(home.path(), "d/b").unwrap(), 0);
        let left: Vec<String> = read(home.path()).into_iter().map(|said| said.text).collect();
        assert_eq!(left, ["one", "two"]);
        let bytes = fs::read_to_string(file(home.path(), "d")).unwrap();
        assert!(!bytes.contains("secret"));
    }

    #[test]
    fn a_damaged_line_costs_only_itself() {
        let home = tempfile::tempdir().unwrap();
        keep(home.path(), &answer("d/a#recall", "one")).unwrap();
        let path = file(home.path(), "d");
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(b"{\"at\": torn");
        fs::write(&path, bytes).unwrap();
        assert_eq!(read(home.path()).len(), 1);
    }
}
