//! Explained answers teach, marks alone do not (0.49 against 0.05): W35, something wrong without its why.

use super::warning;
use crate::card::Card;
use crate::card::parts::Weighs;
use crate::deck::{Deck, Problem};

pub(super) fn check(deck: &Deck, problems: &mut Vec<Problem>) {
    for card in &deck.cards {
        problems.extend(tells(card));
        problems.extend(options(card));
    }
}

fn tells(card: &Card) -> Option<Problem> {
    let silent: Vec<&str> = card
        .tells
        .iter()
        .filter(|tell| tell.weighs != Weighs::Up && tell.why.is_none())
        .map(|tell| tell.key.as_str())
        .collect();
    (!silent.is_empty()).then(|| {
        let what = format!("lines that lower the grade have no why: {}", silent.join(", "));
        warning("W35", card, what, "say why: key = { say = \"...\", why = \"...\" }")
    })
}

fn options(card: &Card) -> Option<Problem> {
    let silent: Vec<&str> =
        card.wrong.iter().filter(|lure| lure.why.is_none()).map(|lure| lure.key.as_str()).collect();
    (!silent.is_empty()).then(|| {
        let what = format!("wrong options have no why: {}", silent.join(", "));
        warning("W35", card, what, "say why each is wrong: key = { say = \"...\", why = \"...\" }")
    })
}
