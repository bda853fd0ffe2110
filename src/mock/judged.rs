//! One answer of a mock held against its rubric.

use serde::{Deserialize, Serialize};

use crate::card::grade::{HALF, Mark};
use crate::card::rubric::Rubric;

/// How one answer was judged against its rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Marks by the key of the point.
    pub marks: Vec<(String, Mark)>,
    /// Keys of tells that were given.
    pub tells: Vec<String>,
    /// The level it sounded like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The share of the rubric that was said.
    pub score: f32,
    /// Musts that were left out.
    pub musts: Vec<String>,
    /// Tells that were given and lower the vote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lowering: Vec<String>,
    /// Who judged: nobody for oneself, `peer` for an interviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Judged {
    /// Judges an answer oneself: marks of the rubric's points in order, keys of the tells that were given,
    /// levels lowest first.
    pub fn new(rubric: &Rubric, marks: &[Mark], tells: &[String], scale: &[String]) -> Self {
        let reached = rubric.reached(marks, tells, scale);
        let keys = rubric.ticks.ideas.iter().map(|idea| idea.key.clone());
        Self {
            marks: keys.zip(marks.iter().copied()).collect(),
            tells: tells.to_vec(),
            level: reached.level,
            score: reached.score,
            musts: reached.musts,
            lowering: reached.lowering,
            by: None,
        }
    }

    /// Returns the same judgement as an interviewer's.
    pub fn by_peer(self) -> Self {
        Self { by: Some("peer".into()), ..self }
    }

    /// Says whether a must or more than half was left out.
    pub fn is_miss(&self) -> bool {
        !self.musts.is_empty() || self.score < HALF
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_must_or_more_than_half_left_out_is_a_miss() {
        let judged = |score, must: &[&str]| Judged {
            marks: Vec::new(),
            tells: Vec::new(),
            level: None,
            score,
            musts: must.iter().map(ToString::to_string).collect(),
            lowering: Vec::new(),
            by: None,
        };
        assert!(!judged(0.5, &[]).is_miss());
        assert!(judged(0.49, &[]).is_miss());
        assert!(judged(0.9, &["eval"]).is_miss());
    }
}
