//! The palette: every command by name with its key beside it, found by a few letters, run with Enter.

use std::collections::HashSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::anywhere;
use crate::text::near::letters_in_order;
use crate::text::width;
use crate::tui::keys::listen::{Listen, Mode, Shown, footer, help};
use crate::tui::keys::{Action, Way, commands};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Hit, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::popup::Popup;
use crate::tui::widgets::scroll::Cursor;

/// Columns inside the box.
const COLUMNS: u16 = 52;

/// The popup.
pub struct Palette {
    /// What can be done here, then what can be opened from anywhere.
    entries: Vec<Entry>,
    filter: Editor,
    at: Cursor,
}

struct Entry {
    action: Action,
    says: String,
}

impl Palette {
    /// Makes the popup for a screen and what it listens to; one that is not free opens nothing else.
    pub fn new((screen, listens): (Name, Vec<Listen>)) -> Self {
        let mut seen = HashSet::new();
        let moves = [
            Action::Move(Way::Up),
            Action::Move(Way::Down),
            Action::Move(Way::PageUp),
            Action::Move(Way::PageDown),
            Action::Back,
        ];
        // A second key for the same is help's to tell.
        let has_twin = |listen: &Listen| {
            let alike = |other: &&Listen| other.says == listen.says && other.action != listen.action;
            listen.shown == Shown::Help
                && listens.iter().any(|other| alike(&other) && other.shown == Shown::Footer)
        };
        let mut worth = |listen: &Listen| {
            !moves.contains(&listen.action) && !has_twin(listen) && seen.insert(listen.action)
        };
        let here = listens.iter().filter(|listen| worth(listen)).cloned();
        let here = here.map(|listen| Entry { action: listen.action, says: listen.says.into_owned() });
        let mut entries: Vec<Entry> = here.collect();
        let offered = anywhere::offered().filter(|action| screen.is_free() && seen.insert(*action));
        let more = offered.chain([Action::Open(Name::Help), Action::Stop, Action::Leave]);
        entries.extend(more.map(|action| Entry { action, says: name(action).1.to_owned() }));
        Self { entries, filter: Editor::new(Height::One), at: Cursor::default() }
    }

    /// The commands that fit: those with the very words before those with only their letters in order.
    fn found(&self) -> Vec<&Entry> {
        let wanted = self.filter.text().to_lowercase();
        let rank = |text: &str| {
            let has = [text.starts_with(&wanted), text.contains(&wanted), letters_in_order(&wanted, text)];
            has.iter().position(|has| *has)
        };
        let rank = |entry: &Entry| {
            rank(&entry.says.to_lowercase()).into_iter().chain(rank(name(entry.action).0)).min()
        };
        let mut found: Vec<(usize, &Entry)> =
            self.entries.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    fn run(&self) -> Step {
        let found = self.found();
        let Some(action) = found.get(self.at.row(found.len())).map(|entry| entry.action) else {
            return Step::Stay;
        };
        Step::Several(vec![Step::Pop, Step::Act(action)])
    }
}

/// Returns a command's name in settings and what it does; a screen without a key has one word for both.
fn name(action: Action) -> (&'static str, &'static str) {
    let word = if let Action::Open(name) = action { name.word() } else { "" };
    let found = commands().iter().find(|command| command.action == action);
    found.map_or((word, word), |command| (command.name, command.says))
}

impl Screen for Palette {
    fn name(&self) -> Name {
        Name::Palette
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        let mut listens = Vec::new();
        if !self.found().is_empty() {
            listens.push(footer(Action::Confirm, "run it"));
        }
        listens.push(footer(Action::Back, "close"));
        listens.extend([help(Action::Move(Way::Up), "up"), help(Action::Move(Way::Down), "down")]);
        listens
    }

    fn update(&mut self, input: Input, _: &Ctx<'_>) -> Step {
        match input {
            Input::Key(key) => {
                self.filter.key(key);
                self.at = Cursor::default();
            }
            Input::Paste(text) => {
                self.filter.paste(&text);
                self.at = Cursor::default();
            }
            Input::Act(Action::Back) => return Step::Pop,
            Input::Act(Action::Confirm) => return self.run(),
            Input::Row(row) => {
                self.at = Cursor::at(row);
                return self.run();
            }
            Input::Act(action) => {
                self.at.take(action, self.found().len());
            }
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let columns = COLUMNS.min(area.width.saturating_sub(6));
        let mut field = self.filter.lines(usize::from(columns), theme).into_iter().next().unwrap_or_default();
        field.spans.insert(0, Span::styled(": ", theme.accent));
        let mut lines = Drawn::from(vec![field, Line::default()]);
        let found = self.found();
        let room = usize::from(area.height).saturating_sub(6).max(1);
        for at in self.at.seen(found.len(), room) {
            let entry = found[at];
            let (sign, style) = if at == self.at.row(found.len()) {
                (theme.glyphs.row, theme.strong)
            } else {
                (" ", Style::default())
            };
            let key = ctx.keys.label(entry.action);
            let pad = usize::from(columns).saturating_sub(2 + width(&entry.says) + width(&key));
            let line = Line::from(vec![
                Span::styled(format!("{sign} "), theme.accent),
                Span::styled(entry.says.clone(), style),
                Span::styled(format!("{}{key}", " ".repeat(pad.max(1))), theme.dim),
            ]);
            lines.extend(Drawn::from(line).hit(Hit::Row(at)));
        }
        if found.is_empty() {
            lines.push(Line::from(Span::styled("No command by that name.", theme.dim)));
        }
        Popup { title: " commands ", rows: lines, columns }.draw(frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::place::Place;

    #[test]
    fn a_screen_that_its_name_is_enough_for_is_offered_and_has_words_without_a_key() {
        assert_eq!(name(Action::Open(Name::Summary)), ("summary", "summary"));
        let offered: HashSet<Action> = anywhere::offered().collect();
        for name in Name::ALL.iter().filter(|name| !matches!(name, Name::Help | Name::Palette)) {
            assert_eq!(offered.contains(&Action::Open(*name)), Place::of(*name).is_some(), "{}", name.word());
        }
    }
}
