//! Parameters of FSRS fitted to a learner's own answers, judged on answers they were not fitted to.

use super::fsrs::engine::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, compute_parameters};
use crate::card::grade::Grade;
use crate::clock::Day;

/// Answers after a day or more under which a fit says nothing (Anki asks for as many).
pub const LEAST: usize = 400;
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
    /// The fitting failed.
    #[error("no better parameters were found")]
    Failed,
}

/// Fits parameters; the latest fifth of the answers only judges.
pub fn fit(all: &[Answers], in_force: &[f32]) -> Result<Fit, NoFit> {
    let mut items = items(all);
    if items.len() < LEAST {
        return Err(NoFit::TooFew(items.len()));
    }
    items.sort_by_key(|(day, _)| *day);
    let held = items.split_off(items.len() - items.len() / HELD_OUT);
    let plain = |items: Vec<(Day, FSRSItem)>| items.into_iter().map(|(_, item)| item).collect::<Vec<_>>();
    let (train, held) = (plain(items), plain(held));
    let n = (train.len(), held.len());
    let input = ComputeParametersInput { train_set: train, enable_short_term: true, ..Default::default() };
    let params = compute_parameters(input).map_err(|_| NoFit::Failed)?;
    let loss = |params: &[f32]| {
        let model = FSRS::new(params).map_err(|_| NoFit::Failed)?;
        let judged = model.evaluate(held.clone(), |_| true).map_err(|_| NoFit::Failed)?;
        Ok(judged.log_loss)
    };
    Ok(Fit { log_loss: (loss(in_force)?, loss(&params)?), params, n })
}

/// One example for every answer that came a day or more after the one before, with all that led to it.
fn items(all: &[Answers]) -> Vec<(Day, FSRSItem)> {
    let mut items = Vec::new();
    for answers in all {
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let mut last: Option<Day> = None;
        for (grade, day) in answers {
            let delta_t = last.map_or(0, |last| day.since(last).max(0).unsigned_abs());
            reviews.push(FSRSReview { rating: *grade as u32, delta_t });
            if delta_t > 0 {
                items.push((*day, FSRSItem { reviews: reviews.clone() }));
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

/// Reads parameters; anything else than 21 finite numbers is none.
pub fn parse(text: &str) -> Option<Vec<f32>> {
    let params: Option<Vec<f32>> = text.split(',').map(|word| word.trim().parse().ok()).collect();
    params.filter(|params| params.len() == 21 && params.iter().all(|value| value.is_finite()))
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
        let fit = fit(&forgetful(300), &DEFAULT_PARAMETERS).unwrap();
        assert_eq!(fit.n.0 + fit.n.1, 1_200);
        assert!(fit.log_loss.1 < fit.log_loss.0, "{:?}", fit.log_loss);
        assert_eq!(parse(&text(&fit.params)), Some(fit.params));
    }

    #[test]
    fn too_few_answers_say_so() {
        assert_eq!(fit(&forgetful(10), &DEFAULT_PARAMETERS), Err(NoFit::TooFew(40)));
        assert_eq!((parse("1,2"), parse("x")), (None, None));
    }
}
