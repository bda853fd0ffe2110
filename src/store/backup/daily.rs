//! The backup a day makes: by itself, where the last is of another day and something has been added since. Old ones
//! go by the rule of `thin`, and none goes that holds an answer the log has not.

use std::fs;
use std::io;
use std::path::Path;

use super::held::{self, Known};
use super::shelf::{self, Kept};
use super::{NoBackup, put, thin};
use crate::clock::{Calendar, Moment};
use crate::store::export::Over;
use crate::store::log;
use crate::text::{Safe, count, show};

/// Makes today's backup if one is due; returns what the learner should know.
pub fn make(home: &Path, calendar: &Calendar, now: Moment) -> Vec<Safe> {
    let tell = |why: String| vec![show(&format!("No backup was made today: {why}."))];
    match attempt(home, calendar, now) {
        Ok(notices) => notices,
        Err(NoBackup::Source(unread)) => tell(unread.to_string()),
        Err(NoBackup::Target(why)) => tell(format!("{} {why}", shelf::folder(home).display())),
    }
}

fn attempt(home: &Path, calendar: &Calendar, now: Moment) -> Result<Vec<Safe>, NoBackup> {
    let target = |error: io::Error| NoBackup::Target(error.into());
    let size = log::size(home).map_err(NoBackup::Source)?;
    let mut kept = shelf::all(home).map_err(target)?;
    kept.retain(|one| one.own);
    let whole = |one: &&Kept| one.is_whole().unwrap_or(false);
    let done = kept.iter().filter(|one| calendar.day(one.at) == calendar.day(now)).any(|one| whole(&one));
    let same = kept.iter().filter(|one| one.head.is_some_and(|head| head.log == size)).any(|one| whole(&one));
    if size == 0 || done || same {
        return Ok(Vec::new());
    }
    let lines = log::raw(home).map_err(NoBackup::Source)?.0;
    if lines.is_empty() && kept.is_empty() {
        return Ok(Vec::new());
    }
    let path = shelf::by_itself(home, now);
    put(home, &lines, size, &path, Over::Own, now).map_err(NoBackup::Target)?;
    let old: Vec<Kept> = shelf::all(home).map_err(target)?.into_iter().filter(|one| one.own).collect();
    Ok(thin_out(old, &path, &held::known(&lines), calendar))
}

/// Takes away what the rule lets go, and tells of the newest backup that holds more than the log.
///
/// Only what is whole and in the log to the last line counts for the rule: all else stays, and takes no place.
fn thin_out(kept: Vec<Kept>, made: &Path, known: &Known<'_>, calendar: &Calendar) -> Vec<Safe> {
    let last = kept.iter().find(|one| one.path != made);
    let beyond = last.and_then(|one| {
        let more = held::look(&one.path, known).ok()?.beyond.events;
        (more > 0).then(|| (calendar.day(one.at), more))
    });
    let days = |kept: &[Kept]| kept.iter().map(|one| calendar.day(one.at)).collect::<Vec<_>>();
    if !thin::surplus(&days(&kept)).is_empty() {
        // What cannot be read now may be read another day: it stays.
        let spare = |one: &Kept| held::look(&one.path, known).is_ok_and(|held| held.is_spare());
        let spare: Vec<Kept> = kept.into_iter().filter(spare).collect();
        for at in thin::surplus(&days(&spare)) {
            if spare[at].path != made {
                // A file that will not go costs only its room.
                drop(fs::remove_file(&spare[at].path));
            }
        }
    }
    let text = beyond.map(|(day, more)| {
        format!("The backup of {day} holds {} that your log has not; `cardsharp restore {day}` adds what is missing.", count(more, "event"))
    });
    text.map(|text| show(&text)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY;
    use crate::store::backup::{BackupInfo, answer};

    fn at(day: &str) -> Moment {
        Moment::parse(&format!("{day}T12:00:00Z")).unwrap()
    }

    fn made(home: &Path, now: Moment) -> Vec<Safe> {
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
        let notices = made(home.path(), at("2026-10-02"));
        assert_eq!(notices.len(), 1);
        assert!(notices[0].contains("2026-10-01 holds 5 events that your log has not"), "{}", notices[0]);
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
    fn what_is_not_a_whole_backup_of_the_log_stays_and_takes_no_place() {
        let home = tempfile::tempdir().unwrap();
        answer(home.path(), 2);
        made(home.path(), at("2026-09-01"));
        let path = shelf::all(home.path()).unwrap()[0].path.clone();
        let whole = fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() - 20] ^= 1;
        let newer = log::sealed(br#"{"cardsharp":2,"backup":{"at":1,"events":1,"log":3}}"#);
        let cut = &whole[..whole.len() - 300];
        let others: [(&str, &[u8]); 5] = [
            ("auto-2026-09-02T090000Z.jsonl", b"my own notes\n"),
            ("auto-2026-09-03T090000Z.jsonl", &newer),
            ("auto-2026-09-04T090000Z.jsonl", b"\x28\xb5\x2f\xfd packed"),
            ("auto-2026-09-05T090000Z.jsonl", &whole),
            ("auto-2026-09-06T090000Z.jsonl", b""),
        ];
        for (name, bytes) in others {
            fs::write(shelf::folder(home.path()).join(name), bytes).unwrap();
        }
        for (bad, from) in [(flipped.as_slice(), 1), (cut, 41)] {
            fs::write(&path, bad).unwrap();
            for day in from..from + 40 {
                answer(home.path(), 1);
                made(home.path(), at("2026-09-01").plus(day * DAY));
            }
            assert!(fs::read(&path).is_ok_and(|left| left == bad), "{from}");
        }
        for (name, bytes) in others {
            assert!(fs::read(shelf::folder(home.path()).join(name)).unwrap() == bytes, "{name}");
        }
    }

    #[test]
    fn a_log_that_cannot_be_read_is_told_and_costs_no_backup() {
        let home = tempfile::tempdir().unwrap();
        answer(home.path(), 5);
        made(home.path(), at("2026-10-01"));
        fs::rename(home.path().join("events"), home.path().join("away")).unwrap();
        fs::write(home.path().join("events"), "x").unwrap();
        let notices = made(home.path(), at("2026-10-02"));
        assert!(notices[0].starts_with("No backup was made today: "), "{}", notices[0]);
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
        let heads: Vec<Option<BackupInfo>> =
            shelf::all(home.path()).unwrap().iter().map(|one| one.head).collect();
        assert!(heads.iter().all(Option::is_some));
    }
}
