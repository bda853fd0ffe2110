//! What keys mean. Only this file and those beside it name a key; footer and help are made from the table.

mod action;
mod chord;
mod keymap;
pub mod listen;
mod table;

use crossterm::event::KeyCode;

use super::place::Name;
pub use action::{Action, More, Scope, Way};
use chord::Chord;
pub use chord::KeyPress;
pub use keymap::{Keymap, word};
use listen::{Listen, Mode};
pub use table::{Command, commands};

/// Returns what a key means to a screen that listens to these.
///
/// While typing, plain characters are text and only other keys act.
pub fn resolve(key: KeyPress, listens: &[Listen], mode: Mode, keymap: &Keymap) -> Option<Action> {
    let pressed = keymap.chord(key.0, mode)?;
    let is_text = pressed.is_text() || pressed == Chord::Key(KeyCode::Backspace);
    if mode == Mode::Typing && is_text {
        return None;
    }
    listens.iter().map(|listen| listen.action).find(|action| keymap.keys(*action).contains(&pressed))
}

/// Says whether a key is Ctrl-C, which leaves from everywhere and cannot be given away.
pub fn leaves(key: KeyPress) -> bool {
    Chord::of(key.0) == Some(keymap::LEAVES)
}

/// Returns what a key means on every screen by the table, to screens that do not listen to it.
pub fn everywhere(key: KeyPress, mode: Mode, keymap: &Keymap) -> Option<Action> {
    let pressed = keymap.chord(key.0, mode)?;
    if mode == Mode::Typing && pressed.is_text() {
        return None;
    }
    let all = commands().iter().filter(|command| command.on == Name::ALL).map(|command| command.action);
    all.filter(|action| matches!(action, Action::Stop | Action::Retry | Action::Open(_)))
        .find(|action| keymap.keys(*action).contains(&pressed))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEvent, KeyModifiers};

    use super::listen::footer;
    use super::*;

    fn press(code: KeyCode) -> KeyPress {
        KeyPress(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn means(key: KeyPress, listens: &[Listen], mode: Mode) -> Option<Action> {
        resolve(key, listens, mode, &Keymap::default())
    }

    #[test]
    fn arrows_and_letters_mean_the_same() {
        let listens = [footer(Action::Move(Way::Down), "down")];
        for code in [KeyCode::Down, KeyCode::Char('j')] {
            assert_eq!(means(press(code), &listens, Mode::Commands), Some(Action::Move(Way::Down)));
        }
    }

    #[test]
    fn while_typing_a_letter_is_text() {
        let listens = [footer(Action::Quit, "leave"), footer(Action::Done, "done")];
        assert_eq!(means(press(KeyCode::Char('q')), &listens, Mode::Typing), None);
        let done = KeyPress(KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL));
        assert_eq!(means(done, &listens, Mode::Typing), Some(Action::Done));
    }

    #[test]
    fn the_first_action_a_screen_names_takes_the_key() {
        let listens = [footer(Action::Letter('+'), "raises"), footer(Action::Raise, "easier")];
        assert_eq!(means(press(KeyCode::Char('+')), &listens, Mode::Commands), Some(Action::Letter('+')));
    }
}
