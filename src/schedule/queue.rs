//! What is due, in which order, how much: the rules of a day's work (LEARNING.md 1.1).

use std::collections::{HashMap, HashSet};

use super::fsrs::Scheduler;
use super::{Due, Memory, Phase};
use crate::chance::{Chance, seed_of};
use crate::clock::{MINUTE, Now};

/// A missed item whose step ends this soon is asked now instead of ending a sitting (Anki's learn-ahead, 20 min).
pub const LEARN_AHEAD: i64 = 20 * MINUTE;
/// Above this stability in days an item is known well enough for the easier kinds of its card to rest.
const MATURE: f32 = 21.0;
/// No new items in the last days before an interview.
pub const NO_NEW: i32 = 2;
/// Known items at the start of a session, easy ones at its end.
const WARM_UP: usize = 2;
const EASY_END: usize = 3;

/// An item as the queue sees it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The place of its deck among all, for new items.
    pub deck: usize,
    /// A number for the card, the same for all its items.
    pub card: usize,
    /// The item's name, for its seed.
    pub name: &'a str,
    /// How hard the way of asking is.
    pub hardness: u8,
    /// Items of one card with the same sheet are asked together.
    pub sheet: Option<usize>,
    /// What is known of it; nothing for a new item.
    pub memory: Option<&'a Memory>,
    /// Whether a new item may be met yet; a follow-up waits for its parent.
    pub open: bool,
    /// A mock missed it: it is asked first, whatever its kind.
    pub wanted: bool,
}

/// The order in which new items come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewOrder {
    /// Deck after deck, as the files have them.
    Deck,
    /// One of each deck in turn.
    Mixed,
    /// Shuffled every day.
    Random,
}

/// Whether items of one card may meet on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Siblings {
    /// One item of a card a day.
    Apart,
    /// As many as there are.
    Together,
}

/// How much a day may bring.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// New items still allowed today.
    pub new: usize,
    /// Reviews still allowed today; nothing for no limit.
    pub reviews: Option<usize>,
    /// Whether siblings keep apart.
    pub siblings: Siblings,
    /// The order of new items.
    pub new_order: NewOrder,
}

/// Why an item is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is on a learning step.
    Learning,
    /// It was missed while sure.
    ConfidentlyWrong,
    /// It is due.
    Due,
    /// It is new.
    New,
}

/// One item to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Index among the candidates.
    pub index: usize,
    /// Why it is asked.
    pub why: Why,
}

/// Returns what is due today in the order it should be asked.
///
/// Learning steps come first, then confident misses, then reviews by descending retrievability with new
/// items mixed in evenly. With a backlog that order saves most, for the least forgotten need the least.
pub fn queue(candidates: &[Candidate<'_>], limits: Limits, scheduler: &Scheduler, now: Now) -> Vec<Pick> {
    let resting = resting(candidates);
    let seen = seen_today(candidates, now);
    let mut learning = Vec::new();
    let mut due: Vec<(Pick, f32)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(memory) = candidate.memory else { continue };
        match memory.due {
            Due::At(at) if at <= now.at => {
                learning.push((at, Pick { index, why: Why::Learning }));
            }
            Due::On(day)
                if (day <= now.day || candidate.wanted)
                    && !resting.contains(&(candidate.card, candidate.hardness)) =>
            {
                let why = if memory.sure_wrong { Why::ConfidentlyWrong } else { Why::Due };
                due.push((Pick { index, why }, scheduler.retrievability(memory, now.day)));
            }
            Due::At(_) | Due::On(_) => {}
        }
    }
    learning.sort_by_key(|(at, pick)| (*at, pick.index));
    by_retrievability(&mut due, candidates, now);
    let mut cards = Cards { seen, limits, sheets: HashMap::new() };
    let mut due = cards.apart(candidates, due.into_iter().map(|(pick, _)| pick));
    due.truncate(limits.reviews.unwrap_or(usize::MAX));
    let mut new = cards.apart(candidates, new_picks(candidates, limits, scheduler, now).into_iter());
    new.truncate(limits.new);
    let mut picks: Vec<Pick> = learning.into_iter().map(|(_, pick)| pick).collect();
    picks.extend(mixed(due, &new));
    picks
}

/// Easier kinds of a card rest once a harder one is mature: pairs of card and hardness that are not due.
fn resting(candidates: &[Candidate<'_>]) -> HashSet<(usize, u8)> {
    let mut hardest: HashMap<usize, u8> = HashMap::new();
    for candidate in candidates {
        let mature = |memory: &Memory| memory.phase == Phase::Review && memory.stability > MATURE;
        if candidate.memory.is_some_and(mature) {
            let hardest = hardest.entry(candidate.card).or_default();
            *hardest = (*hardest).max(candidate.hardness);
        }
    }
    hardest.into_iter().flat_map(|(card, top)| (0..top).map(move |hardness| (card, hardness))).collect()
}

fn seen_today(candidates: &[Candidate<'_>], now: Now) -> HashSet<usize> {
    let today =
        |candidate: &&Candidate<'_>| candidate.memory.is_some_and(|memory| memory.last_day == now.day);
    candidates.iter().filter(today).map(|candidate| candidate.card).collect()
}

/// Confident misses first, then the most likely still known; equals in an order that changes daily.
fn by_retrievability(due: &mut [(Pick, f32)], candidates: &[Candidate<'_>], now: Now) {
    let tie = |pick: &Pick| seed_of(candidates[pick.index].name, now.day.0.unsigned_abs().into());
    due.sort_by(|(a, ra), (b, rb)| {
        a.why.cmp(&b.why).then(rb.total_cmp(ra)).then_with(|| tie(a).cmp(&tie(b)))
    });
}

/// Keeps siblings apart: the first item of a card is taken, and with it the rest of its sheet.
struct Cards {
    seen: HashSet<usize>,
    limits: Limits,
    sheets: HashMap<usize, usize>,
}

impl Cards {
    fn apart(&mut self, candidates: &[Candidate<'_>], picks: impl Iterator<Item = Pick>) -> Vec<Pick> {
        let mut kept = Vec::new();
        for pick in picks {
            let Candidate { card, sheet, .. } = candidates[pick.index];
            let together = sheet.is_some() && self.sheets.get(&card).copied() == sheet;
            if self.limits.siblings == Siblings::Together || together || self.seen.insert(card) {
                kept.push(pick);
                if let Some(sheet) = sheet {
                    self.sheets.insert(card, sheet);
                }
            }
        }
        kept
    }
}

/// New items in their order; where siblings keep apart, of each card only the easiest kind not met yet.
fn new_picks(candidates: &[Candidate<'_>], limits: Limits, scheduler: &Scheduler, now: Now) -> Vec<Pick> {
    let close = |date: crate::clock::Day| (0..=NO_NEW).contains(&date.since(now.day));
    if scheduler.rules().interview.is_some_and(close) {
        return Vec::new();
    }
    let mut easiest: HashMap<usize, u8> = HashMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.memory.is_none() && candidate.open) {
        let least = easiest.entry(candidate.card).or_insert(candidate.hardness);
        *least = (*least).min(candidate.hardness);
    }
    let is_next = |candidate: &Candidate<'_>| {
        candidate.memory.is_none()
            && !candidate.wanted
            && candidate.open
            && (limits.siblings == Siblings::Together
                || easiest.get(&candidate.card) == Some(&candidate.hardness))
    };
    let all = || candidates.iter().enumerate();
    let wanted = all().filter(|(_, candidate)| candidate.wanted && candidate.memory.is_none());
    let mut next: Vec<(usize, &Candidate<'_>)> = all().filter(|(_, candidate)| is_next(candidate)).collect();
    ordered(&mut next, limits.new_order, now);
    wanted.chain(next).map(|(index, _)| Pick { index, why: Why::New }).collect()
}

fn ordered(next: &mut [(usize, &Candidate<'_>)], order: NewOrder, now: Now) {
    match order {
        NewOrder::Deck => next.sort_by_key(|(_, candidate)| candidate.deck),
        NewOrder::Mixed => {
            let mut cards: HashMap<usize, Vec<usize>> = HashMap::new();
            // A card's items stay together: a deck's turn is one card.
            let turn = |(_, candidate): &(usize, &Candidate<'_>)| {
                let seen = cards.entry(candidate.deck).or_default();
                let at = seen.iter().position(|card| *card == candidate.card).unwrap_or_else(|| {
                    seen.push(candidate.card);
                    seen.len() - 1
                });
                (at, candidate.deck)
            };
            next.sort_by_cached_key(turn);
        }
        NewOrder::Random => {
            let day = now.day.0.unsigned_abs().into();
            next.sort_by_cached_key(|(_, candidate)| seed_of(&candidate.card.to_string(), day));
        }
    }
}

/// Mixes new items evenly into the reviews.
fn mixed(due: Vec<Pick>, new: &[Pick]) -> Vec<Pick> {
    let total = due.len() + new.len();
    let mut mixed = Vec::with_capacity(total);
    let (mut due, mut taken) = (due.into_iter(), 0);
    for place in 0..total {
        let owed = (place + 1) * new.len() / total;
        // What is owed has come by every place, so neither runs out before the last.
        let next = if taken < owed { new.get(taken).copied() } else { due.next() };
        taken += usize::from(taken < owed);
        mixed.extend(next);
    }
    mixed
}

/// Cuts a queue to one session: up to two known items first, the easiest three last.
pub fn session(
    picks: &[Pick],
    candidates: &[Candidate<'_>],
    scheduler: &Scheduler,
    now: Now,
    size: usize,
) -> Vec<Pick> {
    let mut chosen: Vec<Pick> = picks.iter().take(size).copied().collect();
    if chosen.len() < WARM_UP + EASY_END + 3 {
        return chosen;
    }
    let chance_of = |pick: &Pick| {
        let memory = candidates[pick.index].memory.filter(|_| pick.why == Why::Due);
        memory.map_or(0.0, |memory| scheduler.retrievability(memory, now.day))
    };
    let mut known: Vec<usize> = (0..chosen.len()).filter(|&at| chance_of(&chosen[at]) > 0.9).collect();
    known.sort_by(|&a, &b| chance_of(&chosen[b]).total_cmp(&chance_of(&chosen[a])));
    let first: Vec<Pick> = known.iter().take(WARM_UP).map(|&at| chosen[at]).collect();
    let last: Vec<Pick> = known.iter().skip(WARM_UP).take(EASY_END).map(|&at| chosen[at]).collect();
    chosen.retain(|pick| !first.contains(pick) && !last.contains(pick));
    // Learning steps are due now and stay in front of the warm-up.
    let steps = chosen.iter().take_while(|pick| pick.why == Why::Learning).count();
    chosen.splice(steps..steps, first);
    chosen.extend(last);
    chosen
}

/// Puts items of one kind apart, keeping the order otherwise; used for practice without a schedule.
pub fn any_order(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    Chance::seeded(seed).shuffle(&mut order);
    order
}

#[cfg(test)]
mod tests;
