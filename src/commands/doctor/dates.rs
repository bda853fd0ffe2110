//! What `doctor` says of answers dated by a wrong clock, and does about them.

use crate::commands::desk::Desk;
use crate::commands::say;
use crate::library::Misdated;
use crate::text::{Safe, show};

/// Says in a clause what is wrongly dated.
pub(super) fn told(misdated: &Misdated) -> String {
    let remedy = "`doctor --repair` gives them the dates of the answers beside them";
    let ahead =
        misdated.from.map(|from| format!("answers dated ahead of now: {}, from {from} on", misdated.ahead));
    let behind =
        (misdated.behind > 0).then(|| format!("answers dated before earlier ones: {}", misdated.behind));
    match (ahead, behind) {
        (None, None) => "run forwards".into(),
        (Some(one), None) | (None, Some(one)) => format!("{one}; {remedy}"),
        (Some(ahead), Some(behind)) => format!("{ahead}; {behind}; {remedy}"),
    }
}

/// Records the dates that wrongly dated answers belong to and returns how many there were; an error is a sentence.
pub(super) fn repair(mut desk: Desk) -> Result<usize, Safe> {
    let now = desk.now();
    let misdated = desk.library.misdated(now);
    if misdated == Misdated::default() {
        return Ok(0);
    }
    let dated = desk.log.append(misdated.repair(), now.at).map_err(|error| error.why)?;
    desk.library.apply_all(dated);
    let moves = desk.library.earlier(&misdated, now);
    desk.log.append(moves, now.at).map_err(|error| error.why)?;
    let answers = misdated.ahead + misdated.behind;
    say(&show(&format!(
        "Answers that have the dates of those beside them now: {answers}; no line was rewritten."
    )));
    Ok(answers)
}
