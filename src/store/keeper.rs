//! What a front end saves through: the log, or a list in memory.

mod shared;

use super::export::{self, Refused};
use super::log::Log;
use super::{journal, settings, shown, write};
use crate::clock::Moment;
use crate::config::Config;
use crate::review::{Event, Said, What};
use crate::text::{Safe, show};

pub use shared::Shared;

/// What keeps events: the log, or a test's list.
pub trait Keeper {
    /// Saves what happened; the events wait in memory when that fails, with a sentence why.
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>);
    /// Tries to save what waits.
    fn retry(&mut self, now: Moment) -> Option<Safe>;
    /// Keeps a typed answer in the journal; a failure is a sentence and costs nothing else.
    fn keep_said(&mut self, said: &Said) -> Option<Safe>;
    /// Writes a file the learner asked for, under a name that nothing has yet; returns where it is.
    fn export(&mut self, name: &str, text: &Safe) -> Result<Safe, Safe>;
    /// Writes a setting, or takes it out, and returns all settings as they are then.
    fn set(&mut self, key: &str, value: &str) -> Result<Config, Safe>;
    /// Returns how many events wait.
    fn unsaved(&self) -> usize;
    /// Says whether nothing can be saved at all, as in the home of a newer version.
    fn refuses(&self) -> bool {
        false
    }
}

impl Keeper for Log {
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>) {
        match Self::append(self, whats, now) {
            Ok(events) => (events, None),
            Err(error) => (error.events, Some(error.why)),
        }
    }

    fn retry(&mut self, now: Moment) -> Option<Safe> {
        Self::retry(self, now).err()
    }

    fn keep_said(&mut self, said: &Said) -> Option<Safe> {
        let kept = self.writable().and_then(|()| {
            let why = |error| show(&format!("The journal cannot be written: {}.", super::reason(&error)));
            journal::keep(self.home(), said).map_err(why)
        });
        kept.err()
    }

    fn export(&mut self, name: &str, text: &Safe) -> Result<Safe, Safe> {
        self.writable()?;
        let folder = self.home().join("exports");
        let path = folder.join(name);
        let made = write::make_folder(&folder, &folder).map_err(Refused::Io);
        match made.and_then(|()| export::put_new(&path, text.as_bytes())) {
            Ok(path) => Ok(shown(&path)),
            Err(why) => Err(show(&format!("The file {why} ({}).", shown(&path)))),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<Config, Safe> {
        self.writable()?;
        settings::change(&self.home().join("config.toml"), key, value)
    }

    fn unsaved(&self) -> usize {
        Self::unsaved(self)
    }

    fn refuses(&self) -> bool {
        self.writable().is_err()
    }
}
