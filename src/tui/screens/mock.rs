//! A mock interview while it runs: one question, a clock, nothing revealed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ItemName;
use crate::card::rubric::Rubric;
use crate::clock::Moment;
use crate::clock::when;
use crate::config::AnswerBy;
use crate::mock::run::Run;
use crate::mock::{Change, Heard, How, Scorecard, Script};
use crate::review::{Said, What};
use crate::text::{Safe, show};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::place::{Name, Pending, Place};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::meter;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Milliseconds between two frames of the running clock.
const TICK: u64 = 1_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Typing,
    Speaking,
    /// One word, while the clock of a spoken answer runs.
    Jotting,
    /// The answer is given; which level was it?
    Guessing(How, Moment),
}

/// The screen.
pub struct Mock {
    run: Run,
    phase: Phase,
    editor: Editor,
    jot: Editor,
    jots: Vec<String>,
}

impl Mock {
    /// Starts a mock; the step records that it did.
    pub fn start(script: Script, ctx: &Ctx<'_>) -> (Self, Step) {
        let run = script.run(ctx.now.at);
        let card = Scorecard::new(run, script.clone(), ctx.now.at);
        let step = Step::Do(Effect::Record(vec![What::Mock { run, change: Change::Started(script) }]));
        (Self::resume(card, ctx), step)
    }

    /// Goes on with a mock that was left or killed.
    pub fn resume(card: Scorecard, ctx: &Ctx<'_>) -> Self {
        Self {
            run: Run::new(card, ctx.now.at),
            phase: first_phase(ctx),
            editor: Editor::new(Height::Many),
            jot: Editor::new(Height::One),
            jots: Vec::new(),
        }
    }

    fn item(&self) -> Option<ItemName> {
        self.run.open().map(|(_, ask)| ask.item.clone())
    }

    fn rubric(&self, ctx: &Ctx<'_>) -> Option<Rubric> {
        ctx.library.rubric(&self.item()?)
    }

    /// The levels a candidate may guess; none where the question has no model answers of levels.
    fn levels<'a>(&'a self, ctx: &Ctx<'_>) -> &'a [String] {
        let leveled = self.rubric(ctx).is_some_and(|rubric| {
            rubric.ticks.models.len() > 1 || rubric.ticks.ideas.iter().any(|idea| idea.level.is_some())
        });
        if leveled { &self.run.card().script.scale } else { &[] }
    }

    fn done(&mut self, how: How, ctx: &Ctx<'_>) -> Step {
        self.phase = Phase::Guessing(how, ctx.now.at);
        if self.levels(ctx).is_empty() { self.answered(None, ctx) } else { Step::Stay }
    }

    fn answered(&mut self, guess: Option<String>, ctx: &Ctx<'_>) -> Step {
        let Phase::Guessing(how, at) = self.phase else { return Step::Stay };
        let (text, item) = (self.editor.text(), self.item());
        let words = format!("{text}\n{}", self.jots.join("\n"));
        let script = &self.run.card().script;
        let rubric = |item: &ItemName| ctx.library.rubric(item);
        let heard = item.as_ref().map_or_else(Heard::default, |item| script.hear(item, &words, rubric));
        let changes = self.run.answer(how, guess, &heard, at);
        self.run.go(ctx.now.at);
        let said = item.filter(|_| !words.trim().is_empty()).map(|item| Said {
            item,
            at: ctx.now.at,
            text,
            jots: std::mem::take(&mut self.jots),
            ticks: Vec::new(),
            run: Some(self.run.card().run),
        });
        // Who speaks goes on speaking.
        self.phase = if how == How::Spoken { Phase::Speaking } else { Phase::Typing };
        (self.editor, self.jots) = (Editor::new(Height::Many), Vec::new());
        let keep = said.map(|said| Step::Do(Effect::Keep(said)));
        Step::Several(keep.into_iter().chain([self.record(changes)]).collect())
    }

    fn record(&self, changes: Vec<Change>) -> Step {
        let run = self.run.card().run;
        Step::Do(Effect::Record(changes.into_iter().map(|change| What::Mock { run, change }).collect()))
    }

    fn clock(&self, ctx: &Ctx<'_>) -> i64 {
        match self.phase {
            Phase::Guessing(_, at) => self.run.spent(at),
            Phase::Typing | Phase::Speaking | Phase::Jotting => self.run.spent(ctx.now.at),
        }
    }

    /// ```text
    ///  MOCK  15-minute LLM screen               question 2 of 4      6:48 left
    /// ──────────────────────────────────────────────────────────────────────────
    ///  A team says RAG let them down. Which half do you inspect first?
    ///
    ///  speaking   0:37 of about 2:00   ██████▎░░░░░░░░░░░░░
    /// ```
    fn lines(&self, pen: &Pen<'_>) -> Drawn {
        let theme = pen.theme;
        let Some((_, ask)) = self.run.open() else { return Drawn::default() };
        let mut lines = Drawn::from(vec![Line::default()]);
        let q = self.rubric(pen).map_or_else(
            || show(&format!("The question {} is no longer in its deck; end it and go on.", ask.item)),
            |rubric| rubric.q,
        );
        if ask.item.follow_up().is_some() {
            lines.push(line("Your answer calls for one more:", theme.dim));
        }
        lines.extend(pen.prose(&q, theme.strong));
        lines.push(Line::default());
        lines.push(self.clock_line(ask.ms, pen));
        lines.push(Line::default());
        lines.extend(Drawn::from(self.phase_lines(pen)).here(self.phase == Phase::Typing));
        lines
    }

    fn clock_line(&self, target: i64, ctx: &Ctx<'_>) -> Line<'static> {
        let (theme, spent) = (ctx.theme, self.clock(ctx));
        let word = match self.phase {
            _ if self.run.is_paused() => "paused",
            Phase::Typing => "typing",
            Phase::Speaking | Phase::Jotting => "speaking",
            Phase::Guessing(..) => "answered",
        };
        let mut spans = vec![
            Span::styled(format!("{word}   "), theme.accent),
            Span::raw(format!("{} of about {}   ", when::clock(spent), when::clock(target))),
        ];
        spans.extend(meter::meter(spent as f32 / target.max(1) as f32, 20, theme));
        if spent > target {
            spans.push(Span::styled(format!("  over by {}", when::clock(spent - target)), theme.half));
        }
        Line::from(spans)
    }

    fn phase_lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let theme = pen.theme;
        let jots = || {
            self.jots.iter().flat_map(|jot| {
                pen.hanging(vec![Span::styled("- ", theme.accent)], &show(jot), Style::default())
            })
        };
        match self.phase {
            Phase::Typing => self.editor.lines(pen.columns, theme),
            Phase::Speaking => {
                let text: Safe =
                    "Say it aloud. No hints, no rubric, no way back; nothing is recorded but the time."
                        .into();
                let mut lines = pen.prose(&text, theme.dim);
                lines.push(Line::default());
                lines.extend(jots());
                lines
            }
            Phase::Jotting => {
                let mut field = self.jot.lines(pen.columns.saturating_sub(5), theme).remove(0);
                field.spans.insert(0, Span::styled("jot  ", theme.accent));
                jots().chain([field]).collect()
            }
            Phase::Guessing(..) => {
                let mut lines =
                    vec![line("Which level was that? Say it before you see any rubric.", theme.accent)];
                for (at, level) in self.run.card().script.scale.iter().enumerate() {
                    lines.push(Line::from(vec![
                        Span::styled(format!("  {}  ", at + 1), theme.accent),
                        Span::raw(show(level).to_string()),
                    ]));
                }
                lines
            }
        }
    }
}

fn first_phase(ctx: &Ctx<'_>) -> Phase {
    match ctx.config.answer {
        AnswerBy::Auto | AnswerBy::Type => Phase::Typing,
        AnswerBy::Think => Phase::Speaking,
    }
}

impl Screen for Mock {
    fn name(&self) -> Name {
        Name::Mock
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        if self.run.is_paused() {
            return vec![footer(Action::Pause, "go on"), footer(Action::Quit, "leave, resume later")];
        }
        match self.phase {
            Phase::Typing => vec![
                footer(Action::Done, "done"),
                footer(Action::Switch, "say it instead"),
                footer(Action::Back, "stop typing"),
            ],
            Phase::Speaking => vec![
                footer(Action::Mark, "done"),
                help(Action::Confirm, "done"),
                footer(Action::Switch, "type it"),
                footer(Action::Note, "jot"),
                footer(Action::Pause, "pause"),
                footer(Action::Back, "end early"),
                footer(Action::Quit, "leave, resume later"),
            ],
            Phase::Jotting => vec![footer(Action::Confirm, "keep"), footer(Action::Back, "no jot")],
            Phase::Guessing(..) => {
                let levels = self.levels(ctx).len().min(9) as u8;
                (1..=levels).map(|n| footer(Action::Pick(n), "level")).collect()
            }
        }
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match (self.phase, input) {
            (_, Input::Recorded(..)) if self.run.open().is_none() => {
                return Step::Replace(Place::Debrief(Box::new(self.run.card().clone())));
            }
            (_, Input::Act(Action::Pause)) => self.run.pause(ctx.now.at),
            (_, Input::Agreed(Pending::End)) => {
                let changes = self.run.end();
                return self.record(changes);
            }
            (Phase::Typing, Input::Act(Action::Done)) => return self.done(How::Typed, ctx),
            (Phase::Typing, Input::Act(Action::Switch | Action::Back)) => self.phase = Phase::Speaking,
            (Phase::Typing, Input::Key(key)) => self.editor.key(key),
            (Phase::Typing, Input::Paste(text)) => self.editor.paste(&text),
            (Phase::Speaking, Input::Act(Action::Mark | Action::Confirm)) => {
                return self.done(How::Spoken, ctx);
            }
            (Phase::Speaking, Input::Act(Action::Switch)) => self.phase = Phase::Typing,
            (Phase::Speaking, Input::Act(Action::Note)) => self.phase = Phase::Jotting,
            (Phase::Speaking, Input::Act(Action::Back)) => {
                let text = "End the mock here? What you have answered is debriefed, the rest is left out.";
                return Step::confirm(text, Pending::End);
            }
            (Phase::Speaking, Input::Act(Action::Quit)) => return Step::Pop,
            (Phase::Jotting, Input::Key(key)) => self.jot.key(key),
            (Phase::Jotting, Input::Paste(text)) => self.jot.paste(&text),
            (Phase::Jotting, Input::Act(Action::Confirm)) => {
                let jot = std::mem::replace(&mut self.jot, Editor::new(Height::One));
                self.jots.extend((!jot.is_empty()).then(|| jot.text()));
                self.phase = Phase::Speaking;
            }
            (Phase::Jotting, Input::Act(Action::Back)) => self.phase = Phase::Speaking,
            (Phase::Guessing(..), Input::Act(Action::Pick(n))) => {
                let guess = self.run.card().script.scale.get(usize::from(n) - 1).cloned();
                return self.answered(guess, ctx);
            }
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let card = self.run.card();
        let (at, of) = (card.answered().count() + 1, card.asked());
        let left = Line::from(vec![
            Span::styled("mock  ", theme.accent),
            Span::styled(show(&card.script.title).cut(usize::from(area.width) / 2).to_string(), theme.strong),
        ]);
        let remains = self.run.left(ctx.now.at);
        let time = if remains >= 0 {
            format!("{} left", when::clock(remains))
        } else {
            format!("{} over", when::clock(-remains))
        };
        let right = Line::from(vec![
            Span::styled(format!("question {} of {of}   ", at.min(of)), theme.dim),
            Span::styled(time, if remains >= 0 { theme.strong } else { theme.half }),
        ]);
        let share = 1.0 - remains.max(0) as f32 / card.script.ms.max(1) as f32;
        let body = TitleBar::of(left).right(right).filled(share).draw(frame, area, theme);
        let column = frame::column(body, frame::COLUMN);
        let lines = self.lines(&Pen::new(ctx, column.width));
        Pane::of(lines).draw(frame, column, ctx);
    }

    fn mode(&self) -> Mode {
        match self.phase {
            Phase::Typing | Phase::Jotting if !self.run.is_paused() => Mode::Typing,
            _ => Mode::Commands,
        }
    }

    fn ticks(&self) -> Option<u64> {
        let runs = !self.run.is_paused() && !matches!(self.phase, Phase::Guessing(..));
        runs.then_some(TICK)
    }
}
