//! The id of a deck whose author gave none, from the name of its file or folder.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;

use crate::text::slug;

/// The id of a deck without one.
const NAMELESS: &str = "deck";

/// An id made of a name.
pub(super) struct Stem {
    pub(super) id: String,
    /// Whether the name is the id, letter for letter.
    pub(super) is_name: bool,
    /// The id a former rule made of the same name, where it was another.
    pub(super) former: Option<String>,
}

impl Stem {
    pub(super) fn of(path: &Path) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let id = or_nameless(slug(&name));
        let former = Some(former(&name)).filter(|former| *former != id);
        Self { is_name: *name == *id, id, former }
    }
}

fn or_nameless(id: String) -> String {
    if id.is_empty() { NAMELESS.into() } else { id }
}

/// The rule before any letters were taken: everything but `a-z 0-9` was a hyphen.
fn former(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    or_nameless(name.to_lowercase().chars().map(plain).collect::<String>().trim_matches('-').to_owned())
}

/// Counts by former id the decks beside one another that had it; one that several had is nobody's now.
pub(super) fn formers<'a>(names: impl Iterator<Item = &'a OsStr>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for name in names {
        let path = Path::new(name);
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            *counts.entry(former(&path.file_stem().unwrap_or_default().to_string_lossy())).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_one_id_and_remembers_what_it_was() {
        let stem = Stem::of(Path::new("/x/Español.toml"));
        assert_eq!((stem.id.as_str(), stem.is_name), ("español", false));
        assert_eq!(stem.former.as_deref(), Some("espa-ol"));
        assert_eq!(Stem::of(Path::new("日本語.toml")).former.as_deref(), Some("deck"));
        let plain = Stem::of(Path::new("my-deck.toml"));
        assert_eq!((plain.id.as_str(), plain.is_name, plain.former), ("my-deck", true, None));
        assert_eq!(Stem::of(Path::new("!!.toml")).id, "deck");
        let parted = Stem::of(Path::new("espan\u{303}ol.toml"));
        assert_eq!((parted.id.as_str(), parted.former.as_deref()), ("español", Some("espan-ol")));
    }

    #[test]
    fn an_id_that_several_had_is_counted() {
        let names = ["日本語.toml", "中文.toml", "中文.txt", "a.toml"].map(OsStr::new);
        let counts = formers(names.into_iter());
        assert_eq!((counts["deck"], counts["a"]), (2, 1));
    }
}
