//! Widths in columns and wrapping by word, on grapheme clusters.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns a text takes in a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Splits a text into ranges of at most `columns` columns, by word; lines already split stay split.
/// The space a line breaks at belongs to no range.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, columns.max(1), &mut lines);
        start += line.len() + 1;
    }
    lines
}

fn wrap_line(line: &str, offset: usize, columns: usize, lines: &mut Vec<Range<usize>>) {
    let (mut from, mut end, mut used) = (0, 0, 0);
    for (at, word) in line.split_word_bound_indices() {
        let wide = width(word);
        if used + wide <= columns {
            used += wide;
            end = at + word.len();
            continue;
        }
        if word.trim().is_empty() {
            // A break swallows the space it falls on.
            lines.push(offset + from..offset + end);
            (from, end, used) = (at + word.len(), at + word.len(), 0);
            continue;
        }
        if used > 0 {
            let kept = line[from..end].trim_end().len();
            lines.push(offset + from..offset + from + kept);
            (from, end, used) = (at, at, 0);
        }
        for (inner, cluster) in word.grapheme_indices(true) {
            let wide = width(cluster);
            if used + wide > columns && used > 0 {
                lines.push(offset + from..offset + end);
                (from, used) = (at + inner, 0);
            }
            used += wide;
            end = at + inner + cluster.len();
        }
    }
    lines.push(offset + from..offset + end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_move_to_the_next_line_whole() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("a\n\nb", 8), ["a", "", "b"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn wide_letters_count_double() {
        assert_eq!(lines("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(width("漢a"), 3);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "[a-z 漢é👩‍👧\n-]{0,80}", columns in 2_usize..30) {
            for line in lines(&text, columns) {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
        }

        #[test]
        fn no_letter_is_lost(text in "[a-z 漢\n]{0,80}", columns in 0_usize..30) {
            let kept: String = lines(&text, columns).concat().split_whitespace().collect();
            prop_assert_eq!(kept, text.split_whitespace().collect::<String>());
        }
    }
}
