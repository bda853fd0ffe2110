//! Which English words are forms of one word: plural, -s, -ing, -ed, -ly, British spelling. Two words are one
//! when a word they both may come from is the same, so that "hoping" is "hope" and not "hop".

/// Words that end like a form and are none, and forms with a meaning of their own.
const WHOLE: [&str; 21] = [
    "barely", "being", "ceiling", "corps", "does", "evening", "hardly", "hers", "https", "lately", "lens",
    "likely", "mostly", "nearly", "news", "ours", "pandas", "shortly", "theirs", "wicked", "yours",
];

/// Spellings and forms that no rule reaches.
const SPELT: [(&str, &str); 8] = [
    ("defence", "defense"),
    ("does", "do"),
    ("fully", "full"),
    ("grey", "gray"),
    ("licence", "license"),
    ("offence", "offense"),
    ("programme", "program"),
    ("simply", "simple"),
];

/// Says whether two words, in small letters, are forms of one word.
pub(super) fn are_one(a: &str, b: &str) -> bool {
    a == b || {
        let bases = bases(b);
        self::bases(a).iter().any(|base| bases.contains(base))
    }
}

/// The word itself and every word it may be a form of, in American spelling.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) && !WHOLE.contains(&word) {
        bases.extend(singular(word));
        bases.extend(word.strip_suffix("ly").map(|stem| adjective(word, stem)).unwrap_or_default());
        bases.extend(word.strip_suffix("ing").map(verb).unwrap_or_default());
        bases.extend(word.strip_suffix("ed").map(past).unwrap_or_default());
    }
    bases.into_iter().map(|base| american(&base)).collect()
}

fn singular(word: &str) -> Vec<String> {
    let mut bases = Vec::new();
    let mut swap = |end: &str, by: &str, least: usize| {
        let stem = word.strip_suffix(end).filter(|stem| stem.len() >= least);
        bases.extend(stem.map(|stem| format!("{stem}{by}")));
    };
    if !word.ends_with("ss") {
        swap("s", "", 3);
    }
    swap("ies", "y", 2);
    swap("oes", "o", 1);
    for end in ["s", "x", "z", "ch", "sh"] {
        swap(&format!("{end}es"), end, 2);
    }
    swap("zzes", "z", 2);
    swap("ses", "sis", 2);
    swap("ices", "ix", 3);
    swap("ices", "ex", 3);
    bases
}

fn adjective(word: &str, stem: &str) -> Vec<String> {
    let mut bases = Vec::new();
    if stem.len() >= 4 {
        bases.push(stem.to_owned());
    }
    if stem.len() >= 4 && stem.ends_with(['b', 't']) {
        bases.push(format!("{stem}le"));
    }
    bases.extend(word.strip_suffix("ily").filter(|stem| stem.len() >= 2).map(|stem| format!("{stem}y")));
    bases.extend(word.strip_suffix("ally").filter(|stem| stem.ends_with("ic")).map(ToOwned::to_owned));
    bases
}

/// What -ed was put to: like -ing, but for words in -ee and -y.
fn past(stem: &str) -> Vec<String> {
    match stem.as_bytes() {
        [_, .., b'e'] => Some(format!("{stem}e")).filter(|base| base.len() >= 4).into_iter().collect(),
        [first @ .., b'i'] if first.len() >= 2 => vec![format!("{}y", &stem[..first.len()])],
        _ => verb(stem),
    }
}

/// What -ing was put to: the stem, the stem with its e again, the stem without the doubled letter.
fn verb(stem: &str) -> Vec<String> {
    let letters = stem.as_bytes();
    let with_e = format!("{stem}e");
    let vowels = (0..letters.len()).filter(|at| is_vowel(letters, *at)).count();
    match letters {
        // "string" comes from nothing, "lying" from "lie".
        _ if vowels == 0 => Vec::new(),
        [_, b'y'] => vec![format!("{}ie", &stem[..1])],
        [.., a, b] if a == b && !is_vowel(letters, letters.len() - 1) => {
            // "calling" keeps both letters, "hopping" and "modelling" do not.
            let keeps = matches!(b, b'l' | b's' | b'f' | b'z') && vowels == 1;
            let single = stem[..stem.len() - 1].to_owned();
            if keeps || single.len() < 3 { vec![stem.to_owned()] } else { vec![stem.to_owned(), single] }
        }
        // A short word doubles its last letter, so what has not doubled it has lost an e.
        [.., last] if vowels == 1 && ends_short(letters) && !matches!(last, b'w' | b'x' | b'y') => {
            vec![with_e]
        }
        _ => vec![stem.to_owned(), with_e],
    }
}

/// Says whether letters end in one vowel and one consonant.
fn ends_short(letters: &[u8]) -> bool {
    let n = letters.len();
    n >= 2 && !is_vowel(letters, n - 1) && is_vowel(letters, n - 2) && (n == 2 || !is_vowel(letters, n - 3))
}

/// A y is a vowel behind a consonant; the u of qu is none.
fn is_vowel(letters: &[u8], at: usize) -> bool {
    match letters[at] {
        b'a' | b'e' | b'i' | b'o' => true,
        b'u' => at == 0 || letters[at - 1] != b'q',
        b'y' => at > 0 && !is_vowel(letters, at - 1),
        _ => false,
    }
}

/// British endings turned into American ones, each behind at least three letters: "four" is not "for".
fn american(word: &str) -> String {
    if let Some((_, base)) = SPELT.iter().find(|(spelt, _)| *spelt == word) {
        return (*base).to_owned();
    }
    let swapped = |end: &str, by: &str| {
        let stem = word.strip_suffix(end).filter(|stem| stem.len() >= 3);
        stem.map(|stem| format!("{stem}{by}"))
    };
    let at_end = [("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("tre", "ter"), ("ogue", "og")];
    let word = at_end.iter().find_map(|(end, by)| swapped(end, by)).unwrap_or_else(|| word.to_owned());
    match word.find("our") {
        Some(at) if at >= 3 => word.replacen("our", "or", 1),
        Some(_) | None => word,
    }
}
