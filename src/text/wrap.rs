//! Widths in columns, and wrapping where Unicode (UAX 14) lets a line break; words too long are cut between
//! grapheme clusters.

use std::ops::Range;

use unicode_linebreak::linebreaks;
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
    let mut start = 0;
    for (stop, _) in linebreaks(line) {
        let piece = &line[start..stop];
        let word = piece.trim_end();
        let wide = width(word);
        if used + wide > columns {
            if used > 0 {
                lines.push(offset + from..offset + end);
                (from, used) = (start, 0);
            }
            (from, used) = cut(line, start..start + word.len(), (from, used), columns, offset, lines);
        } else {
            used += wide;
        }
        end = start + word.len();
        used += width(&piece[word.len()..]);
        start = stop;
    }
    lines.push(offset + from..offset + end.max(from));
}

/// Cuts a word that no line can hold between its clusters; one that fits stays whole.
fn cut(
    line: &str,
    word: Range<usize>,
    (mut from, mut used): (usize, usize),
    columns: usize,
    offset: usize,
    lines: &mut Vec<Range<usize>>,
) -> (usize, usize) {
    for (inner, cluster) in line[word.clone()].grapheme_indices(true) {
        let (at, wide) = (word.start + inner, width(cluster));
        if used + wide > columns && used > 0 {
            lines.push(offset + from..offset + at);
            (from, used) = (at, 0);
        }
        used += wide;
    }
    (from, used)
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
    fn punctuation_stays_with_its_word() {
        assert_eq!(lines("one (two) three", 8), ["one", "(two)", "three"]);
        assert_eq!(lines("one two, three", 7), ["one", "two,", "three"]);
    }

    #[test]
    fn leading_space_is_kept() {
        assert_eq!(lines("  ab cd", 5), ["  ab", "cd"]);
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
