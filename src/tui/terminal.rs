//! The terminal taken over and given back: on return, on error, on panic, on signals, on Ctrl-Z.

mod ground;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

use crate::text::{clean_symbol, show};
use ground::Ground;

type Inner = ratatui::Terminal<CrosstermBackend<io::Stdout>>;

/// Where a crash is described; set once.
static CRASH: OnceLock<PathBuf> = OnceLock::new();

/// Reports clicks and the wheel, not movement, so that Shift and drag still selects text.
const CLICKS_ON: &str = "\x1b[?1000h\x1b[?1006h";
const CLICKS_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal while the app runs; dropped, it is given back.
pub(super) struct Terminal {
    inner: Inner,
    clicks: bool,
    ground: Ground,
}

impl Terminal {
    /// Takes the terminal over. What it asks of it is not waited for, so one that does not answer delays nothing.
    pub(super) fn enter(crash: PathBuf) -> io::Result<Self> {
        let _ = CRASH.set(crash);
        hook_panics();
        #[cfg(unix)]
        signals::watch()?;
        take_over()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self { inner, clicks: false, ground: Ground::default() })
    }

    /// Asks for the background's colour; the answer comes among the keys, if it comes.
    pub(super) fn ask_ground(&mut self) -> io::Result<()> {
        self.ground = Ground::asked();
        let mut out = io::stdout();
        out.write_all(ground::QUESTION)?;
        out.flush()
    }

    /// Says once whether the background is light, when the terminal has told.
    pub(super) fn take_light(&mut self) -> Option<bool> {
        self.ground.take_light()
    }

    /// Turns reports of clicks on or off.
    pub(super) fn clicks(&mut self, on: bool) -> io::Result<()> {
        if on != self.clicks {
            self.clicks = on;
            let mut out = io::stdout();
            out.write_all(if on { CLICKS_ON } else { CLICKS_OFF }.as_bytes())?;
            out.flush()?;
        }
        Ok(())
    }

    /// Draws one frame as one update; every cell passes the wall before it goes out.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| {
            draw(frame);
            for cell in &mut frame.buffer_mut().content {
                if !cell.symbol().is_ascii()
                    && let Some(clean) = clean_symbol(cell.symbol())
                {
                    cell.set_symbol(&clean);
                }
            }
        })?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    /// Returns the events that are there next: one, or none while the terminal's answer comes in.
    pub(super) fn next_events(&mut self) -> io::Result<Vec<Event>> {
        Ok(self.ground.pass(event::read()?))
    }

    /// Waits for an event; returns whether there is one before so many milliseconds have passed.
    pub(super) fn waits(ms: u64) -> bool {
        // An error is met, and told, by the read that follows.
        event::poll(Duration::from_millis(ms)).unwrap_or(true)
    }

    pub(super) fn has_event() -> io::Result<bool> {
        event::poll(Duration::ZERO)
    }

    /// Stops the process as a shell expects, and takes the terminal over again afterwards.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        {
            use rustix::process::{Signal, getpid, kill_process};
            // Not SIGTSTP: it is thrown away for a process whose group is orphaned.
            kill_process(getpid(), Signal::STOP).map_err(io::Error::from)?;
        }
        self.back()
    }

    /// Lends the terminal to another program and takes it over again, however that one ended.
    pub(super) fn away<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let ended = run();
        self.back()?;
        Ok(ended)
    }

    fn back(&mut self) -> io::Result<()> {
        take_over()?;
        let clicks = std::mem::take(&mut self.clicks);
        self.clicks(clicks)?;
        // A new one, as clearing the old asks the terminal for its cursor.
        self.inner = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        execute!(io::stdout(), Clear(ClearType::All))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// Gives the terminal back; it may be gone, so every failure is passed over.
fn give_back() {
    let _ = io::stdout().write_all(CLICKS_OFF.as_bytes());
    let _ = execute!(io::stdout(), EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

/// The screen comes back before the message, and the message is one safe paragraph.
fn hook_panics() {
    std::panic::set_hook(Box::new(|info| {
        give_back();
        let payload = info.payload();
        let said = payload.downcast_ref::<&str>().map(ToString::to_string);
        let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let text = show(&format!(
            "cardsharp stopped on an error of its own: {said} ({place}). Every answer given is saved."
        ));
        let crash = CRASH.get().filter(|path| std::fs::write(path, format!("{text}\n")).is_ok());
        let kept = crash
            .map_or(String::new(), |path| format!(" Please report {}.", show(&path.display().to_string())));
        let _ = writeln!(io::stderr(), "{}{kept}", text.line());
    }));
}

#[cfg(unix)]
mod signals {
    //! A thread that waits for signals: crossterm's read does not return once the terminal is gone.

    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::Signals;

    use super::{give_back, take_over};

    pub(super) fn watch() -> io::Result<()> {
        // A full quota is an error to show, not a reason to die.
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP])?;
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                if signal == SIGTSTP { stop() } else { end(signal) }
            }
        })?;
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "the main thread may hang in a read that never returns")]
    fn end(signal: i32) {
        // Answers are on disk when they are shown as saved, so nothing has to be waited for.
        give_back();
        std::process::exit(128 + signal);
    }

    fn stop() {
        use rustix::process::{Signal, getpid, kill_process};
        give_back();
        let _ = kill_process(getpid(), Signal::STOP);
        let _ = take_over();
        // A change of size makes the main thread draw everything anew.
        let _ = kill_process(getpid(), Signal::WINCH);
    }
}
