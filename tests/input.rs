//! Decks and settings as input: whatever is in a file, the answer comes soon, is short, and mixes no progress.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(unreachable_pub, dead_code, reason = "the support is shared by test programs")]

use std::fs;

use serde_json::Value;

#[path = "support/home.rs"]
mod home;

use home::{Home, Ran};

impl Home {
    fn run(&self, args: &[&str], input: &str) -> Ran {
        self.run_at("2026-11-21T12:00:00Z", args, input)
    }

    fn check(&self, text: &str, more: &[&str]) -> Ran {
        self.file("d.toml", text);
        self.run(&[&["check"], more, &["d.toml"]].concat(), "")
    }

    /// Returns the number of answered cards that are in no deck.
    fn orphans(&self) -> String {
        let out = self.run(&["doctor"], "").out;
        let line = out.lines().find(|line| line.starts_with("orphans")).unwrap();
        line.split_whitespace().nth(1).unwrap().to_owned()
    }
}

const CARD: &str = "[capital]\nq = \"Capital of France?\"\naccept = [\"Paris\"]\n";

fn times(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn rows(ran: &Ran) -> Vec<Value> {
    serde_json::from_str(&ran.out).unwrap()
}

/// Each of these took minutes, or gigabytes.
#[test]
fn hostile_decks_are_told_in_twenty_lines_and_a_number() {
    let card = |id: usize| format!("[c{id}]\nq = \"x\"\na = \"y\"\n");
    let cases = [
        ("40,000 values that are none", times(40_000, |_| "x = @\n".into()), " more errors"),
        ("references to nowhere", times(5_000, |id| card(id) + "related = [\"no\"]\n"), "4980 more errors"),
        (
            "unknown keys",
            card(0) + &times(60_000, |id| format!("relatd{id} = 1\n")),
            "59980 more unknown keys",
        ),
        ("tables without end", times(1 << 19, |id| format!("[c{id}]\n")), "split it into a folder"),
        (
            "a card that goes on",
            format!("{CARD}[capital.points]\n{}", times(20_000, |id| format!("p{id} = \"s\"\n"))),
            "`points` has 20000 entries",
        ),
        (
            "blanks",
            format!("[c]\nfact = \"{}\"\n", times(20_000, |id| format!("{{{{b{id}=v}}}} "))),
            "`fact` has 20000 entries",
        ),
        (
            "a scale",
            format!("[deck]\nscale = [{}]\n{CARD}", times(500, |id| format!("\"L{id}\","))),
            "the scale has 500 levels",
        ),
        ("headers that are none", times(20_000, |id| format!("[c{id}\n")), "error E01"),
        (
            "mocks of nothing",
            card(0) + &times(5_000, |id| format!("[mock.m{id}]\nask = [\"n{id}\"]\n")),
            "4980 more errors",
        ),
        (
            "parts before their tables",
            times(20_000, |id| format!("[c{id}.points]\n")) + &times(20_000, card),
            "after their own parts",
        ),
    ];
    let home = Home::new();
    for (name, text, told) in cases {
        let ran = home.check(&text, &["--strict"]);
        assert_eq!(ran.code, 65, "{name}");
        assert!(ran.out.contains(told), "{name}: {}", ran.out);
        assert!(ran.out.matches(": error E").count() <= 20 && ran.out.len() < 20_000, "{name}: {}", ran.out);
    }
}

#[test]
fn json_has_a_row_for_every_error_that_text_tells_and_the_same_code() {
    let home = Home::new();
    let bad = times(3_000, |id| format!("[c{id}]\nq = 1\na = \"y\"\n"));
    let (text, json) = (home.check(&bad, &[]), home.check(&bad, &["--json"]));
    assert_eq!((text.code, json.code), (65, 65));
    let all = rows(&json);
    assert_eq!(all.len(), 1_001);
    assert_eq!(all[999]["line"], 2_999);
    assert_eq!(all[1_000]["what"], "2000 more errors");
    home.file("a.toml", format!("[deck]\nid = \"a\"\n{CARD}"));
    home.file("b.toml", format!("[deck]\nid = \"a\"\n{CARD}"));
    home.file("c.toml", b"\xff");
    let args = ["check", "a.toml", "b.toml", "c.toml", "none.toml"];
    let (text, json) = (home.run(&args, ""), home.run(&[&args[..1], &["--json"], &args[1..]].concat(), ""));
    assert_eq!((text.code, json.code), (65, 65));
    let told: Vec<(String, String)> = rows(&json)
        .iter()
        .map(|row| (row["file"].as_str().unwrap().to_owned(), row["severity"].as_str().unwrap().to_owned()))
        .collect();
    let error = |file: &str| (file.to_owned(), "error".to_owned());
    assert_eq!(told, [error("b.toml"), error("c.toml"), error("none.toml")]);
    assert!(rows(&json)[0]["what"].as_str().unwrap().contains("already used by a.toml"), "{}", json.out);
    for file in ["b.toml", "c.toml", "none.toml"] {
        assert!(text.err.contains(file), "{}", text.err);
    }
}

#[test]
fn names_in_any_script_are_ids_of_their_own() {
    let home = Home::new();
    for name in ["日本語", "中文", "Español", "plain"] {
        home.file(&format!("decks/{name}.toml"), CARD);
    }
    let ran = home.run(&["list", "--json", "decks"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut ids: Vec<String> = rows(&ran).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    assert_eq!(ids, ["español", "plain", "中文", "日本語"]);
}

#[test]
fn one_name_written_in_two_ways_is_one_id_and_both_files_are_named() {
    let home = Home::new();
    let (composed, parted) = ("decks/espa\u{f1}ol.toml", "decks/espan\u{303}ol.toml");
    home.file(parted, CARD);
    home.file(composed, CARD);
    // The file whose name is the id has it, whichever is read first.
    for order in [[composed, parted], [parted, composed]] {
        let ran = home.run(&[&["list", "--json"], &order[..]].concat(), "");
        assert_eq!((ran.code, rows(&ran)[0]["files"][0].as_str()), (65, Some(composed)), "{}", ran.err);
        assert!(ran.err.matches("ol.toml").count() == 2 && ran.err.contains("already used"), "{}", ran.err);
    }
}

#[test]
fn a_deck_found_under_its_former_id_keeps_its_progress() {
    for (former, file) in [("espa-ol", "español"), ("deck", "日本語")] {
        let home = Home::new();
        let old = home.file("home/decks/old.toml", format!("[deck]\nid = \"{former}\"\n{CARD}"));
        home.run(&["study", "--plain", "home/decks/old.toml"], "paris\ns\ny\n.q\n");
        fs::remove_file(old).unwrap();
        assert_eq!(home.orphans(), "1");
        let new = format!("home/decks/{file}.toml");
        home.file(&new, CARD);
        assert_eq!(home.orphans(), "0", "{file}");
        let due = home.run(&["due", "--json", &new], "").out;
        let due: Value = serde_json::from_str(&due).unwrap();
        assert_eq!(due["new"], 0, "{file}");
        // Two decks that had one id: whose progress it is cannot be told.
        home.file("home/decks/중문.toml", CARD);
        home.file("home/decks/espaßol.toml", CARD);
        assert_eq!(home.orphans(), "1", "{file}");
    }
}

#[test]
fn a_deck_that_has_the_former_id_today_keeps_its_progress_to_itself() {
    let home = Home::new();
    home.file("home/decks/deck.toml", CARD);
    home.run(&["study", "--plain", "home/decks/deck.toml"], "paris\ns\ny\n.q\n");
    home.file("home/decks/日本語.toml", CARD);
    let due = |deck: &str| {
        let ran = home.run(&["due", "--json"], "");
        let due: Value = serde_json::from_str(&ran.out).unwrap();
        let row = due["decks"].as_array().unwrap().iter().find(|row| row["id"] == deck).unwrap().clone();
        row["new"].as_u64().unwrap()
    };
    assert_eq!((due("deck"), due("日本語")), (0, 1));
}

#[test]
fn a_header_with_spaces_or_a_comment_makes_a_folder_one_deck() {
    for head in ["[deck] # mine", "[ deck ]", "  [deck]", "\u{feff}[deck]\r"] {
        let home = Home::new();
        home.file("two/a.toml", format!("{head}\nid = \"two\"\n{CARD}"));
        home.file("two/b.toml", CARD.replace("capital", "other"));
        let ran = home.run(&["list", "two"], "");
        assert!(
            ran.code == 0 && ran.out.starts_with("two ") && ran.out.contains("2 cards"),
            "{head}: {}",
            ran.out
        );
    }
}

#[test]
fn ids_that_are_too_long_or_hold_what_no_id_may_are_told_with_their_place() {
    let home = Home::new();
    for id in ["a b", "a\\u202eb", "a\\u001bb", "é", "a/b", "A", &"x".repeat(251)] {
        let ran = home.check(&format!("[deck]\nid = \"{id}\"\n[\"{id}\"]\nq = \"x\"\na = \"y\"\n"), &[]);
        assert_eq!(ran.code, 65, "{id}");
        assert!(
            ran.out.contains("d.toml:2:6: error E07") && ran.out.contains("d.toml:3:2: error E07"),
            "{id}: {}",
            ran.out
        );
    }
    let long = "x".repeat(250);
    assert_eq!(
        home.check(&format!("[deck]\nid = \"{long}\"\n[{long}]\nq = \"x\"\na = \"y\"\n"), &[]).code,
        0
    );
}

#[test]
fn the_doctor_gives_78_for_bad_settings_and_65_for_what_is_worse() {
    let home = Home::new();
    home.file("home/decks/two.toml", CARD);
    assert_eq!(home.run(&["doctor"], "").code, 0);
    for config in ["retention = 7\n", "x = = 1\n", "[keys]\nnone = \"b\"\n", "theme = \"none\"\n"] {
        home.file("home/config.toml", config);
        let ran = home.run(&["doctor"], "");
        assert_eq!(ran.code, 78, "{config}{}", ran.err);
        assert!(
            ran.out.contains("log       whole") && ran.out.contains("settings  1 notice, below"),
            "{}",
            ran.out
        );
        for verb in ["due", "list", "stats"] {
            let ran = home.run(&[verb], "");
            assert_eq!(ran.code, 0, "{verb} goes on with defaults");
        }
    }
    home.file("home/decks/bad.toml", "[x]\nq = ");
    assert_eq!(home.run(&["doctor"], "").code, 65);
}
