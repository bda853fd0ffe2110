//! How long the things take that a learner waits for: `cargo bench`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench measures real time and stops where it fails"
)]
#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

#[path = "../tests/support/mod.rs"]
#[allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]
mod support;

use std::time::Instant;

use cardsharp::rooms::clock::{Calendar, Moment};
use cardsharp::rooms::config::Config;
use cardsharp::rooms::deck::{Source, parse};
use cardsharp::rooms::library::search::Query;
use cardsharp::rooms::library::{Library, Loaded, Origin, Which};
use cardsharp::rooms::schedule::fsrs::Scheduler;
use cardsharp::rooms::session::Plan;
use cardsharp::rooms::text::long::Long;
use cardsharp::rooms::text::show;
use support::{Journey, Start};

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
    // More cards than this are too much for one file.
    for part in 0..cards / 10_000 {
        let text = deck(10_000).replacen("bench", &format!("bench{part}"), 1);
        let parsed = parse(&[Source { name: "bench.toml", stem: "bench", text: &text }]);
        library.add(Loaded::new(parsed.deck, Origin::Named, 0)).unwrap();
    }
    library
}

/// Answers of 10 MB: marked-up paragraphs with code, other scripts, and one line without end.
fn answers() -> [(&'static str, String); 3] {
    let marked = "## Why\n\nA *cache* answers from `memory`, and what it holds grows stale with time and use.\n- first, a bound\n  - and a second one\n\n```rust\nfn main() { println!(\"{}\", 1 + 2); } // sum\n```\n\n";
    let scripts = "漢字かな交じり文を折り返す。 مرحبا بالعالم لا שלום עולם 한국어 e\u{301}te\u{301} 👩\u{200d}👩\u{200d}👧 naïve.\n\n";
    let line = "word after word after word ";
    [("marked up", marked), ("many scripts", scripts), ("one line", line)]
        .map(|(name, text)| (name, text.repeat((10 << 20) / text.len())))
}

/// Frames of the study screen with a long answer open, each from the key to the drawn screen.
fn long_answers() {
    for (name, answer) in answers() {
        time(&format!("10 MB made safe: {name}"), || show(&answer).len());
        let safe = show(&answer);
        time(&format!("10 MB to the last line: {name}"), || {
            Long::of(&safe).map(|mut long| long.window(usize::MAX, 1, 76).share)
        });
        let deck = format!("[big]\nq = \"A long one?\"\na = \'\'\'\n{answer}\n\'\'\'\n");
        time(&format!("10 MB deck read: {name}"), || {
            parse(&[Source { name: "big.toml", stem: "big", text: &deck }]).deck.cards.len()
        });
        let open = || Journey::new(&[("big", &deck)], Start::Study(Plan::FirstRun), (80, 24));
        let mut journey = open();
        time(&format!("10 MB shown, first frame: {name}"), || journey.keys("␣").footer());
        journey.sees("%");
        time(&format!("10 MB page down: {name}"), || journey.keys("⇟").footer());
        for _ in 0..1_000 {
            journey.keys("⇟");
        }
        time(&format!("10 MB page down after 1,000 pages: {name}"), || journey.keys("⇟").footer());
        time(&format!("10 MB a line up: {name}"), || journey.keys("k").footer());
        let mut wide = 76;
        time(&format!("10 MB at another width: {name}"), || {
            wide -= 1;
            journey.resize(wide, 24);
            journey.screen()
        });
    }
}

fn main() {
    long_answers();
    let text = deck(10_000);
    time("read a deck of 10,000 cards", || parse(&[Source { name: "b.toml", stem: "b", text: &text }]));
    let (small, large) = (library(10_000), library(100_000));
    let now = Calendar::utc(4).now(Moment(1_795_262_400_000));
    time("the queue of 10,000 new items", || small.session(&[], Which::All, usize::MAX, now).len());
    let rows = large.rows();
    for text in
        ["latency", "question 999 price", "tag:t3 is:new not shape", "deck:bench due<7d or wrong>1", "zzz"]
    {
        time(&format!("filter 100,000 items: {text}"), || {
            let query = Query::parse(text);
            query.find(&rows, None, &large, now).len()
        });
    }
}
