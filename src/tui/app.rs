//! The stack of screens, their steps and effects. The only place of the TUI that saves.

use crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use std::path::{Path, PathBuf};

use super::keys::{Action, KeyPress, everywhere, resolve};
use super::screens::confirm::Confirm;
use super::screens::help::Help;
use super::screens::{Ctx, DeckProblem, Effect, Input, Listen, Mode, Screen, Step};
use super::theme::Theme;
use super::widgets::hints;
use crate::card::ItemName;
use crate::clock::{Calendar, Moment};
use crate::config::Config;
use crate::deck::{Severity, Source, parse};
use crate::library::{Library, Loaded, Origin};
use crate::store::decks;
use crate::store::grader::Grader;
use crate::store::keeper::Keeper;
use crate::text::Safe;

/// Milliseconds between looks at a grader that has been asked.
const GRADER: u64 = 100;
/// The smallest terminal in which a question can be read.
const SMALLEST: (u16, u16) = (40, 10);

/// What the app is made of.
pub struct Parts {
    /// Everything in memory.
    pub library: Library,
    /// What keeps events.
    pub keeper: Box<dyn Keeper>,
    /// What suggests ticks, if settings name one.
    pub grader: Option<Box<dyn Grader>>,
    /// Settings.
    pub config: Config,
    /// The learner's calendar.
    pub calendar: Calendar,
    /// Styles and signs.
    pub theme: Theme,
    /// Where progress is kept, as shown.
    pub home: Safe,
    /// Deck problems.
    pub problems: Vec<DeckProblem>,
    /// What the learner should know at the start.
    pub notice: Option<Safe>,
}

/// The running app.
pub struct App {
    parts: Parts,
    stack: Vec<Box<dyn Screen>>,
    over: bool,
    suspend: bool,
    edit: Option<ItemName>,
}

impl App {
    /// Makes an app with its lowest screen.
    pub fn new(parts: Parts, lowest: Box<dyn Screen>) -> Self {
        Self { parts, stack: vec![lowest], over: false, suspend: false, edit: None }
    }

    /// Takes a first step: what is open before the first key.
    pub fn begin(&mut self, now: Moment, first: impl FnOnce(&Ctx<'_>) -> Step) {
        let step = first(&self.ctx(now));
        self.take(step, now);
    }

    /// Says whether the app has been left.
    pub fn is_over(&self) -> bool {
        self.over || self.stack.is_empty()
    }

    /// Says once whether the process should stop now.
    pub fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// Returns how many events wait to be saved.
    pub fn unsaved(&self) -> usize {
        self.parts.keeper.unsaved()
    }

    /// Returns once which file is to be edited, and at which line; a deck of the program has none.
    pub fn take_edit(&mut self) -> Option<(PathBuf, u32)> {
        let item = self.edit.take()?;
        let found = self.parts.library.find(&item)?;
        let file = found.loaded.deck.files.get(found.card.file).map(PathBuf::from);
        let file = file.filter(|file| found.loaded.origin != Origin::Builtin && file.is_file());
        if file.is_none() {
            self.parts.notice =
                Some("A built-in deck cannot be edited here; copy its file into your decks folder.".into());
        }
        Some((file?, found.card.line))
    }

    /// Reads the deck of an edited file again; a deck that no longer reads is kept as it was.
    pub fn edited(&mut self, file: &Path, ended: Result<(), Safe>, now: Moment) {
        let library = &mut self.parts.library;
        let name = file.display().to_string();
        let at = library.decks().iter().position(|loaded| loaded.deck.files.contains(&name));
        let Some((at, old)) = at.and_then(|at| Some((at, library.decks().get(at)?))) else { return };
        let whole = if old.deck.files.len() > 1 { file.parent().unwrap_or(file) } else { file };
        let shelves = decks::named(whole);
        let found = shelves.found.iter().find(|found| found.files.iter().any(|(own, _)| *own == name));
        self.parts.notice = ended.err();
        let Some(found) = found else {
            self.parts.notice = shelves.unreadable.into_iter().next().map(|unreadable| unreadable.text);
            return;
        };
        let sources: Vec<Source<'_>> =
            found.files.iter().map(|(name, text)| Source { name, stem: &found.stem, text }).collect();
        let parsed = parse(&sources);
        let errors: Vec<_> =
            parsed.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        if let (Some(first), None) = (errors.first(), &self.parts.notice) {
            let text = format!("{name}:{}:{}: {}; {}", first.line, first.column, first.what, first.advice);
            self.parts.notice = Some(crate::text::show(&text).line());
        }
        if parsed.deck.head.id == old.deck.head.id {
            let loaded = Loaded::new(parsed.deck, old.origin, errors.len());
            library.replace(at, loaded);
        } else {
            self.parts.notice =
                Some("The deck's id has changed; start again to study it under the new one.".into());
        }
        self.input(Input::Edited, now);
    }

    /// Returns what the top screen listens to now.
    pub fn listens(&self, now: Moment) -> Vec<Listen> {
        self.stack.last().map(|top| top.listens(&self.ctx(now))).unwrap_or_default()
    }

    /// Returns milliseconds after which the top screen wants to be drawn again.
    pub fn ticks(&self) -> Option<u64> {
        let asked = self.parts.grader.as_ref().is_some_and(|grader| grader.is_asked());
        let own = self.stack.last()?.ticks();
        if asked { Some(own.unwrap_or(GRADER).min(GRADER)) } else { own }
    }

    /// Time has passed: a suggestion may have come.
    pub fn tick(&mut self, now: Moment) {
        match self.parts.grader.as_mut().and_then(|grader| grader.poll()) {
            Some(Ok(suggestion)) => self.input(Input::Suggested(suggestion), now),
            Some(Err(why)) => self.parts.notice = Some(why),
            None => {}
        }
    }

    /// Returns everything in memory.
    pub fn library(&self) -> &Library {
        &self.parts.library
    }

    fn ctx(&self, now: Moment) -> Ctx<'_> {
        ctx(&self.parts, now)
    }

    /// Takes one terminal event; returns whether to draw.
    pub fn handle(&mut self, event: TerminalEvent, now: Moment) -> bool {
        match event {
            // Windows sends a release for every press.
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.press(key, now),
            TerminalEvent::Paste(text) => self.input(Input::Paste(text), now),
            TerminalEvent::Resize(..) | TerminalEvent::FocusGained => {}
            TerminalEvent::Key(_) | TerminalEvent::Mouse(_) | TerminalEvent::FocusLost => return false,
        }
        true
    }

    /// Takes one key.
    pub fn press(&mut self, key: KeyEvent, now: Moment) {
        self.parts.notice = None;
        let key = KeyPress(key);
        let Some(top) = self.stack.last() else { return };
        let (mode, listens) = (top.mode(), top.listens(&self.ctx(now)));
        if let Some(action) = resolve(key, &listens, mode) {
            return self.input(Input::Act(action), now);
        }
        match everywhere(key, mode) {
            Some(Action::Leave) => self.over = true,
            Some(Action::Stop) => self.suspend = true,
            Some(Action::Help) if !top.is_popup() => {
                self.stack.push(Box::new(Help::new(top.name(), listens)));
            }
            Some(Action::Retry) if self.unsaved() > 0 => self.perform(Effect::Retry, now),
            _ if mode == Mode::Typing => self.input(Input::Key(key), now),
            _ => {}
        }
    }

    fn input(&mut self, input: Input, now: Moment) {
        let Self { parts, stack, .. } = self;
        let Some(top) = stack.last_mut() else { return };
        let step = top.update(input, &ctx(parts, now));
        self.take(step, now);
    }

    fn take(&mut self, step: Step, now: Moment) {
        match step {
            Step::Stay => {}
            Step::Push(screen) => self.stack.push(screen),
            Step::Replace(screen) => {
                self.stack.pop();
                self.stack.push(screen);
            }
            Step::Pop => {
                self.stack.pop();
            }
            Step::Quit => self.quit(),
            Step::Do(effect) => self.perform(effect, now),
            Step::Act(action) => self.input(Input::Act(action), now),
            Step::Several(steps) => steps.into_iter().for_each(|step| self.take(step, now)),
        }
    }

    fn quit(&mut self) {
        let unsaved = self.unsaved();
        if unsaved == 0 {
            self.over = true;
            return;
        }
        let text = format!("{unsaved} answers are not saved and would be lost. Leave all the same?");
        self.stack.push(Box::new(Confirm::new(crate::text::show(&text), Leaving)));
    }

    /// The one place where effects happen: save, then take into memory, then tell the screen.
    fn perform(&mut self, effect: Effect, now: Moment) {
        match effect {
            Effect::Record(whats) => {
                let (events, why) = self.parts.keeper.append(whats, now);
                for event in &events {
                    self.parts.library.apply(event.clone());
                }
                let saved = why.is_none();
                self.parts.notice = why;
                self.input(Input::Recorded(events, saved), now);
            }
            Effect::Keep(said) => {
                if self.parts.library.keeps_journal() {
                    self.parts.notice = self.parts.keeper.keep_said(&said).or(self.parts.notice.take());
                    self.parts.library.hear(said);
                }
            }
            Effect::Edit(item) => self.edit = Some(item),
            Effect::Suggest(request) => {
                if let Some(grader) = &mut self.parts.grader {
                    grader.ask(request);
                }
            }
            Effect::Export { name, text } => {
                self.parts.notice = Some(match self.parts.keeper.export(&name, &text) {
                    Ok(path) => crate::text::show(&format!("Written to {path}.")),
                    Err(why) => why,
                });
            }
            Effect::Retry => {
                let why = self.parts.keeper.retry(now);
                self.parts.notice = Some(why.unwrap_or_else(|| "Everything is saved now.".into()));
            }
            Effect::Notice(text) => self.parts.notice = Some(text),
            Effect::End => self.over = true,
            Effect::Suspend => self.suspend = true,
        }
    }

    /// Draws the top screen, over the one below where it is a popup, and the footer.
    pub fn draw(&self, frame: &mut Frame<'_>, now: Moment) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return too_small(frame, area);
        }
        let ctx = self.ctx(now);
        let [body, rule, foot] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(1), Constraint::Length(1)]).areas(area);
        let from = self.stack.iter().rposition(|screen| !screen.is_popup()).unwrap_or(0);
        for screen in &self.stack[from..] {
            screen.draw(frame, body, &ctx);
        }
        let line = ctx.theme.glyphs.rule.repeat(usize::from(rule.width));
        frame.render_widget(Paragraph::new(Span::styled(line, ctx.theme.dim)), rule);
        let Some(top) = self.stack.last() else { return };
        let foot_line = match &self.parts.notice {
            Some(notice) => Span::styled(
                format!(" {}", notice.cut(usize::from(foot.width).saturating_sub(2))),
                ctx.theme.half,
            )
            .into(),
            None => hints::footer(&top.listens(&ctx), top.mode(), usize::from(foot.width), ctx.theme),
        };
        frame.render_widget(Paragraph::new(foot_line), foot);
    }
}

struct Leaving;

impl From<Leaving> for Step {
    fn from(_: Leaving) -> Self {
        Self::Do(Effect::End)
    }
}

fn ctx(parts: &Parts, now: Moment) -> Ctx<'_> {
    Ctx {
        now: parts.calendar.now(now),
        calendar: &parts.calendar,
        library: &parts.library,
        config: &parts.config,
        theme: &parts.theme,
        home: &parts.home,
        unsaved: parts.keeper.unsaved(),
        problems: &parts.problems,
    }
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let text = format!("Too small: {}x{} is needed.", SMALLEST.0, SMALLEST.1);
    frame.render_widget(Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }), area);
}
