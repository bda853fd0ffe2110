//! `doctor`: what is where and whether it is well. Nothing is changed unless a repair is asked for.

use std::io;
use std::path::Path;

use super::desk::{self, Desk};
use super::{Exit, home_of, print, say};
use crate::cli::Doctor;
use crate::store::backup::shelf;
use crate::store::log::repair::repair;
use crate::store::log::{self, Account};
use crate::store::paths::{ascii_locale, dumb_terminal, no_color};
use crate::text::show;

pub(super) fn doctor(home: Option<&Path>, args: &Doctor) -> io::Result<Exit> {
    if args.repair {
        let home = match home_of(home) {
            Ok(paths) => paths.home,
            Err(exit) => return Ok(exit),
        };
        mend(&home);
    }
    let desk = match desk::gather(home, &[], |_| {}) {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let mut text = String::new();
    for (name, value) in rows(&desk) {
        text.push_str(&format!("{name:<9} {}\n", show(&value).line()));
    }
    print(&text)?;
    desk.tell();
    desk.paths.open_to_others().iter().for_each(say);
    Ok(verdict(&desk))
}

fn mend(home: &Path) {
    let done = repair(home);
    done.left.iter().for_each(say);
    let text = match done.lines {
        0 => "Nothing was repaired.".to_owned(),
        lines => format!(
            "Damaged lines taken out: {lines}; the files as they were are in {}.",
            home.join("quarantine").display()
        ),
    };
    say(&show(&text));
}

/// What could not be read weighs most, for what is behind it is not known.
fn verdict(desk: &Desk) -> Exit {
    let unread = desk.unread().or_else(|| desk.journal.unread.first().map(Exit::from));
    let well = desk.notices.is_empty() && errors(desk) == 0 && desk.paths.open_to_others().is_none();
    unread.unwrap_or(if well { Exit::Done } else { Exit::Data })
}

fn errors(desk: &Desk) -> usize {
    desk.problems.iter().filter(|problem| problem.error).count()
}

fn rows(desk: &Desk) -> Vec<(&'static str, String)> {
    let decks = desk.library.decks();
    let cards: usize = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let journal = if desk.library.keeps_journal() { "on" } else { "off" };
    vec![
        ("home", desk.paths.home.display().to_string()),
        ("device", log::device(&desk.paths.home)),
        ("events", format!("{} saved in {}", desk.events, files(&desk.answers))),
        ("log", health(&desk.answers)),
        ("backups", backups(&desk.paths.home)),
        ("decks", format!("{} with {cards} cards, {} errors", decks.len(), errors(desk))),
        (
            "orphans",
            format!("{} cards were answered and are in no deck; their answers are kept", orphans(desk)),
        ),
        ("journal", format!("{journal}, {}, {}", files(&desk.journal), health(&desk.journal))),
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
    ]
}

fn files(account: &Account) -> String {
    match account.files {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    }
}

fn health(account: &Account) -> String {
    let below = if account.is_whole() { "" } else { "; see below" };
    format!("{}{below}", account.summary())
}

/// Counts the cards that were answered and are in no deck.
fn orphans(desk: &Desk) -> usize {
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
}

fn backups(home: &Path) -> String {
    match shelf::all(home) {
        Ok(kept) => kept.first().map_or("none yet".to_owned(), |last| {
            let at = crate::clock::Calendar::utc(0).format(last.at, "%Y-%m-%d %H:%M UTC");
            format!("{}, the newest of {at}", kept.len())
        }),
        Err(error) => format!("cannot be read: {}", crate::store::reason(&error)),
    }
}
