//! An external grader: a program of the learner's own choice that suggests ticks. No shell, a time limit, a cap on
//! what it may print; whatever goes wrong is a sentence. Off unless settings name a command.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::card::suggest::{Request, Suggestion};
use crate::text::{Safe, show};

/// Bytes a grader may print.
const LARGEST: u64 = 1 << 20;

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
    asked: Option<Receiver<Result<Suggestion, Safe>>>,
}

impl Program {
    /// Makes a grader of a command and a time limit.
    pub fn new(command: Vec<String>, limit: Duration) -> Self {
        Self { command, limit, asked: None }
    }
}

impl Grader for Program {
    fn ask(&mut self, request: Request) {
        let (tell, told) = channel();
        let (command, limit) = (self.command.clone(), self.limit);
        std::thread::spawn(move || {
            // Nobody may be waiting any more.
            let _ = tell.send(run(&command, limit, &request));
        });
        self.asked = Some(told);
    }

    fn poll(&mut self) -> Option<Result<Suggestion, Safe>> {
        let told = match self.asked.as_ref()?.try_recv() {
            Ok(told) => told,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err("The grader stopped without an answer.".into()),
        };
        self.asked = None;
        Some(told)
    }

    fn is_asked(&self) -> bool {
        self.asked.is_some()
    }
}

/// Runs a grader once.
fn run(command: &[String], limit: Duration, request: &Request) -> Result<Suggestion, Safe> {
    let [program, arguments @ ..] = command else { return Err("No grader is set.".into()) };
    let failed = |why: &str| show(&format!("The grader {program} {why}; grade by hand."));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(&format!("cannot be started: {}", super::reason(&error))))?;
    let output = talk(&mut child, request.json().into_bytes(), limit);
    // It has answered, or it will not: either way it is over.
    let _ = child.kill();
    let _ = child.wait();
    match output {
        None => Err(failed(&format!("took longer than {} s", limit.as_secs()))),
        Some(bytes) if bytes.len() as u64 > LARGEST => Err(failed("printed more than 1 MiB")),
        Some(bytes) => Suggestion::read(&bytes, request).map_err(|why| failed(&why)),
    }
}

/// Writes and reads at once, so that neither side can block the other for ever.
fn talk(child: &mut Child, question: Vec<u8>, limit: Duration) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    std::thread::spawn(move || {
        // A grader may answer without reading all.
        let _ = input.write_all(&question);
    });
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(LARGEST + 1).read_to_end(&mut bytes);
        let _ = tell.send(read.map(|_| bytes).unwrap_or_default());
    });
    told.recv_timeout(limit).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::card::grade::Mark;

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
        run(&command, limit, &request(answer))
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
}
