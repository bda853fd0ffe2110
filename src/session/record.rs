//! What a judged question leaves in the log, and a grade moved by hand.

use super::{Current, Session, Shift, Stage};
use crate::card::ItemName;
use crate::card::ask::{Answer, Ask};
use crate::card::grade::{Grade, Mark};
use crate::chance::seed_of;
use crate::clock::Now;
use crate::library::Library;
use crate::review::{Event, EventId, Gap, Review, Said, What};

/// Characters of a question kept in the log.
const FRONT: usize = 80;

impl Session {
    /// Returns the next gap for each grade of the open question's first item.
    pub fn outlook(&self, library: &Library, now: Now) -> [Gap; 4] {
        match self.question().and_then(|question| question.items.first()) {
            Some(item) => outlook(library, item, now),
            None => [Gap::Days(1); 4],
        }
    }

    /// Returns what to record now that the question is judged; nothing in practice.
    pub fn reviews(&self, library: &Library, now: Now) -> Vec<What> {
        let Some(current) = self.current.as_ref().filter(|_| self.is_recorded()) else { return Vec::new() };
        let Some(verdict) = &current.verdict else { return Vec::new() };
        let graded = current.question.items.iter().zip(&verdict.grades).enumerate();
        let review = |(at, (item, grade)): (usize, (&ItemName, &Grade))| {
            let gap = outlook(library, item, now)[*grade as usize - 1];
            let found = library.find(item);
            What::Review(Review {
                item: item.clone(),
                grade: *grade,
                computed: current.computed.as_ref().and_then(|computed| computed.get(at)).copied(),
                took: current.took / verdict.grades.len() as i64,
                gap,
                retention: library.scheduler().rules().retention,
                sure: current.sure,
                ticks: ticks(current),
                question: current.number,
                front: current.question.q.line().chars().take(FRONT).collect(),
                print: found.map_or(0, |found| found.card.print()),
                rev: found.map_or(1, |found| found.card.rev),
                level: level(current),
                by: None,
            })
        };
        graded.map(review).collect()
    }

    /// Returns the typed words of an open answer, for the journal.
    pub fn said(&self, now: Now) -> Option<Said> {
        let current = self.current.as_ref().filter(|_| self.is_recorded())?;
        let (Answer::Ticked { text, .. } | Answer::Graded { text, .. }) = current.answers.last()? else {
            return None;
        };
        let item = current.question.items.first()?.clone();
        let said =
            Said { item, at: now.at, text: text.clone(), jots: Vec::new(), ticks: ticks(current), run: None };
        (!text.trim().is_empty()).then_some(said)
    }

    /// Takes the events that were recorded for the open question.
    pub fn recorded(&mut self, events: &[Event]) {
        let Some(current) = &mut self.current else { return };
        let reviews: Vec<&Event> =
            events.iter().filter(|event| matches!(event.what, What::Review(_))).collect();
        if !reviews.is_empty() {
            current.recorded = reviews.iter().map(|event| event.id).collect();
        }
    }

    /// Moves the grade of the open question by hand; returns what to record. Sheets are not moved as a whole.
    pub fn regrade(&mut self, shift: Shift, library: &Library, now: Now) -> Vec<What> {
        let Some(current) = self.current.as_mut().filter(|current| current.stage == Stage::Judged) else {
            return Vec::new();
        };
        let undo = What::Undo(current.recorded.clone());
        let Some(verdict) = current.verdict.as_mut().filter(|verdict| verdict.grades.len() == 1) else {
            return Vec::new();
        };
        let grade = verdict.grades[0];
        let moved = match shift {
            Shift::Raise => grade.raised(),
            Shift::Lower => grade.lowered(),
        };
        if moved == grade {
            return Vec::new();
        }
        current.computed.get_or_insert(vec![grade]);
        verdict.grades = vec![moved];
        if !self.is_recorded() {
            return Vec::new();
        }
        std::iter::once(undo).chain(self.reviews_before(library, now)).collect()
    }

    /// The moved grade's gap comes from the memory before the first grade was recorded.
    fn reviews_before(&self, library: &Library, now: Now) -> Vec<What> {
        let Some(current) = &self.current else { return Vec::new() };
        let mut reviews = self.reviews(library, now);
        for what in &mut reviews {
            let What::Review(review) = what else { continue };
            let before = before(library, &review.item, &current.recorded);
            let seed = seed_of(review.item.as_str(), before.as_ref().map_or(0, |memory| memory.reps).into());
            review.gap = library.scheduler().outlook(before.as_ref(), now, seed)[review.grade as usize - 1];
        }
        reviews
    }
}

/// Returns the next gap of an item for each grade, lowest grade first.
pub fn outlook(library: &Library, item: &ItemName, now: Now) -> [Gap; 4] {
    let memory = library.memory(item);
    let seed = seed_of(item.as_str(), u64::from(memory.map_or(0, |memory| memory.reps)));
    library.scheduler().outlook(memory, now, seed)
}

/// Returns an item's memory as it was before some of its reviews.
fn before(library: &Library, item: &ItemName, without: &[EventId]) -> Option<crate::schedule::Memory> {
    let held = library.remembered(item).iter().filter(|past| !without.contains(&past.id));
    held.fold(None, |memory, past| Some(past.learn(memory.as_ref(), library.scheduler())))
}

/// Returns the highest model answer the learner found their own better than.
fn level(current: &Current) -> Option<String> {
    match (current.question.steps.last(), current.answers.last()) {
        (Some(Ask::Ticks(ticks)), Some(Answer::Ticked { climbed: Some(climbed), .. })) => {
            ticks.models.get(climbed.checked_sub(1)?).map(|model| model.level.to_string())
        }
        _ => None,
    }
}

fn ticks(current: &Current) -> Vec<(String, Mark)> {
    match (current.question.steps.last(), current.answers.last()) {
        (Some(Ask::Ticks(ticks)), Some(Answer::Ticked { marks, .. })) => {
            ticks.ideas.iter().map(|idea| idea.key.clone()).zip(marks.iter().copied()).collect()
        }
        _ => Vec::new(),
    }
}
