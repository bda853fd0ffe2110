//! What every verb gathers: paths, settings, decks, progress.

mod decks;
mod ids;
mod tell;

use std::path::{Path, PathBuf};

use super::{Error, Exit};
use crate::clock::{Calendar, Clock, Now};
use crate::config::Config;
use crate::deck::DeckProblem;
use crate::library::Library;
use crate::review::{Event, What};
use crate::schedule::fit;
use crate::schedule::fsrs::{DEFAULT_PARAMETERS, Rules, Scheduler};
use crate::store::journal;
use crate::store::log::{Account, Log};
use crate::store::paths::{self, Paths};
use crate::store::settings;
use crate::text::Safe;

/// Everything gathered.
pub(super) struct Desk {
    pub(super) paths: Paths,
    pub(super) config: Config,
    pub(super) calendar: Calendar,
    pub(super) clock: Clock,
    pub(super) library: Library,
    pub(super) log: Log,
    /// The parameters that were ever put in force, oldest first.
    pub(super) fits: Vec<Vec<f32>>,
    pub(super) problems: Vec<DeckProblem>,
    /// How many of the problems are errors, those that were only counted too.
    pub(super) errors: usize,
    /// What the learner should know, the gravest first.
    pub(super) notices: Vec<Safe>,
    /// How many events the log holds.
    pub(super) events: usize,
    /// What was found wrong with the files of the log, and of the journal.
    pub(super) answers: Account,
    pub(super) journal: Account,
    /// How many of the notices are about settings.
    pub(super) bad_settings: usize,
    /// How to exit when a deck that was named could not be read whole.
    pub(super) failed: Option<Exit>,
}

/// Gathers everything; the named decks, or the learner's own and the built-in ones.
pub(super) fn gather(
    home: Option<&Path>,
    named: &[PathBuf],
    adjust: impl FnOnce(&mut Config),
) -> Result<Desk, Error> {
    let paths = Paths::find(home)?;
    let clock = paths::clock();
    let (mut config, wrong) = settings::read(&paths.config());
    adjust(&mut config);
    let (zone, odd_zone) = paths::zone();
    let calendar = Calendar::in_zone(zone, config.day_start as u8);
    // The log and the decks are read side by side.
    let (shelves, ((log, history), journal)) = std::thread::scope(|scope| {
        let log = scope
            .spawn(|| (Log::open(&paths.home, calendar.clone(), clock.now()), journal::read(&paths.home)));
        let loaded = decks::load(&decks::shelves(&paths, &config, named));
        (loaded, log.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (fits, bad) = fit::recorded(&history.events);
    let params = fits.last().cloned().unwrap_or_else(|| DEFAULT_PARAMETERS.to_vec());
    let rules = Rules { params, ..config.rules() };
    let scheduler = Scheduler::new(rules).map_err(|error| {
        Error::new(Exit::Config, format!("error: {}: {error}; correct it", paths.config().display()))
    })?;
    let mut desk = Desk {
        library: Library::new(scheduler, &config),
        paths,
        config,
        calendar,
        clock,
        log,
        fits,
        problems: Vec::new(),
        errors: 0,
        bad_settings: wrong.len(),
        notices: history
            .notices
            .into_iter()
            .chain(journal.account.notices("typed answers"))
            .chain(wrong)
            .chain(odd_zone)
            .chain(bad)
            .collect(),
        events: history.events.len(),
        answers: history.account,
        journal: journal.account,
        failed: None,
    };
    if let Some(text) = desk.shrunk() {
        desk.notices.insert(0, text);
    }
    desk.place(shelves);
    if named.is_empty() {
        // One's own decks may have faults; what may not be read at all is missing from every figure.
        desk.failed = desk.failed.filter(|exit| matches!(exit, Exit::Permission | Exit::Io));
    }
    desk.library.apply_all(history.events);
    for said in journal.said {
        desk.library.hear(said);
    }
    Ok(desk)
}

impl Desk {
    pub(super) fn now(&self) -> Now {
        self.calendar.now(self.clock.now())
    }

    /// Returns how to end a command whose figures lack answers that could not be read.
    pub(super) fn unread(&self) -> Option<Exit> {
        self.answers.unread.first().map(Exit::from)
    }

    /// Saves what happened; a newer version's home is no failing disk.
    pub(super) fn save(&mut self, whats: Vec<What>) -> Result<Vec<Event>, Error> {
        let now = self.clock.now();
        self.log.append(whats, now).map_err(|error| {
            let exit = if self.log.writable().is_err() { Exit::Data } else { Exit::Io };
            Error { exit, text: error.why }
        })
    }

    /// Returns how to end a command that did its work on all that could be read.
    pub(super) fn done(&self) -> Exit {
        self.failed.unwrap_or(Exit::Done)
    }

    /// Ends a command that half a history would mislead.
    pub(super) fn whole(&self) -> Result<(), Error> {
        self.tell_missing();
        // Half a history would be taken for the whole.
        self.unread().map_or(Ok(()), |exit| Err(Error::new(exit, "Nothing is changed.")))
    }
}
