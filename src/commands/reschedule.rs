//! `reschedule`: due days as the parameters and the retention in force would give them; only on request.

use std::path::Path;

use super::{Error, Exit, agreed, desk, print, say};
use crate::cli::RescheduleArgs;
use crate::library::Redating;
use crate::review::What;
use crate::text::{Safe, count, show};

pub(super) fn reschedule(home: Option<&Path>, args: &RescheduleArgs) -> Result<Exit, Error> {
    let mut desk = desk::gather(home, &[], |_| {})?;
    desk.whole()?;
    let all = desk.library.redated(desk.now());
    print(&show(&text(&all)))?;
    let n = all.moves.len();
    if n == 0 {
        say(&Safe::from("Every question is due on its day; nothing is changed."));
        return Ok(Exit::Done);
    }
    if args.dry_run {
        say(&Safe::from("Nothing is changed."));
        return Ok(Exit::Done);
    }
    if !args.yes && !agreed(&format!("Move {}?", count(n, "question")))? {
        say(&Safe::from("Nothing is changed. --yes moves them without asking."));
        return Ok(Exit::Done);
    }
    let moves = all.moves.into_iter().map(|moved| (moved.item, moved.to)).collect();
    desk.save(What::moves(moves))?;
    say(&show(&format!("{} moved, each until its next answer.", count(n, "question"))));
    Ok(Exit::Done)
}

fn text(all: &Redating) -> String {
    let by: Vec<i32> = all.moves.iter().map(|moved| moved.to.since(moved.from)).collect();
    let row = |name: &str, days: Vec<i32>| {
        let most = days.iter().copied().max().unwrap_or(0);
        let mean = days.iter().sum::<i32>() as f32 / days.len().max(1) as f32;
        let moved = if most == 0 { String::new() } else { format!("   by {mean:.1} days, {most} at most") };
        format!("{name:<12} {:>6}{moved}\n", days.len())
    };
    let mut text = format!("{:<12} {:>6}\n", "in review", all.items);
    text.push_str(&row("earlier", by.iter().filter(|days| **days < 0).map(|days| -days).collect()));
    text.push_str(&row("later", by.iter().copied().filter(|days| *days > 0).collect()));
    text.push_str(&format!("{:<12} {:>6}\n\n", "unchanged", all.items - all.moves.len()));
    text.push_str(&format!("{:<12} {:>6} {:>6}\n", "due on", "now", "then"));
    for (day, before, after) in &all.load {
        text.push_str(&format!("{:<12} {before:>6} {after:>6}\n", crate::clock::when::weekday(*day)));
    }
    text
}
