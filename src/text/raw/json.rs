//! JSON for programs: nothing of a text is lost, and nothing that hides or controls stands there as itself.

use serde::Serialize;

use super::{Safe, is_hidden};

/// Writes a value as JSON on one line; whatever does not show is written `\uXXXX`, as JSON reads it back.
pub fn json(value: &impl Serialize) -> Safe {
    // Values of this program have keys that are texts, so nothing can fail; nothing is then what is written.
    escaped(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
}

/// The same over several lines, for files that people look into.
pub fn pretty_json(value: &impl Serialize) -> Safe {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned()))
}

/// Outside its strings JSON is ASCII, so what hides stands inside one; its line ends are escaped already.
fn escaped(json: &str) -> Safe {
    let mut text = String::with_capacity(json.len() + 1);
    for letter in json.chars() {
        if letter != '\n' && (is_hidden(letter) || is_selector(letter)) {
            letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        } else {
            text.push(letter);
        }
    }
    text.push('\n');
    Safe(text)
}

/// Says whether a character only changes how the one before it looks.
fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_hides_is_written_as_its_number() {
        let text = "\u{1b}[2J\u{9b}\u{7f}\u{202e}\u{2066}\u{2028}\u{e0041}\u{ffff}\0\n漢é";
        assert_eq!(
            json(&text).to_string(),
            r#""\u001b[2J\u009b\u007f\u202e\u2066\u2028\udb40\udc41\uffff\u0000\n漢é"
"#
        );
        assert_eq!(
            json(&serde_json::json!({ "\u{9b}": [1.5, null] })).to_string(),
            r#"{"\u009b":[1.5,null]}
"#
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_nothing_hidden_leaves(text in any::<String>()) {
            let written = json(&text);
            prop_assert!(!written.trim_end_matches('\n').chars().any(is_hidden));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
