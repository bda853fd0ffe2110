//! A journey: decks and keys in, a screen and a log out. Nothing here touches a disk or a clock.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::Mark;
use cardsharp::rooms::card::suggest::{Request, Suggestion};
use cardsharp::rooms::clock::{Calendar, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::deck::{self, Source};
use cardsharp::rooms::library::{Library, Loaded, Origin, Wanted};
use cardsharp::rooms::review::{Event, EventId, Said, Stamp, What};
use cardsharp::rooms::schedule::fsrs::Scheduler;
use cardsharp::rooms::session::{Options, Plan, Session};
use cardsharp::rooms::store::grader::Grader;
use cardsharp::rooms::store::keeper::Keeper;
use cardsharp::rooms::store::settings;
use cardsharp::rooms::text::Safe;
use cardsharp::rooms::tui::app::{App, Parts};
use cardsharp::rooms::tui::keys::Keymap;
use cardsharp::rooms::tui::keys::listen::Shown;
use cardsharp::rooms::tui::place::Place;
use cardsharp::rooms::tui::screen::Step;
use cardsharp::rooms::tui::theme::Wants;
use crossterm::event::{
    Event as Incoming, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// 2026-11-21 12:00 UTC.
pub const NOON: Moment = Moment(1_795_262_400_000);
/// Between two keys, in milliseconds.
const KEY: i64 = 500;

pub const SHIPPED: [(&str, &str); 3] = [
    ("start-here", include_str!("../../decks/start-here.toml")),
    ("llm-choice", include_str!("../../decks/llm-choice.toml")),
    ("llm-ladder", include_str!("../../decks/llm-ladder.toml")),
];

pub const SIZES: [(u16, u16); 3] = [(80, 24), (60, 18), (120, 40)];

/// What a test may look at and change behind the app's back.
#[derive(Default)]
pub struct Shelf {
    pub saved: Vec<Event>,
    pub waiting: Vec<Event>,
    pub full: bool,
    pub said: Vec<Said>,
    pub exports: Vec<(String, String)>,
    pub settings: String,
    made: u128,
}

/// A log in memory.
struct List(Rc<RefCell<Shelf>>);

impl Keeper for List {
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>) {
        let mut kept = self.0.borrow_mut();
        let mut events = Vec::new();
        for what in whats {
            kept.made += 1;
            events.push(Event {
                id: EventId(kept.made),
                device: "test".into(),
                seq: kept.made as u64,
                stamp: Stamp { ms: now.0, count: kept.made as u32 },
                at: now,
                day: Calendar::utc(4).day(now),
                offset: 0,
                what,
            });
        }
        if kept.full {
            kept.waiting.extend(events.clone());
            return (events, Some("Cannot save: No space left on device; free some room.".into()));
        }
        let waiting = std::mem::take(&mut kept.waiting);
        kept.saved.extend(waiting);
        kept.saved.extend(events.clone());
        (events, None)
    }

    fn retry(&mut self, _: Moment) -> Option<Safe> {
        let mut kept = self.0.borrow_mut();
        if kept.full {
            return Some("Still no room.".into());
        }
        let waiting = std::mem::take(&mut kept.waiting);
        kept.saved.extend(waiting);
        None
    }

    fn keep_said(&mut self, said: &Said) -> Option<Safe> {
        self.0.borrow_mut().said.push(said.clone());
        None
    }

    fn export(&mut self, name: &str, text: &Safe) -> Result<Safe, Safe> {
        if self.0.borrow().full {
            return Err("The file cannot be written: no room.".into());
        }
        self.0.borrow_mut().exports.push((name.to_owned(), text.to_string()));
        Ok(cardsharp::rooms::text::show(name))
    }

    fn set(&mut self, key: &str, value: &str) -> Result<Config, Safe> {
        let mut kept = self.0.borrow_mut();
        let text = settings::edit(&kept.settings, key, value, "config.toml")?;
        let (config, notices) = settings::parse(&text, "config.toml");
        if let Some(notice) = notices.first() {
            return Err(notice.clone());
        }
        kept.settings = text;
        Ok(config)
    }

    fn unsaved(&self) -> usize {
        self.0.borrow().waiting.len()
    }
}

/// A grader that answers at once with what it was made with.
pub struct Canned {
    pub points: Vec<(String, Mark, Safe)>,
    pub item: Option<String>,
}

impl Grader for Canned {
    fn ask(&mut self, request: Request) {
        self.item = Some(request.item);
    }

    fn poll(&mut self) -> Option<Result<Suggestion, Safe>> {
        let item = self.item.take()?;
        if self.points.is_empty() {
            return Some(Err("The grader took longer than 1 s; grade by hand.".into()));
        }
        Some(Ok(Suggestion { item, points: self.points.clone(), tells: Vec::new() }))
    }

    fn is_asked(&self) -> bool {
        self.item.is_some()
    }
}

/// What is shown first.
pub enum Start {
    Home,
    FirstRun,
    Study(Plan),
    Mock(Wanted),
    Seat(Wanted),
}

/// The running app on a screen of its own.
pub struct Journey {
    pub app: App,
    pub shelf: Rc<RefCell<Shelf>>,
    pub now: Moment,
    terminal: Terminal<TestBackend>,
}

thread_local! {
    /// Decks read once: a journey is started hundreds of times with the same ones.
    static READ: RefCell<BTreeMap<(String, String), Loaded>> = RefCell::default();
}

pub fn load(library: &mut Library, id: &str, text: &str) {
    let key = (id.to_owned(), text.to_owned());
    let loaded = READ.with_borrow_mut(|read| read.entry(key).or_insert_with(|| parsed(id, text)).clone());
    library.add(loaded).unwrap();
}

fn parsed(id: &str, text: &str) -> Loaded {
    let parsed = deck::parse(&[Source { name: &format!("{id}.toml"), stem: id, text }]);
    let errors: Vec<_> = parsed.problems.iter().filter(|p| p.severity == deck::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    Loaded::new(parsed.deck, Origin::Home, 0)
}

pub fn library(decks: &[(&str, &str)], config: &Config) -> Library {
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), config);
    for (id, text) in decks {
        load(&mut library, id, text);
    }
    library
}

impl Journey {
    pub fn new(decks: &[(&str, &str)], start: Start, size: (u16, u16)) -> Self {
        Self::with(decks, start, size, Config::default(), Vec::new(), NOON)
    }

    /// Starts with settings, and with what an earlier run has saved.
    pub fn with(
        decks: &[(&str, &str)],
        start: Start,
        size: (u16, u16),
        config: Config,
        events: Vec<Event>,
        now: Moment,
    ) -> Self {
        Self::graded(decks, start, size, (config, events, now), None)
    }

    /// Starts with a grader, too.
    pub fn graded(
        decks: &[(&str, &str)],
        start: Start,
        size: (u16, u16),
        (config, events, now): (Config, Vec<Event>, Moment),
        grader: Option<Box<dyn Grader>>,
    ) -> Self {
        let mut library = library(decks, &config);
        for event in &events {
            library.apply(event.clone());
        }
        let made = events.len() as u128;
        let shelf = Rc::new(RefCell::new(Shelf { saved: events, made, ..Shelf::default() }));
        let parts = Parts {
            library,
            keeper: Box::new(List(Rc::clone(&shelf))),
            grader,
            wants: Wants::default(),
            config,
            calendar: Calendar::utc(4),
            home: "/home/ana/.config/cardsharp".into(),
            problems: Vec::new(),
            notice: None,
        };
        let options =
            Options { size: 500, minutes: None, ask_sure: !matches!(start, Start::FirstRun), seed: 0 };
        let app = App::new(parts, now, |ctx| match start {
            Start::Home => Step::Stay,
            Start::FirstRun => {
                let session = Session::start(Plan::FirstRun, options, ctx.library, ctx.now);
                Step::Open(Place::FirstRun(Box::new(session)))
            }
            Start::Study(plan) => {
                let session = Session::start(plan, options, ctx.library, ctx.now);
                assert!(session.question().is_some(), "there is something to ask");
                Step::Open(Place::Study(Box::new(session)))
            }
            Start::Mock(wanted) => ctx.mock(&wanted),
            Start::Seat(wanted) => {
                let script = ctx.library.script(&wanted, ctx.now).unwrap().0;
                Step::Open(Place::Interviewer(Box::new(script)))
            }
        });
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        Self { app, shelf, now, terminal }
    }

    /// Presses keys: letters as they are, and ⏎ Enter, ⎋ Esc, ⇥ Tab, ␣ Space, ⌫ Backspace, ⇟ page down,
    /// ⇞ page up, ↓ and ↑ as they are, ␄ Ctrl-D, ␃ Ctrl-C.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for letter in keys.chars() {
            self.press(event(letter));
        }
        self
    }

    pub fn press(&mut self, key: KeyEvent) {
        self.now = self.now.plus(KEY);
        self.app.press(key, self.now);
        self.screen();
    }

    /// Presses the key of a label as the footer names it.
    pub fn label(&mut self, label: &str) {
        let key = match label {
            "Enter" => event('⏎'),
            "Esc" => event('⎋'),
            "Tab" => event('⇥'),
            "Space" => event('␣'),
            "Bksp" => event('⌫'),
            "PgDn" => event('⇟'),
            "PgUp" => event('⇞'),
            "^D" => event('␄'),
            one if one.chars().count() == 1 => event(one.chars().next().unwrap()),
            "Left" => KeyEvent::new(KeyCode::Left, KeyModifiers::NONE),
            "Right" => KeyEvent::new(KeyCode::Right, KeyModifiers::NONE),
            other => panic!("the test knows no key {other}"),
        };
        self.press(key);
    }

    /// Clicks on the first place on the screen that shows these words.
    #[track_caller]
    pub fn click(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        let at =
            screen.lines().enumerate().find_map(|(y, line)| Some((line.find(words)?, y, line.to_owned())));
        let (byte, y, line) = at.unwrap_or_else(|| panic!("\"{words}\" is not on the screen:\n{screen}"));
        let x = line[..byte].chars().count();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let mouse = MouseEvent { kind, column: x as u16, row: y as u16, modifiers: KeyModifiers::NONE };
        self.app.handle(Incoming::Mouse(mouse), self.now);
        self
    }

    /// Draws, and returns the screen as lines of text; no cell may hold what a terminal would act on.
    pub fn screen(&mut self) -> String {
        let (app, now) = (&self.app, self.now);
        let frame = self.terminal.draw(|frame| app.draw(frame, now)).unwrap();
        let (width, mut text) = (usize::from(frame.area.width), String::new());
        for (at, cell) in frame.buffer.content.iter().enumerate() {
            let symbol = cell.symbol();
            assert!(!symbol.chars().any(char::is_control), "a control character on the screen: {symbol:?}");
            text.push_str(symbol);
            if width > 0 && (at + 1) % width == 0 {
                text.push('\n');
            }
        }
        text
    }

    /// Returns the screen with the style of every cell, to notice any change.
    pub fn picture(&mut self) -> String {
        let text = self.screen();
        let buffer = self.terminal.backend().buffer();
        let styles: Vec<_> = buffer.content.iter().map(|cell| (cell.fg, cell.modifier)).collect();
        format!("{text}{styles:?}")
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().unwrap();
    }

    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(words), "\"{words}\" is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(words), "\"{words}\" is on the screen:\n{screen}");
        self
    }

    /// Returns the items reviewed and still held, in the order they were saved.
    pub fn reviewed(&self) -> Vec<ItemName> {
        let kept = self.shelf.borrow();
        let reviews = kept.saved.iter().filter_map(|event| match &event.what {
            What::Review(review) => Some(review.item.clone()),
            What::Undo(_)
            | What::Set { .. }
            | What::Other(_)
            | What::Date { .. }
            | What::Advance { .. }
            | What::Reset { .. }
            | What::Move { .. }
            | What::Mock { .. } => None,
        });
        reviews.collect()
    }

    /// Returns the footer, the last line.
    pub fn footer(&mut self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }
}

pub fn event(letter: char) -> KeyEvent {
    let (code, modifiers) = match letter {
        '⏎' => (KeyCode::Enter, KeyModifiers::NONE),
        '⎋' => (KeyCode::Esc, KeyModifiers::NONE),
        '⇥' => (KeyCode::Tab, KeyModifiers::NONE),
        '␣' => (KeyCode::Char(' '), KeyModifiers::NONE),
        '⌫' => (KeyCode::Backspace, KeyModifiers::NONE),
        '⇟' => (KeyCode::PageDown, KeyModifiers::NONE),
        '⇞' => (KeyCode::PageUp, KeyModifiers::NONE),
        '↓' => (KeyCode::Down, KeyModifiers::NONE),
        '↑' => (KeyCode::Up, KeyModifiers::NONE),
        '␄' => (KeyCode::Char('d'), KeyModifiers::CONTROL),
        '␃' => (KeyCode::Char('c'), KeyModifiers::CONTROL),
        letter => (KeyCode::Char(letter), KeyModifiers::NONE),
    };
    KeyEvent::new(code, modifiers)
}

/// Presses every key the footer names, each in a journey of its own; every one must do something.
pub fn check_footer(replay: &dyn Fn() -> Journey, keys: &str) {
    let mut open = replay();
    let listens = open.app.listens(open.now);
    let mut works: BTreeMap<String, bool> = BTreeMap::new();
    for listen in listens.iter().filter(|listen| listen.shown == Shown::Footer) {
        let mut journey = replay();
        let (before, saved) = (journey.picture(), journey.shelf.borrow().saved.len());
        let settings = journey.shelf.borrow().settings.clone();
        journey.label(&Keymap::default().label(listen.action));
        let changed = journey.picture() != before
            || journey.shelf.borrow().settings != settings
            || journey.shelf.borrow().saved.len() != saved
            || journey.app.is_over();
        *works.entry(listen.says.to_string()).or_default() |= changed;
    }
    let idle: Vec<_> = works.into_iter().filter(|(_, works)| !works).collect();
    assert!(idle.is_empty(), "after {keys:?}: {idle:?} does nothing on\n{}", open.screen());
}
