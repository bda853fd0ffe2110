//! FSRS-6 through the `fsrs` crate, which only this file names; learning steps, fuzz and caps around it
//! follow Anki (SCHEDULING.md section 4).

use ::fsrs::{FSRS, MemoryState, NextStates, current_retrievability};

use super::{Due, Memory, Phase, published};
use crate::card::grade::{Grade, Sure};
use crate::chance::Chance;
use crate::clock::{Day, MINUTE, Now};
use crate::review::Gap;

/// The 21 default parameters of FSRS-6.
pub use ::fsrs::DEFAULT_PARAMETERS;

/// What fitting and simulating need of the crate.
pub(super) mod engine {
    pub(in crate::schedule) use ::fsrs::{
        Card, CombinedProgressState, ComputeParametersInput, FSRS, FSRSError, FSRSItem, FSRSReview,
        PostSchedulingContext, SimulatorConfig, check_and_fill_parameters, compute_parameters, simulate,
    };
}

/// The longest gap in days.
pub const MAX_DAYS: u32 = 36_500;
/// Days before an interview in which every item is seen once more (LEARNING.md 1.1).
pub(super) const LAST_LOOK: i32 = 4;
/// Retrievability at which a memory's stability is read off.
const DECAY: usize = 20;

/// What the learner may set.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Chance of a right answer on the due day, 0.70 to 0.99.
    pub retention: f32,
    /// Steps of a new item, in milliseconds.
    pub learning: Vec<i64>,
    /// Steps of a forgotten item, in milliseconds.
    pub relearning: Vec<i64>,
    /// Whether due days are spread a little.
    pub fuzz: bool,
    /// Parameters of FSRS-6 (21), or of FSRS-4.5 and 5, which are upgraded.
    pub params: Vec<f32>,
    /// The day of an interview.
    pub interview: Option<Day>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            retention: 0.9,
            learning: vec![MINUTE, 10 * MINUTE],
            relearning: vec![10 * MINUTE],
            fuzz: true,
            params: DEFAULT_PARAMETERS.to_vec(),
            interview: None,
        }
    }
}

/// Why rules cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadRules {
    /// Outside 0.70 to 0.99, where intervals become useless or endless.
    #[error("desired retention must lie between 0.70 and 0.99")]
    Retention,
    /// Not 21 numbers within the published ranges, nor those of an earlier version.
    #[error("FSRS needs 17, 19 or 21 parameters within the published ranges")]
    Parameters,
}

/// The scheduler: memory, grade and now give the next memory.
pub struct Scheduler {
    fsrs: FSRS,
    rules: Rules,
    decay: f32,
}

impl std::fmt::Debug for Scheduler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scheduler").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl Scheduler {
    /// Makes a scheduler, if the rules can be used.
    pub fn new(rules: Rules) -> Result<Self, BadRules> {
        // FSRS takes NaN and 1.0 without a word and answers NaN and 0 days.
        if !(0.699..=0.991).contains(&rules.retention) {
            return Err(BadRules::Retention);
        }
        let is_six = rules.params.len() == published::COUNT;
        if rules.params.iter().any(|number| !number.is_finite())
            || (is_six && !published::holds(&rules.params))
        {
            return Err(BadRules::Parameters);
        }
        let fsrs = FSRS::new(&rules.params).map_err(|_| BadRules::Parameters)?;
        let decay = rules.params.get(DECAY).copied().unwrap_or(0.5).clamp(0.1, 0.8);
        Ok(Self { fsrs, rules, decay })
    }

    /// Returns the rules in force.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Returns the chance of a right answer on a day, 0 to 1.
    pub fn retrievability(&self, memory: &Memory, today: Day) -> f32 {
        let elapsed = memory.elapsed(today) as f32;
        let stability = memory.stability.max(0.001);
        current_retrievability(MemoryState { stability, difficulty: memory.difficulty }, elapsed, self.decay)
    }

    /// Returns the whole days until a memory of this stability falls to the desired retention.
    #[cfg(any(test, feature = "rooms"))]
    pub fn days(&self, stability: f32) -> u32 {
        whole(self.fsrs.next_interval(Some(stability), self.rules.retention, 3))
    }

    /// Returns when the item would come back for each grade, lowest grade first.
    ///
    /// The seed decides the fuzz, so that undo and redo give the same day again.
    pub fn outlook(&self, memory: Option<&Memory>, now: Now, seed: u64) -> [Gap; 4] {
        self.gaps(memory, now, seed, self.rules.interview)
    }

    /// Returns the day an answer given earlier would make the item due by the rules in force, no day before today;
    /// nothing where they would put the item on steps.
    pub fn due_day(
        &self,
        before: Option<&Memory>,
        grade: Grade,
        answered: Now,
        today: Day,
        seed: u64,
    ) -> Option<Day> {
        // An interview that has been caps nothing any more.
        let interview = self.rules.interview.filter(|date| *date > today);
        match self.gaps(before, answered, seed, interview)[grade as usize - 1] {
            Gap::Ms(_) => None,
            Gap::Days(days) => Some(answered.day.plus(i32::try_from(days).unwrap_or(i32::MAX)).max(today)),
        }
    }

    fn gaps(&self, memory: Option<&Memory>, now: Now, seed: u64, interview: Option<Day>) -> [Gap; 4] {
        let Some(next) = self.next_states(memory, now.day) else { return [Gap::Days(1); 4] };
        let raw = [next.again, next.hard, next.good, next.easy].map(|state| state.interval);
        let days = self.passing_days(memory, &raw, seed);
        let (steps, step) = self.steps(memory);
        let gap = |grade: Grade| match (grade, after(steps, step, grade)) {
            (_, Some(ms)) => Gap::Ms(ms),
            (Grade::Again, None) => Gap::Days(whole(raw[0])),
            (Grade::Hard, None) => Gap::Days(days[0]),
            (Grade::Good, None) => Gap::Days(days[1]),
            (Grade::Easy, None) => Gap::Days(days[2]),
        };
        Grade::ALL.map(gap).map(|gap| capped(gap, memory, now.day, seed, interview))
    }

    /// Returns the memory after a grade and the gap that was recorded with it.
    pub fn learn(
        &self,
        memory: Option<&Memory>,
        grade: Grade,
        sure: Option<Sure>,
        gap: Gap,
        now: Now,
    ) -> Memory {
        let state = self.next_states(memory, now.day).map(|next| match grade {
            Grade::Again => next.again.memory,
            Grade::Hard => next.hard.memory,
            Grade::Good => next.good.memory,
            Grade::Easy => next.easy.memory,
        });
        let due = match gap {
            Gap::Ms(ms) => Due::At(now.at.plus(ms)),
            Gap::Days(days) => Due::On(now.day.plus(i32::try_from(days).unwrap_or(i32::MAX))),
        };
        let lapsed = grade == Grade::Again && memory.is_some_and(|memory| memory.phase == Phase::Review);
        let mut next = Memory {
            stability: state.map_or(0.1, |state| state.stability),
            difficulty: state.map_or(5.0, |state| state.difficulty),
            phase: phase_after(memory, grade, gap),
            due,
            gap,
            last: now.at,
            last_day: now.day,
            counted: now.day,
            first_day: memory.map_or(now.day, |memory| memory.first_day),
            reps: memory.map_or(0, |memory| memory.reps) + 1,
            lapses: memory.map_or(0, |memory| memory.lapses) + u32::from(lapsed),
            sure_wrong: memory.is_some_and(|memory| memory.sure_wrong),
            right_days: memory.map_or(0, |memory| memory.right_days),
            right_day: memory.and_then(|memory| memory.right_day),
        };
        note_certainty(&mut next, grade, sure, now.day);
        next
    }

    fn next_states(&self, memory: Option<&Memory>, today: Day) -> Option<NextStates> {
        let state =
            memory.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        let elapsed = memory.map_or(0, |memory| memory.elapsed(today));
        self.fsrs.next_states(state, self.rules.retention, elapsed).ok()
    }

    /// Returns the steps that apply and the step the item stands on; no steps for a known item.
    fn steps(&self, memory: Option<&Memory>) -> (&[i64], Standing) {
        match memory.map(|memory| memory.phase) {
            None => (&self.rules.learning, Standing::On(0)),
            Some(Phase::Learning(step)) => (&self.rules.learning, Standing::On(usize::from(step))),
            Some(Phase::Relearning(step)) => (&self.rules.relearning, Standing::On(usize::from(step))),
            Some(Phase::Review) => (&self.rules.relearning, Standing::Known),
        }
    }

    /// Whole days for hard, good and easy: fuzzed, growing when FSRS grows, each a day apart.
    fn passing_days(&self, memory: Option<&Memory>, raw: &[f32; 4], seed: u64) -> [u32; 3] {
        let last = match memory {
            Some(Memory { phase: Phase::Review, gap: Gap::Days(days), .. }) => *days,
            Some(_) | None => 0,
        };
        let unit = Chance::seeded(seed).unit();
        let days = |interval: f32, least: u32| {
            let grows = if whole(interval) > last { last + 1 } else { 1 };
            let spread = if self.rules.fuzz { fuzzed(interval, unit) } else { whole(interval) };
            spread.max(grows).max(least).min(MAX_DAYS)
        };
        let hard = days(raw[1], 1);
        // On the steps hard repeats a step, so good has nothing to stay above.
        let good = days(raw[2], if last > 0 { hard + 1 } else { 1 });
        [hard, good, days(raw[3], good + 1)]
    }
}

/// Halves the gap of a confident miss; moves a gap that would jump over the last look before an interview.
fn capped(gap: Gap, memory: Option<&Memory>, today: Day, seed: u64, interview: Option<Day>) -> Gap {
    let Gap::Days(mut days) = gap else { return gap };
    if memory.is_some_and(|memory| memory.sure_wrong) {
        days = (days / 2).max(1);
    }
    if let Some(date) = interview {
        let window = date.plus(-LAST_LOOK);
        let due = today.plus(i32::try_from(days).unwrap_or(i32::MAX));
        if today < window && due >= date {
            let inside = window.plus((seed % u64::from(LAST_LOOK.unsigned_abs())) as i32);
            days = u32::try_from(inside.since(today)).unwrap_or(1).max(1);
        }
    }
    Gap::Days(days)
}

/// Whether an item is on its steps or known.
#[derive(Clone, Copy)]
enum Standing {
    On(usize),
    Known,
}

/// Returns the delay of the next step in milliseconds, or nothing when the grade leaves the steps.
fn after(steps: &[i64], standing: Standing, grade: Grade) -> Option<i64> {
    let step = match standing {
        Standing::On(step) => step.min(steps.len().saturating_sub(1)),
        Standing::Known if grade == Grade::Again => 0,
        Standing::Known => return None,
    };
    match grade {
        Grade::Again => steps.first().copied(),
        Grade::Hard => hard_step(steps, step),
        Grade::Good => steps.get(step + 1).copied(),
        Grade::Easy => None,
    }
}

/// Hard repeats the step; on the first it waits half-way to the second, or half as long again.
fn hard_step(steps: &[i64], step: usize) -> Option<i64> {
    match (step, steps) {
        (0, [only]) => Some((only * 3 / 2).min(only + crate::clock::DAY)),
        (0, [first, second, ..]) => Some(i64::midpoint(*first, *second)),
        (_, steps) => steps.get(step).copied(),
    }
}

fn phase_after(memory: Option<&Memory>, grade: Grade, gap: Gap) -> Phase {
    if let Gap::Days(_) = gap {
        return Phase::Review;
    }
    let before = memory.map_or(Phase::Learning(0), |memory| memory.phase);
    let step = match before {
        Phase::Learning(step) | Phase::Relearning(step) => step,
        Phase::Review => 0,
    };
    let step = match grade {
        Grade::Again => 0,
        Grade::Hard => step,
        Grade::Good | Grade::Easy => step.saturating_add(1),
    };
    match before {
        Phase::Learning(_) => Phase::Learning(step),
        Phase::Review | Phase::Relearning(_) => Phase::Relearning(step),
    }
}

/// A confident miss stays marked until the item was right on two different days.
fn note_certainty(memory: &mut Memory, grade: Grade, sure: Option<Sure>, today: Day) {
    if grade == Grade::Again {
        (memory.right_days, memory.right_day) = (0, None);
        memory.sure_wrong |= sure == Some(Sure::Sure);
    } else if memory.sure_wrong && memory.right_day != Some(today) {
        memory.right_days += 1;
        memory.right_day = Some(today);
        memory.sure_wrong = memory.right_days < 2;
    }
}

fn whole(interval: f32) -> u32 {
    if interval.is_finite() { interval.round().clamp(1.0, MAX_DAYS as f32) as u32 } else { 1 }
}

/// Returns the lowest and the highest day the fuzz may choose (Anki's bounds).
pub fn fuzz_bounds(interval: f32) -> (u32, u32) {
    if interval < 2.5 {
        return (whole(interval), whole(interval));
    }
    let part = |from: f32, to: f32, share: f32| (interval.min(to) - from).max(0.0) * share;
    let delta = 1.0 + part(2.5, 7.0, 0.15) + part(7.0, 20.0, 0.1) + part(20.0, f32::INFINITY, 0.05);
    (whole(interval - delta), whole(interval + delta))
}

fn fuzzed(interval: f32, unit: f64) -> u32 {
    let (low, high) = fuzz_bounds(interval);
    low + (unit * f64::from(high - low + 1)) as u32
}

#[cfg(test)]
mod tests;
