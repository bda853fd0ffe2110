//! Cards that are no TOML, taken out so that the parser reads all the others.
//!
//! An unclosed bracket or quotation mark swallows what follows it, and the parser gives up on what follows
//! some faults; so a file with a fault is first read piece by piece, from one header line to the next.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::sink::{Fault, Sink};
use crate::text::toml::{fits, is_open};

/// Broken cards of a file that are reported one by one.
const PASSES: usize = 40;
/// Pieces joined to see whether a header line stands inside a text of several lines.
const JOINED: usize = 4;
/// Bytes up to which every fault of a text is asked for, and every way to read it tried.
const SMALL: usize = 256 << 10;
/// Bytes that are read once more, in all, to find the faults of a large file.
const AGAIN: usize = 8 << 20;

/// Blanks every card that is no TOML and reports it; the rest keeps its place in the file.
pub(super) fn without_broken(sink: &Sink<'_>, text: &str) -> String {
    let broken = broken_pieces(text);
    for piece in &broken {
        // What is only counted need not be read again.
        let faults = if sink.is_full() { vec![whole_piece(piece)] } else { faults(text, piece) };
        sink.syntax(&faults);
    }
    let mut text = blanked(text.as_bytes().to_vec(), &broken);
    // What is left are faults between pieces, such as a table that is there twice.
    for _ in 0..passes(&text) {
        let faults = faults(&text, &(0..text.len()));
        let card = faults.iter().map(|fault| fault.0.start).min().map(|first| sink.card_around(first));
        let Some(card) = card.filter(|card| !card.is_empty()) else { break };
        let own: Vec<Fault> = faults.into_iter().filter(|fault| card.contains(&fault.0.start)).collect();
        sink.syntax(&own);
        text = blanked(text.into_bytes(), &[card]);
    }
    text
}

/// Reads what is left; faults that are still there cost only the cards they stand in.
pub(super) fn rest<'t>(sink: &Sink<'_>, text: &'t str) -> DeTable<'t> {
    if let Err(too_much) = fits(text) {
        sink.too_much(&too_much);
        return DeTable::new();
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    sink.syntax(&errors.iter().map(|error| fault(error, text.len(), 0)).collect::<Vec<_>>());
    table.into_inner()
}

fn passes(text: &str) -> usize {
    if text.len() <= SMALL { PASSES } else { (AGAIN / text.len()).min(PASSES) }
}

fn fault(error: &Error, length: usize, offset: usize) -> Fault {
    let span = error.span().unwrap_or(0..0);
    let end = span.end.min(length);
    (offset + span.start.min(end)..offset + end, error.message().to_owned())
}

fn whole_piece(piece: &Range<usize>) -> Fault {
    (piece.start..piece.start, String::new())
}

/// Returns the faults of a part; of a large one, the first.
fn faults(text: &str, part: &Range<usize>) -> Vec<Fault> {
    let (text, offset) = (&text[part.clone()], part.start);
    if text.len() <= SMALL {
        let (_, errors) = DeTable::parse_recoverable(text);
        return errors.iter().map(|error| fault(error, text.len(), offset)).collect();
    }
    match fits(text) {
        Ok(()) => DeTable::parse(text).err().iter().map(|error| fault(error, text.len(), offset)).collect(),
        Err(too_much) => vec![(offset + too_much.at..offset + too_much.at, too_much.what)],
    }
}

fn is_whole(text: &str) -> bool {
    fits(text).is_ok() && DeTable::parse(text).is_ok()
}

fn broken_pieces(text: &str) -> Vec<Range<usize>> {
    let pieces = pieces(text);
    let mut tries = SMALL.max(AGAIN);
    let (mut broken, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        let piece = pieces[at].clone();
        if is_whole(&text[piece.clone()]) {
            at += 1;
            continue;
        }
        // Only what is open at its end can be made whole by what follows.
        let last = if is_open(&text[piece.clone()]) { (at + JOINED).min(pieces.len() - 1) } else { at };
        let joined = (at + 1..=last).find(|end| {
            let part = piece.start..pieces[*end].end;
            let affordable = tries >= part.len();
            tries = tries.saturating_sub(part.len());
            affordable && is_whole(&text[part])
        });
        if joined.is_none() {
            broken.push(piece);
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
    if !line.starts_with('[') {
        return false;
    }
    let line = line.split('#').next().unwrap_or_default().trim_end();
    line.ends_with(']') && !line.contains([',', '='])
}

/// Puts blanks in place of parts, line by line, so that all that follows keeps its place.
fn blanked(mut text: Vec<u8>, parts: &[Range<usize>]) -> String {
    for byte in parts.iter().cloned().flatten() {
        if text[byte] != b'\n' {
            text[byte] = b' ';
        }
    }
    // Parts begin and end between letters.
    String::from_utf8(text).unwrap_or_default()
}
