//! One line of one's own after a verdict: the weak line made better, or why a miss matters. Optional, ungraded,
//! kept in the journal.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ItemName;
use crate::library::marks;
use crate::review::Said;
use crate::text::{Safe, show};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Lines};
use crate::tui::widgets::popup;
use crate::tui::widgets::prose::prose;

/// The popup.
pub struct Aside {
    item: ItemName,
    /// Other cards that get the same flag.
    more: Vec<ItemName>,
    prompt: &'static str,
    about: Option<Safe>,
    editor: Editor,
    keep: Keep,
}

/// What becomes of the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Journal,
    Flag,
    Note,
}

impl Aside {
    /// Asks what is wrong with a card; an empty line takes a flag off.
    pub fn flag(item: ItemName, before: Option<&str>) -> Self {
        let prompt = "What is wrong with this card? Empty takes the flag off.";
        Self { keep: Keep::Flag, ..Self::new(item, prompt, None) }.with(before)
    }

    /// Asks what is wrong with several cards, once for all.
    pub fn flag_all(mut items: Vec<ItemName>) -> Self {
        let prompt = "What is wrong with these cards? One reason for all; empty takes their flags off.";
        let more = items.split_off(items.len().min(1));
        let first = items.pop().unwrap_or_else(|| ItemName::of(""));
        Self { keep: Keep::Flag, more, ..Self::new(first, prompt, None) }
    }

    /// Asks for a note on a card; an empty line takes it off.
    pub fn note(item: ItemName, before: Option<&str>) -> Self {
        let prompt = "Your note on this card; it is shown after every answer. Empty takes it off.";
        Self { keep: Keep::Note, ..Self::new(item, prompt, None) }.with(before)
    }

    fn with(mut self, before: Option<&str>) -> Self {
        self.editor.paste(before.unwrap_or_default());
        self
    }

    /// Asks for a better wording of a weak line.
    pub fn rewrite(item: ItemName, weak: Safe) -> Self {
        Self::new(item, "Rewrite the weak line so that you would say it.", Some(weak))
    }

    /// Asks why a miss matters.
    pub fn why(item: ItemName) -> Self {
        Self::new(item, "In one line: why would an interviewer care?", None)
    }

    fn new(item: ItemName, prompt: &'static str, about: Option<Safe>) -> Self {
        Self { item, more: Vec::new(), prompt, about, editor: Editor::new(Lines::One), keep: Keep::Journal }
    }
}

impl Screen for Aside {
    fn name(&self) -> &'static str {
        "aside"
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        let skips = self.keep == Keep::Journal && self.editor.is_empty();
        vec![
            footer(Action::Confirm, if skips { "skip" } else { "keep" }),
            footer(Action::Back, "leave as it was"),
        ]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match input {
            Input::Key(key) => self.editor.key(key),
            Input::Paste(text) => self.editor.paste(&text),
            Input::Act(Action::Confirm) if self.keep != Keep::Journal => {
                let text = self.editor.text().trim().to_owned();
                let whats = match self.keep {
                    Keep::Flag => {
                        let all = std::iter::once(&self.item).chain(&self.more);
                        all.map(|item| marks::flag(item, text.clone())).collect()
                    }
                    Keep::Note | Keep::Journal => vec![marks::note(&self.item, text)],
                };
                return Step::Several(vec![Step::Pop, Step::Do(Effect::Record(whats))]);
            }
            Input::Act(Action::Confirm) if !self.editor.is_empty() => {
                let said = Said {
                    item: self.item.clone(),
                    at: ctx.now.at,
                    text: String::new(),
                    jots: vec![self.editor.text()],
                    ticks: Vec::new(),
                    run: None,
                };
                return Step::Several(vec![Step::Pop, Step::Do(Effect::Keep(said))]);
            }
            Input::Act(_) => return Step::Pop,
            Input::Recorded(..)
            | Input::Exported(_)
            | Input::Suggested(_)
            | Input::Row(_)
            | Input::Edited => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let columns = 60.min(area.width.saturating_sub(6));
        let mut lines = Vec::new();
        if let Some(about) = &self.about {
            lines.extend(prose(about, usize::from(columns), theme.dim, theme));
            lines.push(Line::default());
        }
        lines.extend(prose(&show(self.prompt), usize::from(columns), Style::default(), theme));
        let mut field = self.editor.lines(usize::from(columns).saturating_sub(2), theme);
        if let Some(first) = field.first_mut() {
            first.spans.insert(0, Span::styled("> ", theme.accent));
        }
        lines.extend(field);
        let title = match self.more.len() {
            0 => " one line of your own ".to_owned(),
            more => format!(" flag {} cards ", more + 1),
        };
        popup::draw(frame, area, &title, &lines, columns, theme);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }

    fn is_popup(&self) -> bool {
        true
    }
}
