//! Which graders run: each in a session of its own, without our terminal, ended as a whole.

use std::collections::BTreeMap;
use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use crate::store::deadline::Deadline;

/// Tickets in force, each with the group of its program once that runs.
static RUNNING: Mutex<BTreeMap<u64, Option<u32>>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(0);
/// Tickets below it have been ended, also one whose program is just being started.
static ENDED: AtomicU64 = AtomicU64::new(0);
/// How long an end of all waits for one that starts; a program on a disk that hangs may never.
const PATIENCE: Duration = Duration::from_millis(100);

/// A started program; a group with all it starts, where there are groups.
#[cfg(unix)]
pub(super) type Child = dyn process_wrap::std::ChildWrapper;
#[cfg(not(unix))]
pub(super) type Child = std::process::Child;

/// The right to run one program; ended before its program starts, it never does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket(u64);

impl Ticket {
    /// Takes a new one.
    pub(super) fn take() -> Self {
        let ticket = NEXT.fetch_add(1, Ordering::SeqCst);
        running().insert(ticket, None);
        Self(ticket)
    }

    /// Starts a program without a shell; its input and output are ours.
    pub(super) fn start(self, command: &[String]) -> io::Result<Box<Child>> {
        // Held while it starts, so that an end comes before or after.
        let mut running = running();
        let (Some(group), [program, arguments @ ..]) = (running.get_mut(&self.0), command) else {
            return Err(io::ErrorKind::Interrupted.into());
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = spawn(command)?;
        *group = Some(child.id());
        if self.0 < ENDED.load(Ordering::SeqCst) {
            running.remove(&self.0);
            kill(child.id());
        }
        Ok(child)
    }

    /// Ends the program and all it has started, if it runs.
    pub(super) fn end(self) {
        if let Some(Some(group)) = running().remove(&self.0) {
            kill(group);
        }
    }
}

/// Ends every grader, before the program ends; none goes on with a ticket taken before.
///
/// Who is just starting one is waited for only for a while, and ends it when it has started.
pub fn end_all() {
    ENDED.store(NEXT.load(Ordering::SeqCst), Ordering::SeqCst);
    let by = Deadline::after(PATIENCE);
    let mut running = loop {
        match RUNNING.try_lock() {
            Ok(running) => break running,
            Err(TryLockError::Poisoned(running)) => break running.into_inner(),
            Err(TryLockError::WouldBlock) if by.is_over() => return,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    for group in std::mem::take(&mut *running).into_values().flatten() {
        kill(group);
    }
}

fn running() -> MutexGuard<'static, BTreeMap<u64, Option<u32>>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn spawn(command: Command) -> io::Result<Box<Child>> {
    use process_wrap::std::{CommandWrap, ProcessSession};
    CommandWrap::from(command).wrap(ProcessSession).spawn()
}

#[cfg(not(unix))]
fn spawn(mut command: Command) -> io::Result<Box<Child>> {
    command.spawn().map(Box::new)
}

/// A group keeps its number until its leader is waited for, which is after its end.
#[cfg(unix)]
fn kill(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Without groups the program itself is ended by whoever waits for it.
#[cfg(not(unix))]
fn kill(_: u32) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_end_waits_for_nobody_who_starts_and_what_starts_then_is_ended() {
        let ticket = Ticket::take();
        let starts = running();
        let by = Deadline::after(Duration::from_secs(20));
        end_all();
        assert!(!by.is_over());
        drop(starts);
        let mut child = ticket.start(&["sleep".into(), "1000".into()]).unwrap();
        assert!(!child.wait().unwrap().success());
    }
}
