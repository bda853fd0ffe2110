//! Which graders run: each in a session of its own, without our terminal, ended as a whole.

use std::collections::BTreeMap;
use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tickets in force, each with the group of its program once that runs.
static RUNNING: Mutex<BTreeMap<u64, Option<u32>>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(0);

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
        let ticket = NEXT.fetch_add(1, Ordering::Relaxed);
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
        Ok(child)
    }

    /// Ends the program and all it has started, if it runs.
    pub(super) fn end(self) {
        if let Some(Some(group)) = running().remove(&self.0) {
            kill(group);
        }
    }
}

/// Ends every grader, before the program ends; none starts any more with a ticket taken before.
pub fn end_all() {
    for group in std::mem::take(&mut *running()).into_values().flatten() {
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
