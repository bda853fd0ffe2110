//! The days to come as a simulation has them: what a desired retention costs the learner, and what it brings.

use super::Library;
use crate::clock::{Day, Now};
use crate::schedule::Memory;
use crate::schedule::fsrs::Rules;
use crate::schedule::queue::NO_NEW;
use crate::schedule::simulate::{Course, Simulation, simulate};

/// The retentions that are compared.
const RETENTIONS: [f32; 7] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95, 0.97];
/// Days times items above which fewer retentions are compared, so that nobody waits for more than a second.
const LARGE: usize = 4_000_000;

/// What different desired retentions would cost and bring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workload {
    /// Days looked at.
    pub days: usize,
    /// New items a day, as long as there are any.
    pub new_per_day: usize,
    /// Seconds an answer takes the learner: the median.
    pub seconds: f32,
    /// Items that can be known at the end: those met by now, and the new ones of all days.
    pub items: usize,
    /// The desired retention in force.
    pub in_force: f32,
    /// One row for each retention, lowest first.
    pub rows: Vec<Simulation>,
}

/// What is to be done until an interview.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Items never met, those suspended left out.
    pub unmet: usize,
    /// New items a day that meet them all in time.
    pub new_needed: usize,
    /// Minutes a day that takes, reviews included.
    pub minutes: f32,
}

impl Workload {
    /// What the figures mean.
    pub const MEANS: &'static str = "A higher desired retention asks each question sooner: more is known, and the price climbs steeply past 90%. The setting `retention` decides.";

    /// Says in a sentence what is assumed.
    pub fn premise(&self) -> String {
        format!(
            "The next {} days with your own memories, {} new questions a day while there are any, {:.0} s an answer.",
            self.days, self.new_per_day, self.seconds
        )
    }

    /// Returns the minutes a day that a row takes.
    pub fn minutes(&self, row: &Simulation) -> f32 {
        row.answers * self.seconds / 60.0
    }

    /// Says whether a row is the one in force.
    pub fn is_in_force(&self, row: &Simulation) -> bool {
        same(row.retention, self.in_force)
    }

    /// Says in a sentence what the row in force costs, and what the next one up would add.
    pub fn words(&self) -> String {
        let Some(at) = self.rows.iter().position(|row| self.is_in_force(row)) else { return String::new() };
        let row = &self.rows[at];
        let now = format!(
            "At {:.0}% you answer for {} a day and know about {:.0} of {} questions after {} days",
            row.retention * 100.0,
            short(self.minutes(row)),
            row.known,
            self.items,
            self.days
        );
        match self.rows.get(at + 1) {
            Some(next) => format!(
                "{now}; {:.0}% takes {} and brings {:.0}.",
                next.retention * 100.0,
                short(self.minutes(next)),
                next.known
            ),
            None => format!("{now}."),
        }
    }
}

impl Library {
    /// Returns what different desired retentions would cost and bring over so many days.
    pub fn workload(&self, days: usize, new_per_day: usize, now: Now) -> Workload {
        let (memories, unmet) = self.studied();
        let in_force = self.scheduler.rules().retention;
        let course = Course { days: days.max(1), unmet, new_per_day };
        let items = memories.len() + unmet.min(new_per_day.saturating_mul(course.days));
        let run = |retention: f32| simulate(self.scheduler.rules(), &memories, course, retention, now.day);
        Workload {
            days: course.days,
            new_per_day,
            seconds: self.seconds_an_answer(),
            items,
            in_force,
            rows: retentions(items * course.days, in_force).into_iter().map(run).collect(),
        }
    }

    /// Returns what an interview on a day asks of every day until then; nothing without a question.
    pub fn until(&self, day: Day, now: Now) -> Option<Forecast> {
        let (memories, unmet) = self.studied();
        if memories.is_empty() && unmet == 0 {
            return None;
        }
        let left = day.since(now.day).max(0);
        let days_for_new = (left - NO_NEW).max(1).unsigned_abs() as usize;
        let new_needed = unmet.div_ceil(days_for_new);
        let rules = Rules { interview: Some(day), ..self.scheduler.rules().clone() };
        let course = Course { days: left.max(1).unsigned_abs() as usize, unmet, new_per_day: new_needed };
        let answers = simulate(&rules, &memories, course, rules.retention, now.day).answers;
        Some(Forecast { unmet, new_needed, minutes: answers * self.seconds_an_answer() / 60.0 })
    }

    fn seconds_an_answer(&self) -> f32 {
        self.usual() as f32 / 1_000.0
    }

    /// The memories of all items that are asked, and how many items were never met.
    fn studied(&self) -> (Vec<&Memory>, usize) {
        let items = self.decks.iter().flat_map(|loaded| &loaded.items);
        let (mut memories, mut unmet) = (Vec::new(), 0);
        for item in items.filter(|item| !self.is_suspended(&item.name)) {
            match self.memory(&item.name) {
                Some(memory) => memories.push(memory),
                None => unmet += 1,
            }
        }
        (memories, unmet)
    }
}

/// The retentions to compare: fewer where much has to be simulated, and always the one in force.
fn retentions(work: usize, in_force: f32) -> Vec<f32> {
    let mut all = if work > LARGE { vec![0.80, 0.90, 0.95] } else { RETENTIONS.to_vec() };
    if !all.iter().any(|retention| same(*retention, in_force)) {
        all.push(in_force);
        all.sort_by(f32::total_cmp);
    }
    all
}

fn short(minutes: f32) -> String {
    match minutes {
        ..0.95 => "under a minute".into(),
        ..9.95 => format!("about {minutes:.1} minutes"),
        _ => format!("about {minutes:.0} minutes"),
    }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.004
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_retention_in_force_is_always_among_those_compared() {
        assert_eq!(retentions(1, 0.9), RETENTIONS);
        assert_eq!(retentions(LARGE + 1, 0.9), [0.80, 0.90, 0.95]);
        assert_eq!(retentions(LARGE + 1, 0.97), [0.80, 0.90, 0.95, 0.97]);
    }

    #[test]
    fn the_sentence_says_what_the_next_step_up_costs() {
        let row = |retention, answers, known| Simulation { retention, answers, known };
        let rows = vec![row(0.9, 30.0, 412.4), row(0.95, 120.0, 430.6)];
        let mut load = Workload { days: 90, new_per_day: 5, seconds: 10.0, items: 450, in_force: 0.9, rows };
        let now =
            "At 90% you answer for about 5.0 minutes a day and know about 412 of 450 questions after 90 days";
        assert_eq!(load.words(), format!("{now}; 95% takes about 20 minutes and brings 431."));
        load.rows.pop();
        assert_eq!(load.words(), format!("{now}."));
    }
}
