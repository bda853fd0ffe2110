//! The keys of the screen below: filtered by typing, run with Enter.

use std::collections::HashSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::popup::Popup;
use crate::tui::widgets::scroll::Cursor;

/// The popup.
pub struct Help {
    screen: Name,
    listens: Vec<Listen>,
    filter: Editor,
    at: Cursor,
}

impl Help {
    /// Makes the popup for what a screen listens to.
    pub fn new((screen, mut listens): (Name, Vec<Listen>)) -> Self {
        // What the front of the list listens to never reaches the rest: `j` has one meaning here.
        let mut seen = HashSet::new();
        listens.retain(|listen| seen.insert(listen.action));
        listens.push(help(Action::Open(Name::Palette), "every command, by name"));
        listens.push(help(Action::Stop, "stop, fg comes back"));
        listens.push(help(Action::Leave, "leave at once, all is saved"));
        Self { screen, listens, filter: Editor::new(Height::One), at: Cursor::default() }
    }

    fn found(&self, ctx: &Ctx<'_>) -> Vec<&Listen> {
        let wanted = self.filter.text().to_lowercase();
        let fits = |listen: &&Listen| {
            wanted.is_empty()
                || listen.says.to_lowercase().contains(&wanted)
                || ctx.keys.label(listen.action) == self.filter.text()
        };
        self.listens.iter().filter(fits).collect()
    }
}

impl Screen for Help {
    fn name(&self) -> Name {
        Name::Help
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![
            footer(Action::Confirm, "run it"),
            footer(Action::Back, "close"),
            help(Action::Move(Way::Up), "up"),
            help(Action::Move(Way::Down), "down"),
        ]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let rows = self.found(ctx).len();
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
            Input::Act(Action::Confirm) => {
                let Some(action) = self.found(ctx).get(self.at.row(rows)).map(|listen| listen.action) else {
                    return Step::Stay;
                };
                return Step::Several(vec![Step::Pop, Step::Act(action)]);
            }
            Input::Act(action) => {
                self.at.take(action, rows);
            }
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let mut field = self.filter.lines(30, theme).into_iter().next().unwrap_or_default();
        field.spans.insert(0, Span::styled("filter  ", theme.dim));
        let mut lines = vec![field, Line::default()];
        let found = self.found(ctx);
        let room = usize::from(area.height).saturating_sub(6).max(1);
        for at in self.at.seen(found.len(), room) {
            let (listen, here) = (found[at], at == self.at.row(found.len()));
            let style = if here { theme.strong } else { ratatui::style::Style::default() };
            let sign = if here { theme.glyphs.row } else { " " };
            lines.push(Line::from(vec![
                Span::styled(format!("{sign} {:<6}", ctx.keys.label(listen.action)), theme.accent),
                Span::styled(listen.says.to_string(), style),
            ]));
        }
        if found.is_empty() {
            lines.push(Line::from(Span::styled("No key for that here.", theme.dim)));
        }
        let title = format!(" keys: {} ", self.screen.word());
        Popup { title: &title, rows: lines.into(), columns: 44.min(area.width.saturating_sub(6)) }
            .draw(frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
