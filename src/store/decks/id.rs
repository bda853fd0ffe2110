//! The id of a deck whose author gave none, from the name of its file or folder.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::chance::seed_of;
use crate::text::slug;

/// What the id of a name without letters begins with.
const NAMELESS: &str = "deck";
/// What stands between words of a name; anything else that is no letter tells one name from another.
const BETWEEN: &str = "-_.,;:'\"()[]{}–—";

/// An id made of a name.
#[derive(Debug)]
pub struct Stem {
    /// The id.
    pub id: String,
    /// Whether the name is the id, letter for letter.
    pub is_name: bool,
    /// The id a former rule made of the same name, where it was another.
    pub former: Option<String>,
}

impl Stem {
    pub(super) fn of(path: &Path) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let id = id(&name);
        let former = Some(former(&name)).filter(|former| *former != id);
        Self { is_name: *name == *id, id, former }
    }
}

/// Makes an id of a name. What an id cannot hold and is lost with it, as in `c++` and `c#`, is put in as a sum, so
/// that no two names share an id because of it.
fn id(name: &str) -> String {
    let slug = slug(name);
    let kept = |letter: char| slug.contains(letter) || letter.is_whitespace() || BETWEEN.contains(letter);
    let plain: String = name.nfc().flat_map(char::to_lowercase).nfc().collect();
    if !slug.is_empty() && plain.chars().all(kept) {
        return slug;
    }
    format!("{}-{:08x}", or_nameless(slug), seed_of(&plain, 0) as u32)
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
        for name in ["my deck", "My_Deck", "my-deck!"].map(|name| format!("{name}.toml")) {
            let stem = Stem::of(Path::new(&name));
            assert!(stem.id.starts_with("my-deck"), "{name}: {}", stem.id);
            assert_eq!(stem.id == "my-deck", !name.contains('!'), "{name}");
        }
        let parted = Stem::of(Path::new("espan\u{303}ol.toml"));
        assert_eq!((parted.id.as_str(), parted.former.as_deref()), ("español", Some("espan-ol")));
    }

    #[test]
    fn names_that_differ_in_signs_share_no_id() {
        let names = ["!!", "??", "🦀", "🐍", "c", "c++", "c#", "C#.", "日本語", "русский"];
        let ids: Vec<String> =
            names.iter().map(|name| Stem::of(Path::new(&format!("{name}.toml"))).id).collect();
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "{} and another are {id}", names[at]);
        }
        assert!(ids[0].starts_with("deck-") && ids[5].starts_with("c-"), "{ids:?}");
        let fold = |name: &str| Stem::of(Path::new(name)).id;
        assert_eq!(fold("Ä++.toml"), fold("a\u{308}++.toml"), "one name written in two ways");
    }

    #[test]
    fn an_id_that_several_had_is_counted() {
        let names = ["日本語.toml", "中文.toml", "中文.txt", "a.toml"].map(OsStr::new);
        let counts = formers(names.into_iter());
        assert_eq!((counts["deck"], counts["a"]), (2, 1));
    }
}
