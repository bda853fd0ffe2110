//! The terminal's modes as they were found, and whose turn it is in the foreground.

use std::io;
use std::sync::{Mutex, PoisonError};

use rustix::process::getpgrp;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

/// The modes as whoever started us had them.
static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

/// Notes the modes in force, if they are a shell's: a program that was killed may have left anything.
pub(super) fn note() {
    let now = tcgetattr(io::stdin()).ok();
    if let Some(modes) = now.filter(|modes| modes.local_modes.contains(LocalModes::ICANON)) {
        *FOUND.lock().unwrap_or_else(PoisonError::into_inner) = Some(modes);
    }
}

/// Puts the modes back that were found.
pub(super) fn restore() {
    if let Some(modes) = FOUND.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
}

/// Forgets them: from now on others may be right.
pub(super) fn forget() {
    *FOUND.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Says whether the terminal listens to us; a process in the background that touches it is stopped.
pub(super) fn is_foreground() -> bool {
    tcgetpgrp(io::stdin()).map_or(true, |group| group == getpgrp())
}
