//! The interviewer's seat: one person sees the question, its rubric and its follow-ups and ticks while the
//! candidate speaks. The result is a file for the candidate.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::sheet::{self, Sheet};
use crate::card::rubric::Rubric;
use crate::clock::Moment;
use crate::clock::when;
use crate::mock::result::PeerResult;
use crate::mock::{Given, How, Judged, Script, When};
use crate::text::{Safe, show};
use crate::tui::face::WIDE;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer};
use crate::tui::place::{Name, Pending};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Scroll;

/// The screen.
pub struct Seat {
    script: Script,
    run: u64,
    at: usize,
    sheet: Sheet,
    asked: Moment,
    answers: Vec<(usize, Given, Judged)>,
    over: bool,
    /// The file for the candidate: its name and text, and where it is or why there is none.
    file: Option<(String, Safe)>,
    written: Option<Result<Safe, Safe>>,
    scroll: Scroll,
}

impl Seat {
    /// Takes the seat.
    pub fn new(script: Script, ctx: &Ctx<'_>) -> Self {
        let run = script.run(ctx.now.at);
        let mut seat = Self {
            script,
            run,
            at: 0,
            sheet: Sheet::default(),
            asked: ctx.now.at,
            answers: Vec::new(),
            over: false,
            file: None,
            written: None,
            scroll: Scroll::default(),
        };
        seat.open(0, ctx);
        seat
    }

    fn rubric(&self, ctx: &Ctx<'_>) -> Option<Rubric> {
        ctx.library.rubric(&self.script.asks.get(self.at)?.item)
    }

    fn open(&mut self, at: usize, ctx: &Ctx<'_>) {
        (self.at, self.asked, self.scroll) = (at, ctx.now.at, Scroll::default());
        self.sheet = Sheet::new(self.rubric(ctx).as_ref(), None);
    }

    /// Takes down the open answer and goes on to the next question whose condition holds.
    fn next(&mut self, ctx: &Ctx<'_>) -> Step {
        self.take_down(ctx);
        let next = (self.at + 1..self.script.asks.len()).find(|at| self.script.is_asked(*at, &self.answers));
        match next {
            Some(at) => {
                self.open(at, ctx);
                Step::Stay
            }
            None => self.finish(ctx),
        }
    }

    fn take_down(&mut self, ctx: &Ctx<'_>) {
        let Some(rubric) = self.rubric(ctx) else { return };
        let judged = Judged::new(&rubric, &self.sheet.marks, &self.sheet.tells, &self.script.scale).by_peer();
        let ms = ctx.now.at.since(self.asked);
        let given = Given { ms, paused: 0, pauses: 0, how: How::Spoken, guess: None, heard: Vec::new() };
        self.answers.push((self.at, given, judged));
    }

    fn finish(&mut self, ctx: &Ctx<'_>) -> Step {
        self.over = true;
        let decks = ctx.library.decks().iter();
        let versions = decks.map(|loaded| {
            (loaded.deck.head.id.clone(), loaded.deck.head.version.clone().unwrap_or_default())
        });
        let used = |(deck, _): &(String, String)| self.script.asks.iter().any(|ask| ask.item.deck() == deck);
        let versions: Vec<_> = versions.filter(used).collect();
        let result = PeerResult::new(self.run, self.script.clone(), versions, self.answers.clone());
        let date = ctx.calendar.format(ctx.now.at, "%Y-%m-%d-%H%M");
        self.file = Some((format!("interview-{date}.json"), result.text()));
        self.write()
    }

    fn write(&self) -> Step {
        let file = self.file.clone();
        file.map_or(Step::Stay, |(name, text)| Step::Do(Effect::Export { name, text }))
    }

    /// Leaves the closing page; asks first where the result is nowhere but here.
    fn leave(&self, quit: bool) -> Step {
        if !self.is_lost() {
            return out(quit);
        }
        Step::confirm(
            "The result is not written and would be lost. Leave all the same?",
            Pending::Lose { quit },
        )
    }

    fn is_lost(&self) -> bool {
        matches!(self.written, Some(Err(_)))
    }

    /// The closing page: where the file is, or why there is none.
    fn closing(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let theme = pen.theme;
        let number = self.answers.len();
        let (text, then) = match &self.written {
            Some(Err(why)) => (
                format!(
                    "Answers taken down: {number}. The result is NOT written, and is nowhere but here. {why}"
                ),
                format!("{} writes it again", pen.keys.label(Action::Retry)),
            ),
            Some(Ok(path)) => (
                format!("Answers written down: {number}. Give the candidate this file: {path}"),
                "The candidate takes it in with: cardsharp import FILE".to_owned(),
            ),
            None => (format!("Answers taken down: {number}."), String::new()),
        };
        let mut lines = vec![Line::default()];
        lines.extend(pen.prose(&show(&text), Style::default()));
        lines.push(Line::default());
        lines.extend(pen.prose(&show(&then), theme.strong));
        lines
    }

    fn lines(&self, pen: &Pen<'_>) -> Drawn {
        let theme = pen.theme;
        if self.over {
            return self.closing(pen).into();
        }
        let mut lines = Drawn::from(Line::default());
        let Some(rubric) = self.rubric(pen) else {
            lines.push(line("This question is no longer in its deck; Enter goes on.", theme.half));
            return lines;
        };
        lines.extend(pen.hanging(vec![Span::styled("ask  ", theme.accent)], &rubric.q, theme.strong));
        if let Some(probes) = &rubric.probes {
            lines.extend(pen.hanging(vec![Span::styled("     ", theme.dim)], probes, theme.dim));
        }
        lines.push(Line::default());
        lines.extend(self.sheet.points(&rubric, &[], pen));
        lines.extend(self.sheet.heard(&rubric, "", pen));
        lines.push(Line::default());
        let behind = self.follow_ups(pen);
        let strong = sheet::strong(&rubric, &sheet::room(pen));
        if pen.columns >= WIDE {
            lines.extend(pen.beside(behind, strong));
        } else {
            lines.extend([behind, strong].concat());
        }
        lines
    }

    fn follow_ups(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let theme = pen.theme;
        let mut lines = Vec::new();
        for (_, ask) in self.script.follow_ups(self.at) {
            let when = match &ask.when {
                When::Always => "then".to_owned(),
                When::Reached(level) => format!("at {level}"),
                When::Missed(point) => format!("without {point}"),
            };
            let q = pen.library.rubric(&ask.item).map(|rubric| rubric.q).unwrap_or_default();
            let label = vec![Span::styled(format!("{}  ", show(&when)), theme.accent)];
            lines.extend(pen.within(50).hanging(label, &q, theme.dim));
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines
    }
}

fn out(quit: bool) -> Step {
    if quit { Step::Quit } else { Step::Pop }
}

impl Screen for Seat {
    fn name(&self) -> Name {
        Name::Interviewer
    }

    fn listens(&self, _ctx: &Ctx<'_>) -> Vec<Listen> {
        if self.over {
            let mut listens = vec![footer(Action::Confirm, "home"), footer(Action::Quit, "quit")];
            listens.extend(self.is_lost().then(|| footer(Action::Retry, "write again")));
            return listens;
        }
        self.sheet.listens([footer(Action::Confirm, "next question"), footer(Action::Back, "end here")])
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let action = match input {
            Input::Act(action) => action,
            Input::Exported(done) => {
                self.written = Some(done);
                return Step::Stay;
            }
            Input::Agreed(Pending::Lose { quit }) => return out(quit),
            Input::Agreed(Pending::End) => return self.finish(ctx),
            _ => return Step::Stay,
        };
        match action {
            Action::Confirm if self.over => return self.leave(false),
            Action::Quit if self.over => return self.leave(true),
            Action::Retry if self.is_lost() => return self.write(),
            action if self.sheet.take(action) => self.scroll.follow(),
            Action::Confirm => return self.next(ctx),
            Action::Back => {
                let text = "End the interview here? The open question is left out; what was answered goes into the file.";
                return Step::confirm(text, Pending::End);
            }
            action => {
                self.scroll.take(action);
            }
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let theme = ctx.theme;
        let left = Line::from(vec![
            Span::styled("interviewer  ", theme.accent),
            Span::styled(show(&self.script.title).cut(usize::from(area.width) / 2).to_string(), theme.strong),
        ]);
        let target = self.script.asks.get(self.at).map_or(0, |ask| ask.ms);
        let spent = ctx.now.at.since(self.asked);
        let right = format!(
            "question {}   {} of about {}",
            self.answers.len() + 1,
            when::clock(spent),
            when::clock(target)
        );
        let right = if self.over {
            Line::default()
        } else {
            line(right, if spent > target { theme.half } else { theme.dim })
        };
        let body = TitleBar::of(left).right(right).draw(frame, area, theme);
        let column = frame::column(body, 118);
        let lines = self.lines(&Pen::new(ctx, column.width));
        Pane::scrolled(lines, &self.scroll).draw(frame, column, ctx);
    }

    fn ticks(&self) -> Option<u64> {
        (!self.over).then_some(1_000)
    }
}
