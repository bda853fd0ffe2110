//! The log held by a front end and by whatever ends it, so that what waits gets one more try.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Keeper;
use crate::clock::Moment;
use crate::config::Config;
use crate::review::{Event, Said, What};
use crate::store::log::Log;
use crate::text::{Safe, show};

/// A log with several holders, and the files that could not be written.
#[derive(Clone, Debug)]
pub struct Shared(Arc<Mutex<Log>>, Arc<Mutex<Vec<(String, Safe)>>>);

impl Shared {
    /// Shares a log.
    pub fn new(log: Log) -> Self {
        Self(Arc::new(Mutex::new(log)), Arc::default())
    }

    /// Tries once more to save and write what waits; returns what is to be said if that cannot be done.
    ///
    /// A log that failed in the middle of saving is not tried again.
    pub fn last_try(&self, now: Moment) -> Option<Safe> {
        let texts: Vec<Safe> = self.last_answers(now).into_iter().chain(self.last_files()).collect();
        (!texts.is_empty())
            .then(|| show(&texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).line())
    }

    /// Tries once more to write the files that could not be written.
    fn last_files(&self) -> Option<Safe> {
        let files = std::mem::take(&mut *self.files());
        let mut why = None;
        for (name, text) in files {
            if let Err(failed) = self.clone().export(&name, &text) {
                why = Some(show(&format!("{name} is not written. {failed}")));
            }
        }
        why
    }

    fn files(&self) -> MutexGuard<'_, Vec<(String, Safe)>> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last_answers(&self, now: Moment) -> Option<Safe> {
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
        let done = self.log().export(name, text);
        let mut files = self.files();
        files.retain(|(own, _)| own != name);
        if done.is_err() {
            files.push((name.to_owned(), text.clone()));
        }
        done
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
    fn a_file_that_could_not_be_written_is_tried_again_and_told() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("exports");
        std::fs::write(&blocked, b"a file where the folder belongs").unwrap();
        let mut shared = Shared::new(Log::open(home.path(), Calendar::utc(4), Moment(0)).0);
        assert!(shared.export("a.json", &"one".into()).is_err());
        for _ in 0..2 {
            let said = shared.last_try(Moment(0)).unwrap();
            assert!(said.starts_with("a.json is not written. The file cannot be written: "), "{said}");
        }
        std::fs::remove_file(&blocked).unwrap();
        assert_eq!(shared.last_try(Moment(0)), None);
        assert_eq!(std::fs::read(blocked.join("a.json")).unwrap(), b"one");
        assert_eq!(shared.last_try(Moment(0)), None);
        assert_eq!(std::fs::read_dir(&blocked).unwrap().count(), 1);
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
