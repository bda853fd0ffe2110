//! Right answers by kind, deck, level and tag, and what is left out most.

use std::collections::BTreeMap;

use super::{Basis, Content, Section, right};
use crate::card::Card;
use crate::card::grade::Mark;

/// Rows of one figure.
const ROWS: usize = 15;
/// Columns of a point's words.
const WORDS: usize = 56;

#[derive(Default)]
struct Group(BTreeMap<String, (usize, usize)>);

impl Group {
    fn take(&mut self, name: String, right: bool) {
        let row = self.0.entry(name).or_default();
        row.0 += usize::from(right);
        row.1 += 1;
    }

    fn section(self, title: &'static str, means: &str) -> Option<Section> {
        let mut rows: Vec<(String, f32, usize)> =
            self.0.into_iter().map(|(name, (right, n))| (name, super::share(right, n), n)).collect();
        let n = rows.iter().map(|row| row.2).sum();
        rows.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.2.cmp(&a.2)));
        rows.truncate(ROWS);
        (!rows.is_empty()).then(|| Section { title, means: means.into(), n, body: Content::Shares(rows) })
    }
}

pub(super) fn sections(basis: Basis<'_>) -> Vec<Section> {
    let (mut kinds, mut cold, mut decks, mut levels, mut tags) =
        (Group::default(), Group::default(), Group::default(), Group::default(), Group::default());
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    for held in basis.library.histories() {
        let Some(found) = held.first().and_then(|past| basis.library.find(&past.review.item)) else {
            continue;
        };
        for (at, past) in held.iter().enumerate() {
            let good = right(past);
            kinds.take(found.item.facet.kind().to_owned(), good);
            if at == 0 {
                cold.take(found.item.facet.kind().to_owned(), good);
            }
            decks.take(found.loaded.deck.head.title.show().line().to_string(), good);
            if let Some(level) = &past.review.level {
                levels.take(level.clone(), true);
            }
            for tag in &found.card.tags {
                tags.take(tag.clone(), good);
            }
            for (key, _) in past.review.ticks.iter().filter(|(_, mark)| *mark == Mark::Empty) {
                *missed.entry(point(found.card, key)).or_default() += 1;
            }
        }
    }
    let reached: usize = levels.0.values().map(|row| row.1).sum();
    let levels = levels.0.into_iter().map(|(name, (_, n))| (name, super::share(n, reached), n)).collect();
    let levels = Section {
        title: "Levels you beat",
        means: "The highest model answer yours was better than, by your own word.".into(),
        n: reached,
        body: Content::Shares(levels),
    };
    let mut all = Vec::new();
    all.extend(kinds.section("By kind", "Right answers by way of asking, weakest first."));
    all.extend(
        cold.section("First meetings", "Right at the very first try: how much you knew before, or guessed."),
    );
    all.extend(decks.section("By deck", "Right answers by deck, weakest first."));
    all.extend((reached > 0).then_some(levels));
    all.extend(tags.section("By tag", "Right answers by the author's tags, weakest first."));
    all.extend(left_out(missed));
    all
}

/// Returns the words of a rubric's point; a key the author has since dropped stands for itself.
fn point(card: &Card, key: &str) -> String {
    let say = card.points.iter().find(|point| point.key == key).map(|point| point.say.show().line());
    say.map_or_else(|| format!("{} {key}", card.id), |say| say.cut(WORDS).to_string())
}

fn left_out(missed: BTreeMap<String, usize>) -> Option<Section> {
    let n = missed.values().sum();
    let mut rows: Vec<(String, usize)> = missed.into_iter().collect();
    rows.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    rows.truncate(ROWS);
    let means = "Points of rubrics that you did not say, most often first.".into();
    (!rows.is_empty()).then_some(Section {
        title: "What you leave out most",
        means,
        n,
        body: Content::Counts(rows),
    })
}
