//! Where problems of one file collect, with byte offsets turned into lines and columns.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::super::{Problem, Severity};
use super::broken::Fault;

/// Warnings of one kind that are listed before the rest is counted.
const SAME_WARNINGS: usize = 20;
/// Characters of a message about a syntax error.
const MESSAGE: usize = 200;

pub(super) struct Sink<'a> {
    pub(super) file: usize,
    text: &'a str,
    starts: Vec<usize>,
    problems: RefCell<Vec<Problem>>,
    broken: RefCell<Vec<String>>,
    header: Cell<u32>,
    errors: Cell<usize>,
    unknown: Cell<usize>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(file: usize, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self {
            file,
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            problems: RefCell::default(),
            broken: RefCell::default(),
            header: Cell::new(0),
            errors: Cell::new(0),
            unknown: Cell::new(0),
        }
    }

    /// Returns the line of a byte, counted from one.
    pub(super) fn line(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// Enters a card; returns the line of its header.
    pub(super) fn enter(&self, at: usize) -> u32 {
        self.header.set(self.line(at));
        self.header.get()
    }

    pub(super) fn leave(&self) {
        self.header.set(0);
    }

    pub(super) fn errors(&self) -> usize {
        self.errors.get()
    }

    pub(super) fn error(&self, code: &'static str, span: Range<usize>, what: String, advice: String) {
        self.errors.set(self.errors.get() + 1);
        self.push(code, Severity::Error, span, what, advice);
    }

    pub(super) fn warn(&self, code: &'static str, span: Range<usize>, what: String, advice: String) {
        self.push(code, Severity::Warning, span, what, advice);
    }

    pub(super) fn hint(&self, code: &'static str, span: Range<usize>, what: String, advice: String) {
        self.push(code, Severity::Hint, span, what, advice);
    }

    pub(super) fn unknown(&self, span: Range<usize>, what: String, advice: String) {
        self.unknown.set(self.unknown.get() + 1);
        if self.unknown.get() <= SAME_WARNINGS {
            self.warn("W10", span, what, advice);
        }
    }

    fn push(
        &self,
        code: &'static str,
        severity: Severity,
        span: Range<usize>,
        mut what: String,
        advice: String,
    ) {
        let line = self.line(span.start);
        let start = self.starts[line as usize - 1];
        let end = self.starts.get(line as usize).map_or(self.text.len(), |next| next - 1);
        let count = |range: Range<usize>| {
            let chars = self.text.get(range).map_or(0, |part| part.chars().count());
            u32::try_from(chars).unwrap_or(u32::MAX)
        };
        let column = count(start..span.start) + 1;
        let length = count(span.start..span.end.min(end).max(span.start));
        let (file, header) = (self.file, self.header.get());
        if let Some((end, _)) = what.char_indices().nth(MESSAGE) {
            what.truncate(end);
        }
        let problem = Problem { code, severity, file, line, column, length, header, what, advice };
        self.problems.borrow_mut().push(problem);
    }

    /// Returns the bytes from the header above a byte to the next header of another card.
    pub(super) fn card_around(&self, at: usize) -> Range<usize> {
        let line = self.line(at) as usize;
        let name = |start: usize| {
            let header = self.text[start..].strip_prefix('[')?;
            Some(header.trim_start_matches('[').split([']', '.', '\n']).next()?.trim())
        };
        let owner = self.starts[..line].iter().rev().find_map(|start| name(*start));
        let above = self.starts[..line]
            .iter()
            .rev()
            .take_while(|start| name(**start).is_none_or(|n| Some(n) == owner));
        let start = above.filter(|start| name(**start).is_some()).last().copied().unwrap_or(0);
        let next = self.starts[line..].iter().find(|start| name(**start).is_some_and(|n| Some(n) != owner));
        start..next.copied().unwrap_or(self.text.len())
    }

    /// Takes faults of the TOML and remembers which cards they stand in.
    pub(super) fn syntax(&self, faults: &[Fault]) {
        for (span, message) in faults {
            self.broken.borrow_mut().extend(self.owner(span.start));
            let (what, advice) = plain_words(message);
            self.error("E01", span.clone(), what, advice);
        }
        self.errors.set(0);
    }

    pub(super) fn has_syntax_error(&self, id: &str) -> bool {
        self.broken.borrow().iter().any(|broken| broken == id)
    }

    /// Returns the card of the last header before a byte.
    fn owner(&self, at: usize) -> Option<String> {
        let line = self.line(at) as usize;
        let header = |start: &&usize| self.text[**start..].starts_with('[');
        let start = self.starts[..line].iter().rev().find(header)?;
        let name = self.text[*start..].trim_start_matches('[');
        Some(name.split([']', '.', '\n']).next()?.trim().to_owned())
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        let more = self.unknown.get().saturating_sub(SAME_WARNINGS);
        if more > 0 {
            let what = format!("{more} more unknown keys in this file");
            self.warn("W10", 0..0, what, "remove them or correct their spelling".into());
        }
        self.problems.into_inner()
    }
}

/// Says in plain words what the parser found, and what to do.
fn plain_words(message: &str) -> (String, String) {
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
    (format!("this is no TOML: {message}"), advice.into())
}
