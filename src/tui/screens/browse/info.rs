//! One item's history: every answer, and the chance of a right one over the days to come.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::card::ItemName;
use crate::card::grade::Grade;
use crate::schedule::Memory;
use crate::text::show;
use crate::tui::keys::Action;
use crate::tui::screens::{Ctx, Input, Listen, Screen, Step, footer, help};
use crate::tui::widgets::prose::line;
use crate::tui::widgets::{frame, meter, when};

/// Days ahead the curve is drawn for.
const AHEAD: [i32; 8] = [0, 1, 3, 7, 14, 30, 60, 120];

/// The screen.
pub struct Info {
    item: ItemName,
    scroll: usize,
}

impl Info {
    /// Makes the page of an item.
    pub fn new(item: ItemName) -> Self {
        Self { item, scroll: 0 }
    }

    fn lines(&self, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
        let theme = ctx.theme;
        let mut lines = vec![Line::default()];
        let past = ctx.library.past(&self.item);
        match ctx.library.memory(&self.item) {
            Some(memory) => lines.extend(known(memory, ctx)),
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
                Span::raw(format!("{:<18}", ctx.calendar.format(past.now.at, "%-d %b %Y %H:%M"))),
                Span::styled(format!("{:<6}", review.grade.word()), style),
                Span::styled(
                    format!(
                        "{:>6}  then {:<8} {}",
                        when::clock(review.took),
                        when::gap(review.gap),
                        tail.join(", ")
                    ),
                    theme.dim,
                ),
            ]));
        }
        lines
    }
}

/// What is remembered of it now, and for how long.
fn known(memory: &Memory, ctx: &Ctx<'_>) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let mut lines = Vec::new();
    lines.push(line(
        format!(
            "due {}   stability {:.1} d   difficulty {:.1} of 10   lapses {}   answers {}",
            when::due(memory.due, ctx.now),
            memory.stability,
            memory.difficulty,
            memory.lapses,
            memory.reps
        ),
        theme.dim,
    ));
    lines.extend([Line::default(), line("chance of a right answer, if left alone", theme.strong)]);
    for ahead in AHEAD {
        let share = ctx.library.scheduler().retrievability(memory, ctx.now.day.plus(ahead));
        let mut spans = vec![Span::raw(format!(
            "{:<9}",
            if ahead == 0 { "today".into() } else { format!("+{ahead} d") }
        ))];
        spans.extend(meter::meter(share, 24, theme));
        spans.push(Span::styled(format!("  {:.0}%", share * 100.0), theme.dim));
        lines.push(Line::from(spans));
    }
    lines
}

impl Screen for Info {
    fn name(&self) -> &'static str {
        "history"
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        vec![
            footer(Action::Back, "back"),
            help(Action::Down, "scroll down"),
            help(Action::Up, "scroll up"),
            help(Action::Quit, "back"),
        ]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        let Input::Act(action) = input else { return Step::Stay };
        match action {
            Action::Down => self.scroll = (self.scroll + 1).min(self.lines(ctx).len()),
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Back | Action::Quit => return Step::Pop,
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let name = show(self.item.as_str()).cut(usize::from(area.width).saturating_sub(12));
        let left = Line::from(vec![
            Span::styled("history  ", ctx.theme.accent),
            Span::styled(name.to_string(), ctx.theme.strong),
        ]);
        let body = frame::header(frame, area, left, Line::default(), 0.0, ctx.theme);
        let column = frame::column(body, 100);
        frame::scrolled(frame, column, &self.lines(ctx), self.scroll, ctx.theme);
    }
}
