//! The sheet of one answer: points to tick and tells to mark, in the debrief and in the interviewer's seat.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::grade::Mark;
use crate::card::parts::Weighs;
use crate::card::rubric::Rubric;
use crate::card::suggest;
use crate::mock::Judged;
use crate::text::width;
use crate::tui::face::WIDE;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::screen::Hit;
use crate::tui::widgets::drawn::Drawn;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;
use crate::tui::widgets::scroll::Cursor;

/// Letters for tells; those that the screens need as keys of their own are left out.
const LETTERS: &str = "bcefghiorstwyz";

/// How one answer is being judged.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// A mark for every point.
    pub(super) marks: Vec<Mark>,
    /// The tells that were given, by their keys.
    pub(super) tells: Vec<String>,
    /// The key of every tell.
    keys: Vec<String>,
    at: Cursor,
}

impl Sheet {
    /// Makes the sheet of an answer, as it was judged before.
    pub(super) fn new(rubric: Option<&Rubric>, judged: Option<&Judged>) -> Self {
        let Some(rubric) = rubric else { return Self::default() };
        let before = |key: &String| {
            let marks = judged.map(|judged| &judged.marks)?;
            marks.iter().find(|(own, _)| own == key).map(|(_, mark)| *mark)
        };
        Self {
            marks: rubric.ticks.ideas.iter().map(|idea| before(&idea.key).unwrap_or_default()).collect(),
            tells: judged.map(|judged| judged.tells.clone()).unwrap_or_default(),
            keys: rubric.tells.iter().map(|tell| tell.key.clone()).collect(),
            at: Cursor::default(),
        }
    }

    fn row(&self) -> usize {
        self.at.row(self.marks.len())
    }

    /// Returns what a sheet listens to, with what its screen does besides.
    pub(super) fn listens<const N: usize>(&self, besides: [Listen; N]) -> Vec<Listen> {
        let ticks = (1..=self.marks.len().min(9) as u8).map(|n| footer(Action::Pick(n), "tick"));
        let tells = LETTERS.chars().zip(&self.keys).map(|(letter, _)| footer(Action::Letter(letter), "tell"));
        let moves = [
            help(Action::Move(Way::Down), "down"),
            help(Action::Move(Way::Up), "up"),
            help(Action::Mark, "tick this row"),
            help(Action::Move(Way::PageDown), "scroll down"),
            help(Action::Move(Way::PageUp), "scroll up"),
        ];
        ticks.chain(tells).chain(besides).chain(moves).collect()
    }

    /// Ticks, marks a tell or moves; says whether the action is the sheet's.
    pub(super) fn take(&mut self, action: Action) -> bool {
        match action {
            Action::Pick(n) => self.tick(usize::from(n) - 1),
            Action::Mark => self.tick(self.row()),
            Action::Letter(letter) => self.tell(letter),
            Action::Move(Way::Down | Way::Up) => return self.at.take(action, self.marks.len()),
            _ => return false,
        }
        true
    }

    fn tick(&mut self, row: usize) {
        if let Some(mark) = self.marks.get_mut(row) {
            (*mark, self.at) = (mark.next(), Cursor::at(row));
        }
    }

    /// Marks a tell as given, or takes the mark back.
    fn tell(&mut self, letter: char) {
        let Some((_, key)) = LETTERS.chars().zip(&self.keys).find(|(own, _)| *own == letter) else { return };
        match self.tells.iter().position(|given| given == key) {
            Some(at) => drop(self.tells.remove(at)),
            None => self.tells.push(key.clone()),
        }
    }

    /// Returns the points of the rubric with their marks, and which of them were heard.
    pub(super) fn points(&self, rubric: &Rubric, suggested: &[bool], pen: &Pen<'_>) -> Drawn {
        let theme = pen.theme;
        let ask = "Did you say it? Tick only what you really said; twice is half.".into();
        let mut lines = Drawn::from(pen.prose(&ask, theme.dim));
        for (at, idea) in rubric.ticks.ideas.iter().enumerate() {
            let (tick, style) = match self.marks.get(at).copied().unwrap_or_default() {
                Mark::Empty if suggested.get(at) == Some(&true) => (theme.glyphs.suggested, theme.accent),
                Mark::Empty => (theme.glyphs.boxes[0], theme.dim),
                Mark::Half => (theme.glyphs.boxes[1], theme.half),
                Mark::Full => (theme.glyphs.boxes[2], theme.right),
            };
            let sign = if at == self.row() { theme.glyphs.row } else { " " };
            let number = if at < 9 { (at + 1).to_string() } else { " ".into() };
            let label = vec![
                Span::styled(format!("{sign} {number} "), theme.accent),
                Span::styled(format!("{tick} "), style),
                Span::styled(if idea.must { "must " } else { "     " }, theme.strong),
            ];
            let level = idea.level.as_ref().map_or(String::new(), |level| format!("  {level}"));
            let room = pen.columns.min(100).saturating_sub(width(&level));
            let mut drawn = pen.within(room).hanging(label, &idea.say, Style::default());
            if let Some(first) = drawn.first_mut().filter(|_| !level.is_empty()) {
                let gap = room.saturating_sub(first.width());
                first.spans.push(Span::styled(" ".repeat(gap) + &level, theme.dim));
            }
            lines.extend(Drawn::from(drawn).here(at == self.row()).picks(at));
        }
        if suggested.contains(&true) {
            lines.push(line(
                format!("{} heard in your words; only your tick counts", theme.glyphs.suggested),
                theme.dim,
            ));
        }
        lines
    }

    /// Returns what answers give away, each with whether it was ticked or heard.
    pub(super) fn heard(&self, rubric: &Rubric, words: &str, pen: &Pen<'_>) -> Drawn {
        let theme = pen.theme;
        if rubric.tells.is_empty() {
            return Drawn::default();
        }
        let mut lines: Drawn =
            vec![Line::default(), line("Did you give one of these away?", theme.dim)].into();
        let letters = LETTERS.chars();
        for (tell, letter) in rubric.tells.iter().zip(letters) {
            let is_ticked = self.tells.contains(&tell.key);
            let hinted = !is_ticked && suggest::holds(words, &tell.matching);
            let tick = match (is_ticked, hinted) {
                (true, _) => theme.glyphs.boxes[2],
                (false, true) => theme.glyphs.suggested,
                (false, false) => theme.glyphs.boxes[0],
            };
            let (sign, style) = match tell.weighs {
                Weighs::Up => ("+", theme.right),
                Weighs::Down => ("-", theme.wrong),
                Weighs::Thin => ("=", theme.half),
            };
            let label = vec![
                Span::styled(format!("  {letter} "), theme.accent),
                Span::styled(format!("{tick} "), if is_ticked { style } else { theme.dim }),
                Span::styled(format!("{sign}    "), style),
            ];
            let rows = Drawn::from(pen.within(100).hanging(label, &tell.say, Style::default()));
            lines.extend(rows.hit(Hit::Act(Action::Letter(letter))));
            if let Some(why) = tell.why.as_ref().filter(|_| is_ticked) {
                lines.extend(pen.within(100).hanging(vec![Span::raw(" ".repeat(13))], why, theme.dim));
            }
        }
        lines
    }
}

/// The pen of one block, where two stand side by side.
pub(super) fn room<'a>(pen: &Pen<'a>) -> Pen<'a> {
    if pen.columns >= WIDE { pen.half() } else { *pen }
}

/// The highest model answer; what it adds to the level below is marked.
pub(super) fn strong(rubric: &Rubric, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let models = &rubric.ticks.models;
    let Some(top) = models.iter().rev().find(|model| !model.lines.is_empty()) else {
        let answer = rubric.ticks.answer.as_ref();
        return answer.map(|answer| pen.prose(answer, Style::default())).unwrap_or_default();
    };
    let below = models.iter().rev().skip_while(|model| model.level != top.level).nth(1);
    let mut lines = vec![line(format!("how {} sounds", top.level), theme.dim)];
    for said in &top.lines {
        let old = below.is_some_and(|below| below.lines.contains(said));
        let (sign, style) = if old { ("  ", theme.dim) } else { ("+ ", Style::default()) };
        lines.extend(pen.hanging(vec![Span::styled(sign, theme.accent)], said, style));
    }
    lines
}
