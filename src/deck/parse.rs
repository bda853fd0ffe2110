//! A deck's files read with every problem at once: a bad card never hides the other ninety-nine.

mod card;
mod fields;
mod head;
mod lines;
mod plain;
mod refs;
mod sink;

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::{Allows, Deck, Parsed, Severity, Source};
use crate::card::Card;
use fields::Fields;
use sink::Sink;

/// Cards in one deck.
const MAX_CARDS: usize = 1_000_000;
/// Tables that are not cards.
const RESERVED: [&str; 4] = ["deck", "mock", "glossary", "include"];

/// Reads one deck: a file, or the files of a folder in the order given.
pub fn parse(sources: &[Source<'_>]) -> Parsed {
    let mut deck =
        Deck { files: sources.iter().map(|source| source.name.to_owned()).collect(), ..Deck::default() };
    deck.head.id = sources.first().map(|source| source.stem.to_owned()).unwrap_or_default();
    let mut parsed = Parsed::default();
    let mut found = Found::default();
    for (file, source) in sources.iter().enumerate() {
        let sink = Sink::new(file, source.text);
        parse_file(&sink, source, &mut deck, &mut found);
        parsed.allows.read(file, source.text);
        parsed.problems.extend(sink.into_problems());
    }
    head::finish(&mut deck.head);
    deck.cards = found.cards;
    refs::check(&mut deck, &found.ids, sources, &mut parsed.problems);
    parsed.problems.sort_by_key(|problem| (problem.file, problem.line, problem.column));
    parsed.problems.retain(|problem| problem.severity == Severity::Error || !parsed.allows.covers(problem));
    parsed.deck = deck;
    parsed
}

/// What has been found so far: whole cards, and every id with the place it was first used.
#[derive(Default)]
struct Found {
    cards: Vec<Card>,
    ids: HashMap<String, (usize, u32)>,
    head: Option<(usize, u32)>,
}

fn parse_file(sink: &Sink<'_>, source: &Source<'_>, deck: &mut Deck, found: &mut Found) {
    let (table, errors) = DeTable::parse_recoverable(source.text);
    sink.syntax(&errors);
    let table = table.get_ref();
    // The scale must be known before the first card that uses it.
    if let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == "deck") {
        read_head(sink, key.span().start, value, deck, found);
    }
    for (key, value) in table {
        let name: &str = key.get_ref();
        match (name, value.get_ref()) {
            ("deck", _) => {}
            ("mock", DeValue::Table(mocks)) => head::mocks(sink, mocks, deck),
            ("glossary", DeValue::Table(words)) => head::glossary(sink, words, deck),
            ("include", _) => sink.warn(
                "W12",
                key.span(),
                "`include` is not read; a deck is one file or one folder of files".into(),
                "put the files into one folder".into(),
            ),
            ("title", DeValue::String(title)) => deck.head.title = crate::text::Raw::new(&**title),
            ("cards" | "card", DeValue::Array(cards)) => plain::read(sink, cards, found),
            (_, DeValue::Table(table)) => read_card(sink, name, key.span(), table, deck, found),
            _ => sink.error(
                "E09",
                key.span(),
                format!("`{name}` stands outside any card and is no table"),
                "put it under a [card-id] header, or under [deck]".into(),
            ),
        }
    }
}

fn read_head(
    sink: &Sink<'_>,
    at: usize,
    value: &toml::Spanned<DeValue<'_>>,
    deck: &mut Deck,
    found: &mut Found,
) {
    let line = sink.line(at);
    if let Some((file, first)) = found.head {
        let name = deck.files.get(file).cloned().unwrap_or_default();
        let what = format!("[deck] is already given at {name}:{first}");
        return sink.error("E11", at..at + 4, what, "keep one [deck] in a folder of files".into());
    }
    found.head = Some((sink.file, line));
    match value.get_ref() {
        DeValue::Table(table) => head::read(&mut Fields::new(sink, table, value.span()), &mut deck.head),
        _ => sink.error("E09", value.span(), "`deck` is no table".into(), "write a [deck] header".into()),
    }
}

fn read_card(
    sink: &Sink<'_>,
    id: &str,
    span: std::ops::Range<usize>,
    table: &DeTable<'_>,
    deck: &Deck,
    found: &mut Found,
) {
    let header = sink.enter(span.start);
    let broken = sink.has_syntax_error(id);
    if let Some(close) = fields::suggestion(id, &RESERVED).filter(|_| looks_reserved(table)) {
        sink.warn("W11", span, format!("[{id}] is read as a card"), format!("did you mean [{close}]?"));
        return sink.leave();
    }
    let before = sink.errors();
    if id.is_empty()
        || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        let advice = "use a-z, 0-9 and - only".into();
        sink.error("E07", span.clone(), format!("the card id `{id}` has other characters"), advice);
    }
    if let Some((file, line)) = found.ids.get(id) {
        let name = deck.files.get(*file).cloned().unwrap_or_default();
        let what = format!("duplicate id [{id}], already used at {name}:{line}");
        sink.error("E12", span.clone(), what, "give one of them another id".into());
    }
    let mut card = card::read(&mut Fields::new(sink, table, span), &deck.head);
    (card.id, card.file, card.line) = (id.to_owned(), sink.file, header);
    found.ids.entry(id.to_owned()).or_insert((sink.file, header));
    if sink.errors() == before && !broken && found.cards.len() < MAX_CARDS {
        found.cards.push(card);
    }
    sink.leave();
}

/// A misspelt `[dekc]` holds a deck's keys, not a card's.
fn looks_reserved(table: &DeTable<'_>) -> bool {
    let has = |name: &str| table.keys().any(|key| key.get_ref() == name);
    !["q", "fact", "a", "order", "weak", "answer"].into_iter().any(has)
}

impl Allows {
    fn read(&mut self, file: usize, text: &str) {
        let mut open: Vec<String> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            if let Some(codes) = line.strip_prefix("# check: allow ") {
                open.extend(codes.split([' ', ',']).filter(|code| !code.is_empty()).map(str::to_owned));
            } else if open.is_empty() || line.starts_with('#') {
            } else if line.starts_with('[') && !line.starts_with("[deck]") {
                let header = u32::try_from(at + 1).unwrap_or(u32::MAX);
                self.cards.extend(open.drain(..).map(|code| (file, header, code)));
            } else {
                self.deck.append(&mut open);
            }
        }
        self.deck.append(&mut open);
    }
}
