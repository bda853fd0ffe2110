//! The faces of the six shapes; `plain` has the same six as prompts.

mod choose;
mod order;
mod pairs;
mod reveal;
mod ticks;
mod type_in;

use super::face::Face;
use crate::card::ask::Ask;
use crate::config::Config;

/// Makes the face of a shape: the one list from shape to face.
pub fn face(ask: &Ask, config: &Config) -> Box<dyn Face> {
    match ask {
        Ask::Reveal(ask) => Box::new(reveal::RevealFace::new(ask.clone(), config.answer)),
        Ask::Ticks(ask) => Box::new(ticks::TicksFace::new(ask.clone(), config.answer)),
        Ask::Choose(ask) => Box::new(choose::ChooseFace::new(ask.clone())),
        Ask::Type(ask) => Box::new(type_in::TypeFace::new(ask.clone())),
        Ask::Order(ask) => Box::new(order::OrderFace::new(ask.clone())),
        Ask::Pairs(ask) => Box::new(pairs::PairsFace::new(ask.clone())),
    }
}
