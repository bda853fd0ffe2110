//! Cards that are no TOML, taken out so that the parser reads all the others.
//!
//! An unclosed bracket or quotation mark swallows what follows it, and the parser gives up on what follows
//! some faults; so a file with a fault is first read piece by piece, from one header line to the next.

use std::ops::Range;

use toml::de::DeTable;

use super::sink::Sink;

/// Broken cards of a file that are reported one by one.
const PASSES: usize = 40;
/// Pieces joined to see whether a header line stands inside a text of several lines.
const JOINED: usize = 4;

/// A fault of the TOML: where, and what the parser says.
pub(super) type Fault = (Range<usize>, String);

/// Blanks every card that is no TOML and reports it; the rest keeps its place in the file.
pub(super) fn without_broken(sink: &Sink<'_>, text: &str) -> String {
    let mut text = text.to_owned();
    for piece in broken_pieces(&text) {
        sink.syntax(&faults(&text[piece.clone()], piece.start));
        blank(&mut text, piece);
    }
    // What is left are faults between pieces, such as a table that is there twice.
    for pass in 0..=PASSES {
        let faults = faults(&text, 0);
        if faults.is_empty() {
            break;
        }
        let card = sink.card_around(faults.iter().map(|fault| fault.0.start).min().unwrap_or_default());
        if pass == PASSES || card.is_empty() {
            sink.syntax(&faults);
            break;
        }
        let own: Vec<Fault> = faults.into_iter().filter(|fault| card.contains(&fault.0.start)).collect();
        sink.syntax(&own);
        blank(&mut text, card);
    }
    text
}

fn faults(text: &str, offset: usize) -> Vec<Fault> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let fault = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        let end = span.end.min(text.len());
        (offset + span.start.min(end)..offset + end, error.message().to_owned())
    };
    errors.iter().map(fault).collect()
}

fn broken_pieces(text: &str) -> Vec<Range<usize>> {
    let pieces = pieces(text);
    let whole = |range: Range<usize>| faults(&text[range], 0).is_empty();
    let (mut broken, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        if whole(pieces[at].clone()) {
            at += 1;
            continue;
        }
        let last = (at + JOINED).min(pieces.len() - 1);
        let joined = (at + 1..=last).find(|end| whole(pieces[at].start..pieces[*end].end));
        if joined.is_none() {
            broken.push(pieces[at].clone());
        }
        at = joined.unwrap_or(at) + 1;
    }
    broken
}

fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && is_header(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    line.starts_with('[') && line.ends_with(']') && !line.contains([',', '='])
}

/// Puts blanks in place of a part, line by line, so that all that follows keeps its place.
fn blank(text: &mut String, part: Range<usize>) {
    let blank: String =
        text[part.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(part, &blank);
}
