//! Mock interviews: what is asked, what was given, how it was judged. A run is a fold over its changes, so a
//! killed mock resumes from what was saved. Knows no decks and no clock; times are arguments.

pub mod advice;
pub mod export;
mod follow;
mod judged;
pub mod result;
pub mod run;

use serde::{Deserialize, Serialize};

use crate::card::ItemName;
use crate::chance::seed_of;
use crate::clock::Moment;
pub use follow::Heard;
pub use judged::Judged;

/// What a mock asks, fixed when it starts so that a changed deck changes no running mock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Script {
    /// `deck/mock`, or `deck/mix` for one composed of due and weak cards.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Milliseconds it should take.
    pub ms: i64,
    /// The level it aims at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Levels, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale: Vec<String>,
    /// The seed it was composed with; the same seed asks a whole group the same.
    pub seed: u64,
    /// What is asked, in order; a follow-up stands behind its parent.
    pub asks: Vec<Planned>,
}

impl Script {
    /// Returns the number of a run begun at a moment: runs sort by time, and the low bits tell two of one
    /// millisecond apart.
    pub fn run(&self, at: Moment) -> u64 {
        (at.0.unsigned_abs() << 8) | (seed_of(&self.id, self.seed) & 0xff)
    }
}

/// One planned question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// The item.
    pub item: ItemName,
    /// Milliseconds it should take.
    pub ms: i64,
    /// When it is asked.
    pub when: When,
}

/// When a follow-up is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Whatever was said.
    #[default]
    Always,
    /// Once the answer above sounded like this level or higher.
    Reached(String),
    /// When this point was left out above.
    Missed(String),
}

impl When {
    /// Reads `always`, `reached:<level>` or `missed:<point>`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "always" => Some(Self::Always),
            Some(("reached", level)) => Some(Self::Reached(level.trim().to_owned())),
            Some(("missed", point)) => Some(Self::Missed(point.trim().to_owned())),
            _ => None,
        }
    }
}

/// How an answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Typed.
    Typed,
    /// Spoken, by the timer.
    Spoken,
}

/// An answer, without its words; those are private and kept in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// Milliseconds from question to answer, pauses left out.
    pub ms: i64,
    /// Milliseconds paused.
    pub paused: i64,
    /// How often it was paused.
    #[serde(default)]
    pub pauses: u32,
    /// How it was given.
    pub how: How,
    /// The level the candidate thought it was, before seeing any rubric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guess: Option<String>,
    /// Points that the typed words suggest were said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
}

/// Why a follow-up was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Skip {
    /// Its condition did not hold.
    Condition,
    /// The answer above had given it already, which counts as said.
    Volunteered,
    /// The mock was ended before it.
    Ended,
}

/// One change of a run, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It started.
    Started(Script),
    /// A question was answered.
    Answered(usize, Given),
    /// A follow-up was left out.
    Skipped(usize, Skip),
    /// The last answer was given, or the mock was ended early.
    Ended,
    /// An answer was judged.
    Judged(usize, Judged),
    /// The debrief is done: misses are put into tomorrow.
    Closed,
    /// It was thrown away.
    Discarded,
}

/// What became of a planned question.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Not reached yet.
    Open,
    /// Answered.
    Given(Given),
    /// Left out.
    Skipped(Skip),
}

/// A run of a mock, folded from its changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Its number.
    pub run: u64,
    /// What it asks.
    pub script: Script,
    /// When it started.
    pub started: Moment,
    /// What became of each question.
    pub statuses: Vec<Status>,
    /// How each was judged.
    pub judged: Vec<Option<Judged>>,
    /// No further question is asked.
    pub ended: bool,
    /// The debrief is done.
    pub closed: bool,
    /// It was thrown away.
    pub discarded: bool,
}

impl Scorecard {
    /// Begins a run.
    pub fn new(run: u64, script: Script, started: Moment) -> Self {
        let n = script.asks.len();
        Self {
            run,
            script,
            started,
            statuses: vec![Status::Open; n],
            judged: vec![None; n],
            ended: false,
            closed: false,
            discarded: false,
        }
    }

    /// Takes a change into account.
    pub fn take(&mut self, change: Change) {
        match change {
            Change::Started(_) => {}
            Change::Answered(at, given) => {
                if let Some(status) = self.statuses.get_mut(at) {
                    *status = Status::Given(given);
                }
            }
            Change::Skipped(at, why) => {
                if let Some(status) =
                    self.statuses.get_mut(at).filter(|status| !matches!(status, Status::Given(_)))
                {
                    *status = Status::Skipped(why);
                }
            }
            Change::Ended => self.ended = true,
            Change::Judged(at, judged) => {
                if let Some(place) = self.judged.get_mut(at) {
                    *place = Some(judged);
                }
            }
            Change::Closed => self.closed = true,
            Change::Discarded => self.discarded = true,
        }
    }

    /// Returns the questions that were answered, by index.
    pub fn answered(&self) -> impl Iterator<Item = (usize, &Planned, &Given)> {
        let rows = self.script.asks.iter().zip(&self.statuses).enumerate();
        rows.filter_map(|(at, (ask, status))| match status {
            Status::Given(given) => Some((at, ask, given)),
            Status::Open | Status::Skipped(_) => None,
        })
    }

    /// Returns the next question to ask.
    pub fn open(&self) -> Option<usize> {
        if self.ended { None } else { self.statuses.iter().position(|status| *status == Status::Open) }
    }

    /// Returns how many questions are asked, as far as is known: follow-ups left out do not count.
    pub fn asked(&self) -> usize {
        self.statuses.iter().filter(|status| !matches!(status, Status::Skipped(_))).count()
    }

    /// Returns milliseconds spent answering.
    pub fn used(&self) -> i64 {
        // A partner's file may say anything.
        self.answered().fold(0, |sum: i64, (_, _, given)| sum.saturating_add(given.ms))
    }

    /// Returns the mean of guessed minus judged level, in levels, over answers that have both.
    pub fn bias(&self) -> Option<f32> {
        let rank = |level: &str| self.script.scale.iter().position(|known| known == level);
        let gaps: Vec<f32> = self
            .answered()
            .filter_map(|(at, _, given)| {
                let level = self.judged[at].as_ref()?.level.as_deref()?;
                Some(rank(given.guess.as_deref()?)? as f32 - rank(level)? as f32)
            })
            .collect();
        (!gaps.is_empty()).then(|| gaps.iter().sum::<f32>() / gaps.len() as f32)
    }

    /// Returns the items whose answer missed a must or more than half: what comes back tomorrow.
    pub fn misses(&self) -> Vec<ItemName> {
        self.script
            .asks
            .iter()
            .zip(&self.judged)
            .filter(|(_, judged)| judged.as_ref().is_some_and(Judged::is_miss))
            .map(|(ask, _)| ask.item.clone())
            .collect()
    }
}
