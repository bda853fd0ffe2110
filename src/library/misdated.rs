//! Answers given while a clock was wrong. What lies ahead of now may be, or the clock is wrong now: those are that an
//! answer of today came after, and those behind a leap that no break explains. Of the rest, as few as make a device's
//! dates run forwards. Each belongs to the date of its neighbours in the order the device kept.

use std::collections::{BTreeMap, HashSet};

use super::{Library, Past};
use crate::card::ItemName;
use crate::clock::{DAY, Day, MINUTE, Now};
use crate::review::{EventId, What};
use crate::schedule::{Due, Phase};

/// A clock this far off is wrong: ahead of now, and against other answers.
const AHEAD: i64 = 5 * MINUTE;
const APART: i64 = DAY;
/// Who comes back from a break so long with a clock that was set back meanwhile is not to be told from a leap.
const LEAP: i64 = 365 * DAY;

/// Answers of one device that are wrongly dated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Misdated {
    /// Answers dated ahead of now.
    pub ahead: usize,
    /// The first day they are dated to.
    pub from: Option<Day>,
    /// Answers dated before earlier ones, though later ones are not.
    pub behind: usize,
    /// Answers whose date is surely wrong, and the one they belong to.
    pub belong: Vec<(Vec<EventId>, Now)>,
}

impl Misdated {
    /// Returns how many answers are surely wrongly dated, and can be repaired.
    pub fn sure(&self) -> usize {
        self.belong.iter().map(|(of, _)| of.len()).sum()
    }

    /// Returns what records the dates they belong to.
    pub fn repair(&self) -> Vec<What> {
        self.belong.iter().flat_map(|(of, to)| What::dates(of, to.day, to.at)).collect()
    }
}

impl Library {
    /// Returns the answers that are wrongly dated, device by device.
    pub fn misdated(&self, now: Now) -> Misdated {
        let mut devices: BTreeMap<&str, Vec<&Past>> = BTreeMap::new();
        for past in self.all_past() {
            devices.entry(past.device()).or_default().push(past);
        }
        let mut all = Misdated::default();
        for mut answers in devices.into_values() {
            answers.sort_by(|a, b| a.compare(b));
            of_device(&answers, now, &mut all);
        }
        all
    }

    /// Returns what records earlier due days where an answer's new date asks for them: the gap it was given was
    /// reckoned with the wrong one.
    pub fn earlier(&self, misdated: &Misdated, now: Now) -> Vec<What> {
        let ids: HashSet<EventId> = misdated.belong.iter().flat_map(|(of, _)| of).copied().collect();
        let items = self.histories().filter_map(|held| Some(&held.first()?.review.item));
        let sooner = |item: &ItemName| {
            let memory = self.memory(item).filter(|memory| memory.phase == Phase::Review)?;
            let Due::On(from) = memory.due else { return None };
            self.remembered(item).last().filter(|past| ids.contains(&past.id))?;
            let to = self.new_day(item, memory, now)?;
            (to < from).then(|| (item.clone(), to))
        };
        What::moves(items.filter_map(sooner).collect())
    }
}

fn of_device(answers: &[&Past], now: Now, all: &mut Misdated) {
    let is_ahead = |past: &Past| past.now.at.since(now.at) > AHEAD;
    let present: Vec<usize> = (0..answers.len()).filter(|at| !is_ahead(answers[*at])).collect();
    let forwards = forwards(&present, |at| answers[at].now.at.0);
    let mut good = forwards.iter().copied().peekable();
    let mut before: Option<usize> = None;
    let mut last: Option<usize> = None;
    // The answers behind the last one of today or before: nothing shows that their clock came back.
    let tail = present.last().map_or(0, |at| at + 1);
    let leaps = answers.get(tail).zip(present.last()).is_some_and(|(first, at)| {
        let (first, before) = (first.now.at, answers[*at].now.at);
        first.since(now.at) > LEAP && first.since(before) > LEAP
    });
    for (at, past) in answers.iter().enumerate() {
        if good.next_if_eq(&at).is_some() {
            (before, last) = (Some(at), None);
            continue;
        }
        let neighbour = before.or(good.peek().copied()).map(|at| answers[at].now);
        let ahead = is_ahead(past);
        let apart = |other: Now| (past.now.at.0 - other.at.0).abs() > APART;
        if !ahead && !neighbour.is_some_and(apart) {
            continue;
        }
        all.ahead += usize::from(ahead);
        all.behind += usize::from(!ahead);
        if ahead {
            all.from = Some(all.from.map_or(past.now.day, |from| from.min(past.now.day)));
        }
        let Some(neighbour) = neighbour.filter(|_| at < tail || leaps) else { continue };
        if last.is_none() {
            all.belong.push((Vec::new(), neighbour));
        }
        let place = *last.get_or_insert(all.belong.len() - 1);
        all.belong[place].0.push(past.id);
    }
}

/// Returns as many places as can be whose values never fall; of equally many the latest values, since a clock without
/// a battery falls back.
fn forwards(places: &[usize], value: impl Fn(usize) -> i64) -> Vec<usize> {
    // From the end: the first place of the best row of each length, and for each place the next of its row.
    let (mut heads, mut next): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; places.len()]);
    for (at, place) in places.iter().enumerate().rev() {
        let length = heads.partition_point(|head: &usize| value(places[*head]) >= value(*place));
        next[at] = length.checked_sub(1).map(|shorter| heads[shorter]);
        if length == heads.len() {
            heads.push(at);
        } else {
            heads[length] = at;
        }
    }
    std::iter::successors(heads.last().copied(), |at| next[*at]).map(|at| places[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_row_that_never_falls_is_kept() {
        let kept = |values: &[i64]| forwards(&(0..values.len()).collect::<Vec<_>>(), |at| values[at]);
        assert_eq!(kept(&[20, 21, 2, 3, 21, 22]), [0, 1, 4, 5]);
        assert_eq!(kept(&[20, 90, 21, 22]), [0, 2, 3]);
        assert_eq!(kept(&[20, 2, 21]), [0, 2]);
        assert_eq!(kept(&[]), [0_usize; 0]);
    }
}
