//! What every verb gathers: paths, settings, decks, progress.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Error, Exit, ids, say};
use crate::clock::{Calendar, Clock, Now};
use crate::config::Config;
use crate::deck::{self, Count, Problem, Severity, Source};
use crate::library::{Library, Loaded};
use crate::review::{Event, What};
use crate::schedule::fit;
use crate::schedule::fsrs::{DEFAULT_PARAMETERS, Rules, Scheduler};
use crate::store::backup::shelf::{self, Kept};
use crate::store::decks::{self, Found, Shelves};
use crate::store::journal;
use crate::store::log::{self, Account, Log};
use crate::store::paths::{self, Paths};
use crate::store::settings;
use crate::text::{Safe, count, show};
use crate::tui::screen::DeckProblem;

/// Problems of one severity that are told of one deck, and of all decks together.
const TOLD: usize = 20;
const PROBLEMS: usize = 2_000;
/// Lines said beside the data at most.
const LINES: usize = 20;
/// Bytes of them at most.
const BYTES: usize = 4_000;

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
    let (mut config, told) = settings::read(&paths.config());
    adjust(&mut config);
    let (zone, odd_zone) = paths::zone();
    let calendar = Calendar::in_zone(zone, config.day_start as u8);
    // The log and the decks are read side by side.
    let (shelves, ((log, history), journal)) = std::thread::scope(|scope| {
        let log = scope
            .spawn(|| (Log::open(&paths.home, calendar.clone(), clock.now()), journal::read(&paths.home)));
        let loaded = load(&shelves(&paths, &config, named));
        (loaded, log.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (fits, bad) = fits(&history.events);
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
        bad_settings: told.len(),
        notices: history
            .notices
            .into_iter()
            .chain(journal.account.notices("typed answers"))
            .chain(told)
            .chain(odd_zone)
            .map(|notice| notice.0)
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

/// Fitted parameters stand in the log, so that every device schedules alike. Those outside the published ranges are
/// not taken, and a word is said where they are the newest.
fn fits(events: &[Event]) -> (Vec<Vec<f32>>, Option<Safe>) {
    let mut fits: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.what {
            What::Set { key, value } if key == "fsrs" => Some((event, fit::parse(value))),
            _ => None,
        })
        .collect();
    fits.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
    let bad = fits.last().filter(|(_, params)| params.is_none()).map(|(event, _)| {
        show(&format!(
            "The FSRS parameters set on {} by device {} are not 21 numbers within the published ranges; the last good ones stay in force. `cardsharp optimize` sets others.",
            event.day, event.device
        ))
    });
    (fits.into_iter().filter_map(|(_, params)| params).collect(), bad)
}

fn shelves(paths: &Paths, config: &Config, named: &[PathBuf]) -> Shelves {
    let mut shelves = Shelves::default();
    let mut add = |more: Shelves| {
        shelves.found.extend(more.found);
        shelves.unreadable.extend(more.unreadable);
    };
    if named.is_empty() {
        add(decks::home(&paths.decks()));
        if config.builtin_decks {
            add(decks::builtin());
        }
    } else {
        for path in named {
            add(decks::named(path));
        }
    }
    shelves
}

/// A deck read and parsed, with its problems.
struct Read {
    loaded: Loaded,
    problems: Vec<DeckProblem>,
    /// Whether the deck's id is its file's name, letter for letter.
    is_name: bool,
}

/// What came of all decks.
struct Load {
    read: Vec<Read>,
    unreadable: Vec<decks::Unreadable>,
}

/// Parses decks on two threads; each takes the next deck that nobody has, so that both end together.
fn load(shelves: &Shelves) -> Load {
    let next = AtomicUsize::new(0);
    let most = (PROBLEMS / shelves.found.len().max(1)).clamp(1, TOLD);
    let work = || {
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            shelves.found.get(at).map(|found| (at, parse(found, most)))
        };
        std::iter::from_fn(take).collect::<Vec<(usize, Read)>>()
    };
    let read = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut read = work();
        read.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read.sort_by_key(|(at, _)| *at);
        read.into_iter().map(|(_, read)| read).collect()
    });
    Load { read, unreadable: shelves.unreadable.clone() }
}

/// Returns a deck's files as the parser takes them.
pub(super) fn sources(found: &Found) -> Vec<Source<'_>> {
    found.files.iter().map(|(name, text)| Source { name, stem: &found.stem, text }).collect()
}

/// Parses a deck; at most so many of its problems are kept as text, the others are one line with their number.
fn parse(found: &Found, most: usize) -> Read {
    let sources = sources(found);
    let parsed = deck::parse(&sources);
    let told: Vec<Problem> =
        parsed.problems.into_iter().filter(|problem| problem.severity != Severity::Hint).collect();
    let all = Count { hints: 0, ..Count::all(&told).and(parsed.counted) };
    // A card that does not load is worth more than a word about the writing.
    let listed = |severity| told.iter().filter(move |problem| problem.severity == severity).take(most);
    let mut listed: Vec<&Problem> = listed(Severity::Error).chain(listed(Severity::Warning)).collect();
    listed.sort_by_key(|problem| (problem.file, problem.line, problem.column));
    let mut problems: Vec<DeckProblem> = listed
        .into_iter()
        .map(|problem| DeckProblem {
            file: show(sources.get(problem.file).map_or("", |source| source.name)),
            text: show(&deck::problem::report(std::slice::from_ref(problem), Count::default(), &sources)),
            error: problem.severity == Severity::Error,
        })
        .collect();
    problems.extend(all.over(most).more().map(|more| {
        let file = sources.first().map_or("", |source| source.name);
        let text = show(&format!("{file}: {more}; cardsharp check lists them")).line();
        DeckProblem { file: show(file), text, error: all.errors > most }
    }));
    let former = found.former.clone().filter(|_| !parsed.deck.head.has_id);
    let loaded = Loaded { former, ..Loaded::new(parsed.deck, found.origin, all.errors) };
    Read { loaded, problems, is_name: found.is_name }
}

impl Desk {
    pub(super) fn now(&self) -> Now {
        self.calendar.now(self.clock.now())
    }

    /// Says, if so, that the newest backup made by itself has more than the log, and how to get it back.
    fn shrunk(&self) -> Option<Safe> {
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

    /// Returns how to end a command whose figures lack answers that could not be read.
    pub(super) fn unread(&self) -> Option<Exit> {
        self.answers.unread.first().map(Exit::from)
    }

    /// Saves what happened; a newer version's home is no failing disk.
    pub(super) fn save(&mut self, whats: Vec<What>) -> Result<Vec<Event>, Error> {
        let now = self.clock.now();
        self.log.append(whats, now).map_err(|error| {
            let exit = if self.log.refused().is_some() { Exit::Data } else { Exit::Io };
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

    /// Says what could not be read or written, for verbs that say nothing else.
    pub(super) fn tell_missing(&self) {
        if self.unread().is_some() || self.log.refused().is_some() {
            self.answers.notices("answers").iter().for_each(|notice| say(&notice.0));
        }
    }

    fn place(&mut self, mut load: Load) {
        for unreadable in load.unreadable {
            let exit = unreadable.kind.into();
            let graver = self.failed.filter(|failed| *failed != Exit::Data);
            self.failed = graver.or(Some(exit));
            self.fails(unreadable.text);
        }
        ids::keep_own_formers(load.read.iter_mut().map(|read| &mut read.loaded));
        let refused = ids::refused(load.read.iter().map(|read| (&read.loaded, read.is_name)));
        let mut refused = refused.into_iter().peekable();
        for (at, read) in load.read.into_iter().enumerate() {
            if read.loaded.errors > 0 {
                self.failed = self.failed.or(Some(Exit::Data));
            }
            self.errors += read.loaded.errors;
            self.problems.extend(read.problems);
            let refused = refused.next_if(|(refused, _)| *refused == at).map(|(_, text)| text);
            if let Some(text) = refused.or_else(|| self.library.add(read.loaded).err()) {
                self.failed = self.failed.or(Some(Exit::Data));
                self.fails(text);
            }
        }
    }

    /// Takes an error that stands in no line of a deck.
    fn fails(&mut self, text: Safe) {
        self.errors += 1;
        self.problems.push(DeckProblem { file: Safe::default(), text, error: true });
    }

    /// Says problems and notices beside the data, for verbs without a screen.
    pub(super) fn tell(&self) {
        let heads = self.problems.iter().map(|problem| show(problem.text.lines().next().unwrap_or_default()));
        tell_some(&heads.chain(self.notices.iter().cloned()).collect::<Vec<_>>());
    }

    /// Says problems with the lines they stand in.
    pub(super) fn tell_problems(&self) {
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
