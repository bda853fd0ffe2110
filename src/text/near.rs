//! Short typed answers compared with what the author accepts. Proposes; the learner decides.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// How like an accepted answer a typed one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same, but for case, punctuation, articles, accents, plural and word order.
    Same,
    /// The same but for a spelling slip: one edit for every five letters.
    Slip,
    /// At least half of the content words are there.
    Part {
        /// Content words found.
        had: usize,
        /// Content words looked for.
        of: usize,
    },
    /// Something else.
    Different,
}

/// Says whether a text has these letters in this order, with any others between.
pub fn letters_in_order(letters: &str, text: &str) -> bool {
    let mut rest = text.bytes();
    letters.bytes().all(|letter| rest.any(|own| own == letter))
}

/// Compares a typed answer with every accepted one; returns the best likeness and which one it was.
pub fn compare(said: &str, accepted: &[&str]) -> (Likeness, usize) {
    let mut best = (Likeness::Different, 0);
    for (at, wanted) in accepted.iter().enumerate() {
        let likeness = one(said, wanted);
        if rank(likeness) > rank(best.0) {
            best = (likeness, at);
        }
    }
    best
}

fn rank(likeness: Likeness) -> usize {
    match likeness {
        Likeness::Same => 1002,
        Likeness::Slip => 1001,
        Likeness::Part { had, of } => 1 + had * 100 / of.max(1),
        Likeness::Different => 0,
    }
}

fn one(said: &str, wanted: &str) -> Likeness {
    let (said, wanted) = (words(said), words(wanted));
    if said.is_empty() || wanted.is_empty() {
        return Likeness::Different;
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    if sorted(&said) == sorted(&wanted) {
        return Likeness::Same;
    }
    let (joined_said, joined_wanted) = (said.concat(), wanted.concat());
    let allowed = joined_wanted.graphemes(true).count() / 5;
    if allowed > 0 && edits(&joined_said, &joined_wanted, allowed) <= allowed {
        return Likeness::Slip;
    }
    let keys: Vec<&String> = wanted.iter().filter(|word| !is_stop(word)).collect();
    let had = keys.iter().filter(|key| said.iter().any(|word| alike(word, key))).count();
    if had > 0 && had * 2 >= keys.len() {
        Likeness::Part { had, of: keys.len() }
    } else {
        Likeness::Different
    }
}

fn alike(word: &str, key: &str) -> bool {
    word == key || (key.len() > 4 && edits(word, key, 1) <= 1)
}

/// Returns the content words of a text, in its order, folded for comparison.
pub fn key_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !is_stop(word)).collect()
}

/// Splits a text into words folded for comparison: no case, accents, punctuation, articles, plural s.
fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfkd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else if "'’".contains(letter) {
                '\0'
            } else {
                ' '
            }
        })
        .filter(|letter| *letter != '\0')
        .collect();
    let words = folded.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the"));
    words.map(stem).collect()
}

fn stem(word: &str) -> String {
    let word = match word.strip_suffix('s') {
        Some(single) if single.len() >= 3 && !single.ends_with(['s', 'u', 'i']) => single,
        Some(_) | None => word,
    };
    // British and American spellings meet at -iz-.
    word.replace("isation", "ization").replace("ise", "ize").replace("our", "or")
}

fn is_stop(word: &str) -> bool {
    const STOP: [&str; 34] = [
        "and", "are", "at", "be", "but", "by", "can", "do", "doe", "for", "from", "how", "if", "in", "i",
        "is", "it", "its", "not", "of", "on", "one", "or", "so", "that", "then", "they", "this", "to",
        "what", "which", "with", "you", "will",
    ];
    STOP.contains(&word)
}

/// Counts edits between two texts by grapheme, giving up above `limit`.
fn edits(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<&str> = a.graphemes(true).collect();
    let b: Vec<&str> = b.graphemes(true).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let cost = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|cost| *cost > limit) {
            return limit + 1;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(said: &str, wanted: &str) -> Likeness {
        compare(said, &[wanted]).0
    }

    #[test]
    fn case_articles_order_and_accents_do_not_matter() {
        for (said, wanted) in [
            ("a Reranker!", "The reranker"),
            ("long context", "context, long"),
            ("cafe", "café"),
            ("tokens", "token"),
            ("optimisation", "optimization"),
            ("behavior", "behaviour"),
        ] {
            assert_eq!(likeness(said, wanted), Likeness::Same, "{said} / {wanted}");
        }
    }

    #[test]
    fn a_spelling_slip_is_a_slip() {
        assert_eq!(likeness("rerankr", "reranker"), Likeness::Slip);
        assert_eq!(likeness("cat", "car"), Likeness::Different);
    }

    #[test]
    fn half_of_the_key_words_is_a_part() {
        assert_eq!(likeness("the index", "a stale index"), Likeness::Part { had: 1, of: 2 });
        assert_eq!(likeness("weather", "a stale index"), Likeness::Different);
        assert_eq!(likeness("", "a stale index"), Likeness::Different);
    }

    #[test]
    fn the_best_accepted_answer_wins() {
        assert_eq!(compare("is it viable", &["viability", "is it viable"]), (Likeness::Same, 1));
    }

    #[test]
    fn edits_give_up_early() {
        assert_eq!(edits("abc", "abd", 2), 1);
        assert_eq!(edits("abc", "xyz", 1), 2);
    }
}
