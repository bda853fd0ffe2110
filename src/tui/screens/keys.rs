//! The keys of every command, each given another by pressing it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::config::setting::NONE;
use crate::text::show;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, Command, KeyPress, Way, commands, word};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Effect, Hit, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Cursor;

/// The screen.
#[derive(Default)]
pub struct Keys {
    at: Cursor,
    /// A key is waited for.
    waiting: bool,
}

impl Keys {
    fn here(&self) -> &'static Command {
        let all = commands();
        &all[self.at.row(all.len())]
    }

    /// Takes the pressed key, if no other command of the same screens has it.
    fn press(&mut self, key: KeyPress, ctx: &Ctx<'_>) -> Step {
        self.waiting = false;
        let command = self.here();
        let Some(word) = word(key) else {
            return Step::notice("That key cannot be used; nothing is changed.");
        };
        if let Some(other) = ctx.keys.in_the_way(command.action, key) {
            let text = format!(
                "{word} means `{other}` already where `{}` is used; nothing is changed.",
                command.name
            );
            return Step::notice(show(&text));
        }
        let value = format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
        Step::Do(Effect::Set { key: format!("keys.{}", command.name), value })
    }

    fn row(&self, at: usize, pen: &Pen<'_>) -> Line<'static> {
        let (theme, command) = (pen.theme, commands()[at]);
        let here = at == self.at.row(commands().len());
        let (sign, style) = if here { (theme.glyphs.row, theme.strong) } else { (" ", Style::default()) };
        let keys = if here && self.waiting { "press a key".into() } else { pen.keys.labels(command.action) };
        let changed = if pen.keys.is_changed(command.action) { "*" } else { " " };
        let keys_style = if pen.keys.is_changed(command.action) { theme.half } else { theme.accent };
        let on: Vec<&str> = command.on.iter().map(|name| name.word()).collect();
        let on = if on.len() > 12 { "everywhere".to_owned() } else { on.join(", ") };
        let room = pen.columns.saturating_sub(58);
        Line::from(vec![
            Span::styled(format!("{sign} "), theme.accent),
            Span::styled(format!("{keys:<12}{changed} "), keys_style),
            Span::styled(format!("{:<14}", command.name), style),
            Span::raw(format!("{:<28}", command.says)),
            Span::styled(show(&on).cut(room).to_string(), theme.dim),
        ])
    }
}

impl Screen for Keys {
    fn name(&self) -> Name {
        Name::Keys
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        if self.waiting {
            return Vec::new();
        }
        let mut listens = vec![footer(Action::Confirm, "another key")];
        if ctx.keys.is_changed(self.here().action) {
            listens.push(footer(Action::Clear, "its own again"));
        }
        listens.push(footer(Action::Back, "settings"));
        listens.extend([help(Action::Move(Way::Down), "down"), help(Action::Move(Way::Up), "up")]);
        listens.extend([
            help(Action::Move(Way::PageDown), "ten down"),
            help(Action::Move(Way::PageUp), "ten up"),
        ]);
        listens.push(help(Action::Quit, "settings"));
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let rows = commands().len();
        match input {
            Input::Key(key) if self.waiting => return self.press(key, ctx),
            Input::Act(Action::Confirm) => self.waiting = true,
            Input::Act(Action::Clear) => {
                let key = format!("keys.{}", self.here().name);
                return Step::Do(Effect::Set { key, value: NONE.to_owned() });
            }
            Input::Act(Action::Back | Action::Quit) => return Step::Pop,
            Input::Act(action) => {
                self.at.take(action, rows);
            }
            Input::Row(row) if row == self.at.row(rows) => self.waiting = true,
            Input::Row(row) => (self.at, self.waiting) = (Cursor::at(row), false),
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let left = Line::from(Span::styled("keys", theme.strong));
        let right = line("* changed by you", theme.dim);
        let body = TitleBar::of(left).right(right).draw(frame, area, theme);
        let column = frame::column(body, 100);
        let row = |at| {
            let line = self.row(at, &Pen::new(ctx, column.width));
            Drawn::from(line).hit(Hit::Row(at)).here(at == self.at.row(commands().len()))
        };
        Pane::of((0..commands().len()).flat_map(row).collect::<Drawn>()).draw(frame, column, ctx);
    }

    fn takes_keys(&self) -> bool {
        self.waiting
    }

    fn mode(&self) -> Mode {
        Mode::Commands
    }
}
