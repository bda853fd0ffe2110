//! The keys in force: the table's, changed by settings.

use std::borrow::Cow;

use crossterm::event::KeyEvent;

use super::action::Action;
use super::chord::Chord;
use super::chord::KeyPress;
use super::table::{Command, commands, default_keys};
use crate::config::Config;
use crate::text::{Safe, show};
use crate::tui::keys::listen::Mode;

/// The key that ends the program, whatever settings say.
pub(super) const LEAVES: Chord = Chord::Ctrl('c');

/// Which keys mean what.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    changed: Vec<(Action, Vec<Chord>)>,
    layout: Vec<(char, char)>,
}

impl Keymap {
    /// Takes the keys of settings; one that cannot be is left as it comes, and said.
    pub fn new(config: &Config) -> (Self, Vec<Safe>) {
        let mut keymap = Self { changed: Vec::new(), layout: config.layout.clone() };
        let mut problems = Vec::new();
        for (name, keys) in &config.keys {
            let mut say = |what: String| problems.push(show(&format!("{}: {what}", keys.place)).line());
            let Some(command) = commands().iter().find(|command| command.name == name) else {
                say(format!("`{name}` is no command; {}", close(name)));
                continue;
            };
            match read(command, &keys.value) {
                Ok(chords) => keymap.changed.push((command.action, chords)),
                Err(what) => say(format!("`{name}` {what}; it keeps its own key")),
            }
        }
        // Only when all are known can two of them be found in each other's way.
        for (name, keys) in &config.keys {
            let Some(command) = commands().iter().find(|command| command.name == name) else { continue };
            if let Some((other, chord)) = keymap.conflict(command) {
                keymap.changed.retain(|(action, _)| *action != command.action);
                let text = format!(
                    "{}: {} means `{}` already where `{name}` is used; give one of them another key",
                    keys.place,
                    chord.label(),
                    other.name
                );
                problems.push(show(&text).line());
            }
        }
        (keymap, problems)
    }

    /// Returns a command in this one's way, and the key both have.
    fn conflict(&self, command: &Command) -> Option<(&'static Command, Chord)> {
        let own = self.keys(command.action);
        let meet = |other: &&Command| other.on.iter().any(|screen| command.on.contains(screen));
        // Commands that share a key as the program comes are never listened to at once.
        let apart = |other: &&Command| other.keys.iter().any(|key| command.keys.contains(key));
        commands()
            .iter()
            .filter(|other| other.action != command.action && meet(other) && !apart(other))
            .find_map(|other| {
                let both = own.iter().find(|key| self.keys(other.action).contains(key))?;
                Some((other, *both))
            })
    }

    /// Returns what a key would be in the way of, for a command that is to have it.
    pub fn in_the_way(&self, action: Action, key: KeyPress) -> Option<&'static str> {
        let command = commands().iter().find(|command| command.action == action)?;
        let chord = Chord::of(key.0)?;
        let mut other = self.clone();
        other.changed.retain(|(own, _)| *own != action);
        other.changed.push((action, vec![chord]));
        other.conflict(command).map(|(other, _)| other.name)
    }

    /// Returns the keys of an action.
    pub(super) fn keys(&self, action: Action) -> Cow<'_, [Chord]> {
        match self.changed.iter().find(|(own, _)| *own == action) {
            Some((_, keys)) => Cow::Borrowed(keys),
            None => Cow::Owned(default_keys(action)),
        }
    }

    /// Returns the label of an action's first key.
    pub fn label(&self, action: Action) -> String {
        self.keys(action).first().map(|key| key.label()).unwrap_or_default()
    }

    /// Returns the labels of all its keys.
    pub fn labels(&self, action: Action) -> String {
        self.keys(action).iter().map(|key| key.label()).collect::<Vec<_>>().join(" ")
    }

    /// Says whether settings gave it other keys.
    pub fn is_changed(&self, action: Action) -> bool {
        self.changed.iter().any(|(own, _)| *own == action)
    }

    /// Returns the key of an event; while keys are commands, a letter of the layout stands for its Latin one.
    pub(super) fn chord(&self, key: KeyEvent, mode: Mode) -> Option<Chord> {
        let latin =
            |letter: char| self.layout.iter().find(|(own, _)| *own == letter).map_or(letter, |(_, to)| *to);
        Some(match Chord::of(key)? {
            LEAVES => LEAVES,
            Chord::Char(letter) if mode == Mode::Commands => Chord::Char(latin(letter)),
            Chord::Ctrl(letter) => Chord::Ctrl(latin(letter)),
            other => other,
        })
    }
}

/// Returns how settings write a key.
pub fn word(key: KeyPress) -> Option<String> {
    Chord::of(key.0).map(Chord::word).filter(|word| !word.is_empty())
}

fn read(command: &Command, keys: &[String]) -> Result<Vec<Chord>, String> {
    let parse = |key: &String| {
        Chord::parse(key).ok_or_else(|| {
            format!("names no key with \"{key}\"; write \"b\", \"space\", \"ctrl-b\" or \"f5\"")
        })
    };
    let chords: Vec<Chord> = keys.iter().map(parse).collect::<Result<_, _>>()?;
    // ^C must always end the program, or a slip in a file could lock its owner in.
    if command.action == Action::Leave {
        return Err("cannot be moved".into());
    }
    if chords.contains(&LEAVES) {
        return Err("cannot have ^C, which always leaves".into());
    }
    let typed = matches!(command.action, Action::Confirm | Action::Back | Action::Done | Action::Switch);
    if typed && chords.iter().all(|chord| chord.is_text()) {
        return Err("is used while typing and needs a key that is no letter".into());
    }
    if chords.is_empty() { Err("has no key".into()) } else { Ok(chords) }
}

/// Commands that are part of others by now.
const FORMER: [(&str, &str); 4] =
    [("finish", "back"), ("jot", "note"), ("reveal", "confirm"), ("spoken", "mark")];

fn close(name: &str) -> String {
    if let Some((_, now)) = FORMER.iter().find(|(former, _)| *former == name) {
        return format!("`{now}` does that now");
    }
    let names = commands().iter().map(|command| command.name);
    let near = names.filter(|known| strsim::osa_distance(name, known) <= 2).min();
    near.map_or("K in settings lists them".into(), |near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::super::listen::footer;
    use super::super::resolve;
    use super::*;
    use crate::store::settings::parse;

    fn keymap(text: &str) -> (Keymap, Vec<Safe>) {
        Keymap::new(&parse(text, "c").0)
    }

    fn press(letter: char) -> KeyPress {
        KeyPress(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
    }

    #[test]
    fn a_command_moves_to_the_keys_settings_give_it() {
        let (keymap, problems) = keymap("[keys]\nbury = [\"B\", \"ctrl-b\"]\nsure-b = \"X\"\n");
        assert_eq!(problems, []);
        let listens = [footer(Action::Bury, "put off")];
        assert_eq!(resolve(press('B'), &listens, Mode::Commands, &keymap), Some(Action::Bury));
        assert_eq!(resolve(press('b'), &listens, Mode::Commands, &keymap), None);
        assert_eq!(keymap.label(Action::Bury), "B");
    }

    #[test]
    fn a_key_in_anothers_way_is_told_and_not_taken() {
        let (keymap, problems) = keymap("[keys]\nbury = \"u\"\n");
        assert!(
            problems[0].starts_with("c:2:1: u means `undo` already where `bury` is used"),
            "{}",
            problems[0]
        );
        assert_eq!(keymap.label(Action::Bury), "b");
    }

    #[test]
    fn bad_names_and_keys_are_told_with_their_place() {
        let (_, problems) =
            keymap("[keys]\nburry = \"u\"\nskip = \"hyper-x\"\nleave = \"x\"\nback = \"b\"\n");
        let problems: Vec<&str> = problems.iter().map(|text| &**text).collect();
        assert!(
            problems
                .iter()
                .any(|text| text.starts_with("c:2:1: `burry` is no command; did you mean `bury`?")),
            "{problems:?}"
        );
        assert!(problems.iter().any(|text| text.starts_with("c:3:1: `skip` names no key")), "{problems:?}");
        assert_eq!(problems.len(), 4, "{problems:?}");
        let (_, problems) = keymap("[keys]\njot = \"J\"\n");
        assert_eq!(*problems[0], *"c:2:1: `jot` is no command; `note` does that now");
    }

    #[test]
    fn the_table_as_it_comes_is_in_nobodys_way() {
        let keymap = Keymap::default();
        for command in commands() {
            assert!(!command.keys.is_empty(), "{}", command.name);
            if let Some((other, key)) = keymap.conflict(command) {
                panic!("{} and {} both have {}", command.name, other.name, key.label());
            }
        }
    }

    #[test]
    fn nothing_in_settings_takes_ctrl_c_away() {
        let (keymap, problems) =
            keymap("[keys]\nbury = \"ctrl-c\"\n[keys.layout]\nfrom = \"cj\"\nto = \"jc\"\n");
        assert!(problems[0].contains("`bury` cannot have ^C, which always leaves"), "{}", problems[0]);
        let press = |letter| KeyPress(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
        assert_eq!(keymap.chord(press('c').0, Mode::Commands), Some(LEAVES));
        assert!(super::super::leaves(press('c')) && !super::super::leaves(press('j')));
        let notices = parse("[keys.layout]\nfrom = \"cj\"\nto = \"jc\"\n", "c").1;
        assert!(notices[0].contains("^C leaves all the same"), "{notices:?}");
    }

    #[test]
    fn a_layout_is_read_as_latin_only_while_keys_are_commands() {
        let (keymap, _) = keymap("[keys.layout]\nfrom = \"г\"\nto = \"u\"\n");
        let listens = [footer(Action::Undo, "undo")];
        assert_eq!(resolve(press('г'), &listens, Mode::Commands, &keymap), Some(Action::Undo));
        assert_eq!(resolve(press('г'), &listens, Mode::Typing, &keymap), None);
    }
}
