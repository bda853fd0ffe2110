//! The law, broken on purpose: each of these must be told, with the sentence beside it and no other.

/// One break: its name, the files it takes, and what must be said.
pub struct Planted {
    /// What is done.
    pub name: &'static str,
    /// The files, by name.
    pub files: &'static [(&'static str, &'static str)],
    /// What the complaint holds.
    pub told: &'static str,
}

macro_rules! planted {
    ($($name:literal: $($file:literal = $text:expr),+ => $told:literal;)+) => {
        &[$(Planted { name: $name, files: &[$(($file, $text)),+], told: $told }),+]
    };
}

/// Every break.
pub const PLANTED: &[Planted] = planted! {
    "a room below, by a path in code":
        "src/card/planted.rs" = "//! A file.\nfn f() { crate::tui::run(); }"
        => "src/card/planted.rs:2: card may not name tui";
    "a room below, with room between the words":
        "src/card/planted.rs" = "//! A file.\nfn f() { crate :: tui :: run(); }"
        => "planted.rs:2: card may not name tui";
    "a room below, under a raw name":
        "src/card/planted.rs" = "//! A file.\nuse crate::r#tui::App;"
        => "planted.rs:2: card may not name tui";
    "a room below, in the middle of a group":
        "src/card/planted.rs" = "//! A file.\nuse crate::{text::{Raw, Safe}, store::shown};"
        => "planted.rs:2: card may not name store";
    "a room below, renamed in a group":
        "src/card/planted.rs" = "//! A file.\nuse crate::{text as t,\n    tui as u};"
        => "planted.rs:3: card may not name tui";
    "a room below, through another name for the crate":
        "src/card/planted.rs" = "//! A file.\nuse crate as house;\nfn f() { house::tui::run(); }"
        => "planted.rs:3: card may not name tui";
    "a room below, by super::super":
        "src/card/planted.rs" = "//! A file.\nuse super::super::tui::App;"
        => "planted.rs:2: `super::super::tui::App` climbs out of its room";
    "a room above, by super::super":
        "src/tui/screens/planted.rs" = "//! A file.\nuse super::super::super::text::Raw;"
        => "`super::super::super::text::Raw` climbs out of its room";
    "a room below, in the words of a macro":
        "src/card/planted.rs" = "//! A file.\nfn f() -> String { format!(\"{}\", crate::store::reason()) }"
        => "planted.rs:2: card may not name store";
    "a room below, in a macro of one's own":
        "src/card/planted.rs" = "//! A file.\nmacro_rules! m { () => { use $crate::{tui}; } }"
        => "planted.rs:2: card may not name tui";
    "a room below, in an attribute":
        "src/card/planted.rs" = "//! A file.\n#[serde(with = \"crate::store::stamp\")]\nstruct S;"
        => "planted.rs:2: card may not name store";
    "a room below, beneath the tests":
        "src/card/planted.rs" = "//! A file.\n#[cfg(test)]\nmod tests {}\nuse crate::tui::App;"
        => "planted.rs:4: card may not name tui";
    "a room below, passed on by lib.rs":
        "src/lib.rs" = "//! A file.\npub mod card;\npub use tui::App;"
        => "src/lib.rs:3: lib.rs lists rooms and holds nothing else";
    "a sync beside the door, as a function":
        "src/store/planted.rs" = "//! A file.\nfn f(file: &std::fs::File) { std::fs::File::sync_all(file).ok(); }"
        => "planted.rs:2: std::fs::File::sync_all is called; its one door does that";
    "a file written by a screen":
        "src/tui/screens/planted.rs" = "//! A file.\nfn f() { std::fs::write(\"x\", \"\").ok(); }"
        => "planted.rs:2: a screen touches nothing outside";
    "a disk looked at through a path":
        "src/card/planted.rs" = "//! A file.\nfn f() -> bool { std::path::Path::new(\"x\").exists() }"
        => "planted.rs:2: ";
    "another file's name, hidden in an attribute":
        "src/card/planted.rs" = "//! A file.\n#[cfg_attr(all(), path = \"../tui/app.rs\")]\nmod app;"
        => "planted.rs:2: cfg_attr";
    "a sync beside the door that counts them":
        "src/store/planted.rs" = "//! A file.\nfn f(file: &std::fs::File) { file.sync_all().ok(); }"
        => "planted.rs:2: sync_all is called; its one door does that";
    "something that is no room":
        "src/card/planted.rs" = "//! A file.\nuse crate::App;"
        => "planted.rs:2: crate::App is no room";
    "the disk, renamed in a group":
        "src/card/planted.rs" = "//! A file.\nuse std::{fmt, fs as f};"
        => "planted.rs:2: card stands above the line and names std::fs";
    "the environment, through another name for std":
        "src/card/planted.rs" = "//! A file.\nuse std as s;\nfn f() { s::env::args(); }"
        => "planted.rs:3: card stands above the line and names std::env::args";
    "the clock, under another name":
        "src/session/planted.rs" = "//! A file.\nuse std::time::{Duration, SystemTime as Watch};"
        => "planted.rs:2: session stands above the line and names std::time::SystemTime";
    "jiff, by a path in a type":
        "src/session/planted.rs" = "//! A file.\nstruct S(Option<jiff::Timestamp>);"
        => "planted.rs:2: jiff does not belong here";
    "jiff, renamed":
        "src/stats/planted.rs" = "//! A file.\nuse jiff as j;"
        => "planted.rs:2: jiff does not belong here";
    "rand, by a path in code":
        "src/schedule/planted.rs" = "//! A file.\nfn f() -> u64 { rand::random() }"
        => "planted.rs:2: rand does not belong here";
    "uuid, in a room that may not have it":
        "src/review.rs" = "//! A file.\nfn f() { let id = ::uuid::Uuid::now_v7(); }"
        => "src/review.rs:2: uuid does not belong here";
    "a crate that another room may have":
        "src/session/planted.rs" = "//! A file.\nuse serde_json::{self as json};"
        => "serde_json does not belong here";
    "clap, in a command":
        "src/commands/planted.rs" = "//! A file.\nfn f(m: &clap::ArgMatches) {}"
        => "clap does not belong here";
    "a crate, passed on":
        "src/clock.rs" = "//! A file.\npub use jiff;"
        => "src/clock.rs:2: passes on jiff, of another room";
    "a room, passed on":
        "src/plain/planted.rs" = "//! A file.\npub use crate::store::log;"
        => "passes on crate::store::log, of another room";
    "a crate, by extern crate":
        "src/card/planted.rs" = "//! A file.\nextern crate jiff as j;"
        => "planted.rs:2: extern crate: a crate is named where it is used";
    "a file under another name":
        "src/card/planted.rs" = "//! A file.\n#[path = \"../tui/app.rs\"]\nmod app;"
        => "planted.rs:2: #[path]: a file has the name of its module";
    "a file taken in as code":
        "src/card/planted.rs" = "//! A file.\ninclude!(\"../tui/app.rs\");"
        => "planted.rs:2: include!: code stands in a file of its own";
    "a macro for every room":
        "src/card/planted.rs" = "//! A file.\n#[macro_export]\nmacro_rules! m { () => {} }"
        => "planted.rs:2: #[macro_export]: a name in every room";
    "everything of a room":
        "src/card/planted.rs" = "//! A file.\nuse crate::text::*;"
        => "planted.rs:2: use crate::text::*: say what is used";
    "println! with other brackets, in matches!":
        "src/card/planted.rs" = "//! A file.\nfn f() -> bool { matches!((), () if { println! { \"x\" }; true }) }"
        => "planted.rs:2: println! prints";
    "println!, under another name":
        "src/commands/planted.rs" = "//! A file.\nuse std::println as tell;"
        => "planted.rs:2: std::println is named; outlet.rs does that";
    "stdout, in a group":
        "src/commands/planted.rs" = "//! A file.\nuse std::io::{self as i, Write};\nfn f() { i::stdout(); }"
        => "planted.rs:3: std::io::stdout is named; outlet.rs does that";
    "the network, in a group":
        "src/store/planted.rs" = "//! A file.\nuse std::{io, net};"
        => "planted.rs:2: std::net opens a network";
    "a program, under another name":
        "src/commands/planted.rs" = "//! A file.\nuse std::process::{Command as Run, ExitCode};"
        => "planted.rs:2: std::process::Command starts a program";
    "the store, in a screen":
        "src/tui/screens/planted.rs" = "//! A file.\nuse crate::{card::Item, store::shown};"
        => "planted.rs:2: a screen touches no store";
    "a key, in a face":
        "src/tui/faces/planted.rs" = "//! A file.\nuse crossterm::event::{KeyCode as K, KeyEvent};"
        => "planted.rs:2: names a key; keys.rs does that";
    "two files that need each other":
        "src/card.rs" = "//! A file.",
        "src/card/facets.rs" = "//! A file.",
        "src/card/facets/one.rs" = "//! A file.\nuse super::two::Two;",
        "src/card/facets/two.rs" = "//! A file.\nfn f() { crate::card::facets::one::one(); }"
        => "a circle: card/facets/one, card/facets/two: src/card/facets/one.rs:2 needs card/facets/two; \
            src/card/facets/two.rs:2 needs card/facets/one";
    "three folders in a circle, by names that others pass on":
        "src/mock/one.rs" = "//! A file.\nuse crate::mock::Two;",
        "src/mock/two/deep.rs" = "//! A file.\nuse super::super::three;\nfn f() { three::three(); }",
        "src/mock/three.rs" = "//! A file.\nuse super::{one as o};\nfn f(_: o::One) {}",
        "src/mock.rs" = "//! A file.\npub use two::Two;",
        "src/mock/two.rs" = "//! A file.\npub use deep::Two;"
        => "a circle: mock/one, mock/three, mock/two: ";
    "something to be named from elsewhere, without a word":
        "src/card/planted.rs" = "//! A file.\n/// A thing.\npub struct S {\n    pub field: u8,\n}"
        => "planted.rs:4: field field has no doc comment";
    "something for this crate alone, without a word":
        "src/card/planted.rs" = "//! A file.\n/// A thing.\npub(crate) struct S;\nimpl S {\n    pub(crate) fn f(&self) {}\n}"
        => "planted.rs:5: fn f has no doc comment";
    "a file without a word":
        "src/card/planted.rs" = "const A: u8 = 1;"
        => "src/card/planted.rs:1: the file has no doc comment";
    "a file of 401 lines, half of them comments":
        "src/card/planted.rs" = "401"
        => "src/card/planted.rs: 401 lines without tests; split it";
    "a drawer":
        "src/card/utils.rs" = "//! A file."
        => "src/card/utils.rs: a drawer for leftovers";
};
