//! Undo: back through this sitting, then through today.

use super::{Session, Stage, Undoing};
use crate::card::ItemName;
use crate::clock::Now;
use crate::library::Library;
use crate::review::What;

impl Session {
    /// Leaves the open question out for now: it comes last.
    pub fn skip(&mut self, library: &Library, now: Now) {
        if let Some(current) = self.current.take() {
            self.upcoming.push_back(current.question.items);
        }
        self.open_next(library, now);
    }

    /// Asks the open question anew, as its deck was edited; an answer already judged stays.
    pub fn reopen(&mut self, library: &Library, now: Now) {
        if self.stage() == Stage::Judged {
            return;
        }
        if let Some(current) = self.current.take() {
            self.open(&current.question.items, library, now);
        }
        if self.current.is_none() {
            self.open_next(library, now);
        }
    }

    /// Takes the open question's card out of the sitting; an answer already given stays.
    /// Returns the questions that are not asked now.
    pub fn drop_card(&mut self, library: &Library, now: Now) -> Vec<Vec<ItemName>> {
        let Some(card) = self.question().and_then(|q| q.items.first()).map(|item| item.card().to_owned())
        else {
            return Vec::new();
        };
        if self.stage() == Stage::Judged {
            self.close();
        }
        let open = self.current.take().map(|current| current.question.items);
        let of_card = |question: &Vec<ItemName>| question.iter().any(|item| item.card() == card);
        let dropped = self.upcoming.take_out(of_card);
        self.open_next(library, now);
        open.into_iter().chain(dropped).collect()
    }

    /// Asks questions that were put off after all, the open question behind them.
    pub fn bring_back(&mut self, questions: Vec<Vec<ItemName>>, library: &Library, now: Now) {
        if self.stage() == Stage::Judged {
            self.close();
        }
        let waiting = self.current.take().map(|current| current.question.items);
        self.upcoming.put_back(waiting);
        questions.into_iter().rev().for_each(|question| self.upcoming.push_front(question));
        self.open_next(library, now);
    }

    /// Says whether there is an answer of today to take back.
    pub fn can_undo(&self, library: &Library, now: Now) -> bool {
        self.stage() == Stage::Judged
            || !self.done.is_empty()
            || (self.is_recorded() && library.last_answer(now.day).is_some())
    }

    /// Begins to take back the last answer, of this sitting or of today; returns what to record.
    pub fn undo(&mut self, library: &Library, now: Now) -> Option<Vec<What>> {
        if self.stage() == Stage::Judged {
            self.close();
        }
        let (undoing, events) = if let Some(done) = self.done.last().cloned() {
            let events = done.recorded.clone();
            (Undoing::Earlier(done), events)
        } else {
            let last = library.last_answer(now.day).filter(|_| self.is_recorded())?;
            (Undoing::Before(last.items), last.events)
        };
        self.undoing = Some(undoing);
        Some(if events.is_empty() { Vec::new() } else { vec![What::Undo(events)] })
    }

    /// Asks the taken-back question again, once the undo is recorded and applied.
    pub fn undone(&mut self, library: &Library, now: Now) {
        let waiting = self.current.take().map(|current| current.question.items);
        match self.undoing.take() {
            None => {
                self.upcoming.put_back(waiting);
                self.open_next(library, now);
            }
            Some(Undoing::Earlier(done)) => {
                self.done.pop();
                self.tally.take_back(done.items.len());
                self.upcoming.rewind(done.upcoming);
                self.returned.truncate(done.returned);
                self.open(&done.items, library, now);
            }
            Some(Undoing::Before(items)) => {
                self.upcoming.put_back(waiting);
                self.open(&items, library, now);
            }
        }
    }

    /// Says whether an answer taken back can be given again: none was given since.
    pub fn can_redo(&self, library: &Library, now: Now) -> bool {
        self.is_recorded() && self.stage() != Stage::Judged && library.last_undo(now.day).is_some()
    }

    /// Begins to give the last answer taken back again; returns what to record.
    pub fn redo(&mut self, library: &Library, now: Now) -> Option<Vec<What>> {
        let (undo, items) = library.last_undo(now.day).filter(|_| self.can_redo(library, now))?;
        self.redoing = Some(items);
        Some(vec![What::Undo(vec![undo])])
    }

    /// Goes on behind the answer given again, once that is recorded and applied.
    pub fn redone(&mut self, library: &Library, now: Now) {
        let Some(items) = self.redoing.take() else { return };
        let is_open =
            self.question().is_some_and(|question| items.iter().all(|item| question.items.contains(item)));
        if is_open {
            self.current = None;
        }
        self.upcoming.take_out(|question| question.iter().any(|item| items.contains(item)));
        let recorded = library.last_answer(now.day).map(|last| last.events).unwrap_or_default();
        self.tally.give_again(&items);
        self.did(items, recorded);
        if self.current.is_none() {
            self.open_next(library, now);
        }
    }
}
