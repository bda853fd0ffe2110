//! `backup`, and the backup a day makes by itself.

use std::path::Path;
use std::thread::JoinHandle;

use super::desk::Desk;
use super::{Error, Exit, say};
use crate::cli::BackupArgs;
use crate::clock::{Calendar, Clock};
use crate::store::backup::{self, Made, NoBackup, daily, shelf};
use crate::store::export::{Over, Refused};
use crate::store::paths::{Paths, clock};
use crate::store::{settings, shown};
use crate::text::{Safe, count, show};

pub(super) fn backup(home: Option<&Path>, args: &BackupArgs) -> Result<Exit, Error> {
    let paths = Paths::find(home)?;
    if !paths.home.is_dir() {
        let home = shown(&paths.home);
        let text = format!("error: {home}: there is no such folder; name your home with --home");
        return Err(Error::new(Exit::NoInput, text));
    }
    let now = clock().now();
    let target = args.file.clone().unwrap_or_else(|| shelf::by_hand(&paths.home, now));
    let target = std::path::absolute(&target).unwrap_or(target);
    let name = shown(&target);
    let Made { events, damaged } = backup::make(&paths.home, &target, Over::forced(args.force), now)
        .map_err(|why| match why {
            NoBackup::Source(unread) => {
                Error::new(Exit::from(&unread), format!("error: {unread}; no backup is written"))
            }
            NoBackup::Target(why) => refused(&name, &why),
        })?;
    say(&show(&format!(
        "{} written to {name} and read back. Typed answers, decks and settings are not in it: copy the home folder for those.",
        count(events, "event")
    )));
    if damaged == 0 {
        return Ok(Exit::Done);
    }
    let text =
        format!("Lines of the log that are damaged and not in it: {damaged}; `cardsharp doctor` names them.");
    Err(Error::new(Exit::Data, text))
}

/// Says why a file was not written, and what to do.
pub(super) fn refused(name: &Safe, why: &Refused) -> Error {
    let (remedy, exit) = match why {
        Refused::Other(_) => ("name another file or add --force", Exit::CannotCreate),
        Refused::Holds(_) => ("restore it first, name another file or add --force", Exit::CannotCreate),
        Refused::Link => ("name the file it points to", Exit::CannotCreate),
        Refused::NotRegular | Refused::Log | Refused::Own => ("name another file", Exit::CannotCreate),
        Refused::Io(error) => ("name another file", Exit::unwritten(error.kind())),
    };
    Error::new(exit, format!("error: {name}: {why}; {remedy}"))
}

/// Makes the day's backup: beside a session as it begins, for one that was killed before it could end, and at its end.
pub(super) struct Daily {
    paths: Paths,
    calendar: Calendar,
    clock: Clock,
    begun: Option<JoinHandle<Vec<Safe>>>,
}

impl Daily {
    pub(super) fn of(desk: &Desk) -> Self {
        Self { paths: desk.paths.clone(), calendar: desk.calendar.clone(), clock: desk.clock, begun: None }
    }

    /// Begins on a thread of its own, so that the first screen does not wait.
    pub(super) fn begin(mut self, wanted: bool) -> Self {
        if wanted {
            let (home, calendar, now) = (self.paths.home.clone(), self.calendar.clone(), self.clock.now());
            self.begun = Some(std::thread::spawn(move || daily::make(&home, &calendar, now)));
        }
        self
    }

    /// Ends it, and makes the backup now if none was made today; the setting may have been changed meanwhile.
    pub(super) fn end(self) {
        let begun = self.begun.map(JoinHandle::join).and_then(Result::ok).unwrap_or_default();
        let wanted = settings::read(&self.paths.config()).0.backups;
        let now = || daily::make(&self.paths.home, &self.calendar, self.clock.now());
        let notices = if begun.is_empty() && wanted { now() } else { begun };
        for notice in notices {
            say(&notice);
        }
    }
}
