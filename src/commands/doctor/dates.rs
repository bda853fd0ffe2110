//! What `doctor` says of answers dated by a wrong clock, and does about them.

use crate::commands::desk::Desk;
use crate::commands::{Error, Exit, refused, say};
use crate::library::Misdated;
use crate::text::show;

/// Says in a clause what is wrongly dated, and what to do.
pub(super) fn clause(misdated: &Misdated) -> String {
    let ahead =
        misdated.from.map(|from| format!("answers dated ahead of now: {}, from {from} on", misdated.ahead));
    let behind =
        (misdated.behind > 0).then(|| format!("answers dated before earlier ones: {}", misdated.behind));
    let mut clauses: Vec<String> = ahead.into_iter().chain(behind).collect();
    if clauses.is_empty() {
        return "run forwards".into();
    }
    let sure = misdated.sure();
    if sure > 0 {
        clauses.push("`doctor --repair` gives them the dates of the answers beside them".into());
    }
    if sure < misdated.ahead + misdated.behind {
        clauses
            .push("set this computer's clock if it is wrong; if it is right, answer a question first".into());
    }
    clauses.join("; ")
}

/// Records the dates that wrongly dated answers belong to and returns how many there were.
pub(super) fn repair(desk: &mut Desk) -> Result<usize, Error> {
    let now = desk.now();
    let misdated = desk.library.misdated(now);
    let answers = misdated.sure();
    if answers == 0 {
        return Ok(0);
    }
    let clock = desk.calendar.format(now.at, "%Y-%m-%d %H:%M");
    let question = format!(
        "Answers with a wrong date: {answers}, if it is {clock} now, as this computer's clock says. Is that right?"
    );
    if refused(&question)? {
        return Err(Error::new(Exit::Io, "No date was changed. Set the clock, then repair again."));
    }
    let dated = desk.save(misdated.repair())?;
    desk.library.apply_all(dated);
    let moves = desk.library.earlier(&misdated, now);
    desk.save(moves)?;
    say(&show(&format!(
        "Answers that have the dates of those beside them now: {answers}; no line was rewritten."
    )));
    Ok(answers)
}
