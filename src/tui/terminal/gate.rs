//! Who holds the terminal, and the one way bytes go to it: whole, and only from who holds it.
//!
//! The thread that draws and the one that hears signals both write; the gate lets one in at a time, so that no frame
//! is half written when the process stops. A terminal that takes nothing keeps the gate shut, so whoever must go on
//! waits for it only for a while.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

#[cfg(unix)]
use super::modes;

/// Reports clicks and the wheel, not movement, so that Shift and drag still selects text.
pub(super) const CLICKS_ON: &str = "\x1b[?1000h\x1b[?1006h";
pub(super) const CLICKS_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// What an editor that was killed may have left on: reports of movement, keys as applications have them, colours.
const LEFT_ON: &str = "\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1l\x1b>\x1b[?7h\x1b[m";

/// Bytes that are written at once; a stuck terminal holds up no more than these.
#[cfg(unix)]
const PART: usize = 4096;

/// Who holds the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// Whoever started us.
    Nobody = 0,
    /// The app.
    App = 1,
    /// A program the app has lent it to.
    Child = 2,
}

static HOLDER: AtomicU8 = AtomicU8::new(Holder::Nobody as u8);
static GATE: Mutex<()> = Mutex::new(());
/// The process ends: only who ends it writes.
static ENDING: AtomicBool = AtomicBool::new(false);
static CLICKS: AtomicBool = AtomicBool::new(false);
/// The screen does not hold what was drawn last.
static STALE: AtomicBool = AtomicBool::new(false);

pub(super) fn holder() -> Holder {
    match HOLDER.load(Ordering::SeqCst) {
        1 => Holder::App,
        2 => Holder::Child,
        _ => Holder::Nobody,
    }
}

pub(super) fn hand_to(holder: Holder) {
    HOLDER.store(holder as u8, Ordering::SeqCst);
}

/// Lets the caller write alone.
pub(super) fn claim() -> MutexGuard<'static, ()> {
    loop {
        let gate = GATE.lock().unwrap_or_else(PoisonError::into_inner);
        if !ENDING.load(Ordering::SeqCst) {
            return gate;
        }
        drop(gate);
        stay_out();
    }
}

/// Tries to let the caller write alone until a moment has come.
#[cfg(unix)]
pub(super) fn claim_by(by: crate::store::deadline::Deadline) -> Option<MutexGuard<'static, ()>> {
    loop {
        match GATE.try_lock() {
            Ok(gate) => return Some(gate),
            Err(std::sync::TryLockError::Poisoned(gate)) => return Some(gate.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) if by.is_over() => return None,
            Err(std::sync::TryLockError::WouldBlock) => {
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        }
    }
}

/// From now on only the caller writes; returns whether somebody else ends the process already.
#[cfg(unix)]
pub(super) fn end() -> bool {
    ENDING.swap(true, Ordering::SeqCst)
}

/// Waits for the end, once it has begun.
fn stay_out() {
    while ENDING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

/// Writes to the terminal, whole.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    let gate = claim();
    let written = write(bytes);
    drop(gate);
    stay_out();
    written
}

#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes past the standard library's lock, which a blocked write would keep from who ends the process; what is left
/// when that has begun is not written.
#[cfg(unix)]
fn write(bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let out = io::stdout();
    for part in bytes.chunks(PART) {
        let mut left = part;
        while !left.is_empty() {
            match rustix::io::write(&out, left) {
                Ok(n) => left = &left[n..],
                Err(Errno::INTR) => {}
                // Somebody who shares the terminal has made it so.
                Err(Errno::AGAIN) => {
                    let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
                }
                Err(error) => return Err(error.into()),
            }
            if ENDING.load(Ordering::SeqCst) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Returns what makes a terminal ours.
pub(super) fn ours() -> Vec<u8> {
    let mut bytes = Vec::from(LEFT_ON);
    let _ = queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide);
    if CLICKS.load(Ordering::SeqCst) {
        bytes.extend(CLICKS_ON.as_bytes());
    }
    bytes
}

/// Returns what makes it its owner's again.
pub(super) fn theirs() -> Vec<u8> {
    let mut bytes = Vec::from(CLICKS_OFF);
    let _ = queue!(bytes, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    bytes
}

/// Turns reports of clicks on or off; returns whether that is new.
pub(super) fn set_clicks(on: bool) -> bool {
    CLICKS.swap(on, Ordering::SeqCst) != on
}

/// Notes that all has to be drawn anew.
pub(super) fn spoil() {
    STALE.store(true, Ordering::SeqCst);
}

/// Says once whether all has to be drawn anew.
pub(super) fn take_stale() -> bool {
    STALE.swap(false, Ordering::SeqCst)
}

/// Takes the terminal over.
pub(super) fn take_over() -> io::Result<()> {
    let _gate = claim();
    raw()?;
    // From here on it is to be given back, however far the rest comes.
    hand_to(Holder::App);
    let written = write(&ours());
    if written.is_err() {
        return_to(Holder::Nobody);
    }
    written
}

/// Gives the terminal to its owner or to a program, once; it may be gone, so every failure is passed over.
pub(super) fn give_back(to: Holder) {
    let _gate = claim();
    return_to(to);
}

/// Does so for who holds the gate.
fn return_to(to: Holder) {
    if holder() == Holder::App {
        let _ = write(&theirs());
        cook();
    }
    hand_to(to);
}

/// Makes every key come as it is pressed.
pub(super) fn raw() -> io::Result<()> {
    // Also where a program or a shell has changed the modes meanwhile, of which crossterm knows nothing.
    cook();
    #[cfg(unix)]
    modes::note();
    enable_raw_mode()
}

/// Gives the terminal its modes back.
pub(super) fn cook() {
    let _ = disable_raw_mode();
    #[cfg(unix)]
    modes::restore();
}
