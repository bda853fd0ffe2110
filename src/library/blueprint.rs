//! Mock scripts: an author's `[mock.*]`, or composed from due and weak cards.

use super::{Library, Loaded};
use crate::card::rubric::Rubric;
use crate::card::{Facet, ItemName};
use crate::chance::{Chance, seed_of};
use crate::clock::{MINUTE, Now};
use crate::mock::{Planned, Scorecard, Script, When};
use crate::text::{Safe, show};

/// Minutes of a mock nobody gave a length.
const MINUTES: f64 = 15.0;
/// Minutes of a question and of a follow-up nobody gave a length.
const QUESTION: f64 = 3.0;
const FOLLOW: f64 = 1.5;
/// The chance of a right answer a question never met is ranked by.
const UNMET: f32 = 0.6;

/// What is wanted of a mock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// A mock's id, `deck/mock`, or a deck's id; nothing for all decks.
    pub name: Option<String>,
    /// Minutes in all.
    pub minutes: Option<f64>,
    /// The level it aims at.
    pub level: Option<String>,
    /// Repeats a mock for a whole group: with it, nobody's own progress changes what is asked.
    pub seed: Option<u64>,
}

impl Library {
    /// Makes a script, with what had to be left out; an error says what there is instead.
    pub fn script(&self, wanted: &Wanted, now: Now) -> Result<(Script, Vec<Safe>), Safe> {
        let name = wanted.name.as_deref();
        let named = name.and_then(|name| self.authored(name));
        // A deck's own mock comes before one composed of its cards.
        let own = |loaded: &Loaded| {
            wanted.minutes.is_none() && wanted.seed.is_none() && !loaded.deck.mocks.is_empty()
        };
        let (mut script, notices) = match (named, name) {
            (Some((loaded, at)), _) => self.author_script(loaded, at),
            (None, Some(name)) => match self.decks().iter().find(|loaded| loaded.deck.head.id == name) {
                Some(loaded) if own(loaded) => self.author_script(loaded, 0),
                Some(loaded) => (self.composed(&[loaded], wanted, now), Vec::new()),
                None => return Err(self.no_such(name)),
            },
            (None, None) => {
                let all: Vec<&Loaded> = self.decks().iter().collect();
                (self.composed(&all, wanted, now), Vec::new())
            }
        };
        if script.asks.is_empty() {
            return Err("No open question to ask: a mock needs cards with points or an answer.".into());
        }
        script.level = wanted.level.clone().or(script.level);
        if let Some(minutes) = wanted.minutes {
            script.ms = ms(minutes);
        }
        script.seed = wanted.seed.unwrap_or(0);
        Ok((script, notices))
    }

    /// Lists the mocks authors have made, as `deck/mock` with title and minutes.
    pub fn authored_mocks(&self) -> Vec<(String, Safe, f64)> {
        let of = |loaded: &Loaded| {
            let deck = loaded.deck.head.id.clone();
            let mocks = loaded.deck.mocks.iter();
            mocks
                .map(|mock| {
                    (format!("{deck}/{}", mock.id), mock.title.show(), mock.minutes.unwrap_or(MINUTES))
                })
                .collect::<Vec<_>>()
        };
        self.decks().iter().flat_map(of).collect()
    }

    /// Returns the runs of mocks that were not thrown away, oldest first.
    pub fn mocks(&self) -> impl DoubleEndedIterator<Item = &Scorecard> {
        self.history.mocks().filter(|card| !card.discarded)
    }

    /// Returns what an open question is held against.
    pub fn rubric(&self, item: &ItemName) -> Option<Rubric> {
        let found = self.find(item)?;
        Rubric::of(&found.loaded.shelf(), found.item)
    }

    fn authored(&self, name: &str) -> Option<(&Loaded, usize)> {
        self.decks().iter().find_map(|loaded| {
            let fits = |id: &str| id == name || format!("{}/{id}", loaded.deck.head.id) == name;
            Some((loaded, loaded.deck.mocks.iter().position(|mock| fits(&mock.id))?))
        })
    }

    fn no_such(&self, name: &str) -> Safe {
        let mocks: Vec<String> = self.authored_mocks().into_iter().map(|(id, ..)| id).collect();
        let decks: Vec<&str> = self.decks().iter().map(|loaded| loaded.deck.head.id.as_str()).collect();
        show(&format!(
            "No mock and no deck is called \"{name}\". Mocks: {}. Decks: {}.",
            if mocks.is_empty() { "none".to_owned() } else { mocks.join(", ") },
            decks.join(", ")
        ))
    }

    fn author_script(&self, loaded: &Loaded, at: usize) -> (Script, Vec<Safe>) {
        let (head, mock) = (&loaded.deck.head, &loaded.deck.mocks[at]);
        let listed: Vec<String> = mock.ask.iter().map(|entry| within(&head.id, entry)).collect();
        let (mut asks, mut notices) = (Vec::new(), Vec::new());
        for entry in &listed {
            let Some(item) = self.item_of(entry) else {
                notices.push(show(&format!(
                    "{}/{} asks {entry}, which no deck holds; it is left out.",
                    head.id, mock.id
                )));
                continue;
            };
            asks.push(self.planned(&item));
            // An interviewer's conditional follow-ups come on their own.
            asks.extend(self.follow_ups(&item).into_iter().filter(|follow| {
                follow.when != When::Always
                    && !listed.iter().any(|other| self.item_of(other).as_ref() == Some(&follow.item))
            }));
        }
        let script = Script {
            id: format!("{}/{}", head.id, mock.id),
            title: mock.title.show().to_string(),
            ms: ms(mock.minutes.unwrap_or(MINUTES)),
            level: mock.level.clone(),
            scale: head.scale.clone(),
            seed: 0,
            asks,
        };
        (script, notices)
    }

    /// The weakest open questions first until the time is full; with a seed, any, the same for everybody.
    fn composed(&self, decks: &[&Loaded], wanted: &Wanted, now: Now) -> Script {
        let minutes = wanted.minutes.unwrap_or(MINUTES);
        let mut open: Vec<(&Loaded, ItemName)> = Vec::new();
        for loaded in decks {
            let items =
                loaded.items.iter().filter(|item| matches!(item.facet, Facet::Recall | Facet::BothRight));
            let with_rubric = items.filter(|item| !loaded.deck.cards[item.card].points.is_empty());
            open.extend(with_rubric.map(|item| (*loaded, item.name.clone())));
        }
        if let Some(seed) = wanted.seed {
            open.sort_by(|a, b| a.1.cmp(&b.1));
            Chance::seeded(seed).shuffle(&mut open);
        } else {
            let chance = |item: &ItemName| {
                self.memory(item).map_or(UNMET, |memory| self.scheduler().retrievability(memory, now.day))
            };
            let tie = |item: &ItemName| seed_of(item.as_str(), now.day.0.unsigned_abs().into());
            open.sort_by_cached_key(|(_, item)| ((chance(item) * 1_000.0) as u32, tie(item)));
        }
        let (mut asks, mut left) = (Vec::new(), ms(minutes));
        for (_, item) in &open {
            let planned = self.planned(item);
            if planned.ms > left && !asks.is_empty() {
                continue;
            }
            left -= planned.ms;
            asks.push(planned);
            for follow in self.follow_ups(item) {
                left -= if follow.when == When::Always { follow.ms } else { 0 };
                asks.push(follow);
            }
            if left <= 0 {
                break;
            }
        }
        let one = decks.first().map(|loaded| &loaded.deck.head);
        let named = one.filter(|_| decks.len() == 1);
        Script {
            id: named.map_or("mix".to_owned(), |head| format!("{}/mix", head.id)),
            title: named.map_or("Due and weak cards".to_owned(), |head| head.title.show().to_string()),
            ms: ms(minutes),
            level: None,
            scale: open
                .iter()
                .map(|(loaded, _)| &loaded.deck.head.scale)
                .find(|scale| !scale.is_empty())
                .cloned()
                .unwrap_or_default(),
            seed: 0,
            asks,
        }
    }

    /// `deck/card`, `deck/card.follow.key` or a whole item name, as an item with an open question.
    fn item_of(&self, entry: &str) -> Option<ItemName> {
        if entry.contains('#') {
            let item = ItemName::of(entry);
            return self.rubric(&item).map(|_| item);
        }
        if let Some((card, key)) = entry.split_once(".follow.") {
            let item = ItemName::of(&format!("{card}#follow.{key}"));
            return self.find(&item).map(|found| found.item.name.clone());
        }
        let names = ["recall", "both-right"].map(|facet| ItemName::of(&format!("{entry}#{facet}")));
        names.into_iter().find(|item| self.find(item).is_some())
    }

    fn planned(&self, item: &ItemName) -> Planned {
        let card = self.find(item).map(|found| found.card);
        let key = item.follow_up();
        let follow =
            card.zip(key).and_then(|(card, key)| card.follows.iter().find(|follow| follow.key == key));
        let when = follow.and_then(|follow| When::parse(follow.when.as_deref()?)).unwrap_or_default();
        let minutes =
            if key.is_some() { FOLLOW } else { card.and_then(|card| card.minutes).unwrap_or(QUESTION) };
        Planned { item: item.clone(), ms: ms(minutes), when }
    }

    fn follow_ups(&self, item: &ItemName) -> Vec<Planned> {
        let Some(found) = self.find(item).filter(|_| item.follow_up().is_none()) else {
            return Vec::new();
        };
        let keys = found.card.follows.iter().map(|follow| &follow.key);
        let items = keys.map(|key| ItemName::of(&format!("{}#follow.{key}", item.card())));
        items.filter(|item| self.find(item).is_some()).map(|item| self.planned(&item)).collect()
    }
}

fn ms(minutes: f64) -> i64 {
    (minutes.clamp(0.25, 240.0) * MINUTE as f64) as i64
}

fn within(deck: &str, entry: &str) -> String {
    if entry.contains('/') { entry.to_owned() } else { format!("{deck}/{entry}") }
}
