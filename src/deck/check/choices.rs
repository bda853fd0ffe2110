//! Choices must not give themselves away: W24, the right option is the longest.

use super::warning;
use crate::card::Card;
use crate::deck::{Deck, Problem};
use crate::text::Raw;

/// Choices from which a habit can be seen; one choice alone is checked for an extreme.
const CHOICES: usize = 4;
const EXTREME: f64 = 2.0;

pub(super) fn check(deck: &Deck, problems: &mut Vec<Problem>) {
    let choices: Vec<&Card> =
        deck.cards.iter().filter(|card| card.answer.is_some() && !card.wrong.is_empty()).collect();
    let longest: Vec<&&Card> = choices.iter().filter(|card| excess(card) > 1.0).collect();
    if choices.len() >= CHOICES && longest.len() * 2 > choices.len() {
        let what =
            format!("the right option is the longest in {} of {} choices", longest.len(), choices.len());
        problems.extend(longest.first().map(|card| {
            warning("W24", card, what.clone(), "shorten right options, or give lures the same detail")
        }));
        return;
    }
    problems.extend(longest.into_iter().filter(|card| excess(card) > EXTREME).map(|card| {
        let what = "the right option is more than twice as long as any lure".to_owned();
        warning("W24", card, what, "shorten it, or give the lures the same detail")
    }));
}

/// Returns how many times longer the right option is than the longest lure.
fn excess(card: &Card) -> f64 {
    let length = |raw: &Raw| raw.bare().chars().count() as f64;
    let right = card.answer.as_ref().map_or(0.0, |line| length(&line.say));
    let lure = card.wrong.iter().map(|line| length(&line.say)).fold(1.0, f64::max);
    right / lure
}
