//! What is remembered for ever: the events of the log. How they are stored is not known here.

use serde::{Deserialize, Serialize};

use crate::card::ItemName;
use crate::card::grade::{Grade, Mark, Sure};
use crate::clock::{Day, Moment, when};
use crate::mock::Change;

/// An event's id: a uuid v7, unique on every device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u128);

/// A stamp of the hybrid clock: milliseconds UTC, never running backwards on one device, and a count within them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01 UTC.
    pub ms: i64,
    /// Tells events of one millisecond apart.
    pub count: u32,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// The device that wrote it.
    pub device: String,
    /// Its number in the device's segment.
    pub seq: u64,
    /// Where it stands among the events, by the device's hybrid clock.
    pub stamp: Stamp,
    /// When it happened, by the device's wall clock.
    pub at: Moment,
    /// The learner's day it happened on, as recorded then.
    pub day: Day,
    /// The offset from UTC in minutes at that time.
    pub offset: i32,
    /// What happened.
    pub what: What,
}

impl Event {
    /// Returns the key that orders events: time, then device, then number, then id.
    pub fn order(&self) -> (Stamp, &str, u64, EventId) {
        (self.stamp, &self.device, self.seq, self.id)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// An item was graded.
    Review(Review),
    /// Events that stand before it in order are taken back; an undone undo holds them again.
    Undo(Vec<EventId>),
    /// Items are asked from a day on, whatever their schedule says: what a mock missed.
    Advance {
        /// The items.
        items: Vec<ItemName>,
        /// The day.
        day: Day,
    },
    /// Items count as new from here on; their earlier answers stay in the statistics.
    Reset {
        /// The items.
        items: Vec<ItemName>,
    },
    /// Items in review are due on other days, each until its next answer.
    Move {
        /// The items, each with its day.
        days: Vec<(ItemName, Day)>,
    },
    /// Answers were given on another day than the clock said; the newest date of an answer counts.
    Date {
        /// The answers.
        of: Vec<EventId>,
        /// The learner's day they belong to.
        day: Day,
        /// The moment they belong to.
        at: Moment,
    },
    /// A change of a mock interview.
    Mock {
        /// The run it belongs to.
        run: u64,
        /// The change.
        change: Change,
    },
    /// A preference; the last writer wins.
    Set {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    },
    /// A kind this version does not know; kept.
    Other(String),
}

/// Items named by one event at most, and the bytes of their names, so that a line stays under 64 KiB.
const ITEMS: usize = 500;
const NAMES: usize = 40_000;

impl What {
    /// Returns what records that items count as new again, in as few events as lines can hold.
    pub fn reset(items: Vec<ItemName>) -> Vec<Self> {
        parts(items, |item| item).into_iter().map(|items| Self::Reset { items }).collect()
    }

    /// Returns what records other due days, in as few events as lines can hold.
    pub fn moves(days: Vec<(ItemName, Day)>) -> Vec<Self> {
        parts(days, |(item, _)| item).into_iter().map(|days| Self::Move { days }).collect()
    }

    /// Returns what records another date of answers, in as few events as lines can hold.
    pub fn dates(of: &[EventId], day: Day, at: Moment) -> Vec<Self> {
        of.chunks(ITEMS).map(|of| Self::Date { of: of.to_vec(), day, at }).collect()
    }

    /// Returns the items it is about, so that a card's new name can be put in.
    pub fn items_mut(&mut self) -> Vec<&mut ItemName> {
        match self {
            Self::Review(review) => vec![&mut review.item],
            Self::Advance { items, .. } | Self::Reset { items } => items.iter_mut().collect(),
            Self::Move { days } => days.iter_mut().map(|(item, _)| item).collect(),
            Self::Undo(_) | Self::Date { .. } | Self::Mock { .. } | Self::Set { .. } | Self::Other(_) => {
                Vec::new()
            }
        }
    }
}

fn parts<T>(list: Vec<T>, name: impl Fn(&T) -> &ItemName) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut bytes = NAMES;
    for one in list {
        bytes += name(&one).as_str().len();
        if let Some(part) = parts.last_mut().filter(|part| part.len() < ITEMS && bytes <= NAMES) {
            part.push(one);
        } else {
            bytes = name(&one).as_str().len();
            parts.push(vec![one]);
        }
    }
    parts
}

/// The time until an item is due again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gap {
    /// A step within the day, in milliseconds.
    Ms(i64),
    /// Whole days.
    Days(u32),
}

impl Gap {
    /// Returns the gap in the shortest words.
    pub fn words(self) -> String {
        match self {
            Self::Ms(ms) => when::span(ms),
            Self::Days(count) => when::days(count),
        }
    }
}

/// One grade given to one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The item.
    pub item: ItemName,
    /// The grade that counts.
    pub grade: Grade,
    /// The grade computed from ticks or checks, where the learner overruled it.
    pub computed: Option<Grade>,
    /// Milliseconds from question to answer, as measured.
    pub took: i64,
    /// When the item comes back, as shown to the learner; fuzz, caps and limits included.
    pub gap: Gap,
    /// The desired retention in force, 0.70 to 0.99.
    pub retention: f32,
    /// How certain the learner was, on objective kinds.
    pub sure: Option<Sure>,
    /// Ticks by idea key, on rubrics.
    pub ticks: Vec<(String, Mark)>,
    /// Groups the reviews of one question, so that one undo takes back one question.
    pub question: u64,
    /// The first words of the question, to find the card again after its id changed.
    pub front: String,
    /// A fingerprint of the card's text, to notice rewording.
    pub print: u32,
    /// The author's revision of the card; a higher one since means the answer has changed.
    pub rev: u32,
    /// The highest model answer the learner found their own better than.
    pub level: Option<String>,
    /// Who gave the grade: nobody for the learner, `peer` for an interviewer.
    pub by: Option<String>,
}

/// How a moment is written.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Moment")]
struct Milliseconds(i64);

/// A typed answer, kept privately in the journal as it stands here, never in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// When.
    #[serde(with = "Milliseconds")]
    pub at: Moment,
    /// The item.
    pub item: ItemName,
    /// The words.
    pub text: String,
    /// Words jotted down while speaking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jots: Vec<String>,
    /// How each idea was ticked, if it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<(String, Mark)>,
    /// The run of a mock it was said in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_items_are_parted_so_that_lines_stay_short() {
        let item = |name: String| ItemName::of(&name);
        let sizes = |items: Vec<ItemName>| {
            let parts = What::reset(items).into_iter();
            parts.map(|mut what| what.items_mut().len()).collect::<Vec<_>>()
        };
        assert_eq!(sizes((0..1_001).map(|at| item(format!("d/c{at}#recall"))).collect()), [500, 500, 1]);
        assert_eq!(
            sizes((0..5).map(|at| item(format!("d/{at}{}", "x".repeat(15_000)))).collect()),
            [2, 2, 1]
        );
        assert_eq!(What::moves(Vec::new()), []);
    }
}
