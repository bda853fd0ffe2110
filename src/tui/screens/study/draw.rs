//! How the study screen looks.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Study;
use crate::card::Facet;
use crate::card::ask::{Ask, Note, Question};
use crate::card::grade::{Grade, Sure};
use crate::session::{Stage, word};
use crate::text::long::Long;
use crate::text::{show, width};
use crate::tui::face::Scene;
use crate::tui::keys::Action;
use crate::tui::screen::Ctx;
use crate::tui::screens::first_run;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, COLUMN, TitleBar, WIDE};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

impl Study {
    /// Returns the lines of a question as it is asked in review, and what is behind it, for a preview.
    pub(in crate::tui::screens) fn preview(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let Some(scene) = self.scene(*pen) else { return Vec::new() };
        let mut lines = self.question(&scene);
        lines.extend(self.answer_lines(&scene, pen).lines());
        lines
            .push(line(format!("{} behind it", scene.pen.theme.glyphs.rule.repeat(12)), scene.pen.theme.dim));
        for right in scene.question.steps.iter().flat_map(Ask::key) {
            lines.extend(pen.prose(&right, Style::default()));
        }
        lines.extend(notes(&scene.question.notes, &scene));
        lines
    }

    /// ```text
    ///  llm-ladder › fact-rerank                                      fact   3/24
    /// ━━━━━━━━━━━────────────────────────────────────────────────────────────────
    ///  A reranker lifts RAG quality by [______].            (the question, bold)
    ///
    ///  Fill the blank.                              (what to do, or the verdict)
    ///
    ///  > 15-35%                                                       (the face)
    /// ```
    pub(super) fn draw_all(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let body = self.header(frame, area, ctx);
        let column = frame::column(body, if area.width >= WIDE { area.width - 4 } else { COLUMN });
        let Some(scene) = self.scene(Pen::new(ctx, column.width)) else { return };
        let welcome = self.welcome && self.faces.last().is_some_and(|face| face.takes_hints());
        let above = if welcome { first_run::above(&scene.pen) } else { vec![Line::default()] };
        let mut rows = Drawn::from(above);
        rows.extend(self.question(&scene));
        rows.extend(self.answer_lines(&scene, ctx));
        if welcome {
            rows.extend(first_run::below(&self.session, ctx));
        }
        let long = self.long();
        if long.is_some() && !rows.ends_blank() {
            rows.push(Line::default());
        }
        Pane::scrolled(rows, &self.scroll).above(long).draw(frame, column, ctx);
    }

    /// The long answer, once it may be seen.
    fn long(&self) -> Option<&RefCell<Long>> {
        let face = self.faces.last()?;
        match self.session.stage() {
            Stage::Asking(_) | Stage::Sure => face.long().filter(|_| !face.takes_hints()),
            Stage::Ruling | Stage::Judged => face.long(),
            Stage::Over => None,
        }
    }

    fn header(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) -> Rect {
        let theme = ctx.theme;
        let progress = self.session.progress();
        let share = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        if let Some(question) = self.session.question() {
            let name = &question.items[0];
            let room = usize::from(area.width).saturating_sub(34).max(12);
            let path = format!("{} {} {}", name.deck(), theme.glyphs.into, name.card_id());
            left.push(Span::styled(show(&path).cut(room).to_string(), theme.dim));
            if self.session.is_first_meeting() && area.width >= 76 {
                right.push(Span::styled("first meeting   ", theme.half));
            }
            if self.session.is_revised() {
                right.push(Span::styled("answer changed   ", theme.half));
            }
            if !self.session.is_recorded() {
                right.push(Span::styled("practice, not recorded   ", theme.half));
            }
            right.push(Span::styled(kind(question), theme.accent));
            right.push(Span::styled(format!("   {}/{}", progress.done + 1, progress.total), theme.dim));
            if let Some(left) = self.session.minutes_left(ctx.now) {
                right.push(Span::styled(format!("   {left} min left"), theme.dim));
            }
        }
        if ctx.unsaved > 0 {
            right.push(Span::styled(format!("   ! {} not saved", ctx.unsaved), theme.wrong));
        }
        TitleBar::of(Line::from(left)).right(Line::from(right)).filled(share).draw(frame, area, theme)
    }

    /// What it probes helps to answer; beside the rubric it only takes room.
    fn shows_probes(&self, question: &Question) -> bool {
        let open = self.faces.last().is_some_and(|face| face.takes_hints());
        self.probes && open && !question.is_sheet() && matches!(self.session.stage(), Stage::Asking(_))
    }

    fn question(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let (theme, question) = (scene.pen.theme, scene.question);
        let pen = scene.pen.within(usize::from(COLUMN));
        let mut lines = pen.prose(&question.q, theme.strong);
        if let Some(probes) = question.probes.as_ref().filter(|_| self.shows_probes(question)) {
            lines.extend(pen.hanging(vec![Span::styled("They are probing: ", theme.dim)], probes, theme.dim));
        }
        if let Some(note) = &question.frame {
            lines.extend(pen.hanging(vec![Span::styled("In this deck: ", theme.dim)], note, theme.dim));
        }
        if let (Facet::Cloze(_), Some(year)) = (&question.facet, question.as_of) {
            lines.push(line(format!("as of {year}"), theme.dim));
        }
        for hint in question.hints.iter().take(self.hints) {
            lines.extend(pen.hanging(vec![Span::styled("hint  ", theme.half)], hint, Style::default()));
        }
        lines.push(Line::default());
        lines
    }

    /// The line that says what to do or how it went, the faces of all steps, and the explanation.
    fn answer_lines(&self, scene: &Scene<'_>, ctx: &Ctx<'_>) -> Drawn {
        let theme = scene.pen.theme;
        match self.session.stage() {
            Stage::Asking(step) => {
                let mut lines = Drawn::from(self.earlier(scene, step));
                let Some(face) = self.faces.get(step) else { return lines };
                lines.extend(scene.pen.prose(&show(&face.prompt()), theme.dim));
                lines.push(Line::default());
                lines.extend(face.lines(scene));
                if !face.takes_hints() {
                    lines.push(Line::default());
                    lines.extend(notes(&scene.question.notes, scene));
                }
                lines
            }
            Stage::Sure => {
                let mut lines = vec![sure_line(scene), Line::default()];
                lines.extend(self.faces.last().map(|face| face.lines(scene).lines()).unwrap_or_default());
                lines.into()
            }
            Stage::Ruling => {
                let mut lines =
                    vec![line("Only you can tell. Did you have it?", theme.accent), Line::default()];
                lines.extend(self.judged_faces(scene));
                lines.into()
            }
            Stage::Judged => {
                let mut lines = self.verdict(scene, ctx);
                lines.extend(self.judged_faces(scene));
                lines.extend(notes(&scene.question.notes, scene));
                lines.extend(own_notes(scene, ctx));
                lines.into()
            }
            Stage::Over => Drawn::default(),
        }
    }

    fn judged_faces(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let answered = self.session.answers().iter().zip(self.session.outcomes());
        let mut lines = Vec::new();
        for (face, (answer, outcome)) in self.faces.iter().zip(answered) {
            lines.extend(face.judged(scene, answer, outcome));
            lines.push(Line::default());
        }
        lines
    }

    /// Steps answered already, with their marks, above the one that is open.
    fn earlier(&self, scene: &Scene<'_>, step: usize) -> Vec<Line<'static>> {
        if step == 0 {
            return Vec::new();
        }
        let mut lines = Vec::new();
        if let Some(outcome) = self.session.outcomes().last() {
            let (style, sign) = scene.pen.theme.mark(outcome.right);
            let text = word(outcome.right, self.session.is_first_meeting());
            lines.push(line(format!("{sign} {text}"), style));
        }
        lines.extend(self.judged_faces(scene));
        lines
    }

    fn verdict(&self, scene: &Scene<'_>, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
        let theme = scene.pen.theme;
        let Some(verdict) = self.session.verdict() else { return Vec::new() };
        let first = self.session.is_first_meeting();
        let (mut style, sign) = theme.mark(verdict.right);
        if first && verdict.right == crate::card::ask::Right::No {
            // A miss on a first meeting is how learning starts, not a failure.
            style = theme.half;
        }
        let mut spans = vec![Span::styled(format!("{sign} {}", word(verdict.right, first)), style)];
        let because = verdict.because.to_string();
        if !because.eq_ignore_ascii_case("right") && !because.eq_ignore_ascii_case("wrong") {
            spans.push(Span::styled(format!("  {because}"), theme.dim));
        }
        if let Some(sure) = self.session.certainty() {
            spans.push(Span::styled(format!("  you were: {}", sure.word()), theme.dim));
        }
        vec![Line::from(spans), self.outlook_line(scene, ctx), Line::default()]
    }

    fn outlook_line(&self, scene: &Scene<'_>, ctx: &Ctx<'_>) -> Line<'static> {
        let theme = scene.pen.theme;
        let Some(verdict) = self.session.verdict() else { return Line::default() };
        if !self.session.is_recorded() {
            return line("Practice: nothing is recorded.", theme.dim);
        }
        let saved = if self.saved {
            Span::styled("saved", theme.dim)
        } else {
            Span::styled(
                format!("! not saved yet, {} tries again", ctx.keys.label(Action::Retry)),
                theme.wrong,
            )
        };
        if verdict.grades.len() > 1 {
            let again = verdict.grades.iter().filter(|grade| **grade == Grade::Again).count();
            let text = match again {
                0 => "Every line keeps its own date.".to_owned(),
                1 => "1 line comes back soon; the rest keep their dates.".into(),
                more => format!("{more} lines come back soon; the rest keep their dates."),
            };
            return Line::from(vec![Span::styled(format!("{text}  "), theme.dim), saved]);
        }
        let grade = verdict.grades.first().copied().unwrap_or(Grade::Again);
        let due =
            scene.question.items.first().and_then(|item| ctx.library.memory(item)).map(|memory| memory.due);
        let back = due.map_or(String::new(), |due| format!(", back {}", due.words(ctx.now)));
        Line::from(vec![
            Span::styled("grade ", theme.dim),
            Span::styled(grade.word(), theme.strong),
            Span::styled(format!("{back}  "), theme.dim),
            saved,
        ])
    }
}

/// The learner's own note and flag, and a word on an item that is missed again and again.
fn own_notes(scene: &Scene<'_>, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let Some(item) = scene.question.items.first() else { return Vec::new() };
    let own = |label, text: Option<&str>| text.map(|text| Note { label, text: show(text) });
    let leech = ctx.library.memory(item).filter(|memory| memory.is_leech_again()).map(|memory| Note {
        label: "leech",
        text: show(&format!(
            "forgotten {} times. The card asks too much or is badly put: rewrite it or split it in two ({}), suspend it ({}), or note what confuses you ({}).",
            memory.lapses,
            scene.pen.keys.label(Action::Edit),
            scene.pen.keys.label(Action::Suspend),
            scene.pen.keys.label(Action::Note)
        )),
    });
    let all = [own("my note", ctx.library.note(item)), own("flagged", ctx.library.flag(item)), leech];
    notes(&all.into_iter().flatten().collect::<Vec<_>>(), scene)
}

fn kind(question: &Question) -> String {
    let trap = question.steps.len() > 1 && matches!(question.facet, Facet::Follow(_));
    if trap { "follow-up, trap?".into() } else { question.facet.kind().into() }
}

fn sure_line(scene: &Scene<'_>) -> Line<'static> {
    let theme = scene.pen.theme;
    Line::from(vec![
        Span::styled("How sure?   ", theme.accent),
        Span::styled(scene.pen.keys.label(Action::Sure(Sure::Guess)), theme.accent),
        Span::styled(" a guess   ", theme.dim),
        Span::styled(scene.pen.keys.label(Action::Sure(Sure::Fairly)), theme.accent),
        Span::styled(" fairly sure   ", theme.dim),
        Span::styled(scene.pen.keys.label(Action::Sure(Sure::Sure)), theme.accent),
        Span::styled(" sure", theme.dim),
    ])
}

fn notes(notes: &[Note], scene: &Scene<'_>) -> Vec<Line<'static>> {
    let widest = notes.iter().map(|note| width(note.label)).max().unwrap_or(0) + 3;
    let mut lines = Vec::new();
    for note in notes {
        let label = vec![Span::styled(format!("{:<widest$}", note.label), scene.pen.theme.accent)];
        lines.extend(scene.pen.within(usize::from(COLUMN)).hanging(label, &note.text, Style::default()));
    }
    lines
}
