//! What plain mode says: the question, how it went, the end.

use std::io;

use super::{Context, Left, words};
use crate::card::ask::{Answer, Ask, Outcome, Right};
use crate::card::grade::Grade;
use crate::review::Gap;
use crate::schedule::Due;
use crate::session::{Session, word};
use crate::text::{Safe, count, markup, show};

pub(super) fn question(session: &Session, desk: &mut Context<'_>) -> io::Result<()> {
    let Some(question) = session.question() else { return Ok(()) };
    let progress = session.progress();
    let kind = capital(question.facet.kind());
    let first = if session.is_first_meeting() { " First meeting." } else { "" };
    let practice = if session.is_recorded() { "" } else { " Practice, not recorded." };
    let home = question.items.first().map_or("", |item| item.deck());
    desk.line(&format!(
        "Question {} of {}. {kind}. Deck {home}.{first}{practice}",
        progress.done + 1,
        progress.total
    ))?;
    desk.line(&markup::plain(&question.q))?;
    if let Some(probes) = question.probes.as_ref().filter(|_| !question.is_sheet()) {
        desk.line(&format!("They are probing: {}", probes.line()))?;
    }
    if let Some(frame) = &question.frame {
        desk.line(&format!("In this deck: {}", frame.line()))?;
    }
    Ok(())
}

/// Tells how an earlier step of the same question went.
pub(super) fn step(session: &Session, step: usize, desk: &mut Context<'_>) -> io::Result<()> {
    let (Some(question), Some(outcome)) = (session.question(), session.outcomes().get(step)) else {
        return Ok(());
    };
    desk.line(&format!("{}.", word(outcome.right, session.is_first_meeting())))?;
    feedback(&question.steps[step], session.answers().get(step), outcome, desk)
}

pub(super) fn verdict(session: &Session, desk: &mut Context<'_>) -> io::Result<()> {
    let (Some(question), Some(verdict)) = (session.question(), session.verdict()) else { return Ok(()) };
    if !question.is_self_graded() || session.answers().contains(&Answer::GaveUp) {
        desk.line(&format!("{}. {}.", word(verdict.right, session.is_first_meeting()), verdict.because))?;
    }
    let last = session.answers().len().saturating_sub(1);
    if let (Some(ask), Some(outcome)) = (question.steps.get(last), session.outcomes().last()) {
        feedback(ask, session.answers().last(), outcome, desk)?;
    }
    for note in &question.notes {
        desk.line(&format!("{}: {}", capital(note.label), note.text.line()))?;
    }
    Ok(())
}

fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A reason behind what it is about, if there is one.
fn behind(mark: &str, why: Option<&Safe>) -> String {
    why.map_or(String::new(), |why| format!("{mark} {}", why.line()))
}

/// Elaborated feedback: what is right, and why each option or row is what it is.
fn feedback(
    step: &Ask,
    answer: Option<&Answer>,
    outcome: &Outcome,
    desk: &mut Context<'_>,
) -> io::Result<()> {
    match step {
        Ask::Choose(choose) => {
            for (at, option) in choose.options.iter().enumerate() {
                let yours = answer == Some(&Answer::Picked(at));
                if option.right || yours || option.why.is_some() {
                    let mark = if option.right { "right" } else { "not" };
                    let why = behind("", option.why.as_ref());
                    desk.line(&format!("{} {mark}. {}{why}", at + 1, option.say.line()))?;
                }
            }
        }
        Ask::Type(typed) => {
            desk.line(&format!("Answer. {}", typed.reference.line()))?;
            if let Some(Answer::Typed { text, .. }) = answer {
                desk.line(&format!("You wrote. {}", show(text).line()))?;
            }
            for other in &typed.lookalikes {
                desk.line(&format!("Do not mix it up with {}", other.text.line()))?;
            }
        }
        Ask::Order(order) => {
            let mut rows: Vec<_> = order.rows.iter().collect();
            rows.sort_by_key(|row| row.place.unwrap_or(usize::MAX));
            for row in rows {
                let place = row.place.map_or("does not belong".to_owned(), |place| (place + 1).to_string());
                let why = behind(":", row.why.as_ref());
                desk.line(&format!("{place}. {}{why}", row.say.line()))?;
            }
        }
        Ask::Pairs(pairs) => {
            for (at, row) in pairs.rows.iter().enumerate() {
                let right = if outcome.rows.get(at) == Some(&Right::Yes) { "right" } else { "wrong" };
                let mark = pairs.sides.get(row.right).map_or(String::new(), |side| {
                    let key = if pairs.once { format!("{} ", side.key) } else { String::new() };
                    format!("{key}{}", side.say.line())
                });
                let why = behind("", row.why.as_ref());
                desk.line(&format!("{} {right}. {}: {mark}.{why}", at + 1, row.say.line()))?;
            }
        }
        Ask::Reveal(reveal) if answer == Some(&Answer::GaveUp) => {
            desk.line(&format!("Answer. {}", markup::plain(&reveal.answer)))?;
        }
        Ask::Ticks(ticks) if answer == Some(&Answer::GaveUp) => {
            for idea in &ticks.ideas {
                desk.line(&format!("Idea. {}", idea.say.line()))?;
            }
        }
        Ask::Reveal(_) | Ask::Ticks(_) => {}
    }
    Ok(())
}

pub(super) fn grade(session: &Session, desk: &mut Context<'_>) -> io::Result<()> {
    let (Some(question), Some(verdict)) = (session.question(), session.verdict()) else { return Ok(()) };
    let Some(grade) = verdict.grades.first() else { return Ok(()) };
    let now = desk.now();
    let memory = question.items.first().and_then(|item| desk.library.memory(item));
    let gap = memory.map(|memory| match memory.due {
        Due::At(at) => Gap::Ms(at.since(now.at)),
        Due::On(day) => Gap::Days(day.since(now.day).max(0).unsigned_abs()),
    });
    let next = gap.map_or(String::new(), |gap| format!(" Next in {}.", words::gap(gap)));
    let because = match (verdict.because.as_ref(), grade) {
        ("right", Grade::Good | Grade::Easy) => "it is right",
        ("wrong", _) => "it is wrong",
        (text, _) => text,
    };
    desk.line(&format!("Grade: {}, because {because}.{next}", grade.word()))
}

/// Tells how a session went, why it was left, and how much of how many questions is done.
pub(super) fn summary(
    session: &Session,
    left: Option<&Left>,
    total: usize,
    desk: &mut Context<'_>,
) -> io::Result<()> {
    let tally = session.tally();
    let (n, right) = (tally.answered.len(), tally.right());
    let done = match left {
        Some(Left::Ended) if n < total => {
            format!("The input ended after {n} of {}.", count(total, "question"))
        }
        Some(Left::Unread(_)) => format!("The input failed after {n} of {}.", count(total, "question")),
        _ => "Session done.".to_owned(),
    };
    desk.line(&format!("{done} {}, {right} right.", count(n, "answer")))?;
    for (kind, right, n) in tally.kinds() {
        desk.line(&format!("{}: {right} of {n}.", capital(kind)))?;
    }
    let text = match (session.is_recorded(), desk.keeper.unsaved()) {
        (false, _) => "Practice: nothing was recorded.".to_owned(),
        (true, 0) if n > 0 => "Everything is saved.".into(),
        (true, 0) => "Nothing was answered.".into(),
        (true, 1) => "Warning. 1 change is not saved.".into(),
        (true, waiting) => format!("Warning. {waiting} changes are not saved."),
    };
    desk.line(&text)
}
