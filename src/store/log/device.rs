//! This machine's name in the log, bound to the machine, so that a copied home does not write as its original.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chance::seed_of;
use crate::store::{regular, write};

/// Bytes of the device file at most.
const LARGEST: u64 = 4096;

#[derive(Serialize, Deserialize)]
struct Device {
    id: String,
    machine: String,
}

/// Returns the device id made on this machine, if there is one.
pub(super) fn known(home: &Path) -> Option<String> {
    let text = regular::text(&home.join("device.toml"), LARGEST).ok()?;
    let device: Device = toml::from_str(&text).ok()?;
    let plain = device.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && !device.id.is_empty() && device.machine == machine()).then_some(device.id)
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
    write::make_folder(home)?;
    write::replace(&home.join("device.toml"), text.as_bytes())?;
    Ok(id)
}

/// A fingerprint of the machine; its id itself is nobody's business.
fn machine() -> String {
    let id = ["/etc/machine-id", "/proc/sys/kernel/hostname", "/etc/hostname"]
        .into_iter()
        .find_map(|path| fs::read_to_string(path).ok().filter(|text| !text.trim().is_empty()));
    format!("{:016x}", seed_of(id.unwrap_or_default().trim(), 0))
}
