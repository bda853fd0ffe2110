//! The little markup decks may use: paragraphs, `- ` and `1. ` lists of two levels, `# ` headings, `> ` quotations,
//! backquotes for code, `*stress*`, `_emphasis_`, fenced code. It is laid out from any place on, block by block.

mod block;
mod inline;

use std::ops::Range;

use self::block::{Cursor, Kind, Piece};
use self::inline::inline;
use super::Safe;
use super::code::{State, Token, lex};
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
pub type Line = Vec<Span>;

/// A place in a text from which it can be laid out.
#[derive(Clone, Debug, Default)]
pub struct Place {
    cursor: Cursor,
    /// What is left of a block that goes on: the beginning of its next line.
    carry: Vec<Span>,
    /// Whether a line of that block is laid out already.
    begun: bool,
    /// What the last line of code left open, and the fence it stands in.
    code: (usize, State),
}

impl Place {
    /// Returns the byte of the text this place has reached.
    pub fn byte(&self) -> usize {
        self.cursor.byte
    }

    /// Lays out the next lines, if the text goes on.
    pub fn step(&mut self, text: &Safe, columns: usize) -> Option<Vec<Line>> {
        let piece = self.cursor.next(text)?;
        if piece.first {
            self.begun = false;
        }
        let lines = match piece.kind {
            Kind::Gap => vec![Line::new()],
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
    fn highlighted(&mut self, piece: &Piece) -> Vec<Span> {
        let Kind::Code(Some(language)) = piece.kind else {
            return vec![Span { text: piece.text.clone(), weight: Weight::Code }];
        };
        if piece.more || !piece.first {
            return vec![Span { text: piece.text.clone(), weight: Weight::Plain }];
        }
        let (fence, state) = self.code;
        let state = if fence == self.cursor.fences { state } else { State::default() };
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
        piece: &Piece,
        spans: Vec<Span>,
        label: (&str, Weight),
        below: (&str, Weight),
        columns: usize,
    ) -> Vec<Line> {
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
            let mut line = Line::new();
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
pub fn lay_out(text: &Safe, columns: usize) -> Vec<Line> {
    beginning(text, columns, usize::MAX).0
}

/// Lays out the beginning of a text, some blocks past so many bytes; returns the bytes that are left.
pub fn beginning(text: &Safe, columns: usize, bytes: usize) -> (Vec<Line>, usize) {
    let (mut lines, mut place) = (Vec::new(), Place::default());
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
    let (mut cursor, mut plain) = (Cursor::default(), String::new());
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
fn slice(spans: &[Span], range: Range<usize>) -> Line {
    let mut line = Line::new();
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
mod tests {
    use super::*;
    use crate::text::{show, width};
    use proptest::prelude::*;

    fn drawn(text: &str, columns: usize) -> Vec<String> {
        let line = |line: Line| line.into_iter().map(|span| span.text).collect();
        lay_out(&show(text), columns).into_iter().map(line).collect()
    }

    #[test]
    fn a_newline_is_a_space_and_a_blank_line_a_paragraph() {
        assert_eq!(drawn("one\ntwo\n\n\nthree\n", 40), ["one two", "", "three"]);
    }

    #[test]
    fn bullets_hang() {
        assert_eq!(drawn("- one two\nthree\n- four", 9), ["- one two", "  three", "- four"]);
    }

    #[test]
    fn marks_become_weights() {
        let line = lay_out(&show("a *b c* `d` 2*3*4 *"), 40).remove(0);
        let strong: Vec<(&str, Weight)> = line.iter().map(|span| (span.text.as_str(), span.weight)).collect();
        assert_eq!(
            strong,
            [
                ("a ", Weight::Plain),
                ("b c", Weight::Strong),
                (" ", Weight::Plain),
                ("d", Weight::Code),
                (" 2*3*4 *", Weight::Plain),
            ]
        );
    }

    #[test]
    fn a_stress_may_cross_a_line_end() {
        let lines = lay_out(&show("*one two*"), 4);
        assert!(lines.iter().flatten().all(|span| span.weight == Weight::Strong), "{lines:?}");
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn fenced_code_keeps_its_lines() {
        assert_eq!(drawn("```\nlet x = 1;\n\n  y\n```\nz", 40), ["  let x = 1;", "", "    y", "z"]);
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain(&show("a *b* `c`\n- d")), "a b c\n- d");
    }

    fn weights(text: &str) -> Vec<(String, Weight)> {
        lay_out(&show(text), 80).into_iter().flatten().map(|span| (span.text, span.weight)).collect()
    }

    #[test]
    fn numbers_and_inner_items_hang_under_their_words() {
        assert_eq!(
            drawn("1. one two\n2. x\n  - in ner\n10. y", 8),
            ["1. one", "   two", "2. x", "  - in", "    ner", "10. y"]
        );
        assert_eq!(drawn("  - even\n  - indent", 20), ["- even", "- indent"]);
    }

    #[test]
    fn a_sentence_may_go_on_with_a_number() {
        assert_eq!(drawn("Born in\n1984. Then\n3. No", 40), ["Born in 1984. Then 3. No"]);
        assert_eq!(drawn("Try\n1. this\n2. that", 40), ["Try", "1. this", "2. that"]);
        assert_eq!(drawn("01. kept", 40), ["01. kept"]);
    }

    #[test]
    fn headings_are_strong_and_end_with_their_line() {
        assert_eq!(
            weights("# One `x`\nmore"),
            [("One ".into(), Weight::Strong), ("x".into(), Weight::Code), ("more".into(), Weight::Plain)]
        );
        assert_eq!(drawn("#1 and #hash\n##### deep", 40), ["#1 and #hash ##### deep"]);
    }

    #[test]
    fn quotations_have_a_rail_and_figures_have_none() {
        assert_eq!(
            drawn("> one two\n> three\n>\n> four\nfive", 7),
            ["> one", "> two", "> three", "> ", "> four", "five"]
        );
        assert_eq!(weights("> 500 ms"), [("> 500 ms".into(), Weight::Plain)]);
    }

    #[test]
    fn underscores_mark_words_and_never_names() {
        let soft = |text: &str| weights(text).iter().any(|(_, weight)| *weight == Weight::Soft);
        assert!(soft("an _old hat_.") && soft("(_so_)"));
        for name in [
            "snake_case_name",
            "__init__",
            "_private and _other",
            "__b_ c",
            "c _a__",
            "match _ { _ => 1 }",
            "_a b",
        ] {
            assert_eq!(weights(name), [(name.to_owned(), Weight::Plain)]);
        }
    }

    #[test]
    fn marks_may_stand_within_marks() {
        assert_eq!(
            weights("**a `b` _c_**"),
            [
                ("a ".into(), Weight::Strong),
                ("b".into(), Weight::Code),
                (" ".into(), Weight::Strong),
                ("c".into(), Weight::Soft)
            ]
        );
        assert_eq!(weights("*2*3 and x*"), [("2*3 and x".into(), Weight::Strong)]);
    }

    #[test]
    fn marks_that_are_not_closed_stay() {
        for text in ["a *b", "**a*b", "`a", "_a", "* a*", "a ```b``` c", "```a``` b"] {
            let plain: String = drawn(text, 80).concat();
            assert!(plain.matches(['*', '`', '_']).count() + 6 >= text.matches(['*', '`', '_']).count());
        }
        assert_eq!(drawn("a *b `c _d **e", 80), ["a *b `c _d **e"]);
    }

    #[test]
    fn a_line_of_code_is_cut_where_the_columns_end() {
        assert_eq!(drawn("```\nlet a = 12;\n```", 9), ["  let a =", ">  12;"]);
        let onward = weights(&format!("```rust\n{}\n```", "x".repeat(90)));
        assert_eq!(onward[2], ("> ".into(), Weight::Onward));
    }

    #[test]
    fn code_is_coloured_by_its_language_and_each_fence_starts_anew() {
        let text = "```rust\nlet x = \"open\n```\n```rust\nlet y;\n```\n```what\nlet\n```";
        let found = weights(text);
        assert!(found.contains(&("\"open".into(), Weight::Literal)));
        assert_eq!(
            found.iter().filter(|(text, weight)| text == "let" && *weight == Weight::Keyword).count(),
            2
        );
        assert!(found.contains(&("let".into(), Weight::Code)));
    }

    #[test]
    fn chinese_lines_join_without_a_space_and_korean_ones_with_one() {
        assert_eq!(drawn("漢字\n漢字、\nかな a\n漢 한글\n한글", 80), ["漢字漢字、かな a 漢 한글 한글"]);
    }

    #[test]
    fn right_to_left_text_keeps_its_logical_order() {
        let text = "שלום עולם abc مرحبا بالعالم";
        assert_eq!(drawn(text, 80), [text]);
        assert_eq!(drawn(text, 14).join(" "), text);
    }

    #[test]
    fn a_paragraph_of_many_pieces_has_no_seam() {
        for word in ["word ", "漢字", "wörter-", "אבג "] {
            let text = show(&word.repeat(4_000));
            let lines = lay_out(&text, 31);
            let full = |line: &Line| line.iter().map(|span| width(&span.text)).sum::<usize>() > 20;
            assert!(lines[..lines.len() - 1].iter().all(full), "{word}");
            assert_eq!(plain(&text), text.trim_end());
        }
        let code = show(&format!("```\n{}\n```", "0123456789".repeat(2_000)));
        let wide = |line: &Line| line.iter().map(|span| width(&span.text)).sum::<usize>();
        assert!(lay_out(&code, 42).iter().all(|line| wide(line) == 42));
    }

    /// Letters that no mark may swallow; `rust` is the name of a fence's language and nothing else.
    fn letters(text: &str) -> String {
        text.chars().filter(|letter| letter.is_alphanumeric() && !"rust".contains(*letter)).collect()
    }

    const MARKED: &str = "(\\*|\\*\\*|_|`[a-q]|[a-q]`|\n```\n|\n```rust\n|- |\\* |1\\. |12\\. |# |> |>|  |\n|\n\n| |[a-q]{1,6}|[0-9]{1,3}|漢字|👩‍👩‍👧|e\u{301}|لا|한|\"|//|/\\*|#){0,60}";

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_line_is_wider_than_asked(text in MARKED, columns in 2_usize..40) {
            for line in lay_out(&show(&text), columns) {
                let wide: usize = line.iter().map(|span| width(&span.text)).sum();
                prop_assert!(wide <= columns, "{line:?}");
            }
        }

        #[test]
        fn no_letter_is_lost(text in MARKED, columns in 8_usize..40) {
            let text = show(&text);
            let spans = lay_out(&text, columns).into_iter().flatten();
            let kept: String = spans.map(|span| span.text).collect();
            prop_assert_eq!(letters(&kept), letters(&text));
            prop_assert_eq!(letters(&plain(&text)), letters(&text));
        }
    }
}
