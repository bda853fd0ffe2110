//! The learner's time zone: what `TZ` says, or the system. Every file is read like any other: never a device or a
//! pipe, never past a cap. On Windows the system is asked, which has no such files.

use std::path::Path;

use super::regular;
use crate::clock::Zone;
use crate::text::{Safe, show};

/// Bytes of a zone's file at most; the largest there is has some thousands.
const LARGEST: u64 = 1 << 20;
/// Where systems keep their zones.
const FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// Returns the zone that `TZ` names (`folder` is `TZDIR`), or else the system's, with a word on why.
pub fn find(named: Option<&str>, folder: Option<&str>) -> (Zone, Option<Safe>) {
    let Some(named) = named else { return (system(), None) };
    match of_name(named.strip_prefix(':').unwrap_or(named), folder) {
        Ok(zone) => (zone, None),
        Err(why) => {
            let text =
                format!("TZ is \"{}\": {why}. Times are those of the system's zone.", show(named).brief());
            (system(), Some(show(&text).line()))
        }
    }
}

fn of_name(name: &str, folder: Option<&str>) -> Result<Zone, String> {
    if name.is_empty() || ["UTC", "Etc/UTC"].contains(&name) {
        return Ok(Zone::utc());
    }
    let path = Path::new(name);
    if path.is_absolute() {
        return read(path);
    }
    if cfg!(not(unix))
        && let Some(zone) = Zone::named(name)
    {
        return Ok(zone);
    }
    let is_plain = !path.components().any(|part| part == std::path::Component::ParentDir);
    let folders = folder.into_iter().chain(FOLDERS).map(Path::new).filter(|folder| folder.is_absolute());
    let found = folders.map(|folder| folder.join(path)).find(|path| is_plain && path.exists());
    match (found, Zone::posix(name)) {
        (Some(path), _) => read(&path),
        (None, Some(zone)) => Ok(zone),
        (None, None) => Err("there is no such zone; name one such as Europe/Berlin".to_owned()),
    }
}

fn read(path: &Path) -> Result<Zone, String> {
    let bytes = regular::read(path, LARGEST).map_err(|error| super::reason(&error))?;
    Zone::file(&bytes).ok_or_else(|| "it is not the file of a zone".to_owned())
}

/// Without `/etc/localtime`, as in a container, times are UTC, as everywhere on the system.
fn system() -> Zone {
    if cfg!(all(unix, not(target_os = "android"))) {
        read(Path::new("/etc/localtime")).unwrap_or_else(|_| Zone::utc())
    } else {
        Zone::system()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::clock::{Calendar, Moment};

    /// Minutes from UTC in the summer of 2026, and the notice.
    fn minutes(named: &str, folder: Option<&str>) -> (i32, Option<String>) {
        let (zone, notice) = find(Some(named), folder);
        let offset = Calendar::in_zone(zone, 4).offset_minutes(Moment(1_784_000_000_000));
        (offset, notice.map(|notice| notice.to_string()))
    }

    #[test]
    fn rules_and_utc_need_no_file() {
        for (named, offset) in
            [("", 0), ("UTC", 0), (":UTC", 0), ("<+03>-3", 180), ("EST5EDT,M3.2.0,M11.1.0", -240)]
        {
            assert_eq!(minutes(named, None), (offset, None), "{named:?}");
        }
    }

    #[test]
    fn a_name_is_looked_up_and_a_file_is_read() {
        let berlin = "/usr/share/zoneinfo/Europe/Berlin";
        if !Path::new(berlin).exists() {
            return;
        }
        for named in ["Europe/Berlin", ":Europe/Berlin", berlin] {
            assert_eq!(minutes(named, None), (120, None), "{named:?}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(berlin, folder.path().join("Here")).unwrap();
        assert_eq!(minutes("Here", folder.path().to_str()), (120, None));
    }

    #[test]
    fn what_is_no_zone_is_told_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let pipe = path("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        std::fs::File::create(path("large")).unwrap().set_len(1 << 30).unwrap();
        std::fs::write(path("odd"), "not a zone").unwrap();
        let all = ["/dev/zero", ":/dev/tty", "/proc/self/mem", "../../dev/zero", "nonsense!", "\u{1b}[2J"];
        for named in all.map(str::to_owned).into_iter().chain([pipe, path("large"), path("odd"), path("")]) {
            let (_, notice) = minutes(&named, None);
            let told = notice.unwrap_or_default();
            assert!(told.starts_with("TZ is \"") && told.ends_with("system's zone."), "{named:?}: {told}");
        }
        assert!(
            minutes("pipe", folder.path().to_str()).1.is_some_and(|told| told.contains("not a regular file"))
        );
    }
}
