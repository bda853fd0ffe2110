//! A question written and an answer read at once, so that neither side can block the other for ever.

use std::time::Duration;

use super::LARGEST;
use super::running::Child;

/// Returns what a program prints, one byte more than it may at most; nothing when the time is over first.
///
/// No thread is left behind: a program that keeps its pipes open after its end holds nobody up.
#[cfg(unix)]
pub(super) fn talk(child: &mut Child, question: &[u8], limit: Duration) -> Option<Vec<u8>> {
    use std::io::{ErrorKind, Read, Write};

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::{Errno, ioctl_fionbio};

    let by = crate::store::deadline::Deadline::after(limit);
    let (mut input, mut output) = (child.stdin().take(), child.stdout().take()?);
    ioctl_fionbio(&output, true).ok()?;
    ioctl_fionbio(input.as_ref()?, true).ok()?;
    let (mut left, mut bytes, mut part) = (question, Vec::new(), [0; 16 << 10]);
    while !by.is_over() {
        let mut wanted = vec![PollFd::new(&output, PollFlags::IN)];
        wanted.extend(input.as_ref().map(|input| PollFd::new(input, PollFlags::OUT)));
        match poll(&mut wanted, by.left().try_into().ok().as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return None,
        }
        let written = input.as_mut().map(|input| input.write(left));
        match written {
            Some(Ok(n)) if n < left.len() => left = &left[n..],
            Some(Err(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            // All is said, or it wants to hear no more: a grader may answer without reading all.
            Some(_) => input = None,
            None => {}
        }
        match output.read(&mut part) {
            Ok(0) => return Some(bytes),
            Ok(n) => bytes.extend(&part[..n]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(_) => return Some(bytes),
        }
        if bytes.len() > LARGEST {
            return Some(bytes);
        }
    }
    None
}

/// Returns what a program prints, one byte more than it may at most; nothing when the time is over first.
#[cfg(not(unix))]
pub(super) fn talk(child: &mut Child, question: &[u8], limit: Duration) -> Option<Vec<u8>> {
    use std::io::{Read, Write};

    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    let question = question.to_vec();
    std::thread::spawn(move || {
        // A grader may answer without reading all.
        let _ = input.write_all(&question);
    });
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(LARGEST as u64 + 1).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes).unwrap_or_default());
    });
    let said = receiver.recv_timeout(limit).ok();
    // Both threads end with their pipes.
    let _ = child.kill();
    said
}
