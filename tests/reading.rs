//! What is read from a home: what cannot be read is never taken for nothing, and nothing in it can hang or flood.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

const NOW: &str = "2026-11-21T12:00:00Z";
const DECK: &str = "[a]\nq = \"What is the capital of France?\"\na = \"Paris\"\n\n[b]\nq = \"And of Italy?\"\na = \"Rome\"\n";

impl Home {
    fn run(&self, args: &[&str], input: &str) -> Ran {
        self.run_at(NOW, args, input)
    }

    /// A home with a deck of its own and one answer in the log.
    fn answered() -> Self {
        let home = Self::new();
        home.file("home/config.toml", "builtin-decks = false\n");
        home.file("home/decks/two.toml", DECK);
        home.run(&["study", "--plain", "--new", "2"], "paris\n\n.q\n");
        assert_eq!(home.run(&["doctor"], "").code, 0);
        home
    }

    fn segment(&self) -> PathBuf {
        let device = fs::read_dir(self.path().join("events")).unwrap().next().unwrap().unwrap();
        fs::read_dir(device.path()).unwrap().next().unwrap().unwrap().path()
    }

    /// Every file of the home with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut open, mut files) = (vec![self.path()], BTreeMap::new());
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                files.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
        files
    }
}

fn pipe(path: &Path) {
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
}

fn sealed(json: &str) -> String {
    format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()))
}

fn event(number: u32, fields: &str) -> String {
    sealed(&format!(
        "{{\"v\":1,\"id\":\"018f0000-0000-7000-8000-{number:012}\",\"dev\":\"x\",\"seq\":1,\"hlc\":[1700000000000,0],\"day\":\"2023-11-14\",\"off\":0,{fields}}}"
    ))
}

/// Puts something unreadable in a home, by name.
fn break_with(home: &Home, fault: &str) {
    let events = home.path().join("events");
    let segment = home.segment();
    match fault {
        "a file for events/" => {
            fs::remove_dir_all(&events).unwrap();
            fs::write(&events, "").unwrap();
        }
        "a link for events/ that leads nowhere" => {
            fs::rename(&events, home.path().join("elsewhere")).unwrap();
            symlink("not-mounted", &events).unwrap();
        }
        "a file for a device's folder" => {
            let folder = segment.parent().unwrap().to_owned();
            fs::remove_dir_all(&folder).unwrap();
            fs::write(folder, "").unwrap();
        }
        "a circle of links for a device's folder" => symlink("circle", events.join("circle")).unwrap(),
        "a folder for a segment" => fs::create_dir(segment.with_file_name("b.jsonl")).unwrap(),
        "a pipe for a segment" => pipe(&segment.with_file_name("b.jsonl")),
        "a device for a segment" => symlink("/dev/zero", segment.with_file_name("b.jsonl")).unwrap(),
        "a link for a segment that leads nowhere" => {
            symlink("none", segment.with_file_name("b.jsonl")).unwrap();
        }
        "a terabyte of nothing" => {
            File::create(segment.with_file_name("b.jsonl")).unwrap().set_len(1 << 40).unwrap();
        }
        "a gigabyte of nothing after good lines" => {
            File::options().write(true).open(segment).unwrap().set_len(1 << 30).unwrap();
        }
        other => panic!("{other}"),
    }
}

const FAULTS: [&str; 10] = [
    "a file for events/",
    "a link for events/ that leads nowhere",
    "a file for a device's folder",
    "a circle of links for a device's folder",
    "a folder for a segment",
    "a pipe for a segment",
    "a device for a segment",
    "a link for a segment that leads nowhere",
    "a terabyte of nothing",
    "a gigabyte of nothing after good lines",
];

#[test]
fn a_log_that_cannot_be_read_is_told_by_every_verb_and_is_no_fresh_start() {
    for fault in FAULTS {
        let home = Home::answered();
        // A number that is kept from before must not hide it either.
        assert_eq!(home.run(&["due", "--short"], "").code, 0);
        break_with(&home, fault);
        for args in [&["due"][..], &["due", "--json"], &["doctor"], &["due", "--short"]] {
            let ran = home.run(args, "");
            assert_eq!(
                (ran.code, ran.err.contains("cannot be read")),
                (74, true),
                "{fault}: {args:?}: {}",
                ran.err
            );
        }
        assert_eq!(home.run(&["due", "--short"], "").out, "", "{fault}: a number is not known");
        let doctor = home.run(&["doctor"], "");
        assert!(doctor.out.contains("log       not whole: 1 not readable"), "{fault}: {}", doctor.out);
        for args in [&["list"][..], &["stats"], &["study", "--plain"], &[]] {
            let ran = home.run(args, ".q\n");
            assert!(ran.err.contains("cannot be read"), "{fault}: {args:?}: {}", ran.err);
        }
        for args in [&["reschedule", "--yes"][..], &["optimize", "--reset", "--yes"]] {
            let ran = home.run(args, "");
            assert_eq!(
                (ran.code, ran.err.contains("Nothing is changed")),
                (74, true),
                "{fault}: {}",
                ran.err
            );
        }
        let stored = home.command(NOW, &["__store", "list"]).arg(home.path()).output().unwrap();
        assert_eq!((stored.status.code(), stored.stdout.as_slice()), (Some(74), &b""[..]), "{fault}");
    }
}

#[test]
fn an_answer_is_saved_beside_what_cannot_be_read() {
    let home = Home::answered();
    break_with(&home, "a pipe for a segment");
    let before = fs::read_dir(home.segment().parent().unwrap()).unwrap().count();
    let ran = home.run(&["study", "--plain", "--new", "2"], "rome\n\n.q\n");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(fs::read_dir(home.segment().parent().unwrap()).unwrap().count(), before + 1);
}

#[test]
fn a_newer_log_is_read_told_and_not_written_into() {
    let home = Home::answered();
    let line = event(1, "\"ev\":\"set\",\"key\":\"journal\",\"value\":\"on\"");
    home.file("home/events/other/n.jsonl", sealed("{\"cardsharp\":2,\"dev\":\"other\"}") + &line);
    home.file("home/journal/two.jsonl", "{\"at\":1,\"item\":\"two/a#type\",\"text\":\"x\"}\n");
    // Something a repair would take out.
    let mut bytes = fs::read(home.segment()).unwrap();
    bytes.extend(b"damaged\n");
    fs::write(home.segment(), bytes).unwrap();
    let before = home.files();
    let doctor = home.run(&["doctor"], "");
    assert_eq!((doctor.code, doctor.err.matches("newer version").count()), (65, 1), "{}", doctor.err);
    let study = home.run(&["study", "--plain", "--new", "2"], "rome\n\n.q\n");
    let told = study.err.find("newer version").unwrap();
    assert!(study.code == 74 && study.err[..told].lines().count() == 1, "told first: {}", study.err);
    for args in [
        &["due"][..],
        &["due", "--short"],
        &["doctor", "--repair"],
        &["journal", "off"],
        &["journal", "forget", "two/a"],
        &["optimize", "--reset", "--yes"],
        &["backup"],
    ] {
        home.run(args, "");
        assert_eq!(home.files(), before, "{args:?}");
    }
    assert!(home.run(&["doctor"], "").out.contains("events    2 saved"), "what can be read is read");
}

#[test]
fn events_of_a_later_kind_or_form_are_one_notice_and_stop_nobody() {
    let home = Home::answered();
    let review = "\"ev\":\"review\",\"item\":\"two/b#type\",\"grade\":3,\"gap\":{\"days\":4000}";
    let later = event(3, review).replace("\"v\":1", "\"v\":2");
    let json = later.split_once(' ').unwrap().1.trim_end();
    let lines = [event(1, "\"ev\":\"dream\",\"x\":[1]"), event(2, "\"ev\":\"dream\""), sealed(json)].concat();
    home.file("home/events/other/n.jsonl", lines + &event(4, "\"ev\":\"review\",\"grade\":\"A+\""));
    let doctor = home.run(&["doctor"], "");
    assert_eq!((doctor.code, doctor.err.lines().count()), (65, 1), "{}", doctor.err);
    assert!(doctor.err.starts_with("4 lines hold what this version"), "{}", doctor.err);
    assert!(doctor.out.contains("log       not whole: 4 lines this version does not know"), "{}", doctor.out);
    let stats = home.run(&["study", "--plain", "--new", "2"], "rome\n\n.q\n");
    assert_eq!(stats.code, 0, "{}{}", stats.out, stats.err);
    assert_eq!(home.run(&["backup", "other.jsonl"], "").code, 0);
    let backup = fs::read_to_string(home.folder.path().join("other.jsonl")).unwrap();
    assert!(backup.contains("\"x\":[1]") && backup.contains("\"v\":2") && backup.contains("A+"), "{backup}");
}

#[test]
fn a_flood_of_damage_is_a_few_lines() {
    let home = Home::answered();
    let damaged = "damaged\n".repeat(2_000);
    for at in 0..50 {
        home.file(&format!("home/events/other/{at}.jsonl"), &damaged);
        home.file(&format!("home/journal/{at}.jsonl"), &damaged);
    }
    for args in [&["doctor"][..], &["due"], &["list"], &["study", "--plain"]] {
        let ran = home.run(args, ".q\n");
        assert!(ran.err.lines().count() <= 20 && ran.err.len() < 4_096, "{args:?}: {}", ran.err);
        assert!(
            ran.err.contains("2000 damaged lines passed over, the first at line 1"),
            "{args:?}: {}",
            ran.err
        );
        assert!(ran.err.contains("and 46 more files have damaged lines"), "{args:?}: {}", ran.err);
    }
    assert_eq!(home.run(&["doctor"], "").code, 65);
}

#[test]
fn a_journal_that_is_damaged_or_cannot_be_read_is_told_by_the_doctor() {
    let home = Home::answered();
    let path =
        home.file("home/journal/two.jsonl", "{\"at\":1,\"item\":\"two/a#type\",\"text\":\"x\"}\n{damaged\n");
    let damaged = home.run(&["doctor"], "");
    assert_eq!(damaged.code, 65, "{}", damaged.err);
    assert!(damaged.out.contains("journal   on, 1 file, not whole: 1 damaged line;"), "{}", damaged.out);
    fs::remove_file(&path).unwrap();
    pipe(&path);
    let piped = home.run(&["doctor"], "");
    assert_eq!((piped.code, piped.err.contains("typed answers are missing")), (74, true), "{}", piped.err);
    assert_eq!(home.run(&["journal", "show", "two/a"], "").code, 74);
    assert_eq!(home.run(&["journal", "forget", "two/a"], "").code, 74);
}

#[test]
fn a_hostile_device_file_is_told_and_steers_nothing() {
    let home = Home::answered();
    let device = home.path().join("device.toml");
    let told = fs::read_to_string(&device).unwrap();
    let machine = told.lines().find(|line| line.starts_with("machine")).unwrap();
    for id in ["../../../escaped", "\u{202e}evil", &"a".repeat(250)] {
        fs::write(&device, format!("id = \"{id}\"\n{machine}\n")).unwrap();
        let doctor = home.run(&["doctor"], "");
        assert!(doctor.out.contains("device    ") && doctor.out.contains("is of no use"), "{}", doctor.out);
        assert!(!doctor.out.contains('\u{202e}'));
        home.run(&["journal", "on"], "");
        assert!(!home.folder.path().join("escaped").exists());
    }
    for folder in fs::read_dir(home.path().join("events")).unwrap() {
        assert_eq!(folder.unwrap().file_name().len(), 8);
    }
}

#[test]
fn segments_put_together_or_without_a_header_are_read() {
    let home = Home::answered();
    let set = |number: u32| event(number, "\"ev\":\"set\",\"key\":\"k\",\"value\":\"v\"");
    let header = sealed("{\"cardsharp\":1,\"dev\":\"third\"}");
    home.file("home/events/other/1.jsonl", set(1));
    home.file("home/events/other/2.jsonl", [header.clone(), set(2), header, set(3), set(1)].concat());
    let doctor = home.run(&["doctor"], "");
    assert_eq!(
        (doctor.code, doctor.out.contains("events    4 saved in 3 files")),
        (0, true),
        "{}",
        doctor.out
    );
    home.file("home/events/other/3.jsonl", set(4) + &sealed("{\"cardsharp\":3}"));
    assert_eq!(home.run(&["doctor"], "").code, 65, "a newer header counts wherever it stands");
}
