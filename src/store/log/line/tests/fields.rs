//! What a line says and leaves out, and which lines are none.

use super::*;
use crate::review::Stamp;

fn of(what: What) -> Event {
    let (id, device, stamp) = (EventId(7), "d".to_owned(), Stamp { ms: NOW.0, count: 0 });
    let day = Calendar::utc(4).day(NOW);
    Event { id, device, seq: 1, stamp, at: NOW, day, offset: 0, what }
}

fn text(event: &Event) -> String {
    String::from_utf8(open(write(event).unwrap().trim_ascii_end()).unwrap().to_vec()).unwrap()
}

#[test]
fn a_line_is_opened_only_whole() {
    let line = seal(b"{}");
    let line = line.trim_ascii_end();
    assert_eq!(open(line), Some(&b"{}"[..]));
    for at in 0..line.len() {
        let mut other = line.to_vec();
        other[at] ^= 1;
        assert_eq!(open(&other), None, "byte {at}");
        assert_eq!(open(&line[..at]), None, "cut at {at}");
    }
    assert_eq!(open(b"00000000 "), Some(&b""[..]), "nothing has a checksum of nothing");
}

#[test]
fn a_review_of_few_words_means_the_least_it_can() {
    let line = format!(
        "{{\"v\":1,\"id\":\"{}\",\"dev\":\"d\",\"seq\":1,\"hlc\":[5,0],\"day\":\"1970-01-01\",\"off\":0,\
         \"ev\":\"review\",\"item\":\"d/c#recall\",\"grade\":3,\"gap\":{{\"days\":2}}}}",
        Uuid::nil()
    );
    let Some(Event { what: What::Review(review), at, .. }) = read(line.as_bytes()) else {
        panic!("a review")
    };
    assert_eq!((review.took, review.question, review.print, review.rev, at), (0, 0, 0, 1, Moment(5)));
    assert!((review.retention - 0.9).abs() < 1e-6 && review.front.is_empty() && review.by.is_none());
    for missing in ["\"item\":\"d/c#recall\",", "\"grade\":3,", ",\"gap\":{\"days\":2}"] {
        assert!(line.contains(missing));
        assert_eq!(read(line.replace(missing, "").as_bytes()), None, "{missing}");
    }
    let later = read(line.replace("\"v\":1", "\"v\":2").as_bytes()).unwrap();
    assert_eq!(later.what, What::Other("review".into()), "a later version may mean anything by it");
}

#[test]
fn what_goes_without_saying_is_not_written() {
    let review = |rev| match crate::store::log::some_review(Grade::Good) {
        What::Review(review) => of(What::Review(Review { rev, ..review })),
        _ => panic!("a review"),
    };
    assert!(!text(&review(1)).contains("\"rev\"") && text(&review(2)).contains("\"rev\":2"));
    let mut behind = review(1);
    assert!(!text(&behind).contains("\"at\""));
    behind.at = Moment(NOW.0 - DAY);
    assert!(text(&behind).contains(&format!("\"at\":{}", behind.at.0)), "the clock, where the stamp differs");
}

#[test]
fn a_line_keeps_four_hundred_ticks_at_most() {
    let What::Review(mut review) = crate::store::log::some_review(Grade::Good) else { panic!("a review") };
    review.ticks = (0..500).map(|at| (at.to_string(), Mark::Full)).collect();
    let Some(What::Review(back)) = read(text(&of(What::Review(review))).as_bytes()).map(|event| event.what)
    else {
        panic!("a review")
    };
    assert_eq!((back.ticks.len(), back.ticks.last().map(|(key, _)| key.as_str())), (400, Some("399")));
}

#[test]
fn every_kind_of_event_is_read_back_as_it_was() {
    let day = Day::parse("2026-11-21").unwrap();
    let items = vec![ItemName::of("d/c#recall"), ItemName::of("d/e#tell.a")];
    let whats = [
        What::Undo(vec![EventId(5), EventId(6)]),
        What::Date { of: vec![EventId(5)], day, at: Moment(9) },
        What::Advance { items: items.clone(), day },
        What::Reset { items: items.clone() },
        What::Move { days: vec![(items[0].clone(), day), (items[1].clone(), day.plus(1))] },
        What::Mock { run: 9, change: Change::Ended },
        What::Set { key: "k".into(), value: "v".into() },
        What::Other("dance".into()),
    ];
    for what in whats {
        let event = of(what);
        assert_eq!(read(text(&event).as_bytes()), Some(event));
    }
    let id = Uuid::from_u128(7);
    assert_eq!(super::super::id(format!("{{\"id\":\"{id}\"}}").as_bytes()), Some(EventId(7)));
    assert_eq!(super::super::id(b"{\"cardsharp\":1}"), None);
}
