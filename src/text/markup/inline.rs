//! Marks within a line: `*stress*`, `**stress**`, `_emphasis_`, backquotes for code. Marks that are not closed
//! stay as they are.

use super::{Span, Weight};

/// Ends of a mark that are tried; the rest of a hostile text stays as it is.
const TRIES: usize = 16;
/// Marks within marks.
const DEEP: usize = 2;

/// Splits a paragraph into spans.
pub(super) fn inline(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    read(text, Weight::Plain, 0, &mut spans);
    spans
}

fn read(text: &str, outer: Weight, depth: usize, spans: &mut Vec<Span>) {
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['`', '*', '_']) {
        at += found;
        let Some(marked) = Marked::at(text, at) else {
            at += 1;
            continue;
        };
        push(spans, &text[plain..at], outer);
        let inner = &text[at + marked.mark..at + marked.mark + marked.inner];
        if marked.weight == Weight::Code || depth == DEEP {
            push(spans, inner, marked.weight);
        } else {
            read(inner, marked.weight, depth + 1, spans);
        }
        at += marked.inner + 2 * marked.mark;
        plain = at;
    }
    push(spans, &text[plain..], outer);
}

fn push(spans: &mut Vec<Span>, text: &str, weight: Weight) {
    if !text.is_empty() {
        spans.push(Span { text: text.to_owned(), weight });
    }
}

/// A marked piece: bytes of its mark and of its inside.
struct Marked {
    weight: Weight,
    mark: usize,
    inner: usize,
}

impl Marked {
    fn at(text: &str, at: usize) -> Option<Self> {
        let rest = &text[at..];
        let mark = ["**", "*", "_", "`"].into_iter().find(|mark| rest.starts_with(mark))?;
        let weight = match mark {
            "`" => Weight::Code,
            "_" => Weight::Soft,
            _ => Weight::Strong,
        };
        let before = text[..at].chars().next_back();
        // `2*3*4` multiplies and `snake_case` is a name: stress opens before a word and closes after one.
        if weight != Weight::Code && before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            return None;
        }
        let inside = &rest[mark.len()..];
        let inner = inside
            .match_indices(mark)
            .take(if weight == Weight::Code { 1 } else { TRIES })
            .map(|(end, _)| end)
            .find(|end| closes(&inside[..*end], &inside[end + mark.len()..], weight))?;
        Some(Self { weight, mark: mark.len(), inner })
    }
}

/// Says whether a mark with this inside and this text behind it is closed.
fn closes(inner: &str, behind: &str, weight: Weight) -> bool {
    let tight = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
    let next = behind.chars().next();
    let ends = next.is_none_or(|letter| !letter.is_alphanumeric());
    match weight {
        Weight::Code => tight,
        // `__init__` and `_` alone are names.
        Weight::Soft => {
            let name = inner.ends_with('_') || next == Some('_');
            let word =
                inner.starts_with(|letter: char| letter.is_alphanumeric() || "*`\"'(".contains(letter));
            tight && ends && !name && word
        }
        _ => tight && ends,
    }
}
