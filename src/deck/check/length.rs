//! Length must not give the answer away: W21 for pairs, W22 for levels (AUTHORS-AND-GROUPS 2.3).

use super::{median, warning};
use crate::card::Card;
use crate::card::parts::{Level, Pair};
use crate::deck::{Deck, Problem};
use crate::text::Raw;

/// Strong sides may be longer by this much in the middle, and longer at all in this share of pairs.
const RATIO: f64 = 1.25;
const LONGER: f64 = 0.65;
const PAIRS: usize = 6;
/// Rank correlation of a fragment's length and level above which one tells the other.
const CORRELATION: f64 = 0.5;
const FRAGMENTS: usize = 6;

pub(super) fn check(deck: &Deck, problems: &mut Vec<Problem>) {
    problems.extend(pairs(deck));
    problems.extend(deck.cards.iter().filter_map(|card| levels(deck, card)));
}

fn length(raw: &Raw) -> f64 {
    raw.bare().chars().count() as f64
}

fn pairs(deck: &Deck) -> Option<Problem> {
    let all: Vec<&Pair> = deck.cards.iter().flat_map(|card| &card.pairs).collect();
    let first = deck.cards.iter().find(|card| !card.pairs.is_empty())?;
    let mut ratios: Vec<f64> =
        all.iter().map(|pair| length(&pair.strong) / length(&pair.weak).max(1.0)).collect();
    let longer = ratios.iter().filter(|ratio| **ratio > 1.0).count();
    let middle = median(&mut ratios);
    let often = all.len() >= PAIRS && longer as f64 > LONGER * all.len() as f64;
    (middle > RATIO || often).then(|| {
        let what = format!(
            "the strong side is longer in {longer} of {} pairs (median {middle:.1}x), so length gives it away",
            all.len()
        );
        warning("W21", first, what, "trim strong lines and fill weak ones until half of each are longer")
    })
}

fn levels(deck: &Deck, card: &Card) -> Option<Problem> {
    let rank = |level: &Level| deck.head.scale.iter().position(|name| *name == level.name);
    let points: Vec<(f64, f64)> = card
        .levels
        .iter()
        .enumerate()
        .flat_map(|(at, level)| {
            let rank = rank(level).unwrap_or(at) as f64;
            level.say.iter().map(move |say| (rank, length(say)))
        })
        .collect();
    let spread = points.iter().any(|(rank, _)| Some(*rank) != points.first().map(|first| first.0));
    if points.len() < FRAGMENTS || !spread {
        return None;
    }
    let correlation = rank_correlation(&points);
    (correlation > CORRELATION).then(|| {
        let what = format!(
            "fragments grow with their level (rank correlation {correlation:.2}), so length gives it away"
        );
        warning("W22", card, what, "cut higher levels into fragments as long as those of lower levels")
    })
}

/// Spearman's rank correlation, ties sharing their mean rank.
fn rank_correlation(points: &[(f64, f64)]) -> f64 {
    let ranks = |values: Vec<f64>| -> Vec<f64> {
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = |x: &f64| {
            let below = sorted.partition_point(|y| y < x);
            let same = sorted.partition_point(|y| y <= x) - below;
            below as f64 + f64::midpoint(same as f64, 1.0)
        };
        values.iter().map(rank).collect()
    };
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let (xs, ys) = (ranks(xs), ranks(ys));
    let mean = f64::midpoint(points.len() as f64, 1.0);
    let product: f64 = xs.iter().zip(&ys).map(|(x, y)| (x - mean) * (y - mean)).sum();
    let square = |list: &[f64]| list.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
    let scale = (square(&xs) * square(&ys)).sqrt();
    if scale == 0.0 { 0.0 } else { product / scale }
}
