//! Levels: place a fragment, lift an answer to the next level, name the must an answer leaves out.

use super::{Body, note};
use crate::card::ask::{Ask, Choose, Idea, Layout, Model, Note, Opt, Ticks};
use crate::card::parts::{Level, Point};
use crate::card::{Card, Facet, Head};
use crate::chance::Chance;
use crate::text::{Raw, Safe, show};

/// Fragments further than this share from the middle length give their level away.
const LENGTH_BAND: f64 = 0.3;

pub(super) fn yields(card: &Card, facets: &mut Vec<Facet>) {
    let spoken: Vec<&Level> = card.levels.iter().filter(|level| !level.say.is_empty()).collect();
    if spoken.len() >= 2 {
        facets.extend(spoken.iter().map(|level| Facet::Place(level.name.clone())));
        facets.extend(spoken.iter().rev().skip(1).rev().map(|level| Facet::Lift(level.name.clone())));
    }
    if shown_and_missing(&spoken, card).is_some() {
        facets.push(Facet::Missing);
    }
}

/// Returns a level's whole answer: the fragments of the level it builds on, then its own.
fn spoken(levels: &[Level], level: &Level) -> Vec<Safe> {
    let base = level.builds_on.as_ref().and_then(|name| {
        levels.iter().take_while(|other| other.name != level.name).find(|other| other.name == *name)
    });
    let mut lines = base.map(|base| spoken(levels, base)).unwrap_or_default();
    lines.extend(level.say.iter().map(Raw::show));
    lines
}

fn whole(levels: &[Level], level: &Level) -> Safe {
    Safe::join(&spoken(levels, level), " ")
}

pub(super) fn models(levels: &[Level]) -> Vec<Model> {
    let model = |level: &Level| Model {
        level: show(&level.name),
        lines: spoken(levels, level),
        verdict: level.verdict.as_ref().map(Raw::show),
    };
    levels.iter().map(model).filter(|model| !model.lines.is_empty() || model.verdict.is_some()).collect()
}

pub(super) fn ideas(points: &[Point]) -> Vec<Idea> {
    points
        .iter()
        .map(|point| Idea {
            key: point.key.clone(),
            say: point.say.show(),
            must: point.must,
            weight: point.weight,
            level: point.level.as_deref().map(show),
            why: point.why.as_ref().map(Raw::show),
            matching: point.matching.clone(),
        })
        .collect()
}

pub(super) fn place(head: &Head, card: &Card, name: &str, chance: &mut Chance) -> Option<Body> {
    let level = card.levels.iter().find(|level| level.name == name)?;
    let options = card
        .levels
        .iter()
        .filter(|other| !other.say.is_empty())
        .map(|other| Opt {
            say: show(&other.name),
            right: other.name == name,
            why: other.verdict.as_ref().map(Raw::show),
        })
        .collect();
    let choose = Choose {
        prompt: "Which level is this fragment from? Lengths are matched, so judge the content.".into(),
        about: Some(fragment(card, level, chance)?.show()),
        options,
        layout: Layout::Levels,
    };
    let mut notes: Vec<Note> = level.verdict.iter().map(|verdict| note("author", verdict)).collect();
    if let Some(next) = next_level(head, card, name) {
        let raises = card.points.iter().filter(|point| point.level.as_ref() == Some(&next.name)).take(2);
        notes.extend(raises.map(|point| note("to go up", &point.say)));
        notes.extend(next.say.first().map(|line| note("one up", line)));
    }
    Some(Body { notes, ..Body::of(Ask::Choose(choose)) })
}

/// Picks a fragment whose length is near the middle of all fragments, so that length says nothing.
fn fragment<'a>(card: &'a Card, level: &'a Level, chance: &mut Chance) -> Option<&'a Raw> {
    let length = |raw: &Raw| raw.bare().chars().count() as f64;
    let mut lengths: Vec<f64> = card.levels.iter().flat_map(|level| level.say.iter().map(length)).collect();
    lengths.sort_by(f64::total_cmp);
    let middle = lengths.get(lengths.len() / 2).copied()?;
    let fits: Vec<&Raw> =
        level.say.iter().filter(|raw| (length(raw) - middle).abs() <= middle * LENGTH_BAND).collect();
    if fits.is_empty() {
        let nearest = |raw: &&Raw| ((length(raw) - middle).abs() * 100.0) as u64;
        return level.say.iter().min_by_key(nearest);
    }
    fits.get(chance.below(fits.len())).copied()
}

fn next_level<'a>(head: &Head, card: &'a Card, name: &str) -> Option<&'a Level> {
    let rank = |level: &str| head.scale.iter().position(|known| known == level);
    let at = card.levels.iter().position(|level| level.name == name)?;
    let above = |level: &&Level| match (rank(&level.name), rank(name)) {
        (Some(theirs), Some(ours)) => theirs > ours,
        (Some(_) | None, _) => card.levels.iter().position(|other| other.name == level.name) > Some(at),
    };
    card.levels.iter().filter(|level| !level.say.is_empty()).find(above)
}

pub(super) fn lift(head: &Head, card: &Card, name: &str) -> Option<Body> {
    let level = card.levels.iter().find(|level| level.name == name)?;
    let next = next_level(head, card, name)?;
    let points: Vec<Point> =
        card.points.iter().filter(|point| point.level.as_ref() == Some(&next.name)).cloned().collect();
    let mut ideas = ideas(&points);
    if ideas.is_empty() {
        ideas = next.say.iter().enumerate().map(|(at, line)| said(at, line)).collect();
    }
    // A must of the whole card is not a must of one step up.
    for idea in &mut ideas {
        (idea.must, idea.weight) = (false, 1.0);
    }
    let ticks = Ticks {
        prompt: show(&format!("This is a {name} answer. What would raise it to {}?", next.name)),
        about: Some(whole(&card.levels, level)),
        ideas,
        answer: None,
        models: models(std::slice::from_ref(next)),
    };
    Some(Body::of(Ask::Ticks(ticks)))
}

fn said(at: usize, line: &Raw) -> Idea {
    Idea {
        key: (at + 1).to_string(),
        say: line.show(),
        must: false,
        weight: 1.0,
        level: None,
        why: None,
        matching: Vec::new(),
    }
}

/// Finds the level whose answer leaves out a must and says most other points, and that must.
fn shown_and_missing<'a>(
    levels: &[&'a Level],
    card: &'a Card,
) -> Option<(&'a Level, &'a Point, Vec<&'a Point>)> {
    let rank = |name: &str| levels.iter().position(|level| level.name == name);
    let ranked = |point: &'a Point| point.level.as_deref().and_then(rank).map(|rank| (rank, point));
    let points: Vec<(usize, &Point)> = card.points.iter().filter_map(ranked).collect();
    levels.iter().enumerate().rev().find_map(|(at, level)| {
        let must = points.iter().find(|(rank, point)| *rank > at && point.must)?;
        let kept: Vec<&Point> =
            points.iter().filter(|(rank, _)| *rank <= at).map(|(_, point)| *point).collect();
        (!kept.is_empty()).then_some((*level, must.1, kept))
    })
}

pub(super) fn missing(head: &Head, card: &Card, chance: &mut Chance) -> Option<Body> {
    let mut levels: Vec<&Level> = card.levels.iter().filter(|level| !level.say.is_empty()).collect();
    levels.sort_by_key(|level| head.scale.iter().position(|known| *known == level.name));
    let (level, must, kept) = shown_and_missing(&levels, card)?;
    let mut options = vec![Opt { say: must.say.show(), right: true, why: must.why.as_ref().map(Raw::show) }];
    options.extend(kept.into_iter().take(3).map(|point| Opt {
        say: point.say.show(),
        right: false,
        why: Some("The answer does say this.".into()),
    }));
    chance.shuffle(&mut options);
    let choose = Choose {
        prompt: "Nothing here is wrong, yet an interviewer waits for one thing more. What is missing?".into(),
        about: Some(whole(&card.levels, level)),
        options,
        layout: Layout::List,
    };
    let notes = level.verdict.iter().map(|verdict| note("author", verdict)).collect();
    Some(Body { notes, ..Body::of(Ask::Choose(choose)) })
}
