//! Follow-ups of a mock: which stand behind a question, which were answered unasked, which are asked.

use super::{Given, Judged, Script, When};
use crate::card::ItemName;
use crate::card::grade::Mark;
use crate::card::rubric::Rubric;

/// What is known of an answer while nothing is revealed: words heard in what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Keys of points of the question that the words suggest.
    pub points: Vec<String>,
    /// Follow-ups all of whose musts the words suggest.
    pub volunteered: Vec<ItemName>,
    /// Whether there were words to look at; a spoken answer leaves none.
    pub has_words: bool,
}

impl Script {
    /// Returns what words said to a question suggest, its follow-ups included.
    pub fn hear(&self, item: &ItemName, words: &str, rubric: impl Fn(&ItemName) -> Option<Rubric>) -> Heard {
        let Some(own) = rubric(item) else { return Heard::default() };
        let hits = own.suggested(words);
        let points = own.ticks.ideas.iter().zip(&hits).filter(|(_, hit)| **hit);
        let follows = self.asks.iter().map(|ask| &ask.item).filter(|follow| is_behind(follow, item));
        let volunteered =
            follows.filter(|follow| rubric(follow).is_some_and(|own| is_volunteered(&own, words)));
        Heard {
            points: points.map(|(idea, _)| idea.key.clone()).collect(),
            volunteered: volunteered.cloned().collect(),
            has_words: !words.trim().is_empty(),
        }
    }

    /// Returns the follow-ups of a question that stand directly behind a place, each with its own.
    pub fn follow_ups(&self, at: usize) -> impl Iterator<Item = (usize, &super::Planned)> {
        let behind = self.asks.iter().enumerate().skip(at + 1);
        behind.take_while(move |(_, ask)| is_behind(&ask.item, &self.asks[at].item))
    }

    /// Says whether a question is asked after these answers, which an interviewer has judged: a follow-up is
    /// where its condition holds.
    pub fn is_asked(&self, at: usize, answers: &[(usize, Given, Judged)]) -> bool {
        let ask = &self.asks[at];
        let is_parent = |parent: &ItemName| parent.follow_up().is_none() && is_behind(&ask.item, parent);
        let parent = answers.iter().rev().find(|(at, ..)| is_parent(&self.asks[*at].item));
        parent.is_none_or(|(.., judged)| ask.when.holds_judged(judged, &self.scale))
    }
}

fn is_behind(follow: &ItemName, parent: &ItemName) -> bool {
    follow.follow_up().is_some() && follow.card() == parent.card()
}

/// Says whether words suggest every must of a rubric that has any.
fn is_volunteered(rubric: &Rubric, words: &str) -> bool {
    let hits = rubric.suggested(words);
    let mut musts = rubric.ticks.ideas.iter().zip(&hits).filter(|(idea, _)| idea.must).peekable();
    musts.peek().is_some() && musts.all(|(_, hit)| *hit)
}

impl When {
    /// Says whether the condition holds before anything is revealed. A level counts as reached by the candidate's
    /// own word, a point as missed when no typed word suggests it; where nothing is known, an interviewer asks.
    pub(super) fn holds_unseen(&self, given: &Given, heard: &Heard, scale: &[String]) -> bool {
        match self {
            Self::Always => true,
            Self::Reached(level) => {
                let guess = given.guess.as_deref().and_then(|guess| rank(guess, scale));
                guess.is_none_or(|guess| rank(level, scale).is_none_or(|level| guess >= level))
            }
            Self::Missed(point) => !heard.has_words || !heard.points.contains(point),
        }
    }

    /// Says whether the condition holds once the answer is judged, which is exact.
    fn holds_judged(&self, judged: &Judged, scale: &[String]) -> bool {
        match self {
            Self::Always => true,
            Self::Reached(level) => {
                judged.level.as_deref().and_then(|level| rank(level, scale)) >= rank(level, scale)
            }
            Self::Missed(point) => {
                judged.marks.iter().any(|(key, mark)| key == point && *mark == Mark::Empty)
            }
        }
    }
}

fn rank(level: &str, scale: &[String]) -> Option<usize> {
    scale.iter().position(|known| known == level)
}

#[cfg(test)]
mod tests {
    use super::super::Planned;
    use super::*;
    use crate::card::{Shelf, facets};
    use crate::deck::{Source, parse};

    const DECK: &str = r#"
[deck]
id = "d"
title = "D"
[a]
q = "Why?"
[a.points]
eval = { say = "Eval first", match = ["eval*"], must = true }
cost = { say = "Cost", match = ["cost*"] }
[a.follow.x]
q = "And then?"
[a.follow.x.points]
cache = { say = "Cache it", match = ["cache"], must = true }
key = { say = "By key", match = ["key"], must = true }
more = { say = "More", match = ["more"] }
"#;

    fn rubric(item: &ItemName) -> Option<Rubric> {
        let deck = parse(&[Source { name: "d.toml", stem: "d", text: DECK }]).deck;
        let shelf = Shelf { head: &deck.head, cards: &deck.cards, glossary: &deck.glossary };
        let items = facets::items(&deck.head, &deck.cards);
        Rubric::of(&shelf, items.iter().find(|own| own.name == *item)?)
    }

    fn script(when: &When) -> Script {
        let ask = |item: &str, when: &When| Planned { item: ItemName::of(item), ms: 1, when: when.clone() };
        Script {
            id: "d/m".into(),
            title: "M".into(),
            ms: 1,
            level: None,
            scale: vec!["L4".into(), "L5".into()],
            seed: 0,
            asks: vec![
                ask("d/a#recall", &When::Always),
                ask("d/a#follow.x", when),
                ask("d/b#recall", &When::Always),
                ask("d/a#follow.y", when),
            ],
        }
    }

    #[test]
    fn a_follow_up_is_volunteered_when_all_its_musts_are_heard() {
        let hear = |words: &str| script(&When::Always).hear(&ItemName::of("d/a#recall"), words, rubric);
        let all = hear("evals, a cache, the key");
        assert_eq!(all.points, ["eval"]);
        assert_eq!(all.volunteered, [ItemName::of("d/a#follow.x")]);
        assert!(hear("a cache and more").volunteered.is_empty());
        assert!(all.has_words && !hear(" ").has_words);
    }

    #[test]
    fn only_what_stands_directly_behind_is_a_follow_up() {
        let places = |at| script(&When::Always).follow_ups(at).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!((places(0), places(1), places(2)), (vec![1], vec![], vec![]));
    }

    #[test]
    fn an_interviewer_asks_a_follow_up_where_its_condition_holds() {
        let judged = |level: Option<&str>, eval: Mark| Judged {
            marks: vec![("eval".into(), eval)],
            tells: Vec::new(),
            level: level.map(Into::into),
            score: 1.0,
            musts: Vec::new(),
            lowering: Vec::new(),
            by: None,
        };
        let given = Given {
            ms: 1,
            paused: 0,
            pauses: 0,
            how: super::super::How::Spoken,
            guess: None,
            heard: Vec::new(),
        };
        let asked =
            |when: When, level, eval| script(&when).is_asked(1, &[(0, given.clone(), judged(level, eval))]);
        let reached = || When::Reached("L5".into());
        assert!(asked(When::Always, None, Mark::Full));
        assert!(asked(reached(), Some("L5"), Mark::Full));
        assert!(!asked(reached(), Some("L4"), Mark::Full));
        assert!(!asked(reached(), None, Mark::Full));
        let missed = || When::Missed("eval".into());
        assert!(asked(missed(), None, Mark::Empty));
        assert!(!asked(missed(), None, Mark::Half));
        assert!(script(&missed()).is_asked(1, &[]), "nothing is known of an answer above");
        assert!(script(&reached()).is_asked(2, &[(0, given.clone(), judged(None, Mark::Full))]));
    }
}
