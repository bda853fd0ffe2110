//! `mock` and `mocks`: rehearse, and look back.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::desk::{self, Desk};
use super::{Error, Exit, print, say, study};
use crate::card::ItemName;
use crate::cli::{MockArgs, MocksArgs};
use crate::library::Wanted;
use crate::mock::{Scorecard, Script, export};
use crate::text::{Safe, json, show};

pub(super) fn mock(home: Option<&Path>, args: &MockArgs) -> Result<Exit, Error> {
    let (desk, wanted) = wanted(home, args)?;
    script(&wanted, &desk)?;
    if !study::has_screen() {
        return study::without_screen(&desk);
    }
    study::run(desk, |ctx| ctx.mock(&wanted))
}

/// Gathers what a mock needs, and what is wanted of it; a deck may be named as a file.
pub(super) fn wanted(home: Option<&Path>, args: &MockArgs) -> Result<(Desk, Wanted), Error> {
    let file = args.name.as_ref().map(PathBuf::from).filter(|path| path.exists());
    let named: Vec<PathBuf> = file.into_iter().collect();
    let desk = desk::gather(home, &named, |_| {})?;
    let own = || desk.library.decks().first().map(|loaded| loaded.deck.head.id.clone());
    let wanted = Wanted {
        name: if named.is_empty() { args.name.clone() } else { own() },
        minutes: args.minutes,
        level: args.level.clone(),
        seed: args.seed,
    };
    Ok((desk, wanted))
}

/// Returns the script of what is wanted, and what is to be said about it.
pub(super) fn script(wanted: &Wanted, desk: &Desk) -> Result<(Script, Vec<Safe>), Error> {
    desk.library.script(wanted, desk.now()).map_err(|text| {
        desk.tell();
        Error { exit: Exit::NoInput, text }
    })
}

pub(super) fn mocks(home: Option<&Path>, args: &MocksArgs) -> Result<Exit, Error> {
    let desk = desk::gather(home, &[], |_| {})?;
    desk.tell_missing();
    let Some(run) = args.run else { return list(&desk, args.json) };
    let Some(card) = desk.library.mocks().find(|card| card.run == run) else {
        let text = format!("No mock has the number {run}; `cardsharp mocks` lists them.");
        return Err(Error::new(Exit::NoInput, text));
    };
    let words = if args.words { words(card, &desk) } else { Vec::new() };
    if args.json {
        let mut scorecard = export::json(card);
        if args.words {
            scorecard["words"] = words.into_iter().collect::<Value>();
        }
        print(&json(&scorecard))?;
        return Ok(Exit::Done);
    }
    let q = |item: &ItemName| desk.library.rubric(item).map(|rubric| rubric.q.line().to_string());
    let mut text = export::markdown(card, &desk.calendar, &q).to_string();
    for (item, said) in &words {
        text.push_str(&format!("\n## {}\n\n{}\n", show(item).line(), show(said)));
    }
    print(&show(&text))?;
    Ok(Exit::Done)
}

fn words(card: &Scorecard, desk: &Desk) -> Vec<(String, String)> {
    let asks = card.script.asks.iter().map(|ask| &ask.item);
    asks.filter_map(|item| {
        let said = desk.library.said(item).rev().find(|said| said.run == Some(card.run))?;
        let text = format!("{}\n{}", said.text, said.jots.join("\n"));
        Some((item.as_str().to_owned(), text.trim().to_owned()))
    })
    .collect()
}

fn list(desk: &Desk, as_json: bool) -> Result<Exit, Error> {
    if as_json {
        let rows: Vec<Value> = desk.library.mocks().map(export::json).collect();
        print(&json(&rows))?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for card in desk.library.mocks() {
        let judged: Vec<f32> = card.judged.iter().flatten().map(|judged| judged.score).collect();
        let mean = judged.iter().sum::<f32>() / judged.len().max(1) as f32;
        let state = match (card.ended, card.closed) {
            (false, _) => "not ended, resume it with m on home".to_owned(),
            (true, false) => "waits for its debrief".to_owned(),
            (true, true) => format!(
                "{:>3.0}% of the rubrics{}",
                mean * 100.0,
                card.bias().map_or(String::new(), |bias| format!(", guessed {bias:+.1}"))
            ),
        };
        let date = desk.calendar.format(card.started, "%Y-%m-%d %H:%M");
        text.push_str(&format!("{}  {date}  {:<32}  {state}\n", card.run, show(&card.script.title).cut(32)));
    }
    if text.is_empty() {
        say(&Safe::from("No mock has been run yet: cardsharp mock"));
    }
    print(&show(&text))?;
    Ok(Exit::Done)
}
