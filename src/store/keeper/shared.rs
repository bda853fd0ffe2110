//! The log held by a front end and by whatever ends it, so that what waits gets one more try.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Keeper;
use crate::clock::Moment;
use crate::config::Config;
use crate::review::{Event, Said, What};
use crate::store::log::Log;
use crate::text::{Safe, show};

/// A log with several holders.
#[derive(Clone, Debug)]
pub struct Shared(Arc<Mutex<Log>>);

impl Shared {
    /// Shares a log.
    pub fn new(log: Log) -> Self {
        Self(Arc::new(Mutex::new(log)))
    }

    /// Tries once more to save what waits; returns what is to be said if it cannot be saved.
    ///
    /// A log that failed in the middle of saving is not tried again.
    pub fn last_try(&self, now: Moment) -> Option<Safe> {
        let (mut log, sound) = match self.0.lock() {
            Ok(log) => (log, true),
            Err(broken) => (broken.into_inner(), false),
        };
        let why = match (log.unsaved(), sound) {
            (0, true) => return None,
            (0, false) => return Some("The last answer may not be saved: saving it failed midway.".into()),
            (_, true) => log.retry(now).err()?,
            (_, false) => "Saving failed midway.".into(),
        };
        let text = match log.unsaved() {
            1 => "1 change is not saved".to_owned(),
            n => format!("{n} changes are not saved"),
        };
        Some(show(&format!("{text}. {why}")).line())
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper for Shared {
    fn append(&mut self, whats: Vec<What>, now: Moment) -> (Vec<Event>, Option<Safe>) {
        Keeper::append(&mut *self.log(), whats, now)
    }

    fn retry(&mut self, now: Moment) -> Option<Safe> {
        Keeper::retry(&mut *self.log(), now)
    }

    fn keep_said(&mut self, said: &Said) -> Option<Safe> {
        self.log().keep_said(said)
    }

    fn export(&mut self, name: &str, text: &Safe) -> Result<Safe, Safe> {
        self.log().export(name, text)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<Config, Safe> {
        self.log().set(key, value)
    }

    fn unsaved(&self) -> usize {
        self.log().unsaved()
    }

    fn refuses(&self) -> bool {
        self.log().refuses()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Calendar;

    fn set() -> Vec<What> {
        vec![What::Set { key: "k".into(), value: "v".into() }]
    }

    #[test]
    fn what_waits_is_told_with_the_reason_and_saved_once_it_can_be() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("events");
        std::fs::write(&blocked, b"a file where the folder belongs").unwrap();
        let mut shared = Shared::new(Log::open(home.path(), Calendar::utc(4), Moment(0)).0);
        assert_eq!(shared.last_try(Moment(0)), None);
        assert!(shared.append(set(), Moment(1_000)).1.is_some());
        let said = shared.last_try(Moment(2_000)).unwrap();
        assert!(said.starts_with("1 change is not saved. Cannot save to"), "{said}");
        std::fs::remove_file(&blocked).unwrap();
        assert_eq!((shared.last_try(Moment(3_000)), shared.unsaved()), (None, 0));
    }

    #[test]
    fn a_log_that_failed_midway_is_not_tried_again() {
        let home = tempfile::tempdir().unwrap();
        let shared = Shared::new(Log::open(home.path(), Calendar::utc(4), Moment(0)).0);
        let other = shared.clone();
        let failed = std::thread::spawn(move || {
            let _held = other.0.lock().unwrap();
            panic!("in the middle");
        });
        assert!(failed.join().is_err());
        assert!(shared.last_try(Moment(0)).unwrap().contains("may not be saved"));
    }
}
