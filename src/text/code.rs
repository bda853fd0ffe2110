//! Code split into what a reader tells apart: words of the language, strings, numbers, comments. It reads line by
//! line and knows no syntax beyond that; it is for looking, not for parsing.

mod grammar;

use std::ops::Range;

use self::grammar::{GRAMMARS, Grammar, Habit, Quote};

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The rest.
    Plain,
    /// A word of the language, a tag, a table head.
    Keyword,
    /// A string.
    Literal,
    /// A number.
    Number,
    /// A comment.
    Comment,
}

/// A language that is known.
#[derive(Clone, Copy, Debug)]
pub struct Language(&'static Grammar);

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Language {}

impl Language {
    /// Finds a language by what authors write behind a fence: `rust`, `rs`, `ts,ignore`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split(|letter: char| !letter.is_alphanumeric() && !"+#".contains(letter)).next()?;
        let name = name.to_ascii_lowercase();
        GRAMMARS.iter().find(|grammar| grammar.names.contains(&name.as_str())).map(Self)
    }
}

/// What is open at the end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LexerState {
    /// Nothing.
    #[default]
    Code,
    /// A comment, up to this end.
    Comment(&'static str),
    /// A string, up to this end; whether a backslash escapes.
    Literal(&'static str, bool),
    /// A tag of HTML.
    Tag,
}

/// Splits a line, going on from what the line above left open.
pub fn lex(line: &str, language: Language, state: LexerState) -> (Vec<(Range<usize>, Token)>, LexerState) {
    let mut lexer = Lexer { line, at: 0, grammar: language.0, state, tokens: Vec::new() };
    while lexer.at < line.len() {
        lexer.step();
    }
    // A string that may not go on ends with its line.
    if let LexerState::Literal(close, _) = lexer.state
        && !lexer.grammar.quotes.iter().any(|quote| quote.close == close && quote.lines)
    {
        lexer.state = LexerState::Code;
    }
    (lexer.tokens, lexer.state)
}

struct Lexer<'l> {
    line: &'l str,
    at: usize,
    grammar: &'static Grammar,
    state: LexerState,
    tokens: Vec<(Range<usize>, Token)>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn push(&mut self, bytes: usize, token: Token) {
        let range = self.at..self.at + bytes;
        self.at = range.end;
        match self.tokens.last_mut() {
            Some((last, own)) if *own == token => last.end = range.end,
            _ => self.tokens.push((range, token)),
        }
    }

    fn step(&mut self) {
        match self.state {
            LexerState::Comment(close) => {
                let end = self.rest().find(close).map(|at| at + close.len());
                self.until(end, Token::Comment, LexerState::Code);
            }
            LexerState::Literal(close, escapes) => {
                let end = end_of_literal(self.rest(), close, escapes);
                let after =
                    if self.grammar.habit == Habit::Tags { LexerState::Tag } else { LexerState::Code };
                self.until(end, Token::Literal, after);
            }
            LexerState::Tag => self.tag(),
            LexerState::Code => self.code(),
        }
    }

    /// Takes what is open to its end, or to the end of the line.
    fn until(&mut self, end: Option<usize>, token: Token, after: LexerState) {
        let bytes = end.unwrap_or(self.rest().len());
        self.push(bytes, token);
        if end.is_some() {
            self.state = after;
        }
    }

    fn code(&mut self) {
        let (rest, grammar) = (&self.line[self.at..], self.grammar);
        let first = self.line[..self.at].trim().is_empty();
        let after_space = first || self.line[..self.at].ends_with([' ', ';', '(']);
        // `#` opens a comment of a shell or of YAML only where a word may begin.
        let anywhere = !matches!(grammar.habit, Habit::Spaced | Habit::Keys);
        let comment = |mark: &&str| rest.starts_with(*mark) && (anywhere || after_space);
        if grammar.comments.iter().any(comment) {
            return self.push(rest.len(), Token::Comment);
        }
        if let Some((open, close)) = grammar.block.filter(|(open, _)| rest.starts_with(open)) {
            self.push(open.len(), Token::Comment);
            self.state = LexerState::Comment(close);
            return;
        }
        if grammar.habit == Habit::Tags {
            return self.outside_tags();
        }
        if first && grammar.habit == Habit::Heads && rest.starts_with('[') {
            let bytes = rest.find('#').unwrap_or(rest.len());
            return self.push(bytes, Token::Keyword);
        }
        if let Some(quote) = grammar.quotes.iter().find(|quote| opens(rest, quote)) {
            self.push(quote.open.len(), Token::Literal);
            self.state = LexerState::Literal(quote.close, quote.escapes);
            return;
        }
        self.word(first);
    }

    /// A word, a number, or one sign.
    fn word(&mut self, first: bool) {
        let rest = &self.line[self.at..];
        let letter = rest.chars().next().unwrap_or(' ');
        if letter.is_ascii_digit() {
            return self.push(number(rest), Token::Number);
        }
        let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
        if !inside(letter) && !matches!(letter, '#' | '@' | '$') {
            return self.push(letter.len_utf8(), Token::Plain);
        }
        let start = letter.len_utf8();
        let bytes = rest[start..].find(|letter| !inside(letter)).map_or(rest.len(), |at| at + start);
        let word = &rest[..bytes];
        let key = first && self.grammar.habit == Habit::Keys && rest[bytes..].starts_with(':');
        let token = if key || self.grammar.knows(word) { Token::Keyword } else { Token::Plain };
        self.push(bytes, token);
    }

    fn outside_tags(&mut self) {
        let rest = &self.line[self.at..];
        if !rest.starts_with('<') {
            let bytes = rest.find('<').unwrap_or(rest.len());
            return self.push(bytes, Token::Plain);
        }
        let name = |letter: char| letter.is_alphanumeric() || "</!?-:".contains(letter);
        let bytes = rest.find(|letter| !name(letter)).unwrap_or(rest.len());
        self.push(bytes, Token::Keyword);
        self.state = LexerState::Tag;
    }

    fn tag(&mut self) {
        let rest = &self.line[self.at..];
        if let Some(quote) = self.grammar.quotes.iter().find(|quote| rest.starts_with(quote.open)) {
            self.push(quote.open.len(), Token::Literal);
            self.state = LexerState::Literal(quote.close, false);
        } else if rest.starts_with('>') || rest.starts_with("/>") {
            let bytes = rest.find('>').map_or(1, |at| at + 1);
            self.push(bytes, Token::Keyword);
            self.state = LexerState::Code;
        } else {
            let bytes = rest.chars().next().map_or(1, char::len_utf8);
            self.push(bytes, Token::Plain);
        }
    }
}

/// Says whether a string opens here; `'a` is a lifetime and `'a'` a letter.
fn opens(rest: &str, quote: &Quote) -> bool {
    let Some(inside) = rest.strip_prefix(quote.open) else { return false };
    if !quote.letter {
        return true;
    }
    let mut letters = inside.chars();
    match letters.next() {
        Some('\\') => true,
        Some(_) => letters.next() == Some('\''),
        None => false,
    }
}

fn end_of_literal(rest: &str, close: &str, escapes: bool) -> Option<usize> {
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(close) {
            return Some(at + close.len());
        }
        let skipped = if escapes && rest[at..].starts_with('\\') { 2 } else { 1 };
        at += rest[at..].chars().take(skipped).map(char::len_utf8).sum::<usize>();
    }
    None
}

/// Returns the bytes of a number: `1_000`, `0xff`, `2.5e-3`; `1..2` and `1.max()` end at the dot.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let dot = byte == b'.' && digit(at + 1) && !rest[..at].contains('.');
        let sign = matches!(byte, b'+' | b'-')
            && matches!(bytes[at - 1], b'e' | b'E')
            && !rest.starts_with("0x")
            && digit(at + 1);
        if !(byte.is_ascii_alphanumeric() || byte == b'_' || dot || sign) {
            break;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns the pieces that are not plain, with a letter for what each is.
    fn tokens(name: &str, text: &str) -> Vec<String> {
        let language = Language::named(name).unwrap();
        let (mut state, mut coloured) = (LexerState::default(), Vec::new());
        for line in text.lines() {
            let (tokens, next) = lex(line, language, state);
            state = next;
            for (range, token) in tokens {
                let letter = match token {
                    Token::Plain => continue,
                    Token::Keyword => 'k',
                    Token::Literal => 's',
                    Token::Number => 'n',
                    Token::Comment => 'c',
                };
                coloured.push(format!("{letter}:{}", &line[range]));
            }
        }
        coloured
    }

    #[test]
    fn rust_tells_lifetimes_from_letters() {
        assert_eq!(
            tokens("rust", "fn f<'a>(x: &'a str) -> char { '\\'' } // ok"),
            ["k:fn", "k:str", "k:char", "s:'\\''", "c:// ok"]
        );
        assert_eq!(tokens("rs", "let x = r#\"a\"b\"# + 1_000.5;"), ["k:let", "s:r#\"a\"b\"#", "n:1_000.5"]);
    }

    #[test]
    fn comments_and_strings_go_on_over_lines() {
        assert_eq!(tokens("c", "a /* one\nint two */ int b;"), ["c:/* one", "c:int two */", "k:int"]);
        assert_eq!(
            tokens("python", "x = '''if\nelse''' if 'it''s' # no"),
            ["s:'''if", "s:else'''", "k:if", "s:'it''s'", "c:# no"]
        );
        assert_eq!(
            tokens("ts", "const a = `x\ny` as string"),
            ["k:const", "s:`x", "s:y`", "k:as", "k:string"]
        );
    }

    #[test]
    fn a_string_that_may_not_go_on_ends_with_its_line() {
        assert_eq!(tokens("go", "a := \"open\nreturn 1"), ["s:\"open", "k:return", "n:1"]);
        assert_eq!(tokens("json", "{\"a\": true, \"b\": 1e-3}"), ["s:\"a\"", "k:true", "s:\"b\"", "n:1e-3"]);
    }

    #[test]
    fn languages_of_data_show_keys_and_heads() {
        assert_eq!(tokens("toml", "[card] # x\nq = \"it's\""), ["k:[card] ", "c:# x", "s:\"it's\""]);
        assert_eq!(tokens("yaml", "name: a#b # c\non: true"), ["k:name", "c:# c", "k:on", "k:true"]);
        assert_eq!(tokens("sql", "SELECT 'it''s' -- no"), ["k:SELECT", "s:'it''s'", "c:-- no"]);
        assert_eq!(tokens("sh", "echo $#; # done"), ["k:echo", "c:# done"]);
    }

    #[test]
    fn html_shows_tags_and_leaves_text_alone() {
        assert_eq!(
            tokens("html", "<a href=\"x>y\">it's</a><!-- no -->"),
            ["k:<a", "s:\"x>y\"", "k:>", "k:</a>", "c:<!-- no -->"]
        );
    }

    #[test]
    fn a_language_is_found_by_its_names_only() {
        assert!(Language::named("Rust,ignore").is_some() && Language::named("c++").is_some());
        assert!(Language::named("").is_none() && Language::named("klingon").is_none());
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(which in 0..GRAMMARS.len(), lines in prop::collection::vec("[a-z '\"`#/*<>\\[\\]{}.0-9\\\\é漢-]{0,40}", 1..5)) {
            let mut state = LexerState::default();
            for line in &lines {
                let (tokens, next) = lex(line, Language(&GRAMMARS[which]), state);
                state = next;
                let joined: String = tokens.into_iter().map(|(range, _)| &line[range]).collect();
                prop_assert_eq!(&joined, line);
            }
        }
    }
}
