//! What is wrong with a deck, where, and what to do about it.

use std::fmt::Write as _;

use super::Source;
use crate::text::{show, width};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The card it stands in does not load.
    Error,
    /// A fault in the writing.
    Warning,
    /// Advice.
    Hint,
}

impl Severity {
    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its code: E, W or H and two digits.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Index of the file among the deck's files.
    pub file: usize,
    /// Line, counted from one.
    pub line: u32,
    /// Column in characters, counted from one.
    pub column: u32,
    /// Characters to underline.
    pub length: u32,
    /// Line of the header of the card it stands in; zero outside cards.
    pub header: u32,
    /// What is wrong, as a clause.
    pub what: String,
    /// What to do, as a clause.
    pub advice: String,
}

/// Source lines are cut to this many characters around the fault, and drawn for this many problems.
const LINE: usize = 160;
const DRAWN: usize = 20;
const LISTED: usize = 100;

impl Problem {
    /// Returns `file:line:col: what; what to do`, safe to show.
    pub fn headline(&self, files: &[Source<'_>]) -> String {
        let name = files.get(self.file).map_or("", |file| file.name);
        let word = format!("{} {}", self.severity.word(), self.code);
        let text = format!("{name}:{}:{}: {word}: {}; {}", self.line, self.column, self.what, self.advice);
        show(&text).line().to_string()
    }

    /// Returns the source line with the fault underlined, or nothing when there is no such line.
    pub fn picture(&self, files: &[Source<'_>]) -> Option<String> {
        let text = files.get(self.file)?.text;
        let line = text.split('\n').nth(self.line.checked_sub(1)? as usize)?.trim_end_matches('\r');
        let at = self.column.saturating_sub(1) as usize;
        let from = at.saturating_sub(LINE / 2);
        let part: String = line.chars().skip(from).take(LINE).collect();
        let before: String = line.chars().skip(from).take(at - from).collect();
        let fault: String = line.chars().skip(at).take((self.length.max(1) as usize).min(LINE / 2)).collect();
        let gutter = self.line.to_string();
        let (indent, pad) = (width(&show(&before)), " ".repeat(gutter.len()));
        let marks = "^".repeat(width(&show(&fault)).max(1));
        Some(format!("  {gutter} | {}\n  {pad} | {}{marks}", show(&part).line_kept(), " ".repeat(indent)))
    }
}

impl crate::text::Safe {
    /// Returns the text with line ends as spaces, columns kept.
    fn line_kept(&self) -> String {
        self.replace('\n', " ")
    }
}

/// Draws problems for people: each a headline, the first twenty with their source line underlined.
pub fn report(problems: &[Problem], files: &[Source<'_>]) -> String {
    let mut text = String::new();
    for (at, problem) in problems.iter().take(LISTED).enumerate() {
        let _ = writeln!(text, "{}", problem.headline(files));
        if let Some(picture) = problem.picture(files).filter(|_| at < DRAWN) {
            let _ = writeln!(text, "{picture}");
        }
    }
    if problems.len() > LISTED {
        let _ = writeln!(text, "... and {} more problems", problems.len() - LISTED);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: u32, column: u32, length: u32) -> Problem {
        let (what, advice) = ("it is odd".to_owned(), "make it even".to_owned());
        Problem {
            code: "E01",
            severity: Severity::Error,
            file: 0,
            line,
            column,
            length,
            header: 0,
            what,
            advice,
        }
    }

    #[test]
    fn a_problem_says_where_what_and_what_to_do() {
        let files = [Source { name: "a.toml", stem: "a", text: "x = 1\n漢 = \u{1b}odd\n" }];
        let report = report(&[problem(2, 5, 4)], &files);
        assert_eq!(
            report,
            "a.toml:2:5: error E01: it is odd; make it even\n  2 | 漢 = ␛odd\n    |      ^^^^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let text = "y".repeat(1_000_000);
        let files = [Source { name: "a.toml", stem: "a", text: &text }];
        assert!(problem(1, 500_000, 900_000).picture(&files).is_some_and(|picture| picture.len() < 600));
    }
}
