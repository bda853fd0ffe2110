//! The settings by name, in the order they are shown.

use super::Setting;

const fn row(
    section: &'static str,
    key: &'static str,
    says: &'static str,
    choices: &'static [&'static str],
    means: &'static str,
) -> Setting {
    Setting { key, section, says, choices, means }
}

/// The limits one deck may have, as keys below `[decks.ID]`.
pub const LIMITS: [Setting; 3] = [
    row(
        "",
        "new-per-day",
        "new a day",
        &["none", "0", "2", "5", "10"],
        "Of this deck; none leaves it to its author and to the day.",
    ),
    row(
        "",
        "reviews-per-day",
        "reviews a day",
        &["none", "10", "25", "50"],
        "Of this deck; none leaves it to the day.",
    ),
    row(
        "",
        "minutes-per-day",
        "minutes a day",
        &["none", "5", "10", "20"],
        "For this deck; none leaves it to the day.",
    ),
];

/// The settings of one value, in the order they are shown.
pub const SETTINGS: [Setting; 23] = [
    row(
        "Study",
        "session-size",
        "questions in a session",
        &["5", "10", "20", "40"],
        "A session ends after so many questions.",
    ),
    row(
        "Study",
        "session-minutes",
        "minutes in a session",
        &["none", "5", "10", "15", "30"],
        "After so many minutes a session brings nothing more.",
    ),
    row(
        "Study",
        "new-per-day",
        "new a day",
        &["0", "5", "10", "20", "40"],
        "Questions met for the first time, on one day.",
    ),
    row(
        "Study",
        "reviews-per-day",
        "reviews a day",
        &["none", "25", "50", "100", "200"],
        "The rest waits; a limit you always reach grows a backlog.",
    ),
    row(
        "Study",
        "minutes-per-day",
        "minutes a day",
        &["none", "10", "15", "20", "30", "60"],
        "By how long your answers have taken so far.",
    ),
    row(
        "Study",
        "retention",
        "aim to remember",
        &["0.80", "0.85", "0.90", "0.95"],
        "The chance of a right answer on the due day; higher means more reviews.",
    ),
    row(
        "Study",
        "interview",
        "interview date",
        &["none"],
        "Gaps are cut so that everything is seen before; Enter types a date.",
    ),
    row(
        "Study",
        "catch-up",
        "spread a backlog over",
        &["1", "3", "5", "7", "10", "14"],
        "Days, after a break; 1 asks all at once. b on home changes it for this time.",
    ),
    row(
        "Study",
        "siblings",
        "ways of asking a card",
        &["\"apart\"", "\"together\""],
        "Apart asks one a day, together all on one day.",
    ),
    row(
        "Study",
        "new-order",
        "order of new questions",
        &["\"deck\"", "\"mixed\"", "\"random\""],
        "Deck after deck, a little of each, or shuffled every day.",
    ),
    row(
        "Study",
        "ask-sure",
        "ask how sure",
        &["\"objective\"", "\"off\""],
        "On questions the program can check.",
    ),
    row(
        "Study",
        "answer",
        "open answers",
        &["\"auto\"", "\"type\"", "\"think\""],
        "Auto types rubrics and thinks the rest.",
    ),
    row(
        "Study",
        "learning-steps",
        "steps of a new question",
        &["[\"1m\", \"10m\"]", "[\"10m\"]", "[\"5m\", \"30m\"]"],
        "How soon a new question comes back on its first day.",
    ),
    row(
        "Study",
        "relearning-steps",
        "steps after a miss",
        &["[\"10m\"]", "[\"5m\", \"20m\"]"],
        "How soon a forgotten question comes back.",
    ),
    row(
        "Study",
        "deck-order",
        "decks first",
        &["none"],
        "Ids of decks whose new questions come first: [\"llm-ladder\"].",
    ),
    row(
        "Study",
        "day-start",
        "a day begins at",
        &["0", "3", "4", "5", "6"],
        "The hour; it counts from the next start of the program.",
    ),
    row(
        "Screen",
        "theme",
        "colours",
        &[
            "\"auto\"",
            "\"dark\"",
            "\"light\"",
            "\"mono\"",
            "\"gruvbox\"",
            "\"nord\"",
            "\"solarized-dark\"",
            "\"solarized-light\"",
        ],
        "Auto follows your terminal; your own stand under [themes.NAME].",
    ),
    row(
        "Screen",
        "glyphs",
        "signs",
        &["\"unicode\"", "\"ascii\""],
        "Plain ASCII where the font lacks blocks and lines.",
    ),
    row(
        "Screen",
        "mouse",
        "mouse",
        &["false", "true"],
        "Footer and rows can be clicked; Shift and drag still selects text.",
    ),
    row(
        "Data",
        "builtin-decks",
        "the program's own decks",
        &["true", "false"],
        "Shown beside yours; it counts from the next start.",
    ),
    row(
        "Data",
        "grader",
        "external grader",
        &["none"],
        "A command that suggests ticks: [\"sh\", \"grader.sh\"]; from the next start.",
    ),
    row(
        "Data",
        "grader-seconds",
        "seconds it may take",
        &["5", "10", "20", "60"],
        "A grader that takes longer is given up.",
    ),
    row(
        "Data",
        "backups",
        "a backup every day",
        &["true", "false"],
        "Of all answers, when the program is left; old ones are thinned.",
    ),
];
