//! `interview` and `import`: one person asks and ticks, the other takes the result in.

use std::path::Path;

use super::desk::{self, Desk};
use super::{Error, Exit, mock, say, study};
use crate::card::ItemName;
use crate::card::grade::Mark;
use crate::cli::{ImportArgs, InterviewArgs};
use crate::mock::result::PeerResult;
use crate::mock::{Change, Judged, Scorecard};
use crate::review::{Review, What};
use crate::store::regular;
use crate::text::{Safe, show};
use crate::tui::place::Place;
use crate::tui::screen::Step;

/// Bytes of a result at most.
const LARGEST: u64 = 1 << 20;

pub(super) fn interview(home: Option<&Path>, args: &InterviewArgs) -> Result<Exit, Error> {
    let (desk, wanted) = mock::wanted(home, &args.mock)?;
    let (script, notices) = mock::script(&wanted, &desk)?;
    notices.iter().for_each(say);
    if !study::has_screen() {
        return study::without_screen(&desk);
    }
    study::run(desk, |_| Step::Open(Place::Interviewer(Box::new(script))))
}

pub(super) fn import(home: Option<&Path>, args: &ImportArgs) -> Result<Exit, Error> {
    let name = args.file.display();
    let text = regular::text(&args.file, LARGEST).map_err(|error| {
        let why = crate::store::reason(&error);
        let text = format!("error: {name}: {why}; name the result file your partner wrote");
        Error::new(Exit::unread(error.kind()), text)
    })?;
    let result =
        PeerResult::read(&text).map_err(|why| Error::new(Exit::Data, format!("error: {name}:{why}")))?;
    let mut desk = desk::gather(home, &args.decks, |_| {})?;
    if let Some(card) = desk.library.mocks().find(|card| card.run == result.run) {
        let same = card.script == result.script && is_judged_so(card, &result);
        say(&Safe::from(if same {
            "This result has been taken in before; nothing is changed."
        } else {
            "Another result of this run was taken in before; this one differs and is not taken in."
        }));
        return Ok(Exit::Done);
    }
    tell_versions(&result, &desk);
    let (whats, taken, left) = changes(&result, &desk);
    desk.save(whats)?;
    let more = if left == 0 {
        String::new()
    } else {
        format!(" To cards you do not have: {left}; these change scores only, no schedule.")
    };
    say(&show(&format!("Taken in, as judged by your partner: {taken}.{more} `cardsharp mocks` lists them.")));
    Ok(Exit::Done)
}

/// Says whether a run was judged as a result judges it.
fn is_judged_so(card: &Scorecard, result: &PeerResult) -> bool {
    let mut judged = vec![None; card.judged.len()];
    for (at, _, own) in &result.answers {
        if let Some(judged) = judged.get_mut(*at) {
            *judged = Some(own.clone().by_peer());
        }
    }
    judged == card.judged
}

fn tell_versions(result: &PeerResult, desk: &Desk) {
    for (deck, version) in &result.versions {
        let own = desk.library.decks().iter().find(|loaded| loaded.deck.head.id == *deck);
        let own = own.and_then(|loaded| loaded.deck.head.version.as_deref());
        if let Some(own) = own.filter(|own| own != version) {
            say(&show(&format!(
                "The result was made with {deck} {version}, yours is {own}; points are matched by their keys."
            )));
        }
    }
}

/// The events of a result: the run as a mock that is done, and a review for every item there is.
fn changes(result: &PeerResult, desk: &Desk) -> (Vec<What>, usize, usize) {
    let run = result.run;
    let change = |change| What::Mock { run, change };
    let mut whats = vec![change(Change::Started(result.script.clone()))];
    let (mut taken, mut left) = (0, 0);
    for (at, given, judged) in &result.answers {
        let Some(ask) = result.script.asks.get(*at) else { continue };
        taken += 1;
        let judged = judged.clone().by_peer();
        whats.push(change(Change::Answered(*at, given.clone())));
        whats.push(change(Change::Judged(*at, judged.clone())));
        match review(&ask.item, given.ms, &judged, run, desk) {
            Some(review) => whats.push(What::Review(review)),
            None => left += 1,
        }
    }
    whats.extend([change(Change::Ended), change(Change::Closed)]);
    (whats, taken, left)
}

fn review(item: &ItemName, took: i64, judged: &Judged, run: u64, desk: &Desk) -> Option<Review> {
    let (library, now) = (&desk.library, desk.now());
    let rubric = library.rubric(item)?;
    let mark =
        |key: &String| judged.marks.iter().find(|(own, _)| own == key).map_or(Mark::Empty, |(_, mark)| *mark);
    let marks: Vec<Mark> = rubric.ticks.ideas.iter().map(|idea| mark(&idea.key)).collect();
    let reached = rubric.reached(&marks, &judged.tells, &[]);
    let keys = rubric.ticks.ideas.iter().map(|idea| idea.key.clone());
    Some(Review {
        item: item.clone(),
        grade: reached.grade,
        computed: None,
        took: took.clamp(0, crate::clock::DAY),
        gap: crate::session::outlook(library, item, now)[reached.grade as usize - 1],
        retention: library.scheduler().rules().retention,
        sure: None,
        ticks: keys.zip(marks).collect(),
        question: run,
        front: rubric.q.line().chars().take(80).collect(),
        print: library.find(item).map_or(0, |found| found.card.print()),
        rev: library.find(item).map_or(1, |found| found.card.rev),
        level: judged.level.clone(),
        by: judged.by.clone(),
    })
}
