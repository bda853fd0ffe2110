use super::*;
use crate::card::ItemName;
use crate::card::grade::{Grade, Mark, Sure};
use crate::clock::Day;
use crate::review::{Gap, Review};

pub(in crate::store) fn review(grade: Grade) -> What {
    What::Review(Review {
        item: ItemName::of("d/c#recall"),
        grade,
        computed: Some(Grade::Hard),
        took: 4213,
        gap: Gap::Ms(600_000),
        retention: 0.9,
        sure: Some(Sure::Guess),
        ticks: vec![("a".into(), Mark::Full), ("b".into(), Mark::Half)],
        turn: u64::MAX,
        front: "What \"is\" it?\n".into(),
        print: 7,
        rev: 1,
        level: Some("L5".into()),
        by: None,
    })
}

fn open(home: &Path, now: i64) -> (Log, History) {
    Log::open(home, Calendar::utc(4), Moment(now))
}

#[test]
fn opening_creates_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (_, history) = open(home.path(), 0);
    assert!(history.events.is_empty() && std::fs::read_dir(home.path()).unwrap().next().is_none());
}

#[test]
fn what_was_appended_is_read_back_the_same() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    let undo = What::Undo(vec![EventId(5)]);
    let set = What::Set { key: "k".into(), value: "v\u{1b}".into() };
    let items = vec![ItemName::of("d/c#recall"), ItemName::of("d/e#tell.a")];
    let bring = What::Bring { items: items.clone(), day: Day(20_000) };
    let days = items.iter().cloned().zip([Day(20_001), Day(20_002)]).collect();
    let whats = vec![review(Grade::Good), undo, set, bring, What::Reset { items }, What::Move { days }];
    let mut written = log.append(whats, Moment(1_000)).unwrap();
    written.extend(log.append(vec![review(Grade::Again)], Moment(2_000)).unwrap());
    for event in &mut written {
        event.device.clone_from(log.device.as_ref().unwrap());
    }
    let (_, mut history) = open(home.path(), 3_000);
    history.events.sort_by_key(|event| event.stamp);
    assert_eq!(history.events, written);
    assert_eq!(history.notices, []);
}

#[test]
fn what_is_too_long_for_a_line_is_refused_and_stops_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    let set = |length: usize| vec![What::Set { key: "note:d/c".into(), value: "x".repeat(length) }];
    let refused = log.append(set(LONGEST), Moment(1)).unwrap_err();
    assert!(refused.why.contains("256 KiB are the most") && refused.events.is_empty() && log.unsaved() == 0);
    log.append(set(LONGEST - 1_000), Moment(2)).unwrap();
    assert_eq!(open(home.path(), 3).1.events.len(), 1);
}

#[test]
fn stamps_never_run_backwards_and_the_learner_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    let first = log.append(vec![review(Grade::Good)], Moment(10_000_000)).unwrap();
    let (mut log, history) = open(home.path(), 1_000);
    assert_eq!(history.notices.len(), 1);
    let second = log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
    assert!(second[0].stamp > first[0].stamp);
}

#[test]
fn a_failed_save_waits_and_is_saved_once() {
    let home = tempfile::tempdir().unwrap();
    let blocked = home.path().join("events");
    std::fs::write(&blocked, b"a file where the folder belongs").unwrap();
    let mut log = open(home.path(), 0).0;
    let failed = log.append(vec![review(Grade::Good)], Moment(1_000)).unwrap_err();
    assert!(failed.why.contains("Cannot save to") && log.unsaved() == 1);
    std::fs::remove_file(&blocked).unwrap();
    log.append(vec![review(Grade::Hard)], Moment(2_000)).unwrap();
    let ids: Vec<EventId> = open(home.path(), 3_000).1.events.iter().map(|event| event.id).collect();
    assert_eq!((ids.len(), log.unsaved()), (2, 0));
    assert!(ids.contains(&failed.events[0].id));
}

#[test]
fn a_torn_end_and_a_flipped_byte_cost_only_their_lines() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    for at in 0..4 {
        log.append(vec![review(Grade::Good)], Moment(at * 1_000)).unwrap();
    }
    let path = segment_files(home.path()).remove(0);
    let whole = std::fs::read(&path).unwrap();
    let lines = whole.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len).collect::<Vec<_>>();
    for cut in 1..lines[4] {
        std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
        let history = open(home.path(), 9_000).1;
        assert_eq!((history.events.len(), history.notices.len()), (3, 1), "cut by {cut}");
    }
    let mut flipped = whole.clone();
    flipped[lines[0] + lines[1] + 30] ^= 1;
    std::fs::write(&path, &flipped).unwrap();
    let history = open(home.path(), 9_000).1;
    assert_eq!((history.events.len(), history.notices.len()), (3, 1));
    assert!(history.notices[0].0.contains(":3:"), "{:?}", history.notices);
}

#[test]
fn a_log_of_a_newer_version_is_read_and_not_written() {
    let home = tempfile::tempdir().unwrap();
    open(home.path(), 0).0.append(vec![review(Grade::Good)], Moment(1_000)).unwrap();
    let path = segment_files(home.path()).remove(0);
    let text = std::fs::read_to_string(&path).unwrap();
    let rest = text.split_once('\n').unwrap().1;
    std::fs::write(&path, [line::seal(br#"{"cardsharp":99}"#).as_slice(), rest.as_bytes()].concat()).unwrap();
    let (mut log, history) = open(home.path(), 2_000);
    assert_eq!(history.events.len(), 1);
    let refused = log.append(vec![review(Grade::Good)], Moment(3_000)).unwrap_err();
    assert!(refused.why.contains("newer version"), "{}", refused.why);
    assert_eq!(segment_files(home.path()).len(), 1);
}

fn segment_files(home: &Path) -> Vec<PathBuf> {
    let devices = std::fs::read_dir(home.join("events")).unwrap();
    devices
        .flat_map(|device| std::fs::read_dir(device.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}
