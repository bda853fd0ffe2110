//! Suggestions from typed words: which ideas and tells an answer seems to hold. They never grade.

use crate::text::{Raw, near};

/// Says whether a text holds one of the patterns an author gave.
///
/// A pattern is words that must all stand in the text, in any order; `a|b` is either, `stem*` any ending.
/// Case, marks and word endings of the text are folded as for typed answers.
pub fn holds(text: &str, patterns: &[Raw]) -> bool {
    if patterns.is_empty() {
        return false;
    }
    let words = words(text);
    patterns.iter().any(|pattern| {
        let mut wanted = pattern.bare().split_whitespace().peekable();
        wanted.peek().is_some() && wanted.all(|word| word.split('|').any(|one| is_in(one, &words)))
    })
}

fn words(text: &str) -> Vec<(String, String)> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace()
        .map(plain)
        .filter(|word| !word.is_empty())
        .map(|word| (stem(&word), word))
        .collect()
}

fn is_in(wanted: &str, words: &[(String, String)]) -> bool {
    let wanted = wanted.to_lowercase();
    if let Some(start) = wanted.strip_suffix('*') {
        return !start.is_empty() && words.iter().any(|(_, word)| word.starts_with(start));
    }
    let stem = stem(&wanted);
    words.iter().any(|(own, word)| *word == wanted || *own == stem)
}

/// Folds a word as the comparison of typed answers does; a word that folds to nothing stays itself.
fn stem(word: &str) -> String {
    near::key_words(word).into_iter().next().unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, pattern: &str) -> bool {
        super::holds(text, &[Raw::new(pattern)])
    }

    #[test]
    fn all_words_of_a_pattern_must_be_there_in_any_order() {
        assert!(holds("First I would build an eval set.", "eval first"));
        assert!(!holds("I would build an eval set.", "eval first"));
    }

    #[test]
    fn a_bar_means_either_and_a_star_any_ending() {
        assert!(holds("the price of tokens", "price|cost token*"));
        assert!(holds("Costs: tokenised input", "cost* token*"));
        assert!(!holds("the price of calls", "price|cost token*"));
    }

    #[test]
    fn nothing_is_suggested_without_a_pattern() {
        assert!(!super::holds("anything", &[]));
        assert!(!holds("anything", "  "));
        assert!(!holds("anything", "*"));
    }
}
