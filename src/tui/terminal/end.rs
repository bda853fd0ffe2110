//! The end that a signal brings: what waits is saved, the terminal given back, all within half a second.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{QueueSelector, isatty, tcflush, ttyname};
use signal_hook::consts::SIGINT;

use super::gate::{self, Holder};
use super::{Last, modes};
use crate::store::deadline::Deadline;
use crate::store::{editor, grader};

/// How long an end may take, whatever the disk and the terminal do.
pub(super) const LIMIT: Duration = Duration::from_millis(500);
/// What of it the terminal is waited for before what it has not taken is thrown away.
const PATIENCE: Duration = Duration::from_millis(100);

static LAST: OnceLock<Last> = OnceLock::new();
/// The terminal opened once more, so that writing to it need not wait; the one we share must be left as it is.
static SIDE: OnceLock<OwnedFd> = OnceLock::new();

/// Makes ready for the end.
pub(super) fn prepare(last: Last) {
    let _ = LAST.set(last);
    if let Ok(name) = ttyname(io::stdout(), Vec::new()) {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        if let Ok(side) = rustix::fs::open(&name, flags, Mode::empty()) {
            let _ = SIDE.set(side);
        }
    }
}

/// Ends the process as a signal wants it.
pub(super) fn end(signal: i32) -> ! {
    if gate::end() {
        loop {
            std::thread::park();
        }
    }
    let by = Deadline::after(LIMIT);
    let (sender, receiver) = channel();
    let saves = std::thread::Builder::new().spawn(move || {
        // The disk may hang; nobody waits for it longer than for the rest.
        let _ = sender.send(LAST.get().and_then(|last| last()));
    });
    grader::end_all();
    editor::tell(signal);
    while editor::is_open() && by.left() > PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    if modes::is_foreground() {
        leave(signal, by);
    }
    let unsaved = match saves.map(|_| receiver.recv_timeout(by.left())) {
        Ok(Ok(unsaved)) => unsaved,
        Ok(Err(_)) | Err(_) => Some("The last answers may not be saved: saving them takes too long.".into()),
    };
    if let Some(text) = unsaved {
        say_last(format!("\r{text}\r\n"));
    }
    exit(128 + signal)
}

/// Says something to whoever reads our errors, and waits for that only for a while: a pipe nobody reads takes a
/// part and then holds up who writes.
fn say_last(text: String) {
    let (sender, receiver) = channel();
    let tells = std::thread::Builder::new().spawn(move || {
        write_to(io::stderr().as_fd(), text.as_bytes(), Deadline::after(PATIENCE));
        let _ = sender.send(());
    });
    if tells.is_ok() {
        let _ = receiver.recv_timeout(PATIENCE);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the main thread may hang in a read or write that never returns"
)]
fn exit(code: i32) -> ! {
    std::process::exit(code)
}

/// Gives the terminal back as far as it lets us.
fn leave(signal: i32, by: Deadline) {
    match gate::holder() {
        Holder::App => {
            gate::cook();
            let gate = gate::claim_by(Deadline::after(PATIENCE));
            // Who held the gate may have been taking the terminal over.
            gate::cook();
            if gate.is_some() && write(&gate::theirs(), Deadline::after(PATIENCE)) {
                return;
            }
            // It takes nothing: what it has not taken of a frame is thrown away, and makes room for the end.
            let _ = tcflush(io::stdout(), QueueSelector::OFlush);
            // Who is held up in a write is not told of the room; a signal lets it look.
            let _ = kill_process(getpid(), Signal::WINCH);
            // What that one had begun comes first, or it would undo the end.
            let _gate = gate.or_else(|| gate::claim_by(Deadline::after(PATIENCE)));
            gate::cook();
            write(&gate::theirs(), by);
        }
        Holder::Child => {
            gate::cook();
            let gate = gate::claim_by(Deadline::after(PATIENCE));
            gate::cook();
            // The program has ended meanwhile, and we were taking the terminal back.
            if gate.is_some() && gate::holder() == Holder::App {
                write(&gate::theirs(), by);
            }
        }
        Holder::Nobody if signal == SIGINT && isatty(io::stdout()) => {
            // ^C stands on the line of the prompt.
            write(b"\r\n", by);
        }
        Holder::Nobody => {}
    }
}

/// Writes to the terminal without waiting longer than until a moment; returns whether all was taken.
pub(super) fn write(bytes: &[u8], by: Deadline) -> bool {
    match SIDE.get() {
        Some(side) => write_to(side.as_fd(), bytes, by),
        None => write_to(io::stdout().as_fd(), bytes, by),
    }
}

fn write_to(to: BorrowedFd<'_>, mut bytes: &[u8], by: Deadline) -> bool {
    while !bytes.is_empty() && !by.is_over() {
        let mut wanted = [PollFd::new(&to, PollFlags::OUT)];
        let ready = poll(&mut wanted, by.left().try_into().ok().as_ref()).unwrap_or(0) > 0;
        match if ready { rustix::io::write(to, bytes) } else { Ok(0) } {
            Ok(n) => bytes = &bytes[n..],
            // Another write is under way, or there is no room after all.
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => {
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(_) => return false,
        }
    }
    bytes.is_empty()
}
