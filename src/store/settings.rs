//! `config.toml` read into settings, and written with its comments kept. A bad value falls back to its default and
//! is reported.

use std::path::Path;

use toml::{Table, Value};
use toml_edit::{DocumentMut, Item};

use super::{Notice, regular, write};
use crate::config::setting::{self, NONE};
use crate::config::{Config, Named};
use crate::text::{Safe, show};

/// What stands on top of a file the program begins.
const HEAD: &str =
    "# Settings of cardsharp. Every key is optional; comments are kept. The README lists all keys.\n\n";

/// Bytes of settings at most.
const LARGEST: u64 = 1 << 20;

/// Reads settings; a missing file gives the defaults.
pub fn read(path: &Path) -> (Config, Vec<Notice>) {
    let name = path.display().to_string();
    match regular::text(path, LARGEST) {
        Ok(text) => parse(&text, &name),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Config::default(), Vec::new()),
        Err(error) => {
            let text =
                format!("{name}: cannot be read: {}; the default settings are used", super::reason(&error));
            (Config::default(), vec![Notice(show(&text))])
        }
    }
}

/// Writes one key, or takes it out, and reads the file again.
///
/// `key` is a path such as `retention` or `keys.bury`; `value` is TOML, or `none`.
pub fn change(path: &Path, key: &str, value: &str) -> Result<Config, Safe> {
    let name = path.display().to_string();
    let fails = |what: &str, error: &std::io::Error| {
        show(&format!("{name}: cannot be {what}: {}.", super::reason(error)))
    };
    let old = match regular::text(path, LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(fails("read", &error)),
    };
    let new = edit(&old, key, value, &name)?;
    let (config, notices) = parse(&new, &name);
    // What the settings screen cannot set right must not be written by it either.
    let own = |notice: &&Notice| notice.0.contains(&format!("`{key}`"));
    if let Some(notice) = notices.iter().find(own) {
        return Err(notice.0.clone());
    }
    if let Some(folder) = path.parent() {
        write::make_folder(folder, folder).map_err(|error| fails("written", &error))?;
    }
    write::replace(path, new.as_bytes()).map_err(|error| fails("written", &error))?;
    Ok(config)
}

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
        remove(table, last);
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

/// Takes a key out; comments above it stay, above the next key.
fn remove(table: &mut toml_edit::Table, key: &str) {
    let Some((own, _)) = table.get_key_value(key) else { return };
    let above = own.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    let mut names = table.iter().map(|(name, _)| name.to_owned()).skip_while(|name| name != key).skip(1);
    let next = names.next();
    drop(names);
    table.remove(key);
    let Some(mut next) = next.filter(|_| above.contains('#')).and_then(|next| table.key_mut(&next)) else {
        return;
    };
    let decor = next.leaf_decor_mut();
    let rest = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    decor.set_prefix(format!("{above}{rest}"));
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Reads settings from their text.
pub fn parse(text: &str, name: &str) -> (Config, Vec<Notice>) {
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let line = line_at(text, error.span().map_or(0, |span| span.start));
            let what: String = error.message().chars().take(120).collect();
            let text =
                format!("{name}:{line}:1: {what}; correct it, until then the default settings are used");
            return (Config::default(), vec![Notice(show(&text).line())]);
        }
    };
    let mut read = Reading { config: Config::default(), notices: Vec::new(), text, name };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("keys", Value::Table(keys)) => read.keys(keys),
            ("decks", Value::Table(decks)) => read.decks(decks),
            ("themes", Value::Table(themes)) => read.themes(themes),
            ("keys" | "decks" | "themes", _) => read.wrong(&[key], "must be a table"),
            _ => {
                if let Err(wanted) = setting::set(&mut read.config, key, value) {
                    read.wrong(&[key], &wanted);
                }
            }
        }
    }
    (read.config, read.notices)
}

/// What has been read so far.
struct Reading<'a> {
    config: Config,
    notices: Vec<Notice>,
    text: &'a str,
    name: &'a str,
}

impl Reading<'_> {
    /// Finds where a key stands: below the headings of its tables, as far as they are written as headings.
    fn place(&self, path: &[&str]) -> String {
        let mut from = 0;
        let mut lines = self.text.lines().enumerate();
        for (depth, part) in path.iter().enumerate() {
            let heading = format!("[{}]", path[..=depth].join("."));
            let is_here = |line: &str| {
                let line = line.trim_start();
                let key = line.split('=').next().unwrap_or_default().trim().trim_matches('"');
                line.starts_with(&heading) || key == *part || key == path[..=depth].join(".")
            };
            if let Some((at, _)) = lines.by_ref().find(|(_, line)| is_here(line)) {
                from = at;
            } else {
                lines = self.text.lines().enumerate();
                lines.by_ref().take(from + 1).for_each(drop);
            }
        }
        format!("{}:{}:1", self.name, from + 1)
    }

    fn wrong(&mut self, path: &[&str], wanted: &str) {
        let text = format!("{}: `{}` {wanted}; its default is used", self.place(path), path.join("."));
        self.notices.push(Notice(show(&text).line()));
    }

    fn keys(&mut self, keys: &Table) {
        for (command, value) in keys {
            let path = ["keys", command.as_str()];
            match value {
                Value::Table(layout) if command == "layout" => {
                    if let Err(wanted) = setting::set_layout(&mut self.config, layout) {
                        self.wrong(&path, &wanted);
                    }
                    continue;
                }
                _ => {}
            }
            let one = value.as_str().map(|key| vec![key.to_owned()]);
            let wanted = "must be a key such as \"b\" or \"ctrl-b\", or a list of them";
            match one.ok_or(()).or_else(|()| setting::words(value, wanted)) {
                Ok(value) => {
                    let named = Named { value, place: self.place(&path) };
                    self.config.keys.insert(command.clone(), named);
                }
                Err(wanted) => self.wrong(&path, &wanted),
            }
        }
    }

    fn decks(&mut self, decks: &Table) {
        for (id, limits) in decks {
            let Value::Table(table) = limits else {
                self.wrong(&["decks", id], "must be a table of limits");
                continue;
            };
            for (key, value) in table {
                let limits = self.config.per_deck.entry(id.clone()).or_default();
                if let Err(wanted) = setting::set_limit(limits, key, value) {
                    self.wrong(&["decks", id, key], &wanted);
                }
            }
        }
    }

    fn themes(&mut self, themes: &Table) {
        for (theme, roles) in themes {
            let Value::Table(roles) = roles else {
                self.wrong(&["themes", theme], "must be a table of colours");
                continue;
            };
            for (role, value) in roles {
                let path = ["themes", theme.as_str(), role.as_str()];
                match value.as_str() {
                    Some(colour) => {
                        let named = Named { value: colour.to_owned(), place: self.place(&path) };
                        self.config.themes.entry(theme.clone()).or_default().insert(role.clone(), named);
                    }
                    None => self.wrong(&path, "must be a colour such as \"#7aa2f7\" or \"cyan\""),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::clock::Day;

    #[test]
    fn good_settings_are_taken() {
        let text = "retention = 0.85\nnew-per-day = 6\ninterview = 2026-12-07\nlearning-steps = [\"2m\"]\ntheme = \"mono\"\n[decks.a]\nnew-per-day = 2\n[keys]\nbury = \"B\"\n[keys.layout]\nfrom = \"й\"\nto = \"q\"\n";
        let (config, notices) = parse(text, "config.toml");
        assert_eq!(notices, []);
        assert_eq!((config.new_per_day, config.learning_steps.as_slice()), (6, &[120_000][..]));
        assert_eq!(config.interview, Day::parse("2026-12-07"));
        assert_eq!(config.per_deck["a"].new, Some(2));
        assert_eq!(config.keys["bury"], Named { value: vec!["B".into()], place: "config.toml:9:1".into() });
        assert_eq!(config.layout, [('й', 'q')]);
    }

    #[test]
    fn a_bad_value_keeps_its_default_and_is_named() {
        let (config, notices) = parse("day-start = 4\nretention = 1.5\nnew-per-dya = 3\n", "config.toml");
        assert!((config.retention - 0.9).abs() < f32::EPSILON);
        let texts: Vec<&str> = notices.iter().map(|notice| &*notice.0).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].starts_with("config.toml:2:1: `retention` must lie"), "{}", texts[0]);
        assert!(texts[1].contains("did you mean `new-per-day`"), "{}", texts[1]);
    }

    #[test]
    fn a_bad_value_in_a_table_is_found_where_it_stands() {
        let text = "retention = 0.9\n\n[decks.a]\nnew-per-day = 1\n[decks.b]\nnew-per-day = -1\n";
        let (config, notices) = parse(text, "c.toml");
        assert_eq!(config.per_deck["a"].new, Some(1));
        assert!(notices[0].0.starts_with("c.toml:6:1: `decks.b.new-per-day` must be"), "{}", notices[0].0);
    }

    #[test]
    fn a_file_that_is_not_toml_gives_the_defaults_and_its_line() {
        let (config, notices) = parse("a = 1\nb = = 2\n", "config.toml");
        assert_eq!(config, Config::default());
        assert!(notices[0].0.starts_with("config.toml:2:1: "), "{}", notices[0].0);
    }

    #[test]
    fn a_change_keeps_comments_order_and_everything_else() {
        let text = "# mine\nretention = 0.9 # why\n\nnew-per-day = 5\n\n[keys]\n# quick\nbury = \"B\"\n";
        let new = edit(text, "retention", "0.85", "c").unwrap();
        assert_eq!(new, text.replace("0.9 #", "0.85 #"));
        let new = edit(text, "mouse", "true", "c").unwrap();
        assert_eq!(new, text.replace("= 5\n", "= 5\nmouse = true\n"));
        assert_eq!(edit(text, "new-per-day", "none", "c").unwrap(), text.replace("\nnew-per-day = 5\n", ""));
        assert_eq!(edit(text, "keys.skip", "\"S\"", "c").unwrap(), format!("{text}skip = \"S\"\n"));
        assert_eq!(edit(text, "keys.bury", "none", "c").unwrap().matches("bury").count(), 0);
        assert_eq!(edit("# mine\n", "mouse", "true", "c").unwrap(), "# mine\nmouse = true\n");
        assert_eq!(edit("", "decks.a.new-per-day", "1", "c").unwrap(), "[decks.a]\nnew-per-day = 1\n");
        let two = "# of a\na = 1\n# of b\nb = 2\n";
        assert_eq!(edit(two, "a", "none", "c").unwrap(), "# of a\n# of b\nb = 2\n");
    }

    #[test]
    fn a_bad_value_or_a_broken_file_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert!(change(&path, "retention", "7").is_err());
        assert!(!path.exists());
        assert_eq!(change(&path, "new-per-day", "3").unwrap().new_per_day, 3);
        fs::write(&path, "a = = 1\n").unwrap();
        let why = change(&path, "new-per-day", "4").unwrap_err();
        assert!(why.contains("config.toml:1:1:") || why.contains(":1:"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "a = = 1\n");
    }
}
