use super::*;
use crate::text::{show, width};
use proptest::prelude::*;

fn drawn(text: &str, columns: usize) -> Vec<String> {
    let line = |line: Spans| line.into_iter().map(|span| span.text).collect();
    lay_out(&show(text), columns).into_iter().map(line).collect()
}

#[test]
fn a_newline_is_a_space_and_a_blank_line_a_paragraph() {
    assert_eq!(drawn("one\ntwo\n\n\nthree\n", 40), ["one two", "", "three"]);
}

#[test]
fn bullets_hang() {
    assert_eq!(drawn("- one two\nthree\n- four", 9), ["- one two", "  three", "- four"]);
}

#[test]
fn marks_become_weights() {
    let line = lay_out(&show("a *b c* `d` 2*3*4 *"), 40).remove(0);
    let strong: Vec<(&str, Weight)> = line.iter().map(|span| (span.text.as_str(), span.weight)).collect();
    assert_eq!(
        strong,
        [
            ("a ", Weight::Plain),
            ("b c", Weight::Strong),
            (" ", Weight::Plain),
            ("d", Weight::Code),
            (" 2*3*4 *", Weight::Plain),
        ]
    );
}

#[test]
fn a_stress_may_cross_a_line_end() {
    let lines = lay_out(&show("*one two*"), 4);
    assert!(lines.iter().flatten().all(|span| span.weight == Weight::Strong), "{lines:?}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn fenced_code_keeps_its_lines() {
    assert_eq!(drawn("```\nlet x = 1;\n\n  y\n```\nz", 40), ["  let x = 1;", "", "    y", "z"]);
}

#[test]
fn plain_text_has_no_marks() {
    assert_eq!(plain(&show("a *b* `c`\n- d")), "a b c\n- d");
}

fn weights(text: &str) -> Vec<(String, Weight)> {
    lay_out(&show(text), 80).into_iter().flatten().map(|span| (span.text, span.weight)).collect()
}

#[test]
fn numbers_and_inner_items_hang_under_their_words() {
    assert_eq!(
        drawn("1. one two\n2. x\n  - in ner\n10. y", 8),
        ["1. one", "   two", "2. x", "  - in", "    ner", "10. y"]
    );
    assert_eq!(drawn("  - even\n  - indent", 20), ["- even", "- indent"]);
}

#[test]
fn a_sentence_may_go_on_with_a_number() {
    assert_eq!(drawn("Born in\n1984. Then\n3. No", 40), ["Born in 1984. Then 3. No"]);
    assert_eq!(drawn("Try\n1. this\n2. that", 40), ["Try", "1. this", "2. that"]);
    assert_eq!(drawn("01. kept", 40), ["01. kept"]);
}

#[test]
fn headings_are_strong_and_end_with_their_line() {
    assert_eq!(
        weights("# One `x`\nmore"),
        [("One ".into(), Weight::Strong), ("x".into(), Weight::Code), ("more".into(), Weight::Plain)]
    );
    assert_eq!(drawn("#1 and #hash\n##### deep", 40), ["#1 and #hash ##### deep"]);
}

#[test]
fn quotations_have_a_rail_and_figures_have_none() {
    assert_eq!(
        drawn("> one two\n> three\n>\n> four\nfive", 7),
        ["> one", "> two", "> three", "> ", "> four", "five"]
    );
    assert_eq!(weights("> 500 ms"), [("> 500 ms".into(), Weight::Plain)]);
}

#[test]
fn underscores_mark_words_and_never_names() {
    let soft = |text: &str| weights(text).iter().any(|(_, weight)| *weight == Weight::Soft);
    assert!(soft("an _old hat_.") && soft("(_so_)"));
    for name in [
        "snake_case_name",
        "__init__",
        "_private and _other",
        "__b_ c",
        "c _a__",
        "match _ { _ => 1 }",
        "_a b",
    ] {
        assert_eq!(weights(name), [(name.to_owned(), Weight::Plain)]);
    }
}

#[test]
fn marks_may_stand_within_marks() {
    assert_eq!(
        weights("**a `b` _c_**"),
        [
            ("a ".into(), Weight::Strong),
            ("b".into(), Weight::Code),
            (" ".into(), Weight::Strong),
            ("c".into(), Weight::Soft)
        ]
    );
    assert_eq!(weights("*2*3 and x*"), [("2*3 and x".into(), Weight::Strong)]);
}

#[test]
fn marks_that_are_not_closed_stay() {
    for text in ["a *b", "**a*b", "`a", "_a", "* a*", "a ```b``` c", "```a``` b"] {
        let plain: String = drawn(text, 80).concat();
        assert!(plain.matches(['*', '`', '_']).count() + 6 >= text.matches(['*', '`', '_']).count());
    }
    assert_eq!(drawn("a *b `c _d **e", 80), ["a *b `c _d **e"]);
}

#[test]
fn a_line_of_code_is_cut_where_the_columns_end() {
    assert_eq!(drawn("```\nlet a = 12;\n```", 9), ["  let a =", ">  12;"]);
    let onward = weights(&format!("```rust\n{}\n```", "x".repeat(90)));
    assert_eq!(onward[2], ("> ".into(), Weight::Onward));
}

#[test]
fn code_is_coloured_by_its_language_and_each_fence_starts_anew() {
    let text = "```rust\nlet x = \"open\n```\n```rust\nlet y;\n```\n```what\nlet\n```";
    let found = weights(text);
    assert!(found.contains(&("\"open".into(), Weight::Literal)));
    assert_eq!(found.iter().filter(|(text, weight)| text == "let" && *weight == Weight::Keyword).count(), 2);
    assert!(found.contains(&("let".into(), Weight::Code)));
}

#[test]
fn chinese_lines_join_without_a_space_and_korean_ones_with_one() {
    assert_eq!(drawn("漢字\n漢字、\nかな a\n漢 한글\n한글", 80), ["漢字漢字、かな a 漢 한글 한글"]);
}

#[test]
fn right_to_left_text_keeps_its_logical_order() {
    let text = "שלום עולם abc مرحبا بالعالم";
    assert_eq!(drawn(text, 80), [text]);
    assert_eq!(drawn(text, 14).join(" "), text);
}

#[test]
fn a_paragraph_of_many_pieces_has_no_seam() {
    for word in ["word ", "漢字", "wörter-", "אבג "] {
        let text = show(&word.repeat(4_000));
        let lines = lay_out(&text, 31);
        let full = |line: &Spans| line.iter().map(|span| width(&span.text)).sum::<usize>() > 20;
        assert!(lines[..lines.len() - 1].iter().all(full), "{word}");
        assert_eq!(plain(&text), text.trim_end());
    }
    let code = show(&format!("```\n{}\n```", "0123456789".repeat(2_000)));
    let wide = |line: &Spans| line.iter().map(|span| width(&span.text)).sum::<usize>();
    assert!(lay_out(&code, 42).iter().all(|line| wide(line) == 42));
}

/// Letters that no mark may swallow; `rust` is the name of a fence's language and nothing else.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric() && !"rust".contains(*letter)).collect()
}

const MARKED: &str = "(\\*|\\*\\*|_|`[a-q]|[a-q]`|\n```\n|\n```rust\n|- |\\* |1\\. |12\\. |# |> |>|  |\n|\n\n| |[a-q]{1,6}|[0-9]{1,3}|漢字|👩‍👩‍👧|e\u{301}|لا|한|\"|//|/\\*|#){0,60}";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_asked(text in MARKED, columns in 2_usize..40) {
        for line in lay_out(&show(&text), columns) {
            let wide: usize = line.iter().map(|span| width(&span.text)).sum();
            prop_assert!(wide <= columns, "{line:?}");
        }
    }

    #[test]
    fn no_letter_is_lost(text in MARKED, columns in 8_usize..40) {
        let text = show(&text);
        let spans = lay_out(&text, columns).into_iter().flatten();
        let kept: String = spans.map(|span| span.text).collect();
        prop_assert_eq!(letters(&kept), letters(&text));
        prop_assert_eq!(letters(&plain(&text)), letters(&text));
    }
}
