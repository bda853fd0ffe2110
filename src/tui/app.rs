//! The stack of screens, their steps and effects. The only place of the TUI that saves.

mod edit;
mod pointer;

use crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use super::keys::listen::{Listen, Mode};
use super::keys::{Action, KeyPress, Keymap, everywhere, leaves, resolve};
use super::place::{Name, Pending, Place};
use super::screen::{Ctx, Effect, Hits, Input, Screen, Step};
use super::screens::{anywhere, open};
use super::theme::{self, Colors, Theme, Wants};
use super::widgets::hints;
use crate::card::ItemName;
use crate::clock::{Calendar, Moment};
use crate::config::Config;
use crate::deck::DeckProblem;
use crate::library::Library;
use crate::store::grader::Grader;
use crate::store::keeper::Keeper;
use crate::text::{Safe, show};

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
    /// What the terminal can do and wants.
    pub wants: Wants,
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
    theme: Theme,
    keymap: Keymap,
    hits: Hits,
    stack: Vec<Box<dyn Screen>>,
    over: bool,
    interrupted: bool,
    suspend: bool,
    edit: Option<ItemName>,
}

impl App {
    /// Makes an app with home below and what is open before the first key.
    pub fn new(parts: Parts, now: Moment, first: impl FnOnce(&Ctx<'_>) -> Step) -> Self {
        let (keymap, problems) = Keymap::new(&parts.config);
        let mut app = Self {
            theme: Theme::pick(&parts.config, parts.wants),
            keymap,
            hits: Hits::default(),
            parts,
            stack: Vec::new(),
            over: false,
            interrupted: false,
            suspend: false,
            edit: None,
        };
        let notice = problems.into_iter().chain(theme::problems(&app.parts.config)).next();
        app.parts.notice = app.parts.notice.take().or(notice);
        app.open(Place::Home, now);
        let step = first(&app.ctx(now));
        app.take(step, now);
        app
    }

    /// Takes settings into force; the hour a day begins at, decks and grader wait for the next start.
    fn configure(&mut self, config: Config) {
        let (keymap, problems) = Keymap::new(&config);
        (self.keymap, self.theme) = (keymap, Theme::pick(&config, self.parts.wants));
        self.parts.library.configure(&config);
        self.parts.notice = problems.into_iter().chain(theme::problems(&config)).next();
        self.parts.config = config;
    }

    /// Learns whether the terminal's background is light.
    pub fn background(&mut self, light: bool) {
        self.parts.wants.light = light;
        self.theme = Theme::pick(&self.parts.config, self.parts.wants);
    }

    /// Says whether the colours depend on the terminal's background.
    pub fn asks_ground(&self) -> bool {
        self.parts.config.theme == "auto" && self.has_colors()
    }

    /// Says whether the terminal is sent colours.
    pub fn has_colors(&self) -> bool {
        !matches!(self.parts.wants.colors, Colors::Bare | Colors::None)
    }

    /// Says whether clicks are wanted.
    pub fn wants_mouse(&self) -> bool {
        self.parts.config.mouse && self.parts.wants.colors != Colors::Bare
    }

    /// Says whether the app has been left.
    pub fn is_over(&self) -> bool {
        self.over || self.stack.is_empty()
    }

    /// Says whether it was left at once, by Ctrl-C.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Says once whether the process should stop now.
    pub fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// Returns how many events wait to be saved.
    pub fn unsaved(&self) -> usize {
        self.parts.keeper.unsaved()
    }

    /// Returns which screen is on top.
    pub fn screen(&self) -> Option<Name> {
        self.stack.last().map(|top| top.name())
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
    #[cfg(feature = "rooms")]
    pub fn library(&self) -> &Library {
        &self.parts.library
    }

    fn ctx(&self, now: Moment) -> Ctx<'_> {
        ctx(&self.parts, (&self.theme, &self.keymap, &self.hits), now)
    }

    /// Takes one terminal event; returns whether to draw.
    pub fn handle(&mut self, event: TerminalEvent, now: Moment) -> bool {
        match event {
            // Windows sends a release for every press.
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.press(key, now),
            TerminalEvent::Paste(text) => self.input(Input::Paste(text), now),
            TerminalEvent::Resize(..) | TerminalEvent::FocusGained => {}
            TerminalEvent::Mouse(mouse) => return self.pointed(mouse, now),
            TerminalEvent::Key(_) | TerminalEvent::FocusLost => return false,
        }
        true
    }

    /// Takes one key.
    pub fn press(&mut self, key: KeyEvent, now: Moment) {
        self.parts.notice = None;
        let key = KeyPress(key);
        // Before anything else: neither a screen nor a setting can take it away.
        if leaves(key) {
            (self.over, self.interrupted) = (true, true);
            return;
        }
        let Some(top) = self.stack.last() else { return };
        let (mode, listens) = (top.mode(), top.listens(&self.ctx(now)));
        if top.takes_keys() {
            return self.input(Input::Key(key), now);
        }
        if let Some(action) = resolve(key, &listens, mode, &self.keymap) {
            return self.input(Input::Act(action), now);
        }
        let popup = top.name().is_popup();
        match everywhere(key, mode, &self.keymap) {
            Some(action) if action == Action::Stop || !popup => self.anywhere(action, now),
            _ if mode == Mode::Typing => self.input(Input::Key(key), now),
            _ => {}
        }
    }

    /// Hands an action to the top screen if it listens to it, or does what it means anywhere.
    fn run(&mut self, action: Action, now: Moment) {
        if self.listens(now).iter().any(|listen| listen.action == action) {
            return self.input(Input::Act(action), now);
        }
        self.anywhere(action, now);
    }

    /// Does what an action means where the top screen does not listen to it.
    fn anywhere(&mut self, action: Action, now: Moment) {
        let step = self.screen().and_then(|from| anywhere::step(action, from, &self.ctx(now)));
        self.take(step.unwrap_or(Step::Stay), now);
    }

    fn input(&mut self, input: Input, now: Moment) {
        let Self { parts, stack, theme, keymap, hits, .. } = self;
        let Some(top) = stack.last_mut() else { return };
        let step = top.update(input, &ctx(parts, (theme, keymap, hits), now));
        self.take(step, now);
    }

    fn take(&mut self, step: Step, now: Moment) {
        match step {
            Step::Stay => {}
            Step::Open(place) => self.open(place, now),
            Step::Replace(place) => {
                self.stack.pop();
                self.open(place, now);
            }
            Step::Pop => {
                self.stack.pop();
            }
            Step::Quit => self.quit(now),
            Step::Do(effect) => self.perform(effect, now),
            Step::Act(action) => self.run(action, now),
            Step::Agree(Pending::Leave) => self.over = true,
            Step::Agree(pending) => self.input(Input::Agreed(pending), now),
            Step::Several(steps) => steps.into_iter().for_each(|step| self.take(step, now)),
        }
    }

    fn open(&mut self, place: Place, now: Moment) {
        let below = self.stack.last().map(AsRef::as_ref);
        let (screen, step) = open(place, below, &self.ctx(now));
        self.stack.push(screen);
        self.take(step, now);
    }

    fn quit(&mut self, now: Moment) {
        let unsaved = self.unsaved();
        if unsaved == 0 {
            self.over = true;
            return;
        }
        let (changes, are) = (crate::text::count(unsaved, "change"), if unsaved == 1 { "is" } else { "are" });
        let text = format!("{changes} {are} not saved and would be lost. Leave all the same?");
        self.take(Step::confirm(show(&text), Pending::Leave), now);
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
                self.parts.notice =
                    why.map(|why| show(&format!("{why} {} tries again.", self.keymap.label(Action::Retry))));
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
                let done = self.parts.keeper.export(&name, &text);
                self.parts.notice = Some(match &done {
                    Ok(path) => show(&format!("Written to {path}.")),
                    Err(why) => why.clone(),
                });
                self.input(Input::Exported(done), now);
            }
            Effect::Set { key, value } => match self.parts.keeper.set(&key, &value) {
                Ok(config) => self.configure(config),
                Err(why) => self.parts.notice = Some(why),
            },
            Effect::Retry => {
                let why = self.parts.keeper.retry(now);
                self.parts.notice = Some(why.unwrap_or_else(|| "Everything is saved now.".into()));
            }
            Effect::Notice(text) => self.parts.notice = Some(text),
            Effect::Suspend => self.suspend = true,
        }
    }

    /// Draws the top screen, over the one below where it is a popup, and the footer.
    pub fn draw(&self, frame: &mut Frame<'_>, now: Moment) {
        self.paint(frame, now);
        // Texts are cut before anybody knows what the terminal can show.
        for cell in &mut frame.buffer_mut().content {
            if cell.symbol() == "…" {
                cell.set_symbol(self.theme.glyphs.cut);
            }
        }
    }

    fn paint(&self, frame: &mut Frame<'_>, now: Moment) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return too_small(frame, area);
        }
        let ctx = self.ctx(now);
        frame.buffer_mut().set_style(area, self.theme.base);
        let [body, rule, foot] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(1), Constraint::Length(1)]).areas(area);
        let from = self.stack.iter().rposition(|screen| !screen.name().is_popup()).unwrap_or(0);
        for screen in &self.stack[from..] {
            // What a popup stands on cannot be clicked.
            self.hits.clear();
            screen.draw(frame, body, &ctx);
        }
        let line = ctx.theme.glyphs.rule.repeat(usize::from(rule.width));
        frame.render_widget(Paragraph::new(Span::styled(line, ctx.theme.dim)), rule);
        let Some(top) = self.stack.last() else { return };
        if let Some(notice) = &self.parts.notice {
            let text = format!(" {}", notice.cut(usize::from(foot.width).saturating_sub(2)));
            frame.render_widget(Paragraph::new(Span::styled(text, ctx.theme.half)), foot);
        } else {
            hints::draw(frame, foot, top.as_ref(), &ctx);
        }
    }
}

fn ctx<'a>(parts: &'a Parts, (theme, keys, hits): (&'a Theme, &'a Keymap, &'a Hits), now: Moment) -> Ctx<'a> {
    Ctx {
        now: parts.calendar.now(now),
        calendar: &parts.calendar,
        library: &parts.library,
        config: &parts.config,
        theme,
        keys,
        hits,
        home: &parts.home,
        unsaved: parts.keeper.unsaved(),
        problems: &parts.problems,
    }
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let text = format!("Too small: {}x{} is needed.", SMALLEST.0, SMALLEST.1);
    frame.render_widget(Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }), area);
}
