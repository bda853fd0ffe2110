//! A text too long to lay out whole: laid out as far as it is looked at, and remembered by width.

use super::Safe;
use super::markup::{Checkpoint, Spans};

/// Bytes from which a text is long: about a thousand lines.
pub const LONG: usize = 64 << 10;
/// Lines between two places that are remembered.
const APART: usize = 64;
/// Widths that are remembered; a window that is pulled larger passes through many.
const WIDTHS: usize = 4;

/// A long text and what is known of its layout.
pub struct Long {
    text: Safe,
    known: Vec<Known>,
}

/// The layout at one width, as far as it is known.
struct Known {
    columns: usize,
    /// Places with the number of lines above them.
    places: Vec<(usize, Checkpoint)>,
    /// All lines, once the end was seen.
    total: Option<usize>,
}

/// Lines that stand below each other somewhere in a long text.
#[derive(Debug, Default)]
pub struct Window {
    /// The lines.
    pub lines: Vec<Spans>,
    /// The bytes of the text down to the last of them, as a share.
    pub share: f64,
}

impl Long {
    /// Takes a text, if it is long.
    pub fn of(text: &Safe) -> Option<Self> {
        (text.len() > LONG).then(|| Self { text: text.clone(), known: Vec::new() })
    }

    /// Lays out some lines from a line on; fewer when the text ends.
    pub fn window(&mut self, from: usize, lines: usize, columns: usize) -> Window {
        let text = &self.text;
        let known = known(&mut self.known, columns);
        let (mut row, mut place) = known.above(from);
        let mut window = Window::default();
        while window.lines.len() < lines {
            let Some(more) = place.step(text, columns) else {
                known.total = Some(row);
                break;
            };
            let above = from.saturating_sub(row).min(more.len());
            row += more.len();
            let room = lines - window.lines.len();
            window.lines.extend(more.into_iter().skip(above).take(room));
            known.reached(row, &place);
        }
        window.share = place.byte() as f64 / text.len().max(1) as f64;
        window
    }

    /// Returns the number of lines, once the end was seen at this width.
    pub fn total(&self, columns: usize) -> Option<usize> {
        self.known.iter().find(|known| known.columns == columns)?.total
    }
}

fn known(all: &mut Vec<Known>, columns: usize) -> &mut Known {
    let at = all.iter().position(|known| known.columns == columns).unwrap_or_else(|| {
        if all.len() == WIDTHS {
            all.remove(0);
        }
        all.push(Known { columns, places: vec![(0, Checkpoint::default())], total: None });
        all.len() - 1
    });
    &mut all[at]
}

impl Known {
    /// Returns the nearest place that is known above a line.
    fn above(&self, line: usize) -> (usize, Checkpoint) {
        let after = self.places.partition_point(|(row, _)| *row <= line);
        self.places[after.saturating_sub(1)].clone()
    }

    fn reached(&mut self, row: usize, place: &Checkpoint) {
        if self.places.last().is_none_or(|(last, _)| row >= last + APART) {
            self.places.push((row, place.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::text::markup::lay_out;
    use crate::text::show;
    use proptest::prelude::*;

    fn long(text: &str) -> (Long, Safe) {
        let safe = show(text);
        (Long { text: safe.clone(), known: Vec::new() }, safe)
    }

    /// Paragraphs, lists and code, with one paragraph that is longer than a piece.
    fn mixed() -> String {
        let block = "# Head\n\nOne *two* three four five six.\n- item\n  - inner\n\n```rust\nlet s = \"x\n\n y\";\n```\n";
        format!("{}{}\n\n{}", block.repeat(80), "word 漢字 ".repeat(3_000), block.repeat(80))
    }

    #[test]
    fn only_a_long_text_is_taken() {
        assert!(Long::of(&show(&"a".repeat(LONG))).is_none());
        assert!(Long::of(&show(&"a".repeat(LONG + 1))).is_some());
    }

    #[test]
    fn a_look_at_the_beginning_reads_no_further() {
        let (mut long, text) = long(&"word ".repeat(100_000));
        let window = long.window(0, 20, 40);
        assert_eq!(window.lines.len(), 20);
        assert!(window.share * (text.len() as f64) < 10_000.0, "{}", window.share);
        assert_eq!(long.total(40), None);
    }

    #[test]
    fn the_end_is_known_when_it_was_seen() {
        let (mut long, text) = long(&mixed());
        let window = long.window(usize::MAX, 20, 40);
        assert!(window.lines.is_empty());
        assert_eq!(long.total(40), Some(lay_out(&text, 40).len()));
        assert!((window.share - 1.0).abs() < 1e-9);
    }

    /// The text laid out whole, eight to eleven columns wide.
    static WHOLE: LazyLock<Vec<Vec<Spans>>> =
        LazyLock::new(|| (8..12).map(|columns| lay_out(&show(&mixed()), columns)).collect());

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

        #[test]
        fn any_jump_shows_what_stands_there(
            jumps in prop::collection::vec((0_usize..4_000, 0_usize..40, 8_usize..12), 1..12),
        ) {
            let (mut long, _) = long(&mixed());
            for (from, lines, columns) in jumps {
                let there: Vec<Spans> = WHOLE[columns - 8].iter().skip(from).take(lines).cloned().collect();
                prop_assert_eq!(long.window(from, lines, columns).lines, there);
            }
        }
    }
}
