//! Answers checked against shapes, and outcomes turned into grades (LEARNING.md 1.1).

use super::{Answer, Ask, Choose, Layout, Order, Outcome, Pairs, Question, Right, Ticks, Type, Verdict};
use crate::card::grade::{Grade, Mark, Ruling, Sure};
use crate::text::figure::{self, Closeness};
use crate::text::near::{self, Likeness};
use crate::text::{Safe, show};

/// What the program makes of a typed answer before the learner has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// Right.
    Same,
    /// Right but for the spelling.
    Slip,
    /// A figure close to the right one.
    Near,
    /// A wrong figure, or nothing typed.
    Wrong,
    /// Not for a program to decide; so many key words were there.
    Unsure {
        /// Key words found.
        had: usize,
        /// Key words looked for.
        of: usize,
    },
}

impl Ask {
    /// Says whether the program, not the learner, judges the answer.
    pub fn is_objective(&self) -> bool {
        match self {
            Self::Reveal(_) | Self::Ticks(_) => false,
            Self::Choose(_) | Self::Type(_) | Self::Order(_) | Self::Pairs(_) => true,
        }
    }

    /// Checks an answer; one that does not fit the shape counts as "I do not know".
    pub fn check(&self, answer: &Answer) -> Outcome {
        match (self, answer) {
            (Self::Reveal(_), Answer::Graded { grade, .. }) => by_hand(*grade),
            (Self::Ticks(ticks), Answer::Ticked { marks, climbed, .. }) => ticks.check(marks, *climbed),
            (Self::Choose(choose), Answer::Picked(at)) => choose.check(*at),
            (Self::Type(typed), Answer::Typed { text, ruling }) => typed.check(text, *ruling),
            (Self::Order(order), Answer::Ordered { kept, .. }) => order.check(kept),
            (Self::Pairs(pairs), Answer::Joined(picks)) => pairs.check(picks),
            (Self::Pairs(pairs), _) => pairs.check(&[]),
            _ => miss(),
        }
    }
}

fn miss() -> Outcome {
    outcome(Right::No, 0.0)
}

fn outcome(right: Right, score: f32) -> Outcome {
    Outcome { right, score, must_missing: false, rows: Vec::new(), own: None, remark: None }
}

fn by_hand(grade: Grade) -> Outcome {
    let (right, score) = match grade {
        Grade::Again => (Right::No, 0.0),
        Grade::Hard => (Right::Partly, 0.7),
        Grade::Good | Grade::Easy => (Right::Yes, 1.0),
    };
    Outcome { own: Some(grade), ..outcome(right, score) }
}

impl Ticks {
    /// Grades ticks: again without a must or below one half, hard below 0.8, good otherwise. Where the answer
    /// was compared with model answers, one below the lowest costs a grade, and one above the highest makes a
    /// hard answer good.
    pub fn grade(&self, marks: &[Mark], climbed: Option<usize>) -> (Grade, &'static str) {
        let (score, must_missing) = self.score(marks);
        let (grade, because) = if must_missing {
            (Grade::Again, "a must is missing")
        } else if score < 0.5 {
            (Grade::Again, "less than half was said")
        } else if score < 0.8 {
            (Grade::Hard, "part of it was said")
        } else {
            (Grade::Good, "nearly all of it was said")
        };
        match climbed {
            Some(0) if grade > Grade::Again => (grade.lowered(), "below the lowest model answer"),
            Some(beaten) if beaten == self.models.len() && grade == Grade::Hard => {
                (Grade::Good, "better than the highest model answer")
            }
            Some(_) | None => (grade, because),
        }
    }

    /// Returns the highest level of which every lower level's ideas, and at least half of its own, were said.
    pub fn level_reached(&self, marks: &[Mark]) -> Option<&Safe> {
        let mut reached = None;
        for model in &self.models {
            let own: Vec<f32> = self
                .ideas
                .iter()
                .zip(marks)
                .filter(|(idea, _)| idea.level.as_ref() == Some(&model.level))
                .map(|(_, mark)| mark.share())
                .collect();
            if !own.is_empty() && own.iter().sum::<f32>() < own.len() as f32 / 2.0 {
                break;
            }
            if !own.is_empty() || reached.is_none() {
                reached = Some(&model.level);
            }
        }
        reached
    }

    /// Returns the share of the rubric that was said, by weight.
    pub fn share(&self, marks: &[Mark]) -> f32 {
        self.score(marks).0
    }

    fn score(&self, marks: &[Mark]) -> (f32, bool) {
        let mark = |at: usize| marks.get(at).copied().unwrap_or_default();
        let total: f32 = self.ideas.iter().map(|idea| idea.weight).sum();
        let said: f32 = self.ideas.iter().enumerate().map(|(at, idea)| idea.weight * mark(at).share()).sum();
        let missing = self.ideas.iter().enumerate().any(|(at, idea)| idea.must && mark(at) == Mark::Empty);
        (if total > 0.0 { said / total } else { 0.0 }, missing)
    }

    fn check(&self, marks: &[Mark], climbed: Option<usize>) -> Outcome {
        let (score, must_missing) = self.score(marks);
        let (grade, because) = self.grade(marks, climbed);
        let right = match grade {
            Grade::Again => Right::No,
            Grade::Hard => Right::Partly,
            Grade::Good | Grade::Easy => Right::Yes,
        };
        Outcome { must_missing, own: Some(grade), remark: Some(because.into()), ..outcome(right, score) }
    }
}

impl Choose {
    fn check(&self, at: usize) -> Outcome {
        if self.options.get(at).is_some_and(|option| option.right) {
            return outcome(Right::Yes, 1.0);
        }
        let near = self.options.iter().position(|option| option.right).is_some_and(|r| r.abs_diff(at) == 1);
        match self.layout {
            Layout::Levels if near && self.options.len() > 2 => {
                Outcome { remark: Some("one level off".into()), ..outcome(Right::Partly, 0.5) }
            }
            Layout::Levels | Layout::List | Layout::Sides | Layout::YesNo => miss(),
        }
    }
}

impl Type {
    /// Weighs a typed answer; figures are decided here, other words only when they clearly match.
    pub fn weigh(&self, text: &str) -> Weighed {
        if text.trim().is_empty() {
            return Weighed::Wrong;
        }
        let figures: Vec<Closeness> = self
            .wanted
            .iter()
            .filter_map(|wanted| figure::compare(text, wanted.bare(), self.tolerance))
            .collect();
        if figures.contains(&Closeness::Same) {
            return Weighed::Same;
        }
        if figures.contains(&Closeness::Near) {
            return Weighed::Near;
        }
        if !figures.is_empty() && figures.len() == self.wanted.len() {
            return Weighed::Wrong;
        }
        let wanted: Vec<&str> = self.wanted.iter().map(crate::text::Raw::bare).collect();
        match near::compare(text, &wanted).0 {
            Likeness::Same => Weighed::Same,
            Likeness::Slip => Weighed::Slip,
            Likeness::Part { had, of } => Weighed::Unsure { had, of },
            Likeness::Different => {
                Weighed::Unsure { had: 0, of: wanted.first().map_or(0, |w| near::key_words(w).len()) }
            }
        }
    }

    fn check(&self, text: &str, ruling: Option<Ruling>) -> Outcome {
        match (self.weigh(text), ruling) {
            (Weighed::Same, _) => outcome(Right::Yes, 1.0),
            (Weighed::Slip, _) => Outcome {
                remark: Some(Safe::join(&["right; it is spelled ".into(), self.reference.clone()], "")),
                ..outcome(Right::Yes, 1.0)
            },
            (Weighed::Near, _) => Outcome { remark: Some("close".into()), ..outcome(Right::Partly, 0.7) },
            (Weighed::Unsure { .. }, Some(Ruling::Right)) => outcome(Right::Yes, 1.0),
            (Weighed::Unsure { .. }, Some(Ruling::Half)) => outcome(Right::Partly, 0.6),
            (Weighed::Unsure { .. }, Some(Ruling::Missed) | None) | (Weighed::Wrong, _) => miss(),
        }
    }
}

impl Order {
    /// Returns the share of neighbouring rungs that stand in the right order, decoys counting against it.
    fn check(&self, kept: &[usize]) -> Outcome {
        let places: Vec<Option<usize>> =
            kept.iter().map(|&row| self.rows.get(row).and_then(|row| row.place)).collect();
        let rungs = self.rows.iter().filter(|row| row.place.is_some()).count();
        let decoys = self.rows.len() - rungs;
        let kept_decoys = places.iter().filter(|place| place.is_none()).count();
        let sequence: Vec<usize> = places.into_iter().flatten().collect();
        let joined = sequence.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        let chances = rungs.saturating_sub(1) + decoys;
        let hits = joined + decoys - kept_decoys;
        let score = if chances == 0 { 1.0 } else { hits as f32 / chances as f32 };
        let perfect = sequence.len() == rungs && hits == chances;
        let right = if perfect {
            Right::Yes
        } else if score >= 0.5 {
            Right::Partly
        } else {
            Right::No
        };
        outcome(right, score)
    }
}

impl Pairs {
    fn check(&self, picks: &[Option<usize>]) -> Outcome {
        let rows: Vec<Right> = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| match picks.get(at).copied().flatten() {
                Some(pick) if pick == row.right => Right::Yes,
                Some(_) | None => Right::No,
            })
            .collect();
        let hits = rows.iter().filter(|row| **row == Right::Yes).count();
        let score = if rows.is_empty() { 0.0 } else { hits as f32 / rows.len() as f32 };
        let right = if hits == rows.len() {
            Right::Yes
        } else if score >= 0.5 {
            Right::Partly
        } else {
            Right::No
        };
        Outcome { rows, ..outcome(right, score) }
    }
}

impl Question {
    /// Says whether the learner gives the grade, by hand or by ticks.
    pub fn is_self_graded(&self) -> bool {
        self.steps.last().is_some_and(|step| !step.is_objective())
    }

    /// Says whether each row of the question is an item of its own.
    pub fn is_sheet(&self) -> bool {
        matches!(self.steps.as_slice(), [Ask::Pairs(pairs)] if !pairs.once && pairs.rows.len() == self.items.len())
    }

    /// Turns the outcomes of all steps into a grade for each item.
    pub fn judge(&self, outcomes: &[Outcome], sure: Option<Sure>) -> Verdict {
        let Some(last) = outcomes.last() else {
            return self.verdict(Grade::Again, Right::No, 0.0, "not known".into());
        };
        if self.is_sheet() {
            return sheet(last, sure);
        }
        let earlier = &outcomes[..outcomes.len() - 1];
        if self.is_self_graded() {
            self.by_learner(last, earlier)
        } else {
            self.by_program(last, earlier, sure)
        }
    }

    fn by_learner(&self, last: &Outcome, earlier: &[Outcome]) -> Verdict {
        let mut grade = last.own.unwrap_or(Grade::Again);
        let mut because = last.remark.clone().unwrap_or("your own grade".into());
        if earlier.iter().any(|step| step.right == Right::No) && grade > Grade::Hard {
            (grade, because) = (Grade::Hard, "the trap went unnoticed".into());
        }
        self.verdict(grade, last.right, last.score, because)
    }

    fn by_program(&self, last: &Outcome, earlier: &[Outcome], sure: Option<Sure>) -> Verdict {
        // A contrast asks which line first and why second: the first decides, the reason refines.
        let main = earlier.first().unwrap_or(last);
        let reason_missed = !earlier.is_empty() && last.right != Right::Yes;
        let remark = main.remark.clone();
        match main.right {
            Right::No => self.verdict(Grade::Again, Right::No, main.score, remark.unwrap_or("wrong".into())),
            Right::Partly if main.score < 0.5 => {
                self.verdict(Grade::Again, Right::No, main.score, "mostly wrong".into())
            }
            Right::Partly => {
                self.verdict(Grade::Hard, Right::Partly, main.score, remark.unwrap_or("right in part".into()))
            }
            Right::Yes if reason_missed => {
                self.verdict(Grade::Hard, Right::Partly, 0.7, "right line, other reason".into())
            }
            Right::Yes if sure == Some(Sure::Guess) => {
                self.verdict(Grade::Hard, Right::Yes, 1.0, "right, but a guess".into())
            }
            Right::Yes => self.verdict(Grade::Good, Right::Yes, 1.0, remark.unwrap_or("right".into())),
        }
    }

    fn verdict(&self, grade: Grade, right: Right, score: f32, because: Safe) -> Verdict {
        Verdict { grades: vec![grade; self.items.len()], right, score, because }
    }
}

fn sheet(outcome: &Outcome, sure: Option<Sure>) -> Verdict {
    let grade = |right: &Right| match (right, sure) {
        (Right::Yes, Some(Sure::Guess)) | (Right::Partly, _) => Grade::Hard,
        (Right::Yes, Some(Sure::Fairly | Sure::Sure) | None) => Grade::Good,
        (Right::No, _) => Grade::Again,
    };
    let hits = outcome.rows.iter().filter(|row| **row == Right::Yes).count();
    Verdict {
        grades: outcome.rows.iter().map(grade).collect(),
        right: outcome.right,
        score: outcome.score,
        because: show(&format!("{hits} of {} right", outcome.rows.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Idea, Opt, OrderRow, PairRow, Side};
    use super::*;
    use crate::card::{Facet, ItemName};
    use crate::text::Raw;

    fn ticks(ideas: &[(bool, f32)]) -> Ticks {
        let idea = |(at, (must, weight)): (usize, &(bool, f32))| Idea {
            key: at.to_string(),
            say: "idea".into(),
            must: *must,
            weight: *weight,
            level: None,
            why: None,
            matching: Vec::new(),
        };
        let ideas = ideas.iter().enumerate().map(idea).collect();
        Ticks { prompt: "say it".into(), about: None, ideas, answer: None, models: Vec::new() }
    }

    fn question(steps: Vec<Ask>) -> Question {
        Question {
            items: vec![ItemName::of("d/c#recall")],
            facet: Facet::Recall,
            deck: "d".into(),
            q: "q".into(),
            probes: None,
            frame: None,
            as_of: None,
            hints: Vec::new(),
            steps,
            notes: Vec::new(),
        }
    }

    fn choose(layout: Layout, right: usize, options: usize) -> Ask {
        let option = |at| Opt { say: "o".into(), right: at == right, why: None };
        let options = (0..options).map(option).collect();
        Ask::Choose(Choose { prompt: "pick".into(), about: None, options, layout })
    }

    fn grade(steps: Vec<Ask>, answers: &[Answer], sure: Option<Sure>) -> Grade {
        let outcomes: Vec<_> = steps.iter().zip(answers).map(|(step, answer)| step.check(answer)).collect();
        question(steps).judge(&outcomes, sure).grades[0]
    }

    #[test]
    fn ticks_follow_the_table_of_learning_md() {
        use Mark::{Empty, Full, Half};
        let rubric = ticks(&[(true, 2.0), (false, 1.0), (false, 1.0)]);
        let cases = [
            ([Empty, Full, Full], Grade::Again),
            ([Full, Empty, Empty], Grade::Hard),
            ([Half, Empty, Empty], Grade::Again),
            ([Full, Full, Empty], Grade::Hard),
            ([Full, Full, Half], Grade::Good),
            ([Full, Full, Full], Grade::Good),
        ];
        for (marks, wanted) in cases {
            assert_eq!(rubric.grade(&marks, None).0, wanted, "{marks:?}");
        }
    }

    #[test]
    fn the_level_climbed_to_moves_the_grade_at_both_ends() {
        let model = |level: &'static str| crate::card::ask::Model {
            level: level.into(),
            lines: vec!["line".into()],
            verdict: None,
        };
        let rubric = Ticks { models: vec![model("L4"), model("L5")], ..ticks(&[(true, 2.0), (false, 1.0)]) };
        let hard = [Mark::Full, Mark::Empty];
        let grades = [None, Some(0), Some(1), Some(2)].map(|climbed| rubric.grade(&hard, climbed).0);
        assert_eq!(grades, [Grade::Hard, Grade::Again, Grade::Hard, Grade::Good]);
        assert_eq!(rubric.grade(&[Mark::Empty, Mark::Full], Some(2)).0, Grade::Again, "a must is a must");
        assert_eq!(rubric.grade(&[Mark::Full, Mark::Full], Some(0)).0, Grade::Hard);
    }

    #[test]
    fn an_objective_answer_is_again_hard_or_good() {
        let list = || vec![choose(Layout::List, 1, 3)];
        assert_eq!(grade(list(), &[Answer::Picked(1)], None), Grade::Good);
        assert_eq!(grade(list(), &[Answer::Picked(1)], Some(Sure::Guess)), Grade::Hard);
        assert_eq!(grade(list(), &[Answer::Picked(0)], Some(Sure::Sure)), Grade::Again);
        assert_eq!(grade(list(), &[Answer::GaveUp], None), Grade::Again);
        assert_eq!(grade(list(), &[Answer::Picked(99)], None), Grade::Again);
    }

    #[test]
    fn one_level_off_is_half_right_only_where_there_are_three() {
        assert_eq!(grade(vec![choose(Layout::Levels, 2, 3)], &[Answer::Picked(1)], None), Grade::Hard);
        assert_eq!(grade(vec![choose(Layout::Levels, 2, 3)], &[Answer::Picked(0)], None), Grade::Again);
        assert_eq!(grade(vec![choose(Layout::Levels, 1, 2)], &[Answer::Picked(0)], None), Grade::Again);
    }

    #[test]
    fn the_right_line_for_another_reason_is_hard() {
        let pair = || vec![choose(Layout::Sides, 0, 2), choose(Layout::List, 0, 3)];
        assert_eq!(grade(pair(), &[Answer::Picked(0), Answer::Picked(0)], None), Grade::Good);
        assert_eq!(grade(pair(), &[Answer::Picked(0), Answer::Picked(1)], None), Grade::Hard);
        assert_eq!(grade(pair(), &[Answer::Picked(1), Answer::Picked(0)], None), Grade::Again);
    }

    #[test]
    fn an_unnoticed_trap_costs_the_good_grade() {
        let chain = || vec![choose(Layout::YesNo, 0, 2), Ask::Ticks(ticks(&[(false, 1.0)]))];
        let said =
            Answer::Ticked { text: String::new(), marks: vec![Mark::Full], climbed: None, grade: None };
        assert_eq!(grade(chain(), &[Answer::Picked(0), said.clone()], None), Grade::Good);
        assert_eq!(grade(chain(), &[Answer::Picked(1), said], None), Grade::Hard);
    }

    #[test]
    fn an_order_is_right_when_every_neighbour_is_and_the_decoy_is_out() {
        let row = |place| OrderRow { say: "r".into(), place, why: None };
        let order = Ask::Order(Order {
            prompt: "order".into(),
            rows: vec![row(Some(1)), row(None), row(Some(0)), row(Some(2))],
        });
        let right =
            |kept: &[usize]| order.check(&Answer::Ordered { kept: kept.to_vec(), thrown: Vec::new() }).right;
        assert_eq!(right(&[2, 0, 3]), Right::Yes);
        assert_eq!(right(&[2, 0, 3, 1]), Right::Partly);
        assert_eq!(right(&[3, 0, 2, 1]), Right::No);
        assert_ne!(right(&[2, 0]), Right::Yes, "a rung thrown out is missed");
    }

    #[test]
    fn pairs_count_row_by_row() {
        let row = |right| PairRow { say: "r".into(), right, why: None };
        let side = |key| Side { key, say: "s".into() };
        let pairs = Ask::Pairs(Pairs {
            prompt: "join".into(),
            rows: vec![row(0), row(1), row(2)],
            sides: vec![side('a'), side('b'), side('c')],
            once: true,
        });
        let outcome = pairs.check(&Answer::Joined(vec![Some(0), Some(2), None]));
        assert_eq!(outcome.rows, [Right::Yes, Right::No, Right::No]);
        assert_eq!(pairs.check(&Answer::GaveUp).rows.len(), 3);
    }

    #[test]
    fn a_figure_is_judged_by_value_and_other_words_are_left_to_the_learner() {
        let typed = |wanted: &str| Type {
            prompt: "type".into(),
            wanted: vec![Raw::new(wanted)],
            tolerance: None,
            reference: show(wanted),
            lookalikes: Vec::new(),
        };
        assert_eq!(typed("15-35%").weigh("15 to 35 percent"), Weighed::Same);
        assert_eq!(typed("$28K").weigh("28,000 $"), Weighed::Same);
        assert_eq!(typed("70-90%").weigh("12%"), Weighed::Wrong);
        assert_eq!(typed("viability").weigh("viabilty"), Weighed::Slip);
        assert!(matches!(typed("the index").weigh("a database"), Weighed::Unsure { .. }));
        assert_eq!(typed("anything").weigh("  "), Weighed::Wrong);
    }
}
