//! TOML looked at token by token, before it is parsed: what reading it will cost, and its headers.
//!
//! The parser keeps every token, key and table until it is done; a file of nothing but brackets would take gigabytes.

use std::collections::HashSet;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// Bytes the parser may take for one file, and what the things it keeps take (measured, with room to grow).
const MEMORY: usize = 220 << 20;
const TOKEN: usize = 48;
const VALUE: usize = 160;
const TABLE: usize = 780;
/// A table whose parts were written before it moves all tables behind it; so many moves take a tenth of a second.
const DEPTH: usize = 80;
const MOVES: usize = 20_000_000;

/// Why a text is not given to the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMuch {
    /// The byte at which it was too much.
    pub at: usize,
    /// What there is too much of, as a clause.
    pub what: String,
}

/// Says whether the parser can read a text in bounded time and memory.
pub fn fits(text: &str) -> Result<(), TooMuch> {
    // Every token has a byte or more.
    if text.len() < MEMORY / (TOKEN + TABLE) / 4 {
        return Ok(());
    }
    let (mut memory, mut tables, mut values) = (0, 0_usize, 0_usize);
    let (mut headers, mut moves) = (Headers::default(), 0);
    let mut line = Line::default();
    for token in Source::new(text).lex() {
        memory += TOKEN;
        match line.take(&token) {
            Part::Header(path) => {
                // `[[cards]]` moves nothing.
                let is_list = text[..path.start].ends_with("[[");
                moves += if !is_list && headers.reopens(&text[path]) { headers.0.len() } else { 0 };
                tables += 1;
                memory += TABLE;
            }
            Part::Table => {
                tables += 1;
                memory += TABLE;
            }
            Part::Value => {
                values += 1;
                memory += VALUE;
            }
            Part::Other => {}
        }
        let at = token.span().start();
        if memory > MEMORY {
            let what =
                format!("after {tables} tables and {values} values this file is too much to read at once");
            return Err(TooMuch { at, what });
        }
        if moves > MOVES {
            let what = "too many tables are written after their own parts".to_owned();
            return Err(TooMuch { at, what });
        }
    }
    Ok(())
}

/// Says whether a text has the header `[name]`, written in whatever way TOML allows.
pub fn has_header(text: &str, name: &str) -> bool {
    let mut line = Line::default();
    Source::new(text).lex().any(|token| match line.take(&token) {
        Part::Header(path) => is_key(&text[path], name),
        Part::Table | Part::Value | Part::Other => false,
    })
}

/// Says whether something is left open at the end of a text: a list, a table, a string of several lines.
pub fn is_open(text: &str) -> bool {
    let (mut line, mut string) = (Line::default(), false);
    for token in Source::new(text).lex() {
        let closed = |quote: &str| {
            let written = &text[token.span().start()..token.span().end()];
            written.len() >= 2 * quote.len() && written.ends_with(quote)
        };
        string |= match token.kind() {
            TokenKind::MlBasicString => !closed("\"\"\""),
            TokenKind::MlLiteralString => !closed("'''"),
            _ => false,
        };
        line.take(&token);
    }
    string || line.open > 0
}

/// Says whether a line of text is the header `[name]`, with or without a comment.
pub fn is_header(line: &str, name: &str) -> bool {
    line.trim_start().starts_with('[') && has_header(line, name)
}

/// Says whether a key is written so: bare or in quotation marks, with white space around it.
fn is_key(written: &str, name: &str) -> bool {
    let written = written.trim_matches([' ', '\t']);
    let within = |quote: char| written.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    within('"').or_else(|| within('\'')).unwrap_or(written) == name
}

/// What a token adds to a file.
enum Part {
    /// A table is complete: `[path]`, with the bytes of the path.
    Header(Range<usize>),
    Table,
    Value,
    Other,
}

/// Where in its line a token stands.
#[derive(Default)]
struct Line {
    /// Whether something other than white space stands before it.
    begun: bool,
    /// Where the path of a header begins.
    header: Option<usize>,
    /// Brackets and braces open in a value.
    open: usize,
    /// Whether a dot parts a number and not a key.
    in_value: bool,
}

impl Line {
    fn take(&mut self, token: &Token) -> Part {
        use TokenKind as T;
        let (begun, span) = (self.begun, token.span());
        self.begun = match token.kind() {
            T::Newline => self.open > 0,
            T::Whitespace => begun,
            _ => true,
        };
        match token.kind() {
            T::LeftSquareBracket if !begun || self.header == Some(span.start()) => {
                self.header = Some(span.end());
                Part::Other
            }
            T::RightSquareBracket if self.header.is_some() => {
                Part::Header(self.header.take().unwrap_or_default()..span.start())
            }
            T::Newline => {
                self.header = None;
                self.in_value &= self.open > 0;
                Part::Other
            }
            T::LeftSquareBracket | T::LeftCurlyBracket => {
                self.open += 1;
                self.in_value = token.kind() == T::LeftSquareBracket;
                if self.in_value { Part::Value } else { Part::Table }
            }
            T::RightSquareBracket | T::RightCurlyBracket => {
                self.open = self.open.saturating_sub(1);
                Part::Other
            }
            T::Equals => {
                self.in_value = true;
                Part::Value
            }
            T::Comma => {
                self.in_value = false;
                Part::Value
            }
            T::Dot if !self.in_value => Part::Table,
            _ => Part::Other,
        }
    }
}

/// Headers met, to see which come after a part of their own table.
#[derive(Default)]
struct Headers<'a>(HashSet<&'a str>);

impl<'a> Headers<'a> {
    /// Says whether the table is there already.
    fn reopens(&mut self, path: &'a str) -> bool {
        for (dot, _) in path.match_indices('.').take(DEPTH) {
            self.0.insert(&path[..dot]);
        }
        !self.0.insert(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_found_however_it_is_written() {
        for text in ["[deck]", "[ deck ]", "  [deck] # mine\r\n", "x = 1\n\t[\"deck\"]\n", "['deck']"] {
            assert!(has_header(text, "deck"), "{text}");
        }
        for text in
            ["", "# [deck]", "x = \"\"\"\n[deck]\n\"\"\"", "[deck.x]", "[a]\nx = [\n[deck]\n]\n", "[decks]"]
        {
            assert!(!has_header(text, "deck"), "{text}");
        }
        assert!(is_header("  [deck] # x", "deck") && !is_header("a = 1", "deck"));
    }

    #[test]
    fn what_goes_on_below_a_text_is_seen() {
        for text in ["a = [\n1,", "a = {", "a = \"\"\"x\n", "a = '''", "a = \"\"\"\"\""] {
            assert!(is_open(text), "{text}");
        }
        for text in ["", "[a]\nb = [1]\n", "a = \"\"\"x\"\"\"\n", "a = \"x\nb", "[a\n", "a = {b = 1}"] {
            assert!(!is_open(text), "{text}");
        }
    }

    #[test]
    fn what_would_take_gigabytes_is_told_from_what_is_only_long() {
        let cards =
            (0..60_000).map(|id| format!("[c{id}]\nq = \"x\"\na = \"y\"\n")).collect::<Vec<_>>().concat();
        assert_eq!(fits(&cards), Ok(()));
        assert_eq!(fits(&format!("a = \"{}\"", "[".repeat(8 << 20))), Ok(()));
        let parts = |more: &str| {
            let parts = (0..40_000).map(|id| format!("[c{id}.p]\n")).collect::<Vec<_>>().concat();
            let cards = (0..40_000).map(|id| format!("[c{id}{more}]\n")).collect::<Vec<_>>().concat();
            fits(&(parts + &cards))
        };
        assert_eq!(parts(".q"), Ok(()));
        assert!(parts("").unwrap_err().what.contains("their own parts"));
        let many = [("[a]\n", 1 << 20), ("[", 6 << 20), ("a=[", 1 << 20), (",", 6 << 20), ("a.", 1 << 20)];
        for (part, times) in many {
            let refused = fits(&part.repeat(times)).unwrap_err();
            assert!(refused.at > 0 && refused.what.contains("too much"), "{part}: {refused:?}");
        }
    }
}
