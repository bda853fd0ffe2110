//! Where things are kept, and the one place that reads the environment.

mod terminal;

use std::path::{Path, PathBuf};

pub use terminal::Terminal;

use super::Notice;
use crate::clock::{Clock, Zone};

/// Where nothing can be kept.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoHome {
    /// No usable home folder.
    #[error(
        "no folder for progress is known, as HOME is not set; name one with --home DIR or CARDSHARP_HOME"
    )]
    Unknown,
    /// A relative or empty path.
    #[error("the home folder \"{0}\" is not an absolute path; give one that starts at /")]
    Relative(String),
    /// A file, or something in a file.
    #[error("{0}: the home must be a folder, and this is a file or stands behind one; name another")]
    NotFolder(String),
}

/// The folders of one learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The folder everything lives in.
    pub home: PathBuf,
}

impl Paths {
    /// Finds the home: `--home`, `CARDSHARP_HOME`, then the user's config folder.
    pub fn find(named: Option<&Path>) -> Result<Self, NoHome> {
        if let Some(named) = named {
            // What is typed on a command line is meant from where it is typed.
            let home =
                std::path::absolute(named).map_err(|_| NoHome::Relative(named.display().to_string()))?;
            return Self::at(home);
        }
        let home = match variable("CARDSHARP_HOME") {
            Some(home) => PathBuf::from(home),
            None => config_folder().ok_or(NoHome::Unknown)?,
        };
        if home.is_absolute() { Self::at(home) } else { Err(NoHome::Relative(home.display().to_string())) }
    }

    /// A home that is not there yet is made with the first answer; a file is never one.
    fn at(home: PathBuf) -> Result<Self, NoHome> {
        let found = std::fs::metadata(&home);
        let behind_a_file = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotADirectory;
        let fits = found.as_ref().map_or_else(|error| !behind_a_file(error), std::fs::Metadata::is_dir);
        if fits { Ok(Self { home }) } else { Err(NoHome::NotFolder(home.display().to_string())) }
    }

    /// Returns the folder of the event log.
    pub fn events(&self) -> PathBuf {
        self.home.join("events")
    }

    /// Returns the folder of the learner's own decks.
    pub fn decks(&self) -> PathBuf {
        self.home.join("decks")
    }

    /// Returns the settings file.
    pub fn config(&self) -> PathBuf {
        self.home.join("config.toml")
    }

    /// Returns the file that holds this machine's device id.
    pub fn device(&self) -> PathBuf {
        self.home.join("device.toml")
    }

    /// Returns the file a crash is described in.
    pub fn crash(&self) -> PathBuf {
        self.home.join("crash.txt")
    }
}

/// Returns the program's own file.
pub fn program() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("cardsharp"))
}

/// Returns the learner's editor, as named in the environment.
pub fn editor() -> Option<String> {
    variable("VISUAL").or_else(|| variable("EDITOR"))
}

/// On Unix, macOS included, terminal programs are looked for under `~/.config`; an existing
/// Application Support folder is kept.
fn config_folder() -> Option<PathBuf> {
    // The crate falls back to the password file; an unset or empty HOME is the learner's to solve.
    if cfg!(unix) {
        let set = |name| variable(name).filter(|value| Path::new(value).is_absolute());
        if set("XDG_CONFIG_HOME").is_none() && set("HOME").is_none() {
            return None;
        }
    }
    let native = directories::ProjectDirs::from("", "", "cardsharp")?.config_dir().to_owned();
    if cfg!(target_os = "macos") && !native.is_dir() {
        let base = variable("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(directories::BaseDirs::new()?.home_dir().join(".config")))?;
        return Some(base.join("cardsharp"));
    }
    Some(native)
}

#[expect(clippy::disallowed_methods, reason = "this file is the one that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// Returns the clock: the system's, or the moment `CARDSHARP_NOW` fixes for a demonstration.
pub fn clock() -> Clock {
    variable("CARDSHARP_NOW").and_then(|text| Clock::fixed(&text)).unwrap_or(Clock::System)
}

/// Returns the text whose pasting is to fail, so that a test sees how the program ends then.
#[cfg(debug_assertions)]
pub fn failure() -> Option<String> {
    variable("CARDSHARP_FAIL")
}

/// Returns the learner's time zone, from `TZ` and `TZDIR` or the system, and what is wrong with what they say.
#[expect(clippy::disallowed_methods, reason = "an empty TZ says UTC, which `variable` would take for none")]
pub fn zone() -> (Zone, Option<Notice>) {
    let named = std::env::var_os("TZ").map(|value| value.to_string_lossy().into_owned());
    super::zone::find(named.as_deref(), variable("TZDIR").as_deref())
}

/// Says whether the learner wants no colours (`NO_COLOR`).
pub fn no_color() -> bool {
    variable("NO_COLOR").is_some()
}

/// Says whether the terminal shows any colour (`COLORTERM` is `truecolor` or `24bit`, as terminals agree to say).
pub fn true_color() -> bool {
    variable("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
}

/// Says whether the terminal's background is light, as far as `COLORFGBG` tells: its last number is the
/// background's, and 7 and 9 to 15 are the light ones.
pub fn light_background() -> bool {
    let told = variable("COLORFGBG");
    let ground = told.as_deref().and_then(|text| text.rsplit(';').next()?.parse::<u8>().ok());
    ground.is_some_and(|colour| colour == 7 || (9..=15).contains(&colour))
}

/// Returns what the terminal can do; one without a name (`TERM`) prints lines, but on Windows nothing is named.
pub fn terminal() -> Terminal {
    match variable("TERM") {
        Some(term) => Terminal::named(&term, variable("COLORTERM").is_some()),
        None if cfg!(unix) => Terminal::Lines,
        None => Terminal::Colours,
    }
}

/// Says whether the terminal can only print lines.
pub fn dumb_terminal() -> bool {
    terminal() == Terminal::Lines
}

/// Says whether the locale asks for plain ASCII (`LC_ALL`, `LC_CTYPE`, `LANG` is C or POSIX).
pub fn ascii_locale() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    locale.is_some_and(|locale| locale == "C" || locale == "POSIX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_home_holds_everything() {
        let paths = Paths::find(Some(Path::new("/somewhere"))).unwrap();
        assert_eq!(paths.events(), Path::new("/somewhere/events"));
    }
}
