//! One line of one's own after a verdict: the weak line made better, or why a miss matters. Optional, ungraded,
//! kept in the journal.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::library::marks;
use crate::review::Said;
use crate::text::show;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer};
use crate::tui::place::{Name, Own};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::popup::Popup;

/// The popup.
pub struct Aside {
    own: Own,
    editor: Editor,
}

impl Aside {
    /// Asks for a line, with what stands there now.
    pub fn new(own: Own, ctx: &Ctx<'_>) -> Self {
        let now = match &own {
            Own::Flag(items) => {
                items.first().filter(|_| items.len() == 1).and_then(|item| ctx.library.flag(item))
            }
            Own::Note(item) => ctx.library.note(item),
            Own::Rewrite(..) | Own::Why(_) => None,
        };
        let mut editor = Editor::new(Height::One);
        editor.paste(now.unwrap_or_default());
        Self { own, editor }
    }

    fn prompt(&self) -> &'static str {
        match &self.own {
            Own::Flag(items) if items.len() > 1 => {
                "What is wrong with these cards? One reason for all; empty takes their flags off."
            }
            Own::Flag(_) => "What is wrong with this card? Empty takes the flag off.",
            Own::Note(_) => "Your note on this card; it is shown after every answer. Empty takes it off.",
            Own::Rewrite(..) => "Rewrite the weak line so that you would say it.",
            Own::Why(_) => "In one line: why would an interviewer care?",
        }
    }

    /// What becomes of the line; nothing of an empty one that changes nothing.
    fn kept(&self, ctx: &Ctx<'_>) -> Option<Effect> {
        let text = self.editor.text().trim().to_owned();
        Some(match &self.own {
            Own::Flag(items) => {
                Effect::Record(items.iter().map(|item| marks::flag(item, text.clone())).collect())
            }
            Own::Note(item) => Effect::Record(vec![marks::note(item, text)]),
            Own::Rewrite(item, _) | Own::Why(item) if !text.is_empty() => Effect::Keep(Said {
                item: item.clone(),
                at: ctx.now.at,
                text: String::new(),
                jots: vec![self.editor.text()],
                ticks: Vec::new(),
                run: None,
            }),
            Own::Rewrite(..) | Own::Why(_) => return None,
        })
    }
}

impl Screen for Aside {
    fn name(&self) -> Name {
        Name::Aside
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        let skips = matches!(self.own, Own::Rewrite(..) | Own::Why(_)) && self.editor.is_empty();
        vec![
            footer(Action::Confirm, if skips { "skip" } else { "keep" }),
            footer(Action::Back, "leave as it was"),
        ]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match input {
            Input::Key(key) => self.editor.key(key),
            Input::Paste(text) => self.editor.paste(&text),
            Input::Act(Action::Confirm) => {
                let kept = self.kept(ctx).map(Step::Do);
                return Step::Several([Step::Pop].into_iter().chain(kept).collect());
            }
            Input::Act(_) => return Step::Pop,
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let columns = 60.min(area.width.saturating_sub(6));
        let pen = Pen::new(ctx, columns);
        let mut lines = Vec::new();
        if let Own::Rewrite(_, about) = &self.own {
            lines.extend(pen.prose(about, theme.dim));
            lines.push(Line::default());
        }
        lines.extend(pen.prose(&show(self.prompt()), Style::default()));
        let mut field = self.editor.lines(usize::from(columns).saturating_sub(2), theme);
        if let Some(first) = field.first_mut() {
            first.spans.insert(0, Span::styled("> ", theme.accent));
        }
        lines.extend(field);
        let title = match &self.own {
            Own::Flag(items) if items.len() > 1 => format!(" flag {} cards ", items.len()),
            _ => " one line of your own ".to_owned(),
        };
        Popup { title: &title, rows: lines.into(), columns }.draw(frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
