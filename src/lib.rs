//! cardsharp: flashcards with graded open answers, in a terminal, offline.
//!
//! The rooms, bottom up. A room may import only rooms listed above it, and rooms above
//! the line of purity touch no disk, no system clock, no terminal and print nothing.
//! `tests/architecture.rs` reads this list and holds every file to it.
//!
//! To the world the library is [`main`], so that the compiler finds what nothing uses. The feature `rooms` opens
//! the rooms to tests, benches and fuzzing.
//!
//! ```text
//! decks/*.toml --store::decks--> text --deck::parse--> Deck + Problems --card--> Items
//! events/*     --store::log----> events --library::apply--> Memories
//! Items + Memories + now + seed --schedule::queue--> Session --> Question (shapes)
//! shape --tui::faces | plain--> Answer --ask.check--> Verdict --session--> Review
//! Review --Effect::Record--> app --store::log.append (durable)--> library.apply
//! ```

mod clock;
mod chance;
mod text;
mod card;
mod deck;
mod mock;
mod review;
mod schedule;
mod config;
mod library;
mod stats;
mod session;
// --- line of purity ---
mod outlet;
mod store;
mod plain;
mod tui;
mod cli;
mod commands;

pub use commands::main;

/// The rooms, open to tests, benches and fuzzing.
#[cfg(feature = "rooms")]
pub mod rooms {
    macro_rules! open {
        ($($room:ident)*) => {$(
            #[doc = concat!("The room `", stringify!($room), "`.")]
            pub mod $room {
                pub use crate::$room::*;
            }
        )*};
    }
    open!(clock chance text card deck mock review schedule config library stats session store tui cli);
}
