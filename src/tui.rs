//! The full-screen front end: set up, loop, give back.

pub mod app;
pub mod face;
pub mod faces;
pub mod keys;
pub mod place;
pub mod screen;
pub mod screens;
mod terminal;
pub mod theme;
pub mod widgets;

use std::io;

use app::App;
pub(crate) use terminal::Last;
use terminal::Terminal;

use crate::clock::Clock;
use crate::store::editor;

/// Hears the signals that end the program, for a front end of lines: what waits is tried to save once more.
pub(crate) fn heed(last: Last) -> io::Result<()> {
    terminal::heed(last)
}

/// Runs the app until it is left; the terminal is given back however that happens.
///
/// A signal that ends the program tries `last` first, and says what it returns.
pub(crate) fn run(app: &mut App, clock: Clock, last: Last) -> io::Result<()> {
    let ran = go(app, clock, last);
    if ran.is_err() {
        terminal::end_if_gone();
    }
    ran
}

fn go(app: &mut App, clock: Clock, last: Last) -> io::Result<()> {
    // Without this every frame would end with the default colours, which some terminals take for text.
    crossterm::style::force_color_output(app.has_colors());
    let mut terminal = Terminal::enter(last)?;
    Terminal::clicks(app.wants_mouse())?;
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
                #[cfg(debug_assertions)]
                fail_on_purpose(&event);
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
            let ended = Terminal::away(|| editor::open(&file, line))?;
            app.edited(&file, ended, clock.now());
        }
        if app.take_suspend() {
            Terminal::suspend()?;
        }
        if drawn {
            Terminal::clicks(app.wants_mouse())?;
            terminal.draw(|frame| app.draw(frame, clock.now()))?;
        }
    }
    Ok(())
}

/// Fails where a test has pasted what it named; a release has no such thing.
#[cfg(debug_assertions)]
fn fail_on_purpose(event: &crossterm::event::Event) {
    if let crossterm::event::Event::Paste(text) = event
        && crate::store::paths::failure().is_some_and(|word| word == *text)
    {
        panic!("failed on purpose\nas a test \x1b[31mwished");
    }
}
