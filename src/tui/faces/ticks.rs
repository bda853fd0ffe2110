//! Answer first, then tick the ideas you said; the grade follows from the ticks.

mod draw;

use ratatui::text::Line;

use crate::card::ask::{Answer, Outcome, Ticks};
use crate::card::grade::{Grade, Mark};
use crate::card::suggest::{self, Suggestion};
use crate::config::AnswerBy;
use crate::text::Safe;
use crate::tui::face::{Face, FaceStep, Scene, WIDE, moves};
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, More, Way};
use crate::tui::screen::Input;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};

/// Columns of the rubric; levels stand at its right end.
const COLUMN: usize = 100;
/// Lines of the learner's own answer shown beside the rubric before `v`.
const OWN: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Type,
    Think,
    /// Is yours better than this model answer?
    Climb(usize),
    Tick,
}

/// The face of [`Ticks`].
pub struct TicksFace {
    ask: Ticks,
    phase: Phase,
    editor: Editor,
    marks: Vec<Mark>,
    row: usize,
    model: usize,
    full: bool,
    /// Model answers beaten, from the lowest up, once they were compared.
    climbed: Option<usize>,
    /// Ideas that the typed words, or a grader, suggest; they grade nothing.
    suggested: Vec<bool>,
    /// The words of the answer that a grader quotes for an idea.
    quotes: Vec<(usize, Safe)>,
    /// The grade moved by hand; ticking again drops it.
    moved: Option<Grade>,
}

impl TicksFace {
    /// Makes the face of a question; rubrics are typed unless settings say otherwise.
    pub fn new(ask: Ticks, by: AnswerBy) -> Self {
        let phase = match by {
            AnswerBy::Auto | AnswerBy::Type => Phase::Type,
            AnswerBy::Think => Phase::Think,
        };
        let marks = vec![Mark::Empty; ask.ideas.len()];
        let model = ask.models.len().saturating_sub(1);
        Self {
            ask,
            phase,
            editor: Editor::new(Height::Many),
            marks,
            row: 0,
            model,
            full: false,
            climbed: None,
            suggested: Vec::new(),
            quotes: Vec::new(),
            moved: None,
        }
    }

    /// After the answer: climb the model answers where there are levels of them, then tick.
    fn reveal(&mut self) {
        let text = self.editor.text();
        self.suggested = self.ask.ideas.iter().map(|idea| suggest::holds(&text, &idea.matching)).collect();
        let models = &self.ask.models;
        let levels =
            self.ask.about.is_none() && models.len() > 1 && models.iter().all(|m| !m.lines.is_empty());
        self.phase = if levels { Phase::Climb(0) } else { Phase::Tick };
    }

    fn suggest(&mut self, suggestion: &Suggestion) {
        for (key, _, quote) in &suggestion.points {
            if let Some(at) = self.ask.ideas.iter().position(|idea| idea.key == *key) {
                self.suggested.resize(self.ask.ideas.len(), false);
                self.suggested[at] = true;
                self.quotes.retain(|(own, _)| *own != at);
                self.quotes.push((at, quote.clone()));
            }
        }
    }

    fn climb(&mut self, at: usize, better: bool) {
        self.climbed = Some(at + usize::from(better));
        self.phase =
            if better && at + 1 < self.ask.models.len() { Phase::Climb(at + 1) } else { Phase::Tick };
    }

    fn tick(&mut self, row: usize) {
        if let Some(mark) = self.marks.get_mut(row) {
            (*mark, self.row, self.moved) = (mark.next(), row, None);
        }
    }

    fn grade_now(&self) -> Grade {
        self.moved.unwrap_or(self.ask.grade(&self.marks, self.climbed).0)
    }
}

impl Face for TicksFace {
    fn listens(&self) -> Vec<Listen> {
        match self.phase {
            Phase::Type => {
                vec![footer(Action::Done, "reveal and tick"), footer(Action::Switch, "say or think it")]
            }
            Phase::Think => vec![
                footer(Action::Confirm, "reveal and tick"),
                help(Action::Mark, "reveal and tick"),
                footer(Action::Switch, "type it"),
                help(Action::GiveUp, "I do not know"),
            ],
            Phase::Climb(_) => {
                vec![footer(Action::Yes, "mine is better"), footer(Action::No, "not better")]
            }
            Phase::Tick => {
                let mut listens: Vec<Listen> = (1..=self.ask.ideas.len().min(9))
                    .map(|n| footer(Action::Pick(n as u8), "tick"))
                    .collect();
                listens.push(footer(Action::Confirm, "accept"));
                listens.extend(moves(self.grade_now()));
                listens.extend([
                    help(Action::Move(Way::Up), "up"),
                    help(Action::Move(Way::Down), "down"),
                    help(Action::Mark, "tick this row"),
                ]);
                if self.ask.models.len() > 1 {
                    listens.push(footer(Action::Show(More::NextLevel), "another level"));
                }
                listens
                    .push(footer(Action::Show(More::FullText), if self.full { "less" } else { "all text" }));
                listens
            }
        }
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        match (self.phase, input) {
            (Phase::Type, Input::Act(Action::Done))
            | (Phase::Think, Input::Act(Action::Confirm | Action::Mark)) => {
                self.reveal();
            }
            (_, Input::Suggested(suggestion)) => self.suggest(suggestion),
            (Phase::Climb(at), Input::Act(Action::Yes)) => self.climb(at, true),
            (Phase::Climb(at), Input::Act(Action::No)) => self.climb(at, false),
            (Phase::Type, Input::Act(Action::Switch | Action::Back)) => self.phase = Phase::Think,
            (Phase::Think, Input::Act(Action::Switch)) => self.phase = Phase::Type,
            (Phase::Think, Input::Act(Action::GiveUp)) => return FaceStep::Done(Answer::GaveUp),
            (Phase::Type, Input::Key(key)) => self.editor.key(*key),
            (Phase::Type, Input::Paste(text)) => self.editor.paste(text),
            (Phase::Tick, Input::Act(Action::Pick(number))) => self.tick(usize::from(*number) - 1),
            (Phase::Tick, Input::Act(Action::Mark)) => self.tick(self.row),
            (Phase::Tick, Input::Act(Action::Move(Way::Up))) => self.row = self.row.saturating_sub(1),
            (Phase::Tick, Input::Act(Action::Move(Way::Down))) => {
                self.row = (self.row + 1).min(self.marks.len().saturating_sub(1));
            }
            (Phase::Tick, Input::Act(Action::Show(More::NextLevel))) => {
                self.model = (self.model + 1) % self.ask.models.len().max(1);
            }
            (Phase::Tick, Input::Act(Action::Raise)) => self.moved = Some(self.grade_now().raised()),
            (Phase::Tick, Input::Act(Action::Lower)) => self.moved = Some(self.grade_now().lowered()),
            (Phase::Tick, Input::Act(Action::Show(More::FullText))) => self.full = !self.full,
            (Phase::Tick, Input::Act(Action::Confirm)) => {
                return FaceStep::Done(Answer::Ticked {
                    text: self.editor.text(),
                    marks: self.marks.clone(),
                    climbed: self.climbed,
                    grade: self.moved.filter(|moved| *moved != self.ask.grade(&self.marks, self.climbed).0),
                });
            }
            _ => {}
        }
        FaceStep::Stay
    }

    fn prompt(&self) -> String {
        let ideas = self.ask.ideas.len();
        let count = if ideas == 1 { "1 idea is".to_owned() } else { format!("{ideas} ideas are") };
        match self.phase {
            Phase::Type | Phase::Think => format!("{} {count} on the rubric.", self.ask.prompt),
            Phase::Climb(at) => {
                let level = self.ask.models.get(at).map_or("", |model| &model.level);
                format!("Is yours better than this {level} answer? Judge what is said, not how much.")
            }
            // A prompt that is a question of its own is still needed to judge the answer.
            Phase::Tick if self.ask.prompt.contains('?') => {
                format!("{} Tick what you said; twice is half.", self.ask.prompt)
            }
            Phase::Tick => "Did you say it? Tick only what you really said; twice is half.".into(),
        }
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        let mut lines = Drawn::from(self.about(scene));
        match self.phase {
            Phase::Type => {
                lines.extend(Drawn::from(self.editor.lines(scene.pen.columns, scene.pen.theme)).here(true));
            }
            Phase::Think => {}
            Phase::Climb(at) => {
                let own = self.own(scene, OWN);
                let wide = scene.pen.columns >= WIDE && !own.is_empty();
                let model = self.step(at, &if wide { scene.half() } else { *scene });
                lines.extend(if wide {
                    scene.pen.beside(self.own(&scene.half(), usize::MAX), model)
                } else {
                    [own, model].concat().into()
                });
            }
            Phase::Tick if scene.pen.columns >= WIDE => {
                let half = &scene.half();
                let own = [self.own(half, usize::MAX), self.before(half)].concat();
                let model = self.model(half, true);
                lines.extend(self.grade(scene));
                lines.extend(self.open_ideas(scene));
                lines.push(Line::default());
                lines.extend(if own.is_empty() { model.into() } else { scene.pen.beside(own, model) });
            }
            Phase::Tick => {
                lines.extend(self.grade(scene));
                lines.extend(self.own(scene, OWN));
                lines.extend(self.open_ideas(scene));
                lines.push(Line::default());
                lines.extend(self.before(scene));
                lines.extend(self.model(scene, self.full));
            }
        }
        lines
    }

    fn judged(&self, scene: &Scene<'_>, _: &Answer, _: &Outcome) -> Vec<Line<'static>> {
        let mut lines = self.ideas(scene).concat();
        lines.push(Line::default());
        lines.extend(self.model(scene, true));
        lines
    }

    fn typed(&self) -> Option<String> {
        (!self.editor.is_empty()).then(|| self.editor.text())
    }

    fn takes_hints(&self) -> bool {
        matches!(self.phase, Phase::Type | Phase::Think)
    }

    fn mode(&self) -> Mode {
        if self.phase == Phase::Type { Mode::Typing } else { Mode::Commands }
    }
}
