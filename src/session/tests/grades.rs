//! What a judged question leaves in the log, and grades moved by hand.

use super::*;

#[test]
fn an_answer_leaves_all_that_is_to_be_known_of_it() {
    let mut sitting = Sitting::of(&["open#recall"]);
    let marks = vec![Mark::Full, Mark::Half];
    sitting.wait(4_000);
    let answer = Answer::Ticked { text: "the gap".into(), marks, climbed: Some(1), grade: None };
    sitting.session.answer(answer, sitting.now);
    let whats = sitting.session.reviews(&sitting.library, sitting.now);
    let review = review(&whats);
    let card = sitting.library.find(&review.item).unwrap().card;
    assert_eq!(review.item.as_str(), "d/open#recall");
    assert_eq!((review.grade, review.computed, review.took), (Grade::Good, None, 4_000));
    assert_eq!(review.ticks, [("gap".to_owned(), Mark::Full), ("cost".to_owned(), Mark::Half)]);
    assert_eq!((review.level.as_deref(), review.by.as_deref()), (Some("L4"), None));
    assert_eq!((review.front.as_str(), review.print), ("How do you choose?", card.print()));
    assert_eq!((review.rev, card.rev), (3, 3), "the author's revision is kept with the answer");
    assert!((review.retention - 0.9).abs() < 1e-6);
    assert_eq!(review.gap, outlook(&sitting.library, &review.item, sitting.now)[2]);
    assert_eq!(review.gap, sitting.session.outlook(&sitting.library, sitting.now)[2]);
    let said = sitting.session.said(sitting.now).unwrap();
    assert_eq!((said.text.as_str(), said.at, said.ticks), ("the gap", sitting.now.at, review.ticks.clone()));
}

#[test]
fn a_question_longer_than_the_log_keeps_is_cut() {
    let mut library = library(&Config::default());
    add(&mut library, "e", &format!("[long]\nq = \"{}\"\na = \"yes\"", "é".repeat(90)));
    let plan = Plan::Items(vec![ItemName::of("e/long#typed")]);
    let mut sitting = Sitting::on(library, plan, OPTIONS);
    sitting.session.answer(typed("yes"), NOON);
    let whats = sitting.session.reviews(&sitting.library, NOON);
    assert_eq!(review(&whats).front, "é".repeat(80));
}

#[test]
fn nothing_that_was_typed_is_kept_without_words_or_of_what_the_program_judges() {
    let said = |item: &str, answer: Answer| {
        let mut sitting = Sitting::of(&[item]);
        sitting.answer(answer);
        sitting.session.said(sitting.now).map(|said| said.text)
    };
    let graded = |text: &str| Answer::Graded { text: text.into(), grade: Grade::Good };
    assert_eq!(said("told#recall", graded("as a start")).as_deref(), Some("as a start"));
    assert_eq!(said("told#recall", graded(" \n ")), None);
    assert_eq!(said("word#typed", typed("write-ahead log")), None);
}

#[test]
fn no_level_is_kept_where_none_was_climbed() {
    for (climbed, level) in [(None, None), (Some(0), None), (Some(2), Some("L5")), (Some(3), None)] {
        let mut sitting = Sitting::of(&["open#recall"]);
        let marks = vec![Mark::Full; 2];
        sitting.session.answer(Answer::Ticked { text: String::new(), marks, climbed, grade: None }, NOON);
        let whats = sitting.session.reviews(&sitting.library, NOON);
        assert_eq!(review(&whats).level.as_deref(), level, "{climbed:?}");
    }
}

#[test]
fn a_sheet_leaves_a_review_for_each_line_and_shares_the_time() {
    let lines = ["lines#tell.evidence", "lines#tell.price", "lines#tell.best"];
    let mut sitting = Sitting::of(&lines);
    let question = sitting.session.question().unwrap().clone();
    let Ask::Pairs(pairs) = &question.steps[0] else { panic!("a sheet") };
    let mut rows: Vec<_> = pairs.rows.iter().map(|row| Some(row.right)).collect();
    rows[0] = None;
    sitting.wait(9_000).answer(Answer::Joined(rows));
    assert_eq!(sitting.session.verdict().unwrap().grades, [Grade::Again, Grade::Good, Grade::Good]);
    let past = |item: &ItemName| sitting.library.past(item)[0].review.clone();
    let reviews: Vec<Review> = question.items.iter().map(past).collect();
    assert_eq!(
        reviews.iter().map(|review| review.grade).collect::<Vec<_>>(),
        [Grade::Again, Grade::Good, Grade::Good]
    );
    assert!(reviews.iter().all(|review| review.took == 3_000 && review.question == reviews[0].question));
    assert_eq!(sitting.regrade(Shift::Raise), [], "sheets are not moved as a whole");
    sitting.session.close();
    assert!(sitting.session.tally().answered.iter().all(|answered| answered.took == 3_000));
}

#[test]
fn a_grade_moved_by_hand_takes_the_first_back_and_keeps_what_was_computed() {
    let mut sitting = Sitting::of(&["word#typed"]);
    sitting.answer(typed("write-ahead log"));
    let easy = sitting.session.outlook(&Sitting::of(&[]).library, sitting.now)[3];
    let whats = sitting.regrade(Shift::Raise);
    assert_eq!(whats[0], What::Undo(vec![EventId(1)]));
    assert_eq!((review(&whats).grade, review(&whats).computed), (Grade::Easy, Some(Grade::Good)));
    assert_eq!(review(&whats).gap, easy, "the gap counts from before the first grade");
    assert_eq!(sitting.regrade(Shift::Raise), [], "above easy there is nothing");
    let whats = sitting.regrade(Shift::Lower);
    assert_eq!(whats[0], What::Undo(vec![EventId(3)]), "what was recorded last is taken back");
    assert_eq!((review(&whats).grade, review(&whats).computed), (Grade::Good, Some(Grade::Good)));
    assert_eq!(sitting.regrade(Shift::Lower).len(), 2);
    let whats = sitting.regrade(Shift::Lower);
    assert_eq!((review(&whats).grade, review(&whats).computed), (Grade::Again, Some(Grade::Good)));
    let item = &items(&["word#typed"])[0];
    assert_eq!(sitting.library.past(item).len(), 1, "one answer holds");
    sitting.next();
    assert_eq!((sitting.grades(), sitting.session.tally().overruled()), (vec![Grade::Again], (0, 1)));
}

#[test]
fn the_gap_of_a_moved_grade_counts_from_the_memory_before() {
    let mut first = Sitting::of(&["word#typed"]);
    first.answer(typed("write-ahead log"));
    first.regrade(Shift::Raise);
    first.next();
    let mut sitting = first.again(&["word#typed"], 20 * DAY);
    let before = sitting.session.outlook(&sitting.library, sitting.now);
    sitting.answer(typed("write-ahead log"));
    let whats = sitting.regrade(Shift::Raise);
    assert_eq!(review(&whats).gap, before[3]);
    assert_ne!(before[3], before[2]);
}

#[test]
fn a_grade_moves_only_once_it_is_judged_and_unrecorded_it_moves_without_a_trace() {
    let mut sitting = Sitting::of(&["word#typed"]);
    assert_eq!(sitting.regrade(Shift::Raise), []);
    let mut cram = Sitting::with(Plan::Cram(items(&["word#typed"])), OPTIONS);
    cram.answer(typed("write-ahead log"));
    assert_eq!(cram.regrade(Shift::Raise), []);
    assert_eq!(cram.session.verdict().unwrap().grades, [Grade::Easy]);
    assert_eq!(cram.session.reviews(&cram.library, cram.now), []);
    assert_eq!(cram.session.said(cram.now), None);
}

#[test]
fn a_grade_given_on_the_ticks_counts_and_the_computed_one_is_kept_if_it_differs() {
    for (grade, computed) in [(Grade::Easy, Some(Grade::Good)), (Grade::Good, None)] {
        let mut sitting = Sitting::of(&["open#recall"]);
        let marks = vec![Mark::Full; 2];
        let answer = Answer::Ticked { text: String::new(), marks, climbed: None, grade: Some(grade) };
        sitting.answer(answer);
        let past = sitting.library.past(&items(&["open#recall"])[0]).to_vec();
        assert_eq!((past[0].review.grade, past[0].review.computed), (grade, computed));
    }
}

#[test]
fn only_reviews_are_remembered_for_undo() {
    let mut sitting = Sitting::of(&["word#typed"]);
    sitting.answer(typed("write-ahead log"));
    let other = sitting.record(vec![What::Set { key: "k".into(), value: "v".into() }]);
    sitting.session.recorded(&other);
    assert_eq!(sitting.session.undo(&sitting.library, sitting.now).unwrap(), [What::Undo(vec![EventId(1)])]);
}
