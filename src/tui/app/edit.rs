//! A card edited in the learner's editor, and its deck read again.

use std::path::{Path, PathBuf};

use super::App;
use crate::clock::Moment;
use crate::deck::{Severity, parse};
use crate::library::{Loaded, Origin};
use crate::store::decks;
use crate::text::Safe;
use crate::tui::screen::Input;

impl App {
    /// Returns once which file is to be edited, and at which line; a deck of the program has none.
    pub fn take_edit(&mut self) -> Option<(PathBuf, u32)> {
        let item = self.edit.take()?;
        let found = self.parts.library.find(&item)?;
        let file = found.loaded.deck.files.get(found.card.file).map(PathBuf::from);
        let file = file.filter(|file| found.loaded.origin != Origin::Builtin && file.is_file());
        if file.is_none() {
            self.parts.notice =
                Some("A built-in deck cannot be edited here; copy its file into your decks folder.".into());
        }
        Some((file?, found.card.line))
    }

    /// Reads the deck of an edited file again; a deck that no longer reads is kept as it was.
    pub fn edited(&mut self, file: &Path, ended: Result<(), Safe>, now: Moment) {
        let library = &mut self.parts.library;
        let name = file.display().to_string();
        let at = library.decks().iter().position(|loaded| loaded.deck.files.contains(&name));
        let Some((at, old)) = at.and_then(|at| Some((at, library.decks().get(at)?))) else { return };
        let whole = if old.deck.files.len() > 1 { file.parent().unwrap_or(file) } else { file };
        let shelves = decks::named(whole);
        let found = shelves.found.iter().find(|found| found.files.iter().any(|(own, _)| *own == name));
        self.parts.notice = ended.err();
        let Some(found) = found else {
            self.parts.notice = shelves.unreadable.into_iter().next().map(|unreadable| unreadable.text);
            return;
        };
        let parsed = parse(&found.sources());
        let errors: Vec<_> =
            parsed.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        if let (Some(first), None) = (errors.first(), &self.parts.notice) {
            let text = format!("{name}:{}:{}: {}; {}", first.line, first.column, first.what, first.advice);
            self.parts.notice = Some(crate::text::show(&text).line());
        }
        if parsed.deck.head.id == old.deck.head.id {
            let loaded = Loaded::new(parsed.deck, old.origin, errors.len());
            library.replace(at, loaded);
        } else {
            self.parts.notice =
                Some("The deck's id has changed; start again to study it under the new one.".into());
        }
        self.input(Input::Edited, now);
    }
}
