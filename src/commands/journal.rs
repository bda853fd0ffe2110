//! `journal`: whether typed answers are kept, and what is kept of a card.

use std::io;
use std::path::Path;

use super::{Exit, desk, print, say};
use crate::cli::JournalVerb;
use crate::review::What;
use crate::store::journal;
use crate::text::{Safe, count, show};

pub(super) fn journal(home: Option<&Path>, verb: &JournalVerb) -> io::Result<Exit> {
    let mut desk = match desk::gather(home, &[], |_| {}) {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let now = desk.clock.now();
    let mut set = |value: &str, text: &'static str| {
        let what = What::Set { key: "journal".into(), value: value.into() };
        match desk.log.append(vec![what], now) {
            Ok(_) => {
                say(&Safe::from(text));
                Exit::Done
            }
            Err(error) => {
                say(&error.why);
                desk.unsaved()
            }
        }
    };
    Ok(match verb {
        JournalVerb::On => set("on", "Typed answers are kept from now on."),
        JournalVerb::Off => {
            set("off", "No typed answer is kept from now on; those kept stay until you forget them.")
        }
        JournalVerb::Show { card } => {
            let all = journal::read(&desk.paths.home);
            all.account.notices("typed answers").iter().for_each(|notice| say(&notice.0));
            let names = names(&desk, card);
            let mut text = String::new();
            for said in all.said.iter().filter(|said| names.contains(&said.item.card())) {
                let date = desk.calendar.format(said.at, "%Y-%m-%d %H:%M");
                let words = show(format!("{}\n{}", said.text, said.jots.join("\n")).trim()).to_string();
                text.push_str(&format!("{date}  {}\n{words}\n\n", show(said.item.facet()).line()));
            }
            print(&show(&text))?;
            all.account.unread.first().map_or(Exit::Done, Exit::from)
        }
        JournalVerb::Forget { card } => {
            if let Some(refused) = desk.log.refused() {
                say(refused);
                return Ok(Exit::Data);
            }
            match journal::forget(&desk.paths.home, &names(&desk, card)) {
                Ok(0) => {
                    say(&show(&format!("The journal holds no answers to {}.", show(card).brief())));
                    Exit::Done
                }
                Ok(gone) => {
                    let gone = count(gone, "answer");
                    say(&show(&format!("Forgotten: {gone} to {}.", show(card).brief())));
                    Exit::Done
                }
                Err(why) => {
                    say(&show(&format!("error: {why}")));
                    match why.error.kind() {
                        io::ErrorKind::PermissionDenied => Exit::Permission,
                        _ => Exit::Io,
                    }
                }
            }
        }
    })
}

/// A card's name and those it had before.
fn names<'a>(desk: &'a desk::Desk, card: &'a str) -> Vec<&'a str> {
    let mut names = desk.library.former_names(card);
    names.push(card);
    names
}
