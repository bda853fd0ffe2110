//! How a session ends, however it ends: one more try to save what waits, and the truth about it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Error, Exit, crash, say};
use crate::clock::Clock;
use crate::store::grader;
use crate::store::keeper::Shared;
use crate::text::{Safe, show};
use crate::tui::Last;

/// What the end of a session needs.
pub(super) struct Ending {
    pub(super) keeper: Shared,
    pub(super) clock: Clock,
    /// Where an error of our own is described.
    pub(super) crash: PathBuf,
}

impl Ending {
    /// Returns what a signal tries first.
    pub(super) fn last(&self) -> Last {
        let (keeper, clock) = (self.keeper.clone(), self.clock);
        Arc::new(move || keeper.last_try(clock.now()))
    }

    /// Runs a front end to its end and settles what is left.
    pub(super) fn after(&self, run: impl FnOnce() -> Result<Exit, Error>) -> Result<Exit, Error> {
        // What a panic leaves half done is asked for nothing but what waits.
        let ended = catch_unwind(AssertUnwindSafe(run));
        grader::end_all();
        self.settle(ended, self.keeper.last_try(self.clock.now()))
    }

    fn settle(
        &self,
        ended: Result<Result<Exit, Error>, Box<dyn Any + Send>>,
        unsaved: Option<Safe>,
    ) -> Result<Exit, Error> {
        match (ended, unsaved) {
            (Ok(Ok(exit)), None) => Ok(exit),
            (Ok(Ok(exit)), Some(unsaved)) => {
                say(&unsaved);
                Ok(if exit == Exit::Done { Exit::Io } else { exit })
            }
            (Ok(Err(error)), None) => Err(error),
            (Ok(Err(error)), Some(unsaved)) if error.text.is_empty() => {
                Err(Error { exit: Exit::Io, text: unsaved })
            }
            (Ok(Err(error)), Some(unsaved)) => {
                Err(Error { exit: Exit::Io, text: show(&format!("{error}; {unsaved}")).line() })
            }
            (Err(_), unsaved) => {
                let saved = unsaved.unwrap_or_else(|| "Every answer given is saved.".into());
                crash::tell(&saved, Some(&self.crash));
                Ok(Exit::Software)
            }
        }
    }
}
