//! `backup` and `restore`: what is kept, kept safe.

use std::path::Path;

use super::{Exit, say};
use crate::cli::{Backup, Restore};
use crate::store::backup;
use crate::store::decks::Failure;
use crate::store::log::Unread;
use crate::store::paths::clock;
use crate::text::show;

/// Bytes of a backup at most.
const LARGEST: u64 = 1 << 30;

pub(super) fn backup(home: Option<&Path>, args: &Backup) -> Exit {
    let paths = match super::home(home) {
        Ok(paths) => paths,
        Err(exit) => return exit,
    };
    let stamp = crate::clock::Calendar::utc(0).format(clock().now(), "%Y-%m-%dT%H%M%SZ");
    let target =
        args.file.clone().unwrap_or_else(|| paths.home.join("backups").join(format!("{stamp}.jsonl")));
    let target = std::path::absolute(&target).unwrap_or(target);
    let name = show(&target.display().to_string()).line();
    match backup::make(&paths.home, &target) {
        Ok(n) => {
            say(&show(&format!(
                "{n} events written to {name} and read back. Typed answers, decks and settings are not in it: copy the home folder for those."
            )));
            Exit::Done
        }
        Err(error) => {
            if let Some(unread) = error.get_ref().and_then(|inner| inner.downcast_ref::<Unread>()) {
                say(&show(&format!("error: {unread}; no backup was made")));
                return unread.into();
            }
            say(&show(&format!("error: {name}: {}; name another file", crate::store::reason(&error))));
            Exit::CannotCreate
        }
    }
}

pub(super) fn restore(home: Option<&Path>, args: &Restore) -> Exit {
    let paths = match super::home(home) {
        Ok(paths) => paths,
        Err(exit) => return exit,
    };
    let name = show(&args.file.display().to_string()).line();
    let small = std::fs::metadata(&args.file)
        .ok()
        .filter(std::fs::Metadata::is_file)
        .map(|meta| meta.len() <= LARGEST);
    let bytes = match (small, std::fs::read(&args.file)) {
        (Some(true), Ok(bytes)) => bytes,
        (Some(false), _) => {
            say(&show(&format!("error: {name}: is larger than a backup can be")));
            return Exit::Data;
        }
        _ => {
            say(&show(&format!("error: {name}: cannot be read; check the path")));
            return Failure::NoInput.into();
        }
    };
    match backup::restore(&paths.home, &bytes) {
        Ok((added, damaged)) => {
            let more = if damaged == 0 {
                String::new()
            } else {
                format!(" {damaged} lines are damaged and were passed over.")
            };
            say(&show(&format!("{added} events added; nothing was removed.{more}")));
            if damaged == 0 { Exit::Done } else { Exit::Data }
        }
        Err(why) => {
            say(&show(&format!("error: {name}: {why}")));
            Exit::Data
        }
    }
}
