//! What a command says of what it gathered, beside the data.

use super::Desk;
use crate::commands::say;
use crate::store::backup::shelf::{self, Kept};
use crate::store::log;
use crate::text::{Safe, count, show};

/// Lines said beside the data at most.
const LINES: usize = 20;
/// Bytes of them at most.
const BYTES: usize = 4_000;

impl Desk {
    /// Says, if so, that the newest backup made by itself has more than the log, and how to get it back.
    pub(super) fn shrunk(&self) -> Option<Safe> {
        let size = log::size(&self.paths.home).ok()?;
        let kept = shelf::all(&self.paths.home).ok()?;
        let mut own = kept.iter().enumerate().filter(|(_, one)| one.own);
        let more = |one: &Kept| one.head.is_some_and(|head| head.log > size && head.events > self.events);
        // Only where a head says more is the file itself looked at.
        let (number, one) = own.find(|(_, one)| !more(one) || one.is_whole().unwrap_or(false))?;
        more(one).then_some(())?;
        Some(show(&format!(
            "Your backup of {} holds {}, your log {}: `cardsharp restore {}` adds what is missing.",
            self.calendar.day(one.at),
            count(one.head?.events, "event"),
            self.events,
            number + 1
        )))
    }

    /// Says what could not be read or written, for verbs that say nothing else.
    pub(in crate::commands) fn tell_missing(&self) {
        if self.unread().is_some() || self.log.writable().is_err() {
            self.answers.notices("answers").iter().for_each(say);
        }
    }

    /// Says problems and notices beside the data, for verbs without a screen.
    pub(in crate::commands) fn tell(&self) {
        let heads = self.problems.iter().map(|problem| show(problem.text.lines().next().unwrap_or_default()));
        tell_some(&heads.chain(self.notices.iter().cloned()).collect::<Vec<_>>());
    }

    /// Says problems with the lines they stand in.
    pub(in crate::commands) fn tell_problems(&self) {
        let whole = self.problems.iter().map(|problem| show(problem.text.trim_end()));
        tell_some(&whole.collect::<Vec<_>>());
    }
}

/// Says as many as fit, and how many more there are.
fn tell_some(texts: &[Safe]) {
    let (mut lines, mut bytes) = (0, 0);
    let fits = |text: &&Safe| {
        lines += text.lines().count();
        bytes += text.message().len();
        lines < LINES && bytes < BYTES
    };
    let mut said = texts.iter().take_while(fits).count();
    texts[..said].iter().for_each(say);
    // Of one that is too long by itself its beginning is more than nothing.
    if let Some(first) = texts.first().filter(|_| said == 0) {
        let head: Vec<&str> = first.lines().take(LINES - 1).collect();
        say(&show(&head.join("\n")).beginning(BYTES));
        said = 1;
    }
    if said < texts.len() {
        let more = texts.len() - said;
        say(&show(&format!("... and {more} more; `cardsharp check` tells what is wrong with a deck")));
    }
}
