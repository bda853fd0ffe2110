//! Rules of item writing, for decks that load. One rule family a file; this file is their list.

mod choices;
mod dates;
mod feedback;
mod length;

use super::{Allows, Deck, Problem, Severity};
use crate::card::Card;

/// Checks a deck; `this_year` is the year of today, for facts that have aged.
pub fn check(deck: &Deck, allows: &Allows, this_year: i32) -> Vec<Problem> {
    let mut problems = Vec::new();
    length::check(deck, &mut problems);
    choices::check(deck, &mut problems);
    dates::check(deck, this_year, &mut problems);
    feedback::check(deck, &mut problems);
    problems.retain(|problem| !allows.covers(problem));
    problems.sort_by_key(|problem| (problem.file, problem.line));
    problems
}

fn warning(code: &'static str, card: &Card, what: String, advice: &str) -> Problem {
    Problem {
        code,
        severity: Severity::Warning,
        file: card.file,
        line: card.line,
        column: 1,
        length: u32::try_from(card.id.len() + 2).unwrap_or(1),
        header: card.line,
        what,
        advice: advice.into(),
    }
}

/// Returns the middle of a list of numbers.
fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, parse};
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let parsed = parse(&[Source { name: "d.toml", stem: "d", text }]);
        assert_eq!(parsed.problems, []);
        check(&parsed.deck, &parsed.allows, 2026).into_iter().map(|problem| problem.code).collect()
    }

    fn pair(id: usize, weak: &str, strong: &str) -> String {
        format!("[p{id}]\nq = \"q?\"\nweak = \"{weak}\"\nstrong = \"{strong}\"\nwhy = \"w\"\n")
    }

    #[test]
    fn w21_a_strong_side_that_is_always_longer_gives_itself_away() {
        let longer: String = (0..6).map(|id| pair(id, "one two three", "one two three four five")).collect();
        assert_eq!(codes(&longer), ["W21"]);
        let even: String = (0..3).map(|id| pair(id, "abc def ghi", "abc def gh")).collect::<String>()
            + &(3..6).map(|id| pair(id, "abc def gh", "abc def ghi")).collect::<String>();
        assert!(codes(&even).is_empty());
    }

    #[test]
    fn w22_fragments_that_grow_with_the_level_give_it_away() {
        let level = |name: &str, length: usize| {
            let say = vec![format!("\"{}\"", "x".repeat(length)); 3].join(", ");
            format!("[c.levels.{name}]\nsay = [{say}]\nverdict = \"v\"\n")
        };
        let deck = |a, b, c| {
            let head = "[deck]\nscale = [\"L4\", \"L5\", \"L6\"]\n[c]\nq = \"q?\"\n";
            format!("{head}{}{}{}", level("L4", a), level("L5", b), level("L6", c))
        };
        assert_eq!(codes(&deck(10, 30, 60)), ["W22"]);
        assert!(codes(&deck(30, 31, 30)).is_empty());
    }

    fn choice(id: usize, right: &str, why: &str) -> String {
        format!(
            "[c{id}]\nq = \"q?\"\nanswer = \"{right}\"\nwrong = {{ a = {{ say = \"medium\"{why} }}, b = {{ say = \"medium\", why = \"w\" }} }}\n"
        )
    }

    #[test]
    fn w24_a_right_option_that_is_always_longest_gives_itself_away() {
        let longest: String = (0..4).map(|id| choice(id, "longer one", ", why = \"w\"")).collect();
        assert_eq!(codes(&longest), ["W24"]);
        let short: String = (0..4).map(|id| choice(id, "short", ", why = \"w\"")).collect();
        assert!(codes(&short).is_empty());
    }

    #[test]
    fn w31_a_dated_fact_needs_a_date() {
        assert_eq!(codes("[c]\nq = \"Which was best in 2024?\"\na = \"This one here.\"\n"), ["W31"]);
        assert_eq!(codes("[c]\nfact = \"It costs {{p=$28K}}.\"\n"), ["W31"]);
        assert_eq!(
            codes("[c]\nas-of = 2023\nq = \"Which was best in 2024?\"\na = \"This one here.\"\n"),
            ["W31"]
        );
        assert!(
            codes("[c]\nas-of = 2026\nq = \"Which was best in 2024?\"\na = \"This one here.\"\n").is_empty()
        );
    }

    #[test]
    fn w35_a_wrong_line_needs_a_why() {
        assert_eq!(codes(&choice(1, "short", "")), ["W35"]);
        assert_eq!(
            codes("[c]\nq = \"q?\"\n[c.tells.down]\nx = \"bad\"\n[c.tells.up]\ny = \"good\"\n"),
            ["W35"]
        );
    }

    #[test]
    fn an_author_may_silence_a_warning() {
        let silenced = format!("# check: allow W35\n{}", choice(1, "short", ""));
        assert!(codes(&silenced).is_empty());
        let whole = format!(
            "# check: allow W35\n\n[deck]\ntitle = \"t\"\n{}{}",
            choice(1, "short", ""),
            choice(2, "short", "")
        );
        assert!(codes(&whole).is_empty());
    }
}
