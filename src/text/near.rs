//! Short typed answers compared with what the author accepts. Proposes; the learner decides.

mod inflect;

use unicode_normalization::UnicodeNormalization;

use crate::text::is_hidden;

/// A word of so many letters may have one wrong, of twice as many two.
const LETTERS_A_SLIP: usize = 6;

/// How like an accepted answer a typed one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same, but for case, punctuation, articles, accents, endings and word order.
    Same,
    /// The same but for a slip in spelling: one edit for every six letters of a word.
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

/// Compares a typed answer with every accepted one; returns the best likeness.
pub fn compare(said: &str, accepted: &[&str]) -> Likeness {
    let each = accepted.iter().map(|wanted| one(said, wanted));
    each.max_by_key(|likeness| rank(*likeness)).unwrap_or(Likeness::Different)
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
    let same_signs = signs(said) == signs(wanted);
    let (said, wanted) = (words(said), words(wanted));
    if said.is_empty() || wanted.is_empty() {
        return Likeness::Different;
    }
    let (mut over, mut missing) = (said.clone(), Vec::new());
    for word in &wanted {
        match over.iter().position(|own| inflect::are_one(own, word)) {
            Some(at) => drop(over.remove(at)),
            None => missing.push(word),
        }
    }
    if same_signs && over.is_empty() && missing.is_empty() {
        return Likeness::Same;
    }
    let slips =
        over.len() == missing.len() && over.iter().zip(&missing).all(|(own, word)| is_slip(own, word));
    if same_signs && (slips || said.concat() == wanted.concat()) {
        return Likeness::Slip;
    }
    let keys: Vec<&String> = wanted.iter().filter(|word| !is_filler(word)).collect();
    let had = keys.iter().filter(|key| said.iter().any(|word| is_like(word, key))).count();
    if had > 0 && had * 2 >= keys.len() {
        Likeness::Part { had, of: keys.len() }
    } else {
        Likeness::Different
    }
}

/// Says whether a word is another one spelled wrong. One letter makes another word of a short word ("for" and
/// "four"), of a figure, and at the ends of a word ("parser" and "parse").
fn is_slip(word: &str, wanted: &str) -> bool {
    let allowed = wanted.chars().count() / LETTERS_A_SLIP;
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    ends(word) == ends(wanted) && !is_number(word) && !is_number(wanted) && within(word, wanted, allowed)
}

fn is_like(word: &str, key: &str) -> bool {
    inflect::are_one(word, key) || (key.len() > 4 && !is_number(key) && within(word, key, 1))
}

fn is_number(word: &str) -> bool {
    const LONG: [&str; 9] =
        ["fourth", "eighth", "eleven", "twelve", "twenty", "thirty", "hundred", "million", "billion"];
    word.contains(char::is_numeric) || LONG.contains(&word)
}

/// Says whether so many edits at most make one word of the other.
fn within(a: &str, b: &str, edits: usize) -> bool {
    let lengths = a.chars().count().abs_diff(b.chars().count());
    edits > 0 && lengths <= edits && strsim::levenshtein(a, b) <= edits
}

/// Says whether two words are the same but for case, accents, punctuation and endings.
pub fn are_one(a: &str, b: &str) -> bool {
    inflect::are_one(&fold(a).replace(' ', ""), &fold(b).replace(' ', ""))
}

/// Returns the content words of a text, in its order, folded for comparison.
pub fn key_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !is_filler(word)).collect()
}

/// Returns the signs of a text that tell one thing from another, as in "C++" and "C#", "<" and ">".
fn signs(text: &str) -> Vec<char> {
    text.replace("!=", "≠").chars().filter(|sign| "+<>=|^#≤≥≠".contains(*sign)).collect()
}

/// Splits a text into words folded for comparison, articles left out; an "a" at the end is a name and no article.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    let last = words.pop();
    words.retain(|word| !matches!(*word, "a" | "an" | "the"));
    words.into_iter().chain(last).map(ToOwned::to_owned).collect()
}

/// Takes case, accents, punctuation and what nobody sees off.
fn fold(text: &str) -> String {
    let unseen = |letter: char| is_hidden(letter) && !letter.is_control() && !letter.is_whitespace();
    text.nfkd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter) && !unseen(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| !"'’".contains(*letter))
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect()
}

/// Says whether a word says nothing by itself.
fn is_filler(word: &str) -> bool {
    const FILLER: [&str; 32] = [
        "and", "are", "at", "be", "but", "by", "can", "do", "does", "for", "from", "how", "if", "in", "i",
        "is", "it", "its", "of", "on", "or", "so", "that", "then", "they", "this", "to", "what", "which",
        "with", "you", "will",
    ];
    FILLER.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(said: &str, wanted: &str) -> Likeness {
        compare(said, &[wanted])
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
    fn what_nobody_sees_does_not_part_or_change_a_word() {
        for unseen in ["\u{ad}", "\u{200d}", "\u{200c}", "\u{200b}", "\u{fe0f}", "\u{301}", "\u{feff}"] {
            let (said, wanted) = (format!("co{unseen}operate"), "cooperate");
            assert_eq!(likeness(&said, wanted), Likeness::Same, "{}", unseen.escape_unicode());
            assert_eq!(likeness(wanted, &said), Likeness::Same, "{}", unseen.escape_unicode());
        }
        assert_eq!(words("long\u{2028}context\nwindow\u{a0}size").len(), 4, "line ends part words");
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
        assert_eq!(compare("is it viable", &["viability", "is it viable"]), Likeness::Same);
    }

    #[test]
    fn the_pairs_of_the_list_are_one_word_or_two() {
        let mut wrong = Vec::new();
        let lines = include_str!("near/pairs.txt").lines().filter(|line| !line.starts_with("# "));
        for pair in lines.flat_map(|line| line.split(',')).filter(|pair| !pair.trim().is_empty()) {
            let [a, relation, b] = pair.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{pair}") };
            let found = [likeness(a, b), likeness(b, a)];
            let fits = match relation {
                "=" => found == [Likeness::Same; 2],
                "/" => !found.contains(&Likeness::Same) && !found.contains(&Likeness::Slip),
                "~" => found.contains(&Likeness::Slip),
                other => panic!("{other}"),
            };
            if !fits {
                wrong.push(pair.trim());
            }
        }
        assert!(wrong.is_empty(), "{} pairs: {}", wrong.len(), wrong.join(", "));
    }

    #[test]
    fn a_number_is_no_filler_and_no_slip_of_another_word() {
        assert_ne!(likeness("for", "four"), Likeness::Same);
        assert_eq!(likeness("for weeks", "four weeks"), Likeness::Part { had: 1, of: 2 });
        assert_eq!(key_words("one of four"), ["one", "four"]);
        assert_eq!(likeness("port 5433", "port 5432"), Likeness::Part { had: 1, of: 2 });
    }

    #[test]
    fn what_turns_an_answer_around_is_no_slip() {
        for (said, wanted) in [
            ("not durable", "durable"),
            ("durable", "not durable"),
            ("precision or recall", "precision and recall"),
            ("min heap size", "max heap size"),
            ("data structured", "data unstructured"),
            ("x < y", "x > y"),
            ("a == b", "a != b"),
            ("a = b", "a != b"),
            ("plan", "plan a"),
        ] {
            let found = likeness(said, wanted);
            assert!(!matches!(found, Likeness::Same | Likeness::Slip), "{said} / {wanted}: {found:?}");
        }
    }

    #[test]
    fn a_space_too_many_or_too_few_is_a_slip() {
        assert_eq!(likeness("data base", "database"), Likeness::Slip);
        assert_eq!(likeness("backpressure", "back pressure"), Likeness::Slip);
    }
}
