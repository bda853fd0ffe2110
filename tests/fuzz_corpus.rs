//! The fuzz targets, run over their committed corpus: so they compile, hold, and every input that once broke one is
//! tried again. `fuzz/README.md` says how to look for more.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]
#![allow(clippy::print_stdout, reason = "names the input that broke")]
#![allow(unreachable_pub, reason = "the targets are a library for libFuzzer, and a module here")]

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod targets;

fn replay(name: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut inputs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() >= 4, "the corpus of {name} was found");
    for input in inputs {
        println!("{}", input.display());
        run(&fs::read(input).unwrap());
    }
    run(b"");
}

#[test]
fn decks() {
    replay("deck", targets::deck::run);
}

#[test]
fn events() {
    replay("event", targets::event::run);
}

#[test]
fn outside_text() {
    replay("sanitiser", targets::sanitiser::run);
}

#[test]
fn queries() {
    replay("query", targets::query::run);
}

#[test]
fn settings() {
    replay("config", targets::config::run);
}

#[test]
fn results() {
    replay("result", targets::result::run);
}
