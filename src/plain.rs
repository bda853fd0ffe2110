//! The line-by-line front end: for pipes, screen readers and terminals that can only print lines.
//! No cursor movement, no borders; prompts end in a colon, choices are numbers, the role word comes first.

mod ask;
mod tell;
pub mod words;

use std::io::{self, BufRead};

use crate::card::ask::{Answer, Ask};
use crate::card::grade::{Grade, Sure};
use crate::clock::{Calendar, Clock, Now};
use crate::library::Library;
use crate::outlet::Lines;
use crate::review::What;
use crate::session::{Session, Shift, Stage};
use crate::store::keeper::Keeper;
use crate::text::{Safe, show};

/// Characters of one text that are printed at most.
const LONGEST: usize = 16 * 1024;

/// What the learner wrote at a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Text(String),
    Undo,
    Leave,
    /// The input has ended.
    Ended,
    Unknown,
}

/// A plain session's surroundings.
pub struct Desk<'a> {
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

/// How a turn went on.
enum Flow {
    On,
    Undo,
    Leave,
    Ended,
}

/// Runs a session to its end, or until the input ends.
pub fn run(session: &mut Session, desk: &mut Desk<'_>) -> io::Result<()> {
    let saved =
        if desk.keeper.refuses() { "Nothing can be saved here." } else { "Everything is saved as you go." };
    desk.line(&format!("Commands: .u undo, .q leave, .h hint, ! I do not know. {saved}"))?;
    let mut open = None;
    while session.stage() != Stage::Over {
        match turn(session, desk)? {
            Flow::On => session.next(desk.library, desk.now()),
            Flow::Undo => undo(session, desk)?,
            flow @ (Flow::Leave | Flow::Ended) => {
                open = matches!(flow, Flow::Ended).then(|| session.progress().total);
                session.close();
                break;
            }
        }
    }
    let now = desk.clock.now();
    // What is still not saved then is counted, and why is said at the very end.
    let _ = desk.keeper.retry(now);
    tell::summary(session, open, desk)
}

impl Desk<'_> {
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

    /// Shows a prompt and reads a line.
    fn ask(&mut self, prompt: &str) -> io::Result<Said> {
        self.out.begin(&show(&format!("{prompt}: ")).message())?;
        let said = self.read()?;
        if !self.echoes {
            self.out.line(&Safe::default())?;
        }
        Ok(said)
    }

    fn read(&mut self) -> io::Result<Said> {
        let mut bytes = Vec::new();
        // A line without end must not fill the memory.
        let read = io::Read::take(&mut *self.input, 64 << 10).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(Said::Ended);
        }
        let text = String::from_utf8_lossy(&bytes);
        Ok(match text.trim() {
            ".q" => Said::Leave,
            ".u" => Said::Undo,
            "!" => Said::Unknown,
            text => Said::Text(text.to_owned()),
        })
    }

    fn record(&mut self, whats: Vec<What>) -> io::Result<Vec<crate::review::Event>> {
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

fn turn(session: &mut Session, desk: &mut Desk<'_>) -> io::Result<Flow> {
    tell::question(session, desk)?;
    loop {
        let flow = match session.stage() {
            Stage::Asking(step) => answer(session, step, desk)?,
            Stage::Sure => sure(session, desk)?,
            Stage::Ruling => ask::ruling(session, desk)?,
            Stage::Judged => return judged(session, desk),
            Stage::Over => return Ok(Flow::On),
        };
        if !matches!(flow, Flow::On) {
            return Ok(flow);
        }
    }
}

fn answer(session: &mut Session, step: usize, desk: &mut Desk<'_>) -> io::Result<Flow> {
    if step > 0 {
        tell::step(session, step - 1, desk)?;
    }
    let Some(question) = session.question() else { return Ok(Flow::Leave) };
    let (ask, hints) = (question.steps[step].clone(), question.hints.clone());
    let gaps = session.outlook(desk.library, desk.now());
    let given = match &ask {
        Ask::Reveal(ask) => ask::reveal(ask, &hints, &gaps, desk)?,
        Ask::Ticks(ask) => ask::ticks(ask, &hints, desk)?,
        Ask::Choose(ask) => ask::choose(ask, &hints, desk)?,
        Ask::Type(ask) => ask::type_in(ask, &hints, desk)?,
        Ask::Order(ask) => ask::order(ask, &hints, desk)?,
        Ask::Pairs(ask) => ask::pairs(ask, &hints, desk)?,
    };
    match given {
        Ok(answer) => {
            let now = desk.now();
            session.answer(answer, now);
            Ok(Flow::On)
        }
        Err(flow) => Ok(flow),
    }
}

fn sure(session: &mut Session, desk: &mut Desk<'_>) -> io::Result<Flow> {
    match ask::word(desk, "How sure? g guess, f fairly, s sure", &["g", "f", "s", ""])? {
        Ok(word) => session.sure(match word.as_str() {
            "g" => Sure::Guess,
            "s" => Sure::Sure,
            _ => Sure::Fairly,
        }),
        Err(flow) => return Ok(flow),
    }
    Ok(Flow::On)
}

/// Records at once, then tells how it went; a grade moved by hand is recorded in its place.
fn judged(session: &mut Session, desk: &mut Desk<'_>) -> io::Result<Flow> {
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
    if by_hand || !single {
        desk.line("")?;
        return Ok(Flow::On);
    }
    loop {
        tell::grade(session, desk)?;
        let shift = match ask::word(desk, "Accept? y, minus or plus", &["y", "", "-", "minus", "+", "plus"])?
        {
            Ok(word) if word == "-" || word == "minus" => Shift::Lower,
            Ok(word) if word == "+" || word == "plus" => Shift::Raise,
            Ok(_) => break,
            Err(flow) => return Ok(flow),
        };
        let whats = session.regrade(shift, desk.library, desk.now());
        let events = desk.record(whats)?;
        session.recorded(&events);
    }
    desk.line("")?;
    Ok(Flow::On)
}

fn undo(session: &mut Session, desk: &mut Desk<'_>) -> io::Result<()> {
    let now = desk.now();
    let Some(whats) = session.undo(desk.library, now) else {
        return desk.line("Nothing of today is left to take back.");
    };
    desk.record(whats)?;
    desk.line("Taken back. Here it is again.")?;
    session.undone(desk.library, now);
    Ok(())
}

/// Returns the word for a grade with its number, for prompts.
fn numbered(grade: Grade) -> String {
    format!("{} {}", grade as u8, grade.word())
}
