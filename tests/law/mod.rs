//! The law of the house, read from the syntax of every file and not from its letters.
//!
//! [`House`] holds files with what they name, [`rules`] says what is wrong with them, [`circles`] which files of a
//! room need each other, and [`planted`] breaks every rule once on purpose.

pub(crate) mod circles;
pub(crate) mod lists;
pub(crate) mod names;
pub(crate) mod planted;
pub(crate) mod read;
pub(crate) mod resolve;
pub(crate) mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub(crate) use names::Name;
pub(crate) use read::File;
use resolve::Place;

/// A module as its steps below the crate.
pub type Steps = Vec<String>;

/// What stands in a module and can be named from others through it.
#[derive(Default)]
pub struct Module {
    /// The file it stands in, as a place in [`House::files`].
    pub file: usize,
    /// What `use` brings in, by the name it has here.
    pub imports: BTreeMap<String, Vec<Name>>,
}

/// Every file of the program, with the list of its rooms and its crates.
pub struct House {
    /// The rooms, bottom up.
    pub rooms: Vec<String>,
    /// How many of them stand above the line of purity.
    pub pure: usize,
    /// The crates that `Cargo.toml` names, as code writes them.
    pub crates: BTreeSet<String>,
    /// The files.
    pub files: Vec<File>,
    /// Every module, also those inside files.
    pub modules: BTreeMap<Steps, Module>,
    /// Where the names of each file lead, file by file as in `files` and name by name.
    pub places: Vec<Vec<Vec<Place>>>,
}

impl House {
    /// Reads the sources of this package.
    pub fn ours() -> Self {
        let files = sources("src");
        assert!(files.len() > 80, "the sources were found");
        Self::of(&files)
    }

    /// Builds a house of files, each with its name and its text, under our own list of rooms and crates.
    pub fn of(sources: &[(String, String)]) -> Self {
        let law = fs::read_to_string("src/lib.rs").unwrap();
        let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
        let (rooms, pure) = rooms(&law);
        let mut house = Self {
            rooms,
            pure,
            crates: crates(&manifest, "dependencies"),
            files: Vec::new(),
            modules: BTreeMap::new(),
            places: Vec::new(),
        };
        house.files = sources.iter().map(|(name, text)| File::read(name, text)).collect();
        house.leave_tests_out();
        for (at, file) in house.files.iter().enumerate() {
            for steps in &file.modules {
                house.modules.insert(steps.clone(), Module { file: at, ..Module::default() });
            }
        }
        for name in house.files.iter().flat_map(|file| &file.names) {
            if let Some(known) = name.known.clone() {
                let module = house.modules.get_mut(&name.module).unwrap();
                module.imports.entry(known).or_default().push(name.clone());
            }
        }
        let places = |file: &File| file.names.iter().map(|name| house.places(name)).collect();
        house.places = house.files.iter().map(places).collect();
        house
    }

    /// Files that only tests are built from are no part of the house.
    fn leave_tests_out(&mut self) {
        let tests: Vec<Steps> = self.files.iter().flat_map(|file| file.tests.clone()).collect();
        self.files.retain(|file| !tests.iter().any(|test| file.modules[0].starts_with(test)));
    }

    /// Returns a room's place in the list, counted from the bottom.
    pub fn rank(&self, room: &str) -> Option<usize> {
        self.rooms.iter().position(|listed| listed == room)
    }

    /// Says whether a room stands above the line of purity.
    pub fn is_pure(&self, room: &str) -> bool {
        self.rank(room).is_some_and(|rank| rank < self.pure)
    }
}

/// Returns the rooms that `lib.rs` lists, and how many stand above the line.
fn rooms(law: &str) -> (Vec<String>, usize) {
    let line = law.find("\n// --- line of purity").expect("the line of purity stands in lib.rs");
    let listed = |text: &str| -> Vec<String> {
        let name = |line: &str| line.rsplit_once("mod ")?.1.strip_suffix(';').map(str::to_owned);
        text.lines().filter(|line| !line.starts_with("//")).filter_map(name).collect()
    };
    (listed(law), listed(&law[..line]).len())
}

/// Returns the crates of a table of the manifest, also where it is for some systems only.
pub fn crates(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let tables = targets.into_iter().flatten().filter_map(|(_, target)| target.as_table());
    for held in tables.chain([manifest]).filter_map(|held| held.get(table)?.as_table()) {
        found.extend(held.keys().map(|name| name.replace('-', "_")));
    }
    found
}

/// Returns every Rust file of a folder, with its name and its text.
pub fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(Path::new(folder), &mut found);
    found.retain(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "rs"));
    found.sort();
    found
}

fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            let name = path.to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}
