//! The law of `src/lib.rs`: rooms import only upwards in its list, nothing above the line of purity touches disk, clock,
//! terminal or printer, and no two neighbours in a room need each other. `law/lists.rs` says what may be named where.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, reason = "the modules of a test program are seen by it alone")]

mod law;

use std::collections::BTreeSet;
use std::fs;

use law::planted::{PLANTED, Planted};
use law::{House, circles, lists, rules};

const NONE: [String; 0] = [];

/// The files of a break; one line after another where only their number counts.
fn sources(planted: &Planted) -> Vec<(String, String)> {
    let text = |text: &str| text.parse().map_or(text.to_owned(), |lines| "//! A line.\n".repeat(lines));
    planted.files.iter().map(|(name, held)| ((*name).to_owned(), text(held))).collect()
}

#[test]
fn every_file_keeps_the_law_and_no_exception_is_left_over() {
    let house = House::ours();
    let rooms: BTreeSet<&String> = house.files.iter().map(|file| &file.room).collect();
    let listed: Vec<String> =
        house.rooms.iter().chain(&["lib".to_owned(), "main".to_owned()]).cloned().collect();
    assert_eq!(rooms, listed.iter().collect(), "the rooms of lib.rs are there and no others");
    assert!((5..house.rooms.len()).contains(&house.pure), "the line stands among the rooms");
    let mut broken = rules::judge(&house);
    broken.extend(rules::stale(&house));
    broken.extend(circles::gone(&house));
    assert_eq!(broken, NONE, "\n{}\n", broken.join("\n"));
}

#[test]
fn every_planted_break_is_told_and_nothing_else() {
    let mut wrong = Vec::new();
    for planted in PLANTED {
        let told = rules::judge(&House::of(&sources(planted)));
        if told.len() != 1 || !told[0].contains(planted.told) {
            wrong.push(format!("{}: {told:?}, not {:?}", planted.name, planted.told));
        }
    }
    assert_eq!(wrong, NONE, "\n{}\n", wrong.join("\n"));
}

/// What SECURITY.md says is never done.
#[test]
fn no_crate_that_could_open_a_network_is_built_in() {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let held = |net: &&&str| lock.contains(&format!("name = \"{net}\"\n"));
    let held: Vec<&&str> = lists::NETS.iter().filter(held).collect();
    assert_eq!(held, [] as [&&str; 0]);
}

/// What is built for tests is named in a test, too; `rules::stale` says the same of the program's own crates.
#[test]
fn no_crate_is_built_for_nothing() {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let mut text = String::new();
    for folder in ["src", "tests", "benches"] {
        text.extend(law::sources(folder).into_iter().map(|(_, text)| text));
    }
    let unused = |name: &String| !text.contains(&format!("{name}::"));
    let unused: Vec<String> = law::crates(&manifest, "dev-dependencies").into_iter().filter(unused).collect();
    assert_eq!(unused, NONE);
}
