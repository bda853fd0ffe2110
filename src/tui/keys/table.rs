//! The key table: every command with its name, its keys and the screens that have it.

use crossterm::event::KeyCode;

use super::action::{Action, More, Scope, Way};
use super::chord::Chord::{self, Char, Ctrl, Key};
use crate::card::grade::{Grade, Sure};
use crate::tui::place::Name;

/// A command that settings may give other keys.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Its name in settings.
    pub name: &'static str,
    /// What it does, in a few words.
    pub says: &'static str,
    pub(super) keys: &'static [Chord],
    /// The screens that may have it.
    pub on: &'static [Name],
}

const ENTER: Chord = Key(KeyCode::Enter);
const ESC: Chord = Key(KeyCode::Esc);
const SPACE: Chord = Char(' ');

/// Screens on which a question is answered or judged.
const ASKING: &[Name] = &[Name::Study, Name::Mock, Name::Debrief, Name::Interviewer];
const STUDY: &[Name] = &[Name::Study];
const HOME: &[Name] = &[Name::Home];
const DEBRIEF: &[Name] = &[Name::Debrief];
const BROWSE: &[Name] = &[Name::Browse];
const STATISTICS: &[Name] = &[Name::Statistics];
const SETTINGS: &[Name] = &[Name::Settings];
const VALUES: &[Name] = &[Name::Settings, Name::CatchUp];
const MARKS: &[Name] = &[Name::Study, Name::Browse, Name::Mock, Name::Debrief, Name::Interviewer];
const SWITCH: &[Name] = &[Name::Study, Name::Mock, Name::Statistics, Name::Settings];
const UNDO: &[Name] = &[Name::Study, Name::Home, Name::Summary, Name::Browse, Name::Settings];
const CARDS: &[Name] = &[Name::Study, Name::Browse];
/// Every screen; such a command may stand nowhere else.
const ALL: &[Name] = Name::ALL;

const fn row(
    action: Action,
    name: &'static str,
    says: &'static str,
    keys: &'static [Chord],
    on: &'static [Name],
) -> Command {
    Command { action, name, says, keys, on }
}

/// The table; the first key of a command is the one people see.
const TABLE: &[Command] = &[
    row(Action::Confirm, "confirm", "go on", &[ENTER], ALL),
    row(Action::Back, "back", "one step back", &[ESC], ALL),
    row(Action::Move(Way::Up), "up", "up", &[Char('k'), Key(KeyCode::Up)], ALL),
    row(Action::Move(Way::Down), "down", "down", &[Char('j'), Key(KeyCode::Down)], ALL),
    row(Action::Move(Way::Left), "left", "the value before", &[Char('h'), Key(KeyCode::Left)], VALUES),
    row(Action::Move(Way::Right), "right", "the next value", &[Char('l'), Key(KeyCode::Right)], VALUES),
    row(Action::Carry(Way::Up), "move-up", "move the row up", &[Char('K')], STUDY),
    row(Action::Carry(Way::Down), "move-down", "move the row down", &[Char('J')], STUDY),
    row(Action::Move(Way::PageUp), "page-up", "a page up", &[Key(KeyCode::PageUp)], ALL),
    row(Action::Move(Way::PageDown), "page-down", "a page down", &[Key(KeyCode::PageDown)], ALL),
    row(Action::Certain(1), "sure-a", "the first, certain", &[Char('A')], STUDY),
    row(Action::Certain(2), "sure-b", "the second, certain", &[Char('B')], STUDY),
    row(Action::Letter('+'), "plus", "raises the vote", &[Char('+')], STUDY),
    row(Action::Letter('-'), "minus", "lowers the vote", &[Char('-')], STUDY),
    row(Action::Letter('='), "thin", "true but thin", &[Char('=')], STUDY),
    row(Action::Raise, "raise", "a better grade", &[Char('+')], STUDY),
    row(Action::Lower, "lower", "a lower grade", &[Char('-')], STUDY),
    row(Action::Throw, "throw-out", "does not belong", &[Char('x')], STUDY),
    row(Action::Mark, "mark", "tick, choose, or show", &[SPACE], MARKS),
    row(Action::Clear, "clear", "clear a mark", &[Key(KeyCode::Backspace)], &[Name::Study, Name::Keys]),
    row(Action::Yes, "yes", "yes", &[Char('y')], &[Name::Study, Name::Confirm]),
    row(Action::No, "no", "no", &[Char('n')], &[Name::Study, Name::Confirm]),
    row(Action::Half, "half", "half", &[Char('h')], STUDY),
    row(Action::Sure(Sure::Guess), "guess", "a guess", &[Char('g')], STUDY),
    row(Action::Sure(Sure::Fairly), "fairly", "fairly sure", &[ENTER], STUDY),
    row(Action::Sure(Sure::Sure), "sure", "sure", &[Char('s')], STUDY),
    row(Action::Done, "done", "end typing", &[Ctrl('d')], ASKING),
    row(Action::Switch, "switch", "the other way", &[Key(KeyCode::Tab)], SWITCH),
    row(Action::GiveUp, "give-up", "I do not know", &[Char('!')], STUDY),
    row(Action::Show(More::Hint), "hint", "a hint", &[Char('H')], STUDY),
    row(Action::Show(More::FullText), "full-text", "all of the text", &[Char('v')], STUDY),
    row(Action::Show(More::NextLevel), "next-level", "a line one level up", &[Char('L')], STUDY),
    row(Action::Show(More::Probes), "probes", "what it probes", &[Char('p')], STUDY),
    row(Action::Undo, "undo", "take the last answer back", &[Char('u')], UNDO),
    row(Action::Redo, "redo", "give it again", &[Char('U')], &[Name::Study, Name::Home, Name::Summary]),
    row(Action::Open(Name::Help), "help", "the keys of this screen", &[Char('?'), Key(KeyCode::F(1))], ALL),
    row(Action::Open(Name::Palette), "palette", "every command", &[Char(':')], ALL),
    row(Action::Quit, "quit", "leave; all is saved", &[Char('q')], ALL),
    row(Action::Leave, "leave", "leave at once; all is saved", &[Ctrl('c')], ALL),
    row(Action::Stop, "stop", "stop; fg comes back", &[Ctrl('z')], ALL),
    row(Action::Retry, "retry", "try to save again", &[Char('r')], ALL),
    row(Action::Study(Scope::New), "new-only", "new questions only", &[Char('1')], HOME),
    row(Action::Study(Scope::Due), "due-only", "due questions only", &[Char('2')], HOME),
    row(Action::Study(Scope::Deck), "one-deck", "this deck only", &[Char('3')], HOME),
    row(Action::Study(Scope::Weak), "weak-spots", "drill weak spots", &[Char('x')], HOME),
    row(Action::Study(Scope::WarmUp), "warm-up", "warm up", &[Char('w')], HOME),
    row(Action::Open(Name::Interviews), "mocks", "mock interviews", &[Char('m')], HOME),
    row(Action::Open(Name::Browse), "search", "find a card", &[Char('/')], ALL),
    row(Action::Open(Name::Statistics), "statistics", "statistics", &[Char('s')], HOME),
    row(
        Action::Open(Name::Calibration),
        "calibration",
        "how sure against how right",
        &[Char('c')],
        STATISTICS,
    ),
    row(Action::Open(Name::Workload), "workload", "minutes a day by retention", &[Char('w')], STATISTICS),
    row(Action::Open(Name::Target), "target", "interview date and plan", &[Char('t')], HOME),
    row(Action::Open(Name::CatchUp), "catch-up", "the pace after a break", &[Char('b')], HOME),
    row(Action::Open(Name::Settings), "settings", "settings", &[Char(',')], ALL),
    row(Action::Open(Name::Keys), "rebind", "change keys", &[Char('K')], SETTINGS),
    row(Action::Open(Name::Problems), "problems", "deck problems", &[Char('c')], HOME),
    row(Action::Sort, "sort", "another order", &[Char('o')], BROWSE),
    row(Action::Open(Name::History), "info", "its history", &[Char('i')], BROWSE),
    row(Action::Study(Scope::Practice), "practise", "ask without recording", &[Char('p')], BROWSE),
    row(Action::Edit, "edit", "open in the editor", &[Char('e')], CARDS),
    row(Action::Skip, "skip", "skip for now", &[Char('>')], STUDY),
    row(Action::Bury, "bury", "put off until tomorrow", &[Char('b')], STUDY),
    row(Action::Suspend, "suspend", "ask no more", &[Char('z')], CARDS),
    row(Action::Reset, "reset", "make new again", &[Char('R')], BROWSE),
    row(Action::Flag, "flag", "flag for the author", &[Char('f')], CARDS),
    row(Action::Note, "note", "my note", &[Char('n')], &[Name::Study, Name::Browse, Name::Mock]),
    row(Action::Aside, "aside", "one line of my own", &[Char('w')], STUDY),
    row(Action::Pause, "pause", "stop the clock", &[Char('p')], &[Name::Mock]),
    row(Action::Again, "again", "once more", &[Char('a')], DEBRIEF),
    row(Action::Export, "export", "write a file", &[Char('x')], DEBRIEF),
    row(Action::Discard, "discard", "throw away", &[Char('d')], DEBRIEF),
    row(Action::Grade(Grade::Again), "grade-again", "again", &[Char('1')], STUDY),
    row(Action::Grade(Grade::Hard), "grade-hard", "hard", &[Char('2')], STUDY),
    row(Action::Grade(Grade::Good), "grade-good", "good", &[Char('3')], STUDY),
    row(Action::Grade(Grade::Easy), "grade-easy", "easy", &[Char('4')], STUDY),
    row(Action::Pick(1), "pick-1", "the first", &[Char('1')], ASKING),
    row(Action::Pick(2), "pick-2", "the second", &[Char('2')], ASKING),
    row(Action::Pick(3), "pick-3", "the third", &[Char('3')], ASKING),
    row(Action::Pick(4), "pick-4", "the fourth", &[Char('4')], ASKING),
    row(Action::Pick(5), "pick-5", "the fifth", &[Char('5')], ASKING),
    row(Action::Pick(6), "pick-6", "the sixth", &[Char('6')], ASKING),
    row(Action::Pick(7), "pick-7", "the seventh", &[Char('7')], ASKING),
    row(Action::Pick(8), "pick-8", "the eighth", &[Char('8')], ASKING),
    row(Action::Pick(9), "pick-9", "the ninth", &[Char('9')], ASKING),
];

/// Returns every command that settings may give other keys.
pub fn commands() -> &'static [Command] {
    TABLE
}

/// Returns the keys of an action as the program comes.
pub(super) fn default_keys(action: Action) -> Vec<Chord> {
    match action {
        // A letter names what it chooses on the screen.
        Action::Letter(letter) => vec![Char(letter)],
        _ => TABLE
            .iter()
            .find(|command| command.action == action)
            .map(|command| command.keys.to_vec())
            .unwrap_or_default(),
    }
}
