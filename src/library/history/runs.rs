//! Runs of mock interviews, folded from their changes.

use std::collections::BTreeMap;

use super::order::SortKey;
use crate::clock::Moment;
use crate::mock::{Change, Scorecard};

/// Runs by their number.
#[derive(Debug, Default)]
pub(super) struct Runs(BTreeMap<u64, RunChanges>);

#[derive(Debug, Default)]
struct RunChanges {
    changes: Vec<(SortKey, Moment, Change)>,
    /// Steps that the scorecard has taken.
    taken: usize,
    card: Option<Scorecard>,
}

impl Runs {
    /// Takes a change, to be folded later.
    pub(super) fn add(&mut self, run: u64, order: SortKey, at: Moment, change: Change) {
        self.0.entry(run).or_default().changes.push((order, at, change));
    }

    /// Folds a run's new changes.
    pub(super) fn fold(&mut self, run: u64) {
        if let Some(found) = self.0.get_mut(&run) {
            found.fold(run);
        }
    }

    /// Returns the runs that have started, oldest first.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Scorecard> {
        self.0.values().filter_map(|run| run.card.as_ref())
    }
}

impl RunChanges {
    fn fold(&mut self, run: u64) {
        // Steps that come in order, as they do while a mock runs, are added to what is there.
        let from = self.taken.saturating_sub(1);
        if !self.changes[from..].is_sorted_by(|a, b| a.0 <= b.0) {
            self.changes.sort_by(|a, b| a.0.cmp(&b.0));
            (self.taken, self.card) = (0, None);
        }
        if self.card.is_none() {
            self.taken = 0;
            let start = self.changes.iter().find_map(|(_, at, change)| match change {
                Change::Started(script) => Some((script, *at)),
                _ => None,
            });
            self.card = start.map(|(script, at)| Scorecard::new(run, script.clone(), at));
        }
        let Some(card) = &mut self.card else { return };
        self.changes[self.taken..].iter().for_each(|(.., change)| card.take(change.clone()));
        self.taken = self.changes.len();
    }
}
