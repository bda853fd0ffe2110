//! `optimize`: FSRS fitted to the learner's own answers; nothing changes without a yes.

use std::io;
use std::path::Path;

use super::{Exit, agreed, desk, print, say};
use crate::cli::Optimize;
use crate::review::What;
use crate::schedule::fit::{self, Answers};
use crate::schedule::fsrs::DEFAULT_PARAMETERS;
use crate::text::{Safe, show};

pub(super) fn optimize(home: Option<&Path>, args: &Optimize) -> io::Result<Exit> {
    let mut desk = match desk::gather(home, &[], |_| {}) {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let params = if args.reset {
        DEFAULT_PARAMETERS.to_vec()
    } else {
        let all: Vec<Answers> = desk
            .library
            .stretches()
            .map(|held| held.iter().map(|past| (past.review.grade, past.now.day)).collect())
            .collect();
        say(&Safe::from("Fitting; ^C leaves everything as it is."));
        let fit = match fit::fit(&all, &desk.library.scheduler().rules().params) {
            Ok(fit) => fit,
            Err(why) => {
                say(&show(&format!("Nothing is changed: {why}.")));
                return Ok(Exit::Done);
            }
        };
        print(&format!(
            "fitted to {} answers, judged on the {} latest\nlog loss now {:.4}, fitted {:.4} (lower is better)\n{}\n",
            fit.n.0,
            fit.n.1,
            fit.log_loss.0,
            fit.log_loss.1,
            fit::text(&fit.params)
        ))?;
        if fit.log_loss.1 >= fit.log_loss.0 {
            say(&Safe::from(
                "The parameters in force predict the latest answers as well; nothing is changed.",
            ));
            return Ok(Exit::Done);
        }
        fit.params
    };
    if !args.yes && !agreed("Use them from now on?")? {
        say(&Safe::from("Nothing is changed. --yes takes them without asking."));
        return Ok(Exit::Done);
    }
    let what = What::Set { key: "fsrs".into(), value: fit::text(&params) };
    match desk.log.append(vec![what], desk.clock.now()) {
        Ok(_) => {
            say(&Safe::from(
                "In force from the next answer on; dates already given stay. The old parameters stand in the log; --reset takes the defaults.",
            ));
            Ok(Exit::Done)
        }
        Err(error) => {
            say(&error.why);
            Ok(Exit::Io)
        }
    }
}
