//! The rules. Each returns what is wrong, one sentence for each break, with its file and line.

use std::collections::BTreeSet;

use super::lists::{
    CRATES, LIMIT, LONG, METHODS, NETWORK, OUTLETS, OUTSIDE, PASSED_ON, PRINTS, PROGRAMS, PURE_DOORS,
    PURE_STD, STD,
};
use super::names::{How, Name};
use super::read::File;
use super::resolve::Place;
use super::{House, circles};

/// A rule.
pub type Rule = fn(&House) -> Vec<String>;

/// All of them.
pub const RULES: &[Rule] = &[
    upwards,
    purity,
    crates,
    network,
    programs,
    doors,
    screens,
    odd,
    passing_on,
    documented,
    length,
    circles::circles,
];

/// Returns everything that is wrong with a house.
pub fn judge(house: &House) -> Vec<String> {
    RULES.iter().flat_map(|rule| rule(house)).collect()
}

/// Looks at every name of every file; the closure says what is wrong with a place it leads to.
fn each(house: &House, wrong: impl Fn(&File, &Name, &Place) -> Option<String>) -> Vec<String> {
    let mut broken = Vec::new();
    for (file, places) in house.files.iter().zip(&house.places) {
        for (name, places) in file.names.iter().zip(places) {
            let told = places.iter().find_map(|place| wrong(file, name, place));
            broken.extend(told.map(|told| format!("{}:{}: {told}", file.name, name.line)));
        }
    }
    broken
}

/// Like [`each`], for what leads out of the package: `std::io::stdout`.
fn outside(house: &House, wrong: impl Fn(&File, &str) -> Option<String>) -> Vec<String> {
    each(house, |file, _, place| match place {
        Place::Outside(path) => wrong(file, &path.join("::")),
        Place::House { .. } => None,
    })
}

/// Says whether a path is one of these or lies below.
fn is_below(path: &str, tops: &[&str]) -> bool {
    tops.iter()
        .any(|top| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")))
}

fn stands_in(file: &File, places: &[&str]) -> bool {
    places.iter().any(|place| file.name.starts_with(place) || file.room == *place)
}

/// A room imports only rooms above it, by their names from the crate down.
pub fn upwards(house: &House) -> Vec<String> {
    each(house, |file, name, place| {
        let own = house.rank(&file.room)?;
        let Place::House { written, module, .. } = place else { return None };
        let up = name.path.iter().take_while(|step| *step == "super").count();
        if up > 0 && up >= name.module.len() {
            return Some(format!("`{}` climbs out of its room; say crate::", name.path.join("::")));
        }
        for room in [written.first(), module.first()].into_iter().flatten() {
            match house.rank(room) {
                None => return Some(format!("crate::{room} is no room")),
                Some(rank) if rank > own => return Some(format!("{} may not name {room}", file.room)),
                Some(_) => {}
            }
        }
        None
    })
}

/// Nothing above the line touches disk, clock, terminal or printer.
pub fn purity(house: &House) -> Vec<String> {
    outside(house, |file, path| {
        let inner = path.split_once("::").filter(|(top, _)| STD.contains(top))?.1;
        let door = PURE_DOORS.iter().any(|(door, what)| file.name == *door && is_below(path, &[what]));
        let pure = is_below(inner, PURE_STD) || door || !house.is_pure(&file.room);
        (!pure).then(|| format!("{} stands above the line and names {path}", file.room))
    })
}

/// A crate is named only where the list has it.
pub fn crates(house: &House) -> Vec<String> {
    outside(house, |file, path| {
        let top = path.split("::").next().unwrap();
        let places = CRATES.iter().find(|(name, _)| *name == top).map(|(_, places)| *places);
        let known = places.is_some() || house.crates.contains(top);
        (!STD.contains(&top) && known && !stands_in(file, places.unwrap_or_default()))
            .then(|| format!("{top} does not belong here"))
    })
}

/// Returns the rows of the list of crates that are no longer true.
pub fn stale(house: &House) -> Vec<String> {
    let mut named = BTreeSet::new();
    for (file, places) in house.files.iter().zip(&house.places) {
        for place in places.iter().flatten() {
            if let Place::Outside(path) = place {
                named.insert((path[0].as_str(), file.name.as_str(), file.room.as_str()));
            }
        }
    }
    let mut old = Vec::new();
    for (name, places) in CRATES {
        let used = |place: &str| {
            named.iter().any(|(top, file, room)| top == name && (file.starts_with(place) || *room == place))
        };
        let gone = places.iter().filter(|place| !used(place));
        old.extend(gone.map(|place| format!("{place} no longer names {name}; take it off the list")));
    }
    let listed = |name: &&String| CRATES.iter().any(|(listed, _)| listed == name);
    let unlisted = house.crates.iter().filter(|name| !listed(name));
    old.extend(unlisted.map(|name| format!("{name} is in Cargo.toml and in no list")));
    old.extend(
        LONG.iter()
            .filter(|long| !house.files.iter().any(|file| file.name == **long && file.lines > LIMIT))
            .map(|long| format!("{long} is short enough now; take it off the list")),
    );
    old
}

/// No file opens a network.
pub fn network(house: &House) -> Vec<String> {
    outside(house, |_, path| is_below(path, NETWORK).then(|| format!("{path} opens a network")))
}

/// Only the editor and the grader start programs.
pub fn programs(house: &House) -> Vec<String> {
    let (starts, own) = PROGRAMS;
    outside(house, |file, path| {
        (is_below(path, starts) && !stands_in(file, own)).then(|| format!("{path} starts a program"))
    })
}

/// Text leaves by one door.
pub fn doors(house: &House) -> Vec<String> {
    let (leaves, own) = OUTLETS;
    let mut broken = outside(house, |file, path| {
        let last = path.rsplit("::").next();
        let closed = |(method, own): &&(&str, &str)| last == Some(*method) && file.name != *own;
        METHODS.iter().find(closed).map(|_| format!("{path} is called; its one door does that"))
    });
    broken.extend(outside(house, |file, path| {
        let prints = path.strip_prefix("std::").is_some_and(|inner| PRINTS.contains(&inner));
        (prints || is_below(path, leaves) && !stands_in(file, own))
            .then(|| format!("{path} is named; outlet.rs does that"))
    }));
    for file in &house.files {
        let calls = file.names.iter().filter(|name| name.how == How::Macro && name.path.len() == 1);
        let prints = calls.filter(|name| PRINTS.contains(&name.path[0].as_str()));
        broken.extend(prints.map(|name| {
            format!("{}:{}: {}! prints; outlet.rs does that", file.name, name.line, name.path[0])
        }));
    }
    broken
}

/// Screens, faces and widgets touch no store, and name no key and no colour.
pub fn screens(house: &House) -> Vec<String> {
    each(house, |file, _, place| {
        if !stands_in(file, &["src/tui/screens", "src/tui/faces", "src/tui/widgets"]) {
            return None;
        }
        let (path, store) = match place {
            Place::House { written, module, .. } => (
                written,
                [written, module].iter().any(|path| path.first().is_some_and(|room| room == "store")),
            ),
            Place::Outside(path) => (path, false),
        };
        let names = |word: &str| path.iter().any(|step| step == word);
        match () {
            () if store => Some("a screen touches no store".to_owned()),
            () if is_below(&path.join("::"), OUTSIDE) => Some("a screen touches nothing outside".to_owned()),
            () if names("KeyCode") => Some("names a key; keys.rs does that".to_owned()),
            () if names("Color") => Some("names a colour; theme.rs does that".to_owned()),
            () => None,
        }
    })
}

/// What may stand nowhere: other names for files, imports of everything, files taken in as code.
pub fn odd(house: &House) -> Vec<String> {
    let mut broken = Vec::new();
    for file in &house.files {
        let told = |(line, what): (usize, String)| format!("{}:{line}: {what}", file.name);
        broken.extend(file.odd.iter().cloned().map(told));
        for name in &file.names {
            let path = name.path.join("::");
            if name.how == How::Glob {
                broken.push(told((name.line, format!("use {path}::*: say what is used"))));
            }
            if name.how == How::Macro && path.rsplit("::").next() == Some("include") {
                broken.push(told((name.line, "include!: code stands in a file of its own".to_owned())));
            }
        }
    }
    broken
}

/// A file passes on only what is its own room's.
pub fn passing_on(house: &House) -> Vec<String> {
    each(house, |file, name, place| {
        let foreign = match place {
            // What the world sees is `rooms_only`'s to say.
            Place::House { .. } if file.name == "src/lib.rs" => false,
            Place::House { written, .. } => written.first() != Some(&file.room),
            Place::Outside(path) => !PASSED_ON.iter().any(|(own, top)| file.name == *own && path[0] == *top),
        };
        (name.how == How::Reexport && foreign)
            .then(|| format!("passes on {}, of another room", name.path.join("::")))
    })
}

/// What can be named from elsewhere has a doc comment.
pub fn documented(house: &House) -> Vec<String> {
    let told = |file: &File| -> Vec<String> {
        file.silent
            .iter()
            .map(|(line, what)| format!("{}:{line}: {what} has no doc comment", file.name))
            .collect()
    };
    house.files.iter().flat_map(told).collect()
}

/// A file is short and says by its name what it is for.
pub fn length(house: &House) -> Vec<String> {
    let mut broken = Vec::new();
    for file in &house.files {
        if file.lines > LIMIT && !LONG.contains(&file.name.as_str()) {
            broken.push(format!("{}: {} lines without tests; split it", file.name, file.lines));
        }
        let stem = file.name.rsplit('/').next().unwrap().trim_end_matches(".rs");
        if ["utils", "util", "helpers", "common", "types", "misc", "manager", "mod"].contains(&stem) {
            broken.push(format!("{}: a drawer for leftovers", file.name));
        }
    }
    broken
}
