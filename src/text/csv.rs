//! CSV as RFC 4180 has it, for spreadsheets: no cell of text is taken for a formula.

use std::borrow::Cow;

use super::{Safe, show};

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(usize),
    /// A share or another figure, with four places.
    Figure(f32),
}

/// Writes a head and rows.
pub fn csv<'a>(head: &[&'static str], rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Safe {
    let mut text = head.join(",") + "\n";
    for row in rows {
        let cells: Vec<String> = row.iter().map(Cell::written).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    show(&text)
}

impl Cell<'_> {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => {
                let line = show(text).line();
                let sign = if begins_a_formula(text, &line) { "'" } else { "" };
                format!("\"{sign}{}\"", line.replace('"', "\"\""))
            }
            Self::Count(number) => number.to_string(),
            Self::Figure(number) => format!("{number:.4}"),
        }
    }
}

/// Says whether a spreadsheet would calculate a text (OWASP, CSV injection), as it was or as it is shown; a number
/// is a number.
fn begins_a_formula(text: &str, shown: &str) -> bool {
    let is_number = || shown.parse::<f64>().is_ok_and(f64::is_finite);
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    text.starts_with(['\t', '\r', '\n']) || shown.starts_with(signs) && !is_number()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        csv(&["a"], std::iter::once(vec![Cell::Text(text.into())]))
            .lines()
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn a_formula_is_a_text_and_a_number_a_number() {
        for text in
            ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "-", "-inf"]
        {
            assert!(cell(text).starts_with("\"'"), "{text:?}: {}", cell(text));
        }
        for text in ["-1.5", "+3", "5%", "words", "a=b", "", "1-2"] {
            assert_eq!(cell(text), format!("\"{text}\""));
        }
        assert_eq!(cell("say \"a\", b\nc"), "\"say \"\"a\"\", b c\"");
    }

    #[test]
    fn numbers_stand_bare() {
        let text = csv(&["a", "b"], std::iter::once(vec![Cell::Figure(-0.5), Cell::Count(3)]));
        assert_eq!(text.to_string(), "a,b\n-0.5000,3\n");
    }
}
