//! Where problems of one file collect, with byte offsets turned into lines and columns.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

use super::super::problem::Count;
use super::super::{Problem, Severity};
use crate::text;
use crate::text::toml::TooMuch;

/// Warnings of one kind that are listed before the rest is counted.
const SAME_WARNINGS: usize = 20;
/// Problems of one severity that are kept; the rest is counted.
const KEPT: usize = 1_000;
/// Characters of a message, and of a fault that is underlined.
const MESSAGE: usize = 200;
/// Bytes of a quoted word that are looked at.
const WORD: usize = 4 * MESSAGE;

/// A fault of the TOML: where, and what the parser says.
pub(super) type Fault = (Range<usize>, String);

pub(super) struct Sink<'a> {
    pub(super) file: usize,
    text: &'a str,
    /// Where each line begins.
    starts: Vec<u32>,
    /// Where each line that begins with a bracket begins.
    headers: OnceCell<Vec<u32>>,
    problems: RefCell<Vec<Problem>>,
    /// Errors, warnings and hints met, kept or not.
    met: Cell<Count>,
    broken: RefCell<HashSet<String>>,
    header: Cell<u32>,
    unknown: Cell<usize>,
    /// The last place whose column was counted: start of its line, byte, column.
    counted: Cell<(usize, usize, u32)>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(file: usize, text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| small(at + 1));
        Self {
            file,
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            headers: OnceCell::new(),
            problems: RefCell::default(),
            met: Cell::default(),
            broken: RefCell::default(),
            header: Cell::new(0),
            unknown: Cell::new(0),
            counted: Cell::new((0, 0, 1)),
        }
    }

    /// Returns the line of a byte, counted from one.
    pub(super) fn line(&self, at: usize) -> u32 {
        small(self.starts.partition_point(|start| *start as usize <= at))
    }

    /// Enters a card; returns the line of its header.
    pub(super) fn enter(&self, at: usize) -> u32 {
        self.header.set(self.line(at));
        self.header.get()
    }

    pub(super) fn leave(&self) {
        self.header.set(0);
    }

    /// Returns how many errors were met by now.
    pub(super) fn errors(&self) -> usize {
        self.met.get().of(Severity::Error)
    }

    /// Says whether so many errors are kept that another is only counted.
    pub(super) fn is_full(&self) -> bool {
        self.errors() >= KEPT
    }

    pub(super) fn error(&self, code: &'static str, span: Range<usize>, what: &str, advice: &str) {
        self.push(code, Severity::Error, span, what, advice);
    }

    pub(super) fn warn(&self, code: &'static str, span: Range<usize>, what: &str, advice: &str) {
        self.push(code, Severity::Warning, span, what, advice);
    }

    pub(super) fn hint(&self, code: &'static str, span: Range<usize>, what: &str, advice: &str) {
        self.push(code, Severity::Hint, span, what, advice);
    }

    /// Takes a key nobody asked for; what to do is only worked out for those that are listed.
    pub(super) fn unknown(&self, span: Range<usize>, key: &str, advice: impl FnOnce() -> String) {
        self.unknown.set(self.unknown.get() + 1);
        if self.unknown.get() <= SAME_WARNINGS {
            self.warn("W10", span, &format!("unknown key `{}`", beginning(key)), &advice());
        }
    }

    /// Takes word that a text is not given to the parser.
    pub(super) fn too_much(&self, refused: &TooMuch) {
        self.error("E13", refused.at..refused.at, &refused.what, "split it into a folder of files");
    }

    fn push(&self, code: &'static str, severity: Severity, span: Range<usize>, what: &str, advice: &str) {
        let mut met = self.met.get();
        met.add(severity, 1);
        self.met.set(met);
        if met.of(severity) > KEPT {
            return;
        }
        let line = self.line(span.start);
        let end = self.starts.get(line as usize).map_or(self.text.len(), |next| *next as usize - 1);
        let column = self.column(line, span.start);
        let fault = self.text.get(span.start..span.end.min(end).max(span.start)).unwrap_or_default();
        let length = small(fault.chars().take(MESSAGE).count());
        let (file, header) = (self.file, self.header.get());
        let what = text::beginning(what, MESSAGE).unwrap_or_else(|| what.to_owned());
        let advice = advice.to_owned();
        let problem = Problem { code, severity, file, line, column, length, header, what, advice };
        self.problems.borrow_mut().push(problem);
    }

    /// Counts a column on from the last one, so that many faults of one long line are one walk along it.
    pub(super) fn column(&self, line: u32, at: usize) -> u32 {
        let start = self.starts[line as usize - 1] as usize;
        let (of, last, column) = self.counted.get();
        let (from, before) = if of == start && last <= at { (last, column) } else { (start, 1) };
        let column = before + small(self.text.get(from..at).map_or(0, |part| part.chars().count()));
        self.counted.set((start, at, column));
        column
    }

    /// Takes faults of the TOML and remembers which cards they stand in.
    pub(super) fn syntax(&self, faults: &[Fault]) {
        for (span, message) in faults {
            self.broken.borrow_mut().extend(self.owner(span.start));
            let (what, advice) = plain_words(message);
            self.error("E01", span.clone(), &what, advice);
        }
    }

    pub(super) fn has_syntax_error(&self, id: &str) -> bool {
        self.broken.borrow().contains(id)
    }

    fn headers(&self) -> &[u32] {
        let is_header = |start: &u32| self.text[*start as usize..].starts_with('[');
        self.headers.get_or_init(|| self.starts.iter().copied().filter(is_header).collect())
    }

    /// Returns the card of a header line.
    fn name(&self, start: u32) -> &'a str {
        let header = self.text[start as usize..].trim_start_matches('[');
        header.split([']', '.', '\n']).next().unwrap_or_default().trim()
    }

    /// Returns the place of the first header below the line of a byte.
    fn below(&self, at: usize) -> usize {
        let line = self.starts[self.line(at) as usize - 1];
        self.headers().partition_point(|start| *start <= line)
    }

    /// Returns the bytes from the header above a byte to the next header of another card.
    pub(super) fn card_around(&self, at: usize) -> Range<usize> {
        let (headers, below) = (self.headers(), self.below(at));
        let owner = below.checked_sub(1).map(|own| self.name(headers[own]));
        let is_own = |start: &&u32| Some(self.name(**start)) == owner;
        let start = headers[..below].iter().rev().take_while(is_own).last();
        let next = headers[below..].iter().find(|start| !is_own(start));
        start.map_or(0, |start| *start as usize)..next.map_or(self.text.len(), |next| *next as usize)
    }

    /// Returns the card of the last header before a byte.
    fn owner(&self, at: usize) -> Option<String> {
        let own = self.below(at).checked_sub(1)?;
        Some(self.name(self.headers()[own]).to_owned())
    }

    /// Returns the problems that were kept, and the number of those that were not.
    pub(super) fn into_problems(self) -> (Vec<Problem>, Count) {
        let more = self.unknown.get().saturating_sub(SAME_WARNINGS);
        if more > 0 {
            let what = format!("{more} more unknown keys in this file");
            self.warn("W10", 0..0, &what, "remove them or correct their spelling");
        }
        (self.problems.into_inner(), self.met.get().over(KEPT))
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns as much of a word as a message shows.
pub(super) fn beginning(word: &str) -> Cow<'_, str> {
    text::beginning(word, WORD).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Says in plain words what the parser found, and what to do.
fn plain_words(message: &str) -> (String, &'static str) {
    let message: String = message.lines().collect::<Vec<_>>().join(", ").chars().take(MESSAGE).collect();
    let advice = if message.contains("duplicate key") {
        "give one of the two another name"
    } else if message.contains("string") || message.contains("quote") {
        "close the quotation mark on the same line, or use three for several lines"
    } else if message.contains("recursion") || message.contains("nest") {
        "nest it less deeply"
    } else {
        "correct the TOML here"
    };
    (format!("this is no TOML: {message}"), advice)
}
