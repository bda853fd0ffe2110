//! The little markup decks may use: paragraphs, `- ` bullets, backquotes for code, `*stress*`, fenced code.

use super::{Safe, wrap};

/// How a piece of text is stressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As the rest.
    Plain,
    /// Stressed.
    Strong,
    /// Code.
    Code,
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

/// A block of text between blank lines.
enum Block {
    Paragraph(String),
    Bullet(String),
    Code(String),
    Gap,
}

/// Lays a text out in lines of at most `columns` columns.
pub fn lay_out(text: &Safe, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Paragraph(text) => lines.extend(flow(&text, columns, "", "")),
            Block::Bullet(text) => lines.extend(flow(&text, columns, "- ", "  ")),
            Block::Code(line) => lines.extend(code(&line, columns)),
            Block::Gap => lines.push(Line::new()),
        }
    }
    lines
}

/// Returns the text without its marks, a paragraph or bullet a line.
pub fn plain(text: &Safe) -> String {
    let bare = |text: &str| inline(text).into_iter().map(|span| span.text).collect::<String>();
    let line = |block: Block| match block {
        Block::Paragraph(text) => bare(&text),
        Block::Bullet(text) => format!("- {}", bare(&text)),
        Block::Code(line) => line,
        Block::Gap => String::new(),
    };
    blocks(text).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            blocks.push(Block::Code(line.trim_end().to_owned()));
        } else if bare.is_empty() {
            if !matches!(blocks.last(), Some(Block::Gap) | None) {
                blocks.push(Block::Gap);
            }
        } else if let Some(item) = bare.strip_prefix("- ") {
            blocks.push(Block::Bullet(item.to_owned()));
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(open) | Block::Bullet(open)) => {
                    open.push(' ');
                    open.push_str(bare);
                }
                Some(Block::Code(_) | Block::Gap) | None => blocks.push(Block::Paragraph(bare.to_owned())),
            }
        }
    }
    if matches!(blocks.last(), Some(Block::Gap)) {
        blocks.pop();
    }
    blocks
}

fn code(line: &str, columns: usize) -> Vec<Line> {
    let piece =
        |range: std::ops::Range<usize>| vec![Span { text: line[range].to_owned(), weight: Weight::Code }];
    wrap(line, columns).into_iter().map(piece).collect()
}

/// Splits a paragraph into spans; marks that are not closed stay as they are.
fn inline(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    while let Some(at) = rest.find(['`', '*']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let opens =
            before.chars().next_back().or(plain.chars().next_back()).is_none_or(|c| !c.is_alphanumeric());
        if let Some((inner, weight, len)) = marked(from, opens) {
            if !plain.is_empty() {
                spans.push(Span { text: std::mem::take(&mut plain), weight: Weight::Plain });
            }
            spans.push(Span { text: inner.to_owned(), weight });
            rest = &from[len..];
        } else {
            plain.push_str(&from[..1]);
            rest = &from[1..];
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        spans.push(Span { text: plain, weight: Weight::Plain });
    }
    spans
}

/// Reads a marked piece at the start of a text: its inside, its weight, the bytes it takes.
fn marked(text: &str, opens_word: bool) -> Option<(&str, Weight, usize)> {
    let mark = ["**", "*", "`"].into_iter().find(|mark| text.starts_with(mark))?;
    let weight = if mark == "`" { Weight::Code } else { Weight::Strong };
    let inside = &text[mark.len()..];
    let end = inside.find(mark)?;
    let inner = &inside[..end];
    let after = inside[end + mark.len()..].chars().next();
    let tight = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
    // `2*3*4` multiplies: stress opens before a word and closes after one.
    let closes = after.is_none_or(|letter| !letter.is_alphanumeric());
    (tight && (weight == Weight::Code || (opens_word && closes))).then_some((
        inner,
        weight,
        inner.len() + 2 * mark.len(),
    ))
}

fn flow(text: &str, columns: usize, first: &'static str, later: &'static str) -> Vec<Line> {
    let spans = inline(text);
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    let room = columns.saturating_sub(first.len()).max(1);
    let mut lines = Vec::new();
    for (at, range) in wrap(&whole, room).into_iter().enumerate() {
        let indent = if at == 0 { first } else { later };
        let mut line = Line::new();
        if !indent.is_empty() && columns > first.len() {
            line.push(Span { text: indent.to_owned(), weight: Weight::Plain });
        }
        let mut start = 0;
        for span in &spans {
            let end = start + span.text.len();
            let (from, to) = (range.start.max(start), range.end.min(end));
            if from < to {
                line.push(Span { text: whole[from..to].to_owned(), weight: span.weight });
            }
            start = end;
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::show;

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
        assert_eq!(drawn("```\nlet x = 1;\n  y\n```", 40), ["let x = 1;", "  y"]);
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain(&show("a *b* `c`\n- d")), "a b c\n- d");
    }
}
