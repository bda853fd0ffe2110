//! A scorecard for others: Markdown for a coach, JSON for programs. No typed words; those are private.

use serde_json::{Value, json};

use super::{Scorecard, Status, advice};
use crate::card::ItemName;
use crate::card::grade::Mark;
use crate::clock::{Calendar, when};
use crate::text::{Safe, show};

/// Writes a scorecard as Markdown; `question` gives the words of an item, while its deck is loaded.
pub fn markdown(
    card: &Scorecard,
    calendar: &Calendar,
    question: &dyn Fn(&ItemName) -> Option<String>,
) -> Safe {
    let plain = |text: &str| show(text).line().replace('|', "/");
    let mut text = format!(
        "# {}\n\n{}, used {} of {}{}\n\n",
        plain(&card.script.title),
        calendar.format(card.started, "%a %-d %b %Y %H:%M"),
        when::clock(card.used()),
        when::clock(card.script.ms),
        card.script.level.as_ref().map_or(String::new(), |level| format!(", aiming at {}", plain(level)))
    );
    text.push_str(
        "| question | time | rubric | sounds like | guessed | musts missed |\n|---|---|---|---|---|---|\n",
    );
    for (at, ask, given) in card.answered() {
        let judged = card.judged[at].as_ref();
        let level = |level: Option<&String>| level.map_or("-".to_owned(), |level| plain(level));
        text.push_str(&format!(
            "| {} | {} of {} | {} | {} | {} | {} |\n",
            plain(&question(&ask.item).unwrap_or_else(|| ask.item.to_string())),
            when::clock(given.ms),
            when::clock(ask.ms),
            judged.map_or("-".to_owned(), |judged| format!("{:.0}%", judged.score * 100.0)),
            level(judged.and_then(|judged| judged.level.as_ref())),
            level(given.guess.as_ref()),
            judged.map_or(String::new(), |judged| plain(&judged.musts.join(", ")))
        ));
    }
    if let Some(bias) = card.bias() {
        text.push_str(&format!("\n{}\n", advice::bias(bias)));
    }
    text.push('\n');
    for line in advice::next(card, &[]) {
        text.push_str(&format!("- {}\n", plain(&line)));
    }
    show(&text)
}

/// Writes a scorecard as JSON; times are milliseconds, moments milliseconds UTC.
pub fn json(card: &Scorecard) -> Value {
    let statuses = card.script.asks.iter().zip(&card.statuses).zip(&card.judged);
    let asks: Vec<Value> = statuses
        .map(|((ask, status), judged)| {
            let mut row = json!({ "item": ask.item, "target_ms": ask.ms });
            match status {
                Status::Open => row["state"] = "open".into(),
                Status::Skipped(why) => row["state"] = json!({ "skipped": why }),
                Status::Given(given) => {
                    row["state"] = "answered".into();
                    row["ms"] = given.ms.into();
                    row["paused_ms"] = given.paused.into();
                    row["how"] = json!(given.how);
                    row["guess"] = json!(given.guess);
                }
            }
            if let Some(judged) = judged {
                let share = |mark: &Mark| mark.share();
                row["rubric"] = json!({
                    "score": judged.score, "level": judged.level, "by": judged.by,
                    "marks": judged.marks.iter().map(|(key, mark)| (key.clone(), share(mark).into())).collect::<serde_json::Map<_, _>>(),
                    "tells": judged.tells,
                    "musts_missed": judged.musts,
                });
            }
            row
        })
        .collect();
    json!({
        "run": card.run.to_string(), "mock": card.script.id, "title": card.script.title,
        "started": card.started.0, "ms": card.script.ms, "used_ms": card.used(), "level": card.script.level,
        "seed": card.script.seed, "ended": card.ended, "closed": card.closed, "bias_levels": card.bias(), "questions": asks,
    })
}
