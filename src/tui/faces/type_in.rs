//! A short answer, typed; figures and accepted wordings are checked, the rest is put to the learner.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ask::{Answer, Outcome, Type};
use crate::text::{Safe, show};
use crate::tui::face::{Face, FaceStep, Scene};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer};
use crate::tui::screen::Input;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::prose::line;

/// The face of [`Type`].
pub struct TypeFace {
    ask: Type,
    editor: Editor,
    sent: bool,
}

impl TypeFace {
    /// Makes the face of a question.
    pub fn new(ask: Type) -> Self {
        Self { ask, editor: Editor::new(Height::One), sent: false }
    }

    fn label(text: &'static str, scene: &Scene<'_>) -> Vec<Span<'static>> {
        vec![Span::styled(format!("{text:<10}"), scene.pen.theme.dim)]
    }
}

impl Face for TypeFace {
    fn listens(&self) -> Vec<Listen> {
        if self.sent {
            return Vec::new();
        }
        let check = (!self.editor.is_empty()).then(|| footer(Action::Confirm, "check"));
        check.into_iter().chain([footer(Action::Done, "I do not know")]).collect()
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        if self.sent {
            return FaceStep::Stay;
        }
        match input {
            Input::Key(key) => self.editor.key(*key),
            Input::Paste(text) => self.editor.paste(text),
            Input::Act(Action::Confirm) if !self.editor.is_empty() => {
                self.sent = true;
                return FaceStep::Done(Answer::Typed { text: self.editor.text(), ruling: None });
            }
            Input::Act(Action::Done) => {
                self.sent = true;
                return FaceStep::Done(Answer::GaveUp);
            }
            _ => {}
        }
        FaceStep::Stay
    }

    fn prompt(&self) -> String {
        self.ask.prompt.to_string()
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        if self.sent {
            return line(format!("> {}", show(&self.editor.text())), Style::default()).into();
        }
        let mut lines = self.editor.lines(scene.pen.columns.saturating_sub(2), scene.pen.theme);
        for (at, line) in lines.iter_mut().enumerate() {
            line.spans.insert(0, Span::styled(if at == 0 { "> " } else { "  " }, scene.pen.theme.accent));
        }
        Drawn::from(lines).here(true)
    }

    fn judged(&self, scene: &Scene<'_>, answer: &Answer, outcome: &Outcome) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let mut lines = Vec::new();
        if let Answer::Typed { text, .. } = answer {
            let (style, _) = theme.mark(outcome.right);
            lines.extend(scene.pen.hanging(Self::label("you", scene), &show(text), style));
        }
        lines.extend(scene.pen.hanging(Self::label("answer", scene), &self.ask.reference, theme.strong));
        let also: Vec<Safe> = self.ask.wanted.iter().skip(1).map(crate::text::Raw::show).collect();
        if !also.is_empty() {
            lines.extend(scene.pen.hanging(Self::label("also", scene), &Safe::join(&also, ", "), theme.dim));
        }
        if !self.ask.lookalikes.is_empty() {
            lines.push(Line::default());
            lines.push(line("Do not mix it up with", theme.dim));
            for other in &self.ask.lookalikes {
                lines.extend(scene.pen.hanging(vec![Span::raw("  ")], &other.text, theme.dim));
            }
        }
        lines
    }

    fn mode(&self) -> Mode {
        if self.sent { Mode::Commands } else { Mode::Typing }
    }
}
