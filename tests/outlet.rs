//! What leaves the program: a hostile deck, home, event, argument and environment against every verb in every form.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::fs;
use std::process::Command;

use cardsharp::rooms::card::ItemName;
use cardsharp::rooms::card::grade::{Grade, Mark};
use cardsharp::rooms::clock::{Calendar, Moment};
use cardsharp::rooms::mock::{Change, Given, How, Judged, Planned, Script, When};
use cardsharp::rooms::review::{Gap, Review, Said, What};
use cardsharp::rooms::store::keeper::Keeper;
use cardsharp::rooms::store::log::Log;

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

const NOW: &str = "2026-11-21T12:00:00Z";
/// An escape, C1, DEL, bidi, line separators, tags, noncharacters, a null, and what each stands for by itself.
const EVIL: &str = "\u{1b}[31m\u{9b}2J\u{7f}\u{202e}\u{2066}\u{200b}\u{e0041}\u{fdd0}\u{ffff}\u{1d173}\u{fff0}\u{feff}\u{2028}\u{7}\u{1b}]0;x\u{9c}\0";

/// The same without a null, which no argument, file name or variable can hold.
fn evil() -> String {
    EVIL.replace('\0', "")
}

/// The same as TOML and JSON write it.
fn escaped() -> String {
    let toml = |letter: char| match letter {
        ' '..='~' => letter.to_string(),
        _ => format!("\\U{:08X}", letter as u32),
    };
    EVIL.chars().map(toml).collect()
}

/// Every field an author can fill, each with the same characters behind a word.
fn deck() -> String {
    let text = r#"
[deck]
id = "hostile"
title = "TitleX"
version = "VersionX"
license = "LicenseX"
authors = ["AuthorX"]
track = "TrackX"
frame = "frameX"
frame-note = "NoteX"
lang = "langX"
scale = ["L4", "L5"]

[deck.mock.screen]
title = "MockX"
minutes = 5
ask = ["open", "open-two"]

[open]
q = "OpenX"
probes = "ProbesX"
a = "AnswerX"
hint = ["HintX"]
asked-in = ["AskedX"]
source = "SourceX"
author = "CardAuthorX"
why = "WhyX"
[open.points]
one = { say = "PointX", why = "PointWhyX", must = true, accept = ["pX"] }
two = "PointTwoX"
[open.levels]
L4 = ["ModelFourX"]
L5 = ["ModelFiveX"]
[open.tells.up]
t1 = { say = "TellX", why = "TellWhyX", match = ["mX"] }
[open.follow.f1]
q = "FollowX"
trap = "TrapX"
a = "FollowAnswerX"

[open-two]
q = "OpenTwoX"
[open-two.points]
one = "PX"
two = "QX"

[plain]
q = "PlainX"
a = "PlainAnswerX"

[choice]
q = "ChoiceX"
answer = { say = "RightX", why = "RightWhyX" }
wrong = { a = { say = "WrongX", why = "WrongWhyX" }, b = "WrongBX", c = "WrongCX" }

[typed]
q = "TypedX"
accept = ["word"]
confuse = [{ with = "ConfuseX", why = "ConfuseWhyX" }]

[fact]
fact = "The {{number=7 msX}} isX known."

[ladder]
q = "LadderX"
order = ["a", "b"]
rule = "RuleX"
reason = ["ReasonX"]
decoy = [{ say = "DecoyX", why = "DecoyWhyX" }]
[ladder.rung.a]
say = "RungAX"
covers = "CoversX"
effort = "EffortX"
climb-when = "ClimbX"
not-yet = "NotYetX"
signal = "SignalX"
why = "RungWhyX"
[ladder.rung.b]
say = "RungBX"

[pairs]
q = "PairsX"
[pairs.pair.p1]
weak = "WeakX"
strong = "StrongX"
point = "PairPointX"
why = "PairWhyX"
shares = "SharesX"
principle = "PrincipleX"

[match]
q = "MatchX"
[match.match]
m1 = { say = "MatchOneX", why = "MatchWhyX" }
m2 = "MatchTwoX"

[routes]
q = "RoutesX"
[routes.route]
r1 = { when = "WhenX", pick = "PickX", why = "RouteWhyX" }
r2 = { when = "WhenTwoX", pick = "PickTwoX", why = "RouteTwoWhyX" }
"#;
    text.replace("X\"", &format!("{}\"", escaped()))
        .replace("X}}", "}}")
        .replace("isX", &format!("is {}", escaped()))
}

/// Keys of every kind, each with characters no key may hold.
fn keys() -> String {
    let mut text = String::from("[deck]\nid = \"keys\"\ntitle = \"Keys\"\nscale = [\"L4\"]\n");
    for (at, table) in ["points", "levels", "tells.up", "follow", "rung", "pair", "match", "route", "wrong"]
        .iter()
        .enumerate()
    {
        text.push_str(&format!(
            "[k{at}]\nq = \"Q\"\na = \"An answer\"\n[k{at}.{table}]\n\"bad{}\" = \"words\"\nfine = \"words\"\n",
            escaped()
        ));
    }
    text.push_str(&format!(
        "[words]\nq = \"Q\"\na = \"A\"\norder = [\"x{0}\", \"y\"]\ntags = [\"t{0}\"]\n",
        escaped()
    ));
    text.push_str(&format!(
        "[unknown]\nq = \"Q\"\na = \"A\"\n\"unknown{0}\" = 1\n[\"card{0}\"]\nq = \"Q\"\n",
        escaped()
    ));
    text
}

/// A home whose every file was written by somebody else.
fn hostile() -> Home {
    let home = Home::new();
    let evil = evil();
    home.file("home/decks/hostile.toml", deck());
    home.file("home/decks/keys.toml", keys());
    home.file(
        &format!("home/decks/name{}.toml", evil.replace('/', "")),
        "[deck]\nid = \"named\"\n[c]\nq = \"Q\"\na = \"A\"\n",
    );
    home.file("home/decks/broken.toml", format!("[deck]\nid = \"b\"\n[c]\nq = 3 {evil}\n"));
    home.file(
        "home/config.toml",
        format!("theme = \"dark{0}\"\n\"x{0}\" = 1\ninterview = \"{0}\"\ndeck-order = [\"{0}\"]\n[themes.\"{0}\"]\n\"{0}\" = \"{0}\"\n[keys]\n\"{0}\" = [\"{0}\"]\n[decks.\"{0}\"]\nnew = 1\n", escaped()),
    );
    home.file("home/device.toml", format!("id = \"{0}\"\nname = \"{0}\"\n", escaped()));
    events(&home);
    home.file("home/events/odd/x.jsonl", format!("{evil}\n"));
    home
}

fn events(home: &Home) {
    let (log, _) = Log::open(&home.path(), Calendar::utc(4), Moment(1_795_000_000_000));
    let mut log = log.of_device("writer");
    let review = |item: String, question| {
        What::Review(Review {
            item: ItemName::of(&item),
            grade: Grade::Again,
            computed: None,
            took: 1_000,
            gap: Gap::Days(1),
            retention: 0.9,
            sure: None,
            ticks: vec![(format!("k{EVIL}"), Mark::Half)],
            question,
            front: format!("front{EVIL}"),
            print: 0,
            rev: 1,
            level: Some(format!("level{EVIL}")),
            by: Some(format!("by{EVIL}")),
        })
    };
    let script = Script {
        id: format!("hostile/{EVIL}"),
        title: format!("Run{EVIL}"),
        ms: 60_000,
        level: Some(format!("L{EVIL}")),
        scale: vec![format!("S{EVIL}")],
        seed: 1,
        asks: vec![Planned {
            item: ItemName::of(&format!("gone/{EVIL}#open.x")),
            ms: 60_000,
            when: When::Always,
        }],
    };
    let given = Given {
        ms: 1_000,
        paused: 0,
        pauses: 0,
        how: How::Typed,
        guess: Some(format!("G{EVIL}")),
        heard: Vec::new(),
    };
    let judged = Judged {
        marks: vec![(format!("m{EVIL}"), Mark::Full)],
        tells: vec![format!("t{EVIL}")],
        level: Some(format!("L{EVIL}")),
        score: 0.5,
        musts: vec![format!("must{EVIL}")],
        lowering: vec![format!("low{EVIL}")],
        by: Some(format!("by{EVIL}")),
    };
    let change = |change| What::Mock { run: 7, change };
    let set = |key: &str, value: String| What::Set { key: key.into(), value };
    let mut whats: Vec<What> =
        (0..6).map(|question| review("hostile/plain#recall".into(), question)).collect();
    whats.extend([
        review(format!("gone{EVIL}/card#recall"), 9),
        What::Reset { items: vec![ItemName::of(&format!("gone/{EVIL}#recall"))] },
        set("fsrs", format!("1,2{EVIL}")),
        set(&format!("k{EVIL}"), format!("v{EVIL}")),
        set("journal", "on".into()),
        change(Change::Started(script)),
        change(Change::Answered(0, given)),
        change(Change::Judged(0, judged)),
        change(Change::Ended),
        change(Change::Closed),
    ]);
    log.append(whats, Moment(1_795_000_000_000)).unwrap();
    let said = Said {
        item: ItemName::of("hostile/plain#recall"),
        at: Moment(1_795_000_000_000),
        text: format!("said{EVIL}"),
        jots: vec![format!("jot{EVIL}")],
        ticks: Vec::new(),
        run: None,
    };
    let other = Said { item: ItemName::of(&format!("gone/{EVIL}#open.x")), run: Some(7), ..said.clone() };
    for said in [said, other] {
        assert!(log.keep_said(&said).is_none());
    }
}

/// Panics where a text holds what only a terminal or nobody should see.
fn clean(what: &str, text: &str) {
    for (at, letter) in text.char_indices() {
        let hidden =
            letter.is_control() && letter != '\n' || !matches!(letter, ' '..='~') && EVIL.contains(letter);
        assert!(
            !hidden,
            "{what:?}: U+{:04X} at {at}: {:?}",
            letter as u32,
            text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>()
        );
    }
}

fn clean_run(what: &str, ran: &Ran) {
    clean(&format!("{what}, stdout"), &ran.out);
    clean(&format!("{what}, stderr"), &ran.err);
    assert!(
        ran.err.lines().count() <= 22 && ran.err.len() <= 16 << 10,
        "{what:?}: {} bytes on stderr",
        ran.err.len()
    );
}

#[test]
fn nothing_hostile_leaves_by_any_verb_in_any_form() {
    let home = hostile();
    let deck = home.path().join("decks").join("hostile.toml");
    let deck = deck.to_str().unwrap().to_owned();
    let folder = home.path().join("decks").to_str().unwrap().to_owned();
    let all: &[&[&str]] = &[
        &[],
        &["list"],
        &["list", "--items"],
        &["list", "--json"],
        &["list", "--items", &deck],
        &["due"],
        &["due", "--short"],
        &["due", "--json"],
        &["check", &folder],
        &["check", "--strict", "--json", &folder],
        &["stats"],
        &["stats", "--json"],
        &["stats", "--csv"],
        &["simulate"],
        &["simulate", "--json"],
        &["reschedule", "--dry-run"],
        &["optimize", "--yes"],
        &["mocks"],
        &["mocks", "--json"],
        &["mocks", "7", "--words"],
        &["mocks", "7", "--words", "--json"],
        &["mocks", "7", "--words", "--markdown"],
        &["mock", "hostile/screen"],
        &["mock", "hostile/none"],
        &["interview", "hostile/screen"],
        &["journal", "show", "hostile/plain"],
        &["doctor"],
        &["paths"],
        &["backup", "b.jsonl"],
        &["restore", "b.jsonl"],
        &["remind", "--print", "systemd"],
        &["man"],
        &["completions", "zsh"],
    ];
    for args in all {
        let ran = home.run_at(NOW, args, "");
        clean_run(&args.join(" "), &ran);
        if args.contains(&"--json") {
            let json: Result<serde_json::Value, _> = serde_json::from_str(&ran.out);
            assert!(json.is_ok(), "{args:?}: {json:?}");
        }
    }
}

#[test]
fn json_keeps_every_letter_by_its_escape() {
    let home = hostile();
    let json = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&home.run_at(NOW, args, "").out).unwrap()
    };
    let list = json(&["list", "--json"]);
    let row = list.as_array().unwrap().iter().find(|row| row["id"] == "hostile").unwrap().clone();
    for (field, word) in [("title", "Title"), ("version", "Version"), ("license", "License")] {
        assert_eq!(row[field], format!("{word}{EVIL}"), "{field}");
    }
    let due = json(&["due", "--json"]);
    let titles: Vec<&str> =
        due["decks"].as_array().unwrap().iter().filter_map(|row| row["title"].as_str()).collect();
    assert!(titles.contains(&format!("Title{EVIL}").as_str()), "{titles:?}");
    let mock = json(&["mocks", "7", "--json", "--words"]);
    assert_eq!(mock["title"], format!("Run{EVIL}"));
    assert_eq!(mock["questions"][0]["rubric"]["musts_missed"][0], format!("must{EVIL}"));
    assert!(mock["words"].to_string().contains("said"), "{}", mock["words"]);
}

#[test]
fn a_plain_session_with_answers_sends_nothing_hostile() {
    let home = hostile();
    let deck = home.path().join("decks").join("hostile.toml");
    let args = ["study", "--plain", "--practice", "--limit", "60", deck.to_str().unwrap()];
    for answer in ["1\n", "y\n", "!\n", "1 2\n", "a\n", ".h\n", &format!("{}\n", evil().replace('\n', ""))] {
        let input = format!("{answer}.\n1\ns\ny\nn\n").repeat(120);
        let ran = home.run_at(NOW, &args, &input);
        assert!(ran.out.contains("Question 2 of"), "{answer:?}: {}{}", ran.out, ran.err);
        clean_run(&format!("plain with {answer:?}"), &ran);
    }
    let recorded = home.run_at(NOW, &["study", "--plain"], &"words\n.\n1\ny\ns\nn\n".repeat(60));
    clean_run("plain, recorded", &recorded);
}

#[test]
fn pages_and_files_carry_nothing_hostile() {
    let home = hostile();
    let ran = home.run_at(NOW, &["stats", "--html", "page.html"], "");
    clean_run("stats --html", &ran);
    clean("page.html", &fs::read_to_string(home.folder.path().join("page.html")).unwrap());
    let markdown = home.run_at(NOW, &["mocks", "7", "--markdown"], "");
    assert!(markdown.out.contains("Run\u{241b}[31m<U+009B>2J"), "{}", markdown.out);
}

#[test]
fn hostile_arguments_are_said_back_harmlessly() {
    let home = Home::new();
    let evil = evil();
    let all: &[&[&str]] = &[
        &["list", &evil],
        &["check", &evil],
        &["study", "--plain", &evil],
        &["study", "--plain", "--find", &evil],
        &["mock", &evil],
        &["mock", "--level", &evil],
        &["interview", &evil],
        &["interview", "--as", &evil],
        &["import", &evil],
        &["restore", &evil],
        &["mocks", &evil],
        &["journal", "show", &evil],
        &["journal", "forget", &evil],
        &["journal", &evil],
        &["stats", "--html", &evil],
        &["stats", "--html", &format!("none/{evil}")],
        &["backup", &format!("b{evil}")],
        &["backup", &format!("none/{evil}")],
        &["due", "--json", &evil],
        &["simulate", "--days", &evil],
        &["completions", &evil],
        &["remind", "--print", &evil],
        &["--home", &evil, "paths"],
        &["--home", &evil, "doctor"],
        &["--home", &evil, "remind", "--print", "systemd"],
        &["--home", &evil, "remind", "--print", "launchd"],
        &["--home", &evil, "remind", "--print", "cron"],
        &[&evil],
        &[&format!("--{evil}")],
        &["--seed", &evil],
    ];
    for args in all {
        clean_run(&args.join(" "), &home.run_at(NOW, args, ""));
    }
}

#[test]
fn a_hostile_environment_is_said_back_harmlessly() {
    let home = Home::new();
    let evil = evil();
    for name in [
        "TZ",
        "CARDSHARP_HOME",
        "CARDSHARP_NOW",
        "HOME",
        "XDG_CONFIG_HOME",
        "EDITOR",
        "TERM",
        "COLORTERM",
        "COLORFGBG",
        "LC_ALL",
        "TZDIR",
    ] {
        for value in [evil.clone(), format!("/{evil}")] {
            for args in [&["doctor"] as &[&str], &["paths"], &["due"], &["remind", "--print", "systemd"]] {
                let mut command: Command = home.command(NOW, args);
                if name.contains("HOME") {
                    command.env_remove("CARDSHARP_HOME");
                }
                command.env(name, &value);
                if name.contains("HOME") && value.starts_with('/') {
                    // Nothing is made beside the root folder.
                    command.args(["--home", home.path().to_str().unwrap()]);
                }
                let done = command.output().unwrap();
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                let ran = Ran { code: 0, out: text(&done.stdout), err: text(&done.stderr) };
                clean_run(&format!("{name} {args:?}"), &ran);
            }
        }
    }
}

#[test]
fn keys_with_hidden_characters_are_refused_with_their_place() {
    let home = Home::new();
    let deck = home.file("keys.toml", keys());
    let ran = home.run_at(NOW, &["check", deck.to_str().unwrap()], "");
    assert_eq!(ran.code, 65);
    for key in ["bad", "x", "t"] {
        let told = ran
            .out
            .lines()
            .filter(|line| line.contains("E07") && line.contains(&format!("`{key}\u{241b}")))
            .count();
        assert!(told >= if key == "bad" { 9 } else { 1 }, "{key}: {told}\n{}", ran.out);
    }
    let list = home.run_at(NOW, &["list", "--items", deck.to_str().unwrap()], "");
    assert!(!list.out.contains("bad"), "{}", list.out);
}

/// Everything a full screen sends while it is opened, looked at and left.
#[cfg(unix)]
fn screen(home: &Home, env: &[(&str, &str)]) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::{Read, Write};
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_cardsharp"));
    command.env_clear();
    command.arg("--home");
    command.arg(home.path());
    for (key, value) in env {
        command.env(key, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut reader, mut writer) =
        (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    let mut screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    let (mut sent, mut bytes) = (Vec::new(), [0; 4096]);
    // A first question, its answer, and away.
    for (words, keys) in [("q quit", "2"), ("saved", "\x03")] {
        while !screen.screen().contents().contains(words) {
            let n = reader.read(&mut bytes).unwrap();
            assert!(n > 0, "ended before {words}:\n{}", screen.screen().contents());
            screen.process(&bytes[..n]);
            sent.extend_from_slice(&bytes[..n]);
        }
        writer.write_all(keys.as_bytes()).unwrap();
    }
    while let Ok(n @ 1..) = reader.read(&mut bytes) {
        sent.extend_from_slice(&bytes[..n]);
    }
    child.wait().unwrap();
    String::from_utf8(sent).unwrap()
}

/// The numbers of every "select graphic rendition" in what was sent.
#[cfg(unix)]
fn renditions(sent: &str) -> Vec<String> {
    let parts = sent.split("\u{1b}[").skip(1);
    let ends = parts.filter_map(|part| {
        let end = part.find(|letter: char| !letter.is_ascii_digit() && letter != ';' && letter != ':')?;
        part[end..].starts_with('m').then(|| part[..end].to_owned())
    });
    ends.collect()
}

#[cfg(unix)]
#[test]
fn a_terminal_without_colours_is_sent_none_and_asked_for_none() {
    for term in ["vt100", "vt220", "xterm-mono"] {
        let sent = screen(&Home::new(), &[("TERM", term), ("LC_ALL", "C")]);
        for rendition in renditions(&sent) {
            for number in rendition.split([';', ':']) {
                assert!(["", "0", "1", "4", "7", "22", "24", "27"].contains(&number), "{term}: {rendition}");
            }
        }
        assert!(!sent.contains("\u{1b}]"), "{term} is asked for its background");
        assert!(!sent.contains("\u{1b}[?1000h"), "{term} has no mouse");
    }
    let coloured = |env: &[(&str, &str)]| {
        let sent = screen(&Home::new(), env);
        renditions(&sent).iter().any(|numbers| numbers.starts_with("38") || numbers.starts_with('3'))
    };
    assert!(coloured(&[("TERM", "xterm-256color")]));
    assert!(coloured(&[("TERM", "vt100"), ("COLORTERM", "truecolor")]));
    assert!(!coloured(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]));
}

#[cfg(unix)]
#[test]
fn a_terminal_that_only_prints_gets_lines() {
    let home = Home::new();
    let mut command = home.command(NOW, &["study"]);
    command.env("TERM", "vt52").stdin(std::process::Stdio::null());
    let done = command.output().unwrap();
    assert!(String::from_utf8(done.stdout).unwrap().starts_with("Commands: .u undo"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_an_error_and_a_closed_pipe_is_none() {
    let home = Home::new();
    let deck = home.file("one.toml", "[a]\nq = \"Q\"\na = \"A\"\n");
    let deck = deck.to_str().unwrap();
    let all: &[&[&str]] = &[
        &["--help"],
        &["help"],
        &["list", "--help"],
        &["--version"],
        &["list"],
        &["list", "--json"],
        &["due"],
        &["due", "--short"],
        &["stats"],
        &["stats", "--csv"],
        &["simulate"],
        &["reschedule", "--dry-run"],
        &["check", deck],
        &["check", "--json", deck],
        &["mocks", "--json"],
        &["doctor"],
        &["paths"],
        &["man"],
        &["completions", "bash"],
        &["remind", "--print", "cron"],
        &["study", "--plain", deck],
        &[],
    ];
    for args in all {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = home.command(NOW, args).stdout(full).output().unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.status.code(), err.contains("error: ")), (Some(74), true), "{args:?}: {err}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let done = home.command(NOW, args).stdout(writer).output().unwrap();
        assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}

#[test]
fn a_file_is_no_home() {
    let home = Home::new();
    let file = home.file("file", "words");
    let inside = file.join("home");
    let deck = home.file("one.toml", "[a]\nq = \"Q\"\na = \"A\"\n");
    let deck = deck.to_str().unwrap();
    let all: &[&[&str]] = &[
        &[],
        &["study", "--plain"],
        &["study", "--plain", deck],
        &["mock"],
        &["mocks"],
        &["interview"],
        &["stats"],
        &["journal", "on"],
        &["journal", "show", "a/b"],
        &["due"],
        &["due", "--short"],
        &["list"],
        &["paths"],
        &["optimize", "--reset", "--yes"],
        &["reschedule"],
        &["simulate"],
        &["backup", "b"],
        &["restore", deck],
        &["doctor"],
        &["doctor", "--repair"],
        &["remind", "--print", "cron"],
    ];
    for args in all {
        for path in [&file, &inside] {
            let mut with: Vec<&str> = args.to_vec();
            with.extend(["--home", path.to_str().unwrap()]);
            let ran = home.run_at(NOW, &with, "");
            assert_eq!(ran.code, 73, "{with:?}: {}{}", ran.out, ran.err);
            assert!(
                ran.err.contains("the home must be a folder") && ran.err.lines().count() == 1,
                "{}",
                ran.err
            );
        }
    }
}

#[test]
fn long_titles_and_arguments_flood_nothing() {
    let home = Home::new();
    let long = "x".repeat(1 << 20);
    let deck = home.file(
        "long.toml",
        format!("[deck]\nid = \"long\"\ntitle = \"{long}\"\n[card]\nq = \"{long}\"\naccept = [\"a\"]\n[\"{long}\"]\nq = \"Q\"\n[c]\nq = \"Q\"\na = \"A\"\n\"{long}\" = 1\n"),
    );
    let deck = deck.to_str().unwrap().to_owned();
    let argument = "y".repeat(120_000);
    let all: &[&[&str]] = &[
        &["check", &deck],
        &["list", &deck],
        &["study", "--plain", &deck],
        &["list", &argument],
        &["mock", &argument],
        &["import", &argument],
        &["restore", &argument],
        &["simulate", "--days", &argument],
        &["journal", "forget", &argument],
        &["stats", "--html", &argument],
        &["--home", &argument, "list"],
        &[&format!("--{argument}")],
    ];
    for args in all {
        let ran = home.run_at(NOW, args, "");
        let what: Vec<String> = args.iter().map(|arg| arg.chars().take(20).collect()).collect();
        assert!(ran.err.len() <= 4_200 && ran.err.lines().count() <= 20, "{what:?}: {} bytes", ran.err.len());
        assert!(ran.out.len() <= 40_000, "{what:?}: {} bytes", ran.out.len());
        assert!(format!("{}{}", ran.out, ran.err).contains("more letters"), "{what:?}: {}", ran.err);
    }
}
