//! The chance of a right answer over time, as FSRS has it: it falls between answers and rises with each.

use super::Library;
use crate::card::ItemName;
use crate::clock::Day;
use crate::schedule::Memory;

impl Library {
    /// Returns the chance of a right answer to an item on so many days, evenly from one day to another; 0 before the
    /// first answer that counts.
    pub fn curve(&self, item: &ItemName, from: Day, to: Day, points: usize) -> Vec<f32> {
        let mut answers = self.remembered(item).iter().peekable();
        let mut memory: Option<Memory> = None;
        let span = to.since(from).max(0) as usize;
        let day = |at: usize| from.plus((at * span / points.saturating_sub(1).max(1)) as i32);
        let mut shares = Vec::with_capacity(points);
        for at in 0..points {
            while let Some(past) = answers.next_if(|past| past.now.day <= day(at)) {
                memory = Some(past.learn(memory.as_ref(), &self.scheduler));
            }
            let share = memory.as_ref().map(|memory| self.scheduler.retrievability(memory, day(at)));
            shares.push(share.unwrap_or(0.0));
        }
        shares
    }
}
