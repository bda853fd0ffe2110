//! Backups: every event of the log as one file of the log's own lines. A restore adds what is missing and removes
//! nothing, so it can be done into an empty home or a newer one.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::log::{self, Raw, id_text};
use super::write;
use crate::review::EventId;
use crate::text::{Safe, show};

fn ids(lines: &[Raw]) -> HashSet<EventId> {
    lines.iter().map(|(id, _)| *id).collect()
}

fn bytes(lines: &[Raw]) -> Vec<u8> {
    lines.iter().flat_map(|(_, line)| line).copied().collect()
}

/// Writes every event of a home into a file and reads it back; returns how many there are.
pub fn make(home: &Path, target: &Path) -> io::Result<usize> {
    let lines = log::raw(home).map_err(|unread| io::Error::new(unread.kind, unread))?;
    if let Some(folder) = target.parent() {
        write::make_folder(folder)?;
    }
    write::replace(target, &bytes(&lines))?;
    let (back, damaged) = log::raw_lines(&std::fs::read(target)?);
    if damaged > 0 || ids(&back) != ids(&lines) {
        return Err(io::Error::other("what was written does not read back"));
    }
    Ok(back.len())
}

/// Adds the events of a backup that are missing; returns how many were added and how many lines were damaged.
pub fn restore(home: &Path, backup: &[u8]) -> Result<(usize, usize), Safe> {
    let (lines, damaged) = log::raw_lines(backup);
    if lines.is_empty() {
        return Err("this is no backup: it holds no event; name a file that `cardsharp backup` made".into());
    }
    let known = ids(&log::raw(home).map_err(|unread| show(&unread.to_string()))?);
    let missing: Vec<Raw> = lines.into_iter().filter(|(id, _)| !known.contains(id)).collect();
    let Some((first, _)) = missing.first() else { return Ok((0, damaged)) };
    let folder = home.join("events").join("restored");
    let failed = |error: io::Error| {
        let why = super::reason(&error);
        show(&format!("cannot write to {}: {why}; free some room or make it writable", folder.display()))
    };
    write::make_folder(&folder).map_err(failed)?;
    let target = folder.join(format!("{}.jsonl", id_text(*first)));
    write::replace(&target, &bytes(&missing)).map_err(failed)?;
    Ok((missing.len(), damaged))
}
