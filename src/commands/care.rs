//! `backup`, `restore` and `doctor`: what is kept, kept safe, and told.

use std::io;
use std::path::Path;

use super::{Exit, desk, print, say};
use crate::cli::{Backup, Doctor, Restore};
use crate::store::decks::Failure;
use crate::store::log::repair::repair;
use crate::store::paths::{Paths, ascii_locale, clock, dumb_terminal, no_color};
use crate::store::{backup, log};
use crate::text::show;

/// Bytes of a backup at most.
const LARGEST: u64 = 1 << 30;

fn home_of(home: Option<&Path>) -> Result<Paths, Exit> {
    Paths::find(home).map_err(|error| {
        say(&show(&format!("error: {error}")));
        Exit::Config
    })
}

pub(super) fn backup(home: Option<&Path>, args: &Backup) -> Exit {
    let paths = match home_of(home) {
        Ok(paths) => paths,
        Err(exit) => return exit,
    };
    let stamp = crate::clock::Calendar::utc(0).format(clock().now(), "%Y-%m-%dT%H%M%SZ");
    let target =
        args.file.clone().unwrap_or_else(|| paths.home.join("backups").join(format!("{stamp}.jsonl")));
    let target = std::path::absolute(&target).unwrap_or(target);
    let name = show(&target.display().to_string()).line();
    match backup::make(&paths.home, &target) {
        Ok(n) => {
            say(&show(&format!(
                "{n} events written to {name} and read back. Typed answers, decks and settings are not in it: copy the home folder for those."
            )));
            Exit::Done
        }
        Err(error) => {
            say(&show(&format!("error: {name}: {}; name another file", crate::store::reason(&error))));
            Exit::CannotCreate
        }
    }
}

pub(super) fn restore(home: Option<&Path>, args: &Restore) -> Exit {
    let paths = match home_of(home) {
        Ok(paths) => paths,
        Err(exit) => return exit,
    };
    let name = show(&args.file.display().to_string()).line();
    let small = std::fs::metadata(&args.file)
        .ok()
        .filter(std::fs::Metadata::is_file)
        .map(|meta| meta.len() <= LARGEST);
    let bytes = match (small, std::fs::read(&args.file)) {
        (Some(true), Ok(bytes)) => bytes,
        (Some(false), _) => {
            say(&show(&format!("error: {name}: is larger than a backup can be")));
            return Exit::Data;
        }
        _ => {
            say(&show(&format!("error: {name}: cannot be read; check the path")));
            return Failure::NoInput.into();
        }
    };
    match backup::restore(&paths.home, &bytes) {
        Ok((added, damaged)) => {
            let more = if damaged == 0 {
                String::new()
            } else {
                format!(" {damaged} lines are damaged and were passed over.")
            };
            say(&show(&format!("{added} events added; nothing was removed.{more}")));
            if damaged == 0 { Exit::Done } else { Exit::Data }
        }
        Err(why) => {
            say(&show(&format!("error: {name}: {why}")));
            Exit::Data
        }
    }
}

/// Says what is where and whether it is well; changes nothing unless a repair is asked for.
pub(super) fn doctor(home: Option<&Path>, args: &Doctor) -> io::Result<Exit> {
    if args.repair {
        let paths = match home_of(home) {
            Ok(paths) => paths,
            Err(exit) => return Ok(exit),
        };
        let done = repair(&paths.home);
        done.left.iter().for_each(say);
        let text = match done.lines {
            0 => "Nothing was repaired.".to_owned(),
            lines => format!(
                "Damaged lines taken out: {lines}; the files as they were are in {}.",
                paths.home.join("quarantine").display()
            ),
        };
        say(&show(&text));
    }
    let desk = match desk::gather(home, &[], |_| {}) {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let events = log::raw(&desk.paths.home);
    let decks = desk.library.decks();
    let cards: usize = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    let errors = desk.problems.iter().filter(|problem| problem.error).count();
    let orphans = {
        let mut names: Vec<&str> = desk
            .library
            .histories()
            .filter_map(|held| held.first())
            .filter(|past| desk.library.find(&past.review.item).is_none())
            .map(|past| past.review.item.card())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let rows = [
        ("home", desk.paths.home.display().to_string()),
        ("events", format!("{} saved", events.len())),
        (
            "log",
            if desk.notices.is_empty() {
                "whole".to_owned()
            } else {
                format!("{} notices, below", desk.notices.len())
            },
        ),
        ("decks", format!("{} with {cards} cards, {errors} errors", decks.len())),
        ("orphans", format!("{orphans} cards were answered and are in no deck; their answers are kept")),
        ("journal", if desk.library.keeps_journal() { "on" } else { "off" }.to_owned()),
        (
            "terminal",
            format!(
                "colours {}, Unicode {}, full screen {}",
                yes(!no_color()),
                yes(!ascii_locale()),
                yes(!dumb_terminal())
            ),
        ),
        (
            "clock",
            format!(
                "{} in the learner's day {}",
                desk.calendar.format(desk.now().at, "%Y-%m-%d %H:%M %:z"),
                desk.now().day
            ),
        ),
    ];
    let mut text = String::new();
    for (name, value) in &rows {
        text.push_str(&format!("{name:<9} {}\n", show(value).line()));
    }
    print(&text)?;
    desk.tell();
    Ok(if desk.notices.is_empty() && errors == 0 { Exit::Done } else { Exit::Data })
}
