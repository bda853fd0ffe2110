//! Tell spotting: lines to mark as raising, lowering or thin, each with its own schedule, asked in sheets.

use super::Body;
use crate::card::ask::{Ask, PairRow, Pairs, Side};
use crate::card::parts::{Tell, Weighs};
use crate::card::{Card, Facet};
use crate::text::{Raw, Safe};

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    facets.extend(card.tells.iter().map(|tell| Facet::Tell(tell.key.clone())));
}

/// Makes a sheet of the tells with these keys, in this order.
pub(super) fn ask(card: &Card, keys: &[&str]) -> Option<Body> {
    let rows: Vec<PairRow> =
        keys.iter().filter_map(|key| card.tells.iter().find(|tell| tell.key == *key)).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let side = |key, say: &'static str| Side { key, say: say.into() };
    let pairs = Pairs {
        prompt: "You are the interviewer. Mark each line: + raises  - lowers  = true but thin".into(),
        rows,
        sides: vec![side('+', "raises"), side('-', "lowers"), side('=', "thin")],
        once: false,
    };
    Some(Body::of(Ask::Pairs(pairs)))
}

fn row(tell: &Tell) -> PairRow {
    let say = match (tell.absent, tell.say.bare().starts_with('(')) {
        (true, false) => Safe::join(&["Left out of the whole answer: ".into(), tell.say.show()], ""),
        (true, true) | (false, _) => tell.say.show(),
    };
    let see =
        tell.see.as_ref().map(|see| Safe::join(&[" See ".into(), crate::text::show(see), ".".into()], ""));
    let why: Vec<Safe> = tell.why.as_ref().map(Raw::show).into_iter().chain(see).collect();
    let right = match tell.weighs {
        Weighs::Up => 0,
        Weighs::Down => 1,
        Weighs::Thin => 2,
    };
    PairRow { say, right, why: (!why.is_empty()).then(|| why.into_iter().collect()) }
}
