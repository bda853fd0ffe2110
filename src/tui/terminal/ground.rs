//! The colour of the terminal's background, asked for without waiting (OSC 11, as xterm defines it).
//!
//! The answer, `ESC ] 11 ; rgb : RRRR / GGGG / BBBB` and a terminator, comes as keys; they are held back while they
//! spell an answer and given on when they do not.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The question.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
/// What an answer begins with, behind the escape.
const START: &str = "]11;rgb:";
/// Characters of the longest answer.
const LONGEST: usize = 32;

/// How far the answer is.
#[derive(Debug, Default)]
pub(super) struct Ground {
    asked: bool,
    held: Vec<Event>,
    text: String,
    light: Option<bool>,
}

impl Ground {
    /// The question has been sent.
    pub(super) fn asked() -> Self {
        Self { asked: true, ..Self::default() }
    }

    /// Returns once whether the background is light.
    pub(super) fn take_light(&mut self) -> Option<bool> {
        self.light.take()
    }

    /// Takes an event; returns what goes on to the program.
    pub(super) fn pass(&mut self, event: Event) -> Vec<Event> {
        let Event::Key(key) = &event else { return self.give_up_with(event) };
        if !self.asked {
            return vec![event];
        }
        if self.held.is_empty() && !is_alt(key, ']') {
            return vec![event];
        }
        // BEL comes as Ctrl-G, ESC \ as Alt-\.
        let bel = key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('g');
        if !self.held.is_empty() && (bel || is_alt(key, '\\')) && self.read() {
            return Vec::new();
        }
        let KeyCode::Char(letter) = key.code else { return self.give_up_with(event) };
        self.text.push(letter);
        let spells = match self.text.get(START.len()..) {
            Some(rest) => {
                self.text.starts_with(START) && rest.chars().all(|c| c.is_ascii_hexdigit() || c == '/')
            }
            None => START.starts_with(self.text.as_str()),
        };
        if !spells || self.text.len() > LONGEST {
            return self.give_up_with(event);
        }
        self.held.push(event);
        Vec::new()
    }

    fn give_up_with(&mut self, event: Event) -> Vec<Event> {
        self.text.clear();
        let mut all = std::mem::take(&mut self.held);
        all.push(event);
        all
    }

    /// Reads a whole answer: lighter than half is light (ITU-R BT.601 weights).
    fn read(&mut self) -> bool {
        let parts: Vec<f32> = self.text[START.len().min(self.text.len())..]
            .split('/')
            .filter_map(|part| {
                let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
                Some(u32::from_str_radix(part, 16).ok()? as f32 / most as f32)
            })
            .collect();
        let [r, g, b] = parts[..] else { return false };
        *self = Self { light: Some(0.299 * r + 0.587 * g + 0.114 * b > 0.5), ..Self::default() };
        true
    }
}

fn is_alt(key: &KeyEvent, letter: char) -> bool {
    key.modifiers.contains(KeyModifiers::ALT) && key.code == KeyCode::Char(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(letter: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers))
    }

    fn keys(text: &str) -> Vec<Event> {
        let mut keys = vec![key(']', KeyModifiers::ALT)];
        keys.extend(text.chars().map(|letter| key(letter, KeyModifiers::NONE)));
        keys
    }

    fn passed(ground: &mut Ground, events: Vec<Event>) -> usize {
        events.into_iter().map(|event| ground.pass(event).len()).sum()
    }

    #[test]
    fn an_answer_is_read_and_none_of_it_goes_on() {
        for (text, light) in [("11;rgb:ffff/ffff/eeee", true), ("11;rgb:28/28/28", false)] {
            let mut ground = Ground::asked();
            let mut events = keys(text);
            events.push(key('\\', KeyModifiers::ALT));
            assert_eq!(passed(&mut ground, events), 0);
            assert_eq!(ground.take_light(), Some(light));
            assert_eq!(passed(&mut ground, keys("q")), 2, "answered once");
        }
    }

    #[test]
    fn keys_that_spell_no_answer_go_on_in_order() {
        let mut ground = Ground::asked();
        let mut out = Vec::new();
        for event in keys("11x") {
            out.extend(ground.pass(event));
        }
        assert_eq!(out, keys("11x"));
        assert_eq!(ground.take_light(), None);
    }
}
