//! `doctor`: what is where and whether it is well. Nothing is changed unless a repair is asked for.

mod dates;

use std::path::Path;

use super::desk::{self, Desk};
use super::{Error, Exit, print, say};
use crate::cli::DoctorArgs;
use crate::library::Misdated;
use crate::store::backup::shelf;
use crate::store::log::repair::repair;
use crate::store::log::{self, Account};
use crate::store::paths::{Capability, Paths, ascii_locale, dumb_terminal, no_color, terminal};
use crate::text::{count, show};
use crate::tui::keys::Keymap;
use crate::tui::theme;

/// Notices about keys and themes that are told.
const TOLD: usize = 20;

pub(super) fn doctor(home: Option<&Path>, args: &DoctorArgs) -> Result<Exit, Error> {
    if args.repair {
        mend(home)?;
    }
    let mut desk = desk::gather(home, &[], |_| {})?;
    // Keys and themes are judged where they are used; here is the place to hear of all of them.
    let used = Keymap::new(&desk.config).1.into_iter().chain(theme::problems(&desk.config));
    let before = desk.notices.len();
    desk.notices.extend(used.take(TOLD));
    desk.bad_settings += desk.notices.len() - before;
    let mut text = String::new();
    for (name, value) in rows(&desk) {
        text.push_str(&format!("{name:<9} {}\n", show(&value).line()));
    }
    print(&show(&text))?;
    desk.tell();
    desk.paths.open_to_others().iter().for_each(say);
    Ok(verdict(&desk))
}

/// Takes damaged lines out, then gives wrongly dated answers their dates.
fn mend(home: Option<&Path>) -> Result<(), Error> {
    let paths = Paths::find(home)?;
    let done = repair(&paths.home);
    done.left.iter().for_each(say);
    if done.lines > 0 {
        say(&show(&format!(
            "Damaged lines taken out: {}; the files as they were are in {}.",
            done.lines,
            paths.home.join("quarantine").display()
        )));
    }
    let mut desk = desk::gather(home, &[], |_| {})?;
    let dated = dates::repair(&mut desk)?;
    if done.lines + dated == 0 {
        say(&"Nothing was repaired.".into());
    }
    Ok(())
}

/// What could not be read weighs most, for what is behind it is not known.
fn verdict(desk: &Desk) -> Exit {
    let unread = desk.unread().or_else(|| desk.journal.unread.first().map(Exit::from));
    let unread =
        unread.or_else(|| shelf::all(&desk.paths.home).err().map(|error| Exit::unread(error.kind())));
    let dated = desk.library.misdated(desk.now()) == Misdated::default();
    let well = desk.notices.len() == desk.bad_settings
        && desk.errors == 0
        && dated
        && desk.paths.open_to_others().is_none();
    unread.unwrap_or(match (well, desk.bad_settings) {
        (true, 0) => Exit::Done,
        (true, _) => Exit::Config,
        (false, _) => Exit::Data,
    })
}

fn rows(desk: &Desk) -> Vec<(&'static str, String)> {
    let decks = desk.library.decks();
    let cards: usize = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    let orphans = count(orphans(desk), "card");
    let settings = match desk.bad_settings {
        0 => "good".to_owned(),
        n => format!("{}, below", count(n, "notice")),
    };
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let colours = yes(!no_color() && terminal() == Capability::Colours);
    let (unicode, full) = (yes(!ascii_locale()), yes(!dumb_terminal()));
    let now = desk.now();
    let clock = desk.calendar.format(now.at, "%Y-%m-%d %H:%M %:z");
    let journal = if desk.library.keeps_journal() { "on" } else { "off" };
    vec![
        ("home", desk.paths.home.display().to_string()),
        ("device", log::device(&desk.paths.home)),
        ("events", format!("{} saved in {}", desk.events, count(desk.answers.files, "file"))),
        ("log", health(&desk.answers)),
        ("backups", backups(desk)),
        ("decks", format!("{} with {}, {}", decks.len(), count(cards, "card"), count(desk.errors, "error"))),
        ("orphans", format!("{orphans} answered before and in no deck now; the answers are kept")),
        ("journal", format!("{journal}, {}, {}", count(desk.journal.files, "file"), health(&desk.journal))),
        ("settings", settings),
        ("dates", dates::clause(&desk.library.misdated(now))),
        ("terminal", format!("colours {colours}, Unicode {unicode}, full screen {full}")),
        ("clock", format!("{clock} in the learner's day {}", now.day)),
    ]
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

fn backups(desk: &Desk) -> String {
    let off = if desk.config.backups { "" } else { "; none is made by itself, as `backups = false` says" };
    match shelf::all(&desk.paths.home) {
        Ok(kept) => {
            let there = kept.first().map_or("none yet".to_owned(), |last| {
                let at = crate::clock::Calendar::utc(0).format(last.at, "%Y-%m-%d %H:%M UTC");
                format!("{}, the newest of {at}", kept.len())
            });
            format!("{there}{off}")
        }
        Err(error) => format!("cannot be read: {}{off}", crate::store::reason(&error)),
    }
}
