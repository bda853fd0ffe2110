//! `doctor`: what is where and whether it is well.

mod dates;

use std::io;
use std::path::Path;

use super::care::home_of;
use super::{Exit, desk, print, say};
use crate::cli::Doctor;
use crate::library::Misdated;
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
    let gather = || desk::gather(home, &[], |_| {});
    if args.repair {
        match gather().map(dates::repair) {
            Ok(Ok(())) => {}
            Ok(Err(why)) => {
                say(&why);
                return Ok(Exit::Io);
            }
            Err(exit) => return Ok(exit),
        }
    }
    let desk = match gather() {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let misdated = desk.library.misdated(desk.now());
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
        ("dates", dates::told(&misdated)),
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
    let well = desk.notices.is_empty() && errors == 0 && misdated == Misdated::default();
    Ok(if well { Exit::Done } else { Exit::Data })
}
