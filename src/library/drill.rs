//! Items to drill out of turn: the weakest, and a few well known ones to warm up.

use std::collections::HashSet;

use super::Library;
use crate::card::ItemName;
use crate::clock::Now;

/// A chance of a right answer above which nothing is a weak spot.
const WEAK: f32 = 0.85;
/// A chance from which an item warms up.
const WARM: f32 = 0.9;

impl Library {
    /// Returns up to `most` weak spots: wrong while sure first, then most lapses, then least likely known.
    pub fn weak(&self, most: usize, now: Now) -> Vec<ItemName> {
        let mut weak: Vec<_> = self
            .drillable(now)
            .filter_map(|(name, chance)| {
                let memory = self.memory(&name)?;
                let is_weak = memory.sure_wrong || memory.lapses > 1 || chance < WEAK;
                is_weak.then_some((!memory.sure_wrong, std::cmp::Reverse(memory.lapses), chance, name))
            })
            .collect();
        weak.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
        weak.into_iter().take(most).map(|(.., name)| name).collect()
    }

    /// Returns up to `most` items that are well known, of different cards, least recently seen first.
    pub fn warm_up(&self, most: usize, now: Now) -> Vec<ItemName> {
        let mut known: Vec<_> = self
            .drillable(now)
            .filter(|(_, chance)| *chance >= WARM)
            .filter_map(|(name, _)| Some((self.memory(&name)?.last_day, name)))
            .collect();
        known.sort();
        let mut cards: HashSet<String> = HashSet::new();
        known.retain(|(_, name)| cards.insert(name.card().to_owned()));
        known.into_iter().take(most).map(|(_, name)| name).collect()
    }

    fn drillable(&self, now: Now) -> impl Iterator<Item = (ItemName, f32)> {
        let items = self.decks().iter().flat_map(|loaded| &loaded.items);
        items
            .filter(move |item| !self.is_suspended(&item.name) && !self.is_buried(&item.name, now.day))
            .filter_map(move |item| {
                let memory = self.memory(&item.name)?;
                Some((item.name.clone(), self.scheduler().retrievability(memory, now.day)))
            })
    }
}
