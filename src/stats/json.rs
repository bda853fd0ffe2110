//! Figures as JSON, and the days as CSV.

use serde_json::{Value, json};

use super::{Content, Section};
use crate::text::csv::{Cell, csv as sheet};
use crate::text::{Safe, json as written};

/// Writes figures as JSON: a list of `title`, `means`, `n` and `rows`.
pub fn json(sections: &[Section]) -> Safe {
    let section = |section: &Section| {
        let rows: Vec<Value> = match &section.body {
            Content::Facts(rows) => {
                rows.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
            }
            Content::Shares(rows) => {
                rows.iter().map(|(name, share, n)| json!({ "name": name, "share": share, "n": n })).collect()
            }
            Content::Counts(rows) => {
                rows.iter().map(|(name, n)| json!({ "name": name, "count": n })).collect()
            }
            Content::Days(days) => {
                days.iter().map(|(day, n)| json!({ "day": day.to_string(), "answers": n })).collect()
            }
        };
        json!({ "title": section.title, "means": section.means, "n": section.n, "rows": rows })
    };
    written(&sections.iter().map(section).collect::<Vec<Value>>())
}

/// Writes figures as CSV: `figure,name,value,n`, one row a line.
pub fn csv(sections: &[Section]) -> Safe {
    sheet(&["figure", "name", "value", "n"], sections.iter().flat_map(rows))
}

/// Nothing to tell is an empty cell.
fn figure(value: &str) -> Cell<'_> {
    Cell::Text(if value == "-" { "" } else { value }.into())
}

fn rows(section: &Section) -> Vec<Vec<Cell<'_>>> {
    let title = || Cell::Text(section.title.into());
    match &section.body {
        Content::Facts(rows) => rows
            .iter()
            .map(|(name, value)| {
                vec![title(), Cell::Text(name.into()), figure(value), Cell::Count(section.n)]
            })
            .collect(),
        Content::Shares(rows) => rows
            .iter()
            .map(|(name, share, n)| {
                vec![title(), Cell::Text(name.into()), Cell::Figure(*share), Cell::Count(*n)]
            })
            .collect(),
        Content::Counts(rows) => rows
            .iter()
            .map(|(name, n)| vec![title(), Cell::Text(name.into()), Cell::Count(*n), Cell::Count(section.n)])
            .collect(),
        Content::Days(days) => days
            .iter()
            .map(|(day, n)| {
                vec![title(), Cell::Text(day.to_string().into()), Cell::Count(*n), Cell::Count(section.n)]
            })
            .collect(),
    }
}
