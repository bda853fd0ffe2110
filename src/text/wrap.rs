//! Widths in columns, and wrapping where Unicode (UAX 14) lets a line break; words too long are cut between
//! grapheme clusters.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the columns a text takes on the screen, cluster by cluster: a screen is made of cells, and what a whole
/// text would measure counts an Arabic lam with its alef as one.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
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

/// Cuts a line of code into ranges of at most `columns` columns, wherever they end; no space is lost.
pub fn chop(line: &str, columns: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (at, cluster) in line.grapheme_indices(true) {
        let wide = width(cluster);
        if used + wide > columns && used > 0 {
            ranges.push(from..at);
            (from, used) = (at, 0);
        }
        used += wide;
    }
    ranges.push(from..line.len());
    ranges
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

    #[test]
    fn a_cluster_is_never_parted_and_counts_what_the_screen_shows() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(lines(&family.repeat(3), 4), [family.repeat(2), family.to_owned()]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        let han = "\u{1112}\u{1161}\u{11ab}";
        assert_eq!(lines(&han.repeat(3), 4), [han.repeat(2), han.to_owned()]);
        assert_eq!((width(family), width(han), width("🇫🇷"), width("☺\u{fe0f}")), (2, 2, 2, 2));
    }

    #[test]
    fn lam_and_alef_take_a_cell_each() {
        assert_eq!(width("لا"), 2);
        assert_eq!(lines("لالالا لالا", 6), ["لالالا", "لالا"]);
    }

    #[test]
    fn code_is_chopped_at_the_columns_and_keeps_its_spaces() {
        let chopped: Vec<&str> =
            chop("ab  漢字 c", 5).into_iter().map(|range| &"ab  漢字 c"[range]).collect();
        assert_eq!(chopped, ["ab  ", "漢字 ", "c"]);
        assert_eq!(chop("", 5).len(), 1);
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
