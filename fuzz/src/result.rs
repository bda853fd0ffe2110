//! A result file from a partner: read, written again the same, taken into a scorecard, and shown.

use cardsharp::rooms::clock::{Calendar, Moment};
use cardsharp::rooms::mock::result::PeerResult;
use cardsharp::rooms::mock::{Change, Scorecard, advice, export};
use cardsharp::rooms::text::show;

/// Reads any bytes as a result.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let result = match PeerResult::read(&text) {
        Ok(result) => result,
        Err(why) => return super::holds(&show(&why)),
    };
    assert_eq!(PeerResult::read(&result.text()).as_ref(), Ok(&result), "what is written reads back");
    let mut card = Scorecard::new(result.run, result.script, Moment(1_795_262_400_000));
    for (at, given, judged) in result.answers {
        card.take(Change::Answered(at, given));
        card.take(Change::Judged(at, judged));
    }
    card.take(Change::Ended);
    super::holds(&show(&export::markdown(&card, &Calendar::utc(4), &|_| None)));
    let _ = (export::json(&card), card.bias(), card.misses(), card.used(), advice::next(&card, &[]));
}
