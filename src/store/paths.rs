//! Where things are kept, and the one place that reads the environment.

mod terminal;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use terminal::Capability;

use crate::clock::{Clock, Zone};
use crate::text::{Safe, show};

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
    /// A file, something in a file, or a link to nothing.
    #[error(
        "{0}: the home must be a folder, and this is a file, stands behind one, or is a link to nothing; name another"
    )]
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

    /// A home that is not there yet is made with the first answer; a file or a link to nothing is never one.
    fn at(home: PathBuf) -> Result<Self, NoHome> {
        let fits = match (fs::metadata(&home), fs::symlink_metadata(&home)) {
            (Ok(meta), _) => meta.is_dir(),
            (Err(error), Err(_)) => error.kind() != ErrorKind::NotADirectory,
            // A folder that may not be looked at is told by what is read from it.
            (Err(error), Ok(_)) => error.kind() == ErrorKind::PermissionDenied,
        };
        if fits { Ok(Self { home }) } else { Err(NoHome::NotFolder(home.display().to_string())) }
    }

    /// Says, if so, that anybody may write into the home, the log in it, or a device's folder there.
    ///
    /// A group may: on many systems everyone has one of their own.
    pub fn open_to_others(&self) -> Option<Safe> {
        let devices = fs::read_dir(self.events()).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut folders = [self.home.clone(), self.events()].into_iter().chain(devices);
        let open = folders.find(|folder| others_write(folder))?;
        let text = "others may write into it and change your answers; `chmod o-w` stops that";
        Some(show(&format!("{}: {text}", open.display())).line())
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

    /// Returns the file a crash is described in.
    pub fn crash(&self) -> PathBuf {
        self.home.join("crash.txt")
    }
}

#[cfg(unix)]
fn others_write(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder).is_ok_and(|meta| meta.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
fn others_write(_: &Path) -> bool {
    false
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
pub fn zone() -> (Zone, Option<Safe>) {
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
    let colours = variable("COLORFGBG");
    let ground = colours.as_deref().and_then(|text| text.rsplit(';').next()?.parse::<u8>().ok());
    ground.is_some_and(|colour| colour == 7 || (9..=15).contains(&colour))
}

/// Returns what the terminal can do; one without a name (`TERM`) prints lines, but on Windows nothing is named.
pub fn terminal() -> Capability {
    match variable("TERM") {
        Some(term) => Capability::named(&term, variable("COLORTERM").is_some()),
        None if cfg!(unix) => Capability::Lines,
        None => Capability::Colours,
    }
}

/// Says whether the terminal can only print lines.
pub fn dumb_terminal() -> bool {
    terminal() == Capability::Lines
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

    #[cfg(unix)]
    #[test]
    fn a_home_that_is_no_folder_or_open_to_others_is_told() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let top = tempfile::tempdir().unwrap();
        let find = |name: &str| Paths::find(Some(&top.path().join(name)));
        let home = |name: &str| Paths { home: top.path().join(name) };
        fs::write(top.path().join("file"), "").unwrap();
        symlink("nowhere", top.path().join("link")).unwrap();
        symlink(".", top.path().join("fine")).unwrap();
        for name in ["file", "file/in", "link"] {
            assert!(matches!(find(name), Err(NoHome::NotFolder(_))), "{name}");
        }
        assert!(find("fine").is_ok() && find("none").is_ok());
        fs::create_dir_all(top.path().join("h/events")).unwrap();
        let mode = |name: &str, mode: u32| {
            fs::set_permissions(top.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        for (folder, bits, is_open) in
            [("h", 0o755, false), ("h", 0o775, false), ("h", 0o702, true), ("h", 0o700, false)]
        {
            mode("h/events", 0o755);
            mode(folder, bits);
            assert_eq!(home("h").open_to_others().is_some(), is_open, "{folder} {bits:o}");
        }
        for open in ["h/events/d", "h/events"] {
            fs::create_dir_all(top.path().join(open)).unwrap();
            mode(open, 0o777);
            assert!(home("h").open_to_others().unwrap().contains(&format!("{open}: others may write")));
        }
    }
}
