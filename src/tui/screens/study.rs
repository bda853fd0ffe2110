//! The study screen: one question at a time, from the asking to the verdict.

mod back;
mod control;
mod draw;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::card::ask::Answer;
use crate::card::grade::{Ruling, Sure};
use crate::session::{Session, Shift, Stage};
use crate::tui::face::{Face, FaceStep, Scene, moves};
use crate::tui::faces;
use crate::tui::keys::listen::{Listen, Mode, footer, help};
use crate::tui::keys::{Action, More, Way};
use crate::tui::place::{Name, Pending, Place};
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;
use back::PutOff;

/// The study screen.
pub struct Study {
    session: Session,
    faces: Vec<Box<dyn Face>>,
    scroll: Scroll,
    hints: usize,
    probes: bool,
    welcome: bool,
    waiting: Waiting,
    put_off: Option<PutOff>,
    saved: bool,
}

/// What the screen has asked to record and not yet heard of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Reviews,
    Undo,
    Redo,
}

impl Study {
    /// Makes the screen of a session.
    pub fn new(session: Session, ctx: &Ctx<'_>) -> Self {
        let mut study = Self {
            session,
            faces: Vec::new(),
            scroll: Scroll::default(),
            hints: 0,
            probes: true,
            welcome: false,
            waiting: Waiting::Nothing,
            put_off: None,
            saved: true,
        };
        study.open(ctx);
        study
    }

    /// Makes the first screen a newcomer sees.
    pub fn first_run(session: Session, ctx: &Ctx<'_>) -> Self {
        Self { welcome: true, ..Self::new(session, ctx) }
    }

    /// Makes the screen and takes the last answer back at once, as from the summary.
    pub fn taking_back(session: Session, ctx: &Ctx<'_>) -> (Self, Step) {
        let mut study = Self::new(session, ctx);
        let step = study.undo(ctx);
        (study, step)
    }

    /// Gives the first face to a new question.
    fn open(&mut self, ctx: &Ctx<'_>) {
        (self.scroll, self.hints) = (Scroll::default(), 0);
        self.faces.clear();
        self.follow(ctx);
    }

    /// Keeps one face for each step reached.
    fn follow(&mut self, ctx: &Ctx<'_>) {
        let Stage::Asking(step) = self.session.stage() else { return };
        let Some(question) = self.session.question() else { return };
        if self.faces.len() <= step
            && let Some(ask) = question.steps.get(step)
        {
            self.faces.push(faces::face(ask, ctx.config));
            self.scroll = Scroll::default();
        }
    }

    fn scene<'a>(&'a self, pen: Pen<'a>) -> Option<Scene<'a>> {
        let question = self.session.question()?;
        let gaps = self.session.outlook(pen.library, pen.now);
        let before = question
            .items
            .first()
            .and_then(|item| pen.library.said(item).rev().find(|said| !said.text.is_empty()));
        Some(Scene { question, gaps, before, pen })
    }

    fn answered(&mut self, answer: Answer, certain: bool, ctx: &Ctx<'_>) -> Step {
        self.session.answer(answer, ctx.now);
        if certain {
            self.session.sure(Sure::Sure);
        }
        self.moved(ctx)
    }

    /// After any progress: the next step's face, or the reviews to record.
    fn moved(&mut self, ctx: &Ctx<'_>) -> Step {
        self.scroll = Scroll::default();
        self.follow(ctx);
        if self.session.stage() != Stage::Judged {
            return Step::Stay;
        }
        (self.welcome, self.put_off) = (false, None);
        let keep = self.session.said(ctx.now).map(|said| Step::Do(Effect::Keep(said)));
        let record = self.record(Waiting::Reviews, self.session.reviews(ctx.library, ctx.now), ctx);
        Step::Several(keep.into_iter().chain([record]).collect())
    }

    fn record(&mut self, waiting: Waiting, whats: Vec<crate::review::What>, ctx: &Ctx<'_>) -> Step {
        self.waiting = waiting;
        if whats.is_empty() {
            return self.recorded(&[], true, ctx);
        }
        Step::Do(Effect::Record(whats))
    }

    fn recorded(&mut self, events: &[crate::review::Event], saved: bool, ctx: &Ctx<'_>) -> Step {
        self.saved = saved;
        match std::mem::replace(&mut self.waiting, Waiting::Nothing) {
            Waiting::Nothing => Step::Stay,
            Waiting::Reviews => {
                self.session.recorded(events);
                let self_graded =
                    self.session.question().is_some_and(crate::card::ask::Question::is_self_graded);
                let gave_up = self.session.answers().contains(&Answer::GaveUp);
                let stays = gave_up || self.leech(ctx).is_some();
                if self_graded && !stays { self.next(ctx) } else { Step::Stay }
            }
            Waiting::Undo => {
                self.session.undone(ctx.library, ctx.now);
                self.open(ctx);
                Step::Stay
            }
            Waiting::Redo => {
                self.session.redone(ctx.library, ctx.now);
                self.open(ctx);
                if self.session.stage() == Stage::Over { self.leave() } else { Step::Stay }
            }
        }
    }

    fn next(&mut self, ctx: &Ctx<'_>) -> Step {
        self.session.next(ctx.library, ctx.now);
        self.open(ctx);
        if self.session.stage() == Stage::Over { self.leave() } else { Step::Stay }
    }

    /// Leaves to the summary when something was answered; nothing is lost either way.
    fn leave(&mut self) -> Step {
        let done = self.session.tally().answered.is_empty() && self.session.stage() != Stage::Judged;
        if done { Step::Pop } else { Step::Replace(Place::Summary(Box::new(self.session.take()))) }
    }

    fn regrade(&mut self, shift: Shift, ctx: &Ctx<'_>) -> Step {
        let whats = self.session.regrade(shift, ctx.library, ctx.now);
        if whats.is_empty() { Step::Stay } else { Step::Do(Effect::Record(whats)) }
    }

    fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Step {
        match (self.session.stage(), action) {
            (Stage::Sure, Action::Sure(sure)) => return self.sure(sure, ctx),
            (Stage::Ruling, Action::Yes) => return self.rule(Ruling::Right, ctx),
            (Stage::Ruling, Action::Half) => return self.rule(Ruling::Half, ctx),
            (Stage::Ruling, Action::No) => return self.rule(Ruling::Missed, ctx),
            (Stage::Judged, Action::Confirm) => return self.next(ctx),
            (Stage::Judged, Action::Aside) => {
                return self.aside().map_or(Step::Stay, |(own, _)| Step::Open(Place::Aside(own)));
            }
            (Stage::Judged, Action::Raise) => return self.regrade(Shift::Raise, ctx),
            (Stage::Judged, Action::Lower) => return self.regrade(Shift::Lower, ctx),
            _ => {}
        }
        if let Some(step) = self.steer(action, ctx) {
            return step;
        }
        match action {
            Action::Undo => self.undo(ctx),
            Action::Redo => self.redo(ctx),
            // Before a first answer there is nothing to come back to.
            Action::Quit if self.welcome => Step::Quit,
            Action::Quit | Action::Back => self.close(),
            Action::Show(More::Hint) => {
                let hints = self.session.question().map_or(0, |question| question.hints.len());
                self.hints = (self.hints + 1).min(hints);
                Step::Stay
            }
            Action::Show(More::Probes) => {
                self.probes = !self.probes;
                Step::Stay
            }
            action => {
                self.scroll.take(action);
                Step::Stay
            }
        }
    }

    /// Leaves; a verdict on the screen is saved already and belongs to the tally as well.
    fn close(&mut self) -> Step {
        self.session.close();
        self.leave()
    }

    fn sure(&mut self, sure: Sure, ctx: &Ctx<'_>) -> Step {
        self.session.sure(sure);
        self.moved(ctx)
    }

    fn rule(&mut self, ruling: Ruling, ctx: &Ctx<'_>) -> Step {
        self.session.rule(ruling);
        self.moved(ctx)
    }

    fn face_listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        match self.session.stage() {
            Stage::Asking(_) => self.faces.last().map(|face| face.listens()).unwrap_or_default(),
            Stage::Sure => vec![
                footer(Action::Sure(Sure::Guess), "a guess"),
                footer(Action::Sure(Sure::Fairly), "fairly sure"),
                footer(Action::Sure(Sure::Sure), "sure"),
            ],
            Stage::Ruling => vec![
                footer(Action::Yes, "I had it"),
                footer(Action::Half, "half"),
                footer(Action::No, "I missed it"),
            ],
            Stage::Judged => {
                let mut listens = vec![footer(Action::Confirm, "next")];
                if self.leech(ctx).is_some() {
                    listens.push(footer(Action::Edit, "rewrite or split"));
                    listens.push(footer(Action::Suspend, "suspend"));
                }
                if let Some([grade]) = self.session.verdict().map(|verdict| verdict.grades.as_slice()) {
                    listens.extend(moves(*grade));
                }
                if let Some((_, says)) = self.aside() {
                    listens.push(footer(Action::Aside, says));
                }
                listens
            }
            Stage::Over => Vec::new(),
        }
    }
}

impl Screen for Study {
    fn name(&self) -> Name {
        Name::Study
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        let mut listens = self.face_listens(ctx);
        let question = self.session.question();
        if self.mode() == Mode::Typing {
            if question.is_some_and(crate::card::ask::Question::is_self_graded) {
                listens.push(footer(Action::Back, "stop typing"));
            } else {
                listens.push(footer(Action::Back, "leave"));
            }
            return listens;
        }
        let asking = matches!(self.session.stage(), Stage::Asking(_));
        let helps = asking && self.faces.last().is_some_and(|face| face.takes_hints());
        if helps && question.is_some_and(|question| self.hints < question.hints.len()) {
            listens.push(footer(Action::Show(More::Hint), "hint"));
        }
        if self.put_off.is_some() || self.session.can_undo(ctx.library, ctx.now) {
            listens.push(footer(Action::Undo, "undo"));
        }
        if self.session.can_redo(ctx.library, ctx.now) {
            listens.push(footer(Action::Redo, "redo"));
        }
        if self.welcome {
            listens.extend([footer(Action::Back, "home"), footer(Action::Quit, "quit")]);
        } else {
            listens.extend([footer(Action::Quit, "leave"), help(Action::Back, "leave")]);
        }
        if question.is_some_and(|question| question.probes.is_some()) {
            listens.push(help(Action::Show(More::Probes), "show or hide what it probes"));
        }
        if !self.welcome {
            listens.extend(self.steering(&listens, ctx));
        }
        listens.extend([
            help(Action::Move(Way::PageDown), "scroll down"),
            help(Action::Move(Way::PageUp), "scroll up"),
        ]);
        listens.extend([
            help(Action::Move(Way::Down), "scroll down a line"),
            help(Action::Move(Way::Up), "scroll up a line"),
        ]);
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        if let Input::Recorded(events, saved) = &input {
            return self.recorded(events, *saved, ctx);
        }
        if let Input::Edited = input {
            // The same item again, in its new words; one that is gone makes room for the next.
            self.session.reopen(ctx.library, ctx.now);
            self.open(ctx);
            return if self.session.question().is_none() { self.leave() } else { Step::Stay };
        }
        if let Input::Suggested(suggestion) = &input {
            // A slow grader may speak of a question that is over.
            let open = self.session.question().and_then(|question| question.items.first());
            if open.is_none_or(|item| item.as_str() != suggestion.item) {
                return Step::Stay;
            }
        }
        let asking = matches!(self.session.stage(), Stage::Asking(_));
        let typing = self.mode() == Mode::Typing;
        if asking && let Some(face) = self.faces.last_mut() {
            if matches!(input, Input::Key(_) | Input::Paste(_)) {
                self.scroll.follow();
            }
            let was_open = face.takes_hints();
            let step = face.update(&input);
            let request = if was_open && !face.takes_hints() { face.typed() } else { None };
            if let Some(request) = request.and_then(|text| self.request(text)) {
                return Step::Do(Effect::Suggest(request));
            }
            match step {
                FaceStep::Done(answer) => return self.answered(answer, false, ctx),
                FaceStep::Certain(answer) => return self.answered(answer, true, ctx),
                FaceStep::Stay => {}
            }
            // The face may have used the key: leaving a text field is not leaving the session.
            if typing && self.mode() == Mode::Commands {
                return Step::Stay;
            }
            if face_uses(&input, &self.face_listens(ctx)) {
                // What is picked is to be seen; what is shown besides leaves the text where it was put.
                if !matches!(input, Input::Act(Action::Show(_) | Action::Raise | Action::Lower)) {
                    self.scroll.follow();
                }
                return Step::Stay;
            }
        }
        match input {
            Input::Act(action) => self.act(action, ctx),
            Input::Agreed(Pending::Suspend) => self.suspend(ctx),
            _ => Step::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        self.draw_all(frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        match self.session.stage() {
            Stage::Asking(_) => self.faces.last().map_or(Mode::Commands, |face| face.mode()),
            Stage::Sure | Stage::Ruling | Stage::Judged | Stage::Over => Mode::Commands,
        }
    }
}

fn face_uses(input: &Input, listens: &[Listen]) -> bool {
    matches!(input, Input::Act(action) if listens.iter().any(|listen| listen.action == *action))
}
