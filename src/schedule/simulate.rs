//! What a desired retention costs and brings over the days to come, for a learner's own memories.

use std::sync::Arc;

use super::fsrs::engine::{self, Card, PostSchedulingContext, SimulatorConfig};
use super::fsrs::{LAST_LOOK, MAX_DAYS, Rules};
use super::{Due, Memory};
use crate::clock::Day;

/// The first seed of every simulation, so that the same memories give the same figures.
const SEED: u64 = 42;
/// Items that even out chance; fewer are simulated several times, but no more often than this.
const EVEN: usize = 2_000;
const TIMES: usize = 16;

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Days from today on.
    pub days: usize,
    /// Items never met that there are.
    pub unmet: usize,
    /// Items met for the first time on each day, as long as there are any.
    pub new_per_day: usize,
}

/// What came of a simulation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Simulation {
    /// The desired retention.
    pub retention: f32,
    /// Answers a day on average, steps within the day included.
    pub answers: f32,
    /// Items known on the last day: the chances of a right answer of all items met, added up.
    pub known: f32,
}

/// Simulates the days to come; nothing is known where there is nothing to learn.
pub fn simulate(
    rules: &Rules,
    memories: &[&Memory],
    course: Course,
    retention: f32,
    today: Day,
) -> Simulation {
    let nothing = Simulation { retention, ..Simulation::default() };
    let Ok(params) = engine::check_and_fill_parameters(&rules.params) else { return nothing };
    let params = Arc::new(params);
    let cards: Vec<Card> = memories.iter().map(|memory| card(memory, retention, &params, today)).collect();
    let days = course.days.max(1);
    let config = config(rules, cards.len(), Course { days, ..course }, today);
    let times = (EVEN / config.deck_size.max(1)).clamp(1, TIMES);
    let mut sum = nothing;
    for seed in SEED..SEED + times as u64 {
        let cards = Some(cards.clone());
        let Ok(result) = engine::simulate(&config, &params, retention, Some(seed), cards) else {
            return nothing;
        };
        sum.answers += result.cost_per_day.iter().sum::<f32>() / days as f32 / times as f32;
        sum.known += result.memorized_cnt_per_day.last().copied().unwrap_or(0.0) / times as f32;
    }
    sum
}

fn card(memory: &Memory, retention: f32, params: &Arc<Vec<f32>>, today: Day) -> Card {
    let ago = memory.elapsed(today) as f32;
    // What is late, or on its steps, is asked today.
    let due = match memory.due {
        Due::At(_) => 0.0,
        Due::On(day) => day.since(today).max(0) as f32,
    };
    Card {
        id: 0,
        difficulty: memory.difficulty,
        stability: memory.stability.max(0.001),
        last_date: -ago,
        due,
        interval: due + ago,
        lapses: memory.lapses,
        desired_retention: retention,
        parameters: Arc::clone(params),
    }
}

/// Every answer costs one, so that costs are counts.
fn config(rules: &Rules, met: usize, course: Course, today: Day) -> SimulatorConfig {
    let unmet = if course.new_per_day == 0 { 0 } else { course.unmet.min(course.new_per_day * course.days) };
    let config = SimulatorConfig {
        deck_size: met + unmet,
        learn_span: course.days,
        max_cost_perday: f32::INFINITY,
        max_ivl: MAX_DAYS as f32,
        learn_limit: course.new_per_day,
        state_rating_costs: [[1.0; 4]; 3],
        learning_step_count: rules.learning.len(),
        relearning_step_count: rules.relearning.len(),
        ..SimulatorConfig::default()
    };
    let Some(date) = rules.interview.map(|date| date.since(today)) else { return config };
    config.with_post_scheduling(move |mut asked: PostSchedulingContext<'_>| {
        before(date, asked.today as i32, asked.card.interval, || asked.random_u64())
    })
}

/// No gap jumps over the last look before an interview, as the scheduler has it.
fn before(date: i32, today: i32, gap: f32, random: impl FnOnce() -> u64) -> f32 {
    let window = date - LAST_LOOK;
    if today >= window || today as f32 + gap < date as f32 {
        return gap;
    }
    let inside = (random() % u64::from(LAST_LOOK.unsigned_abs())) as i32;
    (window + inside - today) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::grade::Grade;
    use crate::clock::{DAY, Moment, Now};
    use crate::review::Gap;
    use crate::schedule::fsrs::Scheduler;

    const TODAY: Day = Day(100);

    /// Items answered ten days ago and due in a few days.
    fn memories(n: i32) -> Vec<Memory> {
        let scheduler = Scheduler::new(Rules::default()).unwrap();
        let answered = Now { at: Moment(90 * DAY), day: Day(90) };
        let memory = |at| scheduler.learn(None, Grade::Easy, None, Gap::Days(10 + at as u32 % 9), answered);
        (0..n).map(memory).collect()
    }

    fn run(memories: &[Memory], course: Course, retention: f32) -> Simulation {
        simulate(&Rules::default(), &memories.iter().collect::<Vec<_>>(), course, retention, TODAY)
    }

    const COURSE: Course = Course { days: 90, unmet: 0, new_per_day: 20 };

    #[test]
    fn a_higher_retention_asks_more_and_keeps_more() {
        let memories = memories(200);
        let rows = [0.7, 0.8, 0.9, 0.95].map(|retention| run(&memories, COURSE, retention));
        for pair in rows.windows(2) {
            assert!(pair[0].answers < pair[1].answers && pair[0].known < pair[1].known, "{rows:?}");
        }
        assert!(rows[0].answers > 1.0 && rows[3].answers < 40.0, "a day, of all: {rows:?}");
        assert!(rows[3].known < 200.0 && rows[0].known > 140.0, "{rows:?}");
        assert_eq!(run(&memories, COURSE, 0.9), rows[2], "the same memories give the same figures");
    }

    #[test]
    fn what_is_late_or_on_its_steps_is_asked_today_and_nothing_else() {
        let mut memories = memories(9);
        let one = Course { days: 1, ..COURSE };
        let due = memories.iter().filter(|memory| memory.due == Due::On(TODAY)).count() as f32;
        // A forgotten item is asked a second time on its step, so there may be more.
        assert!((due..due * 3.0).contains(&run(&memories, one, 0.9).answers));
        memories.retain(|memory| memory.due != Due::On(TODAY));
        assert!(run(&memories, one, 0.9).answers.abs() < 0.01);
        memories[0].due = Due::On(Day(95));
        memories[1].due = Due::At(Moment(100 * DAY));
        assert!(run(&memories, one, 0.9).answers > 1.9);
    }

    #[test]
    fn a_gap_over_an_interview_ends_in_the_days_before_it() {
        let gap = |today, gap: u8, random| before(30, today, gap.into(), || random) as i32;
        assert_eq!([0, 3, 4].map(|random| gap(10, 50, random)), [16, 19, 16]);
        assert_eq!((gap(10, 19, 0), gap(10, 20, 0)), (19, 16), "the day itself is too late");
        assert_eq!((gap(25, 50, 0), gap(26, 50, 0), gap(31, 50, 0)), (1, 50, 50));
    }

    #[test]
    fn a_memory_goes_into_a_simulation_as_it_is_today() {
        let params = Arc::new(Rules::default().params);
        let of = |memory: &Memory| card(memory, 0.9, &params, TODAY);
        let known = Memory { due: Due::On(Day(107)), lapses: 3, ..memories(1)[0].clone() };
        let card = of(&known);
        let days = |card: &Card| [card.last_date, card.due, card.interval].map(|days| days as i32);
        assert_eq!((days(&card), card.lapses), ([-10, 7, 17], 3));
        assert!((card.stability - known.stability).abs() + (card.difficulty - known.difficulty).abs() < 1e-6);
        for due in [Due::On(Day(95)), Due::At(Moment(0))] {
            let late = of(&Memory { due, ..known.clone() });
            assert_eq!(days(&late), [-10, 0, 10], "{due:?} is asked today");
        }
        assert!(of(&Memory { stability: 0.0, ..known }).stability > 0.0);
    }

    #[test]
    fn new_items_fill_a_simulation_up_to_what_its_days_can_bring() {
        let rules = Rules { learning: vec![1, 2, 3], relearning: vec![1, 2], ..Rules::default() };
        let size = |unmet, new_per_day| {
            let config = config(&rules, 7, Course { days: 10, unmet, new_per_day }, TODAY);
            assert_eq!((config.learn_span, config.learn_limit), (10, new_per_day));
            assert_eq!((config.learning_step_count, config.relearning_step_count), (3, 2));
            config.deck_size
        };
        assert_eq!((size(100, 5), size(30, 5), size(100, 0), size(0, 5)), (57, 37, 7, 7));
    }

    #[test]
    fn new_items_come_so_many_a_day_while_there_are_any() {
        let met = |unmet, new_per_day| run(&[], Course { days: 10, unmet, new_per_day }, 0.9);
        let (few, many) = (met(1_000, 5), met(1_000, 10));
        assert!(few.known > 40.0 && few.known <= 50.0, "{few:?}");
        assert!(many.known > 80.0 && many.known <= 100.0, "{many:?}");
        assert!((11.0..=12.0).contains(&met(12, 5).known), "{:?}", met(12, 5));
        let nothing = Simulation { retention: 0.9, ..Simulation::default() };
        assert_eq!((met(0, 5), met(1_000, 0)), (nothing, nothing));
    }

    #[test]
    fn everything_is_seen_in_the_last_days_before_an_interview() {
        let mut memories = memories(100);
        for memory in &mut memories {
            memory.stability = 300.0;
        }
        let course = Course { days: 30, ..COURSE };
        let with = |interview| {
            let rules = Rules { interview, ..Rules::default() };
            simulate(&rules, &memories.iter().collect::<Vec<_>>(), course, 0.9, TODAY)
        };
        let (plain, near) = (with(None), with(Some(TODAY.plus(29))));
        assert!(near.answers > plain.answers + 2.5, "{plain:?} {near:?}");
        assert_eq!(with(Some(TODAY)), plain, "a day that is gone caps nothing");
    }
}
