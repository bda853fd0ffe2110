//! Search over items: words anywhere, and a small query language. A query is parsed once and then asked of every
//! row; rows are made once, lower case, so that a key is answered within a frame at 100,000 items.

mod rows;

use std::cmp::Ordering;

use memchr::memmem::Finder;

use super::Library;
use crate::card::grade::Grade;
use crate::clock::Now;
use crate::schedule::{Due, Memory};
pub use rows::IndexRow;

/// Letters from which a word may leave letters out; shorter ones would fit almost anything.
const FUZZY: usize = 5;

/// A parsed query.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Groups joined by `or`; within a group all must hold.
    groups: Vec<Vec<Term>>,
}

#[derive(Clone, Debug)]
struct Term {
    not: bool,
    test: Test,
}

#[derive(Clone, Debug)]
enum Test {
    /// These very words, in this order.
    Exact(Finder<'static>),
    Word(String, Finder<'static>),
    Deck(String),
    Tag(String),
    Kind(String),
    Level(String),
    Is(State),
    Due(Ordering, i32),
    Wrong(Ordering, usize),
    Flag(String),
    Mine(String),
    Stale,
}

/// Says whether a row's item is in a state.
type State = fn(&IndexRow, &Library, Now) -> bool;

impl Query {
    /// Reads a query; what it does not know stays a word to look for.
    pub fn parse(text: &str) -> Self {
        let mut groups = vec![Vec::new()];
        let mut not = false;
        for (word, quoted) in words(text) {
            match word.as_str() {
                word if quoted => {
                    if let Some(group) = groups.last_mut() {
                        group.push(Term { not, test: Test::Exact(finder(&word.to_lowercase())) });
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

    /// Says whether a longer query can only fit rows that the shorter one fits: its last word goes on, and is plain.
    pub fn narrows(old: &str, new: &str) -> bool {
        let Some(more) = new.strip_prefix(old) else { return false };
        let last = old.rsplit(' ').next().unwrap_or_default();
        let plain = |text: &str| text.chars().all(char::is_alphanumeric);
        let operator = |word: &str| ["or", "and", "not"].iter().any(|own| own.eq_ignore_ascii_case(word));
        let before_fuzzy = last.len() + more.len() < FUZZY || last.len() >= FUZZY;
        let words: Vec<&str> = old.split(' ').collect();
        !last.is_empty()
            && !more.is_empty()
            && plain(last)
            && plain(more)
            && before_fuzzy
            && !old.contains('"')
            && !words.iter().any(|word| operator(word))
            && !operator(&format!("{last}{more}"))
    }

    /// Returns the rows that fit, of all or of those given, in order.
    pub fn find(&self, rows: &[IndexRow], of: Option<Vec<usize>>, library: &Library, now: Now) -> Vec<usize> {
        let fits = |at: &usize| self.fits(&rows[*at], library, now);
        match of {
            Some(of) => of.into_iter().filter(fits).collect(),
            None => (0..rows.len()).filter(fits).collect(),
        }
    }

    /// Says whether a row fits.
    fn fits(&self, row: &IndexRow, library: &Library, now: Now) -> bool {
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
                    // No text that is searched has a line end, and one between two rows is nobody's.
                    word.push(if letter == '\n' { ' ' } else { letter });
                }
            }
        }
    }
    words.retain(|(word, _)| !word.is_empty());
    words
}

fn test(word: &str) -> Test {
    let plain = || {
        let word = word.to_lowercase();
        let finder = finder(&word);
        Test::Word(word, finder)
    };
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
            "is" => state(&value).map_or_else(plain, Test::Is),
            _ => plain(),
        };
    }
    let compared = word.find(['<', '>', '=']).map(|at| (&word[..at], &word[at..=at], &word[at + 1..]));
    let order = |sign| match sign {
        "<" => Ordering::Less,
        ">" => Ordering::Greater,
        _ => Ordering::Equal,
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
    fn holds(&self, row: &IndexRow, library: &Library, now: Now) -> bool {
        let within =
            |text: Option<&str>, part: &str| text.is_some_and(|text| text.to_lowercase().contains(part));
        match self {
            Self::Word(word, finder) => row.has(finder) || (word.len() >= FUZZY && row.has_letters(word)),
            Self::Exact(finder) => row.has(finder),
            Self::Deck(deck) => row.name.deck().contains(deck.as_str()),
            Self::Tag(tag) => row.marks.tags.iter().any(|own| own.contains(tag.as_str())),
            Self::Kind(kind) => {
                row.kind.contains(kind.as_str()) || row.name.facet().starts_with(kind.as_str())
            }
            Self::Level(level) => row.marks.levels.iter().any(|own| own == level),
            Self::Flag(text) => within(library.flag(&row.name), text),
            Self::Mine(text) => within(library.note(&row.name), text),
            Self::Stale => row.marks.stale,
            Self::Due(order, days) => {
                days_to_due(row, library, now).is_some_and(|own| own.cmp(days) == *order)
            }
            Self::Wrong(order, n) => wrong(row, library).cmp(n) == *order,
            Self::Is(state) => state(row, library, now),
        }
    }
}

fn finder(word: &str) -> Finder<'static> {
    Finder::new(word).into_owned()
}

fn state(word: &str) -> Option<State> {
    Some(match word {
        "due" => |row, library, now| days_to_due(row, library, now).is_some_and(|days| days <= 0),
        "new" => |row, library, _| library.memory(&row.name).is_none(),
        "leech" => |row, library, _| library.memory(&row.name).is_some_and(Memory::is_leech),
        "suspended" => |row, library, _| library.is_suspended(&row.name),
        "flagged" => |row, library, _| library.flag(&row.name).is_some(),
        "buried" => |row, library, now| library.is_buried(&row.name, now.day),
        _ => return None,
    })
}

fn days_to_due(row: &IndexRow, library: &Library, now: Now) -> Option<i32> {
    match library.memory(&row.name)?.due {
        Due::At(at) => Some(i32::from(at > now.at)),
        Due::On(day) => Some(day.since(now.day)),
    }
}

fn wrong(row: &IndexRow, library: &Library) -> usize {
    library.past(&row.name).iter().filter(|past| past.review.grade == Grade::Again).count()
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
        found_in(DECK, query)
    }

    fn found_in(deck: &str, query: &str) -> Vec<String> {
        let config = Config::default();
        let mut library = Library::new(Scheduler::new(config.rules()).unwrap(), &config);
        let parsed = parse(&[Source { name: "geo.toml", stem: "geo", text: deck }]);
        library.add(Loaded::new(parsed.deck, Origin::Home, 0)).unwrap();
        let now = Calendar::utc(4).now(Moment(1_795_262_400_000));
        let query = Query::parse(query);
        let rows = library.rows();
        let all = query.find(&rows, None, &library, now).into_iter();
        all.map(|at| rows[at].name.to_string()).collect()
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
    fn the_items_of_a_card_share_its_words_and_have_names_of_their_own() {
        let deck = "[deck]\nid = \"geo\"\n[one]\nq = \"First?\"\na = \"An answer to the first, of many words.\"\n[two]\nfact = \"Rivers: {{long=Nile}} and {{wide=Amazon}}.\"\n[three]\nq = \"A river again?\"\na = \"An answer to the last, of many words.\"\n";
        let names = ["geo/two#cloze.long", "geo/two#cloze.wide"];
        assert_eq!(found_in(deck, "nile"), names);
        assert_eq!(found_in(deck, "cloze.wide"), names[1..]);
        assert_eq!(found_in(deck, "river"), [names[0], names[1], "geo/three#recall"]);
        assert_eq!(found_in(deck, "words"), ["geo/one#recall", "geo/three#recall"]);
        assert_eq!(found_in(deck, "words"), found_in(deck, "-nile words"));
        assert_eq!(found_in(deck, "\"amazon.  a\""), [] as [&str; 0], "no query spans two cards");
    }

    #[test]
    fn a_line_end_in_quotation_marks_spans_no_two_rows() {
        assert_eq!(found("\"paris\n"), [] as [&str; 0]);
        assert_eq!(found("\"capital\nof"), [CAPITAL]);
    }

    #[test]
    fn letters_left_out_are_found_in_capitals_too() {
        let deck = "[deck]\nid = \"geo\"\nscale = [\"L5\", \"L6\"]\n[one]\nq = \"First?\"\nanswer = \"x\"\nwrong = { A = \"y\" }\nlevels.L5 = \"a line of words\"\nlevels.L6 = \"another line of words\"\n";
        assert!(!found_in(deck, "gonel5").is_empty());
    }

    #[test]
    fn a_longer_word_narrows_and_nothing_else_is_taken_to() {
        for (old, new) in [("fr", "fran"), ("kind:choice lo", "kind:choice lon"), ("longe", "longest")] {
            assert!(Query::narrows(old, new), "{old} -> {new}");
            assert!(found(new).iter().all(|name| found(old).contains(name)), "{old} -> {new}");
        }
        let not = [
            ("", "a"),
            ("is:ne", "is:new"),
            ("lat", "latex"),
            ("a or b", "a or bc"),
            ("no", "not"),
            ("a", "a"),
            ("\"a", "\"ab"),
        ];
        for (old, new) in
            not.into_iter().chain([("fran", "fra"), ("-a", "-ab"), ("not a", "not ab"), ("a", "a b")])
        {
            assert!(!Query::narrows(old, new), "{old} -> {new}");
        }
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
