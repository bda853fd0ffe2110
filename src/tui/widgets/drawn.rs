//! Drawn lines as values: each knows what a click on it means and whether the learner stands on it, so that whoever
//! draws them knows too.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keys::Action;
use crate::tui::screen::{Hit, Hits};

/// One drawn line.
#[derive(Clone, Debug, Default)]
pub struct DrawnLine {
    line: Line<'static>,
    /// What clicks mean, by columns from the left edge.
    hits: Vec<(Range<u16>, Hit)>,
    here: bool,
}

impl From<Line<'static>> for DrawnLine {
    fn from(line: Line<'static>) -> Self {
        Self { line, ..Self::default() }
    }
}

impl DrawnLine {
    /// Gives it a meaning of a click, over its whole width.
    pub fn hit(mut self, hit: Hit) -> Self {
        self.hits.push((0..u16::MAX, hit));
        self
    }

    /// Says whether the learner stands on it; the last row that is so is kept in sight.
    pub fn here(mut self, here: bool) -> Self {
        self.here = here;
        self
    }

    /// Puts a row at its right, behind so many columns and a bar.
    pub(super) fn beside(mut self, right: Self, half: usize, bar: Span<'static>) -> Self {
        let gap = Span::raw(" ".repeat(half.saturating_sub(self.line.width())));
        let edge = half as u16;
        let across = edge + bar.width() as u16;
        self.line.spans.extend([gap, bar].into_iter().chain(right.line.spans));
        self.hits.iter_mut().for_each(|(columns, _)| columns.end = columns.end.min(edge));
        let moved = |(columns, hit): (Range<u16>, Hit)| {
            (columns.start.saturating_add(across)..columns.end.saturating_add(across), hit)
        };
        self.hits.extend(right.hits.into_iter().map(moved));
        Self { here: self.here || right.here, ..self }
    }
}

/// Lines below each other.
#[derive(Clone, Debug, Default)]
pub struct Drawn(Vec<DrawnLine>);

impl Drawn {
    /// Gives all of them one meaning of a click, over their whole width.
    pub fn hit(self, hit: Hit) -> Self {
        self.into_iter().map(|row| row.hit(hit)).collect()
    }

    /// Gives the block at a place of a numbered list its number's meaning, as far as there are keys: nine.
    pub fn picks(self, at: usize) -> Self {
        if at < 9 { self.hit(Hit::Act(Action::Pick(at as u8 + 1))) } else { self }
    }

    /// Says whether the learner stands on them.
    pub fn here(self, here: bool) -> Self {
        self.into_iter().map(|row| row.here(here)).collect()
    }

    /// Adds a line.
    pub fn push(&mut self, row: impl Into<DrawnLine>) {
        self.0.push(row.into());
    }

    /// Returns how many lines there are.
    #[allow(clippy::len_without_is_empty, reason = "nobody asks whether there is none")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Says whether nothing stands in the last line.
    pub fn ends_blank(&self) -> bool {
        self.0.last().is_none_or(|row| row.line.spans.is_empty())
    }

    /// Returns the line the learner is on, the first when there is no other.
    pub fn focus(&self) -> usize {
        self.0.iter().rposition(|row| row.here).unwrap_or(0)
    }

    /// Returns the lines without their meanings.
    pub fn lines(self) -> Vec<Line<'static>> {
        self.0.into_iter().map(|row| row.line).collect()
    }

    /// Places the rows from one on in an area: notes their clicks, and returns the lines that are seen.
    pub(super) fn place(&self, from: usize, area: Rect, hits: &Hits) -> Vec<Line<'static>> {
        let seen = || (area.y..area.bottom()).zip(self.0.iter().skip(from));
        for (y, row) in seen() {
            for (columns, hit) in &row.hits {
                let x = area.x.saturating_add(columns.start);
                let width = columns.end - columns.start;
                hits.note(Rect { x, y, width, height: 1 }.intersection(area), *hit);
            }
        }
        seen().map(|(_, row)| row.line.clone()).collect()
    }
}

impl<R: Into<DrawnLine>> Extend<R> for Drawn {
    fn extend<I: IntoIterator<Item = R>>(&mut self, rows: I) {
        self.0.extend(rows.into_iter().map(Into::into));
    }
}

impl<R: Into<DrawnLine>> FromIterator<R> for Drawn {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        Self(rows.into_iter().map(Into::into).collect())
    }
}

impl From<Line<'static>> for Drawn {
    fn from(line: Line<'static>) -> Self {
        Self(vec![line.into()])
    }
}

impl From<Vec<Line<'static>>> for Drawn {
    fn from(lines: Vec<Line<'static>>) -> Self {
        lines.into_iter().collect()
    }
}

impl IntoIterator for Drawn {
    type Item = DrawnLine;
    type IntoIter = std::vec::IntoIter<DrawnLine>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Position;

    use super::*;

    #[test]
    fn only_what_is_seen_can_be_clicked_where_it_is_seen() {
        let row = |n| Drawn::from(vec![Line::from(format!("row {n}"))]).hit(Hit::Row(n)).here(n == 2);
        let rows: Drawn = (0..5).flat_map(row).collect();
        let (hits, area) = (Hits::default(), Rect { x: 4, y: 10, width: 6, height: 2 });
        let lines: Vec<String> = rows.place(1, area, &hits).iter().map(ToString::to_string).collect();
        assert_eq!((lines, rows.focus()), (vec!["row 1".to_owned(), "row 2".to_owned()], 2));
        let at = |x, y| hits.at(Position { x, y });
        assert_eq!([at(4, 10), at(9, 11)], [Some(Hit::Row(1)), Some(Hit::Row(2))]);
        assert_eq!([at(3, 10), at(10, 10), at(4, 9), at(4, 12)], [None; 4]);
    }
}
