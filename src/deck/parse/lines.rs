//! Keyed lines of a card: points, levels, tells, follow-ups, routes.

use std::collections::HashSet;

use super::fields::{Fields, LineFields};
use crate::card::Head;
use crate::card::parts::{Follow, Level, Point, Route, Tell, Weighs};

/// Checks a level's name against the deck's scale; a deck without a scale takes any.
fn level(line: &LineFields<'_, '_, '_>, head: &Head) -> Option<String> {
    let name = line.word("level")?;
    let fields = line.fields?;
    known_level(fields, &name, fields.span_of("level"), head);
    Some(name)
}

fn known_level(fields: &Fields<'_, '_>, name: &str, span: std::ops::Range<usize>, head: &Head) {
    if !head.scale.is_empty() && !head.scale.iter().any(|level| level == name) {
        let what = format!("unknown level \"{name}\"; this deck's scale is {}", head.scale.join(" "));
        fields.sink.error("E03", span, &what, "use a level of the scale, or add it to `scale` under [deck]");
    }
}

pub(super) fn points(fields: &Fields<'_, '_>, head: &Head) -> Vec<Point> {
    fields.lines("points", |key, line| {
        let must = line.flag("must");
        let weight = line.number("weight").filter(|weight| (0.1..=10.0).contains(weight));
        Some(Point {
            key: key.to_owned(),
            say: line.say("say")?,
            must,
            weight: weight.map_or(if must { 2.0 } else { 1.0 }, |weight| weight as f32),
            level: level(line, head),
            why: line.text("why"),
            matching: line.texts("match"),
        })
    })
}

pub(super) fn levels(fields: &Fields<'_, '_>, head: &Head) -> Vec<Level> {
    let mut levels = fields.lines("levels", |key, line| {
        // A bare text is one fragment; a table may hold only a verdict.
        let say = match line.fields {
            None => vec![line.say("say")?],
            Some(fields) => fields.texts("say"),
        };
        if let Some(inner) = line.fields {
            known_level(inner, key, inner.span.clone(), head);
        }
        Some(Level {
            name: key.to_owned(),
            say,
            verdict: line.text("verdict"),
            builds_on: line.word("builds-on"),
        })
    });
    levels.sort_by_key(|level| head.scale.iter().position(|name| *name == level.name));
    levels
}

pub(super) fn tells(fields: &Fields<'_, '_>, head: &Head) -> Vec<Tell> {
    let Some(tells) = fields.table("tells") else { return Vec::new() };
    let read = |side: &'static str, weighs: Weighs| {
        tells.lines(side, |key, line| {
            let thin = line.flag("thin");
            let _ = line.text("as-of");
            Some(Tell {
                key: key.to_owned(),
                say: line.say("say")?,
                weighs: if thin { Weighs::Thin } else { weighs },
                absent: line.flag("absent"),
                why: line.text("why"),
                level: level(line, head),
                see: line.word("see"),
                matching: line.texts("match"),
            })
        })
    };
    let mut all = read("up", Weighs::Up);
    let up: HashSet<String> = all.iter().map(|tell| tell.key.clone()).collect();
    for tell in read("down", Weighs::Down) {
        if up.contains(&tell.key) {
            let what = format!("the tell `{}` stands under both up and down", tell.key);
            tells.error("E12", &what, "give one of them another key");
        }
        all.push(tell);
    }
    tells.finish();
    all
}

pub(super) fn follows(fields: &Fields<'_, '_>, head: &Head) -> Vec<Follow> {
    fields.lines("follow", |key, line| {
        let inner = line.fields?;
        Some(Follow {
            key: key.to_owned(),
            q: line.say("q")?,
            trap: line.text("trap"),
            when: line.word("when").filter(|when| known_condition(inner, when)),
            a: line.text("a"),
            points: points(inner, head),
            levels: levels(inner, head),
            why: line.text("why"),
        })
    })
}

fn known_condition(fields: &Fields<'_, '_>, when: &str) -> bool {
    let known = when == "always" || when.starts_with("reached:") || when.starts_with("missed:");
    if !known {
        fields.wrong(fields.span_of("when"), "when", "\"always\", \"reached:<level>\" or \"missed:<point>\"");
    }
    known
}

pub(super) fn routes(fields: &Fields<'_, '_>) -> Vec<Route> {
    fields.lines("route", |key, line| {
        Some(Route {
            key: key.to_owned(),
            when: line.say("when")?,
            pick: line.say("pick")?,
            why: line.text("why"),
        })
    })
}
