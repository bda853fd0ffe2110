//! The backup a day makes: by itself, where the last is of another day and something has been added since. Old ones
//! go by the rule of `thin`, and none goes that holds an answer the log has not.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::shelf::{self, Kept};
use super::{NoBackup, beyond, ids, put, thin};
use crate::clock::{Calendar, Moment};
use crate::review::EventId;
use crate::store::export::Over;
use crate::store::{Notice, log};
use crate::text::{count, show};

/// Makes today's backup if one is due; returns what the learner should know.
pub fn make(home: &Path, calendar: &Calendar, now: Moment) -> Vec<Notice> {
    let tell = |why: String| vec![Notice(show(&format!("No backup was made today: {why}.")))];
    match attempt(home, calendar, now) {
        Ok(notices) => notices,
        Err(NoBackup::Source(unread)) => tell(unread.to_string()),
        Err(NoBackup::Target(why)) => tell(format!("{} {why}", shelf::folder(home).display())),
    }
}

fn attempt(home: &Path, calendar: &Calendar, now: Moment) -> Result<Vec<Notice>, NoBackup> {
    let target = |error: io::Error| NoBackup::Target(error.into());
    let size = log::size(home).map_err(NoBackup::Source)?;
    let mut kept = shelf::all(home).map_err(target)?;
    kept.retain(|one| one.own);
    let done = kept.iter().any(|one| calendar.day(one.at) == calendar.day(now));
    let same = kept.iter().filter_map(|one| one.head).any(|head| head.log == size);
    if size == 0 || done || same {
        return Ok(Vec::new());
    }
    let lines = log::raw(home).map_err(NoBackup::Source)?;
    if lines.is_empty() && kept.is_empty() {
        return Ok(Vec::new());
    }
    let path = shelf::by_itself(home, now);
    put(&lines, size, &path, Over::Own, now).map_err(NoBackup::Target)?;
    let old: Vec<Kept> = shelf::all(home).map_err(target)?.into_iter().filter(|one| one.own).collect();
    Ok(thin_out(&old, &path, &ids(&lines), calendar))
}

/// Takes away what the rule lets go, and tells of the newest backup that holds more than the log.
fn thin_out(kept: &[Kept], made: &Path, known: &HashSet<EventId>, calendar: &Calendar) -> Vec<Notice> {
    let days: Vec<_> = kept.iter().map(|one| calendar.day(one.at)).collect();
    let surplus = thin::surplus(&days);
    let last = kept.iter().position(|one| one.path != made);
    let mut told = None;
    for (at, one) in kept.iter().enumerate() {
        let goes = surplus.contains(&at) && one.path != made;
        if !goes && Some(at) != last {
            continue;
        }
        match beyond(&one.path, known) {
            // What cannot be read now may be read another day: it stays.
            Err(_) => {}
            // A file that will not go costs only its room.
            Ok(0) if goes => drop(fs::remove_file(&one.path)),
            Ok(0) => {}
            Ok(more) => told = told.or(Some((calendar.day(one.at), more))),
        }
    }
    let text = told.map(|(day, more)| {
        format!("The backup of {day} holds {} that your log has not; `cardsharp restore {day}` adds what is missing.", count(more, "event"))
    });
    text.map(|text| Notice(show(&text))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY;
    use crate::store::backup::{Head, answer};

    fn at(day: &str) -> Moment {
        Moment::parse(&format!("{day}T12:00:00Z")).unwrap()
    }

    fn made(home: &Path, now: Moment) -> Vec<Notice> {
        make(home, &Calendar::utc(4), now)
    }

    fn counts(home: &Path) -> Vec<usize> {
        shelf::all(home).unwrap().iter().map(|kept| kept.events().unwrap()).collect()
    }

    #[test]
    fn one_a_day_and_only_when_something_was_added() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(made(home.path(), at("2026-11-20")), []);
        assert_eq!(
            fs::read_dir(home.path()).unwrap().count(),
            0,
            "nothing is written before the first answer"
        );
        answer(home.path(), 3);
        assert_eq!(made(home.path(), at("2026-11-20")), []);
        answer(home.path(), 1);
        made(home.path(), at("2026-11-20").plus(DAY / 4));
        assert_eq!(counts(home.path()), [3], "one a day");
        made(home.path(), at("2026-11-21"));
        made(home.path(), at("2026-11-22"));
        assert_eq!(counts(home.path()), [4, 3], "nothing was added since");
    }

    #[test]
    fn old_ones_go_and_those_of_the_learner_stay() {
        let home = tempfile::tempdir().unwrap();
        for day in 0..40 {
            answer(home.path(), 1);
            assert_eq!(made(home.path(), at("2026-10-01").plus(day * DAY)), []);
            if day == 0 {
                for name in ["mine.jsonl", "2026-10-01T120000Z.jsonl", "auto-mine.jsonl"] {
                    let own = &shelf::all(home.path()).unwrap()[0].path;
                    fs::copy(own, shelf::folder(home.path()).join(name)).unwrap();
                }
            }
        }
        let all = shelf::all(home.path()).unwrap();
        let mut days: Vec<String> =
            all.iter().filter(|one| one.own).map(|one| Calendar::utc(4).day(one.at).to_string()).collect();
        days.sort();
        let expected = ["2026-10-25", "2026-10-31", "2026-11-01"].map(str::to_owned);
        assert_eq!(days[..3], expected);
        assert_eq!((days.len(), all.len()), (10, 13));
    }

    #[test]
    fn a_log_that_has_shrunk_is_told_and_the_better_backup_outlives_the_rule() {
        let home = tempfile::tempdir().unwrap();
        answer(home.path(), 5);
        made(home.path(), at("2026-10-01"));
        fs::remove_dir_all(home.path().join("events")).unwrap();
        answer(home.path(), 2);
        let told = made(home.path(), at("2026-10-02"));
        assert_eq!(told.len(), 1);
        assert!(told[0].0.contains("2026-10-01 holds 5 events that your log has not"), "{}", told[0].0);
        for day in 2..60 {
            answer(home.path(), 1);
            made(home.path(), at("2026-10-01").plus(day * DAY));
        }
        let old = shelf::all(home.path()).unwrap().pop().unwrap();
        assert_eq!((old.events().unwrap(), old.at), (5, at("2026-10-01")));
        super::super::restore(home.path(), &fs::read(&old.path).unwrap()).unwrap();
        answer(home.path(), 1);
        assert_eq!(made(home.path(), at("2026-12-24")), []);
        assert!(!old.path.exists(), "everything in it is in the log again");
    }

    #[test]
    fn a_log_that_cannot_be_read_is_told_and_costs_no_backup() {
        let home = tempfile::tempdir().unwrap();
        answer(home.path(), 5);
        made(home.path(), at("2026-10-01"));
        fs::rename(home.path().join("events"), home.path().join("away")).unwrap();
        fs::write(home.path().join("events"), "x").unwrap();
        let told = made(home.path(), at("2026-10-02"));
        assert!(told[0].0.starts_with("No backup was made today: "), "{}", told[0].0);
        assert_eq!(counts(home.path()), [5]);
    }

    #[test]
    fn a_clock_that_ran_ahead_once_does_not_stop_later_backups() {
        let home = tempfile::tempdir().unwrap();
        answer(home.path(), 1);
        made(home.path(), at("2036-01-01"));
        answer(home.path(), 1);
        made(home.path(), at("2026-11-21"));
        assert_eq!(counts(home.path()), [1, 2]);
        let heads: Vec<Option<Head>> = shelf::all(home.path()).unwrap().iter().map(|one| one.head).collect();
        assert!(heads.iter().all(Option::is_some));
    }
}
