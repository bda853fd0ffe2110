//! `paths`: where everything is kept.

use std::path::Path;

use super::{Error, Exit, print};
use crate::store::backup::shelf;
use crate::store::paths::Paths;
use crate::store::shown;
use crate::text::show;

pub(super) fn paths(home: Option<&Path>) -> Result<Exit, Error> {
    let paths = Paths::find(home)?;
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
        text.push_str(&format!("{name:<9} {}\n", shown(path)));
    }
    print(&show(&text))?;
    Ok(Exit::Done)
}
