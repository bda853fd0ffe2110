//! Settings: every key of `config.toml` with its value, changed in place and written at once.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::config::setting::{LIMITS, NONE, SETTINGS, offered, value};
use crate::text::{show, width};
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::{Name, Place};
use crate::tui::screen::{Ctx, Effect, Hit, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Cursor;

/// Columns of the names and of the values.
const NAME: usize = 27;
const VALUE: usize = 18;

/// The screen.
#[derive(Default)]
pub struct Settings {
    at: Cursor,
    typing: Option<Editor>,
    /// Keys changed here with the value they had, the last one last.
    changed: Vec<(String, String)>,
}

/// A setting with its key in the file and its heading.
struct SettingRow {
    key: String,
    section: String,
    says: &'static str,
    means: &'static str,
}

/// The settings of all, and behind them the limits of each deck.
fn rows(ctx: &Ctx<'_>) -> Vec<SettingRow> {
    let all = SETTINGS.iter().map(|setting| SettingRow {
        key: setting.key.to_owned(),
        section: setting.section.to_owned(),
        says: setting.says,
        means: setting.means,
    });
    let limits = ctx.library.decks().iter().flat_map(|loaded| {
        let head = &loaded.deck.head;
        LIMITS.iter().map(|setting| SettingRow {
            key: format!("decks.{}.{}", head.id, setting.key),
            section: head.title.show().line().to_string(),
            says: setting.says,
            means: setting.means,
        })
    });
    all.chain(limits).collect()
}

impl Settings {
    fn here(&self, ctx: &Ctx<'_>) -> SettingRow {
        let mut rows = rows(ctx);
        rows.swap_remove(self.at.row(rows.len()))
    }

    fn set(&mut self, new: String, ctx: &Ctx<'_>) -> Step {
        let key = self.here(ctx).key;
        let old = value(ctx.config, &key);
        if old == new {
            return Step::Stay;
        }
        self.changed.push((key.clone(), old));
        Step::Do(Effect::Set { key, value: new })
    }

    /// The next or the previous of what is offered; from a value of one's own to the first.
    fn switch(&mut self, by: isize, ctx: &Ctx<'_>) -> Step {
        let here = self.here(ctx);
        let offered = offered(ctx.config, &here.key);
        let now = value(ctx.config, &here.key);
        let next = match offered.iter().position(|choice| *choice == now) {
            Some(at) => (at as isize + by).rem_euclid(offered.len() as isize) as usize,
            None => 0,
        };
        let Some(new) = offered.get(next).cloned() else { return Step::Stay };
        self.set(new, ctx)
    }

    fn typed(&mut self, ctx: &Ctx<'_>) -> Step {
        let text = self.typing.take().map(|editor| editor.text().trim().to_owned()).unwrap_or_default();
        let text = if text.is_empty() { NONE.to_owned() } else { text };
        // A word needs no quotes here, as the value it replaces shows that it is one.
        let is_word = value(ctx.config, &self.here(ctx).key).starts_with('"') && !text.starts_with('"');
        let new = if is_word && text != NONE { format!("\"{text}\"") } else { text };
        self.set(new, ctx)
    }

    fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        match action {
            Action::Move(Way::Right) => return self.switch(1, ctx),
            Action::Move(Way::Left) => return self.switch(-1, ctx),
            Action::Confirm => {
                let mut editor = Editor::new(Height::One);
                let now = value(ctx.config, &self.here(ctx).key);
                editor.paste(&if now == NONE { String::new() } else { bare(&now) });
                self.typing = Some(editor);
            }
            Action::Open(Name::Keys) => return Step::Open(Place::Keys),
            Action::Undo => {
                // What was refused is as it was, and nothing to take back.
                while let Some((key, old)) = self.changed.pop() {
                    if value(ctx.config, &key) == old {
                        continue;
                    }
                    self.at = rows(ctx).iter().position(|row| row.key == key).map_or(self.at, Cursor::at);
                    return Step::Do(Effect::Set { key, value: old });
                }
            }
            Action::Back | Action::Quit => return Step::Pop,
            action => {
                self.at.take(action, rows(ctx).len());
            }
        }
        Step::Stay
    }

    fn row(&self, here: bool, row: &SettingRow, pen: &Pen<'_>) -> Line<'static> {
        let theme = pen.theme;
        let (sign, style) = if here { (theme.glyphs.row, theme.strong) } else { (" ", Style::default()) };
        let mut spans = vec![
            Span::styled(format!("{sign} "), theme.accent),
            Span::styled(format!("{:<NAME$}", row.says), style),
        ];
        if let (true, Some(editor)) = (here, &self.typing) {
            let field = editor.lines(pen.columns.saturating_sub(NAME + 3), theme).into_iter().next();
            spans.extend(field.unwrap_or_default().spans);
            return Line::from(spans);
        }
        let now = bare(&value(pen.config, &row.key));
        spans
            .push(Span::styled(format!("{now:<VALUE$}"), if here { theme.accent } else { Style::default() }));
        let offered: Vec<String> = offered(pen.config, &row.key)
            .iter()
            .map(|choice| bare(choice))
            .filter(|choice| *choice != now)
            .collect();
        let room = pen.columns.saturating_sub(NAME + 2 + VALUE.max(width(&now)) + 1);
        spans.push(Span::styled(format!(" {}", show(&offered.join("  ")).cut(room)), theme.dim));
        Line::from(spans)
    }
}

/// Takes the quotes off a single word.
fn bare(value: &str) -> String {
    value.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(value).to_owned()
}

impl Screen for Settings {
    fn name(&self) -> Name {
        Name::Settings
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        if self.typing.is_some() {
            return vec![footer(Action::Confirm, "take it"), footer(Action::Back, "as it was")];
        }
        let mut listens =
            vec![footer(Action::Move(Way::Left), "change"), footer(Action::Move(Way::Right), "change")];
        listens.push(footer(Action::Confirm, "type a value"));
        if self.changed.iter().any(|(key, old)| value(ctx.config, key) != *old) {
            listens.push(footer(Action::Undo, "undo"));
        }
        listens.extend([footer(Action::Open(Name::Keys), "keys"), footer(Action::Back, "done")]);
        listens.extend([help(Action::Move(Way::Down), "down"), help(Action::Move(Way::Up), "up")]);
        listens.extend([
            help(Action::Move(Way::PageDown), "ten down"),
            help(Action::Move(Way::PageUp), "ten up"),
        ]);
        listens.push(help(Action::Quit, "done"));
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match (input, &mut self.typing) {
            (Input::Key(key), Some(editor)) => editor.key(key),
            (Input::Paste(text), Some(editor)) => editor.paste(&text),
            (Input::Act(Action::Confirm), Some(_)) => return self.typed(ctx),
            (Input::Act(Action::Back), Some(_)) => self.typing = None,
            (Input::Act(action), None) => return self.act(action, ctx),
            (Input::Row(row), None) if row == self.at.row(rows(ctx).len()) => return self.switch(1, ctx),
            (Input::Row(row), None) => self.at = Cursor::at(row),
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let left = Line::from(Span::styled("settings", theme.strong));
        let path = show(&format!("{}/config.toml", ctx.home));
        let right = line(path.cut(usize::from(area.width).saturating_sub(16)).to_string(), theme.dim);
        let body = TitleBar::of(left).right(right).draw(frame, area, theme);
        let column = frame::column(body, 100);
        let pen = Pen::new(ctx, column.width);
        let mut lines = Drawn::default();
        let mut section = "";
        let rows = rows(ctx);
        for (at, row) in rows.iter().enumerate() {
            let here = at == self.at.row(rows.len());
            if row.section != section {
                section = &row.section;
                lines.push(line(section, theme.dim));
            }
            lines.extend(Drawn::from(self.row(here, row, &pen)).hit(Hit::Row(at)).here(here));
            if here {
                let label = vec![Span::raw("    ")];
                let means = pen.hanging(label, &row.means.into(), theme.dim);
                lines.extend(Drawn::from(means).here(true));
            }
        }
        Pane::of(lines).draw(frame, column, ctx);
    }

    fn mode(&self) -> Mode {
        if self.typing.is_some() { Mode::Typing } else { Mode::Commands }
    }
}
