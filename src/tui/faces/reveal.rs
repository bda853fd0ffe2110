//! Think or type, see the answer, grade yourself.

use std::cell::RefCell;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ask::{Answer, Outcome, Reveal};
use crate::card::grade::Grade;
use crate::config::AnswerBy;
use crate::text::long::Long;
use crate::text::show;
use crate::tui::face::{Face, FaceStep, Scene};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::screen::Input;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::prose::line;

/// How an open answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Think,
    Type,
    Shown,
}

/// The face of [`Reveal`].
pub struct RevealFace {
    ask: Reveal,
    /// The answer, when it is long: it stands below the grades then.
    long: Option<RefCell<Long>>,
    phase: Phase,
    editor: Editor,
}

impl RevealFace {
    /// Makes the face of a question; short answers are thought unless settings say otherwise.
    pub fn new(ask: Reveal, by: AnswerBy) -> Self {
        let phase = match by {
            AnswerBy::Type => Phase::Type,
            AnswerBy::Auto | AnswerBy::Think => Phase::Think,
        };
        let long = Long::of(&ask.answer).map(RefCell::new);
        Self { ask, long, phase, editor: Editor::new(Height::Many) }
    }

    fn answer(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        match self.long {
            Some(_) => Vec::new(),
            None => scene.pen.prose(&self.ask.answer, Style::default()),
        }
    }

    fn graded(&self, grade: Grade) -> FaceStep {
        FaceStep::Done(Answer::Graded { text: self.editor.text(), grade })
    }
}

/// Draws the four grades, each with its next gap standing on it.
pub(super) fn grade_line(scene: &Scene<'_>) -> Line<'static> {
    let mut spans = Vec::new();
    for (at, (grade, gap)) in Grade::ALL.into_iter().zip(scene.gaps).enumerate() {
        spans.push(Span::styled(format!("{} ", at + 1), scene.pen.theme.accent));
        spans.push(Span::styled(grade.word(), scene.pen.theme.strong));
        spans.push(Span::styled(format!(" {}    ", gap.words()), scene.pen.theme.dim));
    }
    Line::from(spans)
}

impl Face for RevealFace {
    fn listens(&self) -> Vec<Listen> {
        match self.phase {
            Phase::Think => vec![
                footer(Action::Confirm, "show the answer"),
                help(Action::Mark, "show the answer"),
                footer(Action::Switch, "type it"),
                help(Action::GiveUp, "I do not know"),
            ],
            Phase::Type => {
                vec![footer(Action::Done, "show the answer"), footer(Action::Switch, "just think")]
            }
            Phase::Shown => vec![
                footer(Action::Grade(Grade::Again), "again"),
                footer(Action::Grade(Grade::Hard), "hard"),
                footer(Action::Grade(Grade::Good), "good"),
                footer(Action::Grade(Grade::Easy), "easy"),
                footer(Action::Confirm, "good"),
            ],
        }
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        match (self.phase, input) {
            (Phase::Think, Input::Act(Action::Confirm | Action::Mark))
            | (Phase::Type, Input::Act(Action::Done)) => {
                self.phase = Phase::Shown;
            }
            (Phase::Think, Input::Act(Action::GiveUp)) => return FaceStep::Done(Answer::GaveUp),
            (Phase::Think, Input::Act(Action::Switch)) => self.phase = Phase::Type,
            (Phase::Type, Input::Act(Action::Switch | Action::Back)) => self.phase = Phase::Think,
            (Phase::Type, Input::Key(key)) => self.editor.key(*key),
            (Phase::Type, Input::Paste(text)) => self.editor.paste(text),
            (Phase::Shown, Input::Act(Action::Grade(grade))) => return self.graded(*grade),
            (Phase::Shown, Input::Act(Action::Confirm)) => return self.graded(Grade::Good),
            _ => {}
        }
        FaceStep::Stay
    }

    fn prompt(&self) -> String {
        match self.phase {
            Phase::Think => self.ask.prompt.to_string(),
            Phase::Type => "Type your answer, then compare it with the author's.".into(),
            Phase::Shown => "How well did you know it?".into(),
        }
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        match self.phase {
            Phase::Think => Drawn::default(),
            Phase::Type => Drawn::from(self.editor.lines(scene.pen.columns, scene.pen.theme)).here(true),
            Phase::Shown => {
                let mut lines = Drawn::default();
                if !self.editor.is_empty() {
                    lines.push(line("you said", scene.pen.theme.dim));
                    lines.extend(scene.pen.prose(&show(&self.editor.text()), scene.pen.theme.dim));
                    lines.push(Line::default());
                }
                let answer = self.answer(scene);
                if !answer.is_empty() {
                    lines.extend(answer);
                    lines.push(Line::default());
                }
                lines.push(grade_line(scene));
                lines
            }
        }
    }

    fn judged(&self, scene: &Scene<'_>, _: &Answer, _: &Outcome) -> Vec<Line<'static>> {
        self.answer(scene)
    }

    fn long(&self) -> Option<&RefCell<Long>> {
        self.long.as_ref()
    }

    fn takes_hints(&self) -> bool {
        self.phase != Phase::Shown
    }

    fn mode(&self) -> Mode {
        if self.phase == Phase::Type { Mode::Typing } else { Mode::Commands }
    }
}
