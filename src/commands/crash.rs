//! Errors of our own: heard when they happen, told when the terminal is its owner's again.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::say;
use crate::store::write;
use crate::text::{Safe, show};

/// What was heard last, and the way there if it was asked for.
static HEARD: Mutex<Option<(String, String)>> = Mutex::new(None);

/// From now on a panic of this thread is kept instead of printed; one of another thread is told by who waits for it.
pub fn hear() {
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() != main {
            return;
        }
        let payload = info.payload();
        let said = payload.downcast_ref::<&str>().map(ToString::to_string);
        let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let trace = Backtrace::capture();
        let way = if trace.status() == BacktraceStatus::Captured { trace.to_string() } else { String::new() };
        let text = format!("cardsharp stopped on an error of its own: {said} ({place}).");
        *HEARD.lock().unwrap_or_else(PoisonError::into_inner) = Some((text, way));
    }));
}

/// Tells what was heard, with a sentence on what was saved, and keeps it in a file if one is named.
pub fn tell(saved: &Safe, file: Option<&Path>) {
    let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner).take();
    let (text, way) =
        heard.unwrap_or_else(|| ("cardsharp stopped on an error of its own.".into(), String::new()));
    let text = show(format!("{text} {saved}").trim_end()).line();
    let kept = file.filter(|file| {
        let whole = format!("{text}\n{}", show(&way));
        write::replace_here(file, whole.as_bytes()).is_ok()
    });
    let report = kept.map_or(String::new(), |file| format!(" Please report {}.", file.display()));
    say(&show(&format!("{text}{report}")).line());
}
