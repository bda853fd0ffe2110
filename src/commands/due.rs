//! `due`: how much waits.

use std::io;
use std::path::Path;

use serde_json::json;

use super::{Exit, desk, print};
use crate::cli::Due;
use crate::tui::widgets::when;

pub(super) fn due(home: Option<&Path>, args: &Due) -> io::Result<Exit> {
    let desk = match desk::gather(home, &args.decks, |_| {}) {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let board = desk.library.board(desk.now());
    if !args.short {
        desk.tell();
    }
    if args.short {
        print(&format!("{}\n", board.due))?;
    } else if args.json {
        let decks: Vec<_> = board
            .rows
            .iter()
            .map(|row| json!({"id": row.id, "title": &*row.title, "due": row.due, "new": row.new, "items": row.items, "secure": row.secure}))
            .collect();
        let all = json!({"due": board.due, "new": board.new, "minutes": board.minutes, "decks": decks});
        print(&format!("{all}\n"))?;
    } else {
        let mut text = format!("{} due, {} new, about {} min\n", board.due, board.new, board.minutes);
        for row in &board.rows {
            text.push_str(&format!("{:>5} due {:>5} new   {}\n", row.due, row.new, row.title.line()));
        }
        if let Some(next) = board.next.filter(|_| board.due == 0) {
            text.push_str(&format!("next: {}\n", when::due(next, desk.now())));
        }
        print(&text)?;
    }
    Ok(desk.failed.unwrap_or(Exit::Done))
}
