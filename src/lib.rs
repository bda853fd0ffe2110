//! cardsharp: flashcards with graded open answers, in a terminal, offline.
//!
//! The rooms, bottom up. A room may import only rooms listed above it, and rooms above
//! the line of purity touch no disk, no system clock, no terminal and print nothing.
//! `tests/architecture.rs` reads this list and holds every file to it.
//!
//! ```text
//! decks/*.toml --store::decks--> text --deck::parse--> Deck + Problems --card--> Items
//! events/*     --store::log----> events --library::apply--> Memories
//! Items + Memories + now + seed --schedule::queue--> Session --> Question (shapes)
//! shape --tui::faces | plain--> Answer --ask.check--> Verdict --session--> Review
//! Review --Effect::Record--> app --store::log.append (durable)--> library.apply
//! ```

pub mod clock;
pub mod chance;
pub mod text;
pub mod card;
pub mod deck;
pub mod mock;
pub mod review;
pub mod schedule;
pub mod config;
pub mod library;
pub mod stats;
pub mod session;
// --- line of purity ---
pub mod outlet;
pub mod store;
pub mod plain;
pub mod tui;
pub mod cli;
pub mod commands;
