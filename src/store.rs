//! Every file the program reads or writes. No rules of learning, no drawing.

pub mod backup;
pub mod builtin;
pub mod deadline;
pub mod decks;
pub mod editor;
pub mod export;
pub mod glance;
pub mod grader;
pub mod journal;
pub mod keeper;
pub mod log;
pub mod names;
pub mod paths;
pub mod protocol;
pub mod regular;
pub mod settings;
pub mod spread;
pub mod write;
pub mod zone;

use std::path::Path;

use crate::text::{Safe, show};

/// Returns a path as one line.
pub fn shown(path: &Path) -> Safe {
    show(&path.display().to_string()).line()
}

/// Returns an operating system's reason as a clause, without Rust's numbers.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
