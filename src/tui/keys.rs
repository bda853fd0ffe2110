//! What keys mean. Only this file and those beside it name a key; footer and help are made from the table.

mod chord;
mod keymap;
pub mod listen;
mod table;

use crossterm::event::{KeyCode, KeyEvent};

use super::name::Name;
use crate::card::grade::{Grade, Sure};
use chord::Chord;
pub use keymap::{Keymap, word};
use listen::{Listen, Mode};
pub use table::{Command, commands};

/// A key as it came, for text fields only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress(pub KeyEvent);

impl KeyPress {
    /// Says whether it is Enter.
    pub fn is_enter(self) -> bool {
        self.0.code == KeyCode::Enter
    }
}

/// What a key does, named for what it does on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go on; always safe.
    Confirm,
    /// One step back.
    Back,
    /// Up.
    Up,
    /// Down.
    Down,
    /// One value back.
    Left,
    /// One value on.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Move the chosen row up.
    MoveUp,
    /// Move the chosen row down.
    MoveDown,
    /// Choose by number.
    Pick(u8),
    /// Choose by letter or sign.
    Letter(char),
    /// Choose by number, certain.
    Certain(u8),
    /// Tick or choose what is under the cursor.
    Mark,
    /// Clear a mark.
    Clear,
    /// Throw out.
    Throw,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Half.
    Half,
    /// How sure.
    Sure(Sure),
    /// End typing.
    Done,
    /// The other way, or the next page.
    Switch,
    /// "I do not know."
    GiveUp,
    /// Show more, or less again.
    Show(More),
    /// Give a grade.
    Grade(Grade),
    /// Raise the grade.
    Raise,
    /// Lower the grade.
    Lower,
    /// Take the last answer or change back.
    Undo,
    /// Give an answer taken back again.
    Redo,
    /// Open a screen.
    Open(Name),
    /// Ask questions.
    Study(Sitting),
    /// Leave; all is saved.
    Quit,
    /// Leave at once.
    Leave,
    /// Stop the process for a while.
    Stop,
    /// Try to save again.
    Retry,
    /// Open in the editor.
    Edit,
    /// Leave out for now.
    Skip,
    /// Put off until tomorrow.
    Bury,
    /// Ask no more.
    Suspend,
    /// Make new again.
    Reset,
    /// Tell the author.
    Flag,
    /// A note of one's own.
    Note,
    /// One line of one's own.
    Aside,
    /// Change the order.
    Sort,
    /// Stop the clock, or let it run on.
    Pause,
    /// Once more.
    Again,
    /// Write a file.
    Export,
    /// Throw away.
    Discard,
}

/// What is shown besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum More {
    /// A hint.
    Hint,
    /// All of a text.
    FullText,
    /// A model line one level up.
    NextLevel,
    /// What the question probes.
    Probes,
}

/// Which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sitting {
    /// New ones only.
    New,
    /// Due ones only.
    Due,
    /// Those of the chosen deck.
    Deck,
    /// What is known worst.
    Weak,
    /// A few one knows.
    WarmUp,
    /// The chosen ones, without recording.
    Practice,
}

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

/// Returns the actions every screen has.
pub fn everywhere(key: KeyPress, mode: Mode, keymap: &Keymap) -> Option<Action> {
    let pressed = keymap.chord(key.0, mode)?;
    if mode == Mode::Typing && pressed.is_text() {
        return None;
    }
    let open = [Name::Help, Name::Palette, Name::Browse, Name::Settings].map(Action::Open);
    let mut all = [Action::Stop, Action::Retry].into_iter().chain(open);
    all.find(|action| keymap.keys(*action).contains(&pressed))
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

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
        let listens = [footer(Action::Down, "down")];
        for code in [KeyCode::Down, KeyCode::Char('j')] {
            assert_eq!(means(press(code), &listens, Mode::Commands), Some(Action::Down));
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
