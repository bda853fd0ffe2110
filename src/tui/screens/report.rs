//! A report: a head, and lines below it that scroll. A screen that only shows something is one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::keys::{Action, Way};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Input, Screen, Step};
use crate::tui::widgets::frame::{self, TitleBar};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::scroll::Scroll;

/// What a report shows.
pub trait Report {
    /// Which screen it is.
    const NAME: Name;
    /// Columns of its widest line.
    const COLUMNS: u16 = 90;
    /// Returns its lines.
    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>>;
    /// Returns what stands above them.
    fn head(&self, pen: &Pen<'_>) -> TitleBar {
        TitleBar::of(Line::from(Span::styled(Self::NAME.word(), pen.theme.strong)))
    }
    /// Returns what it listens to besides what scrolls.
    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![footer(Action::Back, "back"), help(Action::Quit, "back")]
    }
    /// Does what does not scroll.
    fn act(&mut self, action: Action, _: &Ctx<'_>) -> Step {
        if matches!(action, Action::Back | Action::Quit) { Step::Pop } else { Step::Stay }
    }
}

/// The screen of a report.
pub struct Scrolled<R> {
    report: R,
    scroll: Scroll,
}

impl<R: Report> Scrolled<R> {
    /// Makes the screen, at its top.
    pub fn of(report: R) -> Self {
        Self { report, scroll: Scroll::default() }
    }
}

impl<R: Report> Screen for Scrolled<R> {
    fn name(&self) -> Name {
        R::NAME
    }

    fn listens(&self, ctx: &Ctx<'_>) -> Vec<Listen> {
        let mut listens = self.report.listens(ctx);
        listens.extend([
            help(Action::Move(Way::Down), "scroll down"),
            help(Action::Move(Way::Up), "scroll up"),
            help(Action::Move(Way::PageDown), "a page down"),
            help(Action::Move(Way::PageUp), "a page up"),
        ]);
        listens
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let Input::Act(action) = input else { return Step::Stay };
        if self.scroll.take(action) {
            return Step::Stay;
        }
        if action == Action::Switch {
            self.scroll = Scroll::default();
        }
        self.report.act(action, ctx)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let body = self.report.head(&Pen::new(ctx, area.width)).draw(frame, area, ctx.theme);
        let column = frame::column(body, R::COLUMNS);
        let lines = self.report.lines(&Pen::new(ctx, column.width));
        Pane::scrolled(lines, &self.scroll).draw(frame, column, ctx);
    }
}
