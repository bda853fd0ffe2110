//! One verb a file: gather, call, print, exit code.

mod around;
mod backup;
mod check;
mod crash;
mod desk;
mod doctor;
mod due;
mod ending;
mod error;
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
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, StudyArgs, Verb};
use crate::outlet::{print, say};
use crate::store::log::Unread;
use crate::text::{Safe, show};
use error::Error;

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

impl From<&Unread> for Exit {
    fn from(unread: &Unread) -> Self {
        match unread.kind {
            ErrorKind::PermissionDenied => Self::Permission,
            // A newer version's form: the disk is well.
            ErrorKind::InvalidData => Self::Data,
            _ => Self::Io,
        }
    }
}

impl Exit {
    /// Returns how to end when a file cannot be written.
    fn unwritten(kind: ErrorKind) -> Self {
        match kind {
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
    fn unread(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::InvalidData | ErrorKind::FileTooLarge => Self::Data,
            ErrorKind::PermissionDenied => Self::Permission,
            ErrorKind::NotFound | ErrorKind::InvalidInput | ErrorKind::NotADirectory => Self::NoInput,
            _ => Self::Io,
        }
    }
}

/// Does what the command line asks for, says why where it cannot, and returns how to end.
pub fn main() -> ExitCode {
    let exit = match Cli::try_parse() {
        Ok(cli) => guarded(cli),
        Err(error) => usage(&error.to_string(), error.use_stderr()),
    };
    ExitCode::from(exit as u8)
}

/// Runs a command; an error of our own is told when the terminal is its owner's again.
fn guarded(cli: Cli) -> Exit {
    crash::hear();
    std::panic::catch_unwind(|| ended(verb(cli))).unwrap_or_else(|_| {
        crash::tell(&Safe::default(), None);
        Exit::Software
    })
}

/// Prints what was asked of the command line itself, or says what is wrong with it, and returns how to end.
fn usage(text: &str, is_wrong: bool) -> Exit {
    if is_wrong {
        ended(Err(Error::new(Exit::Usage, text.trim_end())))
    } else {
        ended(print(&show(text)).map(|()| Exit::Done).map_err(Error::from))
    }
}

fn ended(ended: Result<Exit, Error>) -> Exit {
    ended.unwrap_or_else(|error| {
        if !error.text.is_empty() {
            say(&error.text);
        }
        error.exit
    })
}

fn verb(cli: Cli) -> Result<Exit, Error> {
    let Cli { home, command, study } = cli;
    if command.is_some() && study != StudyArgs::default() {
        let text = "error: options of a session stand after a command, and decks after its name; see --help";
        return Err(Error::new(Exit::Usage, text));
    }
    let home = home.as_deref();
    match command {
        None => study::open(home, &study),
        Some(Verb::Study(study)) => study::study(home, &study),
        Some(Verb::Mock(mock)) => mock::mock(home, &mock),
        Some(Verb::Mocks(mocks)) => mock::mocks(home, &mocks),
        Some(Verb::Interview(args)) => interview::interview(home, &args),
        Some(Verb::Import(args)) => interview::import(home, &args),
        Some(Verb::Stats(args)) => stats::stats(home, &args),
        Some(Verb::Journal { verb }) => journal::journal(home, &verb),
        Some(Verb::Due(due)) => due::due(home, &due),
        Some(Verb::List(list)) => list::list(home, &list),
        Some(Verb::Check(check)) => check::check(&check),
        Some(Verb::Optimize(args)) => optimize::optimize(home, &args),
        Some(Verb::Reschedule(args)) => reschedule::reschedule(home, &args),
        Some(Verb::Simulate(args)) => simulate::simulate(home, &args),
        Some(Verb::Backup(args)) => backup::backup(home, &args),
        Some(Verb::Restore(args)) => restore::restore(home, &args),
        Some(Verb::Doctor(args)) => doctor::doctor(home, &args),
        Some(Verb::Remind(args)) => remind::remind(home, &args),
        Some(Verb::Completions { shell }) => around::completions(shell),
        Some(Verb::Man) => around::man(),
        Some(Verb::Paths) => paths::paths(home),
        Some(Verb::Store { verb }) => store::store(&verb),
    }
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
