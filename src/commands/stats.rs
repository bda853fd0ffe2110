//! `stats`: the figures, as text, JSON, CSV or a page of HTML.

use std::path::Path;

use super::{Error, Exit, backup::refused, desk, print, say};
use crate::cli::StatsArgs;
use crate::stats::{Basis, all, html, json, text};
use crate::store::export::{self, Over};
use crate::store::shown;
use crate::text::show;

pub(super) fn stats(home: Option<&Path>, args: &StatsArgs) -> Result<Exit, Error> {
    let desk = desk::gather(home, &args.decks, |_| {})?;
    desk.tell();
    let done = desk.done();
    let now = desk.now();
    let basis =
        Basis { library: &desk.library, calendar: &desk.calendar, now, interview: desk.config.interview };
    let sections = all(basis);
    if let Some(file) = &args.html {
        let page = html::page(&sections, &desk.calendar.format(now.at, "%-d %b %Y %H:%M"));
        let name = shown(file);
        // A bare name has no folder of its own to sync.
        let target = std::path::absolute(file).unwrap_or_else(|_| file.clone());
        export::put(&desk.paths.home, &target, page.as_bytes(), Over::forced(args.force))
            .map_err(|why| refused(&name, &why))?;
        say(&show(&format!("Written to {name}.")));
        return Ok(done);
    }
    if args.json {
        print(&json::json(&sections))?;
    } else if args.csv {
        print(&json::csv(&sections))?;
    } else {
        print(&show(&text::text(&sections)))?;
    }
    Ok(done)
}
