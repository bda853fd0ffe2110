//! What home shows: what is due, how secure each deck is, answers a day, what was missed while sure.

use std::collections::HashMap;
use std::rc::Rc;

use super::history::took;
use super::{CatchUp, Library, Loaded, Which};
use crate::card::ItemName;
use crate::card::grade::Grade;
use crate::clock::{Day, Now};
use crate::schedule::Due;
use crate::schedule::queue::Why;
use crate::text::Safe;

/// Days of answers shown.
const HEAT: i32 = 182;
/// Days of load shown ahead.
const AHEAD: i32 = 7;
/// Milliseconds an answer takes before any has been measured.
const USUAL: i64 = 25_000;
/// Answers of a kind before it can be called the weakest.
const KIND: usize = 3;

/// The figures of the home screen.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Items due now, learning steps included.
    pub due: usize,
    /// New items today still brings.
    pub new: usize,
    /// Minutes all that takes at the learner's own pace.
    pub minutes: u32,
    /// One row for each deck.
    pub rows: Vec<BoardRow>,
    /// Items missed while sure, with the words of their question.
    pub confident: Vec<(ItemName, Safe)>,
    /// Whether there are weak spots to drill, and items well known to warm up with.
    pub drills: (bool, bool),
    /// Answers of the last 26 weeks, oldest day first.
    pub heat: Vec<(Day, usize)>,
    /// Days of the last 14 on which something was answered.
    pub active: usize,
    /// Items due on each of the next seven days, today first.
    pub ahead: Vec<(Day, usize)>,
    /// When the next item is due, if none is now.
    pub next: Option<Due>,
    /// The pace after a break.
    pub catch_up: Option<CatchUp>,
}

/// The figures of one deck.
#[derive(Clone, Debug, Default)]
pub struct BoardRow {
    /// The deck's id.
    pub id: String,
    /// Its title.
    pub title: Safe,
    /// Due items today.
    pub due: usize,
    /// New items today.
    pub new: usize,
    /// All items.
    pub items: usize,
    /// The mean chance of a right answer today over all items, one never met counting as 0; nothing when none was met.
    pub secure: Option<f32>,
    /// The kind answered worst, with its share of right answers.
    pub weakest: Option<(&'static str, f32)>,
    /// Cards that did not load.
    pub errors: usize,
}

impl Library {
    /// Returns the figures of the home screen; within a second they are made once.
    pub fn board(&self, now: Now) -> Rc<Board> {
        let second = now.at.0 / 1_000;
        let kept = self.board.borrow().clone();
        if let Some((_, board)) = kept.filter(|(made, _)| *made == second) {
            return board;
        }
        let board = Rc::new(self.new_board(now));
        self.board.replace(Some((second, Rc::clone(&board))));
        board
    }

    fn new_board(&self, now: Now) -> Board {
        let (items, _, picks, catch_up) = self.plan(&[], Which::All, now);
        let picks: Vec<_> = picks.into_iter().map(|pick| (items[pick.index], pick.why)).collect();
        let mut per_deck: HashMap<&str, (usize, usize)> = HashMap::new();
        for (item, why) in &picks {
            let counts = per_deck.entry(item.name.deck()).or_default();
            match why {
                Why::New => counts.1 += 1,
                Why::Learning | Why::ConfidentlyWrong | Why::Due => counts.0 += 1,
            }
        }
        let new = picks.iter().filter(|(_, why)| *why == Why::New).count();
        let row = |loaded: &Loaded| {
            let (due, new) = per_deck.get(loaded.deck.head.id.as_str()).copied().unwrap_or_default();
            BoardRow { due, new, ..self.row(loaded, now) }
        };
        Board {
            due: picks.len() - new,
            new,
            minutes: self.minutes(picks.len()),
            rows: self.decks.iter().map(row).collect(),
            confident: self.confident(),
            drills: (!self.weak(1, now).is_empty(), !self.warm_up(1, now).is_empty()),
            heat: (0..HEAT)
                .rev()
                .map(|ago| now.day.plus(-ago))
                .map(|day| (day, self.answered(day)))
                .collect(),
            active: (0..14).filter(|ago| self.answered(now.day.plus(-ago)) > 0).count(),
            ahead: self.ahead(now),
            next: self.next_due(),
            catch_up,
        }
    }

    fn row(&self, loaded: &Loaded, now: Now) -> BoardRow {
        let memories: Vec<_> = loaded.items.iter().filter_map(|item| self.memory(&item.name)).collect();
        let chances = memories.iter().map(|memory| self.scheduler.retrievability(memory, now.day));
        let secure = (!memories.is_empty()).then(|| chances.sum::<f32>() / loaded.items.len() as f32);
        BoardRow {
            id: loaded.deck.head.id.clone(),
            title: loaded.deck.head.title.show(),
            items: loaded.items.len(),
            secure,
            weakest: self.weakest(loaded),
            errors: loaded.errors,
            ..BoardRow::default()
        }
    }

    fn weakest(&self, loaded: &Loaded) -> Option<(&'static str, f32)> {
        let mut kinds: HashMap<&'static str, (usize, usize)> = HashMap::new();
        for item in &loaded.items {
            let kind = kinds.entry(item.facet.kind()).or_default();
            for past in self.past(&item.name) {
                kind.0 += usize::from(past.review.grade != Grade::Again);
                kind.1 += 1;
            }
        }
        let shares = kinds.into_iter().filter(|(_, (_, n))| *n >= KIND);
        let shares = shares.map(|(kind, (right, n))| (kind, right as f32 / n as f32));
        shares.filter(|(_, share)| *share < 0.9).min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)))
    }

    fn minutes(&self, items: usize) -> u32 {
        let minutes = (items as i64 * self.usual() + 59_999) / 60_000;
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }

    /// Returns the milliseconds an answer usually takes this learner: the median of the last three of each item.
    pub(super) fn usual(&self) -> i64 {
        let mut took: Vec<i64> =
            self.history.held().flat_map(|(_, held)| held.iter().rev().take(3)).map(took).collect();
        took.sort_unstable();
        took.get(took.len() / 2).copied().filter(|ms| *ms > 0).unwrap_or(USUAL)
    }

    fn confident(&self) -> Vec<(ItemName, Safe)> {
        let mut list: Vec<(ItemName, Safe, crate::clock::Moment)> = Vec::new();
        for loaded in &self.decks {
            for item in &loaded.items {
                if let Some(memory) = self.memory(&item.name).filter(|memory| memory.sure_wrong) {
                    let card = &loaded.deck.cards[item.card];
                    let words = card
                        .q
                        .as_ref()
                        .map_or_else(|| crate::card::facets::spelled(&card.id), crate::text::Raw::show);
                    list.push((item.name.clone(), words.line(), memory.last));
                }
            }
        }
        list.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
        list.into_iter().map(|(name, words, _)| (name, words)).collect()
    }

    fn due_days(&self) -> impl Iterator<Item = Due> {
        let items = self.decks.iter().flat_map(|loaded| &loaded.items);
        items.filter_map(|item| self.memory(&item.name).map(|memory| memory.due))
    }

    fn ahead(&self, now: Now) -> Vec<(Day, usize)> {
        let mut days: Vec<(Day, usize)> = (0..AHEAD).map(|day| (now.day.plus(day), 0)).collect();
        for due in self.due_days() {
            let late = match due {
                Due::At(_) => 0,
                Due::On(day) => day.since(now.day).max(0),
            };
            if let Some(day) = days.get_mut(late.unsigned_abs() as usize) {
                day.1 += 1;
            }
        }
        days
    }

    fn next_due(&self) -> Option<Due> {
        // A step within the day comes before any later day.
        self.due_days().min_by_key(|due| match due {
            Due::At(at) => (0, at.0),
            Due::On(day) => (1, i64::from(day.0)),
        })
    }
}
