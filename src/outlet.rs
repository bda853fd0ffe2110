//! The one door to standard output and standard error. What goes through is [`Safe`], which only `text::show` and
//! `text::json` make, so that no command can send what a deck, a file name or an argument holds as it is.
//!
//! The full screen has a door of its own in `tui/terminal.rs`, where every cell is looked at.

use std::io::{self, IsTerminal, Write};

use crate::text::Safe;

/// Prints data, as it is.
pub fn print(text: &Safe) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says something beside the data, on lines of its own; a flood is cut with a word on how much.
pub fn say(text: &Safe) {
    // Standard error may be closed; there is nobody left to tell then.
    let _ = writeln!(io::stderr(), "{}", text.message());
}

/// Says how far something is, over what was said about it before; an empty text takes it away.
pub fn progress(text: &Safe) {
    let _ = write!(io::stderr(), "\r{:20}\r{}", "", text.line());
}

/// Says whether data goes to a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Says whether talk goes to a terminal.
pub fn talks_to_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Lines of data that go out one by one, while more are made.
pub struct Lines(Box<dyn Write>);

impl Lines {
    /// Returns the lines of standard output.
    pub fn stdout() -> Self {
        Self::to(io::stdout())
    }

    /// Returns lines that go wherever something is written.
    pub fn to(out: impl Write + 'static) -> Self {
        Self(Box::new(out))
    }

    /// Writes a line.
    pub fn line(&mut self, text: &Safe) -> io::Result<()> {
        writeln!(self.0, "{text}")
    }

    /// Writes something that a line follows on: it is seen at once.
    pub fn begin(&mut self, text: &Safe) -> io::Result<()> {
        write!(self.0, "{text}")?;
        self.0.flush()
    }
}
