//! What holds for any input, one door a file. Each `run` panics where a rule breaks; libFuzzer calls it with what it
//! makes up, `tests/fuzz_corpus.rs` with the committed corpus.

pub mod config;
pub mod deck;
pub mod event;
pub mod query;
pub mod result;
pub mod sanitiser;

/// Says whether a character would act on a terminal or hide in a text, wherever it stands.
///
/// Written down here a second time on purpose: what shares the program's own list shares its mistakes.
fn acts(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}'
            | '\u{61c}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{e0000}'..='\u{e001f}' | '\u{fff9}'..='\u{fffb}')
}

/// Holds a text that leaves the program to the rule.
fn holds(text: &str) {
    assert!(!text.chars().any(acts), "a raw character leaves: {text:?}");
}
