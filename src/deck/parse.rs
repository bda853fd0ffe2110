//! A deck's files read with every problem at once: a bad card never hides the other ninety-nine.

mod broken;
mod card;
mod fields;
mod head;
mod lines;
mod plain;
mod refs;
mod sink;

use std::collections::{BTreeSet, HashMap};

use toml::de::{DeTable, DeValue};

use super::{Allows, Code, Deck, Parsed, Severity, Source};
use crate::card::Card;
use crate::text::toml::{fits, is_header};
use fields::Fields;
use sink::{Sink, beginning};

/// Cards in one deck.
const MAX_CARDS: usize = 1_000_000;
/// Letters of an id.
const LONGEST_ID: usize = 250;
/// What silences warnings.
const ALLOW: &str = "# check: allow ";
/// Tables that are not cards.
const RESERVED: [&str; 4] = ["deck", "mock", "glossary", "include"];

/// Reads one deck: a file, or the files of a folder in the order given.
pub fn parse(sources: &[Source<'_>]) -> Parsed {
    let mut deck =
        Deck { files: sources.iter().map(|source| source.name.to_owned()).collect(), ..Deck::default() };
    deck.head.id = sources.first().map(|source| source.stem.to_owned()).unwrap_or_default();
    let mut parsed = Parsed::default();
    let mut found = Gathered::default();
    for (file, source) in sources.iter().enumerate() {
        let sink = Sink::new(file, source.text);
        parse_file(&sink, source, &mut deck, &mut found);
        parsed.allows.read(file, source.text);
        let (problems, counted) = sink.into_problems();
        parsed.problems.extend(problems);
        parsed.counted = parsed.counted.and(counted);
    }
    head::finish(&mut deck.head);
    deck.cards = found.cards;
    let dangling = refs::check(&mut deck, &found.ids, &found.mocks, sources, &mut parsed.problems);
    parsed.counted.add(Severity::Error, dangling);
    parsed.problems.sort_by_key(|problem| (problem.file, problem.line, problem.column));
    parsed.problems.retain(|problem| problem.severity == Severity::Error || !parsed.allows.covers(problem));
    parsed.deck = deck;
    parsed
}

/// What has been found so far: whole cards, and every id with the place it was first used.
#[derive(Default)]
struct Gathered {
    cards: Vec<Card>,
    ids: HashMap<String, (usize, u32)>,
    head: Option<(usize, u32)>,
    /// Where each mock stands.
    mocks: Vec<(usize, u32)>,
}

fn parse_file(sink: &Sink<'_>, source: &Source<'_>, deck: &mut Deck, found: &mut Gathered) {
    if let Err(too_much) = fits(source.text) {
        return sink.too_much(&too_much);
    }
    if let Ok(table) = DeTable::parse(source.text) {
        return read_tables(sink, table.into_inner(), deck, found);
    }
    let mended = broken::without_broken(sink, source.text);
    read_tables(sink, broken::rest(sink, &mended), deck, found);
}

fn read_tables(sink: &Sink<'_>, table: DeTable<'_>, deck: &mut Deck, found: &mut Gathered) {
    // The scale must be known before the first card that uses it.
    if let Some((key, value)) = table.get_key_value("deck") {
        read_head(sink, key.span().start, value, deck, found);
    }
    // Each table is let go once it has been read.
    for (key, value) in table {
        let name: &str = key.get_ref();
        match (name, value.get_ref()) {
            ("deck", _) => {}
            ("mock", DeValue::Table(mocks)) => {
                found.mocks.extend(head::mocks(sink, mocks, deck).into_iter().map(|line| (sink.file, line)));
            }
            ("glossary", DeValue::Table(words)) => head::glossary(sink, words, deck),
            ("include", _) => sink.warn(
                "W12",
                key.span(),
                "`include` is not read; a deck is one file or one folder of files",
                "put the files into one folder",
            ),
            ("title", DeValue::String(title)) => deck.head.title = crate::text::Raw::new(&**title),
            ("cards" | "card", DeValue::Array(cards)) => plain::read(sink, cards, found),
            (_, DeValue::Table(table)) => read_card(sink, name, key.span(), table, deck, found),
            _ => sink.error(
                "E09",
                key.span(),
                &format!("`{}` stands outside any card and is no table", beginning(name)),
                "put it under a [card-id] header, or under [deck]",
            ),
        }
    }
}

fn read_head(
    sink: &Sink<'_>,
    at: usize,
    value: &toml::Spanned<DeValue<'_>>,
    deck: &mut Deck,
    found: &mut Gathered,
) {
    let line = sink.line(at);
    if let Some((file, first)) = found.head {
        let name = deck.files.get(file).cloned().unwrap_or_default();
        let what = format!("[deck] is already given at {name}:{first}");
        return sink.error("E11", at..at + 4, &what, "keep one [deck] in a folder of files");
    }
    found.head = Some((sink.file, line));
    match value.get_ref() {
        DeValue::Table(table) => head::read(&mut Fields::new(sink, table, value.span()), &mut deck.head),
        _ => sink.error("E09", value.span(), "`deck` is no table", "write a [deck] header"),
    }
}

fn read_card(
    sink: &Sink<'_>,
    id: &str,
    span: std::ops::Range<usize>,
    table: &DeTable<'_>,
    deck: &Deck,
    found: &mut Gathered,
) {
    let header = sink.enter(span.start);
    let broken = sink.has_syntax_error(id);
    if looks_reserved(table)
        && let Some(close) = fields::suggestion(id, &RESERVED)
    {
        sink.warn("W11", span, &format!("[{id}] is read as a card"), &format!("did you mean [{close}]?"));
        return sink.leave();
    }
    let before = sink.errors();
    if let Some((what, advice)) = bad_id(id) {
        sink.error("E07", span.clone(), &format!("the card id `{}` {what}", beginning(id)), advice);
    }
    if let Some((file, line)) = found.ids.get(id) {
        let name = deck.files.get(*file).cloned().unwrap_or_default();
        let what = format!("duplicate id [{id}], already used at {name}:{line}");
        sink.error("E12", span.clone(), &what, "give one of them another id");
    }
    let mut card = card::read(&mut Fields::new(sink, table, span), &deck.head);
    (card.id, card.file, card.line) = (id.to_owned(), sink.file, header);
    found.ids.entry(id.to_owned()).or_insert((sink.file, header));
    if sink.errors() == before && !broken && found.cards.len() < MAX_CARDS {
        found.cards.push(card);
    }
    sink.leave();
}

/// Says what is wrong with an id an author gave, and what to do.
fn bad_id(id: &str) -> Option<(String, &'static str)> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(is_plain) {
        return Some(("has other characters".into(), "use a-z, 0-9 and - only"));
    }
    (id.len() > LONGEST_ID)
        .then(|| (format!("has {} letters, and {LONGEST_ID} are the most", id.len()), "shorten it"))
}

/// A misspelt `[dekc]` holds a deck's keys, not a card's.
fn looks_reserved(table: &DeTable<'_>) -> bool {
    !["q", "fact", "a", "order", "weak", "answer"].into_iter().any(|name| table.contains_key(name))
}

impl Allows {
    fn read(&mut self, file: usize, text: &str) {
        if memchr::memmem::find(text.as_bytes(), ALLOW.as_bytes()).is_none() {
            return;
        }
        let mut open: BTreeSet<Code> = BTreeSet::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            if let Some(codes) = line.strip_prefix(ALLOW) {
                open.extend(codes.split([' ', ',']).filter_map(Self::code));
            } else if open.is_empty() || line.starts_with('#') {
            } else if line.starts_with('[') && !is_header(line, "deck") {
                let header = u32::try_from(at + 1).unwrap_or(u32::MAX);
                self.cards.extend(std::mem::take(&mut open).into_iter().map(|code| (file, header, code)));
            } else {
                self.deck.append(&mut open);
            }
        }
        self.deck.append(&mut open);
        self.cards.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Parsed {
        parse(&[Source { name: "d.toml", stem: "d", text }])
    }

    fn codes(text: &str) -> Vec<(&'static str, u32, u32)> {
        read(text).problems.into_iter().map(|p| (p.code, p.line, p.column)).collect()
    }

    const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\nscale = [\"L4\", \"L5\"]\n";

    #[test]
    fn each_fault_has_its_code_and_its_place() {
        let cases = [
            ("[a]\nq = \"x\"\na = \"y\nb\"\n", "E01", 7),
            ("[a]\nq = \"x\"\n", "E02", 5),
            ("[a]\nq = \"x\"\nanswer = \"y\"\n", "E02", 5),
            ("[a]\nq = \"x\"\n[a.points]\np = { say = \"s\", level = \"L9\" }\n", "E03", 8),
            ("[a]\nq = \"x\"\norder = [\"b\", \"c\"]\n[a.rung.b]\ncovers = \"b\"\n", "E04", 7),
            ("[a]\nfact = \"no blank here\"\n", "E05", 6),
            ("[a]\nfact = \"an {{open blank\"\n", "E05", 6),
            ("[a]\nq = \"x\"\na = \"y\"\nrelated = [\"nowhere\"]\n", "E06", 8),
            ("[a]\nq = \"x\"\na = \"y\"\n[a.follow.\"b c\"]\nq = \"z\"\na = \"w\"\n", "E07", 8),
            ("[a]\nq = \"\"\na = \"y\"\n", "E08", 6),
            ("[a]\nq = 3\na = \"y\"\n", "E09", 6),
            ("[a]\nq = \"x\"\na = \"y\"\nqq = \"z\"\n", "W10", 8),
        ];
        for (card, code, line) in cases {
            let codes = codes(&format!("{HEAD}{card}"));
            assert!(
                codes.iter().any(|t| t.0 == code && t.1 == line),
                "{card}: {codes:?}, not {code} on {line}"
            );
        }
        assert_eq!(codes("[deck]\nid = \"d\"\nformat = 2\n")[0].0, "E10");
    }

    #[test]
    fn a_second_deck_header_and_a_second_use_of_an_id_name_the_first() {
        let one = "[deck]\nid = \"d\"\ntitle = \"D\"\n[a]\nq = \"x\"\na = \"y\"\n";
        let parsed = parse(&[
            Source { name: "one.toml", stem: "d", text: one },
            Source { name: "two.toml", stem: "d", text: one },
        ]);
        let codes: Vec<_> = parsed.problems.iter().map(|p| (p.code, p.file, p.line)).collect();
        assert_eq!(codes, [("E11", 1, 1), ("E12", 1, 4)]);
        assert!(parsed.problems[1].what.contains("one.toml:4"), "{}", parsed.problems[1].what);
    }

    #[test]
    fn a_bad_card_hides_no_other() {
        let mut cards = String::new();
        for id in 0..100 {
            let a = if id == 50 { "7" } else { "\"y\"" };
            cards.push_str(&format!("[c{id}]\nq = \"x\"\na = {a}\n"));
        }
        let parsed = read(&cards);
        assert_eq!(parsed.deck.cards.len(), 99);
        assert_eq!(parsed.problems.iter().filter(|p| p.severity == Severity::Error).count(), 1);
    }

    #[test]
    fn text_that_is_no_toml_in_one_card_leaves_the_others() {
        let parsed = read("[a]\nq = \"x\"\na = \"y\"\n\n[b]\nq = \"x\nbroken\n\n[c]\nq = \"x\"\na = \"y\"\n");
        let ids: Vec<_> = parsed.deck.cards.iter().map(|card| card.id.as_str()).collect();
        assert!(ids.contains(&"a") && ids.contains(&"c"), "{ids:?}");
        assert!(parsed.problems.iter().any(|p| p.code == "E01" && p.line == 6));
        assert!(parsed.problems.iter().all(|p| p.code != "E02"), "{:?}", parsed.problems);
    }

    #[test]
    fn a_misspelt_key_gets_a_suggestion() {
        let parsed = read("[a]\nq = \"x\"\na = \"y\"\nrelatd = []\n");
        let problem = parsed.problems.iter().find(|p| p.code == "W10").unwrap();
        assert!(problem.advice.contains("related"), "{}", problem.advice);
    }

    #[test]
    fn order_is_the_order_of_the_file() {
        let parsed =
            read("[z]\nq = \"x\"\na = \"y\"\n[b]\nq = \"x\"\na = \"y\"\n[m]\nq = \"x\"\na = \"y\"\n");
        let ids: Vec<_> = parsed.deck.cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids, ["z", "b", "m"]);
    }

    #[test]
    fn a_line_may_be_a_text_or_a_table_and_sugar_is_a_single_pair() {
        let parsed = read(
            "[a]\nq = \"x\"\nweak = \"w\"\nstrong = \"s\"\nwhy = \"because\"\n[a.points]\none = \"1\"\ntwo = { say = \"2\", must = true }\n",
        );
        assert!(parsed.problems.iter().all(|p| p.severity == Severity::Hint), "{:?}", parsed.problems);
        let card = &parsed.deck.cards[0];
        assert_eq!((card.pairs.len(), card.points.len(), card.points[1].must), (1, 2, true));
    }

    #[test]
    fn an_allowed_warning_is_silent_and_an_error_never_is() {
        let quiet = "# check: allow W10\n[a]\nq = \"x\"\na = \"y\"\nqq = 1\n";
        assert!(read(quiet).problems.iter().all(|p| p.code != "W10"), "{:?}", read(quiet).problems);
        let loud = "# check: allow E02\n[a]\nq = \"x\"\n";
        assert!(read(loud).problems.iter().any(|p| p.code == "E02"));
    }
}
