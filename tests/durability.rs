//! What was acknowledged is never lost: the real binary is killed while it saves.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Kills in a row over one store.
const ROUNDS: usize = 200;

fn store(folder: &Path, verb: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardsharp"));
    command.args(["__store", verb]).arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn listed(folder: &Path) -> Vec<String> {
    let out = store(folder, "list").output().unwrap();
    let mut lines: Vec<String> = String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect();
    let end = lines.pop().unwrap();
    assert_eq!(end, format!("END {}", lines.len()));
    lines
}

#[test]
fn kill_9_while_answering_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    for round in 0..ROUNDS {
        let mut writer = store(folder.path(), "write").spawn().unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        // No clock decides when the blow falls: it falls after a number of answers, in the middle of the next.
        for line in lines.by_ref().take(1 + round % 7) {
            acknowledged.insert(line.unwrap().strip_prefix("ACK ").unwrap().to_owned());
        }
        writer.kill().unwrap();
        for line in lines.map_while(Result::ok) {
            acknowledged.extend(line.strip_prefix("ACK ").filter(|id| id.len() >= 32).map(str::to_owned));
        }
        writer.wait().unwrap();
    }
    let found: Vec<String> = listed(folder.path());
    let unique: BTreeSet<&String> = found.iter().collect();
    assert_eq!(unique.len(), found.len(), "nothing is listed twice");
    let lost: Vec<&String> = acknowledged.iter().filter(|id| !unique.contains(id)).collect();
    assert!(lost.is_empty(), "{} of {} lost", lost.len(), acknowledged.len());
    assert!(acknowledged.len() >= ROUNDS);
    assert!(found.len() <= acknowledged.len() + ROUNDS, "at most one was on its way at each kill");
    assert!(store(folder.path(), "check").status().unwrap().success());
}

#[test]
fn four_writers_at_once_lose_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let writers: Vec<_> =
        (0..4).map(|_| store(folder.path(), "write").args(["--count", "50"]).spawn().unwrap()).collect();
    let mut acknowledged = BTreeSet::new();
    for mut writer in writers {
        let mut text = String::new();
        writer.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        assert!(writer.wait().unwrap().success());
        acknowledged.extend(text.lines().map(|line| line.strip_prefix("ACK ").unwrap().to_owned()));
    }
    assert_eq!(acknowledged.len(), 200);
    assert_eq!(listed(folder.path()).into_iter().collect::<BTreeSet<_>>(), acknowledged);
}

fn segments(folder: &Path) -> Vec<PathBuf> {
    let devices = fs::read_dir(folder.join("events")).unwrap();
    devices
        .flat_map(|device| fs::read_dir(device.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

#[test]
fn a_torn_end_costs_only_the_torn_line_at_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    assert!(store(folder.path(), "write").args(["--count", "3"]).status().unwrap().success());
    let segment = segments(folder.path()).remove(0);
    let whole = fs::read(&segment).unwrap();
    let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count() - 1;
    for cut in 1..=300.min(whole.len() - 60) {
        let bytes = &whole[..whole.len() - cut];
        fs::write(&segment, bytes).unwrap();
        // The first line is the segment's header.
        assert_eq!(listed(folder.path()).len(), lines(bytes) - 1, "cut by {cut}");
        assert_eq!(fs::read(&segment).unwrap(), bytes, "a torn file is not rewritten");
    }
}

#[test]
fn a_flipped_byte_costs_one_line_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    assert!(store(folder.path(), "write").args(["--count", "5"]).status().unwrap().success());
    let segment = segments(folder.path()).remove(0);
    let mut bytes = fs::read(&segment).unwrap();
    let second = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0;
    bytes[second + 40] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    assert_eq!(listed(folder.path()).len(), 4);
    let check = store(folder.path(), "check").output().unwrap();
    assert_eq!(check.status.code(), Some(65));
    assert!(String::from_utf8(check.stdout).unwrap().contains("damaged"));
}

/// SCREENS.md 5.1: a newcomer's first key is a saved answer.
#[test]
fn the_first_key_on_the_first_frame_is_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(folder.path(), &[], &[]);
    pty.until("q quit");
    assert!(!folder.path().join("events").exists(), "nothing is written before the first answer");
    pty.keys("2").until("saved");
    let saved: String =
        segments(folder.path()).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    assert!(saved.contains("start-here/first-line#choice"), "{saved}");
    assert!(pty.leave());
    let kept: Vec<_> = fs::read_dir(folder.path().join("backups")).unwrap().collect();
    assert_eq!(kept.len(), 1, "who leaves has a backup of the day");
}

/// A terminal of its own, read until words stand on it.
struct Pty {
    screen: vt100::Parser,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
}

impl Pty {
    fn start(home: &Path, args: &[&str], env: &[(&str, &str)]) -> Self {
        use portable_pty::{CommandBuilder, PtySize, native_pty_system};
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_cardsharp"));
        command.arg("--home");
        command.arg(home);
        command.args(args);
        command.env("TERM", "xterm-256color");
        for (key, value) in env {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        Self { screen, reader, writer, child }
    }

    fn until(&mut self, words: &str) -> &mut Self {
        let mut bytes = [0; 4096];
        while !self.screen.screen().contents().contains(words) {
            let n = self.reader.read(&mut bytes).unwrap();
            assert!(n > 0, "the program ended before \"{words}\":\n{}", self.screen.screen().contents());
            self.screen.process(&bytes[..n]);
        }
        self
    }

    /// Leaves at once; what is still drawn is read, or the program could not end.
    fn leave(mut self) -> bool {
        self.keys("\x03");
        let mut bytes = [0; 4096];
        while self.reader.read(&mut bytes).is_ok_and(|n| n > 0) {}
        self.child.wait().unwrap().exit_code() == 130
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self
    }
}

#[test]
fn a_card_is_edited_in_place_and_a_broken_deck_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let deck = folder.path().join("decks/one.toml");
    fs::create_dir_all(deck.parent().unwrap()).unwrap();
    let card = "[a]\nq = \"The old question?\"\na = \"An answer of more than six words, so recalled.\"\n";
    fs::write(&deck, card).unwrap();
    // The editor is given the line as vim is; what it does is a line of sed.
    let editor = folder.path().join("vim");
    fs::write(&editor, "#!/bin/sh\n[ \"$1\" = +1 ] && sed -i s/old/new/ \"$2\"\n").unwrap();
    let mut permissions = fs::metadata(&editor).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    fs::set_permissions(&editor, permissions).unwrap();
    let editor = editor.to_str().unwrap();
    let mut pty = Pty::start(folder.path(), &["study", "--new", "5"], &[("VISUAL", editor)]);
    pty.until("The old question?").keys("e").until("The new question?");
    assert!(pty.leave());
    let mut pty =
        Pty::start(folder.path(), &["study", "--new", "5"], &[("VISUAL", "sh -c 'echo = >> \"$0\"'")]);
    pty.until("The new question?").keys("e").until("one.toml:4:");
    assert!(pty.leave());
    fs::write(&deck, card).unwrap();
    let mut pty =
        Pty::start(folder.path(), &["study", "--new", "5"], &[("VISUAL", ""), ("EDITOR", "/nowhere/ed")]);
    pty.until("The old question?").keys("e").until("cannot be started");
    assert!(pty.leave());
}

/// A newcomer is asked a question at once; who has answers that cannot be read is no newcomer.
#[test]
fn home_says_at_the_start_what_it_could_not_read_or_may_not_write() {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events");
    fs::write(&events, "a file where the folder belongs").unwrap();
    let mut pty = Pty::start(folder.path(), &[], &[]);
    pty.until("Not all answers can be read").until("cardsharp doctor.").until("Start here");
    assert!(pty.leave());
    fs::remove_file(&events).unwrap();
    fs::create_dir_all(events.join("d")).unwrap();
    let header = "{\"cardsharp\":2,\"dev\":\"d\"}";
    let header = format!("{:08x} {header}\n", crc32fast::hash(header.as_bytes()));
    fs::write(events.join("d/a.jsonl"), header).unwrap();
    let mut pty = Pty::start(folder.path(), &[], &[]);
    pty.until("A newer version of cardsharp made this log").until("Update it.");
    assert!(pty.leave());
}

/// The background's colour is asked for without waiting; the answer comes among the keys and is no key.
#[test]
fn a_light_terminal_gets_colours_for_light_and_clicks_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), "mouse = true\n").unwrap();
    let mut pty = Pty::start(folder.path(), &[], &[("COLORTERM", ""), ("COLORFGBG", ""), ("NO_COLOR", "")]);
    pty.until("q quit");
    let accent = |pty: &Pty| pty.screen.screen().cell(23, 1).unwrap().fgcolor();
    assert_eq!(accent(&pty), vt100::Color::Idx(6), "cyan on dark");
    pty.keys("\x1b]11;rgb:ffff/ffff/eeee\x1b\\");
    let mut bytes = [0; 4096];
    while accent(&pty) != vt100::Color::Idx(4) {
        let n = pty.reader.read(&mut bytes).unwrap();
        assert!(n > 0, "the program ended before it drew in blue");
        pty.screen.process(&bytes[..n]);
    }
    // No letter of the answer was taken for a key: the first question is still open.
    pty.until("q quit").keys("\x1b[<0;2;24M").until("filter");
    assert!(!folder.path().join("events").exists());
    assert!(pty.leave());
}
