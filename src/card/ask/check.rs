//! Answers checked against shapes.

use super::{Answer, Ask, Choose, Layout, Order, Outcome, Pairs, Right};
use crate::card::grade::{CLOSE, Grade, HALF};

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

pub(super) fn miss() -> Outcome {
    outcome(Right::No, 0.0)
}

pub(super) fn outcome(right: Right, score: f32) -> Outcome {
    Outcome { right, score, must_missing: false, rows: Vec::new(), own: None, remark: None }
}

fn by_hand(grade: Grade) -> Outcome {
    let (right, score) = match grade {
        Grade::Again => (Right::No, 0.0),
        Grade::Hard => (Right::Partly, CLOSE),
        Grade::Good | Grade::Easy => (Right::Yes, 1.0),
    };
    Outcome { own: Some(grade), ..outcome(right, score) }
}

impl Choose {
    fn check(&self, at: usize) -> Outcome {
        if self.options.get(at).is_some_and(|option| option.right) {
            return outcome(Right::Yes, 1.0);
        }
        let near = self.options.iter().position(|option| option.right).is_some_and(|r| r.abs_diff(at) == 1);
        match self.layout {
            Layout::Levels if near && self.options.len() > 2 => {
                Outcome { remark: Some("one level off".into()), ..outcome(Right::Partly, HALF) }
            }
            Layout::Levels | Layout::List | Layout::Sides | Layout::YesNo => miss(),
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
        let hits = joined + decoys.saturating_sub(kept_decoys);
        let score = if chances == 0 { 1.0 } else { hits as f32 / chances as f32 };
        let perfect = sequence.len() == rungs && hits == chances;
        let right = if perfect {
            Right::Yes
        } else if score >= HALF {
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
        } else if score >= HALF {
            Right::Partly
        } else {
            Right::No
        };
        Outcome { rows, ..outcome(right, score) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{OrderRow, PairRow, Side};
    use super::*;

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

    fn order(places: &[Option<usize>]) -> Ask {
        let row = |place: &Option<usize>| OrderRow { say: "r".into(), place: *place, why: None };
        Ask::Order(Order { prompt: "order".into(), rows: places.iter().map(row).collect() })
    }

    fn pairs(rights: &[usize]) -> Ask {
        let row = |right: &usize| PairRow { say: "r".into(), right: *right, why: None };
        let rows = rights.iter().map(row).collect();
        Ask::Pairs(Pairs { prompt: "join".into(), rows, sides: Vec::new(), once: true })
    }

    /// How right, and how many of a hundred.
    fn checked(ask: &Ask, answer: &Answer) -> (Right, u8) {
        let Outcome { right, score, .. } = ask.check(answer);
        (right, (score * 100.0) as u8)
    }

    #[test]
    fn an_order_scores_its_right_neighbours_and_the_decoys_left_out() {
        let kept = |places: &[Option<usize>], kept: &[usize]| {
            checked(&order(places), &Answer::Ordered { kept: kept.to_vec(), thrown: Vec::new() })
        };
        let four = [Some(1), None, Some(0), Some(2)];
        assert_eq!(kept(&four, &[2, 0, 3]), (Right::Yes, 100));
        assert_eq!(kept(&four, &[2, 0, 3, 1]), (Right::Partly, 66));
        assert_eq!(kept(&four, &[0, 2, 3]), (Right::No, 33), "the decoy is out, and no neighbour is right");
        assert_eq!(kept(&four, &[2, 3]), (Right::No, 33), "a rung left out joins nothing");
        let two = [Some(0), Some(1), None];
        assert_eq!(kept(&two, &[0, 1, 2]), (Right::Partly, 50), "half is no miss");
        assert_eq!(kept(&two, &[1, 0, 2]), (Right::No, 0));
        assert_eq!(kept(&[Some(0)], &[0]), (Right::Yes, 100));
        assert_eq!(kept(&[Some(0), Some(1), Some(2)], &[0, 2, 1]), (Right::No, 0), "without decoys");
    }

    #[test]
    fn pairs_score_the_share_of_rows_that_are_right() {
        let joined = |rights: &[usize], picks: &[usize]| {
            checked(&pairs(rights), &Answer::Joined(picks.iter().copied().map(Some).collect()))
        };
        assert_eq!(joined(&[0, 1, 2, 3], &[0, 1, 2, 3]), (Right::Yes, 100));
        assert_eq!(joined(&[0, 1, 2, 3], &[0, 1, 3, 2]), (Right::Partly, 50));
        assert_eq!(joined(&[0, 1, 2, 3], &[0]), (Right::No, 25));
    }

    #[test]
    fn ones_own_grade_is_kept_with_what_it_scores() {
        let reveal = Ask::Reveal(crate::card::ask::Reveal { prompt: "think".into(), answer: "it".into() });
        let given = |grade| Answer::Graded { text: String::new(), grade };
        let scores = Grade::ALL.map(|grade| checked(&reveal, &given(grade)));
        assert_eq!(scores, [(Right::No, 0), (Right::Partly, 70), (Right::Yes, 100), (Right::Yes, 100)]);
        assert_eq!(Grade::ALL.map(|grade| reveal.check(&given(grade)).own), Grade::ALL.map(Some));
        assert!(!reveal.is_objective() && order(&[]).is_objective());
        assert_eq!(checked(&reveal, &Answer::Picked(0)), (Right::No, 0), "what does not fit is not known");
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
}
