//! Ids made of names people gave: the same on every machine, whatever script they are in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes an id of a name, without hyphens around it; nothing is left of a name without letters and digits.
pub fn slug(name: &str) -> String {
    hyphened(name).trim_matches('-').to_owned()
}

/// Writes a name composed, in lower case, with letters and digits of any script; all else is a hyphen.
pub fn hyphened(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    // Lower case may take a letter apart again.
    for letter in name.nfc().flat_map(char::to_lowercase).nfc() {
        let is_mark = is_combining_mark(letter) && !id.is_empty() && !id.ends_with('-');
        id.push(if letter.is_alphanumeric() || is_mark { letter } else { '-' });
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_script_keeps_its_letters() {
        let cases = [
            ("My Deck 2", "my-deck-2"),
            ("Español", "español"),
            ("Espan\u{303}ol", "español"),
            ("日本語", "日本語"),
            ("हिन्दी", "हिन्दी"),
            ("ΔΟΜΗ", "δομη"),
            ("İzmir", "i\u{307}zmir"),
            ("a\u{202e}b\u{1b}[c", "a-b--c"),
            ("--", ""),
            ("\u{301}x", "x"),
        ];
        for (name, id) in cases {
            assert_eq!(slug(name), id, "{name}");
        }
    }

    proptest! {
        #[test]
        fn an_id_stays_as_it_is_and_both_ways_to_write_a_name_give_one(name in any::<String>()) {
            let id = slug(&name);
            prop_assert_eq!(&slug(&id), &id);
            prop_assert_eq!(slug(&name.nfd().collect::<String>()), id);
        }
    }
}
