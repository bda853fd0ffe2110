//! What is asked today: due and new items within the limits of the day and of each deck.

use std::collections::HashMap;

use super::{CatchUp, Library, Loaded, SHEET, Which, history};
use crate::card::{Facet, Item};
use crate::clock::{MINUTE, Now};
use crate::schedule::queue::{self, Candidate, Limits, Pick, Why};

/// Items and what the queue sees of them, what is asked in which order, and the pace after a break.
pub(super) type DayPlan<'a> = (Vec<&'a Item>, Vec<Candidate<'a>>, Vec<Pick>, Option<CatchUp>);

/// Says whether a limit of reviews counts it: not what is new or on a step within the day.
fn is_review(pick: &Pick) -> bool {
    matches!(pick.why, Why::Due | Why::ConfidentlyWrong)
}

/// Takes one of what is left, if there is one.
fn take(left: &mut usize) -> bool {
    let has = *left > 0;
    *left = left.saturating_sub(1);
    has
}

impl Library {
    /// Returns a session of at most `size` items.
    pub fn session(&self, decks: &[String], which: Which, size: usize, now: Now) -> Vec<&Item> {
        let (items, candidates, picks, _) = self.plan(decks, which, now);
        let picks = queue::session(&picks, &candidates, &self.scheduler, now, size);
        picks.into_iter().map(|pick| items[pick.index]).collect()
    }

    pub(super) fn plan(&self, decks: &[String], which: Which, now: Now) -> DayPlan<'_> {
        let (items, candidates) = self.candidates(decks, now);
        let (new, reviews) = self.history.days().done(now.day);
        let limits = Limits {
            new: self.config.new_per_day.saturating_sub(new),
            reviews: None,
            siblings: self.config.siblings,
            new_order: self.config.new_order,
        };
        let mut picks = queue::queue(&candidates, limits, &self.scheduler, now);
        let due = picks.iter().filter(|pick| is_review(pick)).count();
        let catch_up = self.catch_up(due, now);
        let most = self.config.reviews_per_day.map(|limit| limit.saturating_sub(reviews));
        let paced = catch_up.as_ref().map(|pace| pace.left);
        let mut left = most.into_iter().chain(paced).min().unwrap_or(usize::MAX);
        // While a backlog is worked off nothing is added to it.
        picks.retain(|pick| {
            if pick.why == Why::New { catch_up.is_none() } else { !is_review(pick) || take(&mut left) }
        });
        picks.retain(|pick| match which {
            Which::All => true,
            Which::New => pick.why == Why::New,
            Which::Due => pick.why != Why::New,
        });
        self.keep_deck_limits(&items, &mut picks, now);
        if let Some(minutes) = self.config.minutes_per_day {
            picks.truncate(self.within(minutes, self.history.days().took(now.day)));
        }
        (items, candidates, picks, catch_up)
    }

    /// Returns how many answers fit into what is left of so many minutes.
    fn within(&self, minutes: usize, spent: i64) -> usize {
        let left = (minutes as i64 * MINUTE - spent).max(0);
        usize::try_from((left + self.usual() - 1) / self.usual()).unwrap_or(usize::MAX)
    }

    /// A deck's limits: the learner's own, else the `new-per-day` of its author.
    fn keep_deck_limits(&self, items: &[&Item], picks: &mut Vec<Pick>, now: Now) {
        for loaded in &self.decks {
            let id = &loaded.deck.head.id;
            let own = self.config.per_deck.get(id).copied().unwrap_or_default();
            let new = own.new.or(loaded.deck.head.new_per_day.map(|limit| limit as usize));
            if new.is_none() && own.reviews.is_none() && own.minutes.is_none() {
                continue;
            }
            let today: Vec<_> = loaded
                .items
                .iter()
                .filter_map(|item| Some((item, self.memory(&item.name)?)))
                .filter(|(_, memory)| memory.last_day == now.day)
                .collect();
            let met = today.iter().filter(|(_, memory)| memory.first_day == now.day).count();
            let mut new_left = new.map_or(usize::MAX, |limit| limit.saturating_sub(met));
            let mut left = own.reviews.map_or(usize::MAX, |limit| limit.saturating_sub(today.len() - met));
            let spent = || {
                today
                    .iter()
                    .flat_map(|(item, _)| self.past(&item.name))
                    .filter(|past| past.now.day == now.day)
                    .map(history::took)
                    .sum()
            };
            let mut answers = own.minutes.map_or(usize::MAX, |minutes| self.within(minutes, spent()));
            picks.retain(|pick| {
                if items[pick.index].name.deck() != id {
                    return true;
                }
                let kept = if pick.why == Why::New {
                    take(&mut new_left)
                } else {
                    !is_review(pick) || take(&mut left)
                };
                kept && take(&mut answers)
            });
        }
    }

    /// Returns for each deck its place among all: those that settings name first.
    fn deck_places(&self) -> Vec<usize> {
        let first = &self.config.deck_order;
        let named = |at: &usize| first.iter().position(|id| *id == self.decks[*at].deck.head.id);
        let mut order: Vec<usize> = (0..self.decks.len()).collect();
        order.sort_by_key(|at| named(at).unwrap_or(first.len()));
        let mut places = vec![0; order.len()];
        for (place, at) in order.into_iter().enumerate() {
            places[at] = place;
        }
        places
    }

    fn candidates(&self, decks: &[String], now: Now) -> (Vec<&Item>, Vec<Candidate<'_>>) {
        let (mut items, mut candidates) = (Vec::new(), Vec::new());
        let mut card = 0;
        let places = self.deck_places();
        for (loaded, place) in self.decks.iter().zip(places) {
            let wanted = decks.is_empty() || decks.contains(&loaded.deck.head.id);
            let base = card;
            card += loaded.deck.cards.len();
            if !wanted {
                continue;
            }
            let mut tells = HashMap::new();
            for item in &loaded.items {
                if self.is_suspended(&item.name) || self.is_buried(&item.name, now.day) {
                    continue;
                }
                let memory = self.memory(&item.name);
                let card = &loaded.deck.cards[item.card];
                candidates.push(Candidate {
                    deck: place,
                    card: base + item.card,
                    name: item.name.as_str(),
                    hardness: item.facet.hardness(),
                    sheet: sheet(item, &mut tells),
                    memory,
                    open: memory.is_some() || self.is_open(loaded, item),
                    wanted: self.history.wanted(&item.name).is_some_and(|day| day <= now.day)
                        || self.is_revised(&item.name, card.rev),
                });
                items.push(item);
            }
        }
        (items, candidates)
    }

    /// A follow-up waits for its parent, a both-right card for both its sources.
    fn is_open(&self, loaded: &Loaded, item: &Item) -> bool {
        let card = &loaded.deck.cards[item.card];
        let secure = |source: &String| {
            let name =
                source.split_once('/').map_or((loaded.deck.head.id.as_str(), source.as_str()), |pair| pair);
            let other = self.decks.iter().find(|other| other.deck.head.id == name.0);
            other.is_none_or(|other| {
                let of_card = |item: &&Item| other.deck.cards[item.card].id == name.1;
                let mut items = other.items.iter().filter(of_card).peekable();
                items.peek().is_none() || items.any(|item| self.memory(&item.name).is_some())
            })
        };
        match &item.facet {
            // The session brings a follow-up in behind its parent; without one it stands alone.
            Facet::Follow(_) => {
                let mut siblings = loaded.items.iter().filter(|other| other.card == item.card);
                !siblings.any(|other| other.facet == Facet::Recall)
            }
            facet => *facet != Facet::BothRight || card.sources.iter().all(secure),
        }
    }
}

/// Numbers the sheet a tell belongs to: the first six of a card, the next six, as even as can be.
fn sheet(item: &Item, tells: &mut HashMap<usize, usize>) -> Option<usize> {
    if !matches!(item.facet, Facet::Tell(_)) {
        return None;
    }
    let count = tells.entry(item.card).or_default();
    *count += 1;
    Some((*count - 1) / SHEET)
}
