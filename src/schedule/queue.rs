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
        let next = if taken < owed { new.get(taken).copied() } else { None };
        match next.or_else(|| due.next()) {
            Some(pick) => {
                taken += usize::from(pick.why == Why::New);
                mixed.push(pick);
            }
            None => mixed.extend(new.get(taken).copied().inspect(|_| taken += 1)),
        }
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
mod tests {
    use super::super::fsrs::Rules;
    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::{Day, Moment};
    use crate::review::Gap;

    const NOW: Now = Now { at: Moment(100 * crate::clock::DAY), day: Day(100) };
    const LIMITS: Limits =
        Limits { new: 100, reviews: None, siblings: Siblings::Apart, new_order: NewOrder::Deck };

    fn scheduler() -> Scheduler {
        Scheduler::new(Rules::default()).unwrap()
    }

    fn due(ago: i32, stability: f32) -> Memory {
        let scheduler = scheduler();
        let day = Day(100 - ago);
        let then = Now { at: Moment(i64::from(day.0) * crate::clock::DAY), day };
        Memory { stability, ..scheduler.learn(None, Grade::Easy, None, Gap::Days(1), then) }
    }

    fn item(card: usize, hardness: u8, memory: Option<&Memory>) -> Candidate<'_> {
        Candidate {
            deck: card,
            card,
            name: "d/c#recall",
            hardness,
            sheet: None,
            memory,
            open: true,
            wanted: false,
        }
    }

    fn order(candidates: &[Candidate<'_>], limits: Limits) -> Vec<usize> {
        queue(candidates, limits, &scheduler(), NOW).into_iter().map(|pick| pick.index).collect()
    }

    #[test]
    fn the_least_forgotten_of_a_backlog_comes_first() {
        let (old, fresh) = (due(40, 2.0), due(3, 2.0));
        assert_eq!(order(&[item(0, 4, Some(&old)), item(1, 4, Some(&fresh))], LIMITS), [1, 0]);
    }

    #[test]
    fn a_learning_step_comes_before_reviews() {
        let known = due(3, 2.0);
        let step = Memory { due: Due::At(NOW.at), ..known.clone() };
        let far = Memory { due: Due::At(NOW.at.plus(MINUTE)), ..known.clone() };
        let items = [item(0, 4, Some(&known)), item(1, 4, Some(&far)), item(2, 4, Some(&step))];
        assert_eq!(order(&items, LIMITS), [2, 0]);
    }

    #[test]
    fn a_confident_miss_comes_before_other_reviews() {
        let (calm, sure) = (due(1, 20.0), Memory { sure_wrong: true, ..due(30, 1.0) });
        assert_eq!(order(&[item(0, 4, Some(&calm)), item(1, 4, Some(&sure))], LIMITS), [1, 0]);
    }

    #[test]
    fn one_item_of_a_card_a_day() {
        let memory = due(3, 2.0);
        let items = [item(0, 1, Some(&memory)), item(0, 2, Some(&memory)), item(0, 4, None)];
        assert_eq!(order(&items, LIMITS).len(), 1);
        let together = Limits { siblings: Siblings::Together, ..LIMITS };
        assert_eq!(order(&items, together).len(), 3);
        let seen = Memory { last_day: NOW.day, due: Due::On(Day(120)), ..due(3, 2.0) };
        assert!(order(&[item(0, 1, Some(&seen)), item(0, 4, None)], LIMITS).is_empty());
    }

    #[test]
    fn a_sheet_is_asked_whole() {
        let sheet = Candidate { sheet: Some(1), ..item(0, 1, None) };
        assert_eq!(order(&[sheet, sheet, sheet, item(1, 1, None)], LIMITS), [0, 1, 2, 3]);
    }

    #[test]
    fn a_new_card_is_met_from_its_easiest_kind() {
        assert_eq!(order(&[item(0, 4, None), item(0, 0, None)], LIMITS), [1]);
        let together = Limits { siblings: Siblings::Together, ..LIMITS };
        assert_eq!(order(&[item(0, 4, None), item(0, 0, None)], together), [0, 1]);
        let memory = due(3, 2.0);
        assert_eq!(order(&[item(0, 4, None), item(0, 0, Some(&memory))], together), [1, 0]);
    }

    #[test]
    fn what_a_mock_missed_is_met_first_whatever_its_kind() {
        let wanted = Candidate { wanted: true, open: false, ..item(2, 4, None) };
        assert_eq!(order(&[item(0, 0, None), item(1, 0, None), wanted], LIMITS), [2, 0, 1]);
    }

    #[test]
    fn easier_kinds_rest_once_a_harder_one_is_mature() {
        let (easy, mature) = (due(3, 2.0), Memory { due: Due::On(Day(150)), ..due(3, 40.0) });
        assert!(order(&[item(0, 1, Some(&easy)), item(0, 4, Some(&mature))], LIMITS).is_empty());
    }

    #[test]
    fn limits_hold_for_new_and_for_reviews() {
        let memory = due(3, 2.0);
        let items =
            [item(0, 4, Some(&memory)), item(1, 4, Some(&memory)), item(2, 4, None), item(3, 4, None)];
        assert_eq!(order(&items, Limits { new: 1, reviews: Some(1), ..LIMITS }).len(), 2);
    }

    #[test]
    fn new_items_are_mixed_in_evenly() {
        let memory = due(3, 2.0);
        let mut items: Vec<_> = (0..4).map(|card| item(card, 4, Some(&memory))).collect();
        items.extend((4..6).map(|card| item(card, 4, None)));
        let new: Vec<bool> = order(&items, LIMITS).into_iter().map(|index| index >= 4).collect();
        assert_eq!(new, [false, false, true, false, false, true]);
    }

    #[test]
    fn nothing_new_in_the_last_two_days_before_an_interview() {
        let rules = Rules { interview: Some(Day(102)), ..Rules::default() };
        let scheduler = Scheduler::new(rules).unwrap();
        assert!(queue(&[item(0, 4, None)], LIMITS, &scheduler, NOW).is_empty());
    }

    #[test]
    fn new_items_come_deck_after_deck_or_one_of_each_in_turn_or_shuffled_by_the_day() {
        let of = |deck: usize, card: usize| Candidate { deck, ..item(card, 4, None) };
        let items = [of(1, 0), of(1, 1), of(0, 2), of(0, 3)];
        let by = |new_order| order(&items, Limits { new_order, ..LIMITS });
        assert_eq!(by(NewOrder::Deck), [2, 3, 0, 1]);
        assert_eq!(by(NewOrder::Mixed), [2, 0, 3, 1]);
        let many: Vec<_> = (0..20).map(|card| of(0, card)).collect();
        let shuffled = |day: i32| {
            let limits = Limits { new_order: NewOrder::Random, ..LIMITS };
            let picks = queue(&many, limits, &scheduler(), Now { day: Day(day), ..NOW });
            picks.into_iter().map(|pick| pick.index).collect::<Vec<_>>()
        };
        assert_eq!(shuffled(100), shuffled(100));
        assert_ne!(shuffled(100), shuffled(101));
    }

    #[test]
    fn a_follow_up_waits_for_its_parent() {
        let closed = Candidate { open: false, ..item(0, 5, None) };
        assert!(order(&[closed], LIMITS).is_empty());
    }

    #[test]
    fn a_session_starts_and_ends_with_what_is_known() {
        let (known, shaky) = (due(1, 60.0), due(30, 2.0));
        let mut items: Vec<_> = (0..6).map(|card| item(card, 4, Some(&shaky))).collect();
        items.extend((6..12).map(|card| item(card, 4, Some(&known))));
        let scheduler = scheduler();
        let picks = queue(&items, LIMITS, &scheduler, NOW);
        let session = session(&picks, &items, &scheduler, NOW, 12);
        let known: Vec<bool> = session.iter().map(|pick| pick.index >= 6).collect();
        assert_eq!(session.len(), 12);
        assert!(known[..2].iter().all(|known| *known) && known[9..].iter().all(|known| *known), "{known:?}");
    }
}
