//! A whole question judged: the outcomes of its steps turned into grades (LEARNING.md 1.1).

use super::{Ask, Outcome, Question, Right, Verdict};
use crate::card::grade::{CLOSE, Grade, HALF, Sure};
use crate::text::{Safe, show};

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
            Right::Partly if main.score < HALF => {
                self.verdict(Grade::Again, Right::No, main.score, "mostly wrong".into())
            }
            Right::Partly => {
                self.verdict(Grade::Hard, Right::Partly, main.score, remark.unwrap_or("right in part".into()))
            }
            Right::Yes if reason_missed => {
                self.verdict(Grade::Hard, Right::Partly, CLOSE, "right line, other reason".into())
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
    use super::super::ticks::tests::ticks;
    use super::super::{Answer, Choose, Layout, Opt};
    use super::*;
    use crate::card::grade::Mark;
    use crate::card::{Facet, ItemName};

    fn question(steps: Vec<Ask>) -> Question {
        Question {
            items: vec![ItemName::of("d/c#recall")],
            facet: Facet::Recall,
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
        let near = choose(Layout::Levels, 2, 3).check(&Answer::Picked(1));
        assert_eq!(near.remark.as_deref(), Some("one level off"));
    }

    #[test]
    fn the_right_line_for_another_reason_is_hard() {
        let pair = || vec![choose(Layout::Sides, 0, 2), choose(Layout::List, 0, 3)];
        assert_eq!(grade(pair(), &[Answer::Picked(0), Answer::Picked(0)], None), Grade::Good);
        assert_eq!(grade(pair(), &[Answer::Picked(0), Answer::Picked(1)], None), Grade::Hard);
        assert_eq!(grade(pair(), &[Answer::Picked(1), Answer::Picked(0)], None), Grade::Again);
    }

    fn outcome(right: Right, score: f32, remark: Option<&'static str>) -> Outcome {
        let (own, remark) = (None, remark.map(Safe::from));
        Outcome { right, score, must_missing: false, rows: Vec::new(), own, remark }
    }

    #[test]
    fn a_verdict_says_why_and_how_much() {
        use Grade::{Again, Good, Hard};
        let said = |outcomes: &[Outcome], sure| {
            let steps = outcomes.iter().map(|_| choose(Layout::List, 0, 3)).collect();
            let verdict = question(steps).judge(outcomes, sure);
            (verdict.grades[0], verdict.right, (verdict.score * 100.0) as u8, verdict.because.to_string())
        };
        let (yes, no) = (outcome(Right::Yes, 1.0, None), outcome(Right::No, 0.0, None));
        let partly = |score| outcome(Right::Partly, score, None);
        let table = [
            (vec![], None, Again, Right::No, 0, "not known"),
            (vec![no.clone()], None, Again, Right::No, 0, "wrong"),
            (vec![outcome(Right::No, 0.2, Some("off"))], None, Again, Right::No, 20, "off"),
            (vec![partly(0.49)], None, Again, Right::No, 49, "mostly wrong"),
            (vec![partly(0.5)], None, Hard, Right::Partly, 50, "right in part"),
            (vec![outcome(Right::Partly, 0.7, Some("close"))], None, Hard, Right::Partly, 70, "close"),
            (vec![yes.clone()], None, Good, Right::Yes, 100, "right"),
            (
                vec![outcome(Right::Yes, 1.0, Some("a slip"))],
                Some(Sure::Sure),
                Good,
                Right::Yes,
                100,
                "a slip",
            ),
            (vec![yes.clone()], Some(Sure::Guess), Hard, Right::Yes, 100, "right, but a guess"),
            (vec![yes.clone(), no.clone()], None, Hard, Right::Partly, 70, "right line, other reason"),
            (vec![no.clone(), yes.clone()], None, Again, Right::No, 0, "wrong"),
            (vec![yes.clone(), yes], Some(Sure::Guess), Hard, Right::Yes, 100, "right, but a guess"),
        ];
        for (outcomes, sure, grade, right, score, because) in table {
            assert_eq!(said(&outcomes, sure), (grade, right, score, because.to_owned()));
        }
    }

    #[test]
    fn who_grades_themselves_is_believed_but_for_a_trap() {
        let judge = |own, earlier: &[Outcome]| {
            let steps = vec![choose(Layout::YesNo, 0, 2), Ask::Ticks(ticks(&[(false, 1.0)]))];
            let last = Outcome { own, ..outcome(Right::Yes, 1.0, None) };
            let verdict = question(steps).judge(&[earlier, &[last]].concat(), Some(Sure::Guess));
            (verdict.grades[0], verdict.because.to_string())
        };
        let own = || "your own grade".to_owned();
        assert_eq!(judge(Some(Grade::Easy), &[]), (Grade::Easy, own()));
        assert_eq!(judge(None, &[]), (Grade::Again, own()), "no grade is none that passes");
        let missed = [outcome(Right::No, 0.0, None)];
        let trapped =
            [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].map(|own| judge(Some(own), &missed));
        let trap = (Grade::Hard, "the trap went unnoticed".to_owned());
        assert_eq!(trapped, [(Grade::Again, own()), (Grade::Hard, own()), trap.clone(), trap]);
    }

    #[test]
    fn each_line_of_a_sheet_has_its_grade() {
        let row = |right| crate::card::ask::PairRow { say: "r".into(), right, why: None };
        let pairs = |once, rows: usize| {
            let rows = (0..rows).map(row).collect();
            Ask::Pairs(crate::card::ask::Pairs { prompt: "mark".into(), rows, sides: Vec::new(), once })
        };
        let of = |ask| Question { items: vec![ItemName::of("d/c#tell.a"); 3], ..question(vec![ask]) };
        let sheet = of(pairs(false, 3));
        assert!(sheet.is_sheet() && !sheet.is_self_graded());
        assert!(!of(pairs(true, 3)).is_sheet() && !of(pairs(false, 2)).is_sheet());
        let rows = vec![Right::Yes, Right::Partly, Right::No];
        let outcome = [Outcome { rows, ..outcome(Right::Partly, 0.5, None) }];
        let grades = |sure| sheet.judge(&outcome, sure).grades;
        assert_eq!(grades(None), [Grade::Good, Grade::Hard, Grade::Again]);
        assert_eq!(grades(Some(Sure::Sure)), grades(None));
        assert_eq!(grades(Some(Sure::Guess)), [Grade::Hard, Grade::Hard, Grade::Again]);
        assert_eq!(sheet.judge(&outcome, None).because.to_string(), "1 of 3 right");
        assert_eq!(sheet.judge(&[], None).grades, [Grade::Again; 3], "given up, all lines are missed");
    }

    #[test]
    fn an_unnoticed_trap_costs_the_good_grade() {
        let chain = || vec![choose(Layout::YesNo, 0, 2), Ask::Ticks(ticks(&[(false, 1.0)]))];
        let said =
            Answer::Ticked { text: String::new(), marks: vec![Mark::Full], climbed: None, grade: None };
        assert_eq!(grade(chain(), &[Answer::Picked(0), said.clone()], None), Grade::Good);
        assert_eq!(grade(chain(), &[Answer::Picked(1), said], None), Grade::Hard);
    }
}
