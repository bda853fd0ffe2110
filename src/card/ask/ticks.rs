//! Ticks graded: the share of a rubric that was said, its musts, and the level that was reached.

use super::check::outcome;
use super::{Outcome, Right, Ticks};
use crate::card::grade::{Grade, HALF, Mark, NEARLY_ALL};
use crate::text::Safe;

impl Ticks {
    /// Grades ticks: again without a must or below [`HALF`], hard below [`NEARLY_ALL`], good otherwise. Where the answer
    /// was compared with model answers, one below the lowest costs a grade, and one above the highest makes a
    /// hard answer good.
    pub fn grade(&self, marks: &[Mark], climbed: Option<usize>) -> (Grade, &'static str) {
        let (score, must_missing) = self.score(marks);
        let (grade, because) = if must_missing {
            (Grade::Again, "a must is missing")
        } else if score < HALF {
            (Grade::Again, "less than half was said")
        } else if score < NEARLY_ALL {
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

    pub(super) fn check(&self, marks: &[Mark], climbed: Option<usize>) -> Outcome {
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

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Idea, Model};
    use super::*;

    pub(in crate::card::ask) fn ticks(ideas: &[(bool, f32)]) -> Ticks {
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
    fn a_level_is_reached_with_half_of_its_ideas_and_all_below_it() {
        use Mark::{Empty, Full, Half};
        let model =
            |level: &'static str| Model { level: level.into(), lines: vec!["line".into()], verdict: None };
        let mut rubric = ticks(&[(false, 1.0); 4]);
        for (idea, level) in rubric.ideas.iter_mut().zip(["L4", "L4", "L5", "L5"]) {
            idea.level = Some(level.into());
        }
        rubric.models = vec![model("L4"), model("L5"), model("L6")];
        let reached = |marks: [Mark; 4]| rubric.level_reached(&marks).map(ToString::to_string);
        assert_eq!(reached([Half, Empty, Full, Full]), None, "less than half of the lowest");
        assert_eq!(reached([Full, Empty, Half, Empty]).as_deref(), Some("L4"));
        assert_eq!(
            reached([Half, Half, Half, Half]).as_deref(),
            Some("L5"),
            "one without ideas is not reached"
        );
        rubric.ideas.iter_mut().for_each(|idea| idea.level = None);
        let lowest = rubric.level_reached(&[Empty; 4]).map(ToString::to_string);
        assert_eq!(lowest.as_deref(), Some("L4"), "without ideas of its own the lowest is anyone's");
    }

    #[test]
    fn a_check_of_ticks_says_what_it_found() {
        use Mark::{Empty, Full, Half};
        let rubric = ticks(&[(true, 2.0), (false, 1.0), (false, 1.0)]);
        let check = |marks: &[Mark]| {
            let found = rubric.check(marks, None);
            (
                found.own,
                found.right,
                (found.score * 100.0) as u8,
                found.must_missing,
                found.remark.unwrap().to_string(),
            )
        };
        let all = (Some(Grade::Good), Right::Yes, 100, false, "nearly all of it was said".to_owned());
        assert_eq!(check(&[Full; 3]), all);
        let part = (Some(Grade::Hard), Right::Partly, 75, false, "part of it was said".to_owned());
        assert_eq!(check(&[Full, Half, Half]), part);
        let must = (Some(Grade::Again), Right::No, 50, true, "a must is missing".to_owned());
        assert_eq!(check(&[Empty, Full, Full]), must);
        let less = (Some(Grade::Again), Right::No, 25, false, "less than half was said".to_owned());
        assert_eq!(check(&[Half]), less, "what is not marked was not said");
        assert!((rubric.share(&[Full, Empty, Empty]) - 0.5).abs() < 1e-6);
        assert!(ticks(&[]).share(&[]).abs() < 1e-6, "an empty rubric has no share");
    }

    #[test]
    fn half_is_no_miss_and_four_of_five_is_nearly_all() {
        let five = [(false, 1.0); 5];
        let said = |n: usize, of: &[(bool, f32)]| {
            let marks: Vec<Mark> =
                (0..of.len()).map(|at| if at < n { Mark::Full } else { Mark::Empty }).collect();
            ticks(of).grade(&marks, None).0
        };
        assert_eq!([2, 3, 4].map(|n| said(n, &five)), [Grade::Again, Grade::Hard, Grade::Good]);
        assert_eq!(said(2, &five[..4]), Grade::Hard);
        let share = |percent: f32| said(1, &[(false, percent), (false, 100.0 - percent)]);
        assert_eq!(
            [49.0, 50.0, 79.0, 80.0].map(share),
            [Grade::Again, Grade::Hard, Grade::Hard, Grade::Good]
        );
    }

    #[test]
    fn the_level_climbed_to_moves_the_grade_at_both_ends() {
        let model =
            |level: &'static str| Model { level: level.into(), lines: vec!["line".into()], verdict: None };
        let rubric = Ticks { models: vec![model("L4"), model("L5")], ..ticks(&[(true, 2.0), (false, 1.0)]) };
        let hard = [Mark::Full, Mark::Empty];
        let grades = [None, Some(0), Some(1), Some(2)].map(|climbed| rubric.grade(&hard, climbed).0);
        assert_eq!(grades, [Grade::Hard, Grade::Again, Grade::Hard, Grade::Good]);
        assert_eq!(rubric.grade(&[Mark::Empty, Mark::Full], Some(2)).0, Grade::Again, "a must is a must");
        assert_eq!(rubric.grade(&[Mark::Empty, Mark::Full], Some(0)), (Grade::Again, "a must is missing"));
        assert_eq!(rubric.grade(&[Mark::Full, Mark::Full], Some(0)).0, Grade::Hard);
    }
}
