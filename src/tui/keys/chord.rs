//! A key as settings write it and people read it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key as it came, for text fields only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress(pub KeyEvent);

impl KeyPress {
    /// Says whether it is Enter.
    pub fn is_enter(self) -> bool {
        self.0.code == KeyCode::Enter
    }
}

/// A key on the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chord {
    /// A character.
    Char(char),
    /// A character with the control key.
    Ctrl(char),
    /// Any other key.
    Key(KeyCode),
}

/// Keys with names: as settings write them, as people read them.
const NAMES: [(KeyCode, &str, &str); 14] = [
    (KeyCode::Enter, "enter", "Enter"),
    (KeyCode::Esc, "esc", "Esc"),
    (KeyCode::Tab, "tab", "Tab"),
    (KeyCode::BackTab, "backtab", "S-Tab"),
    (KeyCode::Backspace, "backspace", "Bksp"),
    (KeyCode::Delete, "delete", "Del"),
    (KeyCode::Insert, "insert", "Ins"),
    (KeyCode::Up, "up", "Up"),
    (KeyCode::Down, "down", "Down"),
    (KeyCode::Left, "left", "Left"),
    (KeyCode::Right, "right", "Right"),
    (KeyCode::PageUp, "pgup", "PgUp"),
    (KeyCode::PageDown, "pgdn", "PgDn"),
    (KeyCode::Home, "home", "Home"),
];

impl Chord {
    /// Returns the key of an event; one with Alt is none of ours.
    pub(super) fn of(key: KeyEvent) -> Option<Self> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            _ if key.modifiers.contains(KeyModifiers::ALT) => None,
            KeyCode::Char(letter) if control => Some(Self::Ctrl(letter.to_ascii_lowercase())),
            KeyCode::Char(letter) => Some(Self::Char(letter)),
            code => Some(Self::Key(code)),
        }
    }

    /// Says whether the key is a character, so text where text is typed.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Char(_))
    }

    /// Reads `b`, `B`, `space`, `ctrl-b`, `f5`, `pgdn`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return (!letter.is_control()).then_some(Self::Char(letter));
        }
        let low = text.to_lowercase();
        if low == "space" {
            return Some(Self::Char(' '));
        }
        if let Some(letter) = low.strip_prefix("ctrl-").or_else(|| low.strip_prefix('^')) {
            let mut letters = letter.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => Some(Self::Ctrl(letter)),
                _ => None,
            };
        }
        if let Some(number) = low.strip_prefix('f').and_then(|number| number.parse().ok()) {
            return (1..=12).contains(&number).then_some(Self::Key(KeyCode::F(number)));
        }
        NAMES.iter().find(|(_, name, _)| *name == low).map(|(code, ..)| Self::Key(*code))
    }

    /// Returns how the key is named to people.
    pub(super) fn label(self) -> String {
        match self {
            Self::Char(' ') => "Space".into(),
            Self::Char(letter) => letter.to_string(),
            Self::Ctrl(letter) => format!("^{}", letter.to_uppercase()),
            Self::Key(KeyCode::F(number)) => format!("F{number}"),
            Self::Key(code) => {
                NAMES.iter().find(|(own, ..)| *own == code).map_or("?", |(.., label)| label).into()
            }
        }
    }

    /// Returns how settings write the key.
    pub(super) fn word(self) -> String {
        match self {
            Self::Char(' ') => "space".into(),
            Self::Char(letter) => letter.to_string(),
            Self::Ctrl(letter) => format!("ctrl-{letter}"),
            Self::Key(KeyCode::F(number)) => format!("f{number}"),
            Self::Key(code) => {
                NAMES.iter().find(|(own, ..)| *own == code).map_or("", |(_, name, _)| name).into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in ["b", "B", "é", "space", "ctrl-b", "f5", "pgdn", "esc", "+"] {
            assert_eq!(Chord::parse(text).unwrap().word(), text);
        }
        for bad in ["", "ctrl-", "f13", "hyper-x", "bb"] {
            assert_eq!(Chord::parse(bad), None, "{bad}");
        }
    }
}
