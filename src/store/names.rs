//! File names made of ids: good on every system, and never one for two ids.

use crate::chance::seed_of;

/// Letters of an id that are its own file name, and of one that only begins it.
const LONGEST: usize = 100;
const BEGINNING: usize = 40;

/// Returns the file name of an id, without an ending.
///
/// Plain ids are their own names. Any other begins with its plain letters and ends in `_` and sixteen digits of
/// its hash; a plain id holds no `_`, so the two cannot meet.
pub fn file_name(id: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !id.is_empty() && id.len() <= LONGEST && id.chars().all(is_plain) && !is_reserved(id) {
        return id.to_owned();
    }
    let beginning: String =
        id.chars().take(BEGINNING).map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    format!("{beginning}_{:016x}", seed_of(id, 0))
}

/// Says whether Windows keeps the name for a device, with any ending.
fn is_reserved(id: &str) -> bool {
    let numbered = |kind| id.strip_prefix(kind).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(id, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || (id.ends_with(|last: char| last.is_ascii_digit()) && (numbered("com") || numbered("lpt")))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_plain_id_is_its_file_name_and_any_other_gets_one_that_every_system_takes() {
        assert_eq!(file_name("llm-ladder"), "llm-ladder");
        assert_eq!(file_name("com10"), "com10");
        let (long, longer) = ("x".repeat(250), "x".repeat(251));
        let odd =
            ["con", "nul", "aux", "com1", "lpt9", "", ".", "..", "a.", "a ", "a/b", "a\\b", "c:", "español"];
        let odd: Vec<&str> =
            odd.into_iter().chain([long.as_str(), longer.as_str(), "日本語", "中文"]).collect();
        let names: HashSet<String> = odd.iter().map(|id| file_name(id)).collect();
        assert_eq!(names.len(), odd.len());
        for name in names {
            assert!(name.len() <= 60 && name.is_ascii() && name.contains('_'), "{name}");
            assert!(!name.contains(['/', '\\', ':', '.', ' ']), "{name}");
        }
    }
}
