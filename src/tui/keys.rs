//! Keys and what they mean. The only file that names a key; footer and help are made from its table.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::screens::{Listen, Mode};
use crate::card::grade::Grade;

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
    /// The list of keys.
    Help,
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
}

/// A key on the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chord {
    Char(char),
    Ctrl(char),
    Key(KeyCode),
}

use Chord::{Char, Ctrl, Key};

const ENTER: Chord = Key(KeyCode::Enter);
const SPACE: Chord = Char(' ');

/// The keys of an action and the label people see.
fn row(action: Action) -> (Vec<Chord>, &'static str) {
    let (keys, label): (&[Chord], &'static str) = match action {
        Action::Confirm => (&[ENTER], "Enter"),
        Action::Back => (&[Key(KeyCode::Esc)], "Esc"),
        Action::Up => (&[Key(KeyCode::Up), Char('k')], "k"),
        Action::Down => (&[Key(KeyCode::Down), Char('j')], "j"),
        Action::MoveUp => (&[Char('K')], "K"),
        Action::MoveDown => (&[Char('J')], "J"),
        Action::PageUp => (&[Key(KeyCode::PageUp)], "PgUp"),
        Action::PageDown => (&[Key(KeyCode::PageDown)], "PgDn"),
        Action::Pick(number) => return (vec![Char((b'0' + number.min(9)) as char)], digit(number)),
        Action::Letter(letter) => return (vec![Char(letter)], small(letter)),
        Action::SureA => (&[Char('A')], "A"),
        Action::SureB => (&[Char('B')], "B"),
        Action::Plus | Action::Raise => (&[Char('+')], "+"),
        Action::Minus | Action::Lower => (&[Char('-')], "-"),
        Action::Thin => (&[Char('=')], "="),
        Action::Throw => (&[Char('x')], "x"),
        Action::Mark => (&[SPACE], "Space"),
        Action::Clear => (&[Key(KeyCode::Backspace)], "Bksp"),
        Action::Yes => (&[Char('y')], "y"),
        Action::No => (&[Char('n')], "n"),
        Action::Half => (&[Char('h')], "h"),
        Action::Guess => (&[Char('g')], "g"),
        Action::Fairly => (&[ENTER], "Enter"),
        Action::Sure => (&[Char('s')], "s"),
        Action::Done => (&[Ctrl('d')], "^D"),
        Action::Switch => (&[Key(KeyCode::Tab)], "Tab"),
        Action::Reveal => (&[ENTER, SPACE], "Enter"),
        Action::GiveUp => (&[Char('!')], "!"),
        Action::Hint => (&[Char('H')], "H"),
        Action::FullText => (&[Char('v')], "v"),
        Action::NextLevel => (&[Char('L')], "L"),
        Action::Probes => (&[Char('p')], "p"),
        Action::Grade(grade) => return (vec![Char((b'0' + grade as u8) as char)], digit(grade as u8)),
        Action::Undo => (&[Char('u')], "u"),
        Action::Help => (&[Char('?'), Key(KeyCode::F(1)), Char(':')], "?"),
        Action::Quit => (&[Char('q')], "q"),
        Action::Leave => (&[Ctrl('c')], "^C"),
        Action::Stop => (&[Ctrl('z')], "^Z"),
        Action::Retry => (&[Char('r')], "r"),
        Action::Problems => (&[Char('c')], "c"),
        Action::NewOnly => (&[Char('1')], "1"),
        Action::DueOnly => (&[Char('2')], "2"),
        Action::OneDeck => (&[Char('3')], "3"),
        Action::Search => (&[Char('/')], "/"),
        Action::Sort => (&[Char('o')], "o"),
        Action::Info => (&[Char('i')], "i"),
        Action::Edit => (&[Char('e')], "e"),
        Action::Skip => (&[Char('>')], ">"),
        Action::Bury => (&[Char('b')], "b"),
        Action::Suspend => (&[Char('z')], "z"),
        Action::Flag => (&[Char('f')], "f"),
        Action::Note => (&[Char('n')], "n"),
        Action::Aside => (&[Char('w')], "w"),
        Action::Weak => (&[Char('x')], "x"),
        Action::WarmUp => (&[Char('w')], "w"),
        Action::Stats => (&[Char('s')], "s"),
        Action::Calibration => (&[Char('c')], "c"),
        Action::Mocks => (&[Char('m')], "m"),
        Action::Pause => (&[Char('p')], "p"),
        Action::Jot => (&[Char('n')], "n"),
        Action::Finish => (&[Key(KeyCode::Esc)], "Esc"),
        Action::Again => (&[Char('a')], "a"),
        Action::Export => (&[Char('x')], "x"),
        Action::Discard => (&[Char('d')], "d"),
        Action::Spoken => (&[SPACE, ENTER], "Space"),
    };
    (keys.to_vec(), label)
}

fn digit(number: u8) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][usize::from(number.min(9))]
}

fn small(letter: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    LETTERS.find(letter).map_or("?", |at| &LETTERS[at..=at])
}

/// Returns the label of an action's first key.
pub fn label(action: Action) -> &'static str {
    row(action).1
}

/// Returns what a key means to a screen that listens to these.
///
/// While typing, plain characters are text and only other keys act.
pub fn resolve(key: KeyPress, listens: &[Listen], mode: Mode) -> Option<Action> {
    let pressed = chord(key.0)?;
    let is_text = matches!(pressed, Chord::Char(_)) || pressed == Key(KeyCode::Backspace);
    if mode == Mode::Typing && is_text {
        return None;
    }
    listens.iter().map(|listen| listen.action).find(|action| row(*action).0.contains(&pressed))
}

/// Returns the actions every screen has.
pub fn everywhere(key: KeyPress, mode: Mode) -> Option<Action> {
    let pressed = chord(key.0)?;
    if mode == Mode::Typing && matches!(pressed, Chord::Char(_)) {
        return None;
    }
    let all = [Action::Leave, Action::Stop, Action::Help, Action::Retry];
    all.into_iter().find(|action| row(*action).0.contains(&pressed))
}

fn chord(key: KeyEvent) -> Option<Chord> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        _ if key.modifiers.contains(KeyModifiers::ALT) => None,
        KeyCode::Char(letter) if control => Some(Ctrl(letter.to_ascii_lowercase())),
        KeyCode::Char(letter) => Some(Char(letter)),
        code => Some(Key(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::screens::footer;
    use super::*;

    fn press(code: KeyCode) -> KeyPress {
        KeyPress(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn arrows_and_letters_mean_the_same() {
        let listens = [footer(Action::Down, "down")];
        for code in [KeyCode::Down, KeyCode::Char('j')] {
            assert_eq!(resolve(press(code), &listens, Mode::Commands), Some(Action::Down));
        }
    }

    #[test]
    fn while_typing_a_letter_is_text() {
        let listens = [footer(Action::Quit, "leave"), footer(Action::Done, "done")];
        assert_eq!(resolve(press(KeyCode::Char('q')), &listens, Mode::Typing), None);
        let done = KeyPress(KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL));
        assert_eq!(resolve(done, &listens, Mode::Typing), Some(Action::Done));
    }

    #[test]
    fn the_first_action_a_screen_names_takes_the_key() {
        let listens = [footer(Action::Plus, "raises"), footer(Action::Raise, "easier")];
        assert_eq!(resolve(press(KeyCode::Char('+')), &listens, Mode::Commands), Some(Action::Plus));
    }
}
