//! This machine's name in the log, bound to the machine, so that a copied home does not write as its original.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chance::seed_of;
use crate::store::{regular, write};

/// Bytes of the device file, and of what names the machine, at most.
const LARGEST: u64 = 4096;
/// Letters of a device's id at most: it is part of every path written to.
const LONGEST: usize = 32;

#[derive(Serialize, Deserialize)]
struct Device {
    id: String,
    machine: String,
}

/// Returns the device id made on this machine, if there is one.
pub(super) fn known(home: &Path) -> Option<String> {
    match look(home) {
        Look::Ours(id) => Some(id),
        Look::None | Look::Elsewhere | Look::Unusable(_) => None,
    }
}

/// What the device file says.
pub(super) enum Look {
    /// There is none yet.
    None,
    /// This machine's id.
    Ours(String),
    /// It was made on another machine, and copied here with the home.
    Elsewhere,
    /// It cannot be gone by, and why.
    Unusable(String),
}

pub(super) fn look(home: &Path) -> Look {
    let text = match regular::text(&home.join("device.toml"), LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Look::None,
        Err(error) => return Look::Unusable(crate::store::reason(&error)),
    };
    match toml::from_str::<Device>(&text) {
        Ok(device) if !is_plain(&device.id) => {
            Look::Unusable(format!("its id is not {LONGEST} plain letters and digits at most"))
        }
        Ok(device) if device.machine == machine() => Look::Ours(device.id),
        Ok(_) => Look::Elsewhere,
        Err(_) => Look::Unusable("it is damaged".to_owned()),
    }
}

/// Says whether an id can be a folder's name everywhere and lead nowhere else.
fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=LONGEST).contains(&id.len()) && !id.starts_with('-') && id.bytes().all(plain)
}

/// Makes a device id and keeps it.
pub(super) fn make(home: &Path) -> io::Result<String> {
    // Two processes on their first answer at once: the later file wins, both names stay readable.
    if let Some(known) = known(home) {
        return Ok(known);
    }
    let id = format!("{:08x}", Uuid::new_v4().as_u128() as u32);
    let device = Device { id: id.clone(), machine: machine() };
    let text = toml::to_string(&device).map_err(io::Error::other)?;
    write::make_folder(home, home)?;
    write::replace(&home.join("device.toml"), text.as_bytes())?;
    Ok(id)
}

/// A fingerprint of the machine; its id itself is nobody's business.
fn machine() -> String {
    let id = ["/etc/machine-id", "/proc/sys/kernel/hostname", "/etc/hostname"]
        .into_iter()
        .find_map(|path| regular::text(Path::new(path), LARGEST).ok().filter(|text| !text.trim().is_empty()));
    format!("{:016x}", seed_of(id.unwrap_or_default().trim(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(home: &Path, id: &str) -> Option<String> {
        let device = Device { id: id.to_owned(), machine: machine() };
        std::fs::write(home.join("device.toml"), toml::to_string(&device).unwrap()).unwrap();
        known(home)
    }

    #[test]
    fn no_id_steers_a_path_or_the_terminal() {
        let home = tempfile::tempdir().unwrap();
        let long = "a".repeat(250);
        for id in
            ["../../x", "/tmp/x", "..", ".", "", "a/b", "a\\b", "-x", "\u{202e}a", "a\u{1b}[2J", "C:", &long]
        {
            assert_eq!(looked(home.path(), id), None, "{id:?}");
            assert!(matches!(look(home.path()), Look::Unusable(_)), "{id:?}");
        }
        assert_eq!(looked(home.path(), "0badcafe").as_deref(), Some("0badcafe"));
    }

    #[test]
    fn an_unusable_device_file_gives_way_to_a_new_one() {
        let home = tempfile::tempdir().unwrap();
        looked(home.path(), "../x");
        let made = make(home.path()).unwrap();
        assert!(is_plain(&made));
        assert_eq!(known(home.path()), Some(made));
    }

    #[test]
    fn a_machine_has_a_fingerprint_that_is_not_its_name() {
        let machine = machine();
        assert!(machine.len() == 16 && machine.bytes().all(|byte| byte.is_ascii_hexdigit()), "{machine}");
        if cfg!(target_os = "linux") {
            assert_ne!(machine, format!("{:016x}", seed_of("", 0)), "something names this machine");
        }
    }

    #[test]
    fn a_device_file_that_cannot_be_read_is_not_the_same_as_none() {
        let home = tempfile::tempdir().unwrap();
        assert!(matches!(look(home.path()), Look::None));
        std::fs::create_dir(home.path().join("device.toml")).unwrap();
        assert!(matches!(look(home.path()), Look::Unusable(_)));
    }
}
