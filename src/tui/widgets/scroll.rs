//! Where one is in a text that is longer than the screen, and in a list. The keys and the wheel move both; neither
//! goes past an end, whatever was pressed and however the screen has changed since.

use std::cell::Cell;

use crate::tui::keys::{Action, Way};

/// Rows of a list, or lines of a text not drawn yet, that a page key moves.
const PAGE: usize = 10;
/// Lines below the one that is kept in sight, one for every ten there is room for.
const AHEAD: usize = 2;

/// The first line seen of a text. It keeps the learner's own line in sight; moved by hand it stays where it was put,
/// until the learner goes on to another line.
#[derive(Debug, Default)]
pub struct Scroll {
    by_hand: Option<ByHand>,
    seen: Cell<Option<Seen>>,
}

/// Where a text was put by hand.
#[derive(Clone, Copy, Debug)]
struct ByHand {
    top: usize,
    /// The learner's own line by then, if it was drawn.
    on: Option<usize>,
}

/// What the last drawing showed.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The learner's own line.
    on: usize,
    /// The line on top, and the last that can be there.
    top: usize,
    last: usize,
    height: usize,
}

impl Scroll {
    /// Moves the text; says whether the action does.
    pub fn take(&mut self, action: Action) -> bool {
        let seen = self.seen.get();
        let (last, height) = seen.map_or((usize::MAX, PAGE + 1), |seen| (seen.last, seen.height));
        let on = seen.map(|seen| seen.on);
        let put = self.by_hand.filter(|by_hand| by_hand.on == on).map(|by_hand| by_hand.top.min(last));
        let from = put.or(seen.map(|seen| seen.top)).unwrap_or(0);
        let Some(to) = moved(from, action, height.saturating_sub(1).max(1)) else { return false };
        if to.min(last) != from {
            self.by_hand = Some(ByHand { top: to.min(last), on });
        }
        true
    }

    /// Goes back to the learner's own line.
    pub fn follow(&mut self) {
        self.by_hand = None;
    }

    /// Returns the line to draw on top, for the learner's own line. The end of the text, where it is known, may hold
    /// it back.
    pub fn top(&self, line: usize, height: usize) -> usize {
        let put = self.by_hand.filter(|by_hand| by_hand.on.is_none_or(|on| on == line));
        put.map_or_else(|| above(line, height), |by_hand| by_hand.top)
    }

    /// Notes what was drawn: the learner's own line, the one on top, the last that can be there, the lines seen.
    pub fn note(&self, [on, top, last, height]: [usize; 4]) {
        self.seen.set(Some(Seen { on, top, last, height }));
    }
}

/// The chosen row of a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor(usize);

impl Cursor {
    /// Chooses a row.
    pub fn at(row: usize) -> Self {
        Self(row)
    }

    /// Returns the row, of so many as there are by now.
    pub fn row(self, rows: usize) -> usize {
        self.0.min(rows.saturating_sub(1))
    }

    /// Moves in a list of so many rows; says whether the action does.
    pub fn take(&mut self, action: Action, rows: usize) -> bool {
        let Some(to) = moved(self.row(rows), action, PAGE) else { return false };
        self.0 = Self(to).row(rows);
        true
    }

    /// Returns the rows to draw so that the chosen one is among them.
    pub fn seen(self, rows: usize, height: usize) -> std::ops::Range<usize> {
        // No look ahead: a click on the last row seen must not move it from under the pointer.
        let from = (self.row(rows) + 1).saturating_sub(height).min(rows.saturating_sub(height));
        from..rows.min(from + height)
    }
}

fn moved(from: usize, action: Action, page: usize) -> Option<usize> {
    Some(match action {
        Action::Move(Way::Down) => from.saturating_add(1),
        Action::Move(Way::Up) => from.saturating_sub(1),
        Action::Move(Way::PageDown) => from.saturating_add(page),
        Action::Move(Way::PageUp) => from.saturating_sub(page),
        _ => return None,
    })
}

/// Returns the first top that shows a line with a look at what comes after it.
fn above(line: usize, height: usize) -> usize {
    (line + 1 + AHEAD.min(height / 10)).saturating_sub(height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws so many lines at a height, the learner on one of them; returns the line on top.
    fn drawn(scroll: &Scroll, on: usize, lines: usize, height: usize) -> usize {
        let last = lines.saturating_sub(height);
        let top = scroll.top(on, height).min(last);
        scroll.note([on, top, last, height]);
        top
    }

    #[test]
    fn a_text_stops_at_both_ends_and_comes_back_with_the_first_key() {
        let mut scroll = Scroll::default();
        assert_eq!(drawn(&scroll, 0, 30, 10), 0);
        for _ in 0..50 {
            scroll.take(Action::Move(Way::Down));
        }
        assert_eq!(drawn(&scroll, 0, 30, 10), 20);
        scroll.take(Action::Move(Way::Up));
        assert_eq!(drawn(&scroll, 0, 30, 10), 19);
        for _ in 0..50 {
            scroll.take(Action::Move(Way::PageUp));
        }
        scroll.take(Action::Move(Way::Down));
        assert_eq!(drawn(&scroll, 0, 30, 10), 1);
    }

    #[test]
    fn a_page_keeps_one_line_of_what_was_seen() {
        let mut scroll = Scroll::default();
        drawn(&scroll, 0, 90, 20);
        scroll.take(Action::Move(Way::PageDown));
        assert_eq!(drawn(&scroll, 0, 90, 20), 19);
    }

    #[test]
    fn a_text_that_shrank_is_left_with_the_first_key() {
        let mut scroll = Scroll::default();
        drawn(&scroll, 0, 100, 10);
        (0..9).for_each(|_| assert!(scroll.take(Action::Move(Way::PageDown))));
        assert_eq!(drawn(&scroll, 0, 100, 10), 81);
        assert_eq!(drawn(&scroll, 0, 30, 10), 20, "fewer lines");
        assert_eq!(drawn(&scroll, 0, 30, 25), 5, "more room");
        scroll.take(Action::Move(Way::Up));
        assert_eq!(drawn(&scroll, 0, 30, 25), 4);
    }

    #[test]
    fn keys_before_the_first_drawing_move_too() {
        let mut scroll = Scroll::default();
        scroll.take(Action::Move(Way::PageDown));
        scroll.take(Action::Move(Way::Down));
        assert_eq!(drawn(&scroll, 0, 90, 20), PAGE + 1);
    }

    #[test]
    fn a_text_follows_the_learners_line_until_it_is_moved_by_hand() {
        let mut scroll = Scroll::default();
        assert_eq!(drawn(&scroll, 14, 30, 10), 6);
        scroll.take(Action::Move(Way::Up));
        scroll.take(Action::Move(Way::Up));
        assert_eq!(drawn(&scroll, 14, 30, 10), 4, "moved by hand, on the same line");
        assert_eq!(drawn(&scroll, 15, 30, 10), 7, "the learner went on to the next");
        scroll.take(Action::Move(Way::PageUp));
        assert_eq!(drawn(&scroll, 15, 30, 10), 0);
        scroll.follow();
        assert_eq!(drawn(&scroll, 15, 30, 10), 7);
        assert_eq!(drawn(&scroll, 29, 30, 10), 20, "the end holds it back");
        assert!(!scroll.take(Action::Confirm));
    }

    #[test]
    fn a_key_that_moves_nothing_holds_nothing() {
        let mut scroll = Scroll::default();
        assert_eq!(drawn(&scroll, 0, 5, 10), 0);
        assert!(scroll.take(Action::Move(Way::Down)));
        assert_eq!(drawn(&scroll, 20, 30, 10), 12, "the text has grown past the end");
    }

    #[test]
    fn a_row_stays_in_sight_however_low_the_screen_is() {
        for height in 1..6 {
            for row in 0..20 {
                assert!(Cursor::at(row).seen(20, height).contains(&row), "{row} of 20 in {height}");
            }
        }
        assert_eq!(Cursor::at(3).seen(0, 5), 0..0);
        assert_eq!(Cursor::at(3).seen(9, 0), 4..4);
    }

    #[test]
    fn the_row_of_a_list_that_shrank_is_its_last() {
        let mut cursor = Cursor::at(9);
        assert_eq!((cursor.row(4), cursor.row(0)), (3, 0));
        assert!(cursor.take(Action::Move(Way::Up), 4));
        assert_eq!(cursor.row(20), 2);
        cursor.take(Action::Move(Way::PageDown), 4);
        assert_eq!(cursor.row(20), 3);
        assert!(!cursor.take(Action::Mark, 4));
    }
}
