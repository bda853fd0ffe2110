//! The running of a mock: which question is open, its clock, pauses, and which follow-ups are asked.

use super::{Change, Given, Heard, How, Planned, Scorecard, Skip};
use crate::clock::Moment;

/// A mock that is running.
#[derive(Clone, Debug)]
pub struct Run {
    card: Scorecard,
    asked: Moment,
    paused_since: Option<Moment>,
    paused: i64,
    pauses: u32,
}

impl Run {
    /// Starts or resumes a run; the open question's clock begins now.
    pub fn new(card: Scorecard, now: Moment) -> Self {
        Self { card, asked: now, paused_since: None, paused: 0, pauses: 0 }
    }

    /// Returns what is known of the run so far.
    pub fn card(&self) -> &Scorecard {
        &self.card
    }

    /// Returns the open question and its index.
    pub fn open(&self) -> Option<(usize, &Planned)> {
        let at = self.card.open()?;
        Some((at, &self.card.script.asks[at]))
    }

    /// Says whether the clock stands.
    pub fn is_paused(&self) -> bool {
        self.paused_since.is_some()
    }

    /// Returns milliseconds spent on the open question, pauses left out.
    pub fn spent(&self, now: Moment) -> i64 {
        let standing = self.paused_since.map_or(0, |since| now.since(since));
        (now.since(self.asked) - self.paused - standing).max(0)
    }

    /// Returns milliseconds left of the whole; below zero when over time.
    pub fn left(&self, now: Moment) -> i64 {
        self.card.script.ms.saturating_sub(self.card.used()).saturating_sub(self.spent(now))
    }

    /// Stops the clock, or lets it run on.
    pub fn pause(&mut self, now: Moment) {
        if let Some(since) = self.paused_since.take() {
            self.paused += now.since(since);
        } else {
            self.paused_since = Some(now);
            self.pauses += 1;
        }
    }

    /// Takes the answer to the open question; returns the changes to record.
    pub fn answer(&mut self, how: How, guess: Option<String>, heard: &Heard, now: Moment) -> Vec<Change> {
        let Some(at) = self.card.open() else { return Vec::new() };
        if self.is_paused() {
            self.pause(now);
        }
        let given = Given {
            ms: self.spent(now),
            paused: self.paused,
            pauses: self.pauses,
            how,
            guess,
            heard: heard.points.clone(),
        };
        let mut changes = vec![Change::Answered(at, given.clone())];
        for (place, why) in self.left_out(at, &given, heard) {
            changes.push(Change::Skipped(place, why));
        }
        for change in &changes {
            self.card.take(change.clone());
        }
        if self.card.open().is_none() {
            changes.push(Change::Ended);
            self.card.take(Change::Ended);
        }
        (self.asked, self.paused, self.pauses) = (now, 0, 0);
        changes
    }

    /// Lets the clock of the open question begin now: the time between two questions is nobody's.
    pub fn go(&mut self, now: Moment) {
        self.asked = now;
    }

    /// Ends the mock before its last question; what is open is left out.
    pub fn end(&mut self) -> Vec<Change> {
        let open = |status: &super::Status| *status == super::Status::Open;
        let rest: Vec<usize> = self
            .card
            .statuses
            .iter()
            .enumerate()
            .filter(|(_, status)| open(status))
            .map(|(at, _)| at)
            .collect();
        let mut changes: Vec<Change> = rest.into_iter().map(|at| Change::Skipped(at, Skip::Ended)).collect();
        changes.push(Change::Ended);
        for change in &changes {
            self.card.take(change.clone());
        }
        changes
    }

    /// The follow-ups directly behind a question that need not be asked; a follow-up has none.
    fn left_out(&self, parent: usize, given: &Given, heard: &Heard) -> Vec<(usize, Skip)> {
        let script = &self.card.script;
        if script.asks[parent].item.follow_up().is_some() {
            return Vec::new();
        }
        let left_out = |(at, ask): (usize, &Planned)| {
            if heard.volunteered.contains(&ask.item) {
                return Some((at, Skip::Volunteered));
            }
            (!ask.when.holds_unseen(given, heard, &script.scale)).then_some((at, Skip::Condition))
        };
        script.follow_ups(parent).filter_map(left_out).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Script, Status, When};
    use super::*;
    use crate::card::ItemName;

    fn script(asks: &[(&str, When)]) -> Script {
        let ask = |(item, when): &(&str, When)| Planned {
            item: ItemName::of(item),
            ms: 60_000,
            when: when.clone(),
        };
        Script {
            id: "d/m".into(),
            title: "M".into(),
            ms: 300_000,
            level: None,
            scale: vec!["L4".into(), "L5".into(), "L6".into()],
            seed: 0,
            asks: asks.iter().map(ask).collect(),
        }
    }

    fn run(when: When) -> Run {
        let asks = [("d/a#recall", When::Always), ("d/a#follow.x", when), ("d/b#recall", When::Always)];
        Run::new(Scorecard::new(1, script(&asks), Moment(0)), Moment(0))
    }

    fn typed(points: &[&str]) -> Heard {
        let points = points.iter().map(ToString::to_string).collect();
        Heard { points, volunteered: Vec::new(), has_words: true }
    }

    fn next(mut run: Run, guess: Option<&str>, heard: &Heard) -> Option<usize> {
        run.answer(How::Typed, guess.map(str::to_owned), heard, Moment(1_000));
        run.open().map(|(at, _)| at)
    }

    #[test]
    fn a_follow_up_is_asked_when_its_condition_holds() {
        assert_eq!(next(run(When::Always), None, &typed(&[])), Some(1));
        let reached = || run(When::Reached("L5".into()));
        assert_eq!(next(reached(), Some("L6"), &typed(&[])), Some(1));
        assert_eq!(next(reached(), Some("L5"), &typed(&[])), Some(1));
        assert_eq!(next(reached(), Some("L4"), &typed(&[])), Some(2));
        assert_eq!(next(reached(), None, &typed(&[])), Some(1));
        let missed = || run(When::Missed("eval".into()));
        assert_eq!(next(missed(), None, &typed(&[])), Some(1));
        assert_eq!(next(missed(), None, &typed(&["eval"])), Some(2));
        assert_eq!(next(missed(), None, &Heard::default()), Some(1));
    }

    #[test]
    fn what_was_volunteered_is_skipped_and_credited() {
        let mut run = run(When::Always);
        let heard = Heard { volunteered: vec![ItemName::of("d/a#follow.x")], ..typed(&[]) };
        run.answer(How::Typed, None, &heard, Moment(1_000));
        assert_eq!(run.card().statuses[1], Status::Skipped(Skip::Volunteered));
    }

    #[test]
    fn a_pause_is_counted_and_is_no_answering_time() {
        let mut run = run(When::Always);
        run.pause(Moment(10_000));
        assert_eq!((run.spent(Moment(30_000)), run.is_paused()), (10_000, true));
        run.pause(Moment(30_000));
        let changes = run.answer(How::Spoken, None, &Heard::default(), Moment(35_000));
        let Change::Answered(0, given) = &changes[0] else { panic!("{changes:?}") };
        assert_eq!((given.ms, given.paused, given.pauses), (15_000, 20_000, 1));
        assert_eq!(run.left(Moment(36_000)), 300_000 - 15_000 - 1_000);
    }

    #[test]
    fn a_run_folded_from_its_steps_goes_on_where_it_stopped() {
        let mut live = run(When::Always);
        let changes = live.answer(How::Spoken, Some("L5".into()), &Heard::default(), Moment(9_000));
        let mut card = Scorecard::new(1, live.card().script.clone(), Moment(0));
        for change in changes.into_iter().rev() {
            card.take(change);
        }
        assert_eq!(&card, live.card());
        assert_eq!(Run::new(card, Moment(50_000)).open().map(|(at, _)| at), Some(1));
    }

    #[test]
    fn ending_early_leaves_the_rest_out() {
        let mut run = run(When::Always);
        run.answer(How::Spoken, None, &Heard::default(), Moment(1));
        run.end();
        assert!(run.open().is_none() && run.card().ended);
        assert_eq!(run.card().statuses[2], Status::Skipped(Skip::Ended));
    }
}
