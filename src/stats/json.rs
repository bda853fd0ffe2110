//! Figures as JSON, and the days as CSV.

use serde_json::{Value, json};

use super::{Body, Section};
use crate::text::show;

/// Writes figures as JSON: a list of `title`, `means`, `n` and `rows`.
pub fn json(sections: &[Section]) -> Value {
    let safe = |text: &str| show(text).line().to_string();
    let section = |section: &Section| {
        let rows: Vec<Value> = match &section.body {
            Body::Facts(rows) => {
                rows.iter().map(|(name, value)| json!({ "name": safe(name), "value": value })).collect()
            }
            Body::Shares(rows) => rows
                .iter()
                .map(|(name, share, n)| json!({ "name": safe(name), "share": share, "n": n }))
                .collect(),
            Body::Counts(rows) => {
                rows.iter().map(|(name, n)| json!({ "name": safe(name), "count": n })).collect()
            }
            Body::Days(days) => {
                days.iter().map(|(day, n)| json!({ "day": day.to_string(), "answers": n })).collect()
            }
        };
        json!({ "title": section.title, "means": section.means, "n": section.n, "rows": rows })
    };
    sections.iter().map(section).collect()
}

/// Writes figures as CSV: `figure,name,value,n`, one row a line.
pub fn csv(sections: &[Section]) -> String {
    let quoted = |text: &str| format!("\"{}\"", show(text).line().replace('"', "\"\""));
    let mut text = String::from("figure,name,value,n\n");
    for section in sections {
        let rows: Vec<(String, String, usize)> = match &section.body {
            Body::Facts(rows) => {
                rows.iter().map(|(name, value)| (name.clone(), value.clone(), section.n)).collect()
            }
            Body::Shares(rows) => {
                rows.iter().map(|(name, share, n)| (name.clone(), format!("{share:.4}"), *n)).collect()
            }
            Body::Counts(rows) => {
                rows.iter().map(|(name, n)| (name.clone(), n.to_string(), section.n)).collect()
            }
            Body::Days(days) => {
                days.iter().map(|(day, n)| (day.to_string(), n.to_string(), section.n)).collect()
            }
        };
        for (name, value, n) in rows {
            text.push_str(&format!("{},{},{},{n}\n", quoted(section.title), quoted(&name), quoted(&value)));
        }
    }
    text
}
