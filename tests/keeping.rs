//! The binary and what it writes beside the log: backups by hand and by itself, restores, pages.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

const NOW: &str = "2026-11-21T12:00:00Z";
const DECK: &str = "[deck]\nid = \"d\"\n\n[a]\nq = \"Capital of France?\"\naccept = [\"Paris\"]\n\n[b]\nq = \"Capital of Peru?\"\naccept = [\"Lima\"]\n\n[c]\nq = \"Capital of Chad?\"\naccept = [\"N'Djamena\"]\n";

impl Home {
    fn run(&self, args: &[&str]) -> Ran {
        self.run_at(NOW, args, "")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Saves so many answers, all on disk.
    fn answered(&self, count: usize) -> &Self {
        let ran = self.run(&["__store", "write", "home", "--count", &count.to_string()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        self
    }

    /// The ids of everything saved in a home.
    fn ids(&self, home: &str) -> BTreeSet<String> {
        let out = self.run(&["__store", "list", home]).out;
        out.lines().filter(|line| !line.starts_with("END ")).map(str::to_owned).collect()
    }

    /// Backups in the folder, by name.
    fn shelf(&self) -> Vec<String> {
        names(&self.path().join("backups"))
    }

    /// Answers one new question on a day.
    fn study(&self, now: &str) -> Ran {
        self.file("home/decks/d.toml", DECK);
        self.run_at(now, &["study", "--plain", "--new", "5", "--limit", "1"], "paris\nf\ny\n")
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn bare() -> Home {
    let home = Home::new();
    home.file("home/config.toml", "builtin-decks = false\n");
    home
}

#[test]
fn a_log_that_is_gone_while_a_backup_holds_it_is_said_by_doctor() {
    let home = bare();
    home.answered(3).study("2026-11-20T12:00:00Z");
    assert_eq!(home.shelf().len(), 1);
    fs::remove_dir_all(home.path().join("events")).unwrap();
    let ran = home.run(&["doctor"]);
    let said = ran.err.contains("Your backup of 2026-11-20 holds ")
        && ran.err.contains("your log 0: `cardsharp restore 1` adds what is missing.");
    assert_eq!((ran.code, said), (65, true), "{}", ran.err);
    assert_eq!(home.run(&["restore", "1"]).code, 0);
    assert!(!home.run(&["doctor"]).err.contains("Your backup"));
}

#[test]
fn a_backup_is_found_by_its_name_and_a_cut_one_is_listed_as_such() {
    let home = bare();
    home.answered(3);
    assert_eq!(home.run(&["backup"]).code, 0);
    let name = home.shelf().remove(0);
    let ran = home.run(&["restore", &name]);
    assert_eq!((ran.code, ran.err.contains("0 events added")), (0, true), "{}", ran.err);
    let file = home.path().join("backups").join(&name);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 400]).unwrap();
    assert!(home.run(&["restore"]).out.contains("not whole"));
    let paths = home.run(&["paths"]).out;
    assert!(["backups", "journal", "exports"].iter().all(|name| paths.contains(name)), "{paths}");
}

#[test]
fn no_file_is_written_into_the_programs_own_places_not_even_by_force() {
    let home = bare();
    home.answered(3);
    let before = names(&home.path());
    fs::remove_file(home.path().join("config.toml")).unwrap();
    for target in ["events/x.jsonl", "journal/x", "quarantine/x", "config.toml", "events/../device.toml"] {
        let target = home.path().join(target).display().to_string();
        for args in [["backup", &target, "--force"].as_slice(), &["stats", "--html", &target, "--force"]] {
            let ran = home.run(args);
            let why = ran.err.contains("is a place of the program's own; name another file");
            assert_eq!((ran.code, why), (73, true), "{args:?}: {}", ran.err);
        }
    }
    home.file("home/config.toml", "builtin-decks = false\n");
    assert_eq!(names(&home.path()), before);
}

#[test]
fn a_backup_replaces_an_older_one_and_nothing_else_without_force() {
    let home = bare();
    home.answered(3);
    let refused = |args: &[&str], why: &str| {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.err.contains(why)), (73, true), "{args:?}: {}", ran.err);
    };
    assert_eq!(home.run(&["backup", "kept"]).code, 0);
    assert_eq!(home.run(&["backup", "kept"]).code, 0, "an older backup is replaced");
    home.file("deck.toml", DECK);
    refused(
        &["backup", "deck.toml"],
        "deck.toml: exists and is not a backup; name another file or add --force",
    );
    refused(&["stats", "--html", "deck.toml"], "exists and is not a page of statistics");
    refused(&["stats", "--html", "kept"], "exists and is not a page of statistics");
    assert_eq!(fs::read_to_string(home.at("deck.toml")).unwrap(), DECK);
    assert_eq!(home.run(&["stats", "--html", "page.html"]).code, 0);
    assert_eq!(home.run(&["stats", "--html", "page.html"]).code, 0, "an older page is replaced");
    refused(&["backup", "page.html"], "is not a backup");
    assert_eq!(home.run(&["backup", "--force", "deck.toml"]).code, 0);
    assert_eq!(home.run(&["stats", "--html", "kept", "--force"]).code, 0);
    assert_eq!(home.run(&["stats", "--force"]).code, 64, "without a file there is nothing to replace");
    let segment = fs::read_dir(home.path().join("events")).unwrap().next().unwrap().unwrap().path();
    let segment = segment.join(&names(&segment)[0]);
    let before = fs::read(&segment).unwrap();
    refused(&["backup", "--force", segment.to_str().unwrap()], "is a place of the program's own");
    assert_eq!(fs::read(&segment).unwrap(), before);
    assert_eq!(names(home.folder.path()), ["deck.toml", "home", "kept", "page.html"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_stays_what_it_is() {
    let home = bare();
    home.answered(1).file("victim", "precious");
    std::os::unix::fs::symlink("victim", home.at("link")).unwrap();
    std::os::unix::fs::symlink("nowhere", home.at("dangling")).unwrap();
    fs::create_dir(home.at("folder")).unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, home.at("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let kinds = ["link", "dangling", "folder", "pipe"]
        .map(|name| fs::symlink_metadata(home.at(name)).unwrap().file_type());
    for name in ["link", "dangling", "folder", "pipe", "/dev/null", "/dev/full"] {
        for args in [["backup", name, "--force"], ["backup", name, "--home=home"]] {
            let ran = home.run(&args);
            assert_eq!(ran.code, 73, "{args:?}: {}", ran.err);
        }
        assert_eq!(home.run(&["stats", "--html", name, "--force"]).code, 73, "{name}");
    }
    let after = ["link", "dangling", "folder", "pipe"]
        .map(|name| fs::symlink_metadata(home.at(name)).unwrap().file_type());
    assert_eq!(kinds, after);
    assert_eq!(fs::read_to_string(home.at("victim")).unwrap(), "precious");
    assert!(!home.at("nowhere").exists());
}

#[test]
fn a_backup_of_a_log_that_cannot_be_read_leaves_the_old_one() {
    let home = bare();
    home.answered(3);
    home.run(&["backup", "kept"]);
    let before = fs::read(home.at("kept")).unwrap();
    fs::rename(home.path().join("events"), home.at("away")).unwrap();
    fs::write(home.path().join("events"), "no folder").unwrap();
    let ran = home.run(&["backup", "kept"]);
    assert_eq!((ran.code, ran.err.contains("no backup is written")), (74, true), "{}", ran.err);
    assert_eq!(fs::read(home.at("kept")).unwrap(), before);
    fs::remove_file(home.path().join("events")).unwrap();
    let ran = home.run(&["backup", "kept"]);
    assert_eq!((ran.code, ran.err.contains("3 events that your log has not")), (73, true), "{}", ran.err);
    assert_eq!(fs::read(home.at("kept")).unwrap(), before);
    assert_eq!(
        home.run(&["--home", "typo", "backup", "other"]).code,
        66,
        "a home that is not there is no empty log"
    );
    assert!(!home.at("other").exists() && !home.at("typo").exists());
}

#[test]
fn restoring_twice_after_damage_removes_nothing() {
    let home = bare();
    home.answered(4);
    home.run(&["backup", "kept"]);
    let restore = || home.run(&["--home", "other", "restore", "kept"]);
    assert_eq!(restore().err, "4 events added; nothing was removed.\n");
    let folder = home.at("other/events/restored");
    let segment = folder.join(&names(&folder)[0]);
    let mut bytes = fs::read(&segment).unwrap();
    let header = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[header + 40] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    assert_eq!(home.ids("other").len(), 3);
    assert_eq!(restore().err, "1 event added; nothing was removed.\n");
    assert_eq!(home.ids("other"), home.ids("home"));
    assert_eq!(fs::read(&segment).unwrap(), bytes, "what was there is not touched");
    assert_eq!(restore().err, "0 events added; nothing was removed.\n");
    assert_eq!(names(&folder).len(), 2);
}

#[cfg(unix)]
#[test]
fn a_home_that_is_no_folder_is_told_by_every_verb() {
    let home = bare();
    home.answered(1);
    home.run(&["backup", "kept"]);
    home.file("file", "");
    std::os::unix::fs::symlink("nowhere", home.at("link")).unwrap();
    let verbs: [&[&str]; 12] = [
        &["study", "--plain"],
        &[],
        &["due"],
        &["list"],
        &["stats"],
        &["backup"],
        &["restore", "kept"],
        &["restore"],
        &["journal", "off"],
        &["optimize", "--yes"],
        &["doctor", "--repair"],
        &["reschedule", "--yes"],
    ];
    for named in ["file", "link"] {
        for verb in verbs {
            let ran = home.run(&[&["--home", named], verb].concat());
            assert_eq!(
                (ran.code, ran.err.contains("the home must be a folder")),
                (73, true),
                "{verb:?}: {}",
                ran.err
            );
        }
    }
    assert_eq!(fs::read(home.at("file")).unwrap(), b"");
    // A file where a folder of the home belongs is the same for what would write there.
    home.file("third/events/restored", "");
    assert_eq!(home.run(&["--home", "third", "restore", "kept"]).code, 74, "the log cannot be read whole");
    home.file("fourth/backups", "");
    fs::create_dir(home.at("fourth/events")).unwrap();
    assert_eq!(home.run(&["--home", "fourth", "backup"]).code, 73);
}

#[cfg(unix)]
#[test]
fn a_home_that_others_can_write_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let home = bare();
    home.study(NOW);
    let mode = |mode: u32| fs::set_permissions(home.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o777);
    let doctor = home.run(&["doctor"]);
    assert_eq!((doctor.code, doctor.err.contains("others may write into it")), (65, true), "{}", doctor.err);
    assert!(home.study(NOW).err.contains("others may write into it"));
    mode(0o755);
    let doctor = home.run(&["doctor"]);
    assert_eq!((doctor.code, doctor.err.as_str()), (0, ""));
    assert_eq!(fs::metadata(home.path().join("events")).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(home.path().join("backups")).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_session_leaves_a_backup_a_day_and_old_ones_go() {
    let home = bare();
    let first = home.study("2026-10-01T12:00:00Z");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert_eq!(home.shelf(), ["auto-2026-10-01T120000Z.jsonl"]);
    assert_eq!(home.ids("home").len(), 1);
    home.file(
        "home/backups/mine.jsonl",
        fs::read(home.path().join("backups/auto-2026-10-01T120000Z.jsonl")).unwrap(),
    );
    home.run_at("2026-10-01T13:00:00Z", &["journal", "off"], "");
    assert_eq!(home.study("2026-10-01T14:00:00Z").code, 0);
    assert_eq!(home.shelf().len(), 2, "one a day");
    for day in 2..=12 {
        // Something is added every day.
        home.run_at(
            &format!("2026-10-{day:02}T12:00:00Z"),
            &["journal", if day % 2 == 0 { "on" } else { "off" }],
            "",
        );
        assert_eq!(home.run_at(&format!("2026-10-{day:02}T12:01:00Z"), &["due"], "").code, 0);
        assert!(!home.shelf().contains(&format!("auto-2026-10-{day:02}T120100Z.jsonl")), "`due` makes none");
        home.study(&format!("2026-10-{day:02}T12:02:00Z"));
    }
    let shelf = home.shelf();
    let kept: Vec<&str> =
        shelf.iter().filter_map(|name| name.strip_prefix("auto-2026-10-")?.get(..2)).collect();
    // Seven days, and the ends of the weeks before (4 October is a Sunday); the month's end is today's.
    assert_eq!(kept, ["04", "06", "07", "08", "09", "10", "11", "12"]);
    assert!(shelf.contains(&"mine.jsonl".to_owned()));
    let fresh = home.run(&[
        "--home",
        "other",
        "restore",
        home.path().join("backups").join(&shelf[7]).to_str().unwrap(),
    ]);
    assert_eq!((fresh.code, home.ids("other")), (0, home.ids("home")), "{}", fresh.err);
}

#[test]
fn backups_can_be_turned_off_and_due_makes_none() {
    let home = bare();
    home.file("home/config.toml", "builtin-decks = false\nbackups = false\n");
    assert_eq!(home.study(NOW).code, 0);
    assert_eq!((home.ids("home").len(), home.shelf().len()), (1, 0));
    home.file("home/config.toml", "builtin-decks = false\nbackups = true\n");
    home.run(&["due"]);
    home.run(&["list"]);
    assert_eq!(home.shelf().len(), 0);
    assert_eq!(home.study("2026-11-22T12:00:00Z").code, 0);
    assert_eq!(home.shelf().len(), 1);
}

#[test]
fn restore_lists_the_backups_there_are_and_takes_one_by_number_or_day() {
    let home = bare();
    let none = home.run(&["restore"]);
    assert_eq!((none.code, none.err.contains("no backup is there yet")), (66, true), "{}", none.err);
    home.study("2026-11-19T12:00:00Z");
    home.run_at("2026-11-20T12:00:00Z", &["journal", "off"], "");
    home.run_at("2026-11-20T12:00:00Z", &["backup"], "");
    for args in [&["restore"][..], &["restore", "--list"]] {
        let list = home.run(args);
        let lines: Vec<Vec<&str>> = list.out.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(list.code, 0);
        assert_eq!(lines[0][..5], ["1", "2026-11-20", "12:00", "2", "events"], "{}", list.out);
        assert_eq!(lines[1][..5], ["2", "2026-11-19", "12:00", "1", "event"], "{}", list.out);
        assert_eq!((lines.len(), lines[1].last().unwrap()), (2, &"auto-2026-11-19T120000Z.jsonl"));
        assert!(list.err.contains("`cardsharp restore 2026-11-20`"), "{}", list.err);
    }
    let all = home.ids("home");
    let fresh = |which: &str| {
        fs::remove_dir_all(home.path().join("events")).unwrap();
        home.run(&["restore", which])
    };
    assert_eq!(fresh("2").err, "1 event added; nothing was removed.\n");
    assert_eq!(home.run(&["restore", "2026-11-20"]).err, "1 event added; nothing was removed.\n");
    assert_eq!(home.ids("home"), all);
    assert_eq!(fresh("1").err, "2 events added; nothing was removed.\n");
    for which in ["3", "0", "2026-11-18"] {
        let ran = home.run(&["restore", which]);
        assert_eq!((ran.code, ran.err.contains("`cardsharp restore --list`")), (66, true), "{}", ran.err);
    }
}

#[test]
fn a_log_that_has_shrunk_is_told_at_the_end_of_a_session() {
    let home = bare();
    home.answered(5);
    home.study("2026-11-20T12:00:00Z");
    fs::remove_dir_all(home.path().join("events")).unwrap();
    let told = home.study("2026-11-21T12:00:00Z").err;
    assert!(told.contains("The backup of 2026-11-20 holds 6 events that your log has not"), "{told}");
    assert_eq!(home.shelf().len(), 2, "the better one stays");
    assert_eq!(home.run(&["restore", "2026-11-20"]).err, "6 events added; nothing was removed.\n");
}

#[test]
fn a_damaged_or_cut_backup_gives_what_is_whole() {
    let home = bare();
    home.answered(4);
    home.run(&["backup", "kept"]);
    let whole = fs::read(home.at("kept")).unwrap();
    home.file("cut", &whole[..whole.len() - 30]);
    let ran = home.run(&["--home", "other", "restore", "cut"]);
    assert_eq!(
        (ran.code, ran.err.contains("3 events added; nothing was removed. Damaged and passed over: 1 line.")),
        (65, true),
        "{}",
        ran.err
    );
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    home.file("short", &whole[..=ends[2]]);
    let ran = home.run(&["--home", "third", "restore", "short"]);
    assert_eq!(
        (ran.code, ran.err.contains("2 more should be in short: it is not whole")),
        (65, true),
        "{}",
        ran.err
    );
    assert_eq!(home.run(&["restore", "home/config.toml"]).code, 65);
}

/// Kills a command as soon as a file of its own making stands in a folder; the blow falls somewhere in its work.
#[cfg(unix)]
fn killed(home: &Home, args: &[&str], round: usize) {
    let mut child = home.command(NOW, args).spawn().unwrap();
    // No clock decides when the blow falls: it falls after so many looks.
    for _ in 0..round * 40 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::hint::spin_loop();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn kill_9_in_a_backup_leaves_the_old_or_the_new_and_in_a_restore_loses_nothing() {
    let home = bare();
    home.answered(40);
    home.run(&["backup", "target/kept"]);
    let all = home.ids("home");
    for round in 0..60 {
        killed(&home, &["backup", "target/kept"], round);
        let bytes = fs::read(home.at("target/kept")).unwrap();
        assert_eq!(bytes.split(|byte| *byte == b'\n').count(), 42, "round {round}");
        killed(&home, &["--home", "other", "restore", "target/kept"], round);
    }
    assert_eq!(home.run(&["--home", "other", "restore", "target/kept"]).code, 0);
    assert_eq!(home.ids("other"), all);
    let out = home.run(&["__store", "check", "other"]);
    assert_eq!((out.code, out.out.as_str()), (0, ""));
    home.run(&["backup", "target/kept"]);
    assert_eq!(names(&home.at("target")), ["kept"], "what the killed ones left is tidied away");
}
