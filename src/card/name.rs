//! The names of items, and their parts.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Facet;

/// The name of an item, `deck/card#facet.key`: all that the log says about content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ItemName(Arc<str>);

impl ItemName {
    /// Names a facet of a card.
    pub fn new(deck: &str, card: &str, facet: &Facet) -> Self {
        Self(format!("{deck}/{card}#{facet}").into())
    }

    /// Takes a name as it stands in a log.
    pub fn of(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name within its deck, `card#facet.key`.
    pub fn within_deck(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, rest)| rest)
    }

    /// Returns the card's id within its deck.
    pub fn card_id(&self) -> &str {
        self.card().split_once('/').map_or(self.card(), |(_, card)| card)
    }

    /// Returns the key of a follow-up; other items have none.
    pub fn follow_up(&self) -> Option<&str> {
        self.facet().strip_prefix("follow.")
    }

    /// Returns `deck/card`.
    pub fn card(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(card, _)| card)
    }

    /// Returns the deck's id.
    pub fn deck(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(deck, _)| deck)
    }

    /// Returns `facet.key`.
    pub fn facet(&self) -> &str {
        self.0.split_once('#').map_or("", |(_, facet)| facet)
    }
}

impl From<String> for ItemName {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl From<ItemName> for String {
    fn from(name: ItemName) -> Self {
        name.as_str().to_owned()
    }
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
