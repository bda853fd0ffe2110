//! The law of `src/lib.rs`: rooms import only upwards in its list, and nothing above the line of purity
//! touches disk, clock, terminal or printer.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

const LAW: &str = include_str!("../src/lib.rs");
const LINE: &str = "line of purity";

/// What only rooms below the line may name.
const IMPURE: [&str; 12] = [
    "ratatui",
    "crossterm",
    "std::fs",
    "std::env",
    "std::process",
    "std::io",
    "std::thread",
    "SystemTime::now",
    "Instant::now",
    "print!(",
    "println!(",
    "signal_hook",
];

/// Crates with a strong flavour, each named by one room or file.
const OWNED: [(&str, &str); 7] = [
    ("fsrs::", "src/schedule/fsrs.rs"),
    ("rand", "src/chance.rs"),
    ("jiff", "src/clock.rs"),
    ("clap::", "src/cli.rs"),
    ("directories", "src/store/paths.rs"),
    ("toml_edit", "src/store/settings/edit.rs"),
    ("ratatui_textarea", "src/tui/widgets/editor.rs"),
];

fn rooms() -> Vec<&'static str> {
    LAW.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect()
}

fn pure_rooms() -> usize {
    LAW.lines()
        .take_while(|line| !(line.starts_with("//") && line.contains(LINE) && !line.starts_with("//!")))
        .filter(|line| line.starts_with("pub mod "))
        .count()
}

/// Every source file with its room and its text up to the tests, comments left out.
fn sources() -> Vec<(PathBuf, String, String)> {
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    assert!(found.len() > 80, "the sources were found");
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let room = path.iter().nth(1).unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        found.push((path, room, code.join("\n")));
    }
}

/// Returns the rooms a text names by `crate::room`, also in grouped imports.
fn imports(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in code.split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(group) => {
                let group = group.split("};").next().unwrap_or_default();
                names.extend(group.split(',').map(|name| name.trim().split("::").next().unwrap().to_owned()));
            }
            None => {
                names.push(part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned());
            }
        }
    }
    names
}

#[test]
fn every_room_of_the_law_is_there_and_no_other() {
    let mut on_disk: Vec<String> = sources().into_iter().map(|(_, room, _)| room).collect();
    on_disk.sort();
    on_disk.dedup();
    on_disk.retain(|room| room != "lib" && room != "main");
    let mut listed = rooms();
    listed.sort_unstable();
    assert_eq!(on_disk, listed);
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let rooms = rooms();
    let rank = |name: &str| rooms.iter().position(|room| *room == name);
    let mut broken = Vec::new();
    for (path, room, code) in sources() {
        let Some(own) = rank(&room) else { continue };
        for import in imports(&code) {
            if rank(&import).is_some_and(|other| other > own) {
                broken.push(format!("{}: {room} may not import {import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_above_the_line_touches_the_world() {
    let (rooms, pure) = (rooms(), pure_rooms());
    assert!((5..rooms.len()).contains(&pure), "the line stands among the rooms");
    let mut broken = Vec::new();
    for (path, room, code) in sources() {
        if !rooms[..pure].contains(&room.as_str()) {
            continue;
        }
        // The one door to the system clock stands in clock.rs.
        let door = |word: &str| path.ends_with("src/clock.rs") && word == "SystemTime::now";
        for word in IMPURE.into_iter().filter(|word| !door(word)) {
            if code.contains(word) {
                broken.push(format!("{}: names {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_crate_with_a_flavour_is_named_in_one_place() {
    let mut broken = Vec::new();
    for (path, _, code) in sources() {
        for (name, owner) in OWNED {
            let uses = format!("use {name}");
            let main = name == "clap::" && path.ends_with("src/main.rs");
            if code.contains(&uses) && !path.ends_with(owner) && !main {
                broken.push(format!("{}: {name} belongs to {owner}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What SECURITY.md says is never done.
#[test]
fn no_network_is_opened_and_only_editor_and_grader_start_programs() {
    let mut broken = Vec::new();
    for (path, _, code) in sources() {
        let file = path.to_string_lossy().replace('\\', "/");
        if code.contains("std::net") || code.contains("UnixStream") {
            broken.push(format!("{file} opens a network"));
        }
        let starts = code.contains("process::Command") || code.contains("Command::new(");
        if starts && !["src/store/editor", "src/store/grader"].iter().any(|own| file.starts_with(own)) {
            broken.push(format!("{file} starts a program"));
        }
    }
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let nets = ["reqwest", "hyper", "ureq", "curl", "rustls", "openssl", "tokio", "socket2", "h2"];
    broken.extend(
        nets.iter()
            .filter(|net| lock.contains(&format!("name = \"{net}\"\n")))
            .map(|net| format!("{net} is built in")),
    );
    assert_eq!(broken, [] as [String; 0]);
}

#[test]
fn text_leaves_by_one_door() {
    let doors = ["src/outlet.rs", "src/tui/terminal.rs", "src/tui/terminal"];
    for (path, _, code) in sources() {
        if doors.iter().any(|door| path.starts_with(door)) {
            continue;
        }
        for word in ["io::stdout", "io::stderr", "print!(", "println!("] {
            assert!(!code.contains(word), "{} names {word}; outlet.rs does that", path.display());
        }
    }
}

#[test]
fn screens_and_faces_touch_no_store() {
    for (path, _, code) in sources() {
        let text = path.to_string_lossy();
        if text.contains("tui/screens") || text.contains("tui/faces") || text.contains("tui/widgets") {
            assert!(!code.contains("crate::store"), "{text} names the store");
            assert!(!code.contains("KeyCode"), "{text} names a key; keys.rs does that");
            assert!(!code.contains("Color::"), "{text} names a colour; theme.rs does that");
        }
    }
}

#[test]
fn no_file_is_a_drawer_for_leftovers() {
    for (path, _, code) in sources() {
        let name = path.file_stem().unwrap().to_string_lossy().to_string();
        assert!(
            !["utils", "util", "helpers", "common", "types", "misc", "manager", "mod"]
                .contains(&name.as_str())
        );
        let lines = code.lines().count();
        assert!(lines <= 400, "{} has {lines} lines of code; split it", path.display());
    }
}
