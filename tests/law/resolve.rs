//! Where a name leads: through imports, other names and re-exports, to a file of the house or to a crate.

use super::lists::STD;
use super::names::{How, Name};
use super::{House, Steps};

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into this package.
    House {
        /// The path from the crate down, as written.
        written: Steps,
        /// The module the thing stands in, re-exports followed.
        module: Steps,
        /// The path below that module; empty for the module itself.
        rest: Vec<String>,
    },
    /// Out of it: the crate first.
    Outside(Vec<String>),
}

/// Deeper chains of imports are none of ours.
const DEEPEST: usize = 12;

impl House {
    /// Returns every place a name may lead to; none for what stands in the same file or comes with the language.
    pub fn places(&self, name: &Name) -> Vec<Place> {
        let mut found = Vec::new();
        self.follow(name, &name.path, 0, &mut found);
        found
    }

    fn follow(&self, name: &Name, path: &[String], depth: usize, found: &mut Vec<Place>) {
        let Some((first, rest)) = path.split_first() else { return };
        if depth > DEEPEST {
            return;
        }
        if name.outside {
            return found.push(Place::Outside(path.to_vec()));
        }
        match first.as_str() {
            "crate" | "cardsharp" => self.descend(&[], rest, depth, found),
            "self" => self.descend(&name.module, rest, depth, found),
            "super" => {
                let up = path.iter().take_while(|step| *step == "super").count();
                let stay = name.module.len().saturating_sub(up);
                self.descend(&name.module[..stay], &path[up..], depth, found);
            }
            _ => self.relative(name, path, depth, found),
        }
    }

    /// A path that starts with a name of its module, of its imports, or of a crate.
    fn relative(&self, name: &Name, path: &[String], depth: usize, found: &mut Vec<Place>) {
        let imports = self.modules.get(&name.module).and_then(|module| module.imports.get(&path[0]));
        // `use jiff;` makes a name of itself.
        let imports =
            imports.into_iter().flatten().filter(|import| import.path[0] != path[0] || import.outside);
        let before = found.len();
        for import in imports {
            let whole = [&import.path[..], &path[1..]].concat();
            self.follow(import, &whole, depth + 1, found);
        }
        if found.len() > before {
            return;
        }
        let child = [&name.module[..], &path[..1]].concat();
        if self.modules.contains_key(&child) {
            self.descend(&child, &path[1..], depth, found);
        } else if STD.contains(&path[0].as_str()) || self.crates.contains(&path[0]) {
            found.push(Place::Outside(path.to_vec()));
        }
    }

    /// A path from a module down.
    fn descend(&self, module: &[String], rest: &[String], depth: usize, found: &mut Vec<Place>) {
        let (mut module, mut rest) = (module.to_vec(), rest);
        let written = [&module[..], rest].concat();
        while let Some((first, below)) = rest.split_first() {
            let child = [&module[..], std::slice::from_ref(first)].concat();
            if !self.modules.contains_key(&child) {
                break;
            }
            (module, rest) = (child, below);
        }
        let known = self.modules.get(&module);
        let import = rest.first().and_then(|first| known?.imports.get(first));
        let start = found.len();
        for import in import.into_iter().flatten() {
            let whole = [&import.path[..], &rest[1..]].concat();
            self.follow(import, &whole, depth + 1, found);
        }
        // What another file passes on is that file's to answer for, and stands where it was made in this house.
        let passed = import.into_iter().flatten().any(|import| import.how == How::Reexport);
        let led: Vec<Place> = found.drain(start..).collect();
        found.extend(led.into_iter().filter_map(|place| match place {
            Place::House { module, rest, .. } => {
                Some(Place::House { written: written.clone(), module, rest })
            }
            Place::Outside(_) => (!passed).then_some(place),
        }));
        if found.len() == start {
            found.push(Place::House { written, module, rest: rest.to_vec() });
        }
    }
}
