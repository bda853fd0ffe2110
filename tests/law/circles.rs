//! Neighbours in a room that need each other.
//!
//! A folder's files are neighbours, each with what lies in the folder of its own name. One may need another or be needed
//! by it, not both, over however many steps. A module and what lies below it are one thing in several files: a child
//! may use what its parent holds, and a parent lists its children. A name that is passed on counts for the file
//! that made it.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::CIRCLES;
use super::resolve::Place;
use super::{House, Steps};

/// Two neighbours, and the place where the first names the second.
type Needs = BTreeMap<Steps, BTreeMap<Steps, String>>;

/// Returns what each neighbour needs, with one place where it says so.
fn needs(house: &House) -> Needs {
    let mut needs = Needs::new();
    for (file, places) in house.files.iter().zip(&house.places) {
        for (name, place) in
            file.names.iter().zip(places).flat_map(|(name, all)| all.iter().map(move |p| (name, p)))
        {
            let Place::House { module, rest, .. } = place else { continue };
            let Some(target) = house.modules.get(module).map(|held| &house.files[held.file]) else {
                continue;
            };
            if let Some((own, other)) = neighbours(&file.modules[0], &target.modules[0])
                && !rest.is_empty()
            {
                let said = format!("{}:{}", file.name, name.line);
                needs.entry(own).or_default().entry(other).or_insert(said);
            }
        }
    }
    needs
}

/// Returns the neighbours that two modules of one room are or lie below; none where one lies below the other.
fn neighbours(one: &Steps, other: &Steps) -> Option<(Steps, Steps)> {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let apart = same > 0 && same < one.len() && same < other.len();
    apart.then(|| (one[..=same].to_vec(), other[..=same].to_vec()))
}

fn reach<'a>(needs: &'a Needs, from: &'a Steps) -> BTreeSet<&'a Steps> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop() {
        open.extend(needs.get(next).into_iter().flat_map(BTreeMap::keys).filter(|need| seen.insert(*need)));
    }
    seen
}

/// Returns the circles by their neighbours' names, each with the places that make it.
pub fn found(house: &House) -> BTreeMap<Vec<String>, Vec<String>> {
    let needs = needs(house);
    let reached: BTreeMap<&Steps, BTreeSet<&Steps>> =
        needs.keys().map(|one| (one, reach(&needs, one))).collect();
    let mut circles = BTreeMap::new();
    for (one, far) in reached.iter().filter(|(one, far)| far.contains(*one)) {
        let round: Vec<&Steps> = far
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(one)))
            .collect();
        let inside = |from: &Steps| {
            let all = needs[from].iter().filter(|(to, _)| round.contains(to));
            all.map(|(to, said)| format!("{said} needs {}", to.join("/"))).collect::<Vec<_>>()
        };
        let names = round.iter().map(|steps| steps.join("/")).collect();
        circles.insert(names, round.iter().flat_map(|from| inside(from)).collect());
    }
    circles
}

/// Neighbours need each other in one direction only.
pub fn circles(house: &House) -> Vec<String> {
    let circles =
        found(house).into_iter().filter(|(names, _)| !CIRCLES.iter().any(|listed| *listed == names));
    circles.map(|(names, said)| format!("a circle: {}: {}", names.join(", "), said.join("; "))).collect()
}

/// Returns the listed circles that are gone.
pub fn gone(house: &House) -> Vec<String> {
    let found = found(house);
    let gone = CIRCLES.iter().filter(|listed| !found.keys().any(|names| *names == **listed));
    gone.map(|listed| format!("the circle {} is gone; take it off the list", listed.join(", "))).collect()
}
