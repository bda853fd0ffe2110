//! The verbs that keys stand for; a screen gives each its local meaning.

use crate::card::grade::{Grade, Sure};
use crate::tui::place::Name;

/// What a key does, named for what it does on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go on; always safe.
    Confirm,
    /// One step back.
    Back,
    /// Move the cursor, the text, or the value under the cursor.
    Move(Way),
    /// Move the chosen row.
    Carry(Way),
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
    Study(Scope),
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

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A row or line up.
    Up,
    /// A row or line down.
    Down,
    /// One value back.
    Left,
    /// One value on.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
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
pub enum Scope {
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
