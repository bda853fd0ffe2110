//! Search over items: words anywhere, and a small query language. A query is parsed once and then asked of every
//! row; rows are made once, lower case, so that a key is answered within a frame at 100,000 items.

use super::Library;
use crate::card::ItemName;
use crate::card::grade::Grade;
use crate::clock::Now;
use crate::schedule::{Due, Memory};
use crate::text::Safe;
use crate::text::near::letters_in_order;

/// Letters from which a word may leave letters out; shorter ones would fit almost anything.
const FUZZY: usize = 5;

/// What is known of an item that does not change while browsing.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item.
    pub name: ItemName,
    /// Its question on one line.
    pub q: Safe,
    /// Its kind.
    pub kind: &'static str,
    hay: String,
    tags: Vec<String>,
    levels: Vec<String>,
    stale: bool,
}

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Groups joined by `or`; within a group all must hold.
    groups: Vec<Vec<Term>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    not: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// These very words, in this order.
    Exact(String),
    Word(String),
    Deck(String),
    Tag(String),
    Kind(String),
    Level(String),
    Is(State),
    Due(Order, i32),
    Wrong(Order, usize),
    Flag(String),
    Mine(String),
    Stale,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Due,
    New,
    Leech,
    Suspended,
    Flagged,
    Buried,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Less,
    More,
    Same,
}

impl Order {
    fn holds<T: PartialOrd>(self, own: &T, than: &T) -> bool {
        match self {
            Self::Less => own < than,
            Self::More => own > than,
            Self::Same => own == than,
        }
    }
}

impl Query {
    /// Reads a query; what it does not know stays a word to look for.
    pub fn parse(text: &str) -> Self {
        let mut groups = vec![Vec::new()];
        let mut not = false;
        for (word, quoted) in words(text) {
            match word.as_str() {
                word if quoted => {
                    if let Some(group) = groups.last_mut() {
                        group.push(Term { not, test: Test::Exact(word.to_lowercase()) });
                    }
                    not = false;
                }
                "or" | "OR" => groups.push(Vec::new()),
                "and" | "AND" => {}
                "not" | "NOT" => not = true,
                word => {
                    let (minus, word) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
                    if let (false, Some(group)) = (word.is_empty(), groups.last_mut()) {
                        group.push(Term { not: not || minus, test: test(word) });
                    }
                    not = false;
                }
            }
        }
        groups.retain(|group| !group.is_empty());
        Self { groups }
    }

    /// Says whether a row fits.
    pub fn fits(&self, row: &Row, library: &Library, now: Now) -> bool {
        let holds = |term: &Term| term.test.holds(row, library, now) != term.not;
        self.groups.is_empty() || self.groups.iter().any(|group| group.iter().all(holds))
    }
}

/// Splits at spaces; what stands in quotation marks stays together, and is marked when all of it does.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words = vec![(String::new(), false)];
    let mut quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                if let Some((word, exact)) = words.last_mut() {
                    *exact |= word.is_empty();
                }
            }
            ' ' | '\t' | '\n' if !quoted => words.push((String::new(), false)),
            letter => {
                if let Some((word, _)) = words.last_mut() {
                    word.push(letter);
                }
            }
        }
    }
    words.retain(|(word, _)| !word.is_empty());
    words
}

fn test(word: &str) -> Test {
    let plain = || Test::Word(word.to_lowercase());
    if let Some((key, value)) = word.split_once(':') {
        let value = value.to_lowercase();
        return match key {
            "deck" => Test::Deck(value),
            "tag" => Test::Tag(value),
            "kind" => Test::Kind(value),
            "level" => Test::Level(value),
            "flag" => Test::Flag(value),
            "mine" => Test::Mine(value),
            "stale" => Test::Stale,
            "is" => match value.as_str() {
                "due" => Test::Is(State::Due),
                "new" => Test::Is(State::New),
                "leech" => Test::Is(State::Leech),
                "suspended" => Test::Is(State::Suspended),
                "flagged" => Test::Is(State::Flagged),
                "buried" => Test::Is(State::Buried),
                _ => plain(),
            },
            _ => plain(),
        };
    }
    let compared = word.find(['<', '>', '=']).map(|at| (&word[..at], &word[at..=at], &word[at + 1..]));
    let order = |sign| match sign {
        "<" => Order::Less,
        ">" => Order::More,
        _ => Order::Same,
    };
    match compared {
        Some(("due", sign, days)) => {
            days.trim_end_matches('d').parse().map_or_else(|_| plain(), |days| Test::Due(order(sign), days))
        }
        Some(("wrong", sign, n)) => n.parse().map_or_else(|_| plain(), |n| Test::Wrong(order(sign), n)),
        Some(_) | None => plain(),
    }
}

impl Test {
    fn holds(&self, row: &Row, library: &Library, now: Now) -> bool {
        let within =
            |text: Option<&str>, part: &str| text.is_some_and(|text| text.to_lowercase().contains(part));
        match self {
            Self::Word(word) => {
                row.hay.contains(word.as_str())
                    || (word.len() >= FUZZY && letters_in_order(word, row.name.as_str()))
            }
            Self::Exact(text) => row.hay.contains(text.as_str()),
            Self::Deck(deck) => row.name.deck().contains(deck.as_str()),
            Self::Tag(tag) => row.tags.iter().any(|own| own.contains(tag.as_str())),
            Self::Kind(kind) => {
                row.kind.contains(kind.as_str()) || row.name.facet().starts_with(kind.as_str())
            }
            Self::Level(level) => row.levels.iter().any(|own| own == level),
            Self::Flag(text) => within(library.flag(&row.name), text),
            Self::Mine(text) => within(library.note(&row.name), text),
            Self::Stale => row.stale,
            Self::Due(order, days) => {
                days_to_due(row, library, now).is_some_and(|own| order.holds(&own, days))
            }
            Self::Wrong(order, n) => order.holds(&wrong(row, library), n),
            Self::Is(state) => state.holds(row, library, now),
        }
    }
}

impl State {
    fn holds(self, row: &Row, library: &Library, now: Now) -> bool {
        match self {
            Self::Due => days_to_due(row, library, now).is_some_and(|days| days <= 0),
            Self::New => library.memory(&row.name).is_none(),
            Self::Leech => library.memory(&row.name).is_some_and(Memory::is_leech),
            Self::Suspended => library.is_suspended(&row.name),
            Self::Flagged => library.flag(&row.name).is_some(),
            Self::Buried => library.is_buried(&row.name, now.day),
        }
    }
}

fn days_to_due(row: &Row, library: &Library, now: Now) -> Option<i32> {
    match library.memory(&row.name)?.due {
        Due::At(at) => Some(i32::from(at > now.at)),
        Due::On(day) => Some(day.since(now.day)),
    }
}

fn wrong(row: &Row, library: &Library) -> usize {
    library.past(&row.name).iter().filter(|past| past.review.grade == Grade::Again).count()
}

impl Library {
    /// Makes a row of every item, in deck order.
    pub fn rows(&self) -> Vec<Row> {
        let of = |loaded: &super::Loaded| {
            let cards = &loaded.deck.cards;
            let row = |item: &crate::card::Item| {
                let card = &cards[item.card];
                let q = card.q.as_ref().map(|q| q.show().line());
                let fact = || card.fact.as_ref().map(|fact| fact.sentence(None).line()).unwrap_or_default();
                let q = q.unwrap_or_else(fact);
                let answer = card.a.as_ref().map_or("", |a| a.bare());
                Row {
                    hay: format!("{} {q} {answer} {}", item.name, card.tags.join(" ")).to_lowercase(),
                    name: item.name.clone(),
                    q,
                    kind: item.facet.kind(),
                    tags: card.tags.iter().map(|tag| tag.to_lowercase()).collect(),
                    levels: card.levels.iter().map(|level| level.name.to_lowercase()).collect(),
                    stale: card.stale,
                }
            };
            loaded.items.iter().map(row).collect::<Vec<_>>()
        };
        self.decks().iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Calendar, Moment};
    use crate::config::Config;
    use crate::deck::{Source, parse};
    use crate::library::{Loaded, Origin};
    use crate::schedule::fsrs::Scheduler;

    const DECK: &str = "[deck]\nid = \"geo\"\n[capital]\nq = \"Capital of France?\"\naccept = [\"Paris\"]\ntags = [\"europe\"]\n[river]\nq = \"Longest river?\"\nanswer = \"Nile\"\nwrong = { a = \"Rhine\" }\n";

    fn found(query: &str) -> Vec<String> {
        let config = Config::default();
        let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
        let parsed = parse(&[Source { name: "geo.toml", stem: "geo", text: DECK }]);
        library.add(Loaded::new(parsed.deck, Origin::Home, 0)).unwrap();
        let now = Calendar::utc(4).now(Moment(1_795_262_400_000));
        let query = Query::parse(query);
        let rows = library.rows();
        rows.iter().filter(|row| query.fits(row, &library, now)).map(|row| row.name.to_string()).collect()
    }

    const CAPITAL: &str = "geo/capital#typed";
    const RIVER: &str = "geo/river#choice";

    #[test]
    fn words_and_fields_narrow_and_or_widens() {
        assert_eq!(found(""), [CAPITAL, RIVER]);
        assert_eq!(found("france"), [CAPITAL]);
        assert_eq!(found("\"of france\""), [CAPITAL]);
        assert_eq!(found("kind:choice"), [RIVER]);
        assert_eq!(found("tag:europe"), [CAPITAL]);
        assert_eq!(found("tag:europe or kind:choice"), [CAPITAL, RIVER]);
        assert_eq!(found("capital river"), [] as [&str; 0]);
        assert_eq!(found("not france"), [RIVER]);
        assert_eq!(found("-france"), [RIVER]);
        assert_eq!(found("is:new deck:geo"), [CAPITAL, RIVER]);
        assert_eq!(found("is:due"), [] as [&str; 0]);
        assert_eq!(found("wrong>0"), [] as [&str; 0]);
        assert_eq!(found("wrong<1 due<7d"), [] as [&str; 0]);
    }

    #[test]
    fn a_half_typed_query_never_fails_and_letters_may_be_left_out() {
        for text in ["is:", "due<", "kind:", "\"open", "-", "not", "or or", "due<x", "::"] {
            found(text);
        }
        assert_eq!(found("gcptl"), [CAPITAL]);
        assert_eq!(found("\"gcptl\""), [] as [&str; 0], "between quotes stand the very words");
        assert_eq!(found("\"kind:choice\""), [] as [&str; 0]);
    }
}
