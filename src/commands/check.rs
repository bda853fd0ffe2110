//! `check`: errors and faults of item writing, for authors.

use std::io;

use serde_json::json;

use super::desk::sources;
use super::{Exit, print, say};
use crate::cli::Check;
use crate::deck::check as rules;
use crate::deck::problem::report;
use crate::deck::{Problem, Severity, parse};
use crate::store::decks::{self, Found};
use crate::store::paths;
use crate::text::show;

pub(super) fn check(args: &Check) -> io::Result<Exit> {
    let year = this_year();
    let mut exit = Exit::Done;
    let mut ids: Vec<(String, String)> = Vec::new();
    let mut rows = Vec::new();
    for path in &args.decks {
        let shelves = decks::named(path);
        for unreadable in shelves.unreadable {
            say(&unreadable.text);
            exit = if exit == Exit::Done { unreadable.kind.into() } else { exit };
        }
        for found in &shelves.found {
            let (id, problems) = problems(found, year);
            let name = found.files.first().map(|file| file.0.clone()).unwrap_or_default();
            if let Some((_, other)) = ids.iter().find(|(known, _)| *known == id) {
                say(&show(&format!(
                    "{name}:1:1: the deck id \"{id}\" is already used by {other}; give one of them another id"
                )));
                exit = Exit::Data;
            }
            ids.push((id, name));
            if problems.iter().any(|problem| fails(problem, args.strict)) {
                exit = Exit::Data;
            }
            if args.json {
                rows.extend(problems.iter().map(|problem| row(problem, found)));
            } else {
                tell(found, &problems)?;
            }
        }
    }
    if args.json {
        print(&format!("{}\n", serde_json::Value::from(rows)))?;
    }
    Ok(exit)
}

fn fails(problem: &Problem, strict: bool) -> bool {
    match problem.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Hint => false,
    }
}

fn this_year() -> i32 {
    use crate::clock::Calendar;
    Calendar::utc(0).format(paths::clock().now(), "%Y").parse().unwrap_or(2026)
}

fn problems(found: &Found, year: i32) -> (String, Vec<Problem>) {
    let parsed = parse(&sources(found));
    let mut problems = parsed.problems;
    problems.extend(rules::check(&parsed.deck, &parsed.allows, year));
    problems.sort_by_key(|problem| (problem.file, problem.line, problem.severity));
    (parsed.deck.head.id, problems)
}

fn tell(found: &Found, problems: &[Problem]) -> io::Result<()> {
    let name = found.files.first().map(|file| file.0.as_str()).unwrap_or_default();
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let parsed = parse(&sources(found));
    let items = crate::card::facets::items(&parsed.deck.head, &parsed.deck.cards).len();
    print(&format!(
        "{}{}: {} cards, {items} items; {} errors, {} warnings, {} hints\n",
        report(problems, &sources(found)),
        show(name).line(),
        parsed.deck.cards.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint)
    ))
}

fn row(problem: &Problem, found: &Found) -> serde_json::Value {
    let file = found.files.get(problem.file).map(|file| file.0.as_str()).unwrap_or_default();
    let text = |text: &str| show(text).line().to_string();
    json!({
        "file": text(file), "line": problem.line, "column": problem.column, "code": problem.code,
        "severity": problem.severity.word(), "what": text(&problem.what), "advice": text(&problem.advice),
    })
}
