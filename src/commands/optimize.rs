//! `optimize`: FSRS fitted to the learner's own answers; nothing changes without a yes.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::desk::{self, Desk};
use super::{Error, Exit, agreed, print, say};
use crate::cli::OptimizeArgs;
use crate::clock::Clock;
use crate::outlet;
use crate::schedule::fit::{self, Answers, Fit, NoFit, Watch};
use crate::schedule::fsrs::DEFAULT_PARAMETERS;
use crate::text::{Safe, show};

/// Between two looks at a fit.
const LOOK: Duration = Duration::from_millis(100);

pub(super) fn optimize(home: Option<&Path>, args: &OptimizeArgs) -> Result<Exit, Error> {
    let mut desk = desk::gather(home, &[], |_| {})?;
    desk.whole()?;
    let params = if args.reset {
        DEFAULT_PARAMETERS.to_vec()
    } else if args.back {
        before(&desk.fits)?
    } else {
        better(&desk)?
    };
    if !args.yes && !agreed("Use them from now on?")? {
        say(&Safe::from("Nothing is changed. --yes takes them without asking."));
        return Ok(Exit::Done);
    }
    desk.save(vec![fit::record(&params)])?;
    say(&Safe::from(
        "In force from the next answer on; dates already given stay until `cardsharp reschedule`. --back takes the old parameters again, --reset the defaults.",
    ));
    Ok(Exit::Done)
}

fn before(fits: &[Vec<f32>]) -> Result<Vec<f32>, Error> {
    let Some((_, earlier)) = fits.split_last() else {
        let why = "Nothing is changed: the default parameters have always been in force.";
        return Err(Error::new(Exit::Done, why));
    };
    Ok(earlier.last().cloned().unwrap_or_else(|| DEFAULT_PARAMETERS.to_vec()))
}

fn better(desk: &Desk) -> Result<Vec<f32>, Error> {
    let answers = |held: &[crate::library::Past]| -> Answers {
        held.iter().map(|past| (past.review.grade, past.now.day)).collect()
    };
    let all: Vec<Answers> = desk.library.stretches().map(answers).collect();
    let fit = watched(&all, &desk.library.scheduler().rules().params, desk.clock)?.map_err(|why| {
        let exit = if why == NoFit::Stopped { Exit::Stopped } else { Exit::Done };
        Error::new(exit, format!("Nothing is changed: {why}."))
    })?;
    print(&show(&format!(
        "fitted to {} answers, judged on the {} latest\nlog loss now {:.4}, fitted {:.4} (lower is better)\n{}\n",
        fit.n.0,
        fit.n.1,
        fit.log_loss.0,
        fit.log_loss.1,
        fit::text(&fit.params)
    )))?;
    if fit.log_loss.1 >= fit.log_loss.0 {
        let why = "The parameters in force predict the latest answers as well; nothing is changed.";
        return Err(Error::new(Exit::Done, why));
    }
    Ok(fit.params)
}

/// Fits on a thread of its own, so that Ctrl-C is heard, and a panic over an odd history is only a failed fit.
fn watched(all: &[Answers], in_force: &[f32], clock: Clock) -> io::Result<Result<Fit, NoFit>> {
    let (watch, over) = (Watch::default(), Arc::new(AtomicBool::new(false)));
    let stop = interrupts(&over)?;
    say(&Safe::from("Fitting; ^C leaves everything as it is."));
    let (shows_progress, start) = (outlet::talks_to_terminal(), clock.now());
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let fit = std::thread::scope(|scope| {
        let (done, wait) = mpsc::channel::<()>();
        let work = scope.spawn({
            let watch = watch.clone();
            move || {
                let _done = done;
                fit::fit(all, in_force, &watch)
            }
        });
        while wait.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            if stop.load(Ordering::Relaxed) {
                watch.stop();
            }
            if shows_progress {
                let seconds = clock.now().since(start) / 1_000;
                outlet::progress(&show(&format!("{:>3.0} %  {seconds} s", watch.share() * 100.0)));
            }
        }
        work.join().unwrap_or(Err(NoFit::Failed))
    });
    std::panic::set_hook(hook);
    if shows_progress {
        outlet::progress(&Safe::default());
    }
    over.store(true, Ordering::Relaxed);
    // Also where the fit was faster than the stop.
    Ok(if stop.load(Ordering::Relaxed) { Err(NoFit::Stopped) } else { fit })
}

/// Returns what Ctrl-C sets until a fit is over; from then on it ends the program, as it does everywhere.
#[cfg(unix)]
fn interrupts(over: &Arc<AtomicBool>) -> io::Result<Arc<AtomicBool>> {
    use signal_hook::consts::SIGINT;
    let stop = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(over))?;
    signal_hook::flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

/// Elsewhere Ctrl-C ends the program at once, and nothing has been written by then.
#[cfg(not(unix))]
fn interrupts(_: &Arc<AtomicBool>) -> io::Result<Arc<AtomicBool>> {
    Ok(Arc::new(AtomicBool::new(false)))
}
