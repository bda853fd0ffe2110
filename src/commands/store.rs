//! `__store`: the store's line protocol.

use super::{Error, Exit};
use crate::cli::StoreVerb;
use crate::outlet::Lines;
use crate::store::paths::clock;
use crate::store::protocol;

pub(super) fn store(verb: &StoreVerb) -> Result<Exit, Error> {
    let out = &mut Lines::stdout();
    let absolute = |path| std::path::absolute(path);
    let fine = match verb {
        StoreVerb::Write { store, device, count } => {
            let saved = protocol::write(&absolute(store)?, device.as_deref(), *count, clock(), out)?;
            return Ok(if saved { Exit::Done } else { Exit::Io });
        }
        StoreVerb::List { store } => protocol::list(&absolute(store)?, clock(), out).map(|()| true)?,
        StoreVerb::Check { store } => protocol::check(&absolute(store)?, clock(), out)?,
    };
    Ok(if fine { Exit::Done } else { Exit::Data })
}
