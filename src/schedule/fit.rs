//! Parameters of FSRS fitted to a learner's own answers, judged on answers they were not fitted to.

use std::sync::{Arc, Mutex, PoisonError};

use super::fsrs::engine::{
    CombinedProgressState, ComputeParametersInput, FSRS, FSRSError, FSRSItem, FSRSReview, compute_parameters,
};
use super::published;
use crate::card::grade::Grade;
use crate::clock::Day;
use crate::review::{Event, What};
use crate::text::{Safe, show};

/// Answers after a day or more under which a fit says nothing (Anki asks for as many).
pub const LEAST: usize = 400;
/// Forgotten answers under which a fit says nothing: a log without any fits a first gap of 48 days.
pub const FORGOTTEN: usize = 20;
/// The share of answers, the latest, that a fit is judged on.
const HELD_OUT: usize = 5;

/// One item's answers, oldest first.
pub type Answers = Vec<(Grade, Day)>;

/// A fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The fitted parameters.
    pub params: Vec<f32>,
    /// Log loss on the held-out answers: with the parameters in force, and with the fitted ones.
    pub log_loss: (f32, f32),
    /// Answers fitted to, and answers judged on.
    pub n: (usize, usize),
}

/// Why nothing was fitted.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoFit {
    /// Too few answers.
    #[error("{0} answers came a day or more after another; {LEAST} are needed before a fit means anything")]
    TooFew(usize),
    /// Too few answers were forgotten.
    #[error(
        "only {0} answers after a day or more were \"again\"; {FORGOTTEN} are needed before a fit means anything"
    )]
    TooFewForgotten(usize),
    /// It was told to stop.
    #[error("it was stopped")]
    Stopped,
    /// The fitting failed.
    #[error("no better parameters were found")]
    Failed,
}

/// How far a fit has come, and whether it shall stop; shared with who waits for it.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Mutex<CombinedProgressState>>);

impl Watch {
    /// Returns the share that is done, 0 to 1.
    pub fn share(&self) -> f32 {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.total() == 0 { 0.0 } else { (state.current() as f32 / state.total() as f32).min(1.0) }
    }

    /// Makes the fit end as soon as it can, without a result.
    pub fn stop(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).want_abort = true;
    }

    fn goes_on(&self) -> bool {
        !self.0.lock().unwrap_or_else(PoisonError::into_inner).want_abort
    }
}

/// Fits parameters; the latest fifth of the answers only judges.
pub fn fit(all: &[Answers], in_force: &[f32], watch: &Watch) -> Result<Fit, NoFit> {
    let mut items = items(all);
    if items.len() < LEAST {
        return Err(NoFit::TooFew(items.len()));
    }
    let forgotten = items.iter().filter(|item| item.grade == Grade::Again).count();
    if forgotten < FORGOTTEN {
        return Err(NoFit::TooFewForgotten(forgotten));
    }
    items.sort_by_key(|item| item.day);
    let held: Vec<FSRSItem> =
        items.split_off(items.len() - items.len() / HELD_OUT).into_iter().map(|item| item.history).collect();
    let n = (items.len(), held.len());
    let (ids, train): (Vec<i64>, Vec<FSRSItem>) =
        items.into_iter().map(|item| (item.of, item.history)).unzip();
    let input = ComputeParametersInput {
        train_set: train,
        card_ids: Some(ids),
        progress: Some(Arc::clone(&watch.0)),
        enable_short_term: true,
        ..Default::default()
    };
    let params = compute_parameters(input).map_err(|error| refused(&error))?;
    let loss = |params: &[f32]| {
        let model = FSRS::new(params).map_err(|error| refused(&error))?;
        Ok(model.evaluate(held.clone(), |_| watch.goes_on()).map_err(|error| refused(&error))?.log_loss)
    };
    Ok(Fit { log_loss: (loss(in_force)?, loss(&params)?), params, n })
}

fn refused(error: &FSRSError) -> NoFit {
    if *error == FSRSError::Interrupted { NoFit::Stopped } else { NoFit::Failed }
}

/// An answer that came a day or more after the one before, with all that led to it.
struct Example {
    day: Day,
    of: i64,
    grade: Grade,
    history: FSRSItem,
}

fn items(all: &[Answers]) -> Vec<Example> {
    let mut items = Vec::new();
    // In an order of their own, so that the same answers always give the same fit.
    let mut all: Vec<&Answers> = all.iter().collect();
    all.sort();
    for (of, answers) in all.into_iter().enumerate() {
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let mut last: Option<Day> = None;
        for (grade, day) in answers {
            let delta_t = last.map_or(0, |last| day.since(last).max(0).unsigned_abs());
            reviews.push(FSRSReview { rating: *grade as u32, delta_t });
            if delta_t > 0 {
                let history = FSRSItem { reviews: reviews.clone() };
                items.push(Example { day: *day, of: of as i64, grade: *grade, history });
            }
            last = Some(*day);
        }
    }
    items
}

/// Writes parameters as one word of the log.
pub fn text(params: &[f32]) -> String {
    params.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// The preference that parameters are recorded as.
const KEY: &str = "fsrs";

/// Returns what puts parameters in force.
pub fn record(params: &[f32]) -> What {
    What::Set { key: KEY.into(), value: text(params) }
}

/// Returns the parameters that were ever put in force, oldest first. They stand in the log, so that every device
/// schedules alike; those outside the published ranges are not taken, and a word is said where they are the newest.
pub fn recorded(events: &[Event]) -> (Vec<Vec<f32>>, Option<Safe>) {
    let mut fits: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.what {
            What::Set { key, value } if key == KEY => Some((event, parse(value))),
            _ => None,
        })
        .collect();
    fits.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
    let bad = fits.last().filter(|(_, params)| params.is_none()).map(|(event, _)| {
        show(&format!(
            "The FSRS parameters set on {} by device {} are not 21 numbers within the published ranges; the last good ones stay in force. `cardsharp optimize` sets others.",
            event.day, event.device
        ))
    });
    (fits.into_iter().filter_map(|(_, params)| params).collect(), bad)
}

/// Reads parameters; anything else than 21 numbers within the published ranges is none.
pub fn parse(text: &str) -> Option<Vec<f32>> {
    let params: Option<Vec<f32>> = text.split(',').map(|word| word.trim().parse().ok()).collect();
    params.filter(|params| published::holds(params))
}

#[cfg(test)]
mod tests {
    use super::super::fsrs::DEFAULT_PARAMETERS;
    use super::*;
    use crate::chance::Chance;

    /// A learner who forgets much faster than the default parameters say.
    fn forgetful(items: usize) -> Vec<Answers> {
        let mut chance = Chance::seeded(7);
        let item = |_| {
            let start = chance.below(60) as i32;
            let mut answers = vec![(Grade::Good, Day(start))];
            let mut day = start;
            for _ in 0..4 {
                let gap = 1 + chance.below(12) as i32;
                day += gap;
                let known = chance.unit() < (0.9_f64).powi(gap);
                answers.push((if known { Grade::Good } else { Grade::Again }, Day(day)));
            }
            answers
        };
        (0..items).map(item).collect()
    }

    #[test]
    fn a_fit_predicts_held_out_answers_better() {
        let fit = fit(&forgetful(300), &DEFAULT_PARAMETERS, &Watch::default()).unwrap();
        assert_eq!(fit.n.0 + fit.n.1, 1_200);
        assert!(fit.log_loss.1 < fit.log_loss.0, "{:?}", fit.log_loss);
        assert_eq!(parse(&text(&fit.params)), Some(fit.params));
    }

    #[test]
    fn the_same_answers_in_another_order_give_the_same_fit() {
        let mut all = forgetful(120);
        let once = fit(&all, &DEFAULT_PARAMETERS, &Watch::default());
        all.reverse();
        assert_eq!(fit(&all, &DEFAULT_PARAMETERS, &Watch::default()), once);
    }

    #[test]
    fn too_few_answers_say_so() {
        let few = fit(&forgetful(10), &DEFAULT_PARAMETERS, &Watch::default());
        assert_eq!(few, Err(NoFit::TooFew(40)));
        let (enough, stopped) = (forgetful(100), Watch::default());
        stopped.stop();
        assert_eq!(fit(&enough, &DEFAULT_PARAMETERS, &stopped), Err(NoFit::Stopped), "400 are enough");
        assert_eq!((parse("1,2"), parse("x")), (None, None));
    }

    #[test]
    fn a_log_without_failures_fits_nothing() {
        let mut all = forgetful(300);
        for (grade, _) in all.iter_mut().flatten().filter(|(grade, _)| *grade == Grade::Again).skip(19) {
            *grade = Grade::Hard;
        }
        let none = fit(&all, &DEFAULT_PARAMETERS, &Watch::default());
        assert_eq!(none, Err(NoFit::TooFewForgotten(19)));
        all[0].extend([(Grade::Again, Day(400))]);
        let stopped = Watch::default();
        stopped.stop();
        assert_eq!(fit(&all, &DEFAULT_PARAMETERS, &stopped), Err(NoFit::Stopped), "20 are enough");
    }

    #[test]
    fn a_fit_tells_how_far_it_is_and_stops_when_told() {
        let watch = Watch::default();
        assert!(watch.share().abs() < f32::EPSILON);
        fit(&forgetful(300), &DEFAULT_PARAMETERS, &watch).unwrap();
        assert!(watch.share() > 0.99, "{}", watch.share());
        let watch = Watch::default();
        watch.stop();
        assert_eq!(fit(&forgetful(300), &DEFAULT_PARAMETERS, &watch), Err(NoFit::Stopped));
    }
}
