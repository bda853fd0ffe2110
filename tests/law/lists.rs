//! What may be named where. Every list is exact: a place that no longer needs its crate is red as well.

/// Every crate of `Cargo.toml`, and the rooms or files that may name it.
pub const CRATES: &[(&str, &[&str])] = &[
    ("clap", &["src/cli.rs", "src/commands.rs"]),
    ("clap_complete", &["src/cli.rs", "commands"]),
    ("clap_mangen", &["commands"]),
    ("crc32fast", &["store"]),
    ("crossterm", &["tui"]),
    ("directories", &["src/store/paths.rs"]),
    ("fsrs", &["src/schedule/fsrs.rs"]),
    ("jiff", &["src/clock.rs"]),
    ("memchr", &["deck", "library", "store"]),
    ("process_wrap", &["src/store/grader/"]),
    ("rand", &["src/chance.rs"]),
    ("rand_chacha", &["src/chance.rs"]),
    ("ratatui", &["tui"]),
    ("ratatui_textarea", &["src/tui/widgets/editor.rs"]),
    ("rustix", &["store", "tui"]),
    ("serde", &["text", "card", "mock", "review", "store"]),
    ("serde_json", &["text", "card", "mock", "stats", "store", "commands"]),
    ("shlex", &["src/store/editor.rs"]),
    ("signal_hook", &["store", "tui", "commands"]),
    ("strsim", &["text", "deck", "config", "tui"]),
    ("thiserror", &["schedule", "store", "plain", "commands"]),
    ("toml", &["deck", "config", "store"]),
    ("toml_edit", &["src/store/settings/edit.rs"]),
    ("toml_parser", &["src/text/toml.rs"]),
    ("unicode_linebreak", &["src/text/wrap.rs"]),
    ("unicode_normalization", &["text", "store"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["src/text/wrap.rs"]),
    ("uuid", &["store"]),
];

/// The crates that come with the language.
pub const STD: &[&str] = &["std", "core", "alloc"];

/// What rooms above the line may name of the standard library; nothing of it touches the world.
pub const PURE_STD: &[&str] = &[
    "array",
    "borrow",
    "cell",
    "cmp",
    "collections",
    "convert",
    "error",
    "fmt",
    "hash",
    "iter",
    "mem",
    "num",
    "ops",
    "ptr::eq",
    "rc",
    "slice",
    "str",
    "string",
    "sync",
    "time::Duration",
    "vec",
];

/// What rooms above the line may name besides, by file.
pub const PURE_DOORS: &[(&str, &str)] = &[("src/clock.rs", "std::time::SystemTime")];

/// What opens a network.
pub const NETWORK: &[&str] = &["std::net", "std::os::unix::net", "core::net", "rustix::net"];

/// What a screen, a face or a widget may not touch: what it wants done outside is an effect.
pub const OUTSIDE: &[&str] =
    &["std::env", "std::fs", "std::io", "std::net", "std::process", "std::thread", "std::time"];

/// What starts a program, and the files that may.
pub const PROGRAMS: (&[&str], &[&str]) =
    (&["std::process::Command", "process_wrap"], &["src/store/editor", "src/store/grader"]);

/// How text leaves, and the files that let it.
pub const OUTLETS: (&[&str], &[&str]) =
    (&["std::io::stdout", "std::io::stderr"], &["src/outlet.rs", "src/tui/terminal"]);

/// Methods that one file alone may call: a test counts what goes through it.
pub const METHODS: &[(&str, &str)] =
    &[("sync_all", SYNC), ("sync_data", SYNC), ("fsync", SYNC), ("fdatasync", SYNC)];
const SYNC: &str = "src/store/write/sync.rs";

/// The macros that print.
pub const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// Crates that could open a network; none is built in.
pub const NETS: &[&str] =
    &["reqwest", "hyper", "ureq", "curl", "rustls", "openssl", "tokio", "socket2", "h2"];

/// Crates of which one file passes something on.
pub const PASSED_ON: &[(&str, &str)] = &[("src/schedule/fsrs.rs", "fsrs")];

/// The lines a file may have, tests left out.
pub const LIMIT: usize = 400;

/// Files that are still longer.
pub const LONG: &[&str] = &[];

/// Circles between neighbours that are still there.
pub const CIRCLES: &[&[&str]] = &[];
