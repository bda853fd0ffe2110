//! The whole world in memory: decks, items, and memories folded from events. Reads and writes nothing.

mod blueprint;
mod board;
mod calibration;
mod curve;
pub mod catch_up;
mod drill;
mod due;
mod history;
pub mod marks;
mod misdated;
mod redate;
pub mod search;
mod workload;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::card::{Card, Item, ItemName, Shelf, facets};
use crate::clock::Day;
use crate::config::Config;
use crate::deck::Deck;
use crate::review::{Event, EventId, Said};
use crate::schedule::Memory;
use crate::schedule::fsrs::{Rules, Scheduler};
use crate::text::{Safe, show};
pub use blueprint::Wanted;
pub use board::{Board, BoardRow};
pub use calibration::{Calibration, Share};
pub use catch_up::CatchUp;
use history::History;
pub use history::{LastAnswer, Past};
pub use misdated::Misdated;
pub use redate::Redating;
pub use workload::{Forecast, Workload};

/// Tells asked together on one sheet.
pub const SHEET: usize = 6;

/// Where a deck came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled into the program.
    Builtin,
    /// From the learner's deck folder.
    Home,
    /// Named on the command line.
    Named,
}

/// A deck and its items.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The deck.
    pub deck: Deck,
    /// Its items, in file order.
    pub items: Vec<Item>,
    /// Where it came from.
    pub origin: Origin,
    /// Cards that did not load.
    pub errors: usize,
    /// The id its cards had when progress was made under another, if that was its own.
    pub former: Option<String>,
}

impl Loaded {
    /// Takes a deck and lists its items.
    pub fn new(deck: Deck, origin: Origin, errors: usize) -> Self {
        let items = facets::items(&deck.head, &deck.cards);
        Self { deck, items, origin, errors, former: None }
    }

    /// Returns what facets may look at.
    pub fn shelf(&self) -> Shelf<'_> {
        Shelf { head: &self.deck.head, cards: &self.deck.cards, glossary: &self.deck.glossary }
    }
}

/// Says that a deck is refused because another has its id.
pub fn same_id(refused: &Loaded, other: &Loaded) -> Safe {
    let files = |loaded: &Loaded| loaded.deck.files.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    show(&format!(
        "{}: the deck id \"{}\" is already used by {}; give one of them another id",
        files(refused),
        refused.deck.head.id,
        files(other)
    ))
}

/// An item with its card and deck.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The deck.
    pub loaded: &'a Loaded,
    /// The card.
    pub card: &'a Card,
    /// The item.
    pub item: &'a Item,
}

/// Everything the program knows.
#[derive(Debug)]
pub struct Library {
    decks: Vec<Loaded>,
    /// Where each deck is, by id.
    by_id: HashMap<String, usize>,
    index: HashMap<ItemName, (usize, usize)>,
    /// Former names of items, so that progress follows a renamed card.
    renamed: HashMap<ItemName, ItemName>,
    history: History,
    /// Typed answers by card, oldest first.
    journal: HashMap<String, Vec<Said>>,
    scheduler: Scheduler,
    config: Config,
    /// The figures of home and the second they were made in, until something changes.
    board: RefCell<Option<(i64, Rc<Board>)>>,
}

/// Which items a session may ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Due and new.
    #[default]
    All,
    /// New only.
    New,
    /// Due only.
    Due,
}

impl Library {
    /// Makes an empty library.
    pub fn new(scheduler: Scheduler, config: &Config) -> Self {
        Self {
            decks: Vec::new(),
            by_id: HashMap::new(),
            index: HashMap::new(),
            renamed: HashMap::new(),
            history: History::default(),
            journal: HashMap::new(),
            scheduler,
            config: config.clone(),
            board: RefCell::default(),
        }
    }

    /// Takes other settings into force; memories stay, dates already given too.
    pub fn configure(&mut self, config: &Config) {
        let rules = Rules { params: self.scheduler.rules().params.clone(), ..config.rules() };
        if let Ok(scheduler) = Scheduler::new(rules) {
            self.scheduler = scheduler;
        }
        self.config = config.clone();
        self.board.take();
    }

    /// Adds a deck; a second deck of the same id is refused, so that no progress is mixed.
    pub fn add(&mut self, loaded: Loaded) -> Result<(), Safe> {
        let id = &loaded.deck.head.id;
        if let Some(other) = self.by_id.get(id).map(|at| &self.decks[*at]) {
            return Err(same_id(&loaded, other));
        }
        let at = self.decks.len();
        self.by_id.insert(id.clone(), at);
        for (place, item) in loaded.items.iter().enumerate() {
            self.index.insert(item.name.clone(), (at, place));
            let card = &loaded.deck.cards[item.card];
            let mut rename = |card: &str| {
                let former = ItemName::of(&format!("{card}#{}", item.facet));
                self.renamed.insert(former, item.name.clone());
            };
            for id in std::iter::once(id).chain(&loaded.former) {
                card.was
                    .iter()
                    .filter(|was| !was.contains('/'))
                    .for_each(|was| rename(&format!("{id}/{was}")));
            }
            card.was.iter().filter(|was| was.contains('/')).for_each(|was| rename(was));
            loaded.former.iter().for_each(|former| rename(&format!("{former}/{}", card.id)));
        }
        self.decks.push(loaded);
        self.board.take();
        Ok(())
    }

    /// Puts a deck that was read again in the place of the old one.
    pub fn replace(&mut self, at: usize, loaded: Loaded) {
        let (decks, mut new) = (std::mem::take(&mut self.decks), Some(loaded));
        self.index.clear();
        self.by_id.clear();
        for (place, deck) in decks.into_iter().enumerate() {
            let kept = if place == at { std::mem::take(&mut new).unwrap_or(deck) } else { deck };
            // Two decks of one id were refused before; the new one has the old one's place or none.
            let _ = self.add(kept);
        }
    }

    /// Takes one event into account; the same event twice changes nothing, and order does not matter.
    pub fn apply(&mut self, event: Event) {
        self.apply_all(vec![event]);
    }

    /// Takes events into account, much quicker than one by one.
    pub fn apply_all(&mut self, mut events: Vec<Event>) {
        if !self.renamed.is_empty() {
            for item in events.iter_mut().flat_map(|event| event.what.items_mut()) {
                if let Some(name) = self.renamed.get(item) {
                    *item = name.clone();
                }
            }
        }
        self.history.take(events, &self.scheduler);
        self.board.take();
    }

    /// Takes a typed answer into memory, under the name its item has now.
    pub fn hear(&mut self, mut said: Said) {
        if let Some(name) = self.renamed.get(&said.item) {
            said.item = name.clone();
        }
        self.journal.entry(said.item.card().to_owned()).or_default().push(said);
    }

    /// Returns the typed answers to an item, oldest first.
    pub fn said(&self, item: &ItemName) -> impl DoubleEndedIterator<Item = &Said> {
        let all = self.journal.get(item.card()).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |said| said.item == *item)
    }

    /// Says whether typed answers are kept.
    pub fn keeps_journal(&self) -> bool {
        self.history.preference("journal") != Some("off")
    }

    /// Returns the names a card had before, as `deck/card`.
    pub fn former_names(&self, card: &str) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .renamed
            .iter()
            .filter(|(_, now)| now.card() == card)
            .map(|(former, _)| former.card())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns the decks in the order they were added.
    pub fn decks(&self) -> &[Loaded] {
        &self.decks
    }

    /// Returns the scheduler.
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// Returns what is known of an item; nothing for a new one.
    pub fn memory(&self, item: &ItemName) -> Option<&Memory> {
        self.history.memory(item)
    }

    /// Returns an item's reviews that hold, oldest first.
    pub fn past(&self, item: &ItemName) -> &[Past] {
        self.history.past(item)
    }

    /// Returns the last answer of a day that holds, for undo.
    pub fn last_answer(&self, day: Day) -> Option<LastAnswer> {
        self.history.last_answer(day)
    }

    /// Returns the last undo of a day that can be taken back itself, with the items it was about.
    pub fn last_undo(&self, day: Day) -> Option<(EventId, Vec<ItemName>)> {
        self.history.last_undo(day)
    }

    /// Returns how many answers a day holds.
    pub fn answered(&self, day: Day) -> usize {
        self.history.days().answered(day)
    }

    /// Returns the answers that hold, item by item, each oldest first.
    pub fn histories(&self) -> impl Iterator<Item = &[Past]> {
        self.history.held().map(|(_, held)| held).filter(|held| !held.is_empty())
    }

    /// Returns the answers an item's memory is made of: those that hold since it was last reset, oldest first.
    pub fn remembered(&self, item: &ItemName) -> &[Past] {
        self.history.remembered(item)
    }

    /// Returns the answers that hold, item by item, cut where an item was reset.
    pub fn stretches(&self) -> impl Iterator<Item = &[Past]> {
        self.history.stretches()
    }

    /// Returns all answers that hold.
    pub fn all_past(&self) -> impl Iterator<Item = &Past> {
        self.histories().flatten()
    }

    /// Returns the memories of items that are in a loaded deck.
    pub fn memories(&self) -> impl Iterator<Item = &Memory> {
        self.decks.iter().flat_map(|loaded| &loaded.items).filter_map(|item| self.memory(&item.name))
    }

    /// Says whether nothing has ever been graded.
    pub fn is_fresh(&self) -> bool {
        self.history.is_empty()
    }

    /// Finds an item with its card and deck.
    pub fn find(&self, name: &ItemName) -> Option<Located<'_>> {
        let (deck, place) = *self.index.get(name)?;
        let loaded = &self.decks[deck];
        let item = &loaded.items[place];
        Some(Located { loaded, card: &loaded.deck.cards[item.card], item })
    }

    /// Says whether decks with different vocabularies are loaded, so that each must say its own.
    pub fn frames_differ(&self) -> bool {
        let mut frames = self.decks.iter().filter_map(|loaded| loaded.deck.head.frame.as_ref());
        let first = frames.next();
        frames.any(|frame| Some(frame) != first)
    }

    /// Says whether the author has marked a change of meaning since the item was last answered.
    pub fn is_revised(&self, item: &ItemName, rev: u32) -> bool {
        self.remembered(item).last().is_some_and(|past| past.review.rev < rev)
    }
}
