//! Figures in answers: ranges, money, shares, multiples, counts, with common spellings.

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A bare number.
    None,
    /// Per cent.
    Percent,
    /// Money; the letter names the currency (`$`, `€`, `£`).
    Money(char),
    /// A multiple, as in `6x`.
    Times,
    /// Any other word, singular and in lower case: `day`, `ms`, `token`.
    Word(String),
}

/// How a figure bounds its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Exact,
    AtLeast,
    AtMost,
}

/// A figure: one number, or the ends of a range or of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    ends: Vec<f64>,
    unit: Unit,
    bound: Bound,
}

impl Figure {
    /// Says whether another figure could be mixed up with this one: same unit, as many ends.
    pub fn is_like(&self, other: &Self) -> bool {
        self.unit == other.unit && self.ends.len() == other.ends.len()
    }
}

/// How close a typed figure is to the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closeness {
    /// Within the tolerance, end by end.
    Same,
    /// Each end within 5 points of a percentage, or within 10 % of another figure.
    Near,
    /// Another figure, another unit, or no figure at all.
    Different,
}

/// Compares what was typed with the right figure, end by end; `None` when `wanted` is not a figure.
///
/// A missing unit is forgiven, a wrong unit and a missing thousand are not. `tolerance` is a share.
pub fn compare(said: &str, wanted: &str, tolerance: Option<f64>) -> Option<Closeness> {
    let wanted = read(wanted)?;
    let Some(said) = read(said) else { return Some(Closeness::Different) };
    let said = align(said, &wanted);
    let same_unit = said.unit == wanted.unit || said.unit == Unit::None;
    if !same_unit || said.ends.len() != wanted.ends.len() || opposite(said.bound, wanted.bound) {
        return Some(Closeness::Different);
    }
    let all =
        |close: &dyn Fn(f64, f64) -> bool| said.ends.iter().zip(&wanted.ends).all(|(a, b)| close(*a, *b));
    let within =
        |a: f64, b: f64| (a - b).abs() <= b.abs() * tolerance.unwrap_or(0.0) + 1e-9 * b.abs().max(1.0);
    let near = |a: f64, b: f64| match wanted.unit {
        Unit::Percent => (a - b).abs() <= 5.0,
        Unit::None | Unit::Money(_) | Unit::Times | Unit::Word(_) => (a - b).abs() <= b.abs() * 0.1,
    };
    Some(if all(&within) {
        Closeness::Same
    } else if all(&near) {
        Closeness::Near
    } else {
        Closeness::Different
    })
}

fn opposite(said: Bound, wanted: Bound) -> bool {
    matches!((said, wanted), (Bound::AtLeast, Bound::AtMost) | (Bound::AtMost, Bound::AtLeast))
}

/// `.15-.35` is the share 15-35 %.
fn align(mut said: Figure, wanted: &Figure) -> Figure {
    let shares = said.unit == Unit::None && said.ends.iter().all(|end| end.abs() <= 1.0);
    if shares && wanted.unit == Unit::Percent && wanted.ends.iter().any(|end| end.abs() > 1.0) {
        said.ends.iter_mut().for_each(|end| *end *= 100.0);
        said.unit = Unit::Percent;
    }
    said
}

/// Reads a text that is a figure and nothing else.
pub fn read(text: &str) -> Option<Figure> {
    if text.len() > 80 {
        return None;
    }
    let text = tidy(text);
    let (bound, rest) = bound(&text);
    let parts = split_range(rest);
    let read: Option<Vec<(f64, f64, Unit)>> = parts.iter().map(|part| number(part)).collect();
    let read = read.filter(|read| (1..=2).contains(&read.len()))?;
    let unit = read.iter().rev().map(|(_, _, unit)| unit).find(|unit| **unit != Unit::None).cloned();
    if read.iter().any(|(_, _, own)| *own != Unit::None && Some(own) != unit.as_ref()) {
        return None;
    }
    // In `15-35K` the thousand belongs to both ends.
    let last_scale = read.last().map_or(1.0, |(_, scale, _)| *scale);
    let scaled =
        |(value, scale, _): &(f64, f64, Unit)| value * if *scale > 1.0 { *scale } else { last_scale };
    Some(Figure { ends: read.iter().map(scaled).collect(), unit: unit.unwrap_or(Unit::None), bound })
}

fn tidy(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', '!', '?']).to_lowercase();
    text.replace(['–', '—', '−'], "-").replace("->", " to ").replace('→', " to ")
}

fn bound(text: &str) -> (Bound, &str) {
    const WORDS: [(&str, Bound); 17] = [
        (">=", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        ("at least", Bound::AtLeast),
        ("minimum", Bound::AtLeast),
        ("min.", Bound::AtLeast),
        ("over", Bound::AtLeast),
        ("more than", Bound::AtLeast),
        (">", Bound::AtLeast),
        ("<=", Bound::AtMost),
        ("≤", Bound::AtMost),
        ("at most", Bound::AtMost),
        ("up to", Bound::AtMost),
        ("<", Bound::AtMost),
        ("~", Bound::Exact),
        ("about", Bound::Exact),
        ("around", Bound::Exact),
        ("roughly", Bound::Exact),
    ];
    let mut found = Bound::Exact;
    let mut rest = text.trim();
    for (word, bound) in WORDS {
        if let Some(after) = rest.strip_prefix(word) {
            rest = after.trim_start();
            found = bound;
            break;
        }
    }
    let rest = rest.strip_prefix("from ").or(rest.strip_prefix("between ")).unwrap_or(rest);
    match rest.strip_suffix('+') {
        Some(before) => (Bound::AtLeast, before),
        None => (found, rest),
    }
}

fn split_range(text: &str) -> Vec<&str> {
    if let Some((low, high)) = text.split_once(" to ").or_else(|| text.split_once(" and ")) {
        return vec![low, high];
    }
    // A hyphen after a digit, its unit or its thousand parts the ends; one at the start is a minus.
    let hyphen = text.char_indices().skip(1).find(|(_, letter)| *letter == '-').map(|(at, _)| at);
    match hyphen {
        Some(at) => vec![&text[..at], &text[at + 1..]],
        None => vec![text],
    }
}

/// Reads `$28k` as (28, 1000, money).
fn number(text: &str) -> Option<(f64, f64, Unit)> {
    let (text, currency) = currency(text.trim());
    let end = text
        .char_indices()
        .find(|(at, letter)| {
            !(letter.is_ascii_digit() || ",._".contains(*letter) || (*at == 0 && *letter == '-'))
        })
        .map_or(text.len(), |(at, _)| at);
    let digits = text[..end].replace([',', '_'], "");
    let value: f64 = digits.parse().ok()?;
    let (scale, word) = scale(text[end..].trim());
    let unit = match (currency, unit(word)?) {
        (Some(sign), Unit::None) => Unit::Money(sign),
        (Some(sign), Unit::Money(other)) if sign == other => Unit::Money(sign),
        (Some(_), _) => return None,
        (None, unit) => unit,
    };
    value.is_finite().then_some((value, scale, unit))
}

fn currency(text: &str) -> (&str, Option<char>) {
    for (sign, name) in [('$', "usd"), ('€', "eur"), ('£', "gbp")] {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_prefix(name)) {
            return (rest.trim_start(), Some(sign));
        }
    }
    (text, None)
}

fn scale(text: &str) -> (f64, &str) {
    const WORDS: [(&str, f64); 8] = [
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("bn", 1e9),
        ("mln", 1e6),
        ("k", 1e3),
        ("m", 1e6),
        ("b", 1e9),
    ];
    for (word, scale) in WORDS {
        if let Some(rest) = text.strip_prefix(word) {
            // `ms`, `min` and `kb` are units, not thousands.
            if rest.chars().next().is_none_or(|letter| !letter.is_alphabetic()) {
                return (scale, rest.trim_start());
            }
        }
    }
    (1.0, text)
}

fn unit(word: &str) -> Option<Unit> {
    let unit = match word {
        "" => Unit::None,
        "%" | "percent" | "per cent" | "pct" | "percentage points" => Unit::Percent,
        "x" | "×" | "times" | "fold" | "-fold" => Unit::Times,
        "$" | "dollars" | "dollar" | "usd" | "bucks" => Unit::Money('$'),
        "€" | "euros" | "euro" | "eur" => Unit::Money('€'),
        "£" | "pounds" | "pound" | "gbp" => Unit::Money('£'),
        "h" | "hr" | "hrs" | "hours" => Unit::Word("hour".into()),
        "d" | "days" => Unit::Word("day".into()),
        "s" | "sec" | "secs" | "seconds" => Unit::Word("second".into()),
        "min" | "mins" | "minutes" => Unit::Word("minute".into()),
        "ms" | "milliseconds" => Unit::Word("ms".into()),
        _ if word.split_whitespace().count() <= 2
            && word.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '/') =>
        {
            Unit::Word(word.strip_suffix('s').unwrap_or(word).to_owned())
        }
        _ => return None,
    };
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(said: &str, wanted: &str) {
        assert_eq!(compare(said, wanted, None), Some(Closeness::Same), "{said} for {wanted}");
    }

    #[test]
    fn common_spellings_are_the_same_figure() {
        for said in
            ["15-35%", "15% to 35%", "15 to 35 percent", ".15-.35", "15–35 %", "between 15 and 35%", "15-35"]
        {
            same(said, "15-35%");
        }
        for said in [
            "$28K",
            "28,000 dollars",
            "28 thousand",
            "USD 28k",
            "28K",
            "28000",
            "$28 000".replace(' ', ",").as_str(),
        ] {
            same(said, "$28K");
        }
        for said in ["6x", "6 times", "6", "6×"] {
            same(said, "6x");
        }
        for said in [">=500", "at least 500", "500+", "500", "about 500"] {
            same(said, ">=500");
        }
        same("about 70%", "~70%");
        same("18 to 4", "18% -> 4%");
        same("200,000", "200K");
        same("1 million", "1M");
        same("0.6", "0.60");
        same("70-90 %", "70-90%");
        same("200k-1m", "200K-1M");
    }

    #[test]
    fn another_number_or_unit_is_different() {
        for (said, wanted) in [
            ("28", "$28K"),
            ("€28K", "$28K"),
            ("15-60%", "15-35%"),
            ("15%", "15-35%"),
            ("fast", "6x"),
            ("at most 500", ">=500"),
        ] {
            assert_eq!(compare(said, wanted, None), Some(Closeness::Different), "{said} for {wanted}");
        }
    }

    #[test]
    fn a_near_miss_is_near() {
        assert_eq!(compare("10-30%", "15-35%", None), Some(Closeness::Near));
        assert_eq!(compare("$27K", "$28K", None), Some(Closeness::Near));
    }

    #[test]
    fn a_tolerance_widens_the_same() {
        assert_eq!(compare("210K", "200K", Some(0.05)), Some(Closeness::Same));
        assert_eq!(compare("215K", "200K", Some(0.05)), Some(Closeness::Near));
    }

    #[test]
    fn words_are_no_figure() {
        assert_eq!(compare("a reranker", "a reranker", None), None);
        assert!(read("Llama 3.3 8B").is_none());
        assert!(read("").is_none());
    }
}
