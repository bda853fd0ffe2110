//! Grades, ticks and certainty: the words in which an answer is judged.

use serde::{Deserialize, Serialize};

/// Below half of what was asked an answer is a miss; from here on it was known in part.
pub const HALF: f32 = 0.5;
/// From here on a rubric counts as said: a point of five may be left out, a third of them not.
pub const NEARLY_ALL: f32 = 0.8;
/// What an answer scores that is right but for a part: a near figure, the right line for another reason, an
/// answer the learner calls hard.
pub const CLOSE: f32 = 0.7;
/// What an answer scores that its learner calls half right: enough to be no miss.
pub const HALF_RIGHT: f32 = 0.6;

/// How well an item was known; the numbers 1 to 4 are those of FSRS and of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Grade {
    /// Not known.
    Again = 1,
    /// Known with effort; never offered for a miss.
    Hard = 2,
    /// Known.
    Good = 3,
    /// Known at once; given only by hand.
    Easy = 4,
}

impl Grade {
    /// The four grades, lowest first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Returns the grade's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Returns the grade one step up, or itself at the top.
    pub fn raised(self) -> Self {
        Self::ALL[(self as usize).min(3)]
    }

    /// Returns the grade one step down, or itself at the bottom.
    pub fn lowered(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(2)]
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade as Self
    }
}

impl TryFrom<u8> for Grade {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| Self::ALL.get(at)).copied().ok_or_else(|| format!("{number} is no grade"))
    }
}

/// What a learner ticks beside an idea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Not said.
    #[default]
    Empty,
    /// Half said; counts one half.
    Half,
    /// Said.
    Full,
}

impl Mark {
    /// Returns the next mark when the same key is pressed again: said, half said, not said.
    pub fn next(self) -> Self {
        match self {
            Self::Empty => Self::Full,
            Self::Full => Self::Half,
            Self::Half => Self::Empty,
        }
    }

    /// Returns the share of the idea that counts.
    pub fn share(self) -> f32 {
        match self {
            Self::Empty => 0.0,
            Self::Half => 0.5,
            Self::Full => 1.0,
        }
    }
}

/// How certain the learner was before seeing the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Hash)]
#[serde(rename_all = "lowercase")]
#[allow(clippy::enum_variant_names, reason = "three answers to \"How sure?\", the last of which is \"sure\"")]
pub enum Sure {
    /// A guess.
    Guess,
    /// Fairly sure.
    Fairly,
    /// Sure.
    Sure,
}

impl Sure {
    /// Returns the word shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guess => "a guess",
            Self::Fairly => "fairly sure",
            Self::Sure => "sure",
        }
    }
}

/// What the learner says when the program cannot tell whether a typed answer is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// "I had it."
    Right,
    /// "Half."
    Half,
    /// "I missed it."
    Missed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_raised_and_lowered_within_their_four_and_have_words_and_numbers() {
        assert_eq!(Grade::ALL.map(Grade::raised), [Grade::Hard, Grade::Good, Grade::Easy, Grade::Easy]);
        assert_eq!(Grade::ALL.map(Grade::lowered), [Grade::Again, Grade::Again, Grade::Hard, Grade::Good]);
        assert_eq!(Grade::ALL.map(Grade::word), ["again", "hard", "good", "easy"]);
        assert_eq!(Grade::ALL.map(u8::from), [1, 2, 3, 4]);
        let read: Vec<Option<Grade>> = (0..6).map(|number: u8| Grade::try_from(number).ok()).collect();
        let [again, hard, good, easy] = Grade::ALL.map(Some);
        assert_eq!(read, [None, again, hard, good, easy, None]);
    }

    #[test]
    fn a_mark_goes_round_and_counts_its_share() {
        let round = [Mark::Empty, Mark::Full, Mark::Half];
        assert_eq!(round.map(Mark::next), [Mark::Full, Mark::Half, Mark::Empty]);
        assert_eq!(round.map(|mark| (mark.share() * 100.0) as u8), [0, 100, 50]);
        let words = [Sure::Guess, Sure::Fairly, Sure::Sure].map(Sure::word);
        assert_eq!(words, ["a guess", "fairly sure", "sure"]);
    }
}
