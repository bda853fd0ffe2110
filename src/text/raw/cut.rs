//! Safe text made shorter: to a number of columns, or with a word on how much is left out.

use unicode_segmentation::UnicodeSegmentation;

use super::{Safe, show};
use crate::text::width;

/// Letters of a title, a name or an argument inside a sentence.
const NAME: usize = 200;
/// Bytes a word on how much is left out may take, so that what was cut once is not cut again.
const MORE: usize = 32;
/// Letters and lines of one message, and the letters of its end, which says what to do.
const MESSAGE: (usize, usize) = (3_000, 20);
const END: usize = 500;

impl Safe {
    /// Returns the text on one line, cut to a number of columns; a cut ends in `…`.
    #[must_use]
    pub fn cut(&self, columns: usize) -> Self {
        let line = self.line();
        if width(&line) <= columns {
            return line;
        }
        let mut kept = String::new();
        let mut used = 0;
        for cluster in line.graphemes(true) {
            used += width(cluster);
            if used + 1 > columns {
                break;
            }
            kept.push_str(cluster);
        }
        if columns > 0 {
            kept.truncate(kept.trim_end().len());
            close(&mut kept);
            kept.push('…');
        }
        Self(kept)
    }

    /// Returns a name or title on one line, short enough to stand in a sentence: of a long one its beginning and
    /// how much more there is.
    #[must_use]
    pub fn brief(&self) -> Self {
        let line = self.line();
        if line.len() <= NAME + MORE { line } else { line.beginning(NAME) }
    }

    /// Returns at most so many letters, and how many more there are.
    #[must_use]
    pub fn beginning(&self, letters: usize) -> Self {
        beginning(&self.0, letters).map_or_else(|| self.clone(), Self)
    }

    /// Returns a message that floods no terminal: at most about 4 KB and twenty lines, cut in the middle, so that
    /// what to do, at the end, is still read.
    #[must_use]
    pub fn message(&self) -> Self {
        let lines: Vec<&str> = self.0.split('\n').collect();
        if self.0.len() <= MESSAGE.0 + END && lines.len() <= MESSAGE.1 {
            return self.clone();
        }
        let (head, tail) = match lines.len().checked_sub(MESSAGE.1) {
            Some(more @ 1..) => {
                let (head, tail) = lines.split_at(MESSAGE.1 / 2);
                let tail = &tail[more + 1..];
                (
                    format!("{}\n… {} more lines", head.join("\n"), grouped(more + 1)),
                    format!("\n{}", tail.join("\n")),
                )
            }
            Some(0) | None => (self.0.clone(), String::new()),
        };
        Self(middle(&format!("{head}{tail}")))
    }
}

/// Returns at most so many letters of a longer text, and how many more there are; outside text stays outside text.
pub fn beginning(text: &str, letters: usize) -> Option<String> {
    if text.len() <= letters {
        return None;
    }
    let (end, _) = text.grapheme_indices(true).nth(letters)?;
    let more = text[end..].chars().count();
    let mut kept = text[..end].to_owned();
    close(&mut kept);
    Some(kept + &format!(" … {}", letters_more(more)))
}

fn letters_more(more: usize) -> String {
    format!("{} more letter{}", grouped(more), if more == 1 { "" } else { "s" })
}

/// Cuts the middle out of a long text.
fn middle(text: &str) -> String {
    if text.len() <= MESSAGE.0 + END {
        return text.to_owned();
    }
    let cuts = text.grapheme_indices(true).map(|(at, _)| at);
    let head = cuts.take_while(|at| *at <= MESSAGE.0).last().unwrap_or(0);
    let tail = (text.len() - END..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let mut kept = text[..head].to_owned();
    close(&mut kept);
    let more = text[head..tail].chars().count();
    // Parted from its start, the end of an isolate stands alone, and is shown so.
    kept + &format!(" … {} … ", letters_more(more)) + &show(&text[tail..])
}

/// Closes isolates that a cut left open, or the rest of the line would be theirs.
fn close(text: &mut String) {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let opened = line.chars().filter(|letter| ('\u{2066}'..='\u{2068}').contains(letter)).count();
    let closed = line.chars().filter(|letter| *letter == '\u{2069}').count();
    text.extend(std::iter::repeat_n('\u{2069}', opened.saturating_sub(closed)));
}

/// Writes 3200 as `3,200`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_counts_columns() {
        assert_eq!(show("漢字漢字").cut(5).to_string(), "漢字…");
        assert_eq!(show("short").cut(5).to_string(), "short");
        assert_eq!(show("a b\nc").cut(0).to_string(), "");
    }

    #[test]
    fn a_cut_closes_what_it_leaves_open() {
        let text = format!("\u{2067}{}\u{2069}", "x".repeat(3_400));
        let safe = show(&text);
        assert_eq!(safe.cut(4).to_string(), "\u{2067}xxx\u{2069}…");
        for cut in [safe.cut(9), safe.brief(), safe.message(), show(&format!("{text}{text}")).message()] {
            assert_eq!(show(&cut), cut, "balanced");
        }
    }

    #[test]
    fn a_long_name_says_how_much_more_there_is() {
        let text = show(&"é".repeat(3_400)).brief().to_string();
        assert_eq!(text, format!("{} … 3,200 more letters", "é".repeat(200)));
        assert_eq!(show("a name").brief().to_string(), "a name");
    }

    #[test]
    fn a_long_message_keeps_its_end() {
        let text = show(&format!("error: {}; name another", "x".repeat(1 << 20))).message();
        assert!(text.len() < 4_096 && text.ends_with("; name another"), "{} bytes", text.len());
        assert!(text.contains(" more letters … "));
        let lines = show(&"漢字\n".repeat(2_000)).message();
        assert!(lines.lines().count() <= 20 && lines.contains("more lines"), "{}", lines.lines().count());
        let both = show(&format!("{}\n", "y".repeat(2_000)).repeat(2_000)).message();
        assert!(both.lines().count() <= 20 && both.len() <= 4_096, "{}", both.len());
        assert_eq!(show("short\nand whole").message().to_string(), "short\nand whole");
    }
}
