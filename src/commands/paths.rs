//! `paths`: where everything is kept.

use std::io;
use std::path::Path;

use super::{Exit, print};
use crate::store::backup::shelf;
use crate::text::show;

pub(super) fn paths(home: Option<&Path>) -> io::Result<Exit> {
    let paths = match super::home_of(home) {
        Ok(paths) => paths,
        Err(exit) => return Ok(exit),
    };
    let rows = [
        ("home", paths.home.clone()),
        ("settings", paths.config()),
        ("decks", paths.decks()),
        ("progress", paths.events()),
        ("backups", shelf::folder(&paths.home)),
        ("journal", paths.home.join("journal")),
        ("exports", paths.home.join("exports")),
        ("repaired", paths.home.join("quarantine")),
    ];
    let mut text = String::new();
    for (name, path) in &rows {
        text.push_str(&format!("{name:<9} {}\n", show(&path.display().to_string()).line()));
    }
    print(&show(&text))?;
    Ok(Exit::Done)
}
