//! `check`: errors and faults of item writing, for authors.

use std::collections::HashMap;
use std::io;

use serde_json::json;

use super::{Error, Exit, print, say};
use crate::cli::CheckArgs;
use crate::clock::Calendar;
use crate::deck::check as rules;
use crate::deck::problem::report;
use crate::deck::{Count, Severity, parse};
use crate::store::decks::{self, DeckFiles};
use crate::store::paths;
use crate::text::{Safe, count, json, show};

/// Unreadable files and ids used twice that are told one by one.
const BESIDE: usize = 20;
/// The codes of rows that stand at no line: a deck's id used twice, and a file that cannot be read.
const SAME_ID: &str = "E14";
const UNREAD: &str = "E00";

pub(super) fn check(args: &CheckArgs) -> Result<Exit, Error> {
    let mut run = Run { args, year: this_year(), exit: Exit::Done, ids: HashMap::new(), rows: 0, beside: 0 };
    for path in &args.decks {
        let shelves = decks::named(path);
        for unreadable in &shelves.unreadable {
            run.beside(Exit::unread(unreadable.kind), &unreadable.file, UNREAD, &unreadable.text)?;
        }
        for found in &shelves.found {
            run.deck(found)?;
        }
    }
    run.end()
}

/// One run over all decks.
struct Run<'a> {
    args: &'a CheckArgs,
    year: i32,
    exit: Exit,
    /// The first file of each deck, by id.
    ids: HashMap<String, String>,
    /// Rows of JSON printed.
    rows: usize,
    /// Problems that stand in no deck's report.
    beside: usize,
}

impl Run<'_> {
    fn deck(&mut self, found: &DeckFiles) -> io::Result<()> {
        let sources = found.sources();
        let parsed = parse(&sources);
        let mut problems = parsed.problems;
        problems.extend(rules::check(&parsed.deck, &parsed.allows, self.year));
        problems.sort_by_key(|problem| (problem.file, problem.line, problem.severity));
        let Count([errors, warnings, hints]) = Count::all(&problems).and(parsed.counted);
        if errors > 0 || (self.args.strict && warnings > 0) {
            self.exit = Exit::Data;
        }
        let name = sources.first().map_or("", |source| source.name);
        if self.args.json {
            for problem in &problems {
                let place = (problem.line, problem.column);
                let file = sources.get(problem.file).map_or("", |file| file.name);
                self.row(file, place, problem.code, problem.severity, [&problem.what, &problem.advice])?;
            }
            if let Some(more) = parsed.counted.more() {
                let severity =
                    if parsed.counted.of(Severity::Error) > 0 { Severity::Error } else { Severity::Warning };
                let advice = "correct those listed and check again";
                self.row(name, (1, 1), UNREAD, severity, [&more, advice])?;
            }
        } else {
            let items = crate::card::facets::items(&parsed.deck.head, &parsed.deck.cards).len();
            print(&show(&format!(
                "{}{}: {}, {}; {}, {}, {}\n",
                report(&problems, parsed.counted, &sources),
                show(name).line(),
                count(parsed.deck.cards.len(), "card"),
                count(items, "item"),
                count(errors, "error"),
                count(warnings, "warning"),
                count(hints, "hint")
            )))?;
        }
        self.own(parsed.deck.head.id, name)
    }

    /// Takes a deck's id; a second deck of the same id is an error.
    fn own(&mut self, id: String, name: &str) -> io::Result<()> {
        let Some(other) = self.ids.get(&id) else {
            self.ids.insert(id, name.to_owned());
            return Ok(());
        };
        let what = format!("the deck id \"{id}\" is already used by {other}; give one of them another id");
        let text = if self.args.json { what } else { format!("{name}:1:1: {what}") };
        self.beside(Exit::Data, name, SAME_ID, &text)
    }

    /// Tells an error that stands in no deck's report: beside the data, or as a row.
    fn beside(&mut self, exit: Exit, file: &str, code: &'static str, text: &str) -> io::Result<()> {
        self.exit = if self.exit == Exit::Done || code == SAME_ID { exit } else { self.exit };
        self.beside += 1;
        if self.args.json {
            let text = text.strip_prefix(&format!("{file}: ")).unwrap_or(text);
            let (what, advice) = text.rsplit_once("; ").unwrap_or((text, ""));
            return self.row(file, (1, 1), code, Severity::Error, [what, advice]);
        }
        if self.beside <= BESIDE {
            say(&show(text));
        }
        Ok(())
    }

    fn row(
        &mut self,
        file: &str,
        (line, column): (u32, u32),
        code: &str,
        severity: Severity,
        [what, advice]: [&str; 2],
    ) -> io::Result<()> {
        self.rows += 1;
        print(&Safe::from(if self.rows == 1 { "[" } else { "," }))?;
        print(&json(&json!({
            "file": file, "line": line, "column": column, "code": code,
            "severity": severity.word(), "what": what, "advice": advice,
        })))
    }

    fn end(self) -> Result<Exit, Error> {
        if self.args.json {
            print(&Safe::from(if self.rows == 0 { "[]\n" } else { "]\n" }))?;
        } else if self.beside > BESIDE {
            say(&show(&format!("... and {}", count(self.beside - BESIDE, "more error"))));
        }
        Ok(self.exit)
    }
}

fn this_year() -> i32 {
    Calendar::utc(0).format(paths::clock().now(), "%Y").parse().unwrap_or(2026)
}
