//! `due`: how much waits.

use std::path::Path;

use serde_json::json;

use super::desk::{self, Desk};
use super::{Error, Exit, print};
use crate::cli::DueArgs;
use crate::clock::Moment;
use crate::schedule::Due;
use crate::store::glance;
use crate::store::paths::{Paths, clock};
use crate::text::{json, show};

pub(super) fn due(home: Option<&Path>, args: &DueArgs) -> Result<Exit, Error> {
    // A prompt asks at every line: where nothing has changed, the number is known.
    let glance = args.short && args.decks.is_empty();
    let known = || glance::read(&Paths::find(home).ok()?, clock().now());
    if let Some(due) = glance.then(known).flatten() {
        print(&show(&format!("{due}\n")))?;
        return Ok(Exit::Done);
    }
    let desk = desk::gather(home, &args.decks, |_| {})?;
    let board = desk.library.board(desk.now());
    if !args.short {
        desk.tell();
    }
    if let Some(exit) = desk.unread().filter(|_| args.short) {
        // A number that lacks answers would look like any other in a prompt.
        desk.tell_missing();
        return Ok(exit);
    }
    if args.short {
        if glance && desk.log.writable().is_ok() {
            glance::keep(&desk.paths, board.due, desk.now().at, until(&desk));
        }
        print(&show(&format!("{}\n", board.due)))?;
    } else if args.json {
        let title = |id: &str| {
            let loaded = desk.library.decks().iter().find(|loaded| loaded.deck.head.id == id);
            loaded.map_or("", |loaded| loaded.deck.head.title.bare())
        };
        let decks: Vec<_> = board
            .rows
            .iter()
            .map(|row| json!({"id": row.id, "title": title(&row.id), "due": row.due, "new": row.new, "items": row.items, "secure": row.secure}))
            .collect();
        let catch_up =
            board.catch_up.map(|pace| json!({"waiting": pace.due, "until": pace.until.to_string()}));
        let all = json!({"catch_up": catch_up, "due": board.due, "new": board.new, "minutes": board.minutes, "decks": decks});
        print(&json(&all))?;
    } else {
        let mut text = format!("{} due, {} new, about {} min\n", board.due, board.new, board.minutes);
        for row in &board.rows {
            text.push_str(&format!("{:>5} due {:>5} new   {}\n", row.due, row.new, row.title.brief()));
        }
        if let Some(pace) = board.catch_up {
            let today = desk.now().day;
            let (share, days) = pace.over(pace.until.since(today) + 1);
            let until = today.plus(days - 1);
            text.push_str(&format!(
                "after {} days away {} wait in all, {share} a day until {until}; new ones wait\n",
                pace.away, pace.due
            ));
        }
        if let Some(next) = board.next.filter(|_| board.due == 0) {
            text.push_str(&format!("next: {}\n", next.words(desk.now())));
        }
        print(&show(&text))?;
    }
    Ok(desk.unread().unwrap_or(desk.done()))
}

/// The moment from which the number may be another: a learning step, or the next day.
fn until(desk: &Desk) -> Moment {
    let now = desk.now();
    let steps = desk.library.memories().filter_map(|memory| match memory.due {
        Due::At(at) if at > now.at => Some(at),
        Due::At(_) | Due::On(_) => None,
    });
    steps.chain([desk.calendar.start_of(now.day.plus(1))]).min().unwrap_or(now.at)
}
