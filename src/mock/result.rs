//! The result of an interview with a partner: a small file the candidate takes in as his or her own.

use serde::{Deserialize, Serialize};

use super::{Given, Judged, Script};
use crate::text::{Safe, pretty_json};

/// The newest format this version writes and reads.
const FORMAT: u32 = 1;
/// Answers in one file at most.
const ANSWERS: usize = 500;

/// A result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeerResult {
    /// What the file is: `interview`.
    pub cardsharp: String,
    /// Its format.
    pub format: u32,
    /// The run's number, so that it is taken in once only.
    pub run: u64,
    /// Versions of the decks it was made with, by deck id.
    #[serde(default)]
    pub versions: Vec<(String, String)>,
    /// What was asked.
    pub script: Script,
    /// Answers: which question, how it was given, how the partner judged it.
    pub answers: Vec<(usize, Given, Judged)>,
}

impl PeerResult {
    /// Makes a result.
    pub fn new(
        run: u64,
        script: Script,
        versions: Vec<(String, String)>,
        answers: Vec<(usize, Given, Judged)>,
    ) -> Self {
        Self { cardsharp: "interview".into(), format: FORMAT, run, versions, script, answers }
    }

    /// Writes it.
    pub fn text(&self) -> Safe {
        pretty_json(self)
    }

    /// Reads one; an error says what is wrong and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        let head: serde_json::Value = serde_json::from_str(text).map_err(|error| {
            format!(
                "{}:{}: this is no result of an interview; ask for the file again",
                error.line(),
                error.column()
            )
        })?;
        if head["cardsharp"] != "interview" {
            return Err("1:1: this is no result of an interview; ask for the file again".into());
        }
        if head["format"].as_u64() != Some(FORMAT.into()) {
            return Err("1:1: this result was made by a newer cardsharp; update yours".into());
        }
        let result: Self = serde_json::from_value(head)
            .map_err(|error| format!("1:1: the result is damaged ({error}); ask for the file again"))?;
        // A score that is no share would stand in the log as a line that nobody can read.
        if result.answers.iter().any(|(_, _, judged)| !(0.0..=1.0).contains(&judged.score)) {
            return Err(
                "1:1: the result is damaged (a score is not from 0 to 1); ask for the file again".into()
            );
        }
        if result.answers.len() > ANSWERS || result.script.asks.len() > ANSWERS {
            return Err(format!("1:1: the result holds more than {ANSWERS} answers; ask for a smaller one"));
        }
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_anything_else_is_refused() {
        let script = Script {
            id: "d/m".into(),
            title: "M".into(),
            ms: 1,
            level: None,
            scale: Vec::new(),
            seed: 0,
            asks: Vec::new(),
        };
        let result = PeerResult::new(7, script, vec![("d".into(), "1.0".into())], Vec::new());
        assert_eq!(PeerResult::read(&result.text()), Ok(result.clone()));
        for (score, fits) in [("0.5", true), ("1e39", false), ("-0.1", false)] {
            let answer = format!(
                "\"answers\": [[0, {{\"ms\": 1, \"paused\": 0, \"how\": \"typed\"}}, {{\"marks\": [], \"tells\": [], \"score\": {score}, \"musts\": []}}]]"
            );
            let text = result.text().replace("\"answers\": []", &answer);
            assert_eq!(
                PeerResult::read(&text).map(|result| result.answers.len()).ok(),
                fits.then_some(1),
                "{text}"
            );
        }
        for (text, says) in [
            ("garbage", "1:1: this is no result"),
            ("{}", "no result"),
            ("{\"cardsharp\":\"interview\",\"format\":2}", "newer"),
            ("{\"cardsharp\":\"interview\",\"format\":1}", "damaged"),
        ] {
            let error = PeerResult::read(text).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }
}
