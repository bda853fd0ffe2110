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
        question: u64::MAX,
        front: "What \"is\" it?\n".into(),
        print: 7,
        rev: 3,
        level: Some("L5".into()),
        by: Some("peer".into()),
    })
}

fn open(home: &Path, now: i64) -> (Log, LogContents) {
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
    let advance = What::Advance { items: items.clone(), day: Day(20_000) };
    let days = items.iter().cloned().zip([Day(20_001), Day(20_002)]).collect();
    let whats = vec![review(Grade::Good), undo, set, advance, What::Reset { items }, What::Move { days }];
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
    assert!(
        refused.why.contains("256 KiB long, and 256 KiB are the most")
            && refused.events.is_empty()
            && log.unsaved() == 0
    );
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
    assert!(history.notices[0].contains(":3:"), "{:?}", history.notices);
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

#[test]
fn a_clock_more_than_five_minutes_behind_the_last_answer_is_told() {
    let told = |now| {
        let home = tempfile::tempdir().unwrap();
        open(home.path(), 0).0.append(vec![review(Grade::Good)], Moment(10_000_000)).unwrap();
        open(home.path(), now).1.notices.len()
    };
    assert_eq!([9_700_000, 9_699_999].map(told), [0, 1]);
}

#[test]
fn a_stamp_is_the_clock_or_a_count_behind_the_last() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    let mut stamp = |now: i64| {
        let stamp = log.append(vec![review(Grade::Good)], Moment(now)).unwrap()[0].stamp;
        (stamp.ms, stamp.count)
    };
    assert_eq!([5, 5, 3, 6].map(&mut stamp), [(5, 0), (5, 1), (5, 2), (6, 0)]);
    log.last.count = u32::MAX;
    let events = log.append(vec![review(Grade::Good)], Moment(2)).unwrap();
    assert_eq!((events[0].stamp, events[0].seq), (Stamp { ms: 7, count: 0 }, 5), "a count never runs over");
}

#[test]
fn an_id_begins_with_its_moment() {
    let log = open(Path::new("nowhere"), 0).0;
    let ms = |at: i64| log.id(at).0 >> 80;
    assert_eq!([0, 999, 1_795_262_400_123].map(ms), [0, 999, 1_795_262_400_123]);
    assert_eq!(open(Path::new("nowhere"), 0).0.id(-1_500).0 >> 80, 500, "none is before 1970");
    assert_ne!(log.id(5), log.id(5));
    assert_eq!(id_text(EventId(0xab)), "00000000-0000-0000-0000-0000000000ab");
}

#[test]
fn a_full_segment_is_followed_by_another() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0;
    let mut segments = |written: Option<u64>| {
        let segment = log.segment.as_mut();
        segment.zip(written).into_iter().for_each(|(segment, written)| segment.fill(written));
        log.append(vec![review(Grade::Good)], Moment(1)).unwrap();
        segment_files(home.path()).len()
    };
    let full = segment::FULL;
    assert_eq!([None, Some(full - 1), None, Some(full)].map(&mut segments), [1, 1, 2, 3]);
    assert_eq!(open(home.path(), 2).1.events.len(), 4);
}

#[test]
fn why_a_save_failed_is_told_with_what_helps() {
    use std::io::ErrorKind::{NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let log = open(Path::new("/home/ana/cards"), 0).0;
    let why = |kind: std::io::ErrorKind| log.explain(&kind.into()).to_string();
    for kind in [StorageFull, QuotaExceeded] {
        assert!(why(kind).ends_with("; free some room."), "{}", why(kind));
    }
    for kind in [PermissionDenied, ReadOnlyFilesystem] {
        assert!(why(kind).ends_with("; make it writable or use --home."), "{}", why(kind));
    }
    assert!(
        !why(NotFound).contains(';') && why(NotFound).starts_with("Cannot save to /home/ana/cards/events: ")
    );
}

#[test]
fn the_device_is_told_in_words() {
    let home = tempfile::tempdir().unwrap();
    let told = || device(home.path());
    assert_eq!(told(), "none yet; the first answer makes one");
    let mut log = open(home.path(), 0).0;
    log.append(vec![review(Grade::Good)], Moment(1)).unwrap();
    let id = told();
    assert_eq!(open(home.path(), 2).0.device.as_deref(), Some(id.as_str()));
    let file = home.path().join("device.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("machine = \"", "machine = \"f")).unwrap();
    assert!(told().starts_with("the one here is another machine's"));
    std::fs::write(&file, "id = \"..\"\nmachine = \"\"").unwrap();
    assert!(told().contains("device.toml is of no use: its id is not 32 plain letters"), "{}", told());
    std::fs::write(&file, "damaged").unwrap();
    assert!(told().contains("it is damaged"), "{}", told());
}

#[test]
fn a_log_writes_under_the_name_it_was_given_and_knows_whether_it_may() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(home.path(), 0).0.of_device("phone");
    assert_eq!((log.home(), log.writable()), (home.path(), Ok(())));
    assert_eq!(log.retry(Moment(0)), Ok(()), "nothing waits");
    log.append(vec![review(Grade::Good)], Moment(1)).unwrap();
    assert_eq!(open(home.path(), 2).1.events[0].device, "phone");
    assert!(home.path().join("events/phone").is_dir());
    log.refused = Some("no".into());
    assert_eq!(log.writable(), Err("no".into()));
}

#[test]
fn a_line_is_sealed_and_opened_as_the_log_has_it() {
    let line = sealed(b"{}");
    assert_eq!((line.as_slice(), opened(line.trim_ascii_end())), (&b"a3a6bf43 {}\n"[..], Some(&b"{}"[..])));
}

#[test]
fn many_segments_are_read_each_once_in_order_and_copies_count_once() {
    let home = tempfile::tempdir().unwrap();
    for at in (1..=9).rev() {
        let mut log = open(home.path(), 0).0.of_device(&format!("d{at}"));
        log.append(vec![review(Grade::Good)], Moment(at * 1_000)).unwrap();
    }
    for path in segment_files(home.path()) {
        std::fs::copy(&path, path.with_extension("copy.jsonl")).unwrap();
    }
    let (_, history) = open(home.path(), 9_000);
    let stamps: Vec<Stamp> = history.events.iter().map(|event| event.stamp).collect();
    assert!(stamps.len() == 9 && stamps.is_sorted(), "{stamps:?}");
    assert_eq!((history.account.files, history.account.is_whole()), (18, true));
    let home = tempfile::tempdir().unwrap();
    open(home.path(), 0).0.append(vec![review(Grade::Good)], Moment(1)).unwrap();
    let path = segment_files(home.path()).remove(0);
    std::fs::copy(&path, path.with_extension("copy.jsonl")).unwrap();
    assert_eq!(open(home.path(), 2).1.events.len(), 1, "one that has a copy is one");
}

#[test]
fn an_unknown_kind_is_counted_and_a_torn_end_only_where_it_is_ours() {
    let home = tempfile::tempdir().unwrap();
    open(home.path(), 0).0.append(vec![review(Grade::Good), What::Other("dance".into())], Moment(1)).unwrap();
    let path = segment_files(home.path()).remove(0);
    let whole = std::fs::read(&path).unwrap();
    let no_event = line::seal(br#"{"v":1,"id":5}"#);
    std::fs::write(&path, [whole.as_slice(), &no_event, b"torn"].concat()).unwrap();
    let other = home.path().join("events/other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("a.jsonl"), [whole.as_slice(), b"torn"].concat()).unwrap();
    let faults = open(home.path(), 2).1.account.faults;
    let told: Vec<_> = faults.iter().map(|fault| (fault.unknown, fault.torn, fault.damaged)).collect();
    assert!(told.contains(&(2, Some(5), 0)) && told.contains(&(1, None, 0)), "{told:?}");
}

fn segment_files(home: &Path) -> Vec<PathBuf> {
    let devices = std::fs::read_dir(home.join("events")).unwrap();
    devices
        .flat_map(|device| std::fs::read_dir(device.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}
