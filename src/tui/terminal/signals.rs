//! A thread that hears signals: crossterm's read does not return once the terminal is gone.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::end::{self, LIMIT};
use super::gate::{self, Holder};
use super::{Last, modes};
use crate::store::deadline::Deadline;

/// What a process in the background waits for a signal that came with the one to go on.
const TOGETHER: Duration = Duration::from_millis(50);

static WATCHED: AtomicBool = AtomicBool::new(false);
/// The next order to go on answers our own stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Hears signals from now on; asked again, it changes nothing.
pub(super) fn watch(last: Last) -> io::Result<()> {
    if WATCHED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    end::prepare(last);
    // A full quota is an error to show, not a reason to die.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        loop {
            let came: Vec<i32> = signals.wait().collect();
            hear(&came, &mut signals);
        }
    })?;
    std::thread::Builder::new().name("hang-up".into()).spawn(hang_up)?;
    Ok(())
}

fn hear(came: &[i32], signals: &mut Signals) {
    if let Some(signal) = came.iter().find(|signal| ends(**signal)) {
        end::end(*signal);
    }
    for signal in came {
        match *signal {
            // The terminal sends it to all in the foreground; an editor does with it what it likes.
            SIGTSTP if gate::holder() != Holder::Child => stop(signals),
            SIGCONT if !STOPPED.swap(false, Ordering::SeqCst) => go_on(signals),
            _ => {}
        }
    }
}

/// Says whether a signal ends us; what is typed at an editor is the editor's.
fn ends(signal: i32) -> bool {
    match signal {
        SIGHUP | SIGTERM => true,
        SIGINT | SIGQUIT => gate::holder() != Holder::Child,
        _ => false,
    }
}

/// Gives the terminal back, stops, and takes it over again when it is ours to take.
fn stop(signals: &mut Signals) {
    let own = gate::holder() == Holder::App;
    // A frame that is being written is written to its end, if the terminal takes it.
    let by = Deadline::after(LIMIT);
    let gate = gate::claim_by(by);
    if own {
        end::write(&gate::theirs(), by);
        gate::cook();
        gate::hand_to(Holder::Nobody);
    }
    halt();
    if own {
        // What the shell has set meanwhile is what it wants back.
        modes::forget();
        retake(signals);
    }
    drop(gate);
}

/// Somebody stopped us without asking, and the terminal has been another's since.
fn go_on(signals: &mut Signals) {
    if gate::holder() == Holder::App {
        let gate = gate::claim_by(Deadline::after(LIMIT));
        retake(signals);
        drop(gate);
    }
}

fn retake(signals: &mut Signals) {
    while !modes::is_foreground() {
        gate::hand_to(Holder::Nobody);
        // Who ends a stopped program wakes it, too; the one is heard a little before or after the other.
        std::thread::sleep(TOGETHER);
        if let Some(signal) = signals.pending().find(|signal| ends(*signal)) {
            end::end(signal);
        }
        STOPPED.store(false, Ordering::SeqCst);
        if !modes::is_foreground() {
            halt();
        }
    }
    let _ = gate::raw();
    gate::hand_to(Holder::App);
    end::write(&gate::ours(), Deadline::after(LIMIT));
    gate::spoil();
    // A change of size wakes who draws.
    let _ = kill_process(getpid(), Signal::WINCH);
}

/// Not SIGTSTP: it is thrown away for a process whose group is orphaned. To this thread: one sent to the process may
/// come to another, and this one would take the terminal over again before it stops.
fn halt() {
    STOPPED.store(true, Ordering::SeqCst);
    let _ = signal_hook::low_level::raise(SIGSTOP);
}

/// Waits until the terminal is closed, also where nobody is told by a signal.
fn hang_up() {
    if is_gone(None) && gate::holder() == Holder::App {
        end::end(SIGHUP);
    }
}

/// Ends the process if its terminal is gone, as the signal that comes with it would.
pub(super) fn end_if_gone() {
    if is_gone(Some(Timespec::default())) {
        end::end(SIGHUP);
    }
}

/// Waits until the terminal is closed, or so long; one that cannot be asked is there.
fn is_gone(limit: Option<Timespec>) -> bool {
    let terminal = io::stdin();
    loop {
        let mut wanted = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut wanted, limit.as_ref()) {
            Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return wanted[0].revents().contains(PollFlags::HUP),
            Err(_) => return false,
        }
    }
}
