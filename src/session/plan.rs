//! Plans: which items a sitting asks, and which of them in one question.

use crate::card::ask::Question;
use crate::card::{Facet, Item, ItemName};
use crate::clock::Now;
use crate::config::{AskSure, Config};
use crate::library::{Library, Loaded, SHEET, Which};
use crate::schedule::Due;
use crate::schedule::queue::any_order;

/// What a sitting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// What is due and new.
    Study {
        /// Ids of decks; all when empty.
        decks: Vec<String>,
        /// Due, new or both.
        which: Which,
    },
    /// The first five questions a newcomer meets, one of each kind.
    FirstRun,
    /// Anything, in any order, not recorded.
    Practice,
    /// Just these items, due or not.
    Items(Vec<ItemName>),
    /// Just these items, not recorded.
    Cram(Vec<ItemName>),
}

/// How a sitting is run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Items in all, at most.
    pub size: usize,
    /// Minutes after which nothing more is asked.
    pub minutes: Option<usize>,
    /// Whether certainty is asked on objective kinds.
    pub ask_sure: bool,
    /// Changes the order of options; the same seed repeats the sitting.
    pub seed: u64,
}

impl Options {
    /// Returns how a sitting is run by the settings.
    pub fn of(config: &Config) -> Self {
        Self {
            size: config.session_size,
            minutes: config.session_minutes,
            ask_sure: config.ask_sure == AskSure::Objective,
            seed: 0,
        }
    }
}

/// Returns the questions of a plan; tells of one card share one.
pub(super) fn questions(plan: &Plan, options: &Options, library: &Library, now: Now) -> Vec<Vec<ItemName>> {
    let items: Vec<&Item> = match plan {
        Plan::Study { decks, which } => library.session(decks, *which, options.size, now),
        Plan::FirstRun => return first_run(library),
        Plan::Items(names) | Plan::Cram(names) => {
            names.iter().filter_map(|name| Some(library.find(name)?.item)).collect()
        }
        Plan::Practice => {
            let all: Vec<&Item> = library.decks().iter().flat_map(|loaded| &loaded.items).collect();
            let order = any_order(all.len(), options.seed);
            order.into_iter().take(options.size).map(|at| all[at]).collect()
        }
    };
    sheets(&items)
}

fn is_tell(item: &Item) -> bool {
    matches!(item.facet, Facet::Tell(_))
}

fn sheets(items: &[&Item]) -> Vec<Vec<ItemName>> {
    let mut questions: Vec<(bool, Vec<ItemName>)> = Vec::new();
    for item in items {
        let open = questions.iter_mut().find(|(tell, question)| {
            *tell && is_tell(item) && question.len() < SHEET && question[0].card() == item.name.card()
        });
        match open {
            Some((_, question)) => question.push(item.name.clone()),
            None => questions.push((is_tell(item), vec![item.name.clone()])),
        }
    }
    questions.into_iter().map(|(_, question)| question).collect()
}

/// One of each kind: a choice, a tell sheet, a fact, a ladder, a recall; from the first deck that has a choice.
fn first_run(library: &Library) -> Vec<Vec<ItemName>> {
    let has_choice = |loaded: &&Loaded| loaded.items.iter().any(|item| item.facet == Facet::Choice);
    let named = library.decks().iter().filter(|loaded| loaded.origin == crate::library::Origin::Named);
    let start = library.decks().iter().filter(|loaded| loaded.deck.head.id == "start-here");
    let any = library.decks().iter().filter(has_choice).chain(library.decks());
    let Some(loaded) = named.chain(start).chain(any).next() else { return Vec::new() };
    let first = |wanted: &dyn Fn(&Facet) -> bool| loaded.items.iter().find(|item| wanted(&item.facet));
    let mut items: Vec<&Item> = Vec::new();
    items.extend(first(&|facet| *facet == Facet::Choice).or_else(|| easiest(loaded)));
    if let Some(tell) = first(&|facet| matches!(facet, Facet::Tell(_))) {
        items.extend(loaded.items.iter().filter(|item| item.card == tell.card && is_tell(item)).take(SHEET));
    }
    items.extend(first(&|facet| matches!(facet, Facet::Cloze(_))));
    items.extend(first(&|facet| *facet == Facet::Ladder));
    items.extend(first(&|facet| *facet == Facet::Recall));
    let mut seen: Vec<&ItemName> = Vec::new();
    items.retain(|item| {
        !seen.contains(&&item.name) && {
            seen.push(&item.name);
            true
        }
    });
    sheets(&items)
}

fn easiest(loaded: &Loaded) -> Option<&Item> {
    loaded.items.iter().min_by_key(|item| item.facet.hardness())
}

/// Returns the follow-ups to ask behind a question: new ones and those due.
pub(super) fn follow_ups(question: &Question, library: &Library, now: Now) -> Vec<Vec<ItemName>> {
    let Some(found) = question.items.first().and_then(|item| library.find(item)) else { return Vec::new() };
    // Only who has said the whole answer is asked for more.
    if found.item.facet != Facet::Recall {
        return Vec::new();
    }
    let siblings = found.loaded.items.iter().filter(|item| item.card == found.item.card);
    let waiting = |item: &&Item| match library.memory(&item.name).map(|memory| memory.due) {
        None => true,
        Some(Due::On(day)) => day <= now.day,
        Some(Due::At(at)) => at <= now.at,
    };
    siblings
        .filter(|item| matches!(item.facet, Facet::Follow(_)))
        .filter(waiting)
        .map(|item| vec![item.name.clone()])
        .collect()
}
