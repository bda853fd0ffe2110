//! The little markup decks may use: paragraphs, `- ` and `1. ` lists of two levels, `# ` headings, `> ` quotations,
//! backquotes for code, `*stress*`, `_emphasis_`, fenced code. It is laid out from any place on, block by block.

mod block;
mod inline;

use std::ops::Range;

use self::block::{BlockPart, Kind, Reader};
use self::inline::inline;
use super::Safe;
use super::code::{LexerState, Token, lex};
use super::wrap::{chop, wrap};

/// How a piece of text is stressed, or what it is in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As the rest.
    Plain,
    /// Stressed.
    Strong,
    /// Emphasised.
    Soft,
    /// Code.
    Code,
    /// A word of the programming language.
    Keyword,
    /// A string within code.
    Literal,
    /// A number within code.
    Number,
    /// A comment within code.
    Comment,
    /// The sign before each line of a quotation.
    Rail,
    /// The sign before the rest of a code line that was too long.
    Onward,
}

/// A piece of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its text.
    pub text: String,
    /// Its stress.
    pub weight: Weight,
}

/// One line of at most the width it was laid out for.
pub type Spans = Vec<Span>;

/// A place in a text from which it can be laid out.
#[derive(Clone, Debug, Default)]
pub struct Checkpoint {
    cursor: Reader,
    /// What is left of a block that goes on: the beginning of its next line.
    carry: Vec<Span>,
    /// Whether a line of that block is laid out already.
    begun: bool,
    /// What the last line of code left open, and the fence it stands in.
    code: (usize, LexerState),
}

impl Checkpoint {
    /// Returns the byte of the text this place has reached.
    pub fn byte(&self) -> usize {
        self.cursor.byte
    }

    /// Lays out the next lines, if the text goes on.
    pub fn step(&mut self, text: &Safe, columns: usize) -> Option<Vec<Spans>> {
        let piece = self.cursor.next(text)?;
        if piece.first {
            self.begun = false;
        }
        let lines = match piece.kind {
            Kind::Gap => vec![Spans::new()],
            Kind::Code(_) => {
                let spans = self.highlighted(&piece);
                self.flow(&piece, spans, ("  ", Weight::Plain), ("> ", Weight::Onward), columns)
            }
            Kind::Quote => {
                let rail = ("> ", Weight::Rail);
                self.flow(&piece, inline(&piece.text), rail, rail, columns)
            }
            Kind::Item { .. } => {
                let label = label(piece.kind);
                let below = " ".repeat(label.len());
                let (label, below) = ((label.as_str(), Weight::Plain), (below.as_str(), Weight::Plain));
                self.flow(&piece, inline(&piece.text), label, below, columns)
            }
            Kind::Heading => {
                let mut spans = inline(&piece.text);
                let plain = spans.iter_mut().filter(|span| span.weight == Weight::Plain);
                plain.for_each(|span| span.weight = Weight::Strong);
                self.flow(&piece, spans, ("", Weight::Plain), ("", Weight::Plain), columns)
            }
            Kind::Paragraph => {
                self.flow(&piece, inline(&piece.text), ("", Weight::Plain), ("", Weight::Plain), columns)
            }
        };
        Some(lines)
    }

    /// Colours a line of code; one of thousands of letters is data and stays as it is.
    fn highlighted(&mut self, piece: &BlockPart) -> Vec<Span> {
        let Kind::Code(Some(language)) = piece.kind else {
            return vec![Span { text: piece.text.clone(), weight: Weight::Code }];
        };
        if piece.more || !piece.first {
            return vec![Span { text: piece.text.clone(), weight: Weight::Plain }];
        }
        let (fence, state) = self.code;
        let state = if fence == self.cursor.fences { state } else { LexerState::default() };
        let (tokens, state) = lex(&piece.text, language, state);
        self.code = (self.cursor.fences, state);
        let span = |(range, token): (Range<usize>, Token)| Span {
            text: piece.text[range].to_owned(),
            weight: weight(token),
        };
        tokens.into_iter().map(span).collect()
    }

    /// Breaks spans into lines behind a label; of a block that goes on the last line waits for its rest.
    fn flow(
        &mut self,
        piece: &BlockPart,
        spans: Vec<Span>,
        label: (&str, Weight),
        below: (&str, Weight),
        columns: usize,
    ) -> Vec<Spans> {
        let mut all = std::mem::take(&mut self.carry);
        all.extend(spans);
        let whole: String = all.iter().map(|span| span.text.as_str()).collect();
        if whole.is_empty() && !piece.first {
            return Vec::new();
        }
        // A label leaves room for the widest letter.
        let labelled = columns >= label.0.len() + 2;
        let room = if labelled { columns - label.0.len() } else { columns };
        let code = matches!(piece.kind, Kind::Code(_));
        let mut ranges = if code { chop(&whole, room) } else { wrap(&whole, room) };
        if piece.more
            && let Some(last) = ranges.pop()
        {
            self.carry = slice(&all, last.start..whole.len());
        }
        let mut lines = Vec::new();
        for range in ranges {
            let (text, weight) = if self.begun { below } else { label };
            self.begun = true;
            let mut line = Spans::new();
            if labelled && !text.is_empty() && (!code || !whole.is_empty()) {
                line.push(Span { text: text.to_owned(), weight });
            }
            line.extend(slice(&all, range));
            lines.push(line);
        }
        lines
    }
}

/// Lays a text out in lines of at most `columns` columns.
#[cfg(test)]
pub fn lay_out(text: &Safe, columns: usize) -> Vec<Spans> {
    beginning(text, columns, usize::MAX).0
}

/// Lays out the beginning of a text, some blocks past so many bytes; returns the bytes that are left.
pub fn beginning(text: &Safe, columns: usize, bytes: usize) -> (Vec<Spans>, usize) {
    let (mut lines, mut place) = (Vec::new(), Checkpoint::default());
    while place.byte() < bytes
        && let Some(more) = place.step(text, columns)
    {
        lines.extend(more);
    }
    let left = if place.byte() < bytes { 0 } else { text.len().saturating_sub(place.byte()) };
    (lines, left)
}

/// Returns the text without its marks, a paragraph or item a line.
pub fn plain(text: &Safe) -> String {
    let (mut cursor, mut plain) = (Reader::default(), String::new());
    let mut any = false;
    while let Some(piece) = cursor.next(text) {
        if piece.first && std::mem::replace(&mut any, true) {
            plain.push('\n');
        }
        if piece.first {
            plain.push_str(&label(piece.kind));
        }
        match piece.kind {
            Kind::Code(_) => plain.push_str(&piece.text),
            Kind::Paragraph | Kind::Heading | Kind::Item { .. } | Kind::Quote | Kind::Gap => {
                plain.extend(inline(&piece.text).into_iter().map(|span| span.text));
            }
        }
    }
    plain
}

/// Returns what stands before the first line of a block.
fn label(kind: Kind) -> String {
    match kind {
        Kind::Item { nested, number } => {
            let number = number.map_or("-".to_owned(), |number| format!("{number}."));
            format!("{}{number} ", if nested { "  " } else { "" })
        }
        Kind::Quote => "> ".into(),
        Kind::Paragraph | Kind::Heading | Kind::Code(_) | Kind::Gap => String::new(),
    }
}

fn weight(token: Token) -> Weight {
    match token {
        Token::Plain => Weight::Plain,
        Token::Keyword => Weight::Keyword,
        Token::Literal => Weight::Literal,
        Token::Number => Weight::Number,
        Token::Comment => Weight::Comment,
    }
}

/// Returns the part of the spans within a range of their joined text.
fn slice(spans: &[Span], range: Range<usize>) -> Spans {
    let mut line = Spans::new();
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            line.push(Span { text: span.text[from - start..to - start].to_owned(), weight: span.weight });
        }
        start = end;
    }
    line
}

#[cfg(test)]
mod tests;
