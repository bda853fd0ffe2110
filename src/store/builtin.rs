//! The decks compiled into the program.

/// Names and texts, in the order home shows them.
pub const DECKS: [(&str, &str); 3] = [
    ("start-here", include_str!("../../decks/start-here.toml")),
    ("llm-choice", include_str!("../../decks/llm-choice.toml")),
    ("llm-ladder", include_str!("../../decks/llm-ladder.toml")),
];
