//! Runs of mock interviews, folded from their steps.

use std::collections::BTreeMap;

use super::order::Order;
use crate::clock::Moment;
use crate::mock::{Scorecard, Step};

/// Runs by their number.
#[derive(Debug, Default)]
pub(super) struct Runs(BTreeMap<u64, Run>);

#[derive(Debug, Default)]
struct Run {
    steps: Vec<(Order, Moment, Step)>,
    /// Steps that the scorecard has taken.
    taken: usize,
    card: Option<Scorecard>,
}

impl Runs {
    /// Takes a step, to be folded later.
    pub(super) fn add(&mut self, run: u64, order: Order, at: Moment, step: Step) {
        self.0.entry(run).or_default().steps.push((order, at, step));
    }

    /// Folds a run's new steps.
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

impl Run {
    fn fold(&mut self, run: u64) {
        // Steps that come in order, as they do while a mock runs, are added to what is there.
        let from = self.taken.saturating_sub(1);
        if !self.steps[from..].is_sorted_by(|a, b| a.0 <= b.0) {
            self.steps.sort_by(|a, b| a.0.cmp(&b.0));
            (self.taken, self.card) = (0, None);
        }
        if self.card.is_none() {
            self.taken = 0;
            let start = self.steps.iter().find_map(|(_, at, step)| match step {
                Step::Started(script) => Some((script, *at)),
                _ => None,
            });
            self.card = start.map(|(script, at)| Scorecard::new(run, script.clone(), at));
        }
        let Some(card) = &mut self.card else { return };
        self.steps[self.taken..].iter().for_each(|(.., step)| card.take(step.clone()));
        self.taken = self.steps.len();
    }
}
