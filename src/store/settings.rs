//! `config.toml` read into settings, and written with its comments kept. A bad value falls back to its default and
//! is reported.

mod edit;
mod places;

use std::io::{self, ErrorKind};
use std::path::Path;

use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

use super::{reason, regular, write};
use crate::config::setting::{self, LIMITS, SETTINGS};
use crate::config::{Config, Named, palette};
use crate::text::toml::fits;
use crate::text::{Safe, show};
pub use edit::edit;
use places::Places;

/// What stands on top of a file the program begins.
const HEAD: &str =
    "# Settings of cardsharp. Every key is optional; comments are kept. `cardsharp man` lists all keys.\n\n";

/// Bytes of settings at most.
const LARGEST: u64 = 1 << 20;
/// Entries of one table that are read, wrong settings that are told one by one, and columns of a key.
const ENTRIES: usize = 1_000;
const TOLD: usize = 20;
const KEY: usize = 80;

/// Reads settings; a missing file gives the defaults.
pub fn read(path: &Path) -> (Config, Vec<Safe>) {
    let name = path.display().to_string();
    match regular::text(path, LARGEST) {
        Ok(text) => parse(&text, &name),
        Err(error) if error.kind() == ErrorKind::NotFound => (Config::default(), Vec::new()),
        Err(error) => {
            let text = format!("{name}: cannot be read: {}; the default settings are used", reason(&error));
            (Config::default(), vec![show(&text)])
        }
    }
}

/// Writes one key, or takes it out, and reads the file again.
///
/// `key` is a path such as `retention` or `keys.bury`; `value` is TOML, or `none`.
pub fn change(path: &Path, key: &str, value: &str) -> Result<Config, Safe> {
    let name = path.display().to_string();
    let fails =
        |what: &str, error: &io::Error| show(&format!("{name}: cannot be {what}: {}.", reason(error)));
    let old = match regular::text(path, LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(fails("read", &error)),
    };
    let new = edit(&old, key, value, &name)?;
    let Parsed { config, notices, wanted } = parse_for(&new, &name, key);
    // What the settings screen cannot set right must not be written by it either.
    let own = |notice: &&Safe| notice.contains(&format!("`{key}`"));
    if let Some(notice) = wanted.as_ref().or_else(|| notices.iter().find(own)) {
        return Err(notice.clone());
    }
    if let Some(folder) = path.parent() {
        write::make_folder(folder, folder).map_err(|error| fails("written", &error))?;
    }
    write::replace(path, new.as_bytes()).map_err(|error| fails("written", &error))?;
    Ok(config)
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Reads settings from their text.
pub fn parse(text: &str, name: &str) -> (Config, Vec<Safe>) {
    let parsed = parse_for(text, name, "");
    (parsed.config, parsed.notices)
}

/// Settings read from a text.
#[derive(Default)]
struct Parsed {
    config: Config,
    notices: Vec<Safe>,
    /// What is wrong with the key that was asked about, also where others fill the notices.
    wanted: Option<Safe>,
}

fn parse_for(text: &str, name: &str, key: &str) -> Parsed {
    let table = match table(text) {
        Ok(table) => table,
        Err((at, what)) => {
            let (line, what) = (line_at(text, at), what.chars().take(120).collect::<String>());
            let text =
                format!("{name}:{line}:1: {what}; correct it, until then the default settings are used");
            return Parsed { notices: vec![show(&text).line()], ..Parsed::default() };
        }
    };
    let places = Places::new(text, name);
    let mut read = Reading { parsed: Parsed::default(), key, more: 0, places: &places };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("keys", Value::Table(keys)) => read.keys(keys),
            ("decks", Value::Table(decks)) => read.decks(decks),
            ("themes", Value::Table(themes)) => read.themes(themes),
            ("keys" | "decks" | "themes", _) => read.wrong(&[key], "must be a table"),
            _ => {
                if let Err(wanted) = setting::set(SETTINGS, &mut read.parsed.config, key, value) {
                    read.wrong(&[key], &wanted);
                }
            }
        }
    }
    read.theme();
    if read.more > 0 {
        read.tell(&format!("{name}: {} more settings are wrong; their defaults are used", read.more));
    }
    read.parsed
}

/// Parses the text; an error has its byte and says what is wrong.
fn table(text: &str) -> Result<Table, (usize, String)> {
    fits(text).map_err(|too_much| (too_much.at, too_much.what))?;
    text.parse().map_err(|error: toml::de::Error| {
        (error.span().map_or(0, |span| span.start), error.message().to_owned())
    })
}

/// What has been read so far.
struct Reading<'a> {
    parsed: Parsed,
    /// The key that is asked about.
    key: &'a str,
    /// Wrong settings beyond those that are told.
    more: usize,
    places: &'a Places<'a>,
}

impl Reading<'_> {
    fn tell(&mut self, text: &str) {
        self.parsed.notices.push(show(text).line());
    }

    fn wrong(&mut self, path: &[&str], wanted: &str) {
        let is_asked = path.join(".") == self.key;
        let is_full = self.parsed.notices.len() >= TOLD;
        self.more += usize::from(is_full);
        if is_full && !is_asked {
            return;
        }
        let key = show(&path.join(".")).cut(KEY);
        let text = format!("{}: `{key}` {wanted}; its default is used", self.places.of(path));
        let notice = show(&text).line();
        if is_asked {
            self.parsed.wanted = Some(notice.clone());
        }
        if !is_full {
            self.parsed.notices.push(notice);
        }
    }

    /// Returns the entries of a table that are read; a table that goes on is told.
    fn most<'t>(
        &mut self,
        path: &[&str],
        table: &'t Table,
    ) -> impl Iterator<Item = (&'t String, &'t Value)> + use<'t> {
        if table.len() > ENTRIES {
            let (place, name, n) = (self.places.of(path), path.join("."), table.len());
            self.tell(&format!(
                "{place}: `{name}` has {n} entries, and the first {ENTRIES} are read; shorten it"
            ));
        }
        table.iter().take(ENTRIES)
    }

    fn keys(&mut self, keys: &Table) {
        for (command, value) in self.most(&["keys"], keys) {
            let path = ["keys", command.as_str()];
            if let ("layout", Value::Table(layout)) = (command.as_str(), value) {
                self.layout(&path, layout);
                continue;
            }
            let one = value.as_str().map(|key| vec![key.to_owned()]);
            match one.or_else(|| setting::texts(value)) {
                Some(value) => {
                    let named = Named { value, place: self.places.of(&path) };
                    self.parsed.config.keys.insert(command.clone(), named);
                }
                None => self.wrong(&path, "must be a key such as \"b\" or \"ctrl-b\", or a list of them"),
            }
        }
    }

    fn layout(&mut self, path: &[&str], layout: &Table) {
        let config = &mut self.parsed.config;
        if let Err(wanted) = setting::set_layout(config, layout) {
            self.wrong(path, &wanted);
        } else if config.layout.iter().any(|(from, _)| from.eq_ignore_ascii_case(&'c')) {
            let place = self.places.of(path);
            self.tell(&format!("{place}: `keys.layout` gives c another meaning, but ^C leaves all the same"));
        }
    }

    fn decks(&mut self, decks: &Table) {
        for (id, limits) in self.most(&["decks"], decks) {
            let Value::Table(table) = limits else {
                self.wrong(&["decks", id], "must be a table of limits");
                continue;
            };
            for (key, value) in self.most(&["decks", id], table) {
                let limits = self.parsed.config.per_deck.entry(id.nfc().collect()).or_default();
                if let Err(wanted) = setting::set(LIMITS, limits, key, value) {
                    self.wrong(&["decks", id, key], &wanted);
                }
            }
        }
    }

    /// A theme may be one of the learner's own, which stand behind its name.
    fn theme(&mut self) {
        let config = &mut self.parsed.config;
        if config.theme_names().all(|name| name != config.theme) {
            let theme = std::mem::replace(&mut config.theme, Config::default().theme);
            let names = palette::names().collect::<Vec<_>>().join(", ");
            let theme = show(&theme).cut(KEY);
            self.wrong(
                &["theme"],
                &format!("\"{theme}\" is no theme; give one of {names}, or write [themes.NAME]"),
            );
        }
    }

    fn themes(&mut self, themes: &Table) {
        for (theme, roles) in self.most(&["themes"], themes) {
            let Value::Table(roles) = roles else {
                self.wrong(&["themes", theme], "must be a table of colours");
                continue;
            };
            for (role, value) in self.most(&["themes", theme], roles) {
                let path = ["themes", theme.as_str(), role.as_str()];
                match value.as_str() {
                    Some(colour) => {
                        let named = Named { value: colour.to_owned(), place: self.places.of(&path) };
                        let own = self.parsed.config.themes.entry(theme.clone()).or_default();
                        own.insert(role.clone(), named);
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
    use crate::config::setting::NONE;

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
        let texts: Vec<&str> = notices.iter().map(|notice| &**notice).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].starts_with("config.toml:2:1: `retention` must be"), "{}", texts[0]);
        assert!(texts[1].contains("did you mean `new-per-day`"), "{}", texts[1]);
    }

    #[test]
    fn a_bad_value_in_a_table_is_found_where_it_stands() {
        let text = "retention = 0.9\n\n[decks.a]\nnew-per-day = 1\n[decks.b]\nnew-per-day = -1\n";
        let (config, notices) = parse(text, "c.toml");
        assert_eq!(config.per_deck["a"].new, Some(1));
        assert!(notices[0].starts_with("c.toml:6:1: `decks.b.new-per-day` must be"), "{}", notices[0]);
    }

    #[test]
    fn many_bad_settings_are_told_twenty_at_a_time() {
        let text = (0..6_000).map(|key| format!("retentio{key} = 1\n")).collect::<Vec<_>>().concat();
        let (config, notices) = parse(&text, "c.toml");
        assert_eq!((config, notices.len()), (Config::default(), TOLD + 1));
        assert!(notices[19].starts_with("c.toml:20:1: "), "{}", notices[19]);
        assert_eq!(*notices[TOLD], *"c.toml: 5980 more settings are wrong; their defaults are used");
    }

    #[test]
    fn a_table_that_goes_on_is_read_so_far_and_told() {
        let keys = (0..50_000).map(|key| format!("k{key} = \"b\"\n")).collect::<Vec<_>>().concat();
        let (config, notices) = parse(&format!("[keys]\n{keys}"), "c.toml");
        assert_eq!((config.keys.len(), notices.len()), (ENTRIES, 1));
        assert_eq!(config.keys["k900"].place, "c.toml:902:1");
        assert!(notices[0].starts_with("c.toml:1:1: `keys` has 50000 entries"), "{}", notices[0]);
    }

    #[test]
    fn tables_written_after_their_parts_in_great_number_are_refused() {
        let parts = |end: &str| (0..20_000).map(|id| format!("[d{id}{end}]\n")).collect::<Vec<_>>().concat();
        let (config, notices) = parse(&(parts(".p") + &parts("")), "c.toml");
        assert_eq!(config, Config::default());
        assert!(notices[0].contains("after their own parts"), "{}", notices[0]);
    }

    #[test]
    fn a_file_that_is_not_toml_gives_the_defaults_and_its_line() {
        let (config, notices) = parse("a = 1\nb = = 2\n", "config.toml");
        assert_eq!(config, Config::default());
        assert!(notices[0].starts_with("config.toml:2:1: "), "{}", notices[0]);
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
    fn a_key_taken_out_leaves_its_comments_wherever_it_stood() {
        for (file, key, left) in [
            ("# a\nretention = 0.9\n", "retention", "# a\n"),
            ("# a\nretention = 0.9\n# b\n", "retention", "# a\n# b\n"),
            (
                "# a\nretention = 0.9\n\n# b\n[keys]\nbury = \"x\"\n",
                "retention",
                "# a\n\n# b\n[keys]\nbury = \"x\"\n",
            ),
            ("[keys]\n# a\nbury = \"x\"\n", "keys.bury", "# a\n[keys]\n"),
        ] {
            assert_eq!(edit(file, key, NONE, "config.toml").unwrap(), left, "{file}");
        }
    }

    #[test]
    fn a_bad_value_or_a_broken_file_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert!(change(&path, "retention", "7").is_err());
        assert!(!path.exists());
        assert_eq!(change(&path, "new-per-day", "3").unwrap().new_per_day, 3);
        let others = (0..TOLD).map(|key| format!("a{key} = 1\n")).collect::<Vec<_>>().concat();
        fs::write(&path, &others).unwrap();
        let why = change(&path, "retention", "7").unwrap_err();
        assert!(why.contains("`retention` must be"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), others);
        fs::write(&path, "a = = 1\n").unwrap();
        let why = change(&path, "new-per-day", "4").unwrap_err();
        assert!(why.contains("config.toml:1:1:") || why.contains(":1:"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "a = = 1\n");
    }
}
