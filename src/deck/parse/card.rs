//! One `[card-id]` table.

use std::collections::{HashMap, HashSet};

use toml::de::DeValue;

use super::fields::{ENTRIES, Fields, LineFields};
use super::lines;
use crate::card::parts::{Fact, KeyedLine, Ladder, Pair, Piece, Related, Rung};
use crate::card::{Card, Head};
use crate::text::Raw;

pub(super) fn read(fields: &mut Fields<'_, '_>, head: &Head) -> Card {
    let before = fields.sink.errors();
    // Words of the format that say something to people who read the file, and are checked only.
    fields.text("author");
    fields.word("lang");
    let mut card = Card {
        q: fields.text("q"),
        a: fields.text("a"),
        short: fields.text("short"),
        accept: fields.texts("accept"),
        points: lines::points(fields, head),
        levels: lines::levels(fields, head),
        tells: lines::tells(fields, head),
        follows: lines::follows(fields, head),
        routes: lines::routes(fields),
        sources: fields.words("sources"),
        hints: fields.texts("hint"),
        probes: fields.text("probes"),
        asked_in: fields.texts("asked-in"),
        tags: fields.words("tags"),
        as_of: fields.year("as-of"),
        source: fields.text("source"),
        was: fields.words("was"),
        rev: fields.count("rev").unwrap_or(1),
        stale: fields.flag("stale"),
        minutes: fields.number("minutes"),
        image: fields.text("image"),
        ask: fields.words("ask"),
        skip: fields.words("skip"),
        why: fields.text("why"),
        ..Card::default()
    };
    choice(fields, &mut card);
    pairs(fields, &mut card);
    fact(fields, &mut card);
    ladder(fields, &mut card);
    matches(fields, &mut card);
    related(fields, &mut card);
    fields.finish();
    // A part that did not read is reported already; what it leaves open is no second fault.
    if fields.sink.errors() == before {
        something_to_ask(fields, &card);
    }
    card
}

fn something_to_ask(fields: &Fields<'_, '_>, card: &Card) {
    let missing = |what: &str, advice: &str| fields.error("E02", what, advice);
    let needs_question = card.a.is_some() || card.answer.is_some() || !card.points.is_empty();
    if card.q.is_none() && card.fact.is_none() {
        if needs_question || card.facets().is_empty() {
            missing("the card has no question", "add q = \"...\" or fact = \"... {{name=value}} ...\"");
        }
    } else if card.facets().is_empty() && card.ask.is_empty() && card.skip.is_empty() && !card.stale {
        missing("the card has no answer", "add a = \"...\", points, levels, tells, a pair, or wrong options");
    }
}

fn line(line: &LineFields<'_, '_, '_>, key: &str) -> Option<KeyedLine> {
    Some(KeyedLine { key: key.to_owned(), say: line.say("say")?, why: line.text("why") })
}

fn choice(fields: &Fields<'_, '_>, card: &mut Card) {
    card.answer =
        fields.value("answer").and_then(|value| fields.line("answer", value, |key, text| line(text, key)));
    card.wrong = match fields.value("wrong").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(_)) => {
            let lures = (1..).zip(fields.list("wrong"));
            let lure =
                |(at, value): (u32, _)| fields.line(&at.to_string(), value, |key, text| line(text, key));
            lures.filter_map(lure).collect()
        }
        Some(_) | None => fields.lines("wrong", |key, text| line(text, key)),
    };
    if card.answer.is_none() != card.wrong.is_empty() {
        let (has, lacks) = if card.wrong.is_empty() { ("answer", "wrong") } else { ("wrong", "answer") };
        let what = format!("a choice has `{has}` and no `{lacks}`");
        fields.error("E02", &what, &format!("add `{lacks}`, or remove `{has}`"));
    }
}

fn pairs(fields: &Fields<'_, '_>, card: &mut Card) {
    card.pairs = fields.lines("pair", |key, line| {
        Some(Pair {
            key: key.to_owned(),
            weak: line.say("weak")?,
            strong: line.say("strong")?,
            point: line.text("point"),
            why: line.text("why"),
            shares: line.text("shares"),
            principle: line.text("principle"),
        })
    });
    // Plain sugar: `weak`, `strong` and `why` on the card are a single pair.
    match (fields.text("weak"), fields.text("strong")) {
        (Some(weak), Some(strong)) => card.pairs.push(Pair {
            key: "main".into(),
            weak,
            strong,
            point: fields.text("point"),
            why: card.why.clone(),
            shares: fields.text("shares"),
            principle: fields.text("principle"),
        }),
        (None, None) => {}
        (weak, _) => {
            let (has, lacks) = if weak.is_some() { ("weak", "strong") } else { ("strong", "weak") };
            let what = format!("`{has}` stands without `{lacks}`");
            fields.error("E02", &what, &format!("add {lacks} = \"...\""));
        }
    }
}

fn fact(fields: &Fields<'_, '_>, card: &mut Card) {
    let tolerance = fields.word("tol").and_then(|text| {
        let share = text.trim().trim_end_matches('%').trim().parse::<f64>().ok();
        let share = share.map(|share| if text.contains('%') { share / 100.0 } else { share });
        if share.is_none() {
            fields.wrong(fields.span_of("tol"), "tol", "a share such as \"5%\"");
        }
        share
    });
    let Some(text) = fields.text("fact") else { return };
    let blanks = text.bare().matches("{{").count();
    if blanks > ENTRIES {
        fields.most("fact", blanks, fields.span_of("fact"));
        return;
    }
    match pieces(text.bare()) {
        Some((pieces, unnamed)) if pieces.iter().any(|piece| matches!(piece, Piece::Blank { .. })) => {
            if unnamed > 0 {
                let what = format!("{unnamed} of the blanks have no name");
                let advice = "name them, {{name=value}}, before sharing the deck";
                fields.sink.hint("H01", fields.span_of("fact"), &what, advice);
            }
            card.fact = Some(Fact { pieces, tolerance });
        }
        Some(_) => {
            let advice = "put braces around what is to be filled in, {{name=value}}";
            fields.error_at("fact", "E05", "the fact has no blank", advice);
        }
        None => {
            let what = "a blank's braces do not match, or it is empty";
            fields.error_at("fact", "E05", what, "write each blank as {{name=value}}");
        }
    }
}

/// Splits a fact into text and blanks; nothing when braces do not match or names repeat.
fn pieces(text: &str) -> Option<(Vec<Piece>, usize)> {
    let (mut pieces, mut unnamed, mut rest) = (Vec::new(), 0, text);
    let mut names: HashSet<String> = HashSet::new();
    while let Some(open) = rest.find("{{") {
        let (before, from) = rest.split_at(open);
        let close = from.find("}}")?;
        let inside = &from[2..close];
        let labelled = inside.split_once('=').filter(|(name, _)| is_name(name));
        let (key, value) = labelled.map_or_else(
            || {
                unnamed += 1;
                (unnamed.to_string(), inside)
            },
            |(name, value)| (name.trim().to_owned(), value),
        );
        if before.contains("}}")
            || inside.contains("{{")
            || value.trim().is_empty()
            || !names.insert(key.clone())
        {
            return None;
        }
        if !before.is_empty() {
            pieces.push(Piece::Text(Raw::new(before)));
        }
        pieces.push(Piece::Blank { key, value: Raw::new(value.trim()) });
        rest = &from[close + 2..];
    }
    if rest.contains("}}") {
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(Raw::new(rest)));
    }
    Some((pieces, unnamed))
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn ladder(fields: &Fields<'_, '_>, card: &mut Card) {
    let order = fields.words("order");
    let rule = fields.text("rule");
    let reasons = fields.texts("reason");
    let decoys = fields.list("decoy").iter();
    let decoys: Vec<KeyedLine> =
        decoys.filter_map(|value| fields.line("decoy", value, |key, text| line(text, key))).collect();
    let rungs = rungs(fields);
    let mut by_key: HashMap<&str, &Rung> = HashMap::new();
    for rung in &rungs {
        by_key.entry(&rung.key).or_insert(rung);
    }
    let ordered: HashSet<&str> = order.iter().map(String::as_str).collect();
    if fields.value("order").is_some() && !rungs.is_empty() {
        for key in rungs.iter().map(|rung| rung.key.as_str()).filter(|key| !ordered.contains(key)) {
            let what = format!("`order` leaves out the rung `{key}`");
            fields.error_at("order", "E04", &what, &format!("add \"{key}\" to `order`"));
        }
        for key in order.iter().filter(|key| !by_key.contains_key(key.as_str())) {
            let what = format!("`order` names `{key}`, and there is no such rung");
            fields.error_at("order", "E04", &what, &format!("add [{{card}}.rung.{key}], or correct `order`"));
        }
    }
    if order.is_empty() {
        if !rungs.is_empty() {
            let advice = "add order = [\"first\", \"second\"]";
            fields.error("E04", "there are rungs and no `order`", advice);
        }
        card.match_decoys = decoys.into_iter().map(|decoy| decoy.say).collect();
        return;
    }
    let rung = |key: &String| {
        by_key.get(key.as_str()).copied().cloned().unwrap_or_else(|| Rung {
            key: key.clone(),
            say: Raw::new(crate::card::facets::spelled(key).to_string()),
            ..Rung::default()
        })
    };
    card.ladder = Some(Ladder { rungs: order.iter().map(rung).collect(), rule, reasons, decoys });
}

fn rungs(fields: &Fields<'_, '_>) -> Vec<Rung> {
    fields.lines("rung", |key, line| {
        let spelled = || Raw::new(crate::card::facets::spelled(key).to_string());
        let say =
            if line.fields.is_some() { line.text("say").unwrap_or_else(spelled) } else { line.say("say")? };
        Some(Rung {
            key: key.to_owned(),
            say,
            covers: line.text("covers"),
            effort: line.text("effort"),
            climb_when: line.text("climb-when"),
            not_yet: line.text("not-yet"),
            needs: line.texts("needs"),
            signal: line.text("signal"),
            why: line.text("why"),
        })
    })
}

fn matches(fields: &Fields<'_, '_>, card: &mut Card) {
    card.matches = fields.lines("match", |key, text| line(text, key));
    if card.matches.len() == 1 {
        fields.error("E02", "a `match` needs at least two lines", "add another line, or ask it as q and a");
    }
}

fn related(fields: &Fields<'_, '_>, card: &mut Card) {
    if fields.value("related").is_some_and(|value| value.get_ref().as_array().is_none()) {
        return fields.wrong(fields.span_of("related"), "related", "a list of { card, why }");
    }
    let read = |_: &str, line: &LineFields<'_, '_, '_>| {
        let card = line.say("card")?.bare().to_owned();
        Some(Related { card, why: line.text("why") })
    };
    let list = fields.list("related").iter();
    card.related = list.filter_map(|value| fields.line("related", value, read)).collect();
}
