//! The shipped decks are code: they pass our own check, and length gives no answer away.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use cardsharp::rooms::card::parts::Level;
use cardsharp::rooms::card::{Card, facets};
use cardsharp::rooms::deck::check::check;
use cardsharp::rooms::deck::{Deck, Source, parse};

const SHIPPED: [(&str, &str); 3] = [
    ("start-here", include_str!("../decks/start-here.toml")),
    ("llm-choice", include_str!("../decks/llm-choice.toml")),
    ("llm-ladder", include_str!("../decks/llm-ladder.toml")),
];

fn decks() -> Vec<Deck> {
    SHIPPED.iter().map(|(id, text)| parse(&[Source { name: id, stem: id, text }]).deck).collect()
}

#[test]
fn the_shipped_decks_pass_the_strict_check() {
    for (id, text) in SHIPPED {
        let parsed = parse(&[Source { name: id, stem: id, text }]);
        assert!(parsed.problems.is_empty(), "{id}: {:?}", parsed.problems);
        let problems = check(&parsed.deck, &parsed.allows, 2026);
        assert!(problems.is_empty(), "{id}: {problems:?}");
        let head = &parsed.deck.head;
        assert_eq!(head.license.as_deref(), Some("CC-BY-4.0"));
        assert!(head.as_of.is_some() && head.version.is_some(), "{id} is dated and versioned");
    }
}

#[test]
fn every_deck_in_the_folder_is_shipped_and_tested() {
    let mut files: Vec<String> = std::fs::read_dir("decks")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("LICENSE"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut shipped: Vec<&str> = SHIPPED.iter().map(|(id, _)| *id).collect();
    shipped.sort_unstable();
    assert_eq!(files, shipped);
    for (stem, text) in cardsharp::rooms::store::builtin::DECKS {
        assert!(SHIPPED.contains(&(stem, text)), "{stem} is built in as it stands in decks/");
    }
}

/// Wins of one who always prefers the longer text, in halves, and contests.
#[derive(Default)]
struct Player {
    halves: usize,
    contests: usize,
}

impl Player {
    fn play(&mut self, better: &str, worse: &str) {
        let (better, worse) = (better.chars().count(), worse.chars().count());
        self.contests += 1;
        self.halves += match better.cmp(&worse) {
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 0,
        };
    }

    fn share(&self) -> f64 {
        self.halves as f64 / (2 * self.contests) as f64
    }
}

fn fragments(levels: &[Level]) -> Vec<(usize, &str)> {
    levels
        .iter()
        .enumerate()
        .flat_map(|(rank, level)| level.say.iter().map(move |say| (rank, say.bare())))
        .collect()
}

fn levels(card: &Card) -> impl Iterator<Item = &[Level]> {
    std::iter::once(card.levels.as_slice()).chain(card.follows.iter().map(|follow| follow.levels.as_slice()))
}

#[test]
fn a_player_who_looks_at_length_alone_is_guessing_in_every_deck() {
    for deck in decks() {
        let (mut pairs, mut placed) = (Player::default(), Player::default());
        for card in &deck.cards {
            for pair in &card.pairs {
                pairs.play(pair.strong.bare(), pair.weak.bare());
            }
            for levels in levels(card) {
                let fragments = fragments(levels);
                for (rank, text) in &fragments {
                    for (_, other) in fragments.iter().filter(|(lower, _)| lower < rank) {
                        placed.play(text, other);
                    }
                }
            }
        }
        assert!(pairs.contests >= 2 && placed.contests >= 9, "{}", deck.head.id);
        for (what, player) in [("pairs", pairs), ("levels", placed)] {
            assert!((0.4..=0.6).contains(&player.share()), "{}, {what}: {:.2}", deck.head.id, player.share());
        }
    }
}

#[test]
fn the_decks_use_every_facet_and_explain_every_wrong_option() {
    let mut words: Vec<&str> = Vec::new();
    for deck in decks() {
        for item in facets::items(&deck.head, &deck.cards) {
            words.push(item.facet.word());
        }
        for card in &deck.cards {
            assert!(card.wrong.iter().all(|lure| lure.why.is_some()), "{}", card.id);
            assert!(
                card.follows.iter().all(|follow| !follow.points.is_empty() || follow.a.is_some()),
                "{}",
                card.id
            );
        }
    }
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 17, "{words:?}");
}
