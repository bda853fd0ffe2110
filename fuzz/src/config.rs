//! Settings: a file read, and a key of it changed. The first line is `key = value`, the rest is the file. What was
//! written can be read, and a change leaves the comments alone.

use cardsharp::rooms::store::settings::{edit, parse};

/// Reads any bytes as settings with a change.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (change, file) = text.split_once('\n').unwrap_or(("", &text));
    let (_, notices) = parse(file, "config.toml");
    for notice in &notices {
        super::holds(notice);
    }
    let (key, value) = change.split_once('=').unwrap_or(("retention", "0.9"));
    // A key is one of the program's own, with a deck's or a theme's name in it at most.
    let key: String = key.split('.').take(3).collect::<Vec<_>>().join(".");
    match edit(file, key.trim(), value.trim(), "config.toml") {
        Ok(new) => {
            let (_, notices) = parse(&new, "config.toml");
            let broken = |text: &str| text.contains("correct it, until then");
            let broke = notices.iter().any(|notice| broken(notice));
            assert!(!broke, "no longer TOML: {new:?}");
            if is_plain(file) && !value.contains('#') {
                assert!(comments(&new) >= comments(file), "a comment is gone: {new:?}");
            }
        }
        Err(why) => super::holds(&why),
    }
}

/// Says whether every line that begins with `#` is a comment of its own, in no string and no list.
fn is_plain(file: &str) -> bool {
    let opens_list = |line: &str| !line.trim_start().starts_with(['[', '#']) && line.contains('[');
    !file.contains("\"\"\"") && !file.contains("'''") && !file.lines().any(opens_list)
}

fn comments(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with('#')).count()
}
