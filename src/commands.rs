//! One verb a file: gather, call, print, exit code.

mod around;
mod backup;
mod check;
pub mod crash;
mod desk;
mod doctor;
mod due;
mod ending;
mod ids;
mod interview;
mod journal;
mod list;
mod mock;
mod optimize;
mod paths;
mod remind;
mod reschedule;
mod restore;
mod simulate;
mod stats;
mod store;
mod study;

use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;

use crate::cli::{Cli, Command, Study};
use crate::outlet::{print, say};
use crate::store::decks::Failure;
use crate::store::log::Unread;
use crate::store::paths::{NoHome, Paths};
use crate::text::{Safe, show};

/// How the program ended, as sysexits numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Wrong usage.
    Usage = 64,
    /// A bad deck, or bad data.
    Data = 65,
    /// A file is missing or not regular.
    NoInput = 66,
    /// No terminal.
    NoTerminal = 69,
    /// An error of our own.
    Software = 70,
    /// Something cannot be created.
    CannotCreate = 73,
    /// The disk failed.
    Io = 74,
    /// Not permitted.
    Permission = 77,
    /// Bad settings or no home.
    Config = 78,
    /// Stopped by Ctrl-C.
    Stopped = 130,
}

impl From<Failure> for Exit {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoInput => Self::NoInput,
            Failure::BadData => Self::Data,
            Failure::Permission => Self::Permission,
            Failure::Io => Self::Io,
        }
    }
}

impl From<&Unread> for Exit {
    fn from(unread: &Unread) -> Self {
        match unread.kind {
            io::ErrorKind::PermissionDenied => Self::Permission,
            // A newer version's form: the disk is well.
            io::ErrorKind::InvalidData => Self::Data,
            _ => Self::Io,
        }
    }
}

impl Exit {
    /// Returns how to end when a file cannot be written.
    fn unwritten(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied => Self::Permission,
            ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::IsADirectory
            | ErrorKind::AlreadyExists
            | ErrorKind::InvalidInput
            | ErrorKind::ReadOnlyFilesystem => Self::CannotCreate,
            _ => Self::Io,
        }
    }

    /// Returns how to end when a file that is named cannot be read.
    fn unread(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidData | ErrorKind::FileTooLarge => Self::Data,
            ErrorKind::PermissionDenied => Self::Permission,
            ErrorKind::NotFound | ErrorKind::InvalidInput | ErrorKind::NotADirectory => Self::NoInput,
            _ => Self::Io,
        }
    }
}

/// Runs what the command line asks for.
pub fn run(cli: Cli) -> io::Result<Exit> {
    let Cli { home, command, study } = cli;
    if command.is_some() && study != Study::default() {
        say(&Safe::from(
            "error: options of a session stand after a command, and decks after its name; see --help",
        ));
        return Ok(Exit::Usage);
    }
    match command {
        None => study::open(home.as_deref(), &study),
        Some(Command::Study(study)) => study::study(home.as_deref(), &study),
        Some(Command::Mock(mock)) => mock::mock(home.as_deref(), &mock),
        Some(Command::Mocks(mocks)) => mock::mocks(home.as_deref(), &mocks),
        Some(Command::Interview(args)) => interview::interview(home.as_deref(), &args),
        Some(Command::Import(args)) => Ok(interview::import(home.as_deref(), &args)),
        Some(Command::Stats(args)) => stats::stats(home.as_deref(), &args),
        Some(Command::Journal { verb }) => journal::journal(home.as_deref(), &verb),
        Some(Command::Due(due)) => due::due(home.as_deref(), &due),
        Some(Command::List(list)) => list::list(home.as_deref(), &list),
        Some(Command::Check(check)) => check::check(&check),
        Some(Command::Optimize(args)) => optimize::optimize(home.as_deref(), &args),
        Some(Command::Reschedule(args)) => reschedule::reschedule(home.as_deref(), &args),
        Some(Command::Simulate(args)) => simulate::simulate(home.as_deref(), &args),
        Some(Command::Backup(args)) => Ok(backup::backup(home.as_deref(), &args)),
        Some(Command::Restore(args)) => restore::restore(home.as_deref(), &args),
        Some(Command::Doctor(args)) => doctor::doctor(home.as_deref(), &args),
        Some(Command::Remind(args)) => remind::remind(home.as_deref(), &args),
        Some(Command::Completions { shell }) => around::completions(shell),
        Some(Command::Man) => around::man(),
        Some(Command::Paths) => paths::paths(home.as_deref()),
        Some(Command::Store { verb }) => store::store(&verb),
    }
}

/// Finds the home folder, or says why there is none.
fn home_of(named: Option<&Path>) -> Result<Paths, Exit> {
    Paths::find(named).map_err(|error| {
        say(&show(&format!("error: {error}")).line());
        match error {
            NoHome::Unknown | NoHome::Relative(_) => Exit::Config,
            NoHome::NotFolder(_) => Exit::CannotCreate,
        }
    })
}

/// Asks for a yes and says whether it was refused; without a terminal nobody can refuse.
fn refused(question: &str) -> io::Result<bool> {
    Ok(io::stdin().is_terminal() && !agreed(question)?)
}

/// Asks for a yes; without a terminal nobody can give one.
fn agreed(question: &str) -> io::Result<bool> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    say(&show(&format!("{question} y or n:")));
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim().eq_ignore_ascii_case("y"))
}
