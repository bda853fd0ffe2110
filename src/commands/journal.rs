//! `journal`: whether typed answers are kept, and what is kept of a card.

use std::io::ErrorKind;
use std::path::Path;

use super::desk::{self, Desk};
use super::{Error, Exit, print, say};
use crate::cli::JournalVerb;
use crate::review::What;
use crate::store::journal;
use crate::text::{Safe, count, show};

pub(super) fn journal(home: Option<&Path>, verb: &JournalVerb) -> Result<Exit, Error> {
    let mut desk = desk::gather(home, &[], |_| {})?;
    match verb {
        JournalVerb::On => set(&mut desk, "on", "Typed answers are kept from now on."),
        JournalVerb::Off => {
            let text = "No typed answer is kept from now on; those kept stay until you forget them.";
            set(&mut desk, "off", text)
        }
        JournalVerb::Show { card } => tell(&desk, card),
        JournalVerb::Forget { card } => forget(&desk, card),
    }
}

fn set(desk: &mut Desk, value: &str, text: &'static str) -> Result<Exit, Error> {
    desk.save(vec![What::Set { key: "journal".into(), value: value.into() }])?;
    say(&Safe::from(text));
    Ok(Exit::Done)
}

fn tell(desk: &Desk, card: &str) -> Result<Exit, Error> {
    let all = journal::read(&desk.paths.home);
    all.account.notices("typed answers").iter().for_each(say);
    let names = names(desk, card);
    let mut text = String::new();
    for said in all.said.iter().filter(|said| names.contains(&said.item.card())) {
        let date = desk.calendar.format(said.at, "%Y-%m-%d %H:%M");
        let words = show(format!("{}\n{}", said.text, said.jots.join("\n")).trim()).to_string();
        text.push_str(&format!("{date}  {}\n{words}\n\n", show(said.item.facet()).line()));
    }
    print(&show(&text))?;
    Ok(all.account.unread.first().map_or(Exit::Done, Exit::from))
}

fn forget(desk: &Desk, card: &str) -> Result<Exit, Error> {
    desk.log.writable().map_err(|text| Error { exit: Exit::Data, text })?;
    let gone = journal::forget(&desk.paths.home, &names(desk, card)).map_err(|why| {
        let exit = if why.error.kind() == ErrorKind::PermissionDenied { Exit::Permission } else { Exit::Io };
        Error::new(exit, format!("error: {why}"))
    })?;
    let card = show(card).brief();
    say(&show(&match gone {
        0 => format!("The journal holds no answers to {card}."),
        gone => format!("Forgotten: {} to {card}.", count(gone, "answer")),
    }));
    Ok(Exit::Done)
}

/// A card's name and those it had before.
fn names<'a>(desk: &'a Desk, card: &'a str) -> Vec<&'a str> {
    let mut names = desk.library.former_names(card);
    names.push(card);
    names
}
