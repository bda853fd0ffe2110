//! Every setting as a row: what it is called, what it may be, and how its value is read and written. The settings
//! screen, the file, its errors and the manual come from here.

mod kind;
mod list;

use toml::{Table, Value};

use super::{Config, DeckLimits};
use crate::text::wrap::wrap;
use kind::Kind;
pub use kind::texts;
pub use list::{LIMITS, SETTINGS};

/// A setting of one value.
pub struct Setting<T: 'static = Config> {
    /// The heading it stands under.
    pub section: &'static str,
    /// Its key in the file.
    pub key: &'static str,
    /// What it is called on the screen.
    pub says: &'static str,
    /// One sentence on what it does.
    pub means: &'static str,
    /// What the keys offer beside what its kind offers, as written in the file.
    choices: &'static [&'static str],
    kind: Kind<T>,
}

/// What none is called where a setting may be absent.
pub const NONE: &str = "none";

impl<T> Setting<T> {
    fn offered(&self, config: &Config) -> Vec<String> {
        let mut offered = self.kind.offered(config);
        offered.extend(self.choices.iter().map(|choice| (*choice).to_owned()));
        offered
    }
}

impl Setting {
    fn default(&self) -> String {
        self.kind.write(&Config::default())
    }

    /// Returns the default, or where that is none something that may be written.
    fn example(&self) -> String {
        let default = self.default();
        let other = self.kind.example().or(self.choices.first().copied());
        if default == NONE { other.unwrap_or(NONE).to_owned() } else { default }
    }
}

fn row<T>(rows: &'static [Setting<T>], key: &str) -> Option<&'static Setting<T>> {
    rows.iter().find(|row| row.key == key)
}

/// Splits a key such as `decks.llm-ladder.new-per-day` into the deck's id and the row of the limit.
fn limit(key: &str) -> Option<(&str, &'static Setting<DeckLimits>)> {
    let (id, key) = key.strip_prefix("decks.")?.rsplit_once('.')?;
    Some((id, row(LIMITS, key)?))
}

/// Returns a setting's value as the file would hold it; `none` where it may be absent and is.
pub fn value(config: &Config, key: &str) -> String {
    if let Some(row) = row(SETTINGS, key) {
        return row.kind.write(config);
    }
    let own = limit(key).and_then(|(id, row)| Some(row.kind.write(config.per_deck.get(id)?)));
    own.unwrap_or_else(|| NONE.to_owned())
}

/// Returns what the keys offer for a setting, as the file would hold it; `none` takes the key out.
pub fn offered(config: &Config, key: &str) -> Vec<String> {
    let own = || limit(key).map(|(_, row)| row.offered(config));
    row(SETTINGS, key).map(|row| row.offered(config)).or_else(own).unwrap_or_default()
}

/// Takes a value of a known key, of all settings or of one deck's limits; an error says what it must be.
pub fn set<T>(rows: &'static [Setting<T>], all: &mut T, key: &str, value: &Value) -> Result<(), String> {
    let row = row(rows, key).ok_or_else(|| unknown(key, rows.iter().map(|row| row.key)))?;
    row.kind.read(all, value).ok_or_else(|| format!("must be {}", row.kind.wanted()))
}

/// Columns of the keys and of the values of [`manual`], and of the words beside them.
const KEY: usize = 16;
const VALUE: usize = 19;
const WORDS: usize = 76;

/// Writes every setting as a file may hold it, with what it means and may be; the README and the manual show this.
pub fn manual() -> String {
    let mut text = String::new();
    for row in SETTINGS {
        let mut head = format!("{:<KEY$} = {:<VALUE$}", row.key, row.example());
        let none = if row.default() == NONE { "None by default. " } else { "" };
        let about = format!("{none}{}{}", row.means, row.kind.range());
        for part in wrap(&about, WORDS) {
            text.push_str(&format!("{head} # {}\n", &about[part]));
            head = " ".repeat(KEY + VALUE + 3);
        }
    }
    text
}

/// Takes a keyboard layout: its letters, and the Latin ones at the same places.
pub fn set_layout(config: &mut Config, value: &Table) -> Result<(), String> {
    let letters =
        |key: &str| value.get(key).and_then(Value::as_str).map(|text| text.chars().collect::<Vec<_>>());
    let wanted = "needs `from` and `to`, two texts of the same number of letters";
    let (Some(from), Some(to)) = (letters("from"), letters("to")) else { return Err(wanted.into()) };
    if from.len() != to.len() || from.is_empty() {
        return Err(wanted.into());
    }
    config.layout = from.into_iter().zip(to).collect();
    Ok(())
}

/// Letters that may be wrong in a misspelt key.
const SLIPS: usize = 2;

/// Says that a key is not known, and which one may have been meant.
fn unknown(key: &str, known: impl Iterator<Item = &'static str>) -> String {
    let letters = key.chars().count();
    let near =
        |known: &&str| known.len().abs_diff(letters) <= SLIPS && strsim::osa_distance(key, known) <= SLIPS;
    let close = known.filter(near).min();
    close.map_or("is no setting".into(), |close| format!("is no setting, did you mean `{close}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::palette;

    fn toml(value: &str) -> Value {
        let mut table: Table = format!("x = {value}").parse().unwrap();
        table.remove("x").unwrap()
    }

    #[test]
    fn every_offered_choice_can_be_set_and_reads_back() {
        let config = Config::default();
        for setting in SETTINGS {
            let offered = offered(&config, setting.key);
            assert!(!offered.is_empty(), "{}", setting.key);
            for choice in offered.iter().filter(|choice| *choice != NONE) {
                let mut config = Config::default();
                set(SETTINGS, &mut config, setting.key, &toml(choice)).unwrap();
                assert_eq!(value(&config, setting.key), *choice, "{}", setting.key);
            }
        }
    }

    #[test]
    fn every_default_is_offered_and_written_as_it_is_read() {
        let config = Config::default();
        for setting in SETTINGS {
            let text = value(&config, setting.key);
            assert!(offered(&config, setting.key).contains(&text), "{} = {text}", setting.key);
            if text == NONE {
                continue;
            }
            let mut again = Config { new_per_day: 3, ..Config::default() };
            set(SETTINGS, &mut again, setting.key, &toml(&text)).unwrap();
            assert_eq!(value(&again, setting.key), text);
        }
    }

    #[test]
    fn every_theme_is_offered_and_ones_own_behind_them() {
        let mut config = Config::default();
        config.themes.insert("mine".into(), std::collections::BTreeMap::default());
        config.themes.insert("nord".into(), std::collections::BTreeMap::default());
        let offered = offered(&config, "theme");
        let named: Vec<String> = palette::names().chain(["mine"]).map(|name| format!("\"{name}\"")).collect();
        assert_eq!(offered, named);
        assert!(["\"dracula\"", "\"catppuccin\""].iter().all(|name| offered.contains(&(*name).to_owned())));
    }

    #[test]
    fn every_limit_of_a_deck_is_set_and_reads_back() {
        for setting in LIMITS {
            let mut config = Config::default();
            let limits = config.per_deck.entry("a".into()).or_default();
            set(LIMITS, limits, setting.key, &Value::Integer(5)).unwrap();
            assert_eq!(value(&config, &format!("decks.a.{}", setting.key)), "5");
            assert_eq!(value(&config, &format!("decks.b.{}", setting.key)), NONE);
            assert_eq!(offered(&config, &format!("decks.b.{}", setting.key))[0], NONE);
        }
    }

    #[test]
    fn a_value_out_of_its_limits_is_told_them() {
        let why =
            |key: &str, value: &str| set(SETTINGS, &mut Config::default(), key, &toml(value)).unwrap_err();
        assert_eq!(why("new-per-day", "100001"), "must be a whole number from 0 to 100000");
        assert_eq!(why("catch-up", "61"), "must be a whole number from 1 to 60");
        assert_eq!(why("day-start", "24"), "must be a whole number from 0 to 23");
        assert_eq!(why("retention", "0.5"), "must be a number from 0.70 to 0.99");
        assert_eq!(why("new-order", "\"x\""), "must be \"deck\", \"mixed\" or \"random\"");
        assert_eq!(
            why("grader", "[]"),
            "must be a command and its arguments, such as [\"sh\", \"grader.sh\"]"
        );
    }

    #[test]
    fn no_steps_are_written_as_no_steps() {
        let mut config = Config::default();
        set(SETTINGS, &mut config, "relearning-steps", &toml("[]")).unwrap();
        assert_eq!(value(&config, "relearning-steps"), "[]");
    }

    #[test]
    fn a_layout_needs_as_many_letters_on_both_sides() {
        let table = |text: &str| text.parse::<Table>().unwrap();
        let mut config = Config::default();
        assert!(set_layout(&mut config, &table("from = \"йц\"\nto = \"q\"")).is_err());
        set_layout(&mut config, &table("from = \"йц\"\nto = \"qw\"")).unwrap();
        assert_eq!(config.layout, [('й', 'q'), ('ц', 'w')]);
    }
}
