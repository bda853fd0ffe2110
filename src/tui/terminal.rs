//! The terminal taken over and given back: on return, on error, on panic, on signals, on Ctrl-Z.

#[cfg(unix)]
mod end;
mod gate;
mod ground;
#[cfg(unix)]
mod modes;
#[cfg(unix)]
mod signals;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{self, Event};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

use crate::text::{Safe, clean_symbol};
use gate::Holder;
use ground::Ground;

type Inner = ratatui::Terminal<CrosstermBackend<FrameBuffer>>;

/// Tries once more to save what waits; returns what is to be said if that fails.
pub(crate) type Last = std::sync::Arc<dyn Fn() -> Option<Safe> + Send + Sync>;

/// Hears signals from now on, whatever front end runs; where there are none, nothing happens.
pub(super) fn heed(last: Last) -> io::Result<()> {
    #[cfg(unix)]
    signals::watch(last)?;
    #[cfg(not(unix))]
    drop(last);
    Ok(())
}

/// A frame while it is made; it goes out whole.
#[derive(Clone, Default)]
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl FrameBuffer {
    fn send(&self) -> io::Result<()> {
        let bytes = self.0.take();
        gate::send(&bytes)
    }
}

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal while the app runs; dropped, it is given back.
pub(super) struct Terminal {
    page: FrameBuffer,
    inner: Inner,
    ground: Ground,
}

impl Terminal {
    /// Takes the terminal over. What it asks of it is not waited for, so one that does not answer delays nothing.
    pub(super) fn enter(last: Last) -> io::Result<Self> {
        heed(last)?;
        let page = FrameBuffer::default();
        let inner = ratatui::Terminal::new(CrosstermBackend::new(page.clone()))?;
        gate::take_over()?;
        // Who was killed may have left a screen behind.
        gate::spoil();
        let terminal = Self { page, inner, ground: Ground::default() };
        // From now on a change of size is heard.
        event::poll(Duration::ZERO)?;
        Ok(terminal)
    }

    /// Asks for the background's colour; the answer comes among the keys, if it comes.
    pub(super) fn ask_ground(&mut self) -> io::Result<()> {
        self.ground = Ground::asked();
        gate::send(ground::QUESTION)
    }

    /// Says once whether the background is light, when the terminal has told.
    pub(super) fn take_light(&mut self) -> Option<bool> {
        self.ground.take_light()
    }

    /// Turns reports of clicks on or off.
    pub(super) fn clicks(on: bool) -> io::Result<()> {
        if gate::set_clicks(on) {
            gate::send(if on { gate::CLICKS_ON } else { gate::CLICKS_OFF }.as_bytes())?;
        }
        Ok(())
    }

    /// Draws one frame as one update; every cell passes the wall before it goes out.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.page, BeginSynchronizedUpdate)?;
        if gate::take_stale() {
            // A new one, as clearing the old asks the terminal for its cursor.
            self.inner = ratatui::Terminal::new(CrosstermBackend::new(self.page.clone()))?;
            queue!(self.page, Clear(ClearType::All))?;
        }
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
        queue!(self.page, EndSynchronizedUpdate)?;
        self.page.send()
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

    /// Says whether there is an event.
    pub(super) fn has_event() -> io::Result<bool> {
        // With no time at all crossterm does not even look.
        event::poll(Duration::from_micros(200))
    }

    /// Stops all that runs in the foreground, as the key does where a terminal hears it itself.
    pub(super) fn suspend() -> io::Result<()> {
        #[cfg(unix)]
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    /// Lends the terminal to another program and takes it over again, however that one ended.
    pub(super) fn away<T>(run: impl FnOnce() -> T) -> io::Result<T> {
        gate::give_back(Holder::Child);
        let ended = run();
        gate::take_over()?;
        gate::spoil();
        Ok(ended)
    }
}

/// Ends the process where the terminal is gone, as the signal that says so would.
pub(super) fn end_if_gone() {
    #[cfg(unix)]
    signals::end_if_gone();
}

impl Drop for Terminal {
    fn drop(&mut self) {
        gate::give_back(Holder::Nobody);
    }
}
