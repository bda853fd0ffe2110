//! Why a command could not do its work: what is said of it, and how the program ends.

use std::io::{self, ErrorKind};

use super::Exit;
use crate::store::paths::NoHome;
use crate::store::reason;
use crate::text::{Safe, show};

/// What ends a command early. It unwinds with `?`, and is said once, at the end.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{text}")]
pub(super) struct Error {
    pub(super) exit: Exit,
    /// What is said beside the data; nothing where it has been said, or nobody is left to hear it.
    pub(super) text: Safe,
}

impl Error {
    /// Makes an error of a sentence that names what is wrong and what to do.
    pub(super) fn new(exit: Exit, text: impl AsRef<str>) -> Self {
        Self { exit, text: show(text.as_ref()) }
    }

    /// Makes an error of which everything has been said.
    pub(super) fn reported(exit: Exit) -> Self {
        Self { exit, text: Safe::default() }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        // Whoever read our output has gone; that is their right.
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::reported(Exit::Done);
        }
        Self { exit: Exit::Io, text: show(&format!("error: {}", reason(&error))).line() }
    }
}

impl From<NoHome> for Error {
    fn from(error: NoHome) -> Self {
        let exit = match error {
            NoHome::Unknown | NoHome::Relative(_) => Exit::Config,
            NoHome::NotFolder(_) => Exit::CannotCreate,
        };
        Self { exit, text: show(&format!("error: {error}")).line() }
    }
}
