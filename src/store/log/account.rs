//! What was found wrong with the files of a log or a journal, counted, and told in a few lines however much it is.

use std::path::PathBuf;

use super::listing::Unread;
use crate::text::{Safe, count, show};

/// Files named for one kind of fault; the rest is a number.
const NAMED: usize = 4;

/// What was found wrong; an empty one means that everything was read and is well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many files there are.
    pub files: usize,
    /// What could not be read at all, or not to its end.
    pub unread: Vec<Unread>,
    /// Files whose form is newer than this version knows.
    pub newer: Vec<PathBuf>,
    /// Files with lines that are damaged, torn or not understood.
    pub faults: Vec<Fault>,
}

/// What is wrong within one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// How many lines are damaged.
    pub damaged: usize,
    /// The first of them, from 1.
    pub first: usize,
    /// The line that ends within itself, from 1: what a kill or a power cut leaves.
    pub torn: Option<usize>,
    /// How many whole lines hold something this version does not know.
    pub unknown: usize,
}

impl Fault {
    pub(in crate::store) fn is_any(&self) -> bool {
        self.damaged > 0 || self.torn.is_some() || self.unknown > 0
    }

    pub(in crate::store) fn damage(&mut self, line: usize) {
        if self.damaged == 0 {
            self.first = line;
        }
        self.damaged += 1;
    }

    fn text(&self) -> Option<String> {
        let name = self.path.display();
        let torn = "the last line is torn, as a kill in the middle of a save leaves it";
        match (self.damaged, self.torn) {
            (0, None) => None,
            (0, Some(at)) => Some(format!("{name}:{at}: {torn}; the rest is whole.")),
            (1, None) => Some(format!(
                "{name}:{}: this line is damaged and was passed over; all others are whole. `cardsharp restore` lists backups.",
                self.first
            )),
            (n, torn_at) => {
                let more = if torn_at.is_some() { format!(", {torn}") } else { String::new() };
                Some(format!(
                    "{name}:{}: {} passed over, the first at line {}{more}; all others are whole. `cardsharp restore` lists backups.",
                    self.first,
                    count(n, "damaged line"),
                    self.first
                ))
            }
        }
    }
}

impl Account {
    /// Says whether everything was read and is well.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty() && self.newer.is_empty() && self.faults.is_empty()
    }

    /// Says whether something that was once saved is missing.
    pub fn lacks(&self) -> bool {
        !self.unread.is_empty() || self.faults.iter().any(|fault| fault.damaged > 0)
    }

    /// Returns what there is to tell, the gravest first; at most twenty lines.
    pub fn notices(&self, what: &str) -> Vec<Safe> {
        let mut texts: Vec<String> = Vec::new();
        if let Some(first) = self.newer.first() {
            let (name, more) = (first.display(), and_more(self.newer.len() - 1));
            texts.push(format!(
                "{name}{more} was made by a newer version of cardsharp: it is read as far as this one can, and nothing is saved here; update cardsharp."
            ));
        }
        let unread = self.unread.iter().map(|unread| format!("{unread}; its {what} are missing for now."));
        texts.extend(named(unread, "cannot be read"));
        let damaged = self.faults.iter().filter(|fault| fault.damaged > 0).filter_map(Fault::text);
        texts.extend(named(damaged, "have damaged lines"));
        let unknown = self.unknown();
        if unknown > 0 {
            let lines =
                if unknown == 1 { "1 line holds".to_owned() } else { format!("{unknown} lines hold") };
            texts.push(format!(
                "{lines} what this version of cardsharp does not know, perhaps from a newer one; they are kept and do not count until you update."
            ));
        }
        let torn = self.faults.iter().filter(|fault| fault.damaged == 0).filter_map(Fault::text);
        texts.extend(named(torn, "end in a torn line"));
        texts.iter().map(|text| show(text)).collect()
    }

    /// Returns the same in a few words: `whole`, or counts.
    pub fn summary(&self) -> String {
        let damaged: usize = self.faults.iter().map(|fault| fault.damaged).sum();
        let torn = self.faults.iter().filter(|fault| fault.torn.is_some()).count();
        let counts = [
            (self.unread.len(), format!("{} not readable", self.unread.len())),
            (self.newer.len(), format!("{} made by a newer version", self.newer.len())),
            (damaged, count(damaged, "damaged line")),
            (self.unknown(), format!("{} this version does not know", count(self.unknown(), "line"))),
            (torn, count(torn, "torn end")),
        ];
        let faults: Vec<String> = counts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
        if faults.is_empty() { "whole".to_owned() } else { format!("not whole: {}", faults.join(", ")) }
    }

    fn unknown(&self) -> usize {
        self.faults.iter().map(|fault| fault.unknown).sum()
    }
}

/// The first few of many texts, and how many more there are.
fn named(texts: impl Iterator<Item = String>, what: &str) -> Vec<String> {
    let mut texts = texts.fuse();
    let mut named: Vec<String> = texts.by_ref().take(NAMED).collect();
    let more = texts.count();
    if more > 0 {
        named.push(format!("and {} {what}.", count(more, "more file")));
    }
    named
}

fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" (and {})", count(more, "more file")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(account: &Account) -> Vec<String> {
        account.notices("answers").into_iter().map(|notice| notice.to_string()).collect()
    }

    #[test]
    fn a_file_with_many_damaged_lines_is_one_line_with_their_number() {
        let mut fault = Fault { path: "/e/a.jsonl".into(), ..Fault::default() };
        (7..19).for_each(|line| fault.damage(line));
        let account = Account { files: 1, faults: vec![fault], ..Account::default() };
        assert_eq!(
            texts(&account),
            [
                "/e/a.jsonl:7: 12 damaged lines passed over, the first at line 7; all others are whole. `cardsharp restore` lists backups."
            ]
        );
        assert_eq!(account.summary(), "not whole: 12 damaged lines");
        assert!(account.lacks() && !account.is_whole());
    }

    #[test]
    fn a_thousand_faulty_files_of_every_kind_are_at_most_twenty_lines_the_gravest_first() {
        let path = |at: usize| PathBuf::from(format!("/e/{at}.jsonl"));
        let mut account = Account { files: 4_000, ..Account::default() };
        for at in 0..1_000 {
            let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
            account.unread.push(Unread::new(&path(at), &error));
            account.newer.push(path(at));
            let mut fault = Fault { path: path(at), unknown: 2, ..Fault::default() };
            fault.damage(3);
            account.faults.push(fault);
            account.faults.push(Fault { torn: Some(9), path: path(at), ..Fault::default() });
        }
        let texts = texts(&account);
        assert!(texts.len() <= 20, "{texts:#?}");
        assert!(texts[0].contains("and 999 more files) was made by a newer version"), "{}", texts[0]);
        assert!(texts[1].starts_with("/e/0.jsonl cannot be read: "), "{}", texts[1]);
        assert!(texts.iter().any(|text| text == "and 996 more files cannot be read."), "{texts:#?}");
        assert!(texts.iter().any(|text| text.starts_with("2000 lines hold what")), "{texts:#?}");
        assert!(texts.last().unwrap().contains("996 more files end in a torn line"), "{texts:#?}");
    }

    #[test]
    fn one_fault_of_each_kind_is_told_as_one() {
        let at = |name: &str| PathBuf::from(name);
        let fault = |fault: Fault| Account { faults: vec![fault], ..Account::default() };
        let damaged = |lines: &[usize]| {
            let mut fault = Fault { path: at("/e"), ..Fault::default() };
            for line in lines {
                fault.damage(*line);
            }
            fault
        };
        let torn = Fault { path: at("/e"), torn: Some(9), ..Fault::default() };
        let unknown = |unknown| fault(Fault { path: at("/e"), unknown, ..Fault::default() });
        let newer = |n| Account { newer: vec![at("/e"); n], ..Account::default() };
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        let unread = Account { unread: vec![Unread::new(&at("/e"), &error)], ..Account::default() };
        let both = fault(Fault { torn: Some(9), ..damaged(&[4]) });
        let accounts = [
            (fault(damaged(&[4])), "/e:4: this line is damaged", "not whole: 1 damaged line", true),
            (
                fault(damaged(&[4, 7])),
                "/e:4: 2 damaged lines passed over, the first at line 4; all",
                "not whole: 2 damaged lines",
                true,
            ),
            (
                both,
                "/e:4: 1 damaged line passed over, the first at line 4, the last line is torn, as",
                "not whole: 1 damaged line, 1 torn end",
                true,
            ),
            (fault(torn), "/e:9: the last line is torn, as", "not whole: 1 torn end", false),
            (unknown(1), "1 line holds what", "not whole: 1 line this version does not know", false),
            (unknown(2), "2 lines hold what", "not whole: 2 lines this version does not know", false),
            (newer(1), "/e was made by a newer", "not whole: 1 made by a newer version", false),
            (newer(2), "/e (and 1 more file) was", "not whole: 2 made by a newer version", false),
            (newer(3), "/e (and 2 more files) was", "not whole: 3 made by a newer version", false),
            (unread, "/e cannot be read: ", "not whole: 1 not readable", true),
        ];
        for (account, first, summary, lacks) in accounts {
            let texts = texts(&account);
            assert!(texts.len() == 1 && texts[0].starts_with(first), "{texts:?}");
            assert_eq!(
                (account.summary().as_str(), account.lacks(), account.is_whole()),
                (summary, lacks, false)
            );
        }
        let five = Account { faults: vec![damaged(&[4]); 5], ..Account::default() };
        assert_eq!(texts(&five)[4], "and 1 more file have damaged lines.");
        let any =
            [damaged(&[1]), Fault { torn: Some(1), ..damaged(&[]) }, Fault { unknown: 1, ..damaged(&[]) }];
        assert!(any.iter().all(Fault::is_any) && !damaged(&[]).is_any());
    }

    #[test]
    fn a_whole_log_has_nothing_to_tell() {
        let account = Account { files: 3, ..Account::default() };
        assert!(account.is_whole() && texts(&account).is_empty());
        assert_eq!(account.summary(), "whole");
    }
}
