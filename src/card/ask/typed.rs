//! A short typed answer weighed: figures are decided here, words only when they clearly match.

use super::check::{miss, outcome};
use super::{Answer, Ask, Outcome, Right, Type};
use crate::card::grade::{CLOSE, HALF_RIGHT, Ruling};
use crate::text::figure::{self, Closeness};
use crate::text::near::{self, Likeness};
use crate::text::{Raw, Safe};

/// What the program makes of a typed answer before the learner has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weighed {
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
    /// Says whether an answer is for its learner to judge: typed, and neither clearly right nor clearly wrong.
    pub fn needs_ruling(&self, answer: &Answer) -> bool {
        match (self, answer) {
            (Self::Type(typed), Answer::Typed { text, ruling: None }) => {
                matches!(typed.weigh(text), Weighed::Unsure { .. })
            }
            _ => false,
        }
    }
}

impl Type {
    /// Weighs a typed answer; figures are decided here, other words only when they clearly match.
    fn weigh(&self, text: &str) -> Weighed {
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
        let wanted: Vec<&str> = self.wanted.iter().map(Raw::bare).collect();
        match near::compare(text, &wanted) {
            Likeness::Same => Weighed::Same,
            Likeness::Slip => Weighed::Slip,
            Likeness::Part { had, of } => Weighed::Unsure { had, of },
            Likeness::Different => {
                Weighed::Unsure { had: 0, of: wanted.first().map_or(0, |w| near::key_words(w).len()) }
            }
        }
    }

    pub(super) fn check(&self, text: &str, ruling: Option<Ruling>) -> Outcome {
        match (self.weigh(text), ruling) {
            (Weighed::Same, _) => outcome(Right::Yes, 1.0),
            (Weighed::Slip, _) => Outcome {
                remark: Some(Safe::join(&["right; it is spelled ".into(), self.reference.clone()], "")),
                ..outcome(Right::Yes, 1.0)
            },
            (Weighed::Near, _) => Outcome { remark: Some("close".into()), ..outcome(Right::Partly, CLOSE) },
            (Weighed::Unsure { .. }, Some(Ruling::Right)) => outcome(Right::Yes, 1.0),
            (Weighed::Unsure { .. }, Some(Ruling::Half)) => outcome(Right::Partly, HALF_RIGHT),
            (Weighed::Unsure { .. }, Some(Ruling::Missed) | None) | (Weighed::Wrong, _) => miss(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::ask::{Answer, Ask};
    use crate::text::show;

    fn typed(wanted: &[&str]) -> Type {
        let (prompt, reference) = ("type".into(), show(wanted.first().unwrap_or(&"")));
        let wanted = wanted.iter().map(|wanted| Raw::new(*wanted)).collect();
        Type { prompt, wanted, tolerance: Some(0.05), reference, lookalikes: Vec::new() }
    }

    #[test]
    fn what_is_typed_scores_as_it_is_weighed_or_ruled() {
        let check = |wanted: &[&str], text: &str, ruling| {
            let found = Ask::Type(typed(wanted)).check(&Answer::Typed { text: text.into(), ruling });
            let remark = found.remark.map(|remark| remark.to_string()).unwrap_or_default();
            (found.right, (found.score * 100.0) as u8, remark)
        };
        let plain = |right, score| (right, score, String::new());
        assert_eq!(check(&["viability"], "viability", None), plain(Right::Yes, 100));
        let slip = (Right::Yes, 100, "right; it is spelled viability".to_owned());
        assert_eq!(check(&["viability"], "viabilty", None), slip);
        assert_eq!(
            check(&["100"], "105", Some(Ruling::Missed)),
            plain(Right::Yes, 100),
            "within its tolerance"
        );
        assert_eq!(check(&["100"], "500", Some(Ruling::Right)), plain(Right::No, 0), "no ruling on figures");
        assert_eq!(check(&["200K"], "215K", None), (Right::Partly, 70, "close".to_owned()));
        let rulings = [Some(Ruling::Right), Some(Ruling::Half), Some(Ruling::Missed), None];
        let ruled = rulings.map(|ruling| check(&["the index"], "a database", ruling));
        assert_eq!(
            ruled,
            [(Right::Yes, 100), (Right::Partly, 60), (Right::No, 0), (Right::No, 0)]
                .map(|(right, score)| plain(right, score))
        );
    }

    #[test]
    fn one_figure_among_other_wordings_does_not_make_other_words_wrong() {
        assert_eq!(typed(&["200K", "some"]).weigh("215K"), Weighed::Near);
        assert_eq!(typed(&["12", "a dozen"]).weigh("12"), Weighed::Same);
        assert!(matches!(typed(&["12", "a dozen eggs"]).weigh("99"), Weighed::Unsure { had: 0, .. }));
        assert_eq!(typed(&["12", "90"]).weigh("50"), Weighed::Wrong);
        assert_eq!(typed(&["stale index file"]).weigh("old index file"), Weighed::Unsure { had: 2, of: 3 });
        assert_eq!(typed(&["stale index"]).weigh("weather"), Weighed::Unsure { had: 0, of: 2 });
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
