//! `list`: decks and what they hold.

use std::path::Path;

use serde_json::json;

use super::{Error, Exit, desk, print};
use crate::cli::ListArgs;
use crate::library::Loaded;
use crate::text::{json, show};

pub(super) fn list(home: Option<&Path>, args: &ListArgs) -> Result<Exit, Error> {
    let desk = desk::gather(home, &args.decks, |_| {})?;
    desk.tell();
    if args.json {
        let decks: Vec<_> = desk.library.decks().iter().map(row).collect();
        print(&json(&decks))?;
        return Ok(desk.done());
    }
    let mut text = String::new();
    for loaded in desk.library.decks() {
        let head = &loaded.deck.head;
        let title = head.title.show().brief();
        text.push_str(&format!(
            "{:<20} {:>4} cards {:>4} items   {title}\n",
            show(&head.id).line(),
            loaded.deck.cards.len(),
            loaded.items.len()
        ));
        if args.items {
            text.extend(loaded.items.iter().map(|item| format!("  {}\n", show(item.name.as_str()).line())));
        }
    }
    print(&show(&text))?;
    Ok(desk.done())
}

fn row(loaded: &Loaded) -> serde_json::Value {
    let head = &loaded.deck.head;
    let items: Vec<&str> = loaded.items.iter().map(|item| item.name.as_str()).collect();
    json!({
        "id": head.id, "title": head.title.bare(), "version": head.version, "license": head.license,
        "cards": loaded.deck.cards.len(), "items": items, "files": loaded.deck.files,
    })
}
