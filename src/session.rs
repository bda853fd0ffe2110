//! One sitting as a state machine: what is asked next, what may be done now, undo, tally.
//! Draws nothing, saves nothing, asks no clock.

mod back;
mod plan;
mod queue;
mod record;
mod tally;
#[cfg(test)]
mod tests;

use crate::card::ask::{Answer, Outcome, Question, Verdict};
use crate::card::facets;
use crate::card::grade::{Grade, HALF, Ruling, Sure};
use crate::card::{Item, ItemName};
use crate::chance::seed_of;
use crate::clock::{MINUTE, Moment, Now};
use crate::library::Library;
use crate::review::EventId;
use crate::schedule::Due;
use crate::schedule::queue::LEARN_AHEAD;
pub use plan::{Options, Plan};
use queue::Queue;
pub use record::outlook;
pub use tally::{Answered, Tally, word};

/// What the front end must do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Show this step and gather an answer.
    Asking(usize),
    /// Ask how sure.
    Sure,
    /// Show the reference and ask whether the answer was right.
    Ruling,
    /// Record the reviews; show the verdict.
    Judged,
    /// Nothing is left.
    Over,
}

/// Which way a grade is moved by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Up.
    Raise,
    /// Down.
    Lower,
}

/// How far the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Questions answered.
    pub done: usize,
    /// Questions in all, as known now.
    pub total: usize,
}

/// One sitting.
#[derive(Debug)]
pub struct Session {
    plan: Plan,
    options: Options,
    upcoming: Queue,
    current: Option<Current>,
    done: Vec<Done>,
    undoing: Option<Undoing>,
    redoing: Option<Vec<ItemName>>,
    tally: Tally,
    /// Items already asked once more.
    returned: Vec<ItemName>,
    began: Moment,
}

/// The question that is open.
#[derive(Clone, Debug)]
struct Current {
    question: Question,
    started: Moment,
    took: i64,
    answers: Vec<Answer>,
    outcomes: Vec<Outcome>,
    sure: Option<Sure>,
    stage: Stage,
    verdict: Option<Verdict>,
    computed: Option<Vec<Grade>>,
    number: u64,
    recorded: Vec<EventId>,
    first_meeting: bool,
    revised: bool,
}

/// A question that is done, with what undo needs.
#[derive(Clone, Debug)]
struct Done {
    items: Vec<ItemName>,
    recorded: Vec<EventId>,
    /// The queue as it was then, and how many items had come back.
    upcoming: usize,
    returned: usize,
}

#[derive(Clone, Debug)]
enum Undoing {
    /// An earlier question of this sitting.
    Earlier(Done),
    /// A question of an earlier sitting.
    Before(Vec<ItemName>),
}

impl Session {
    /// Starts a sitting with its first question.
    pub fn start(plan: Plan, options: Options, library: &Library, now: Now) -> Self {
        let upcoming = plan::questions(&plan, &options, library, now).into();
        let mut session = Self {
            plan,
            options,
            upcoming,
            current: None,
            done: Vec::new(),
            undoing: None,
            redoing: None,
            tally: Tally::default(),
            returned: Vec::new(),
            began: now.at,
        };
        session.open_next(library, now);
        session
    }

    /// Returns the question that is open.
    pub fn question(&self) -> Option<&Question> {
        self.current.as_ref().map(|current| &current.question)
    }

    /// Returns what the front end must do now.
    pub fn stage(&self) -> Stage {
        self.current.as_ref().map_or(Stage::Over, |current| current.stage)
    }

    /// Returns the outcomes of the steps answered so far.
    pub fn outcomes(&self) -> &[Outcome] {
        self.current.as_ref().map_or(&[], |current| &current.outcomes)
    }

    /// Returns the answers given so far.
    pub fn answers(&self) -> &[Answer] {
        self.current.as_ref().map_or(&[], |current| &current.answers)
    }

    /// Returns the verdict once the question is judged.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.current.as_ref()?.verdict.as_ref()
    }

    /// Returns how sure the learner said to be.
    pub fn certainty(&self) -> Option<Sure> {
        self.current.as_ref()?.sure
    }

    /// Says whether answers are recorded.
    pub fn is_recorded(&self) -> bool {
        !matches!(self.plan, Plan::Practice | Plan::Cram(_))
    }

    /// Returns the minutes a sitting with a limit has left, the one that runs counted whole.
    pub fn minutes_left(&self, now: Now) -> Option<i64> {
        let limit = self.options.minutes? as i64 * MINUTE;
        Some((limit - now.at.since(self.began) + MINUTE - 1).div_euclid(MINUTE).max(0))
    }

    /// Says whether the open question's item is met for the first time.
    pub fn is_first_meeting(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.first_meeting)
    }

    /// Says whether the author has changed the answer since the learner last gave one.
    pub fn is_revised(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.revised)
    }

    /// Returns how far the sitting is.
    pub fn progress(&self) -> Progress {
        let open = usize::from(self.current.is_some());
        Progress { done: self.done.len(), total: self.done.len() + open + self.upcoming.len() }
    }

    /// Returns what was answered.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes an answer to the open step.
    pub fn answer(&mut self, answer: Answer, now: Now) {
        let Stage::Asking(step) = self.stage() else { return };
        let asks_sure = self.options.ask_sure;
        let Some(current) = &mut self.current else { return };
        let Some(ask) = current.question.steps.get(step) else { return };
        current.took = now.at.since(current.started);
        let gave_up = answer == Answer::GaveUp;
        let unsure = ask.needs_ruling(&answer);
        let objective = ask.is_objective();
        current.outcomes.push(ask.check(&answer));
        current.answers.push(answer);
        // Certainty is asked once, before anything is shown, and not of those who grade themselves.
        let by_hand = current.question.is_self_graded();
        if objective && asks_sure && !gave_up && !by_hand && current.sure.is_none() {
            current.stage = Stage::Sure;
        } else if unsure {
            current.stage = Stage::Ruling;
        } else {
            self.step_on();
        }
    }

    /// Takes how sure the learner was.
    pub fn sure(&mut self, sure: Sure) {
        let Some(current) = self.current.as_mut().filter(|current| current.stage == Stage::Sure) else {
            return;
        };
        current.sure = Some(sure);
        let ask = current.question.steps.get(current.answers.len() - 1);
        if let (Some(ask), Some(answer)) = (ask, current.answers.last())
            && ask.needs_ruling(answer)
        {
            current.stage = Stage::Ruling;
        } else {
            self.step_on();
        }
    }

    /// Takes the learner's ruling on a typed answer.
    pub fn rule(&mut self, ruling: Ruling) {
        let Some(current) = self.current.as_mut().filter(|current| current.stage == Stage::Ruling) else {
            return;
        };
        let Some(Answer::Typed { ruling: open, .. }) = current.answers.last_mut() else { return };
        *open = Some(ruling);
        let ask = current.question.steps.get(current.answers.len() - 1);
        if let (Some(ask), Some(answer), Some(outcome)) =
            (ask, current.answers.last(), current.outcomes.last_mut())
        {
            *outcome = ask.check(answer);
        }
        self.step_on();
    }

    fn step_on(&mut self) {
        let Some(current) = &mut self.current else { return };
        let next = current.answers.len();
        // "I do not know" ends the question: further steps would only be guessed at.
        let gave_up = current.answers.last() == Some(&Answer::GaveUp);
        if next < current.question.steps.len() && !gave_up {
            current.stage = Stage::Asking(next);
            return;
        }
        let mut verdict = current.question.judge(&current.outcomes, current.sure);
        if let Some(Answer::Ticked { grade: Some(grade), .. }) = current.answers.last()
            && verdict.grades != [*grade]
        {
            current.computed = Some(std::mem::replace(&mut verdict.grades, vec![*grade]));
        }
        current.verdict = Some(verdict);
        current.stage = Stage::Judged;
    }

    /// Goes on to the next question after a judged one.
    pub fn next(&mut self, library: &Library, now: Now) {
        if let Some(current) = self.current.as_ref() {
            let Some(verdict) = &current.verdict else { return };
            let goes_on = verdict.score >= HALF && self.is_recorded();
            let follows = plan::follow_ups(&current.question, library, now);
            self.close();
            // An interviewer moves on after a poor answer.
            if goes_on {
                follows.into_iter().rev().for_each(|follow| self.upcoming.push_front(follow));
            }
        }
        self.open_next(library, now);
    }

    /// Ends the open question: a judged one joins the tally, another was never asked.
    pub fn close(&mut self) {
        let Some(current) = self.current.take() else { return };
        let items = current.question.items.clone();
        let Some(verdict) = &current.verdict else {
            self.upcoming.push_front(items);
            return;
        };
        self.tally.take(
            &current.question,
            verdict,
            current.computed.as_deref(),
            current.took,
            current.first_meeting,
        );
        self.did(items, current.recorded);
    }

    fn did(&mut self, items: Vec<ItemName>, recorded: Vec<EventId>) {
        let (upcoming, returned) = (self.upcoming.mark(), self.returned.len());
        self.done.push(Done { items, recorded, upcoming, returned });
    }

    /// Takes the sitting out of a screen, leaving one that is over.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let over = Self {
            plan: self.plan.clone(),
            options: self.options,
            upcoming: Queue::default(),
            current: None,
            done: Vec::new(),
            undoing: None,
            redoing: None,
            tally: Tally::default(),
            returned: Vec::new(),
            began: self.began,
        };
        std::mem::replace(self, over)
    }

    fn open_next(&mut self, library: &Library, now: Now) {
        // The question that was open when the time ran out was the last.
        if self.minutes_left(now) == Some(0) {
            self.upcoming.take_out(|_| true);
            return;
        }
        loop {
            let Some(items) = self.due_again(library, now).or_else(|| self.upcoming.pop_front()) else {
                return;
            };
            self.open(&items, library, now);
            if self.current.is_some() {
                return;
            }
        }
    }

    /// A missed item comes back once, when its step is over or when nothing else is left.
    fn due_again(&mut self, library: &Library, now: Now) -> Option<Vec<ItemName>> {
        if matches!(self.plan, Plan::Practice | Plan::Cram(_) | Plan::FirstRun) {
            return None;
        }
        let wait = if self.upcoming.is_empty() { LEARN_AHEAD } else { 0 };
        let asked = self.done.iter().flat_map(|done| &done.items);
        let off = |item: &ItemName| library.is_suspended(item) || library.is_buried(item, now.day);
        let due = asked.filter(|item| !self.returned.contains(item) && !off(item)).find(|item| {
            let missed = library.past(item).last().is_some_and(|past| past.review.grade == Grade::Again);
            let at = library.memory(item).map(|memory| memory.due);
            missed && matches!(at, Some(Due::At(at)) if at.0 <= now.at.0 + wait)
        });
        let item = due.cloned()?;
        self.returned.push(item.clone());
        Some(vec![item])
    }

    fn open(&mut self, items: &[ItemName], library: &Library, now: Now) {
        let found: Vec<_> = items.iter().filter_map(|item| library.find(item)).collect();
        let Some(first) = found.first() else { return };
        let memory = library.memory(&first.item.name);
        let seed = seed_of(first.item.name.as_str(), u64::from(memory.map_or(0, |memory| memory.reps)));
        let asked: Vec<&Item> = found.iter().map(|found| found.item).collect();
        let Some(mut question) = facets::ask(&first.loaded.shelf(), &asked, seed ^ self.options.seed) else {
            return;
        };
        if memory.is_some() {
            // Who has met the item has met its words.
            question.notes.retain(|note| note.label != facets::WORD);
        }
        if !library.frames_differ() {
            question.frame = None;
        }
        self.current = Some(Current {
            question,
            started: now.at,
            took: 0,
            answers: Vec::new(),
            outcomes: Vec::new(),
            sure: None,
            stage: Stage::Asking(0),
            verdict: None,
            computed: None,
            number: seed_of(first.item.name.as_str(), now.at.0.unsigned_abs()),
            recorded: Vec::new(),
            first_meeting: memory.is_none(),
            revised: library.is_revised(&first.item.name, first.card.rev),
        });
    }
}
