//! The answer key: what is right, a line each, for whoever looks at a question without answering it.

use super::Ask;
use crate::text::Safe;

impl Ask {
    /// Returns what is right, a line each, as a front end may show it.
    pub fn key(&self) -> Vec<Safe> {
        match self {
            Self::Reveal(ask) => vec![ask.answer.clone()],
            Self::Ticks(ask) => {
                let ideas = ask.ideas.iter().map(|idea| {
                    Safe::join(&[if idea.must { "- must: " } else { "- " }.into(), idea.say.clone()], "")
                });
                ask.answer.iter().cloned().chain(ideas).collect()
            }
            Self::Choose(ask) => {
                ask.options.iter().filter(|option| option.right).map(|option| option.say.clone()).collect()
            }
            Self::Type(ask) => vec![ask.reference.clone()],
            Self::Order(ask) => {
                let mut rows: Vec<_> =
                    ask.rows.iter().filter_map(|row| Some((row.place?, &row.say))).collect();
                rows.sort_by_key(|(place, _)| *place);
                let number = |(at, (_, say)): (usize, (usize, &Safe))| {
                    Safe::join(&[crate::text::show(&format!("{}. ", at + 1)), say.clone()], "")
                };
                rows.into_iter().enumerate().map(number).collect()
            }
            Self::Pairs(ask) => {
                let side =
                    |right: usize| ask.sides.get(right).map(|side| side.say.clone()).unwrap_or_default();
                let pair =
                    |(say, right): (&Safe, usize)| Safe::join(&[say.clone(), " = ".into(), side(right)], "");
                ask.rows.iter().map(|row| pair((&row.say, row.right))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choose, Layout, Opt, Order, OrderRow, PairRow, Pairs, Side};
    use super::*;

    fn lines(ask: &Ask) -> Vec<String> {
        ask.key().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_right_is_told_and_nothing_else() {
        let option = |say: &'static str, right| Opt { say: say.into(), right, why: None };
        let choose = Choose {
            prompt: "".into(),
            about: None,
            options: vec![option("Lyon", false), option("Paris", true)],
            layout: Layout::List,
        };
        assert_eq!(lines(&Ask::Choose(choose)), ["Paris"]);
        let row = |say: &'static str, place| OrderRow { say: say.into(), place, why: None };
        let order =
            Order { prompt: "".into(), rows: vec![row("b", Some(1)), row("x", None), row("a", Some(0))] };
        assert_eq!(lines(&Ask::Order(order)), ["1. a", "2. b"]);
        let pairs = Pairs {
            prompt: "".into(),
            rows: vec![PairRow { say: "France".into(), right: 1, why: None }],
            sides: vec![Side { key: 'a', say: "Rome".into() }, Side { key: 'b', say: "Paris".into() }],
            once: true,
        };
        assert_eq!(lines(&Ask::Pairs(pairs)), ["France = Paris"]);
    }
}
