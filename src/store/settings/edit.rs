//! One key of a settings file written, everything else left as it was.

use toml_edit::{DocumentMut, Item};

use super::line_at;
use crate::config::setting::NONE;
use crate::text::{Safe, show};

/// Returns the text with one key set or taken out; everything else stays as it was, comments included.
pub fn edit(text: &str, key: &str, value: &str, name: &str) -> Result<String, Safe> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let line = line_at(text, error.span().map_or(0, |span| span.start));
        show(&format!("{name}:{line}:1: {}; correct the file first", error.message())).line()
    })?;
    if document.is_empty() && !text.trim().is_empty() {
        // A file of comments alone keeps them above its first key.
        let gap = if text.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{text}{gap}{}", edit("", key, value, name)?));
    }
    let mut path: Vec<&str> = key.split('.').collect();
    let last = path.pop().unwrap_or_default();
    let mut table = document.as_table_mut();
    for part in path {
        let missing = !table.contains_key(part);
        if missing && value == NONE {
            return Ok(text.to_owned());
        }
        // A table that only holds tables needs no heading of its own.
        let entry = table.entry(part).or_insert_with(|| {
            let mut table = toml_edit::Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        table = entry.as_table_mut().ok_or_else(|| {
            show(&format!(
                "{name}: `{part}` is not written as [{part}]; write it so, or edit the file by hand."
            ))
        })?;
    }
    if value == NONE {
        let above = remove(table, last);
        if !above.is_empty() {
            let rest = document.trailing().as_str().unwrap_or_default().to_owned();
            document.set_trailing(format!("{above}{rest}"));
        }
        return Ok(document.to_string());
    }
    let mut new: toml_edit::Value = value
        .parse()
        .map_err(|_| show(&format!("`{key}` = {value} is not written as TOML; put texts into quotes")))?;
    match table.get_mut(last) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        Some(other) => *other = Item::Value(new),
        None => drop(table.insert(last, Item::Value(new))),
    }
    Ok(document.to_string())
}

/// Takes a key out; comments above it stay, above the next key. Behind the last key of the file there is none:
/// those are returned.
fn remove(table: &mut toml_edit::Table, key: &str) -> String {
    let Some((own, _)) = table.get_key_value(key) else { return String::new() };
    let above = own.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    let mut names = table.iter().map(|(name, _)| name.to_owned()).skip_while(|name| name != key).skip(1);
    let next = names.next();
    drop(names);
    table.remove(key);
    if !above.contains('#') {
        return String::new();
    }
    let heading = !table.is_implicit() && table.position().is_some();
    let Some(next) = next else {
        // The last key of a table: its comments go above the heading.
        return if heading { put_above(table.decor_mut(), &above) } else { above };
    };
    if let Some(Item::Table(below)) = table.get_mut(&next)
        && !below.is_implicit()
    {
        return put_above(below.decor_mut(), &above);
    }
    match table.key_mut(&next) {
        Some(mut key) => put_above(key.leaf_decor_mut(), &above),
        None => above,
    }
}

fn put_above(decor: &mut toml_edit::Decor, above: &str) -> String {
    let rest = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    decor.set_prefix(format!("{above}{rest}"));
    String::new()
}
