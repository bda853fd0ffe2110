//! `simulate`: what different desired retentions would cost and bring, for the learner's own memories.

use std::path::Path;

use serde_json::json;

use super::{Error, Exit, desk, print};
use crate::cli::SimulateArgs;
use crate::library::Workload;
use crate::text::{json, show};

/// Cells of a bar.
const BAR: f32 = 32.0;

pub(super) fn simulate(home: Option<&Path>, args: &SimulateArgs) -> Result<Exit, Error> {
    let desk = desk::gather(home, &args.decks, |_| {})?;
    desk.tell();
    let new_per_day = args.new.unwrap_or(desk.config.new_per_day);
    let load = desk.library.workload(usize::from(args.days), new_per_day, desk.now());
    if args.json {
        print(&json(&figures(&load)))?;
    } else {
        print(&show(&text(&load)))?;
    }
    Ok(desk.done())
}

/// Plain ASCII, as the figures of `stats` are.
fn text(load: &Workload) -> String {
    let most = load.rows.iter().map(|row| load.minutes(row)).fold(0.01, f32::max);
    let mut text = format!(
        "{}\n\n  {:>9} {:>12} {:>12} {:>8}\n",
        load.premise(),
        "retention",
        "answers/day",
        "minutes/day",
        "known"
    );
    for row in &load.rows {
        let minutes = load.minutes(row);
        let full = (minutes / most * BAR).round() as usize;
        text.push_str(&format!(
            "{} {:>8.0}% {:>12.1} {minutes:>12.1} {:>8.0}  {}\n",
            if load.is_in_force(row) { "*" } else { " " },
            row.retention * 100.0,
            row.answers,
            row.known,
            "#".repeat(full)
        ));
    }
    text + &format!("\n* in force. {}\n{}\n", load.words(), Workload::MEANS)
}

fn figures(load: &Workload) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = load
        .rows
        .iter()
        .map(|row| {
            json!({
                "retention": two_places(row.retention),
                "answers_per_day": two_places(row.answers),
                "minutes_per_day": two_places(load.minutes(row)),
                "known": two_places(row.known),
                "in_force": load.is_in_force(row),
            })
        })
        .collect();
    json!({
        "days": load.days,
        "new_per_day": load.new_per_day,
        "seconds_per_answer": two_places(load.seconds),
        "items": load.items,
        "rows": rows,
    })
}

fn two_places(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}
