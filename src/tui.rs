//! The full-screen front end: set up, loop, give back.

pub mod app;
pub mod faces;
pub mod keys;
pub mod screens;
mod terminal;
pub mod theme;
pub mod widgets;

use std::io;
use std::path::PathBuf;

use app::App;
use terminal::Terminal;

use crate::clock::Clock;
use crate::store::editor;

/// Runs the app until it is left; the terminal is given back however that happens.
pub fn run(app: &mut App, clock: Clock, crash: PathBuf) -> io::Result<()> {
    let mut terminal = Terminal::enter(crash)?;
    terminal.clicks(app.wants_mouse())?;
    terminal.draw(|frame| app.draw(frame, clock.now()))?;
    if app.asks_ground() {
        terminal.ask_ground()?;
    }
    // Draws on events only: while nothing happens, nothing is written and no time is used. A running clock
    // on the screen is something that happens.
    loop {
        if app.ticks().is_some_and(|ms| !Terminal::waits(ms)) {
            app.tick(clock.now());
            terminal.draw(|frame| app.draw(frame, clock.now()))?;
            continue;
        }
        let mut drawn = false;
        // What came in meanwhile is taken in one go: a held key must not queue frames.
        while !app.is_over() {
            for event in terminal.next_events()? {
                drawn |= app.handle(event, clock.now());
            }
            if !Terminal::has_event()? {
                break;
            }
        }
        if let Some(light) = terminal.take_light() {
            app.background(light);
            drawn = true;
        }
        if app.is_over() {
            break;
        }
        if let Some((file, line)) = app.take_edit() {
            let ended = terminal.away(|| editor::open(&file, line))?;
            app.edited(&file, ended, clock.now());
        }
        if app.take_suspend() {
            terminal.suspend()?;
        }
        if drawn {
            terminal.clicks(app.wants_mouse())?;
            terminal.draw(|frame| app.draw(frame, clock.now()))?;
        }
    }
    Ok(())
}
