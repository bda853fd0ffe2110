//! How an answer stands beside its rubric, its model answers and the last attempt.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{COLUMN, OWN, Phase, TicksFace};
use crate::card::grade::{Grade, Mark};
use crate::clock::when;
use crate::text::{show, width};
use crate::tui::face::Scene;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::prose::line;

impl TicksFace {
    pub(super) fn about(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let Some(about) = &self.ask.about else { return Vec::new() };
        let bar = Span::styled(format!(" {} ", scene.pen.theme.glyphs.bar), scene.pen.theme.accent);
        let mut lines = scene.pen.less(4).prose(about, Style::default());
        for line in &mut lines {
            line.spans.insert(0, bar.clone());
        }
        lines.push(Line::default());
        lines
    }

    /// Draws what was typed, at most so many lines of it unless all is wanted.
    pub(super) fn own(&self, scene: &Scene<'_>, most: usize) -> Vec<Line<'static>> {
        if self.editor.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![line("you said", scene.pen.theme.dim)];
        let mut said = scene.pen.prose(&show(&self.editor.text()), Style::default());
        let more = said.len() > most && !self.full;
        if more {
            said.truncate(most);
        }
        lines.extend(said);
        if more {
            lines.push(line("... v shows all of it", scene.pen.theme.dim));
        }
        lines.push(Line::default());
        lines
    }

    /// Draws the rubric, one block of lines an idea.
    pub(super) fn ideas(&self, scene: &Scene<'_>) -> Vec<Vec<Line<'static>>> {
        let theme = scene.pen.theme;
        let any_must = self.ask.ideas.iter().any(|idea| idea.must);
        let mut blocks = Vec::new();
        for (at, idea) in self.ask.ideas.iter().enumerate() {
            let here = at == self.row && self.phase == Phase::Tick;
            let sign = if here { theme.glyphs.row } else { " " };
            let (tick, style) = match self.marks[at] {
                Mark::Empty if self.suggested.get(at) == Some(&true) => {
                    (theme.glyphs.suggested, theme.accent)
                }
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
            let room = scene.pen.columns.min(COLUMN).saturating_sub(width(&level));
            let mut drawn = scene.pen.within(room).hanging(
                label,
                &idea.say,
                if here { theme.strong } else { Style::default() },
            );
            if let Some(first) = drawn.first_mut().filter(|_| !level.is_empty()) {
                let gap = room.saturating_sub(first.width());
                first.spans.push(Span::styled(" ".repeat(gap) + &level, theme.dim));
            }
            if let Some(why) = idea.why.as_ref().filter(|_| here || self.phase != Phase::Tick) {
                let indent = if any_must { 13 } else { 8 };
                drawn.extend(scene.pen.hanging(vec![Span::raw(" ".repeat(indent))], why, theme.dim));
            }
            if let Some((_, quote)) = self.quotes.iter().find(|(own, _)| *own == at && here) {
                let label = vec![Span::styled("        heard: ", theme.accent)];
                drawn.extend(scene.pen.hanging(label, quote, theme.dim));
            }
            blocks.push(drawn);
        }
        blocks
    }

    /// The rubric while it is ticked: a click on an idea ticks it.
    pub(super) fn open_ideas(&self, scene: &Scene<'_>) -> Drawn {
        let idea =
            |(at, block): (usize, Vec<Line<'static>>)| Drawn::from(block).here(at == self.row).picks(at);
        self.ideas(scene).into_iter().enumerate().flat_map(idea).collect()
    }

    /// What was typed the last time, with what was gained and lost since.
    pub(super) fn before(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let Some(before) = scene.before else { return Vec::new() };
        let when = when::ago(scene.pen.now.at.since(before.at) / crate::clock::DAY);
        let mut lines = vec![line(format!("you said {when}"), theme.dim)];
        let mut said = scene.pen.prose(&show(&before.text), theme.dim);
        if said.len() > OWN && !self.full {
            said.truncate(OWN);
        }
        lines.extend(said);
        let then = |key: &str| before.ticks.iter().find(|(own, _)| own == key).map(|(_, mark)| mark.share());
        let (mut gained, mut lost) = (Vec::new(), Vec::new());
        for (at, (idea, mark)) in self.ask.ideas.iter().zip(&self.marks).enumerate() {
            match then(&idea.key) {
                Some(then) if mark.share() > then => gained.push((at + 1).to_string()),
                Some(then) if mark.share() < then => lost.push((at + 1).to_string()),
                Some(_) | None => {}
            }
        }
        let joined = |numbers: &[String]| if numbers.is_empty() { "-".to_owned() } else { numbers.join(" ") };
        lines.push(Line::from(vec![
            Span::styled("since then  gained ", theme.dim),
            Span::styled(joined(&gained), theme.right),
            Span::styled("  lost ", theme.dim),
            Span::styled(joined(&lost), theme.half),
        ]));
        lines.push(Line::default());
        lines
    }

    pub(super) fn grade(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let (computed, because) = self.ask.grade(&self.marks, self.climbed);
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
                format!("  {because}, next in {}", scene.gaps[grade as usize - 1].words()),
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

    /// Draws a model answer; what it adds to the level below is marked.
    pub(super) fn said(&self, at: usize, from: usize, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let below = at.checked_sub(1).map_or(&[][..], |below| &self.ask.models[below].lines);
        let mut lines = Vec::new();
        for said in &self.ask.models[at].lines[from..] {
            let (sign, style) = match (below.is_empty(), below.contains(said)) {
                (true, _) => ("- ", Style::default()),
                (false, true) => ("  ", theme.dim),
                (false, false) => ("+ ", Style::default()),
            };
            lines.extend(scene.pen.hanging(vec![Span::styled(sign, theme.accent)], said, style));
        }
        lines
    }

    /// One model answer to compare with.
    pub(super) fn step(&self, at: usize, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let Some(model) = self.ask.models.get(at) else { return Vec::new() };
        let mut lines = vec![line(format!("how {} sounds", model.level), scene.pen.theme.dim)];
        lines.extend(self.said(at, 0, scene));
        lines
    }

    pub(super) fn model(&self, scene: &Scene<'_>, all: bool) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let mut lines = Vec::new();
        if let Some(answer) = &self.ask.answer {
            lines.push(line("one good answer", theme.dim));
            lines.extend(scene.pen.prose(answer, Style::default()));
        }
        let Some(model) = self.ask.models.get(self.model) else { return lines };
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(line(format!("how {} sounds", model.level), theme.dim));
        let shown = if all { model.lines.len() } else { 2 };
        let from = model.lines.len().saturating_sub(shown);
        lines.extend(self.said(self.model, from, scene));
        if from > 0 {
            lines.push(line(format!("... {from} more lines, v shows them"), theme.dim));
        }
        if let Some(verdict) = &model.verdict {
            lines.extend(scene.pen.hanging(vec![Span::styled("verdict  ", theme.dim)], verdict, theme.dim));
        }
        lines
    }
}
