//! The interview date, and what it asks of every day until then.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::clock::Day;
use crate::config::setting::NONE;
use crate::library::Forecast;
use crate::text::show;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, Mode, footer};
use crate::tui::place::Name;
use crate::tui::screen::{Ctx, Effect, Input, Screen, Step};
use crate::tui::widgets::editor::{Editor, Height};
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::popup::Popup;
use crate::tui::widgets::prose::line;

/// The popup.
pub struct Target {
    field: Editor,
    /// The date is set; what is left is the plan.
    plan: bool,
    /// The plan of the day last looked at: it is simulated, which takes a while with many cards.
    made: RefCell<Option<(Day, Option<Forecast>)>>,
}

impl Target {
    /// Opens with the date in force.
    pub fn new(ctx: &Ctx<'_>) -> Self {
        let mut field = Editor::new(Height::One);
        field.paste(&ctx.config.interview.map(|day| day.to_string()).unwrap_or_default());
        Self { field, plan: false, made: RefCell::default() }
    }

    /// Reads what was typed: a date, or days from now; nothing for an empty field.
    fn day(&self, today: Day) -> Option<Result<Day, &'static str>> {
        let text = self.field.text();
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let days = text.trim_end_matches(" days").trim_end_matches('d').trim().parse::<u16>().ok();
        let day = Day::parse(text).or_else(|| days.map(|days| today.plus(i32::from(days))));
        Some(match day {
            None => Err("Write a date such as 2026-12-07, or a number of days."),
            Some(day) if day < today => Err("That day is over."),
            Some(day) => Ok(day),
        })
    }

    fn forecast(&self, ctx: &Ctx<'_>) -> Option<Forecast> {
        let day = self.day(ctx.now.day)?.ok()?;
        if let Some((_, plan)) = self.made.borrow().filter(|(made, _)| *made == day) {
            return plan;
        }
        let plan = ctx.library.until(day, ctx.now);
        self.made.replace(Some((day, plan)));
        plan
    }

    fn set(&mut self, ctx: &Ctx<'_>) -> Step {
        let value = match self.day(ctx.now.day) {
            Some(Err(why)) => return Step::notice(why),
            None => NONE.to_owned(),
            Some(Ok(day)) => day.to_string(),
        };
        let set = Step::Do(Effect::Set { key: "interview".into(), value });
        let offers = self.forecast(ctx).is_some_and(|plan| plan.new_needed > ctx.config.new_per_day);
        self.plan = offers;
        if offers { set } else { Step::Several(vec![Step::Pop, set]) }
    }

    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        let theme = pen.theme;
        let mut field = self.field.lines(20, theme).into_iter().next().unwrap_or_default();
        field.spans.insert(0, Span::styled("Interview on  ", theme.strong));
        let mut lines = vec![field, Line::default()];
        let text = match self.day(pen.now.day) {
            None => "No date: gaps grow as long as you remember. Type a date such as 2026-12-07, or a number of days.".to_owned(),
            Some(Err(why)) => why.to_owned(),
            Some(Ok(day)) => match self.forecast(pen) {
                None => "Load a deck first.".into(),
                Some(plan) => plan_text(day, &plan, pen),
            },
        };
        for part in text.split('\n') {
            lines.extend(pen.prose(&show(part), theme.dim));
        }
        if let Some(plan) = self.forecast(pen).filter(|_| self.plan) {
            lines.push(Line::default());
            lines.push(line(
                format!("Enter sets {} new a day. Esc keeps {}.", plan.new_needed, pen.config.new_per_day),
                theme.strong,
            ));
        }
        lines
    }
}

fn plan_text(day: Day, plan: &Forecast, ctx: &Ctx<'_>) -> String {
    let days = day.since(ctx.now.day);
    let mut text =
        format!("{days} days. Every question is seen once more in the last 4; nothing new in the last 2.");
    if plan.unmet == 0 {
        text.push_str("\nYou have met every question.");
    } else {
        let pace = ctx.config.new_per_day;
        text.push_str(&format!(
            "\n{} questions are not met yet: {} new a day would do, you have set {pace}.",
            plan.unmet, plan.new_needed
        ));
    }
    let minutes = plan.minutes.ceil().max(1.0);
    text.push_str(&format!(
        "\nAbout {minutes:.0} minute{} a day until then.",
        if minutes > 1.0 { "s" } else { "" }
    ));
    text
}

impl Screen for Target {
    fn name(&self) -> Name {
        Name::Target
    }

    fn listens(&self, _: &Ctx<'_>) -> Vec<Listen> {
        let says = if self.plan { ("take it", "keep mine") } else { ("set the date", "as it was") };
        vec![footer(Action::Confirm, says.0), footer(Action::Back, says.1)]
    }

    fn update(&mut self, input: Input, ctx: &Ctx<'_>) -> Step {
        match input {
            Input::Act(Action::Back) => return Step::Pop,
            Input::Act(Action::Confirm) if self.plan => {
                let new = self.forecast(ctx).map_or(ctx.config.new_per_day, |plan| plan.new_needed);
                let set = Effect::Set { key: "new-per-day".into(), value: new.to_string() };
                return Step::Several(vec![Step::Pop, Step::Do(set)]);
            }
            Input::Act(Action::Confirm) => return self.set(ctx),
            Input::Key(key) if !self.plan => self.field.key(key),
            Input::Paste(text) if !self.plan => self.field.paste(&text),
            _ => {}
        }
        Step::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, ctx: &Ctx<'_>) {
        let columns = 48.min(area.width.saturating_sub(6));
        let lines = self.lines(&Pen::new(ctx, columns));
        Popup { title: " interview date ", rows: lines.into(), columns }.draw(frame, area, ctx);
    }

    fn mode(&self) -> Mode {
        Mode::Typing
    }
}
