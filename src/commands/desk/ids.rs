//! Decks that would have one id: which of them has it, so that no progress is mixed.

use std::collections::{HashMap, HashSet};

use crate::library::{Loaded, Origin, same_id};
use crate::text::Safe;

/// Returns the decks whose id another deck has, by their place, with the reason.
///
/// An id the author gave goes before one made of a file's name; a file whose name is the id goes before one whose
/// name only gives it; a deck of the learner goes before one of the program. What is alike stands in order.
pub(super) fn refused<'a>(decks: impl Iterator<Item = (&'a Loaded, bool)>) -> Vec<(usize, Safe)> {
    let decks: Vec<(&Loaded, bool)> = decks.collect();
    let rank = |(loaded, is_name): (&Loaded, bool)| {
        (loaded.origin == Origin::Builtin, !loaded.deck.head.has_id, !is_name)
    };
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (at, deck) in decks.iter().enumerate() {
        let owner = owners.entry(&deck.0.deck.head.id).or_insert(at);
        if rank(*deck) < rank(decks[*owner]) {
            *owner = at;
        }
    }
    let others = decks.iter().enumerate().filter_map(|(at, (loaded, _))| {
        let owner = owners[loaded.deck.head.id.as_str()];
        (owner != at).then(|| (at, same_id(loaded, decks[owner].0)))
    });
    others.collect()
}

/// Takes a former id from decks that shared it, and where another deck has it today: whose progress it is cannot
/// be told then.
pub(super) fn keep_own_formers<'a>(decks: impl Iterator<Item = &'a mut Loaded>) {
    let mut decks: Vec<&mut Loaded> = decks.collect();
    let today: HashSet<String> = decks.iter().map(|loaded| loaded.deck.head.id.clone()).collect();
    let mut shared: HashMap<String, usize> = HashMap::new();
    for former in decks.iter().filter_map(|loaded| loaded.former.clone()) {
        *shared.entry(former).or_default() += 1;
    }
    for loaded in &mut decks {
        loaded.former = loaded.former.take().filter(|former| shared[former] == 1 && !today.contains(former));
    }
}
