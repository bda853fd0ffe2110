//! What keys mean. Only this file and those beside it name a key; footer and help are made from the table.

mod chord;
mod keymap;
pub mod listen;
mod table;

use crossterm::event::{KeyCode, KeyEvent};

use crate::card::grade::Grade;
use crate::tui::keys::listen::{Listen, Mode};
use chord::Chord;
pub use keymap::{Keymap, word};
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

/// The generic verbs; a screen gives each its local meaning.
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
    /// Move the chosen row up.
    MoveUp,
    /// Move the chosen row down.
    MoveDown,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Choose by number.
    Pick(u8),
    /// Choose by letter.
    Letter(char),
    /// Choose the first side, certain.
    SureA,
    /// Choose the second side, certain.
    SureB,
    /// Mark as raising.
    Plus,
    /// Mark as lowering.
    Minus,
    /// Mark as thin.
    Thin,
    /// Raise the grade.
    Raise,
    /// Lower the grade.
    Lower,
    /// Throw out.
    Throw,
    /// Tick.
    Mark,
    /// Clear a mark.
    Clear,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Half.
    Half,
    /// "A guess."
    Guess,
    /// "Fairly sure."
    Fairly,
    /// "Sure."
    Sure,
    /// End typing.
    Done,
    /// Change the way of answering.
    Switch,
    /// Show the answer.
    Reveal,
    /// "I do not know."
    GiveUp,
    /// A hint.
    Hint,
    /// All of a text.
    FullText,
    /// A model line one level up.
    NextLevel,
    /// Show or hide what the question probes.
    Probes,
    /// Give a grade.
    Grade(Grade),
    /// Take the last answer back.
    Undo,
    /// Give an answer taken back again.
    Redo,
    /// The list of keys.
    Help,
    /// Every command, by name.
    Palette,
    /// The settings.
    Settings,
    /// Leave; all is saved.
    Quit,
    /// Leave at once.
    Leave,
    /// Stop the process for a while.
    Stop,
    /// Try to save again.
    Retry,
    /// Deck problems.
    Problems,
    /// New items only.
    NewOnly,
    /// Due items only.
    DueOnly,
    /// The chosen deck only.
    OneDeck,
    /// Mock interviews.
    Mocks,
    /// One line of one's own.
    Aside,
    /// Look for items.
    Search,
    /// Change the order.
    Sort,
    /// All that is known of one.
    Info,
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
    /// What is known worst.
    Weak,
    /// A few questions one knows.
    WarmUp,
    /// Statistics.
    Stats,
    /// How sure against how right.
    Calibration,
    /// What the days to come ask.
    Workload,
    /// Stop the clock, or let it run on.
    Pause,
    /// Jot down a word.
    Jot,
    /// End before the end.
    Finish,
    /// Once more.
    Again,
    /// Write a file.
    Export,
    /// Throw away.
    Discard,
    /// Done speaking.
    Spoken,
    /// One value back.
    Left,
    /// One value on.
    Right,
    /// The keys themselves.
    Rebind,
    /// The day of an interview.
    Target,
    /// The pace after a break.
    CatchUp,
    /// Ask without recording.
    Practise,
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
    let all = [Action::Stop, Action::Help, Action::Palette, Action::Search, Action::Settings, Action::Retry];
    all.into_iter().find(|action| keymap.keys(*action).contains(&pressed))
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
        let listens = [footer(Action::Plus, "raises"), footer(Action::Raise, "easier")];
        assert_eq!(means(press(KeyCode::Char('+')), &listens, Mode::Commands), Some(Action::Plus));
    }
}
