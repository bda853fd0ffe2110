//! Answer first, then tick the ideas you said; the grade follows from the ticks.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Face, FaceStep, Scene, WIDE, moves};
use crate::card::ask::{Answer, Outcome, Ticks};
use crate::card::grade::{Grade, Mark};
use crate::config::AnswerBy;
use crate::text::{show, width};
use crate::tui::keys::Action;
use crate::tui::screens::{Input, Listen, Mode, footer, help};
use crate::tui::widgets::editor::{Editor, Lines};
use crate::tui::widgets::prose::{beside, half, hanging, line, prose};
use crate::tui::widgets::when;

/// Columns of the rubric; levels stand at its right end.
const COLUMN: usize = 100;
/// Lines of the learner's own answer shown beside the rubric before `v`.
const OWN: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Type,
    Think,
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
        Self { ask, phase, editor: Editor::new(Lines::Many), marks, row: 0, model, full: false, moved: None }
    }

    fn tick(&mut self, row: usize) {
        if let Some(mark) = self.marks.get_mut(row) {
            (*mark, self.row, self.moved) = (mark.next(), row, None);
        }
    }

    fn about(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let Some(about) = &self.ask.about else { return Vec::new() };
        let bar = Span::styled(format!(" {} ", scene.theme.glyphs.bar), scene.theme.accent);
        let mut lines = prose(about, scene.width.saturating_sub(4), Style::default(), scene.theme);
        for line in &mut lines {
            line.spans.insert(0, bar.clone());
        }
        lines.push(Line::default());
        lines
    }

    fn own(&self, scene: &Scene<'_>, columns: usize) -> Vec<Line<'static>> {
        if self.editor.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![line("you said", scene.theme.dim)];
        let mut said = prose(&show(&self.editor.text()), columns, Style::default(), scene.theme);
        let more = said.len() > OWN && !self.full && scene.width < WIDE;
        if more {
            said.truncate(OWN);
        }
        lines.extend(said);
        if more {
            lines.push(line("... v shows all of it", scene.theme.dim));
        }
        lines.push(Line::default());
        lines
    }

    /// Draws the rubric, one block of lines an idea.
    fn ideas(&self, scene: &Scene<'_>) -> Vec<Vec<Line<'static>>> {
        let theme = scene.theme;
        let any_must = self.ask.ideas.iter().any(|idea| idea.must);
        let mut blocks = Vec::new();
        for (at, idea) in self.ask.ideas.iter().enumerate() {
            let here = at == self.row && self.phase == Phase::Tick;
            let sign = if here { theme.glyphs.row } else { " " };
            let (tick, style) = match self.marks[at] {
                Mark::Empty => (theme.glyphs.boxes[0], theme.dim),
                Mark::Half => (theme.glyphs.boxes[1], theme.half),
                Mark::Full => (theme.glyphs.boxes[2], theme.right),
            };
            let number = if at < 9 { (at + 1).to_string() } else { " ".into() };
            let must = if idea.must { "must " } else { ["", "     "][usize::from(any_must)] };
            let label = vec![
                Span::styled(format!("{sign} {number} "), theme.accent),
                Span::styled(format!("{tick} "), style),
                Span::styled(must, theme.strong),
            ];
            let level = idea.level.as_ref().map_or(String::new(), |level| format!("  {level}"));
            let room = scene.width.min(COLUMN).saturating_sub(width(&level));
            let mut drawn =
                hanging(label, &idea.say, room, if here { theme.strong } else { Style::default() }, theme);
            if let Some(first) = drawn.first_mut().filter(|_| !level.is_empty()) {
                let gap = room.saturating_sub(first.width());
                first.spans.push(Span::styled(" ".repeat(gap) + &level, theme.dim));
            }
            if let Some(why) = idea.why.as_ref().filter(|_| here || self.phase != Phase::Tick) {
                let indent = if any_must { 13 } else { 8 };
                drawn.extend(hanging(
                    vec![Span::raw(" ".repeat(indent))],
                    why,
                    scene.width,
                    theme.dim,
                    theme,
                ));
            }
            blocks.push(drawn);
        }
        blocks
    }

    fn grade_now(&self) -> Grade {
        self.moved.unwrap_or(self.ask.grade(&self.marks).0)
    }

    fn grade(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let theme = scene.theme;
        let (computed, because) = self.ask.grade(&self.marks);
        let grade = self.moved.unwrap_or(computed);
        let because = if grade == computed { because } else { "moved by hand" };
        let style = match grade {
            Grade::Again => theme.wrong,
            Grade::Hard => theme.half,
            Grade::Good | Grade::Easy => theme.right,
        };
        let mut spans = vec![
            Span::styled("Rubric grade  ", theme.dim),
            Span::styled(grade.word().to_uppercase(), style),
            Span::styled(
                format!("  {because}, next in {}", when::gap(scene.gaps[grade as usize - 1])),
                theme.dim,
            ),
        ];
        if let Some(level) = self
            .ask
            .level_reached(&self.marks)
            .filter(|_| self.ask.ideas.iter().any(|idea| idea.level.is_some()))
        {
            spans.push(Span::styled("   you sound: ", theme.dim));
            spans.push(Span::styled(level.to_string(), theme.strong));
        }
        vec![Line::from(spans), Line::default()]
    }

    fn model(&self, scene: &Scene<'_>, columns: usize, all: bool) -> Vec<Line<'static>> {
        let theme = scene.theme;
        let mut lines = Vec::new();
        if let Some(answer) = &self.ask.answer {
            lines.push(line("one good answer", theme.dim));
            lines.extend(prose(answer, columns, Style::default(), theme));
        }
        let Some(model) = self.ask.models.get(self.model) else { return lines };
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(line(format!("how {} sounds", model.level), theme.dim));
        let shown = if all { model.lines.len() } else { 2 };
        let from = model.lines.len().saturating_sub(shown);
        for said in &model.lines[from..] {
            lines.extend(hanging(
                vec![Span::styled("- ", theme.accent)],
                said,
                columns,
                Style::default(),
                theme,
            ));
        }
        if from > 0 {
            lines.push(line(format!("... {from} more lines, v shows them"), theme.dim));
        }
        if let Some(verdict) = &model.verdict {
            lines.extend(hanging(
                vec![Span::styled("verdict  ", theme.dim)],
                verdict,
                columns,
                theme.dim,
                theme,
            ));
        }
        lines
    }
}

impl Face for TicksFace {
    fn listens(&self) -> Vec<Listen> {
        match self.phase {
            Phase::Type => {
                vec![footer(Action::Done, "reveal and tick"), footer(Action::Switch, "say or think it")]
            }
            Phase::Think => vec![
                footer(Action::Reveal, "reveal and tick"),
                footer(Action::Switch, "type it"),
                help(Action::GiveUp, "I do not know"),
            ],
            Phase::Tick => {
                let mut listens: Vec<Listen> = (1..=self.ask.ideas.len().min(9))
                    .map(|n| footer(Action::Pick(n as u8), "tick"))
                    .collect();
                listens.push(footer(Action::Confirm, "accept"));
                listens.extend(moves(self.grade_now()));
                listens.extend([
                    help(Action::Up, "up"),
                    help(Action::Down, "down"),
                    help(Action::Mark, "tick this row"),
                ]);
                if self.ask.models.len() > 1 {
                    listens.push(footer(Action::NextLevel, "another level"));
                }
                listens.push(footer(Action::FullText, if self.full { "less" } else { "all text" }));
                listens
            }
        }
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        match (self.phase, input) {
            (Phase::Type, Input::Act(Action::Done)) | (Phase::Think, Input::Act(Action::Reveal)) => {
                self.phase = Phase::Tick;
            }
            (Phase::Type, Input::Act(Action::Switch | Action::Back)) => self.phase = Phase::Think,
            (Phase::Think, Input::Act(Action::Switch)) => self.phase = Phase::Type,
            (Phase::Think, Input::Act(Action::GiveUp)) => return FaceStep::Done(Answer::GaveUp),
            (Phase::Type, Input::Key(key)) => self.editor.key(*key),
            (Phase::Type, Input::Paste(text)) => self.editor.paste(text),
            (Phase::Tick, Input::Act(Action::Pick(number))) => self.tick(usize::from(*number) - 1),
            (Phase::Tick, Input::Act(Action::Mark)) => self.tick(self.row),
            (Phase::Tick, Input::Act(Action::Up)) => self.row = self.row.saturating_sub(1),
            (Phase::Tick, Input::Act(Action::Down)) => {
                self.row = (self.row + 1).min(self.marks.len().saturating_sub(1));
            }
            (Phase::Tick, Input::Act(Action::NextLevel)) => {
                self.model = (self.model + 1) % self.ask.models.len().max(1);
            }
            (Phase::Tick, Input::Act(Action::Raise)) => self.moved = Some(self.grade_now().raised()),
            (Phase::Tick, Input::Act(Action::Lower)) => self.moved = Some(self.grade_now().lowered()),
            (Phase::Tick, Input::Act(Action::FullText)) => self.full = !self.full,
            (Phase::Tick, Input::Act(Action::Confirm)) => {
                return FaceStep::Done(Answer::Ticked {
                    text: self.editor.text(),
                    marks: self.marks.clone(),
                    grade: self.moved.filter(|moved| *moved != self.ask.grade(&self.marks).0),
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
            // A prompt that is a question of its own is still needed to judge the answer.
            Phase::Tick if self.ask.prompt.contains('?') => {
                format!("{} Tick what you said; twice is half.", self.ask.prompt)
            }
            Phase::Tick => "Did you say it? Tick only what you really said; twice is half.".into(),
        }
    }

    fn lines(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let mut lines = self.about(scene);
        match self.phase {
            Phase::Type => lines.extend(self.editor.lines(scene.width, scene.theme)),
            Phase::Think => {}
            Phase::Tick if scene.width >= WIDE => {
                let columns = half(scene.width);
                let own = self.own(scene, columns);
                let model = self.model(scene, columns, true);
                lines.extend(self.grade(scene));
                lines.extend(self.ideas(scene).concat());
                lines.push(Line::default());
                lines.extend(if own.is_empty() {
                    model
                } else {
                    beside(own, model, scene.width, scene.theme)
                });
            }
            Phase::Tick => {
                lines.extend(self.grade(scene));
                lines.extend(self.own(scene, scene.width));
                lines.extend(self.ideas(scene).concat());
                lines.push(Line::default());
                lines.extend(self.model(scene, scene.width, self.full));
            }
        }
        lines
    }

    fn judged(&self, scene: &Scene<'_>, _: &Answer, _: &Outcome) -> Vec<Line<'static>> {
        let mut lines = self.ideas(scene).concat();
        lines.push(Line::default());
        lines.extend(self.model(scene, scene.width, true));
        lines
    }

    fn focus(&self, scene: &Scene<'_>) -> usize {
        match self.phase {
            Phase::Type => self.lines(scene).len(),
            Phase::Think => 0,
            Phase::Tick => {
                let own = if scene.width >= WIDE { 0 } else { self.own(scene, scene.width).len() };
                let above: usize = self.ideas(scene).iter().take(self.row).map(Vec::len).sum();
                self.about(scene).len() + 2 + own + above
            }
        }
    }

    fn takes_hints(&self) -> bool {
        self.phase != Phase::Tick
    }

    fn mode(&self) -> Mode {
        if self.phase == Phase::Type { Mode::Typing } else { Mode::Commands }
    }
}
