//! Facts age: W31, a year, a price or a share in the text without `as-of`, or an `as-of` long gone.

use super::warning;
use crate::card::Card;
use crate::card::parts::Piece;
use crate::deck::{Deck, Problem};
use crate::text::Raw;

/// Years after which dated facts should be looked at again (18 months, in whole years).
const AGED: i32 = 2;

pub(super) fn check(deck: &Deck, this_year: i32, problems: &mut Vec<Problem>) {
    let aged = |year: i32| this_year - year >= AGED;
    for card in &deck.cards {
        match card.as_of.or(deck.head.as_of) {
            None => problems.extend(texts(card).into_iter().find_map(dated).map(|found| {
                let what = format!("\"{found}\" appears and the card has no `as-of`");
                warning("W31", card, what, "add as-of = YEAR to the card or under [deck]")
            })),
            Some(year) if aged(year) && card.as_of.is_some() => {
                let what = format!("the card's facts are as of {year}");
                problems.push(warning("W31", card, what, "check them and move `as-of` on"));
            }
            Some(_) => {}
        }
    }
    if let (Some(year), Some(card)) = (deck.head.as_of.filter(|year| aged(*year)), deck.cards.first()) {
        let what = format!("the deck's facts are as of {year}");
        problems.push(warning("W31", card, what, "check them and move `as-of` under [deck] on"));
    }
}

fn texts(card: &Card) -> Vec<&Raw> {
    let mut texts: Vec<&Raw> = card.q.iter().chain(&card.a).chain(&card.short).collect();
    texts.extend(card.points.iter().map(|point| &point.say));
    texts.extend(card.levels.iter().flat_map(|level| &level.say));
    texts.extend(card.pairs.iter().flat_map(|pair| [&pair.weak, &pair.strong]));
    texts.extend(card.fact.iter().flat_map(|fact| &fact.pieces).map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Blank { value, .. } => value,
    }));
    texts
}

/// Returns the first word that is a year or a price.
fn dated(raw: &Raw) -> Option<String> {
    let words = raw.bare().split(|letter: char| letter.is_whitespace() || "(),;:".contains(letter));
    let mut words = words.map(|word| word.trim_matches(['.', '?', '!', '"', '\'']));
    words.find(|word| is_year(word) || is_price(word)).map(str::to_owned)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<i32>().is_ok_and(|year| (1990..=2099).contains(&year))
}

fn is_price(word: &str) -> bool {
    let after = word.strip_prefix(['$', '€', '£']);
    after.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}
