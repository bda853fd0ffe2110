//! Outside text and what may reach a terminal. The rule is: show, do not delete. ratatui 0.30 lets
//! bidi controls, zero-width characters and tags through its widgets, so nothing relies on it.

mod cut;
mod json;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

pub use cut::beginning;
pub use json::{json, pretty_json};

/// Marks and bytes kept in one cluster; a million marks on one letter would otherwise fill one cell.
const CLUSTER_MARKS: usize = 16;
const CLUSTER_BYTES: usize = 64;
/// Columns between tab stops.
const TAB: usize = 4;

/// Outside text, not yet safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Raw(String);

impl Raw {
    /// Takes outside text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text made safe to show.
    pub fn show(&self) -> Safe {
        show(&self.0)
    }

    /// Returns the text for comparing, hashing and storing only.
    pub fn bare(&self) -> &str {
        &self.0
    }

    /// Says whether there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// Text that is safe to show: no control, bidi override, tag or invisible character, lines split by `\n`.
///
/// Only [`show`] and [`json()`] (with its pretty sister) make one; everything else cuts or joins what they made. The doors out of the program
/// (`outlet`, the line-by-line front end) take nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl Safe {
    /// Returns the text on one line, with runs of white space as one space.
    #[must_use]
    pub fn line(&self) -> Self {
        Self(self.0.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Joins safe texts.
    pub fn join(parts: &[Self], between: &'static str) -> Self {
        let parts: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
        Self(parts.join(between))
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Safe {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&'static str> for Safe {
    fn from(text: &'static str) -> Self {
        show(text)
    }
}

impl FromIterator<Self> for Safe {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }
}

/// Makes any outside text safe to show; shown twice it stays the same.
pub fn show(text: &str) -> Safe {
    let shown = once(text);
    // Marks behind a control stood alone; behind the sign shown for it they join that, and may be too many now.
    if shown == text { Safe(shown) } else { Safe(once(&shown)) }
}

fn once(text: &str) -> String {
    let balanced = text.is_ascii() || isolates_balance(text);
    let mut shown = String::with_capacity(text.len());
    // A megabyte of plain English among a few accents is still copied as it is.
    for line in text.split_inclusive('\n') {
        if line.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)) {
            shown.push_str(line);
        } else {
            show_line(line, balanced, &mut shown);
        }
    }
    shown
}

fn show_line(line: &str, balanced: bool, shown: &mut String) {
    let composed = match is_nfc_quick(line.chars()) {
        IsNormalized::Yes => Cow::Borrowed(line),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(bounded(line).nfc().collect()),
    };
    let tabs = composed.contains('\t');
    let mut column = 0;
    for cluster in composed.graphemes(true) {
        let start = shown.len();
        match cluster {
            "\n" | "\r\n" | "\u{2028}" | "\u{2029}" | "\u{85}" => shown.push('\n'),
            "\t" => shown.extend(std::iter::repeat_n(' ', TAB - column % TAB)),
            _ => push_cluster(shown, cluster, balanced),
        }
        if tabs {
            column = if shown.ends_with('\n') { 0 } else { column + super::width(&shown[start..]) };
        }
    }
}

/// Cuts runs of marks before normalisation, which is quadratic in the length of a run.
fn bounded(text: &str) -> String {
    let mut run = 0;
    let kept = |letter: &char| {
        run = if unicode_normalization::char::is_combining_mark(*letter) { run + 1 } else { 0 };
        run <= CLUSTER_MARKS + 4
    };
    text.chars().filter(kept).collect()
}

fn push_cluster(shown: &mut String, cluster: &str, balanced: bool) {
    let mut alone = cluster.chars();
    if let (Some(letter), None) = (alone.next(), alone.next()) {
        return if is_kept(letter, 0, &[letter], balanced) {
            shown.push(letter);
        } else {
            push_named(shown, letter);
        };
    }
    let mut kept = 0;
    let start = shown.len();
    let letters: Vec<char> = cluster.chars().take(CLUSTER_BYTES).collect();
    for (at, &letter) in letters.iter().enumerate() {
        if kept > CLUSTER_MARKS || shown.len() - start + letter.len_utf8() > CLUSTER_BYTES {
            shown.push('+');
            return;
        }
        if is_kept(letter, at, &letters, balanced) {
            shown.push(letter);
            kept += 1;
        } else {
            push_named(shown, letter);
        }
    }
    if letters.len() < cluster.chars().count() {
        shown.push('+');
    }
}

/// Says whether a character may be drawn where it stands.
fn is_kept(letter: char, at: usize, cluster: &[char], balanced: bool) -> bool {
    match letter {
        // Joiners and variation selectors do their work between or after other characters only.
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            at > 0 && cluster.len() > 1
        }
        '\u{2066}'..='\u{2069}' => balanced,
        '\u{e0020}'..='\u{e007f}' => cluster.first() == Some(&'\u{1f3f4}'),
        _ => !is_hidden(letter),
    }
}

/// Says whether a character controls, hides or reorders instead of showing: controls, what Unicode calls
/// "default ignorable" (but the selectors `is_kept` knows), interlinear signs and noncharacters.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        || (letter as u32) & 0xfffe == 0xfffe
}

fn push_named(shown: &mut String, letter: char) {
    match letter {
        '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + letter as u32).unwrap_or('?')),
        '\u{7f}' => shown.push('\u{2421}'),
        _ => shown.push_str(&format!("<U+{:04X}>", letter as u32)),
    }
}

fn isolates_balance(text: &str) -> bool {
    text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']).all(|line| {
        let mut open = 0_i32;
        let fits = line.chars().all(|letter| {
            match letter {
                '\u{2066}'..='\u{2068}' => open += 1,
                '\u{2069}' => open -= 1,
                _ => {}
            }
            open >= 0
        });
        fits && open == 0
    })
}

/// The wall: returns what to draw instead of a screen cell's symbol, if it may not be drawn.
pub fn clean_symbol(symbol: &str) -> Option<String> {
    let fine = symbol.len() <= CLUSTER_BYTES && {
        let letters: Vec<char> = symbol.chars().collect();
        letters.iter().enumerate().all(|(at, &letter)| is_kept(letter, at, &letters, true))
    };
    (!fine).then(|| "?".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        show(text).to_string()
    }

    #[test]
    fn escapes_are_shown_and_not_sent() {
        assert_eq!(shown("\u{1b}[2J"), "␛[2J");
        assert_eq!(shown("a\u{9b}2J"), "a<U+009B>2J");
        assert_eq!(shown("x\u{7f}"), "x␡");
    }

    #[test]
    fn overrides_and_hidden_characters_get_a_name() {
        assert_eq!(shown("a\u{202e}evil"), "a<U+202E>evil");
        assert_eq!(shown("pa\u{200b}ss\u{feff}"), "pa<U+200B>ss<U+FEFF>");
        assert_eq!(shown("\u{e0069}"), "<U+E0069>");
        assert_eq!(shown("\u{2067}\u{2066}x\u{2069}"), "<U+2067><U+2066>x<U+2069>");
        assert_eq!(shown("\u{2066}x\u{2069}"), "\u{2066}x\u{2069}");
        assert_eq!(shown("\u{2066}\u{2028}\u{2069}"), "<U+2066>\n<U+2069>");
    }

    #[test]
    fn every_ignorable_character_is_hidden_and_its_neighbours_are_not() {
        let ranges: [(u32, u32); 18] = [
            (0xad, 0xad),
            (0x34f, 0x34f),
            (0x61c, 0x61c),
            (0x115f, 0x1160),
            (0x17b4, 0x17b5),
            (0x180e, 0x180e),
            (0x200b, 0x200f),
            (0x2028, 0x202e),
            (0x2060, 0x206f),
            (0x3164, 0x3164),
            (0xfdd0, 0xfdef),
            (0xfeff, 0xfeff),
            (0xffa0, 0xffa0),
            (0xfff0, 0xfffb),
            (0xfffe, 0xffff),
            (0x1bca0, 0x1bca3),
            (0x1d173, 0x1d17a),
            (0xdfffe, 0xe0fff),
        ];
        let hidden = |code: u32| char::from_u32(code).is_some_and(is_hidden);
        for (first, last) in ranges {
            assert!((first..=last).all(hidden), "{first:x} to {last:x}");
            assert!(!hidden(first - 1) && !hidden(last + 1), "beside {first:x} and {last:x}");
        }
        assert!(hidden(0x7f) && hidden(0x85) && hidden(0x1fffe) && hidden(0x10_ffff) && !hidden(0x1_0000));
    }

    #[test]
    fn joiners_selectors_and_tags_stay_only_where_they_do_their_work() {
        for (text, wanted) in [
            ("co\u{ad}operate", "co<U+00AD>operate"),
            ("\u{200d}a", "<U+200D>a"),
            ("\u{fe0f}", "<U+FE0F>"),
            ("a\u{fe0f}", "a\u{fe0f}"),
            ("\u{182e}\u{180b}", "\u{182e}\u{180b}"),
            ("\u{180f}", "<U+180F>"),
            ("🏴\u{e0067}\u{e007f}", "🏴\u{e0067}\u{e007f}"),
            ("a\u{e0067}", "a<U+E0067>"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(shown(text), wanted);
        }
        let drawn = ["\u{200d}", "\u{ad}", "a\u{fe0f}", "🏴\u{e0067}\u{e007f}"].map(clean_symbol);
        assert_eq!(drawn, [Some("?".to_owned()), Some("?".to_owned()), None, None]);
        assert_eq!(clean_symbol(&"x".repeat(65)).as_deref(), Some("?"));
        assert_eq!(clean_symbol(&"x".repeat(64)), None);
    }

    #[test]
    fn tabs_count_the_columns_before_them() {
        assert_eq!(shown("漢a\tb\n\tc"), "漢a b\n    c");
    }

    #[test]
    fn tabs_and_line_ends_keep_the_layout() {
        assert_eq!(shown("a\tb\r\nc\u{2028}d"), "a   b\nc\nd");
    }

    #[test]
    fn scripts_that_need_joiners_keep_them() {
        for text in ["می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}👩\u{200d}👧", "☺\u{fe0f}", "שלום", "🇫🇷"]
        {
            assert_eq!(shown(text), text.nfc().collect::<String>(), "{text}");
        }
    }

    #[test]
    fn a_cluster_of_many_marks_is_cut_with_a_sign() {
        let text = shown(&format!("a{}b", "\u{301}".repeat(100_000)));
        assert!(text.len() <= 70 && text.ends_with("+b"), "{} bytes", text.len());
    }

    #[test]
    fn marks_behind_a_control_are_cut_the_first_time() {
        let text = shown(&format!("\0{}b", "\u{301}".repeat(17)));
        assert_eq!(text, format!("␀{}+b", "\u{301}".repeat(16)));
        assert_eq!(shown(&text), text);
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_showing_twice_changes_nothing(text in any::<String>()) {
            let once = show(&text);
            let hidden = |letter: char| is_hidden(letter)
                && !matches!(letter, '\n' | '\u{200c}' | '\u{200d}' | '\u{2066}'..='\u{2069}' | '\u{e0020}'..='\u{e007f}');
            prop_assert!(!once.chars().any(hidden));
            prop_assert_eq!(show(&once), once);
        }
    }
}
