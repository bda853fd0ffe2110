//! The binary in a folder of its own: flags, exit codes, data on stdout, talk on stderr.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::fs;

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

impl Home {
    fn run(&self, args: &[&str], input: &str) -> Ran {
        self.run_at("2026-11-21T12:00:00Z", args, input)
    }
}

const TWO: &str = "[deck]\nid = \"two\"\ntitle = \"Two\"\n\n[capital]\nq = \"Capital of France?\"\naccept = [\"Paris\"]\n\n[why]\nq = \"Why does asking help more than reading?\"\na = \"Because recall strengthens exactly what it finds.\"\n";

#[test]
fn without_a_terminal_home_is_text_and_the_code_says_so() {
    let ran = Home::new().run(&[], "");
    assert_eq!(ran.code, 69);
    assert!(ran.out.starts_with("cardsharp: 0 due, "), "{}", ran.out);
    assert!(ran.out.contains("The cheapest-first ladder"));
    assert!(ran.err.contains("study --plain"));
}

#[test]
fn help_and_version_go_to_stdout() {
    let home = Home::new();
    let help = home.run(&["--help"], "");
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for verb in ["study", "due", "list", "check", "paths"] {
        assert!(help.out.contains(&format!("\n  {verb}")), "{verb} is in --help");
    }
    let version = home.run(&["--version"], "");
    assert_eq!(version.out, format!("cardsharp {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_64() {
    let home = Home::new();
    assert_eq!(home.run(&["--nonsense"], "").code, 64);
    assert_eq!(home.run(&["check"], "").code, 64);
    assert_eq!(home.run(&["--plain", "due"], "").code, 64);
}

#[test]
fn a_global_option_may_stand_before_the_command() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let ran = home.run(&["--home", "elsewhere", "list", deck.to_str().unwrap()], "");
    assert_eq!((ran.code, ran.out.contains("2 cards")), (0, true), "{}{}", ran.out, ran.err);
}

#[test]
fn a_plain_session_asks_judges_and_keeps() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let deck = deck.to_str().unwrap();
    let ran = home.run(&["study", "--plain", deck], "paris\ns\ny\nbecause it is harder\n.\n3\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Capital of France?") && ran.out.contains("Right"), "{}", ran.out);
    let due = home.run(&["due", "--json", deck], "");
    let due: serde_json::Value = serde_json::from_str(&due.out).unwrap();
    assert_eq!(due["new"], 0);
    let later = home.run_at("2026-12-21T12:00:00Z", &["due", "--short", deck], "");
    assert_eq!(later.out, "2\n");
}

#[test]
fn the_end_of_input_ends_a_session_without_loss() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let deck = deck.to_str().unwrap();
    let ran = home.run(&["study", "--plain", deck], "paris\nf\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.ends_with("The input ended after 1 of 2 questions. 1 answer, 1 right.\nTyped: 1 of 1.\nEverything is saved.\n"), "{}", ran.out);
    let due: serde_json::Value = serde_json::from_str(&home.run(&["due", "--json", deck], "").out).unwrap();
    assert_eq!(due["new"], 1, "the first answer was saved when it was judged");
}

#[cfg(unix)]
#[test]
fn an_input_that_cannot_be_read_ends_with_74_and_says_why() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let folder = fs::File::open(home.folder.path()).unwrap();
    let mut command = home.command("2026-11-21T12:00:00Z", &["study", "--plain", deck.to_str().unwrap()]);
    let done = command.stdin(folder).output().unwrap();
    let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert_eq!(
        (done.status.code(), err.as_str()),
        (Some(74), "error: the input cannot be read: Is a directory\n")
    );
    assert!(out.contains("The input failed after 0 of 2 questions."), "{out}");
}

#[test]
fn undo_works_through_a_pipe_and_after_a_restart() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let deck = deck.to_str().unwrap();
    home.run(&["study", "--plain", deck], "paris\nf\ny\n.q\n");
    let ran = home.run(&["study", "--plain", deck], ".u\n.q\n");
    assert!(ran.out.contains("Taken back"), "{}", ran.out);
    let due: serde_json::Value = serde_json::from_str(&home.run(&["due", "--json", deck], "").out).unwrap();
    assert_eq!(due["new"], 2);
}

#[test]
fn check_tells_every_problem_with_its_place_and_a_bad_card_hides_no_other() {
    let home = Home::new();
    let text = "[deck]\nid = \"bad\"\n\n[one]\nq = \"Only a question\"\n\n[two]\nq = \"Q\"\nanswr = \"A\"\na = \"A good enough answer\"\n\n[three]\nq = 3\n";
    let deck = home.file("bad.toml", text);
    let ran = home.run(&["check", deck.to_str().unwrap()], "");
    assert_eq!(ran.code, 65);
    let out = &ran.out;
    assert!(out.contains("bad.toml:4:"), "{out}");
    assert!(out.contains("bad.toml:9:1") && out.contains("did you mean"), "{out}");
    assert!(out.contains("bad.toml:13:5"), "{out}");
    assert!(out.contains("1 cards") || out.contains("1 card"), "the good card loads: {out}");
    let json = home.run(&["check", "--json", deck.to_str().unwrap()], "");
    let rows: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(rows.as_array().unwrap().len() >= 3);
}

#[test]
fn strict_makes_warnings_fail() {
    let home = Home::new();
    let deck = home.file("warn.toml", "[deck]\nid = \"warn\"\ntitle = \"W\"\n\n[c]\nq = \"Pick the right one of these?\"\nanswer = \"yes\"\nwrong = { a = \"no\" }\n");
    let deck = deck.to_str().unwrap();
    assert_eq!(home.run(&["check", deck], "").code, 0);
    assert_eq!(home.run(&["check", "--strict", deck], "").code, 65);
}

#[test]
fn missing_and_odd_files_have_their_codes() {
    let home = Home::new();
    assert_eq!(home.run(&["check", "nowhere.toml"], "").code, 66);
    fs::create_dir(home.folder.path().join("empty")).unwrap();
    assert_eq!(home.run(&["check", "empty"], "").code, 66);
    let utf16 = home.file("wide.toml", b"\xff\xfea\x00");
    let ran = home.run(&["check", utf16.to_str().unwrap()], "");
    assert_eq!((ran.code, ran.err.contains("UTF-8")), (65, true));
    let other = home.file("deck.apkg", "PK");
    assert_eq!(home.run(&["check", other.to_str().unwrap()], "").code, 65);
}

#[test]
fn a_bad_deck_never_stops_the_good_ones() {
    let home = Home::new();
    home.file("home/decks/bad.toml", "[one]\nq = ");
    home.file("home/decks/good.toml", TWO);
    let ran = home.run(&["list"], "");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("two") && ran.err.contains("bad.toml:2"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_named_deck_with_a_bad_card_is_studied_and_the_code_says_so() {
    let home = Home::new();
    let deck = home.file("part.toml", format!("{TWO}\n[broken]\nq = 7\n"));
    let ran = home.run(&["study", "--plain", deck.to_str().unwrap()], "paris\nf\ny\n.q\n");
    assert!(ran.out.contains("Capital of France?"), "{}", ran.out);
    assert_eq!((ran.code, ran.err.contains("part.toml:14:5")), (65, true), "{}", ran.err);
}

#[test]
fn one_id_in_two_files_is_an_error_that_names_both() {
    let home = Home::new();
    let (a, b) = (home.file("a.toml", TWO), home.file("b.toml", TWO));
    let ran = home.run(&["check", a.to_str().unwrap(), b.to_str().unwrap()], "");
    assert_eq!(ran.code, 65);
    assert!(ran.err.contains("a.toml") && ran.err.contains("b.toml"), "{}", ran.err);
}

#[test]
fn a_bad_setting_is_told_and_the_rest_holds() {
    let home = Home::new();
    home.file("home/config.toml", "retention = 7\nnew-per-day = 3\ncolour = \"red\"\n");
    let ran = home.run(&["due"], "");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("config.toml:1"), "{}", ran.err);
    assert!(ran.out.contains(" 3 new"), "{}", ran.out);
}

#[test]
fn paths_name_the_home_that_was_asked_for() {
    let home = Home::new();
    let ran = home.run(&["paths", "--home", "there"], "");
    assert_eq!(ran.code, 0);
    assert!(ran.out.lines().count() >= 4 && ran.out.contains("there"), "{}", ran.out);
}

#[test]
fn escapes_in_a_deck_reach_no_output() {
    let home = Home::new();
    let deck = home.file("esc.toml", "[deck]\nid = \"esc\"\ntitle = \"\\u001b[2Jtitle\"\n\n[a]\nq = \"\\u001b]0;x\\u0007 \\u202e?\"\na = \"\\u009b31m and some more words here\"\n");
    let deck = deck.to_str().unwrap();
    for args in [
        &["list", deck][..],
        &["check", deck],
        &["due", deck],
        &["study", "--plain", deck],
        &["list", "--json", deck],
    ] {
        let ran = home.run(args, "x\n.\n3\n");
        let all = ran.out + &ran.err;
        assert!(
            !all.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{args:?}: {all:?}"
        );
    }
}

#[test]
fn the_store_protocol_lists_what_it_acknowledged() {
    let home = Home::new();
    let ran = home.run(&["__store", "write", "store", "--count", "5"], "");
    let mut acks: Vec<&str> = ran.out.lines().filter_map(|line| line.strip_prefix("ACK ")).collect();
    acks.sort_unstable();
    let list = home.run(&["__store", "list", "store"], "");
    let mut listed: Vec<&str> = list.out.lines().collect();
    assert_eq!(listed.pop(), Some("END 5"));
    assert_eq!(listed, acks);
}

const RESULT: &str = r#"{"cardsharp":"interview","format":1,"run":77,"versions":[["two","0.9"]],
"script":{"id":"two/mix","title":"T","ms":60000,"scale":[],"seed":0,"asks":[
{"item":"two/why#recall","ms":60000,"when":"always"},{"item":"two/gone#recall","ms":60000,"when":"always"}]},
"answers":[[0,{"ms":5000,"paused":0,"how":"spoken"},{"marks":[["answer","full"]],"tells":[],"score":1.0,"musts":[]}],
[1,{"ms":5000,"paused":0,"how":"spoken"},{"marks":[],"tells":[],"score":0.0,"musts":[]}]]}"#;

#[test]
fn a_result_is_taken_in_once_as_the_candidates_own_review() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO.replace("title", "version = \"1.0\"\ntitle"));
    let (deck, file) = (deck.to_str().unwrap(), home.file("result.json", RESULT));
    let ran = home.run(&["import", file.to_str().unwrap(), deck], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("as judged by your partner: 2.") && ran.err.contains("To cards you do not have: 1;"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("two 0.9, yours is 1.0"), "{}", ran.err);
    let due: serde_json::Value = serde_json::from_str(&home.run(&["due", "--json", deck], "").out).unwrap();
    assert_eq!(due["new"], 1, "the judged item is no longer new");
    let mocks: serde_json::Value = serde_json::from_str(&home.run(&["mocks", "--json"], "").out).unwrap();
    assert_eq!(mocks[0]["questions"][0]["rubric"]["by"], "peer");
    let again = home.run(&["import", file.to_str().unwrap(), deck], "");
    assert!(again.err.contains("This result has been taken in before"), "{}", again.err);
    let other = home.file("other.json", RESULT.replace("1.0,", "0.5,"));
    let other = home.run(&["import", other.to_str().unwrap(), deck], "");
    assert!(other.err.contains("this one differs and is not taken in"), "{}", other.err);
}

#[test]
fn an_input_that_ends_early_is_said_to_have_ended() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let ran = home.run(&["study", "--plain", deck.to_str().unwrap()], "paris\nf\ny\n");
    let said = "The input ended after 1 of 2 questions. 1 answer, 1 right.";
    assert!(ran.out.contains(said) && ran.out.contains("Everything is saved.\n"), "{}", ran.out);
    let ran = home.run(&["study", "--plain", deck.to_str().unwrap()], ".q\n");
    assert!(ran.out.contains("Session done. 0 answers, 0 right."), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn decks_that_cannot_be_looked_into_are_not_no_decks() {
    let home = Home::new();
    std::fs::create_dir(home.path()).unwrap();
    std::os::unix::fs::symlink("decks", home.path().join("decks")).unwrap();
    for (args, code) in [(vec!["doctor"], 65), (vec!["due"], 0)] {
        let ran = home.run(&args, "");
        assert_eq!(ran.code, code, "{}", ran.err);
        assert!(ran.err.contains("home/decks: cannot be read: "), "{}", ran.err);
    }
}

#[test]
fn a_bad_result_is_refused_with_its_place_and_nothing_is_lost() {
    let home = Home::new();
    for (text, says) in [("{", "this is no result"), ("{\"cardsharp\":\"interview\",\"format\":9}", "newer")]
    {
        let file = home.file("bad.json", text);
        let ran = home.run(&["import", file.to_str().unwrap()], "");
        assert_eq!((ran.code, ran.err.contains(says)), (65, true), "{}", ran.err);
        assert!(ran.err.contains("bad.json:1:"), "{}", ran.err);
    }
    assert_eq!(home.run(&["import", "nowhere.json"], "").code, 66);
    let big = home.file("big.json", vec![b' '; (1 << 20) + 1]);
    assert_eq!(home.run(&["import", big.to_str().unwrap()], "").code, 65);
}

#[test]
fn the_journal_can_be_read_switched_off_and_forgotten() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let deck = deck.to_str().unwrap();
    let answer = "paris\nf\ny\nmy own words\n.\n3\n";
    home.run(&["study", "--plain", deck], answer);
    assert!(home.run(&["journal", "show", "two/why"], "").out.contains("my own words"));
    let gone = home.run(&["journal", "forget", "two/why"], "");
    assert!(gone.err.contains("Forgotten: 1 answer to"), "{}", gone.err);
    assert_eq!(home.run(&["journal", "show", "two/why"], "").out, "");
    home.run(&["journal", "off"], "");
    home.run_at("2027-03-01T12:00:00Z", &["study", "--plain", deck], answer);
    assert_eq!(home.run(&["journal", "show", "two/why"], "").out, "");
}

#[test]
fn a_mock_without_a_terminal_says_so_and_an_unknown_one_is_named() {
    let home = Home::new();
    assert_eq!(home.run(&["mock"], "").code, 69);
    let ran = home.run(&["mock", "nowhere"], "");
    assert_eq!((ran.code, ran.err.contains("llm-choice/screen-15")), (66, true), "{}", ran.err);
    assert_eq!(home.run(&["mock", "--minutes", "0"], "").code, 64);
}

#[test]
fn statistics_come_as_text_json_csv_and_a_page() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO.replace("\"Two\"", "\"<b>Two</b>\""));
    let deck = deck.to_str().unwrap();
    home.run(&["study", "--plain", deck], "paris\nf\ny\nmine\n.\n1\n");
    let text = home.run(&["stats", deck], "").out;
    assert!(text.contains("Today (n = 2)") && text.contains("50%"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&home.run(&["stats", "--json", deck], "").out).unwrap();
    assert!(json.as_array().unwrap().iter().all(|figure| figure["means"].as_str().unwrap().ends_with('.')));
    let csv = home.run(&["stats", "--csv", deck], "").out;
    assert!(
        csv.starts_with("figure,name,value,n\n") && csv.contains("\"Today\",\"answers today\",\"2\""),
        "{csv}"
    );
    let ran = home.run(&["stats", "--html", "page.html", deck], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = fs::read_to_string(home.folder.path().join("page.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("&lt;b&gt;Two") && !page.contains("<b>Two"), "escaped");
    assert!(!page.contains("http"), "nothing from the network");
}

#[test]
fn a_backup_holds_everything_and_a_restore_only_adds() {
    let home = Home::new();
    let deck = home.file("two.toml", TWO);
    let deck = deck.to_str().unwrap();
    home.run(&["study", "--plain", deck], "paris\nf\ny\n.q\n");
    let made = home.run(&["backup", "kept.jsonl"], "");
    assert_eq!((made.code, made.err.contains("1 event")), (0, true), "{}", made.err);
    home.run(&["study", "--plain", deck], "mine\n.\n3\n");
    let again = home.run(&["restore", "kept.jsonl"], "");
    assert!(again.err.contains("0 events added"), "{}", again.err);
    let fresh = |args: &[&str]| home.run(&[&["--home", "fresh"], args].concat(), "");
    assert!(fresh(&["restore", "kept.jsonl"]).err.contains("1 event added"));
    assert!(fresh(&["restore", "kept.jsonl"]).err.contains("0 events added"));
    let due: serde_json::Value = serde_json::from_str(&fresh(&["due", "--json", deck]).out).unwrap();
    assert_eq!(due["new"], 1);
    let mut bytes = fs::read(home.folder.path().join("kept.jsonl")).unwrap();
    bytes[60] ^= 1;
    home.file("torn.jsonl", bytes);
    assert_eq!(home.run(&["restore", "torn.jsonl"], "").code, 65);
    assert_eq!(home.run(&["restore", "nowhere.jsonl"], "").code, 66);
}

#[test]
fn the_doctor_tells_a_healthy_home_from_a_damaged_one() {
    let home = Home::new();
    home.file("home/decks/two.toml", TWO);
    home.run(&["study", "--plain"], ".q\n");
    home.run(&["study", "--plain", "home/decks/two.toml"], "paris\nf\ny\n.q\n");
    let well = home.run(&["doctor"], "");
    assert_eq!(well.code, 0, "{}{}", well.out, well.err);
    assert!(well.out.contains("log       whole") && well.out.contains("1 saved"), "{}", well.out);
    home.file("home/decks/bad.toml", "[x]\nq = ");
    let ill = home.run(&["doctor"], "");
    assert_eq!((ill.code, ill.err.contains("bad.toml:2")), (65, true), "{}", ill.err);
}

#[test]
fn the_number_of_a_prompt_is_never_stale() {
    let home = Home::new();
    home.file("home/decks/two.toml", TWO);
    let short = |now: &str| home.run_at(now, &["due", "--short"], "").out;
    assert_eq!(short("2026-11-21T12:00:00Z"), "0\n");
    home.run(&["study", "--plain", "home/decks/two.toml"], "paris\nf\ny\nmine\n.\n3\n");
    assert_eq!(short("2026-11-21T12:00:30Z"), "0\n");
    assert_eq!(short("2026-11-21T12:00:31Z"), "0\n");
    assert_eq!(short("2026-12-21T12:00:00Z"), "2\n", "a day on, the number is another");
    assert_eq!(short("2026-12-21T12:00:01Z"), "2\n");
    fs::remove_file(home.folder.path().join("home/decks/two.toml")).unwrap();
    assert_eq!(short("2026-12-21T12:00:02Z"), "0\n", "a deck that is gone is noticed");
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let home = Home::new();
    let help = home.run(&["--help"], "").out;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = commands.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(names.len() > 12, "{names:?}");
    let man = home.run(&["man"], "").out;
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let text = home.run(&["completions", shell], "").out;
        for name in names.iter().filter(|name| **name != "help") {
            assert!(text.contains(name), "{shell} completes {name}");
            assert!(man.contains(name), "the manual names {name}");
        }
    }
    for system in ["systemd", "launchd", "cron"] {
        let out = home.run(&["remind", "--print", system], "").out;
        assert!(out.contains(env!("CARGO_BIN_EXE_cardsharp")) && out.contains("due --short"), "{out}");
        assert!(out.contains(home.path().to_str().unwrap()), "{out}");
    }
}

#[test]
fn a_fit_needs_answers_and_a_yes() {
    let home = Home::new();
    let ran = home.run(&["optimize"], "");
    assert_eq!((ran.code, ran.err.contains("0 answers came a day or more")), (0, true), "{}", ran.err);
    let reset = home.run(&["optimize", "--reset"], "");
    assert!(reset.err.contains("Nothing is changed"), "{}", reset.err);
    let yes = home.run(&["optimize", "--reset", "--yes"], "");
    assert!(yes.err.contains("In force"), "{}", yes.err);
}

#[test]
fn a_search_is_a_session_and_with_practice_it_records_nothing() {
    let home = Home::new();
    let none = home.run(&["study", "--plain", "--find", "no such words anywhere"], "");
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("No question fits the search"), "{}", none.err);
    let drill = home.run(&["study", "--plain", "--practice", "--find", "deck:llm-ladder kind:fact"], "\n");
    assert!(drill.out.contains("Deck llm-ladder"), "{}", drill.out);
    assert!(!home.folder.path().join("home/events").exists());
}

#[test]
fn doctor_tells_damage_repairs_it_and_is_content_then() {
    let home = Home::new();
    home.run(&["study", "--plain", "--new", "5"], "1\n\n2\n\n");
    assert_eq!(home.run(&["doctor"], "").code, 0);
    let device = fs::read_dir(home.folder.path().join("home/events")).unwrap().next().unwrap().unwrap();
    let segment = fs::read_dir(device.path()).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&segment).unwrap();
    let at = bytes.len() - 9;
    bytes[at] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    let bad = home.run(&["doctor"], "");
    assert!(bad.code == 65 && bad.err.contains("this line is damaged"), "{}", bad.err);
    let repaired = home.run(&["doctor", "--repair"], "");
    assert!(repaired.code == 65 && repaired.err.contains("Damaged lines taken out: 1"), "{}", repaired.err);
    assert!(repaired.err.contains("`cardsharp restore 1` adds what is missing"), "{}", repaired.err);
    assert_eq!(home.run(&["restore", "1"], "").code, 0);
    assert_eq!(home.run(&["doctor"], "").code, 0);
    assert_eq!(fs::read_dir(home.folder.path().join("home/quarantine")).unwrap().count(), 1);
}

#[test]
fn bad_settings_are_told_with_their_place_and_the_rest_is_taken() {
    let home = Home::new();
    home.file(
        "home/config.toml",
        "new-per-day = 3\n[keys]\nburry = \"x\"\n[decks.start-here]\nnew-per-dya = 1\n",
    );
    let due = home.run(&["due"], "");
    assert_eq!(due.code, 0, "{}", due.err);
    assert!(
        due.err.contains(
            "config.toml:5:1: `decks.start-here.new-per-dya` is no setting, did you mean `new-per-day`?"
        ),
        "{}",
        due.err
    );
}

#[test]
fn the_readme_names_every_setting_and_every_command() {
    let readme = include_str!("../README.md");
    let settings = cardsharp::rooms::config::setting::manual();
    assert!(readme.contains(&settings), "the README lists the settings as the program does:\n{settings}");
    for limit in cardsharp::rooms::config::setting::LIMITS {
        assert!(readme.contains(&format!("\n{:<16} =", limit.key)), "{}", limit.key);
    }
    let command = cardsharp::rooms::cli::command();
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "study") {
        assert!(readme.contains(&format!("cardsharp {}", verb.get_name())), "{}", verb.get_name());
    }
    // What the README shows as settings are settings.
    let shown =
        readme.split("Every key is optional:\n\n```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let (config, notices) = cardsharp::rooms::store::settings::parse(shown, "README");
    assert_eq!(notices, []);
    assert_eq!(cardsharp::rooms::tui::keys::Keymap::new(&config).1, []);
    assert_eq!(cardsharp::rooms::tui::theme::problems(&config), []);
}
