//! Suggestions from typed words: which ideas and tells an answer seems to hold. They never grade.

use serde::Deserialize;
use serde_json::{Value, json};

use super::grade::Mark;
use crate::text::{Raw, Safe, near, show};

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

/// Words in small letters, each with its parts where a hyphen or a stroke joins them.
fn words(text: &str) -> Vec<String> {
    let edge = |c: char| !c.is_alphanumeric();
    let whole = text.split_whitespace().map(|word| word.trim_matches(edge).to_lowercase());
    let with_parts = whole.flat_map(|word| {
        let parts = word.split(edge).filter(|part| part.len() < word.len()).map(ToOwned::to_owned);
        parts.collect::<Vec<_>>().into_iter().chain([word])
    });
    with_parts.filter(|word| !word.is_empty()).collect()
}

fn is_in(wanted: &str, words: &[String]) -> bool {
    let wanted = wanted.to_lowercase();
    if let Some(start) = wanted.strip_suffix('*') {
        return !start.is_empty() && words.iter().any(|word| word.starts_with(start));
    }
    words.iter().any(|word| *word == wanted || near::are_one(word, &wanted))
}

/// What an external grader is given, as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The item's name; not part of what the grader sees.
    pub item: String,
    /// The question.
    pub question: String,
    /// Points: key, text, whether it is a must.
    pub points: Vec<(String, String, bool)>,
    /// Tells: key, text, `up`, `down` or `thin`.
    pub tells: Vec<(String, String, &'static str)>,
    /// The typed answer.
    pub answer: String,
}

/// What a grader suggests, each with the words of the answer that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The item it is about.
    pub item: String,
    /// Points: key, mark, quote.
    pub points: Vec<(String, Mark, Safe)>,
    /// Tells: key, quote.
    pub tells: Vec<(String, Safe)>,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    points: Vec<Suggested>,
    #[serde(default)]
    tells: Vec<Suggested>,
}

#[derive(Deserialize)]
struct Suggested {
    key: String,
    #[serde(default)]
    mark: Mark,
    #[serde(default)]
    quote: String,
}

impl Request {
    /// Writes one line of JSON: `question`, `points` (`key`, `say`, `must`), `tells` (`key`, `say`, `weighs`),
    /// `answer`.
    pub fn json(&self) -> String {
        let points: Vec<_> = self
            .points
            .iter()
            .map(|(key, say, must)| json!({ "key": key, "say": say, "must": must }))
            .collect();
        let tells: Vec<_> = self
            .tells
            .iter()
            .map(|(key, say, weighs)| json!({ "key": key, "say": say, "weighs": weighs }))
            .collect();
        json!({ "question": self.question, "points": points, "tells": tells, "answer": self.answer })
            .to_string()
            + "\n"
    }
}

impl Suggestion {
    /// Reads a reply; what names no point, or quotes what was not said, is passed over.
    pub fn read(bytes: &[u8], request: &Request) -> Result<Self, String> {
        let reply: Reply = serde_json::from_slice::<Value>(bytes)
            .ok()
            .filter(Value::is_object)
            .and_then(|reply| serde_json::from_value(reply).ok())
            .ok_or("gave no JSON verdict")?;
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let answer = fold(&request.answer);
        let said = |row: &Suggested| !row.quote.trim().is_empty() && answer.contains(&fold(&row.quote));
        let points = reply.points.into_iter().filter(|row| {
            row.mark != Mark::Empty && said(row) && request.points.iter().any(|(key, ..)| *key == row.key)
        });
        let points = points.map(|row| (row.key.clone(), row.mark, show(&row.quote).line())).collect();
        let tells = reply
            .tells
            .into_iter()
            .filter(|row| said(row) && request.tells.iter().any(|(key, ..)| *key == row.key));
        let tells = tells.map(|row| (row.key.clone(), show(&row.quote).line())).collect();
        Ok(Self { item: request.item.clone(), points, tells })
    }
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
    fn a_joined_word_is_a_word_and_its_parts_and_not_its_first_part_alone() {
        assert!(holds("checks at token-level, read/write paths", "token write"));
        assert!(holds("we fine-tuned it", "fine-tune"));
        assert!(!holds("an e-commerce shop", "e-mail"));
    }

    #[test]
    fn nothing_is_suggested_without_a_pattern() {
        assert!(!super::holds("anything", &[]));
        assert!(!holds("anything", "  "));
        assert!(!holds("anything", "*"));
    }

    #[test]
    fn a_quote_that_was_not_said_is_no_evidence() {
        let request = Request {
            item: "d/c#recall".into(),
            question: "q".into(),
            points: vec![("a".into(), "A".into(), true), ("b".into(), "B".into(), false)],
            tells: Vec::new(),
            answer: "An eval\nset comes first".into(),
        };
        let reply = r#"{"points":[{"key":"a","mark":"full","quote":"eval set"},{"key":"b","mark":"full","quote":"made up"},
            {"key":"unknown","mark":"full","quote":"eval"}],"more":1}"#;
        let suggestion = Suggestion::read(reply.as_bytes(), &request).unwrap();
        assert_eq!(suggestion.points, [("a".to_owned(), Mark::Full, show("eval set"))]);
        assert!(Suggestion::read(b"[]", &request).is_err());
    }
}
