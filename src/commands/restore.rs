//! `restore`: the answers of a backup that are missing here, or the list of backups there are.

use std::path::Path;

use super::{Error, Exit, print, say};
use crate::cli::RestoreArgs;
use crate::clock::Calendar;
use crate::store::backup::shelf::{self, Kept};
use crate::store::backup::{self, NoRestore, Restored};
use crate::store::paths::{Paths, zone};
use crate::store::{reason, regular, settings, shown};
use crate::text::{Safe, count, show};

pub(super) fn restore(home: Option<&Path>, args: &RestoreArgs) -> Result<Exit, Error> {
    let paths = Paths::find(home)?;
    let which = args.which.as_ref().filter(|_| !args.list);
    let choice = which.and_then(|which| which.to_str()).filter(|which| shelf::is_choice(which));
    if let (Some(which), None) = (which, choice) {
        // A bare name from the list is one of the list, unless such a file is here.
        let listed = shelf::folder(&paths.home).join(which);
        let bare =
            Path::new(which).components().count() == 1 && !Path::new(which).exists() && listed.is_file();
        return from(&paths, if bare { &listed } else { which });
    }
    let calendar = Calendar::in_zone(zone().0, settings::read(&paths.config()).0.day_start as u8);
    let kept = shelf::all(&paths.home).map_err(|error| {
        let folder = shelf::folder(&paths.home);
        let text = format!("error: {}: cannot be read: {}", folder.display(), reason(&error));
        Error::new(Exit::unread(error.kind()), text)
    })?;
    let Some(which) = choice else { return list(&paths, &kept, &calendar) };
    if let Some(chosen) = shelf::choose(&kept, which, &calendar) {
        return from(&paths, &chosen.path);
    }
    let text = format!(
        "error: no backup has the number or day {which}; `cardsharp restore --list` names them, and a file of that name is ./{which}"
    );
    Err(Error::new(Exit::NoInput, text))
}

fn list(paths: &Paths, kept: &[Kept], calendar: &Calendar) -> Result<Exit, Error> {
    let folder = shelf::folder(&paths.home);
    if kept.is_empty() {
        let text = "no backup is there yet; `cardsharp restore FILE` takes one from elsewhere";
        return Err(Error::new(Exit::NoInput, format!("{}: {text}", folder.display())));
    }
    let mut text = String::new();
    for (at, one) in kept.iter().enumerate() {
        let events = match (one.events(), one.head.map(|_| one.is_whole())) {
            (Err(_), _) | (_, Some(Err(_))) => "cannot be read".to_owned(),
            (Ok(_), Some(Ok(false))) => "not whole".to_owned(),
            (Ok(events), _) => count(events, "event"),
        };
        let name = one.path.file_name().unwrap_or_default().to_string_lossy();
        text.push_str(&format!(
            "{:>3}  {}  {}  {events:>14}  {:>8}  {}\n",
            at + 1,
            calendar.day(one.at),
            calendar.format(one.at, "%H:%M"),
            size(one.size),
            show(&name).line()
        ));
    }
    print(&show(&text))?;
    let day = calendar.day(kept[0].at);
    say(&show(&format!(
        "In {}. Choose by number or day: `cardsharp restore 1`, `cardsharp restore {day}`; only what is missing is added.",
        folder.display()
    )));
    Ok(Exit::Done)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KiB", bytes.div_ceil(1_024)),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

fn from(paths: &Paths, file: &Path) -> Result<Exit, Error> {
    let name = shown(file);
    let bytes = regular::read(file, backup::LARGEST).map_err(|error| {
        let text = format!("error: {name}: cannot be read: {}; name a backup", reason(&error));
        Error::new(Exit::unread(error.kind()), text)
    })?;
    let done = backup::restore(&paths.home, &bytes).map_err(|why| {
        let (why, exit) = match why {
            NoRestore::NoBackup => {
                let what = "this is no backup: it holds no event";
                (format!("{name}: {what}; name a file that `cardsharp backup` made"), Exit::Data)
            }
            NoRestore::Newer => {
                (format!("{name}: a newer version of cardsharp made it; update cardsharp first"), Exit::Data)
            }
            NoRestore::Log(unread) => (format!("{unread}; nothing is added"), Exit::from(&unread)),
            NoRestore::Home(error) => {
                let home = shown(&paths.home);
                let remedy = "make room or make it writable, then restore again";
                (
                    format!("{home} cannot be written: {}; {remedy}", reason(&error)),
                    Exit::unwritten(error.kind()),
                )
            }
        };
        Error::new(exit, format!("error: {why}"))
    })?;
    Ok(report(&name, &done))
}

fn report(name: &Safe, done: &Restored) -> Exit {
    let mut text = format!("{} added; nothing was removed.", count(done.added, "event"));
    if done.damaged > 0 {
        text.push_str(&format!(" Damaged and passed over: {}.", count(done.damaged, "line")));
    }
    if done.cut > 0 {
        text.push_str(&format!(" {} more should be in {name}: it is not whole.", done.cut));
    }
    say(&show(&text));
    if done.damaged + done.cut == 0 { Exit::Done } else { Exit::Data }
}
