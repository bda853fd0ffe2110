//! What a scorecard suggests doing next.

use std::collections::BTreeMap;

use super::Scorecard;
use crate::clock::when;

/// Mocks looked back on, the newest included.
const BACK: usize = 4;
/// Over the target by this share is worth a word.
const OVER: f64 = 1.25;

/// Says how guesses compare with ticks, in levels.
pub fn bias(bias: f32) -> String {
    if bias.abs() < 0.25 {
        return "Your guesses match your ticks.".into();
    }
    let way = if bias > 0.0 { "higher" } else { "lower" };
    format!("You guessed {:.1} levels {way} than your ticks.", bias.abs())
}

/// Returns up to four sentences: the must left out most, the answer that ran longest over, the tell given, what
/// comes back tomorrow.
pub fn next(card: &Scorecard, earlier: &[&Scorecard]) -> Vec<String> {
    let mut advice = Vec::new();
    advice.extend(must(card, earlier));
    advice.extend(over(card));
    advice.extend(tell(card));
    let misses = card.misses().len();
    advice.push(match misses {
        0 => "Nothing was missed; the schedule stays as it is.".into(),
        1 => "1 answer missed a must or half its points; it can come back tomorrow.".into(),
        n => format!("{n} answers missed a must or half their points; they can come back tomorrow."),
    });
    advice
}

fn must(card: &Scorecard, earlier: &[&Scorecard]) -> Option<String> {
    let recent = earlier.iter().rev().take(BACK - 1).copied().chain([card]);
    let recent: Vec<&Scorecard> = recent.collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for card in &recent {
        let mut musts: Vec<&str> =
            card.judged.iter().flatten().flat_map(|j| &j.musts).map(String::as_str).collect();
        musts.sort_unstable();
        musts.dedup();
        for must in musts {
            *count.entry(must).or_default() += 1;
        }
    }
    let own =
        |must: &str| card.judged.iter().flatten().any(|judged| judged.musts.iter().any(|own| own == must));
    let (must, n) = count.into_iter().filter(|(must, _)| own(must)).max_by_key(|(_, n)| *n)?;
    Some(match recent.len() {
        1 => format!("Open with \"{must}\": it was a must and was not said."),
        all => format!("Open with \"{must}\": {n} of your last {all} mocks left it out."),
    })
}

fn over(card: &Scorecard) -> Option<String> {
    let worst = card.answered().max_by_key(|(_, ask, given)| given.ms.saturating_sub(ask.ms))?;
    let (at, ask, given) = worst;
    let long = given.ms as f64 > ask.ms as f64 * OVER;
    long.then(|| {
        format!(
            "Answer {} ran to {}; stop at {} and let the next question come.",
            at + 1,
            when::clock(given.ms),
            when::clock(ask.ms)
        )
    })
}

fn tell(card: &Scorecard) -> Option<String> {
    let lowering = card.judged.iter().flatten().find_map(|judged| judged.lowering.first())?;
    Some(format!("Hold back \"{lowering}\": it was heard, and it lowers the vote."))
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Given, How, Judged, Planned, Script, When};
    use super::*;
    use crate::clock::Moment;

    fn card(run: u64, ms: i64, musts: &[&str], score: f32) -> Scorecard {
        let ask = Planned { item: crate::card::ItemName::of("d/a#recall"), ms: 60_000, when: When::Always };
        let script = Script {
            id: "d/m".into(),
            title: "M".into(),
            ms: 60_000,
            level: None,
            scale: vec!["L4".into(), "L5".into()],
            seed: 0,
            asks: vec![ask],
        };
        let mut card = Scorecard::new(run, script, Moment(0));
        let given =
            Given { ms, paused: 0, pauses: 0, how: How::Typed, guess: Some("L5".into()), heard: Vec::new() };
        card.take(Change::Answered(0, given));
        card.take(Change::Judged(
            0,
            Judged {
                marks: Vec::new(),
                tells: Vec::new(),
                level: Some("L4".into()),
                score,
                musts: musts.iter().map(ToString::to_string).collect(),
                lowering: vec!["slogan".into()],
                by: None,
            },
        ));
        card
    }

    #[test]
    fn the_must_left_out_most_leads() {
        let (now, before) = (card(2, 60_000, &["eval", "cost"], 0.6), card(1, 60_000, &["cost"], 0.6));
        let advice = next(&now, &[&before]);
        assert_eq!(advice[0], "Open with \"cost\": 2 of your last 2 mocks left it out.");
        assert!(advice[1].contains("slogan"), "{advice:?}");
        assert_eq!(advice.len(), 3);
    }

    #[test]
    fn time_over_the_target_is_told_and_time_near_it_is_not() {
        assert!(next(&card(1, 130_000, &[], 0.9), &[])[0].contains("2:10"));
        assert!(next(&card(1, 70_000, &[], 0.9), &[]).iter().all(|line| !line.contains("ran to")));
    }

    #[test]
    fn guesses_are_compared_with_ticks() {
        assert_eq!(card(1, 1, &[], 0.9).bias(), Some(1.0));
        assert_eq!(bias(1.0), "You guessed 1.0 levels higher than your ticks.");
        assert_eq!(bias(-0.1), "Your guesses match your ticks.");
    }
}
