//! One item's history: every answer, and the chance of a right one since the first and in the days to come.

use ratatui::text::{Line, Span};

use crate::card::ItemName;
use crate::card::grade::Grade;
use crate::clock::Day;
use crate::clock::when;
use crate::schedule::Memory;
use crate::text::show;
use crate::tui::place::Name;
use crate::tui::screens::report::Report;
use crate::tui::widgets::curve::curve;
use crate::tui::widgets::frame::TitleBar;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Rows of the curve, the days it looks ahead at least, and its share of the past otherwise.
const ROWS: usize = 6;
const AHEAD: i32 = 14;
const SHARE: i32 = 3;

/// The report on an item.
pub struct Info(pub ItemName);

impl Report for Info {
    const NAME: Name = Name::History;
    const COLUMNS: u16 = 100;

    fn head(&self, pen: &Pen<'_>) -> TitleBar {
        let name = show(self.0.as_str()).cut(pen.columns.saturating_sub(12));
        TitleBar::of(Line::from(vec![
            Span::styled("history  ", pen.theme.accent),
            Span::styled(name.to_string(), pen.theme.strong),
        ]))
    }

    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let theme = pen.theme;
        let mut lines = vec![Line::default()];
        let past = pen.library.past(&self.0);
        match pen.library.memory(&self.0) {
            Some(memory) => lines.extend(known(&self.0, memory, pen)),
            None if past.is_empty() => {
                lines.push(line("Never asked yet.", theme.dim));
                return lines;
            }
            None => lines.push(line("Counts as new since it was reset.", theme.dim)),
        }
        lines.extend([Line::default(), line("every answer, newest first", theme.strong)]);
        for past in past.iter().rev() {
            let review = &past.review;
            let style = if review.grade == Grade::Again { theme.wrong } else { theme.right };
            let moved = review.computed.filter(|computed| *computed != review.grade);
            let tail = [
                review.sure.map(|sure| sure.word().to_owned()),
                moved.map(|computed| format!("computed {}", computed.word())),
                review.by.as_ref().map(|by| format!("by {}", show(by))),
            ];
            let tail: Vec<String> = tail.into_iter().flatten().collect();
            lines.push(Line::from(vec![
                Span::raw(format!("{:<18}", pen.calendar.format(past.now.at, "%-d %b %Y %H:%M"))),
                Span::styled(format!("{:<6}", review.grade.word()), style),
                Span::styled(
                    format!(
                        "{:>6}  then {:<8} {}",
                        when::clock(review.took),
                        review.gap.words(),
                        tail.join(", ")
                    ),
                    theme.dim,
                ),
            ]));
        }
        lines
    }
}

/// What is remembered of it now, and how its memory fell and rose.
///
/// ```text
/// 100% █▆▅█▇▆▅▅█▇▇▆▆▆▅▅█▇▇▇▇▆▆▆▆▆▆▅
///   0% ████████████████████████████
///      4 Oct            today   22 Dec
/// ```
fn known(item: &ItemName, memory: &Memory, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let (theme, today) = (pen.theme, pen.now.day);
    let counts = format!(
        "due {}   stability {:.1} d   difficulty {:.1} of 10   lapses {}   answers {}",
        memory.due.words(pen.now),
        memory.stability,
        memory.difficulty,
        memory.lapses,
        memory.reps
    );
    let now = pen.library.scheduler().retrievability(memory, today) * 100.0;
    let title = format!("chance of a right answer, {now:.0}% today; left alone it falls on");
    let mut lines = vec![line(counts, theme.dim), Line::default(), line(title, theme.strong)];
    let from = memory.first_day;
    let to = today.plus((today.since(from) / SHARE).max(AHEAD));
    let points = pen.columns.saturating_sub(6).max(10);
    lines.extend(curve(&pen.library.curve(item, from, to, points), ROWS, theme));
    lines.push(line(format!("     {}", axis(from, to, points, today)), theme.dim));
    lines
}

/// The days below the curve: its first, today, its last, as far as there is room.
fn axis(from: Day, to: Day, points: usize, today: Day) -> String {
    let at = (today.since(from) as usize * points) / to.since(from).max(1) as usize;
    let (first, last) = (when::date(from), when::day(to, today));
    let mut text = if at > first.len() { first } else { String::new() };
    text.push_str(&" ".repeat(at.saturating_sub(text.len())));
    text.push_str("today");
    let room = points.saturating_sub(text.len() + last.len());
    if room > 0 { format!("{text}{}{last}", " ".repeat(room)) } else { text }
}
