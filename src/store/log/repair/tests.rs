use std::path::PathBuf;

use super::*;
use crate::card::grade::Grade;
use crate::clock::{Calendar, Moment};
use crate::store::log::{Log, LogContents, raw, tests::review};

fn open(home: &Path) -> (Log, LogContents) {
    Log::open(home, Calendar::utc(4), Moment(1_000))
}

fn segment(home: &Path) -> PathBuf {
    listing::list(&home.join("events")).files.remove(0)
}

/// A segment of so many answers, and its bytes.
fn answered(home: &Path, answers: usize) -> (PathBuf, Vec<u8>) {
    let mut log = open(home).0;
    for _ in 0..answers {
        log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
    }
    let path = segment(home);
    let bytes = fs::read(&path).unwrap();
    (path, bytes)
}

fn quarantined(home: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(home.join("quarantine")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn a_damaged_line_is_copied_away_and_the_rest_stays() {
    let home = tempfile::tempdir().unwrap();
    let (mut log, _) = open(home.path());
    for _ in 0..3 {
        log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
    }
    let segment = segment(home.path());
    let mut bytes = fs::read(&segment).unwrap();
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    bytes.extend_from_slice(b"torn");
    fs::write(&segment, &bytes).unwrap();
    if cfg!(unix) {
        let busy = repair(home.path());
        assert_eq!((busy.lines, busy.left.len()), (0, 1), "{:?}", busy.left);
    }
    drop(log);
    assert_eq!(repair(home.path()).lines, 2);
    let (_, history) = open(home.path());
    assert_eq!((history.events.len(), history.notices.len()), (2, 0));
    assert_eq!(quarantined(home.path()), [bytes]);
    assert_eq!(repair(home.path()).lines, 0, "a second repair finds nothing");
}

#[test]
fn another_devices_segment_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let segment = home.path().join("events/other/a.jsonl");
    fs::create_dir_all(segment.parent().unwrap()).unwrap();
    fs::write(&segment, b"nonsense\n").unwrap();
    let done = repair(home.path());
    assert_eq!((done.lines, done.left.len()), (0, 1));
    assert_eq!(fs::read(&segment).unwrap(), b"nonsense\n");
}

#[test]
fn a_second_repair_of_a_segment_keeps_what_the_first_put_away() {
    let home = tempfile::tempdir().unwrap();
    let (path, whole) = answered(home.path(), 2);
    let mut damaged = Vec::new();
    for round in 1..=3 {
        damaged.push([whole.as_slice(), format!("damaged {round}\n").as_bytes()].concat());
        fs::write(&path, &damaged[round - 1]).unwrap();
        assert_eq!(repair(home.path()).lines, 1);
        assert_eq!(fs::read(&path).unwrap(), whole);
    }
    assert_eq!(quarantined(home.path()), damaged);
}

#[test]
fn what_a_newer_version_wrote_is_kept_byte_for_byte_or_not_touched_at_all() {
    let home = tempfile::tempdir().unwrap();
    let (path, whole) = answered(home.path(), 1);
    let id = |n: u8| format!("018f0000-0000-7000-8000-00000000000{n}");
    let kind = line::seal(format!("{{ \"v\":1,\"id\":\"{}\",\"ev\":\"later\",\"x\":[1]}}", id(1)).as_bytes());
    let later = line::seal(format!("{{\"v\":7,\"id\":\"{}\",\"grade\":\"A+\"}}", id(2)).as_bytes());
    let kept = [whole.as_slice(), &kind, &later].concat();
    fs::write(&path, [kept.as_slice(), b"damaged\n"].concat()).unwrap();
    assert_eq!(repair(home.path()).lines, 1);
    assert_eq!(fs::read(&path).unwrap(), kept);
    assert_eq!(raw(home.path()).unwrap().0[1..], [(line_id(&kind), kind), (line_id(&later), later)]);
    let newer = [line::seal(br#"{"cardsharp":2,"dev":"d"}"#).as_slice(), b"damaged?\n"].concat();
    fs::write(&path, &newer).unwrap();
    let done = repair(home.path());
    assert_eq!((done.lines, done.left.len()), (0, 1));
    assert!(done.left[0].contains("newer version"), "{:?}", done.left);
    assert_eq!(fs::read(&path).unwrap(), newer);
}

fn line_id(sealed: &[u8]) -> crate::review::EventId {
    line::id(line::open(sealed.strip_suffix(b"\n").unwrap()).unwrap()).unwrap()
}

#[test]
fn good_lines_behind_a_long_gap_stay_and_what_a_restore_took_in_is_repaired() {
    let home = tempfile::tempdir().unwrap();
    let (path, _) = answered(home.path(), 2);
    let line = raw(home.path()).unwrap().0.remove(0).1;
    let other = line::seal(br#"{"id":"0199b1a0-0000-7000-8000-000000000000"}"#);
    let gap = vec![0; 3 << 20];
    fs::write(&path, [fs::read(&path).unwrap(), gap, b"\n".to_vec(), other.clone()].concat()).unwrap();
    adopt::adopt(home.path(), &[(line_id(&line), line)]).unwrap();
    let restored = listing::list(&home.path().join("events/restored/..")).files;
    let restored = restored.into_iter().find(|path| path.to_string_lossy().contains("restored/")).unwrap();
    fs::write(&restored, [fs::read(&restored).unwrap(), b"damaged\n".to_vec()].concat()).unwrap();
    let done = repair(home.path());
    assert_eq!((done.lines, done.left), (2, Vec::new()));
    assert!(raw(home.path()).unwrap().0.iter().any(|(_, text)| *text == other));
}

#[test]
fn a_copy_of_another_devices_segment_in_the_own_folder_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let (path, _) = answered(home.path(), 1);
    let copy = [header::write("other").as_slice(), b"damaged\n"].concat();
    fs::write(&path, &copy).unwrap();
    let done = repair(home.path());
    assert!(done.left[0].contains("names another device"), "{:?}", done.left);
    assert_eq!(fs::read(&path).unwrap(), copy);
}

#[cfg(unix)]
#[test]
fn an_end_of_a_terabyte_of_nothing_is_taken_off_and_the_file_kept() {
    let home = tempfile::tempdir().unwrap();
    let (path, whole) = answered(home.path(), 2);
    OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(repair(home.path()).lines, 1);
    assert_eq!(fs::read(&path).unwrap(), whole);
    let kept = fs::read_dir(home.path().join("quarantine")).unwrap().next().unwrap().unwrap();
    assert_eq!(kept.metadata().unwrap().len(), 1 << 40);
}

#[cfg(unix)]
#[test]
fn what_was_saved_after_a_first_look_and_before_the_lock_stays() {
    let home = tempfile::tempdir().unwrap();
    let (path, whole) = answered(home.path(), 1);
    let damaged = [whole.as_slice(), b"damaged\n"].concat();
    fs::write(&path, &damaged).unwrap();
    let own = device::known(home.path());
    // `mend` is what runs after the look that found the damage; the writer saves once more and ends.
    let more = line::seal(br#"{"v":1,"id":"018f0000-0000-7000-8000-000000000001","ev":"later"}"#);
    fs::write(&path, [damaged.as_slice(), &more].concat()).unwrap();
    assert_eq!(mend(home.path(), &path, own.as_deref(), &mut LineBuffer::default()), Ok(1));
    assert_eq!(fs::read(&path).unwrap(), [whole.as_slice(), &more].concat());
}

#[cfg(unix)]
#[test]
fn a_copy_for_the_quarantine_is_private_and_on_the_disk_before_the_segment_is_touched() {
    use crate::store::write::{Synced, is_private, synced};
    let home = tempfile::tempdir().unwrap();
    let (path, bytes) = answered(home.path(), 1);
    fs::write(&path, [bytes.as_slice(), b"damaged\n"].concat()).unwrap();
    let (quarantine, device) = (home.path().join("quarantine"), path.parent().unwrap().to_owned());
    synced();
    assert_eq!(repair(home.path()).lines, 1);
    let named = |folder: &Path| Synced::Folder(folder.to_owned());
    let order = [named(home.path()), named(&quarantine), Synced::File(bytes.len() as u64), named(&device)];
    assert!(synced().ends_with(&order));
    let (copy, file) = (quarantine.join("copy"), File::open(&path).unwrap());
    let link_fails = io::Error::from(ErrorKind::Unsupported);
    copied(&link_fails, &file, &copy).unwrap();
    assert_eq!(synced(), [Synced::File(bytes.len() as u64)]);
    assert!(is_private(&copy) && fs::read(&copy).unwrap() == bytes);
    let there = ErrorKind::AlreadyExists;
    assert_eq!(copied(&there.into(), &file, &quarantine.join("other")).unwrap_err().kind(), there);
    assert_eq!(copied(&link_fails, &file, &copy).unwrap_err().kind(), there, "nothing is replaced");
    assert_eq!(fs::read(&copy).unwrap(), bytes);
}
