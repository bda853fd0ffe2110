//! The line-by-line front end: for pipes, screen readers and terminals that can only print lines.
//! No cursor movement, no borders; prompts end in a colon, choices are numbers, the role word comes first.

mod ask;
mod tell;
#[cfg(test)]
mod tests;
pub mod words;

use std::io::{self, BufRead};

use crate::card::ask::{Answer, Ask};
use crate::card::grade::Sure;
use crate::clock::{Calendar, Clock, Now};
use crate::library::Library;
use crate::outlet::Lines;
use crate::review::{Event, What};
use crate::session::{Session, Shift, Stage};
use crate::store::keeper::Keeper;
use crate::store::reason;
use crate::text::{Safe, show};

/// Characters of one text that are printed at most.
const LONGEST: usize = 16 * 1024;
/// Bytes of one line that are read at most.
const LINE: u64 = 64 * 1024;
/// Bytes behind them that are passed over at most.
const REST: u64 = 64 * 1024 * 1024;

/// Why a question is left before it is answered.
#[derive(Debug, thiserror::Error)]
enum Left {
    /// The learner takes the last answer back.
    #[error("an answer is taken back")]
    Undo,
    /// The learner leaves.
    #[error("the session is left")]
    Leave,
    /// There is no further line.
    #[error("the input has ended")]
    Ended,
    /// A line cannot be read.
    #[error("the input cannot be read: {}", reason(.0))]
    Unread(io::Error),
    /// What is said cannot be written.
    #[error(transparent)]
    Unwritten(#[from] io::Error),
}

/// A plain session's surroundings.
pub struct Context<'a> {
    /// Everything in memory.
    pub library: &'a mut Library,
    /// What keeps events.
    pub keeper: &'a mut dyn Keeper,
    /// The learner's calendar.
    pub calendar: &'a Calendar,
    /// Where "now" comes from.
    pub clock: Clock,
    /// Where lines come from.
    pub input: &'a mut dyn BufRead,
    /// Where lines go.
    pub out: Lines,
    /// Whether what is typed shows by itself, as in a terminal.
    pub echoes: bool,
}

/// Runs a session to its end, or until the input ends; an input that fails is an error, told after the summary.
pub fn run(session: &mut Session, desk: &mut Context<'_>) -> io::Result<()> {
    let saved =
        if desk.keeper.refuses() { "Nothing can be saved here." } else { "Everything is saved as you go." };
    desk.line(&format!("Commands: .u undo, .q leave, .h hint, ! I do not know. {saved}"))?;
    let left = loop {
        match question(session, desk) {
            Ok(()) if session.stage() == Stage::Over => break None,
            Ok(()) => session.next(desk.library, desk.now()),
            Err(Left::Undo) => undo(session, desk)?,
            Err(Left::Unwritten(error)) => return Err(error),
            Err(left) => break Some(left),
        }
    };
    let total = session.progress().total;
    if left.is_some() {
        session.close();
    }
    let now = desk.clock.now();
    // What is still not saved then is counted, and why is said at the very end.
    let _ = desk.keeper.retry(now);
    tell::summary(session, left.as_ref(), total, desk)?;
    match left {
        Some(left @ Left::Unread(_)) => Err(io::Error::other(left.to_string())),
        _ => Ok(()),
    }
}

impl Context<'_> {
    fn now(&self) -> Now {
        self.calendar.now(self.clock.now())
    }

    /// Prints a line; of a very long text its beginning, for nobody can scroll a pipe back.
    fn line(&mut self, text: &str) -> io::Result<()> {
        let whole = show(text);
        let cut = whole.beginning(LONGEST);
        let place = if cut == whole { "" } else { "; they stand in the deck file" };
        self.out.line(&show(&format!("{cut}{place}")))
    }

    /// Shows a prompt and reads a line; nothing for "I do not know".
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Left> {
        self.out.begin(&show(&format!("{prompt}: ")).message())?;
        let said = self.read();
        if !self.echoes {
            self.out.line(&Safe::default())?;
        }
        said
    }

    fn read(&mut self) -> Result<Option<String>, Left> {
        let mut bytes = Vec::new();
        // A line without end must not fill the memory.
        let mut input = io::Read::take(&mut *self.input, LINE);
        if input.read_until(b'\n', &mut bytes).map_err(Left::Unread)? == 0 {
            return Err(Left::Ended);
        }
        // Nor is what follows of it an answer of its own.
        if bytes.len() as u64 == LINE && !bytes.ends_with(b"\n") {
            let mut rest = io::Read::take(&mut *self.input, REST);
            if rest.skip_until(b'\n').map_err(Left::Unread)? as u64 == REST {
                return Err(Left::Unread(io::Error::other("a line has no end")));
            }
        }
        match String::from_utf8_lossy(&bytes).trim() {
            ".q" => Err(Left::Leave),
            ".u" => Err(Left::Undo),
            "!" => Ok(None),
            text => Ok(Some(text.to_owned())),
        }
    }

    fn record(&mut self, whats: Vec<What>) -> io::Result<Vec<Event>> {
        if whats.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let (events, why) = self.keeper.append(whats, now);
        for event in &events {
            self.library.apply(event.clone());
        }
        if let Some(why) = why {
            self.line(&format!("Warning. {why} The answer is kept and tried again with the next one."))?;
        }
        Ok(events)
    }
}

fn question(session: &mut Session, desk: &mut Context<'_>) -> Result<(), Left> {
    tell::question(session, desk)?;
    loop {
        match session.stage() {
            Stage::Asking(step) => answer(session, step, desk)?,
            Stage::Sure => sure(session, desk)?,
            Stage::Ruling => ask::ruling(session, desk)?,
            Stage::Judged => return judged(session, desk),
            Stage::Over => return Ok(()),
        }
    }
}

fn answer(session: &mut Session, step: usize, desk: &mut Context<'_>) -> Result<(), Left> {
    if step > 0 {
        tell::step(session, step - 1, desk)?;
    }
    let Some(question) = session.question() else { return Err(Left::Leave) };
    let (ask, hints) = (question.steps[step].clone(), question.hints.clone());
    let gaps = session.outlook(desk.library, desk.now());
    let answer = match &ask {
        Ask::Reveal(ask) => ask::reveal(ask, &hints, &gaps, desk)?,
        Ask::Ticks(ask) => ask::ticks(ask, &hints, desk)?,
        Ask::Choose(ask) => ask::choose(ask, &hints, desk)?,
        Ask::Type(ask) => ask::type_in(ask, &hints, desk)?,
        Ask::Order(ask) => ask::order(ask, &hints, desk)?,
        Ask::Pairs(ask) => ask::pairs(ask, &hints, desk)?,
    };
    session.answer(answer.unwrap_or(Answer::GaveUp), desk.now());
    Ok(())
}

fn sure(session: &mut Session, desk: &mut Context<'_>) -> Result<(), Left> {
    let word = ask::word(desk, "How sure? g guess, f fairly, s sure", &["g", "f", "s", ""])?;
    session.sure(match word.as_str() {
        "g" => Sure::Guess,
        "s" => Sure::Sure,
        _ => Sure::Fairly,
    });
    Ok(())
}

/// Records at once, then tells how it went; a grade moved by hand is recorded in its place.
fn judged(session: &mut Session, desk: &mut Context<'_>) -> Result<(), Left> {
    let reviews = session.reviews(desk.library, desk.now());
    let events = desk.record(reviews)?;
    session.recorded(&events);
    if let Some(said) = session.said(desk.now()).filter(|_| desk.library.keeps_journal()) {
        if let Some(why) = desk.keeper.keep_said(&said) {
            desk.line(&format!("Warning. {why}"))?;
        }
        desk.library.hear(said);
    }
    tell::verdict(session, desk)?;
    let by_hand = matches!(session.answers().last(), Some(Answer::Graded { .. }));
    let single = session.verdict().is_some_and(|verdict| verdict.grades.len() == 1);
    if single && !by_hand {
        moved(session, desk)?;
    }
    Ok(desk.line("")?)
}

/// Tells the grade until it is accepted as it is.
fn moved(session: &mut Session, desk: &mut Context<'_>) -> Result<(), Left> {
    loop {
        tell::grade(session, desk)?;
        let word = ask::word(desk, "Accept? y, minus or plus", &["y", "", "-", "minus", "+", "plus"])?;
        let shift = match word.as_str() {
            "-" | "minus" => Shift::Lower,
            "+" | "plus" => Shift::Raise,
            _ => return Ok(()),
        };
        let whats = session.regrade(shift, desk.library, desk.now());
        let events = desk.record(whats)?;
        session.recorded(&events);
    }
}

fn undo(session: &mut Session, desk: &mut Context<'_>) -> io::Result<()> {
    let now = desk.now();
    let Some(whats) = session.undo(desk.library, now) else {
        return desk.line("Nothing of today is left to take back.");
    };
    desk.record(whats)?;
    desk.line("Taken back. Here it is again.")?;
    session.undone(desk.library, now);
    Ok(())
}
