//! Errors of our own: heard when they happen, told when the terminal is its owner's again.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::say;
use crate::store::write;
use crate::text::{Safe, show};

/// What was heard last, and the way there if it was asked for.
static HEARD: Mutex<Option<(String, String)>> = Mutex::new(None);

/// From now on a panic of any thread is kept instead of printed, and the last one kept is what `tell` tells.
///
/// Who waits for a worker goes on with its panic, so that what it had to do is never missing without a word; who
/// can do without one, as without a grader, says so itself and ends nothing.
pub fn hear() {
    std::panic::set_hook(Box::new(|info| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_stopped_on_is_heard_and_goes_on_where_it_is_waited_for() {
        let before = std::panic::take_hook();
        hear();
        let waits = || {
            std::thread::scope(|scope| -> u8 {
                let worker = scope.spawn(|| -> u8 { panic!("a worker's own error") });
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        };
        let ended = std::panic::catch_unwind(waits);
        std::panic::set_hook(before);
        let (text, _) = HEARD.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        assert!(ended.is_err() && text.contains("a worker's own error (src"), "{text}");
    }
}
