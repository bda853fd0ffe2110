//! What a terminal can do, as far as its name tells. Everything here today speaks ECMA-48 and shows colours; the
//! names of those that do not are few and do not change, so no database of terminals is read.

/// What a terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Print lines.
    Lines,
    /// Place text, in bold, underlined and reversed, as the VT100 does.
    Mono,
    /// Show colours.
    Colours,
}

/// Terminals older than ECMA-48, and what is none at all.
const LINES: [&str; 10] =
    ["dumb", "unknown", "vt50", "vt52", "adm3a", "adm5", "hp2621", "h19", "tek4014", "lpr"];
/// Terminals without colours whose names no rule finds.
const MONO: [&str; 7] = ["sun", "ansi-mini", "ansi77", "xterm-r5", "xterm-r6", "xterm-mono", "qnxm"];

impl Capability {
    /// Tells from `TERM`, and from whether `COLORTERM` is set: one that says so shows colours.
    pub fn named(term: &str, says_colours: bool) -> Self {
        let (family, options) = term.split_once('-').unwrap_or((term, ""));
        if LINES.contains(&family) || options == "vt52" {
            return Self::Lines;
        }
        // The VT525 is the one of its house with colours; `-m` marks the monochrome sister of another.
        let vt =
            family.strip_prefix("vt").is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()));
        let mono =
            (vt && family != "vt525") || MONO.contains(&term) || options.split('-').any(|part| part == "m");
        if mono && !says_colours { Self::Mono } else { Self::Colours }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_terminals_get_what_they_can_show() {
        for term in ["dumb", "unknown", "vt52", "xterm-vt52", "adm3a"] {
            assert_eq!(Capability::named(term, true), Capability::Lines, "{term}");
        }
        for term in
            ["vt100", "vt102", "vt100-am", "vt220", "vt320-w", "vt420", "linux-m", "xterm-mono", "sun"]
        {
            assert_eq!(Capability::named(term, false), Capability::Mono, "{term}");
            assert_eq!(Capability::named(term, true), Capability::Colours, "{term} that says so");
        }
        for term in
            ["xterm", "xterm-256color", "screen", "tmux-direct", "linux", "vt525", "ansi", "foot", "vte", ""]
        {
            assert_eq!(Capability::named(term, false), Capability::Colours, "{term}");
        }
    }
}
