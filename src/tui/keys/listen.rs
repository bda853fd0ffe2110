//! What a screen listens to, and where its keys are named.

use std::borrow::Cow;

use super::action::Action;

/// One thing a screen listens to, with its meaning here.
#[derive(Clone, Debug)]
pub struct Listen {
    /// The action.
    pub action: Action,
    /// Its meaning here: one to three words.
    pub says: Cow<'static, str>,
    /// Whether the footer names it; help always does.
    pub shown: Shown,
}

/// Where a listened action is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the footer and in help.
    Footer,
    /// In help only.
    Help,
}

/// Whether plain characters are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Keys are commands.
    Commands,
    /// Keys are text; only listened actions on non-character keys (Enter, Esc, Tab, Ctrl-D) act.
    Typing,
}

/// Makes a footer entry.
pub fn footer(action: Action, says: impl Into<Cow<'static, str>>) -> Listen {
    Listen { action, says: says.into(), shown: Shown::Footer }
}

/// Makes an entry that only help names.
pub fn help(action: Action, says: impl Into<Cow<'static, str>>) -> Listen {
    Listen { action, says: says.into(), shown: Shown::Help }
}
