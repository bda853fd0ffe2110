//! The six shapes as prompts.

use std::io;

use super::{Context, Left, words};
use crate::card::ask::{Answer, Ask, Choose, Layout, Order, Pairs, Reveal, Ticks, Type};
use crate::card::grade::{Grade, Mark, Ruling};
use crate::review::Gap;
use crate::session::Session;
use crate::text::{Safe, markup};

/// An answer; nothing where the learner does not know.
type Given = Result<Option<Answer>, Left>;

/// Asks until one of the words is given.
pub(super) fn word(desk: &mut Context<'_>, prompt: &str, words: &[&str]) -> Result<String, Left> {
    loop {
        match desk.ask(prompt)?.map(|text| text.to_lowercase()) {
            Some(word) if words.contains(&word.as_str()) => return Ok(word),
            Some(word) if word == "q" => return Err(Left::Leave),
            Some(_) | None => {
                let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
                desk.line(&format!("Please write one of: {}.", words.join(", ")))?;
            }
        }
    }
}

/// Asks for a line of any text; `.h` gives the next hint.
fn text(desk: &mut Context<'_>, prompt: &str, hints: &[Safe]) -> Result<Option<String>, Left> {
    let mut hints = hints.iter();
    loop {
        match desk.ask(prompt)? {
            Some(text) if text == ".h" => hint(hints.next(), desk)?,
            said => return Ok(said),
        }
    }
}

/// Reads lines up to one that holds a single dot.
fn lines(desk: &mut Context<'_>, hints: &[Safe]) -> Result<Option<String>, Left> {
    desk.line("Your answer, end with a line holding one dot:")?;
    let mut hints = hints.iter();
    let mut said: Vec<String> = Vec::new();
    while let Some(text) = desk.read()? {
        match text.as_str() {
            "." => return Ok(Some(said.join("\n"))),
            ".h" => hint(hints.next(), desk)?,
            _ => said.push(text),
        }
    }
    Ok(None)
}

fn hint(hint: Option<&Safe>, desk: &mut Context<'_>) -> io::Result<()> {
    match hint {
        Some(hint) => desk.line(&format!("Hint. {}", hint.line())),
        None => desk.line("There is no further hint."),
    }
}

pub(super) fn reveal(ask: &Reveal, hints: &[Safe], gaps: &[Gap; 4], desk: &mut Context<'_>) -> Given {
    let Some(said) = text(desk, "Answer aloud or in a line, then press Enter", hints)? else {
        return Ok(None);
    };
    desk.line(&format!("Answer. {}", markup::plain(&ask.answer)))?;
    let names: Vec<String> = Grade::ALL
        .iter()
        .zip(gaps)
        .map(|(grade, gap)| format!("{} {} ({})", *grade as u8, grade.word(), words::gap(*gap)))
        .collect();
    let choices = ["1", "2", "3", "4", "again", "hard", "good", "easy", ""];
    let word = word(desk, &format!("Grade? {}", names.join(", ")), &choices)?;
    let grade =
        Grade::ALL.into_iter().find(|grade| word == grade.word() || word == (*grade as u8).to_string());
    Ok(Some(Answer::Graded { text: said, grade: grade.unwrap_or(Grade::Good) }))
}

pub(super) fn ticks(ask: &Ticks, hints: &[Safe], desk: &mut Context<'_>) -> Given {
    if let Some(about) = &ask.about {
        desk.line(&format!("Text. {}", markup::plain(about)))?;
    }
    desk.line(&format!("{} The rubric has {} ideas.", ask.prompt.line(), ask.ideas.len()))?;
    let Some(said) = lines(desk, hints)? else { return Ok(None) };
    if let Some(answer) = &ask.answer {
        desk.line(&format!("One good answer. {}", markup::plain(answer)))?;
    }
    let climbed = climb(ask, desk)?;
    desk.line("Rubric. Answer y, n or h for half.")?;
    let mut marks = Vec::new();
    for (at, idea) in ask.ideas.iter().enumerate() {
        let must = if idea.must { ", must" } else { "" };
        let level = idea.level.as_ref().map_or(String::new(), |level| format!(", {level}"));
        let prompt = format!("{} of {}{must}{level}. {}", at + 1, ask.ideas.len(), idea.say.line());
        marks.push(match word(desk, &prompt, &["y", "n", "h"])?.as_str() {
            "y" => Mark::Full,
            "h" => Mark::Half,
            _ => Mark::Empty,
        });
    }
    if let Some(model) = ask.models.last() {
        desk.line(&format!("How {} sounds. {}", model.level, Safe::join(&model.lines, " ").line()))?;
    }
    Ok(Some(Answer::Ticked { text: said, marks, climbed, grade: None }))
}

/// From the lowest model answer up: is yours better?
fn climb(ask: &Ticks, desk: &mut Context<'_>) -> Result<Option<usize>, Left> {
    if ask.about.is_some() || ask.models.len() < 2 || ask.models.iter().any(|model| model.lines.is_empty()) {
        return Ok(None);
    }
    for (at, model) in ask.models.iter().enumerate() {
        desk.line(&format!("How {} sounds. {}", model.level, Safe::join(&model.lines, " ").line()))?;
        if word(desk, "Is yours better? y or n", &["y", "n"])? == "n" {
            return Ok(Some(at));
        }
    }
    Ok(Some(ask.models.len()))
}

pub(super) fn choose(ask: &Choose, hints: &[Safe], desk: &mut Context<'_>) -> Given {
    if let Some(about) = &ask.about {
        desk.line(&format!("Text. {}", markup::plain(about)))?;
    }
    desk.line(&ask.prompt.line())?;
    for (at, option) in ask.options.iter().enumerate() {
        desk.line(&format!("{}. {}", at + 1, option.say.line()))?;
    }
    let prompt = format!("Number, 1 to {}", ask.options.len());
    loop {
        let Some(said) = text(desk, &prompt, hints)?.map(|said| said.to_lowercase()) else {
            return Ok(None);
        };
        let letter = match (ask.layout, said.as_str()) {
            (Layout::Sides, "a") | (Layout::YesNo, "y") => Some(0),
            (Layout::Sides, "b") | (Layout::YesNo, "n") => Some(1),
            (_, "q") => return Err(Left::Leave),
            (_, text) => ask.options.iter().position(|option| option.say.eq_ignore_ascii_case(text)),
        };
        let number = said.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(at) = letter.or(number).filter(|at| *at < ask.options.len()) {
            return Ok(Some(Answer::Picked(at)));
        }
        desk.line(&format!("Please write a number from 1 to {}.", ask.options.len()))?;
    }
}

pub(super) fn type_in(ask: &Type, hints: &[Safe], desk: &mut Context<'_>) -> Given {
    let said = text(desk, ask.prompt.trim_end_matches(['.', ':']), hints)?;
    Ok(said.filter(|said| !said.is_empty()).map(|text| Answer::Typed { text, ruling: None }))
}

pub(super) fn ruling(session: &mut Session, desk: &mut Context<'_>) -> Result<(), Left> {
    let step = session.answers().len().saturating_sub(1);
    if let Some(Ask::Type(ask)) = session.question().and_then(|question| question.steps.get(step)) {
        let text = format!("Answer. {}", ask.reference.line());
        desk.line(&text)?;
    }
    let word = word(desk, "Did you have it? y yes, h half, n no", &["y", "h", "n"])?;
    session.rule(match word.as_str() {
        "y" => Ruling::Right,
        "h" => Ruling::Half,
        _ => Ruling::Missed,
    });
    Ok(())
}

pub(super) fn order(ask: &Order, hints: &[Safe], desk: &mut Context<'_>) -> Given {
    desk.line(&ask.prompt.line())?;
    for (at, row) in ask.rows.iter().enumerate() {
        desk.line(&format!("{}. {}", at + 1, row.say.line()))?;
    }
    loop {
        let prompt = "Numbers in order, first to last; leave out what does not belong";
        let Some(said) = text(desk, prompt, hints)? else { return Ok(None) };
        match numbers(&said, ask.rows.len()) {
            Some(kept) => {
                let thrown = (0..ask.rows.len()).filter(|row| !kept.contains(row)).collect();
                return Ok(Some(Answer::Ordered { kept, thrown }));
            }
            None => desk.line("Please write each number once, with spaces between, such as 2 1 3.")?,
        }
    }
}

/// Reads distinct row numbers.
fn numbers(text: &str, rows: usize) -> Option<Vec<usize>> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let kept: Option<Vec<usize>> =
        words.map(|word| word.parse::<usize>().ok()?.checked_sub(1).filter(|row| *row < rows)).collect();
    kept.filter(|kept| !kept.is_empty() && kept.iter().enumerate().all(|(at, row)| !kept[..at].contains(row)))
}

pub(super) fn pairs(ask: &Pairs, hints: &[Safe], desk: &mut Context<'_>) -> Given {
    desk.line(&ask.prompt.line())?;
    if ask.once {
        for side in &ask.sides {
            desk.line(&format!("{}. {}", side.key, side.say.line()))?;
        }
    }
    let keys: Vec<String> = ask.sides.iter().map(|side| side.key.to_string()).collect();
    let mut picks = Vec::new();
    for (at, row) in ask.rows.iter().enumerate() {
        let prompt = format!("{} of {}. {} Mark {}", at + 1, ask.rows.len(), row.say.line(), keys.join(" "));
        let pick = loop {
            let Some(said) = text(desk, &prompt, hints)? else { return Ok(None) };
            match keys.iter().position(|key| *key == said.to_lowercase()) {
                Some(pick) => break pick,
                None => desk.line(&format!("Please write one of: {}.", keys.join(" ")))?,
            }
        };
        picks.push(Some(pick));
    }
    Ok(Some(Answer::Joined(picks)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_names_each_row_once() {
        assert_eq!(numbers("2 1 3", 3), Some(vec![1, 0, 2]));
        assert_eq!(numbers("3,1", 3), Some(vec![2, 0]));
        for wrong in ["", "1 1", "4", "0", "a"] {
            assert_eq!(numbers(wrong, 3), None, "{wrong}");
        }
    }
}
