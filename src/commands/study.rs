//! `study`, and what opens without a verb: home, a first question, or a session.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use super::backup::Daily;
use super::desk::{self, Desk};
use super::ending::Ending;
use super::{Error, Exit, print, say};
use crate::cli::StudyArgs;
use crate::config::{AskSure, Config};
use crate::library::Which;
use crate::library::search::Query;
use crate::outlet;
use crate::plain;
use crate::schedule::queue::Siblings;
use crate::session::{Options, Plan, Session};
use crate::store::grader::{Grader, Program};
use crate::store::keeper::Shared;
use crate::store::paths::{
    Capability, ascii_locale, dumb_terminal, light_background, no_color, terminal, true_color,
};
use crate::store::shown;
use crate::text::{Safe, show};
use crate::tui::app::{App, Parts};
use crate::tui::place::Place;
use crate::tui::screen::{Ctx, Step};
use crate::tui::theme::{Colors, Wants};

/// Opens home, or the first question; with decks, a session on them.
pub(super) fn open(home: Option<&Path>, args: &StudyArgs) -> Result<Exit, Error> {
    if args.plain {
        return study(home, args);
    }
    let direct = !args.decks.is_empty() || args.practice || args.find.is_some();
    let desk = gather(home, args)?;
    if !has_screen() || dumb_terminal() {
        return without_screen(&desk);
    }
    screen(desk, args, direct)
}

/// Starts a session at once.
pub(super) fn study(home: Option<&Path>, args: &StudyArgs) -> Result<Exit, Error> {
    let desk = gather(home, args)?;
    if args.plain || dumb_terminal() {
        return lines(desk, args);
    }
    if !has_screen() {
        return without_screen(&desk);
    }
    screen(desk, args, true)
}

fn gather(home: Option<&Path>, args: &StudyArgs) -> Result<Desk, Error> {
    let desk = desk::gather(home, &args.decks, |config| {
        config.new_per_day = args.new.unwrap_or(config.new_per_day);
        config.session_size = args.limit.unwrap_or(config.session_size);
        if args.together {
            config.siblings = Siblings::Together;
        }
    })?;
    // A deck that was named and cannot be studied at all is worth more than a notice.
    let nothing = desk.library.decks().iter().all(|loaded| loaded.items.is_empty());
    if !args.decks.is_empty() && nothing {
        let exit = desk.failed.unwrap_or(Exit::Data);
        if !desk.problems.is_empty() {
            desk.tell_problems();
            return Err(Error::reported(exit));
        }
        let names: Vec<String> = args.decks.iter().map(|path| path.display().to_string()).collect();
        return Err(Error::new(exit, format!("{}: the deck holds no card; add one", names.join(", "))));
    }
    Ok(desk)
}

pub(super) fn has_screen() -> bool {
    io::stdin().is_terminal() && outlet::is_terminal()
}

/// The home summary as text: there is no terminal to draw on.
pub(super) fn without_screen(desk: &Desk) -> Result<Exit, Error> {
    desk.tell();
    let now = desk.now();
    let board = desk.library.board(now);
    let mut text = format!("cardsharp: {} due, {} new, about {} min\n", board.due, board.new, board.minutes);
    for row in &board.rows {
        let secure = row.secure.map_or("new".to_owned(), |secure| format!("{:.0}% secure", secure * 100.0));
        text.push_str(&format!(
            "  {:<32} {:>4} due {:>4} new   {secure}\n",
            row.title.cut(32),
            row.due,
            row.new
        ));
    }
    if let Some(next) = board.next.filter(|_| board.due == 0) {
        text.push_str(&format!("  next: {}\n", next.words(now)));
    }
    print(&show(&text))?;
    let text = "No terminal to draw on: run it in a terminal, or use `cardsharp study --plain`.";
    Err(Error::new(Exit::NoTerminal, text))
}

fn plan(desk: &Desk, args: &StudyArgs) -> Plan {
    if let Some(query) = &args.find {
        let (query, now) = (Query::parse(query), desk.now());
        let rows = desk.library.rows();
        let found = query.find(&rows, None, &desk.library, now);
        let items =
            found.into_iter().take(desk.config.session_size).map(|at| rows[at].name.clone()).collect();
        if args.practice { Plan::Cram(items) } else { Plan::Items(items) }
    } else if args.practice {
        Plan::Practice
    } else if is_fresh(desk) && args.new.is_none() && args.limit.is_none() && !args.together {
        Plan::FirstRun
    } else {
        Plan::Study { decks: Vec::new(), which: Which::All }
    }
}

/// Answers that cannot be read are answers all the same.
fn is_fresh(desk: &Desk) -> bool {
    desk.library.is_fresh() && !desk.answers.lacks() && desk.log.writable().is_ok()
}

fn options(desk: &Desk, args: &StudyArgs, plan: &Plan) -> Options {
    // A newcomer meets one new key at a time, and certainty later.
    let ask_sure = desk.config.ask_sure == AskSure::Objective && *plan != Plan::FirstRun;
    let minutes = desk.config.session_minutes;
    Options { size: desk.config.session_size, minutes, ask_sure, seed: args.seed }
}

fn lines(desk: Desk, args: &StudyArgs) -> Result<Exit, Error> {
    let daily = Daily::of(&desk);
    let ended = ask_lines(desk, args);
    daily.end();
    ended
}

fn ask_lines(mut desk: Desk, args: &StudyArgs) -> Result<Exit, Error> {
    desk.tell();
    desk.paths.open_to_others().iter().for_each(say);
    let plan = plan(&desk, args);
    let options = options(&desk, args, &plan);
    let now = desk.now();
    let mut session = Session::start(plan, options, &desk.library, now);
    if session.question().is_none() && args.find.is_some() {
        say(&Safe::from("No question fits the search; nothing is asked."));
        return Ok(Exit::Done);
    }
    if session.question().is_none() {
        let next = desk.library.board(now).next;
        let next = next.map_or(String::new(), |due| format!(" Next: {}.", due.words(now)));
        print(&show(&format!(
            "Nothing due.{next} To practise without recording: cardsharp study --plain --practice\n"
        )))?;
        return Ok(Exit::Done);
    }
    let done = desk.done();
    let ending = Ending { keeper: Shared::new(desk.log), clock: desk.clock, crash: desk.paths.crash() };
    ending.after(|| {
        crate::tui::heed(ending.last())?;
        plain::run(
            &mut session,
            &mut plain::Context {
                library: &mut desk.library,
                keeper: &mut ending.keeper.clone(),
                calendar: &desk.calendar,
                clock: desk.clock,
                input: &mut io::stdin().lock(),
                out: outlet::Lines::stdout(),
                echoes: io::stdin().is_terminal(),
            },
        )?;
        Ok(done)
    })
}

/// Runs the full-screen app; one who is not new begins at home unless a session is wanted directly.
fn screen(desk: Desk, args: &StudyArgs, direct: bool) -> Result<Exit, Error> {
    let plan = plan(&desk, args);
    let options = options(&desk, args, &plan);
    let fresh = plan == Plan::FirstRun;
    run(desk, |ctx| {
        if !fresh && !direct {
            return Step::Stay;
        }
        let session = Session::start(plan, options, ctx.library, ctx.now);
        if session.question().is_none() {
            let nothing = Step::notice("No question fits the search.");
            return if args.find.is_some() { nothing } else { Step::Stay };
        }
        let session = Box::new(session);
        Step::Open(if fresh { Place::FirstRun(session) } else { Place::Study(session) })
    })
}

/// Runs the full-screen app: home, and on it what the first step opens.
pub(super) fn run(desk: Desk, first: impl FnOnce(&Ctx<'_>) -> Step) -> Result<Exit, Error> {
    let notice = first_notice(&desk);
    let clock = desk.clock;
    let daily = Daily::of(&desk).begin(desk.config.backups);
    let ending = Ending { keeper: Shared::new(desk.log), clock, crash: desk.paths.crash() };
    let parts = Parts {
        library: desk.library,
        keeper: Box::new(ending.keeper.clone()),
        grader: grader(&desk.config),
        wants: Wants {
            colors: match (terminal(), no_color(), true_color()) {
                (Capability::Lines | Capability::Mono, _, _) => Colors::Bare,
                (Capability::Colours, true, _) => Colors::None,
                (Capability::Colours, false, true) => Colors::Any,
                (Capability::Colours, false, false) => Colors::Few,
            },
            ascii: ascii_locale(),
            light: light_background(),
        },
        config: desk.config,
        calendar: desk.calendar,
        home: shown(&desk.paths.home),
        problems: desk.problems,
        notice,
    };
    let exit = ending.after(|| {
        let mut app = App::new(parts, clock.now(), first);
        crate::tui::run(&mut app, clock, ending.last())?;
        Ok(if app.is_interrupted() { Exit::Stopped } else { Exit::Done })
    })?;
    daily.end();
    Ok(exit)
}

fn grader(config: &Config) -> Option<Box<dyn Grader>> {
    let limit = Duration::from_secs(config.grader_seconds as u64);
    let program = || Program::new(config.grader.clone(), limit);
    (!config.grader.is_empty()).then(|| Box::new(program()) as Box<dyn Grader>)
}

fn first_notice(desk: &Desk) -> Option<Safe> {
    // A footer has one line: what it means comes first, where and why is told by the doctor.
    if desk.log.writable().is_err() {
        return Some("A newer version of cardsharp made this log: nothing is saved here. Update it.".into());
    }
    if !desk.answers.unread.is_empty() {
        return Some("Not all answers can be read: what is due is not known. See cardsharp doctor.".into());
    }
    let errors = desk.errors;
    let decks = (errors > 0).then(|| show(&format!("Decks with problems: {errors}; c on home shows them.")));
    desk.notices.first().cloned().or_else(|| desk.paths.open_to_others()).or(decks)
}
