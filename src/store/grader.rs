//! An external grader: a program of the learner's own choice that suggests ticks. No shell, no terminal, a time limit,
//! a cap on what it may print; whatever goes wrong is a sentence. What it has started ends with it, and it with us.
//! Off unless settings name a command.

mod running;
mod talk;

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::card::suggest::{Request, Suggestion};
use crate::text::{Safe, show};
use running::Ticket;
pub use running::end_all;

/// Bytes a grader may print.
const LARGEST: usize = 1 << 20;

/// What suggests ticks for an answer.
pub trait Grader {
    /// Asks for a suggestion; an earlier question still open is forgotten.
    fn ask(&mut self, request: Request);
    /// Returns the suggestion once it is there, or why there is none.
    fn poll(&mut self) -> Option<Result<Suggestion, Safe>>;
    /// Says whether a suggestion is on its way.
    fn is_asked(&self) -> bool;
}

/// A program that grades.
pub struct Program {
    command: Vec<String>,
    limit: Duration,
    asked: Option<Asked>,
}

/// A question on its way; dropped, its program is ended.
struct Asked {
    receiver: Receiver<Result<Suggestion, Safe>>,
    ticket: Ticket,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.ticket.end();
    }
}

impl Program {
    /// Makes a grader of a command and a time limit.
    pub fn new(command: Vec<String>, limit: Duration) -> Self {
        Self { command, limit, asked: None }
    }
}

impl Grader for Program {
    fn ask(&mut self, request: Request) {
        let (sender, receiver) = channel();
        let (command, limit, ticket) = (self.command.clone(), self.limit, Ticket::take());
        // The one before is ended first.
        self.asked = Some(Asked { receiver, ticket });
        std::thread::spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(run(&command, limit, &request, ticket));
        });
    }

    fn poll(&mut self) -> Option<Result<Suggestion, Safe>> {
        let reply = match self.asked.as_ref()?.receiver.try_recv() {
            Ok(reply) => reply,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err("The grader stopped without an answer.".into()),
        };
        self.asked = None;
        Some(reply)
    }

    fn is_asked(&self) -> bool {
        self.asked.is_some()
    }
}

/// Runs a grader once.
fn run(command: &[String], limit: Duration, request: &Request, ticket: Ticket) -> Result<Suggestion, Safe> {
    let Some(program) = command.first() else { return Err("No grader is set.".into()) };
    let failed = |why: &str| show(&format!("The grader {program} {why}; grade by hand."));
    let mut child = ticket.start(command).map_err(|error| {
        ticket.end();
        failed(&format!("cannot be started: {}", super::reason(&error)))
    })?;
    let output = talk::talk(&mut *child, request.json().as_bytes(), limit);
    // It has answered, or it will not: either way it is over.
    ticket.end();
    let _ = child.wait();
    match output {
        None => Err(failed(&format!("took longer than {} s", limit.as_secs()))),
        Some(bytes) if bytes.len() > LARGEST => Err(failed("printed more than 1 MiB")),
        Some(bytes) => Suggestion::read(&bytes, request).map_err(|why| failed(&why)),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::card::grade::Mark;
    use crate::store::deadline::Deadline;

    fn request(answer: &str) -> Request {
        Request {
            item: "d/c#recall".into(),
            question: "How would you start?".into(),
            points: vec![
                ("eval".into(), "Wants an eval set".into(), true),
                ("cost".into(), "Prices a single call".into(), false),
            ],
            tells: vec![("slogan".into(), "Everyone should start simple".into(), "down")],
            answer: answer.into(),
        }
    }

    fn ask(command: &[&str], answer: &str, limit: Duration) -> Result<Suggestion, Safe> {
        let command: Vec<String> = command.iter().map(ToString::to_string).collect();
        run(&command, limit, &request(answer), Ticket::take())
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn the_example_grader_suggests_with_evidence() {
        let answer = "first I want an eval \"set\",\nthen we talk";
        let suggestion = ask(&["sh", "examples/grader.sh"], answer, LONG).unwrap();
        assert_eq!(suggestion.item, "d/c#recall");
        assert_eq!(suggestion.points.len(), 1, "{suggestion:?}");
        let (key, mark, quote) = &suggestion.points[0];
        assert_eq!((key.as_str(), *mark), ("eval", Mark::Full));
        assert!(quote.contains("eval"), "{quote}");
    }

    #[test]
    fn a_grader_that_hangs_floods_or_babbles_is_a_sentence() {
        let short = Duration::from_millis(50);
        let said = |command: &[&str], limit| ask(command, "an answer", limit).unwrap_err().to_string();
        assert!(said(&["sleep", "60"], short).contains("took longer than"));
        assert!(said(&["sh", "-c", "yes garbage"], LONG).contains("more than 1 MiB"));
        assert!(said(&["echo", "nonsense"], LONG).contains("no JSON verdict"));
        assert!(said(&["true"], LONG).contains("no JSON verdict"));
        assert!(said(&["/nowhere/grader"], LONG).contains("cannot be started"));
    }

    fn lives(pid: &str) -> bool {
        // Whoever has ended and is not waited for by its new parent yet is no longer there either.
        let state = std::process::Command::new("ps").args(["-o", "stat=", "-p", pid.trim()]).output();
        state.is_ok_and(|state| !state.stdout.is_empty() && !state.stdout.starts_with(b"Z"))
    }

    /// Waits for a process to end.
    fn gone(pid: &str) {
        let by = Deadline::after(LONG);
        while lives(pid) {
            assert!(!by.is_over(), "{pid} lives on");
            std::thread::yield_now();
        }
    }

    /// Waits for a file that a program writes.
    fn written(path: &std::path::Path) -> String {
        let by = Deadline::after(LONG);
        loop {
            assert!(!by.is_over(), "{} is not written", path.display());
            match std::fs::read_to_string(path) {
                Ok(text) if text.ends_with('\n') => return text,
                Ok(_) | Err(_) => std::thread::yield_now(),
            }
        }
    }

    #[test]
    fn what_a_grader_has_started_ends_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pids");
        let script = format!("sleep 1000 & echo $! >{0}.new; mv {0}.new {0}; sleep 1000", file.display());
        let said = ask(&["sh", "-c", &script], "an answer", Duration::from_secs(2)).unwrap_err();
        assert!(said.contains("took longer than"), "{said}");
        let pid = written(&file);
        gone(&pid);
    }

    #[test]
    fn a_grader_ends_with_the_program_and_with_the_next_question() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pids");
        let script = format!("sleep 1000 & echo $! >{0}.new; mv {0}.new {0}; sleep 1000", file.display());
        let mut grader = Program::new(["sh", "-c", &script].map(String::from).to_vec(), LONG);
        for again in [true, false] {
            grader.ask(request("an answer"));
            let pid = written(&file);
            std::fs::remove_file(&file).unwrap();
            if again {
                grader.ask(request("another"));
                std::fs::remove_file({
                    written(&file);
                    &file
                })
                .unwrap();
            } else {
                grader.asked = None;
            }
            gone(&pid);
        }
    }

    #[test]
    fn a_grader_has_no_terminal_and_leads_a_session() {
        let said = ask(&["sh", "-c", "exec 3</dev/tty && sleep 1000"], "an answer", LONG).unwrap_err();
        assert!(said.contains("no JSON verdict"), "{said}");
    }

    #[test]
    fn a_grader_that_leaves_its_output_to_another_session_holds_nobody_up() {
        // What has left the group keeps the pipe open; the answer is given up at the limit.
        let command = ["sh", "-c", "setsid sleep 3 & exit 0"];
        let said = ask(&command, "an answer", Duration::from_millis(50)).unwrap_err();
        assert!(said.contains("took longer than"), "{said}");
    }
}
