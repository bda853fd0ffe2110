//! What is wrong with a deck, where, and what to do about it.

use std::fmt::Write as _;

use super::Source;
use crate::text::{count, show, width};

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

/// How many problems there are: errors, warnings, hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count(pub [usize; 3]);

impl Count {
    /// Counts a list.
    pub fn all(problems: &[Problem]) -> Self {
        let mut count = Self::default();
        for problem in problems {
            count.add(problem.severity, 1);
        }
        count
    }

    /// Takes more of one severity.
    pub fn add(&mut self, severity: Severity, more: usize) {
        self.0[severity as usize] += more;
    }

    /// Returns the number of one severity.
    pub fn of(self, severity: Severity) -> usize {
        self.0[severity as usize]
    }

    /// Returns the sum of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] + other.0[at]))
    }

    /// Returns what is left of each severity after so many of it.
    #[must_use]
    pub fn over(self, most: usize) -> Self {
        Self(self.0.map(|number| number.saturating_sub(most)))
    }

    /// Returns `3 more errors and 1 more hint`; nothing when there is none.
    pub fn more(self) -> Option<String> {
        let all = self.0.into_iter().zip(["more error", "more warning", "more hint"]);
        let parts: Vec<String> =
            all.filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word)).collect();
        let (last, first) = parts.split_last()?;
        Some(if first.is_empty() { last.clone() } else { format!("{} and {last}", first.join(", ")) })
    }
}

/// Source lines are cut to this many characters around the fault.
const LINE: usize = 160;
/// Problems of one severity that are listed.
const LISTED: usize = 20;

impl Problem {
    /// Returns `file:line:col: what; what to do`, safe to show.
    pub fn headline(&self, files: &[Source<'_>]) -> String {
        let name = files.get(self.file).map_or("", |file| file.name);
        let word = format!("{} {}", self.severity.word(), self.code);
        let (what, advice) = (show(&self.what).brief(), show(&self.advice).brief());
        show(&format!("{name}:{}:{}: {word}: {what}; {advice}", self.line, self.column)).line().to_string()
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

/// Draws problems for people: the first twenty of each severity with their source line underlined, then how many
/// more there are, with those that were only counted.
pub fn report(problems: &[Problem], counted: Count, files: &[Source<'_>]) -> String {
    let (mut text, mut shown) = (String::new(), Count::default());
    for problem in problems {
        shown.add(problem.severity, 1);
        if shown.of(problem.severity) > LISTED {
            continue;
        }
        let _ = writeln!(text, "{}", problem.headline(files));
        if let Some(picture) = problem.picture(files) {
            let _ = writeln!(text, "{picture}");
        }
    }
    if let Some(more) = shown.over(LISTED).and(counted).more() {
        let _ = writeln!(text, "... and {more}");
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
        let report = report(&[problem(2, 5, 4)], Count::default(), &files);
        assert_eq!(
            report,
            "a.toml:2:5: error E01: it is odd; make it even\n  2 | 漢 = ␛odd\n    |      ^^^^\n"
        );
    }

    #[test]
    fn twenty_errors_are_shown_and_the_rest_is_counted() {
        let files = [Source { name: "a.toml", stem: "a", text: "x = 1\n" }];
        let mut problems = vec![problem(1, 1, 1); 25];
        problems[0].severity = Severity::Hint;
        let counted = Count([100, 1, 0]);
        let report = report(&problems, counted, &files);
        assert_eq!(report.matches("error E01").count(), 20);
        assert_eq!(report.matches("hint E01").count(), 1);
        assert!(report.ends_with("... and 104 more errors and 1 more warning\n"), "{report}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let text = "y".repeat(1_000_000);
        let files = [Source { name: "a.toml", stem: "a", text: &text }];
        assert!(problem(1, 500_000, 900_000).picture(&files).is_some_and(|picture| picture.len() < 600));
    }
}
