//! How long the things take that a learner waits for: `cargo bench`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench measures real time and stops where it fails"
)]
#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::time::Instant;

use cardsharp::clock::{Calendar, Moment};
use cardsharp::config::Config;
use cardsharp::deck::{Source, parse};
use cardsharp::library::search::Query;
use cardsharp::library::{Library, Loaded, Origin, Which};
use cardsharp::schedule::fsrs::Scheduler;

/// Times of each thing; the median is told.
const TIMES: usize = 11;

fn time<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut all: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    all.sort_by(f64::total_cmp);
    println!("{what:<44} median {:>8.2} ms   worst {:>8.2} ms", all[TIMES / 2], all[TIMES - 1]);
}

fn deck(cards: usize) -> String {
    let mut text = String::from("[deck]\nid = \"bench\"\ntitle = \"Bench\"\n");
    for id in 0..cards {
        text.push_str(&format!(
            "[c{id}]\nq = \"Question {id} about caches, queues and the {} of a system?\"\na = \"An answer of more than six words, number {id}.\"\ntags = [\"t{}\"]\n",
            ["latency", "price", "shape", "failure"][id % 4],
            id % 10
        ));
    }
    text
}

fn library(cards: usize) -> Library {
    let config = Config::default();
    let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
    let text = deck(cards);
    let parsed = parse(&[Source { name: "bench.toml", stem: "bench", text: &text }]);
    library.add(Loaded::new(parsed.deck, Origin::Named, 0)).unwrap();
    library
}

fn main() {
    let text = deck(10_000);
    time("read a deck of 10,000 cards", || parse(&[Source { name: "b.toml", stem: "b", text: &text }]));
    let (small, large) = (library(10_000), library(100_000));
    let now = Calendar::utc(4).now(Moment(1_795_262_400_000));
    time("the queue of 10,000 new items", || small.queue(&[], Which::All, now).len());
    let rows = large.rows();
    for text in
        ["latency", "question 999 price", "tag:t3 is:new not shape", "deck:bench due<7d or wrong>1", "zzz"]
    {
        time(&format!("filter 100,000 items: {text}"), || {
            let query = Query::parse(text);
            rows.iter().filter(|row| query.fits(row, &large, now)).count()
        });
    }
}
