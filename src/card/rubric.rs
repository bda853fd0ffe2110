//! What an open question is held against: ideas, tells, model answers. For mocks and the interviewer's seat.

use super::ask::{Ask, Idea, Model, Question, Ticks};
use super::grade::{Grade, Mark};
use super::parts::{Tell, Weighs};
use super::{Facet, Item, Shelf, facets};
use crate::text::{Raw, Safe};

/// A rubric.
#[derive(Clone, Debug)]
pub struct Rubric {
    /// The question.
    pub q: Safe,
    /// What it probes.
    pub probes: Option<Safe>,
    /// Ideas to tick, and model answers by level.
    pub ticks: Ticks,
    /// Remarks that raise or lower an interviewer's view.
    pub tells: Vec<RubricTell>,
}

/// A tell, as an interviewer hears it.
#[derive(Clone, Debug)]
pub struct RubricTell {
    /// Its key.
    pub key: String,
    /// The remark.
    pub say: Safe,
    /// Which way it weighs.
    pub weighs: Weighs,
    /// Why.
    pub why: Option<Safe>,
    /// The level a lowering tell caps the answer at, where the deck says so.
    pub cap: Option<String>,
    /// Words that suggest it.
    pub matching: Vec<Raw>,
}

/// How an answer came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The share of the rubric that was said, musts counting double.
    pub score: f32,
    /// The grade it computes to.
    pub grade: Grade,
    /// The level it sounds like, tells included.
    pub level: Option<String>,
    /// Keys of musts that were left out.
    pub musts: Vec<String>,
    /// Keys of tells that were given and lower the vote.
    pub lowering: Vec<String>,
}

impl Rubric {
    /// Makes the rubric of an item with an open question; other kinds have none.
    pub fn of(shelf: &Shelf<'_>, item: &Item) -> Option<Self> {
        let question = facets::ask(shelf, &[item], 0)?;
        let card = shelf.cards.get(item.card)?;
        let ticks = ticks(&question)?;
        let tells = if matches!(item.facet, Facet::Follow(_)) { &[] } else { card.tells.as_slice() };
        Some(Self {
            q: question.q.clone(),
            probes: question.probes.clone(),
            ticks,
            tells: tells.iter().map(heard).collect(),
        })
    }

    /// Returns the marks that typed words suggest.
    pub fn suggested(&self, text: &str) -> Vec<bool> {
        self.ticks.ideas.iter().map(|idea| super::suggest::holds(text, &idea.matching)).collect()
    }

    /// Weighs ticks and tells: the level of the ticks, capped by a lowering tell that names a level.
    pub fn reached(&self, marks: &[Mark], given: &[String], scale: &[String]) -> Reached {
        let rank = |level: &str| scale.iter().position(|known| known == level);
        let ticked = self.ticks.level_reached(marks).map(ToString::to_string);
        let lowering =
            || self.tells.iter().filter(|tell| given.contains(&tell.key) && tell.weighs != Weighs::Up);
        let cap = lowering().filter_map(|tell| tell.cap.clone()).min_by_key(|cap| rank(cap));
        let level = match (ticked, cap) {
            (Some(level), Some(cap)) if rank(&cap) < rank(&level) => Some(cap),
            (level, _) => level,
        };
        let musts =
            self.ticks.ideas.iter().zip(marks).filter(|(idea, mark)| idea.must && **mark == Mark::Empty);
        let leveled = self.ticks.ideas.iter().any(|idea| idea.level.is_some());
        Reached {
            score: self.ticks.share(marks),
            grade: self.ticks.grade(marks, None).0,
            level: level.filter(|_| leveled && self.ticks.share(marks) > 0.0),
            lowering: lowering().map(|tell| tell.key.clone()).collect(),
            musts: musts.map(|(idea, _)| idea.key.clone()).collect(),
        }
    }
}

fn heard(tell: &Tell) -> RubricTell {
    RubricTell {
        key: tell.key.clone(),
        say: tell.say.show(),
        weighs: tell.weighs,
        why: tell.why.as_ref().map(Raw::show),
        cap: tell.level.clone(),
        matching: tell.matching.clone(),
    }
}

/// An answer without points is held against itself, as one idea.
fn ticks(question: &Question) -> Option<Ticks> {
    match question.steps.last()? {
        Ask::Ticks(ticks) if ticks.about.is_none() => Some(ticks.clone()),
        Ask::Reveal(reveal) => Some(Ticks {
            prompt: reveal.prompt.clone(),
            about: None,
            ideas: vec![Idea {
                key: "answer".into(),
                say: reveal.answer.line(),
                must: true,
                weight: 1.0,
                level: None,
                why: None,
                matching: Vec::new(),
            }],
            answer: None,
            models: Vec::<Model>::new(),
        }),
        Ask::Ticks(_) | Ask::Choose(_) | Ask::Type(_) | Ask::Order(_) | Ask::Pairs(_) => None,
    }
}
