//! `doctor`: what is where and whether it is well.

use std::io;
use std::path::Path;

use super::care::home_of;
use super::{Exit, desk, print, say};
use crate::cli::Doctor;
use crate::store::log;
use crate::store::log::repair::repair;
use crate::store::paths::{ascii_locale, dumb_terminal, no_color};
use crate::text::show;

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
        (
            "events",
            match &events {
                Ok(events) => format!("{} saved", events.len()),
                Err(unread) => unread.to_string(),
            },
        ),
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
    if let Err(unread) = &events {
        return Ok(unread.into());
    }
    Ok(if desk.notices.is_empty() && errors == 0 { Exit::Done } else { Exit::Data })
}
