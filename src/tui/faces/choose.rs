//! One option of several: a list, two sides, levels, or yes and no.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::card::ask::{Answer, Choose, Layout, Opt, Outcome, Right};
use crate::text::{Safe, show};
use crate::tui::face::{Face, FaceStep, Scene, WIDE};
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, footer, help};
use crate::tui::screen::{Hit, Input};
use crate::tui::widgets::drawn::Drawn;

/// The face of [`Choose`].
pub struct ChooseFace {
    ask: Choose,
    chosen: Option<usize>,
}

impl ChooseFace {
    /// Makes the face of a question.
    pub fn new(ask: Choose) -> Self {
        Self { ask, chosen: None }
    }

    /// Returns the key of each option.
    fn keys(&self) -> Vec<Action> {
        let digits: Vec<Option<u8>> = self.ask.options.iter().map(|option| digit_of(&option.say)).collect();
        let distinct = digits.iter().all(Option::is_some)
            && digits.iter().enumerate().all(|(at, digit)| !digits[..at].contains(digit));
        let key = |at: usize| match self.ask.layout {
            Layout::Sides => Action::Letter(if at == 0 { 'a' } else { 'b' }),
            Layout::YesNo => {
                if at == 0 {
                    Action::Yes
                } else {
                    Action::No
                }
            }
            Layout::Levels if distinct => Action::Pick(digits[at].unwrap_or(1)),
            Layout::Levels | Layout::List => Action::Pick(at as u8 + 1),
        };
        (0..self.ask.options.len()).map(key).collect()
    }

    fn about(&self, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let Some(about) = &self.ask.about else { return Vec::new() };
        let bar = vec![Span::styled(format!(" {} ", scene.pen.theme.glyphs.bar), scene.pen.theme.accent)];
        let mut lines = scene.pen.less(4).prose(about, Style::default());
        for line in &mut lines {
            line.spans.splice(0..0, bar.clone()).for_each(drop);
        }
        lines.push(Line::default());
        lines
    }

    fn option(&self, at: usize, scene: &Scene<'_>) -> Drawn {
        let option = &self.ask.options[at];
        let chosen = self.chosen == Some(at);
        let sign = if chosen { scene.pen.theme.glyphs.row } else { " " };
        let key = scene.pen.keys.label(self.keys()[at]);
        let name = if self.ask.layout == Layout::Sides { key.to_uppercase() } else { key };
        let style = if chosen { scene.pen.theme.strong } else { Style::default() };
        let before = vec![
            Span::styled(format!("{sign} "), scene.pen.theme.accent),
            Span::styled(format!("{name}  "), scene.pen.theme.accent),
        ];
        let drawn = scene.pen.hanging(before, &option.say, style);
        Drawn::from(drawn).hit(Hit::Act(self.keys()[at]))
    }

    fn judged_option(&self, at: usize, picked: Option<usize>, scene: &Scene<'_>) -> Vec<Line<'static>> {
        let option = &self.ask.options[at];
        let (style, sign) = match (option.right, picked == Some(at)) {
            (true, _) => scene.pen.theme.mark(Right::Yes),
            (false, true) => scene.pen.theme.mark(Right::No),
            (false, false) => (scene.pen.theme.dim, " "),
        };
        let name = if self.ask.layout == Layout::Sides {
            ["A", "B"][at.min(1)].to_owned()
        } else {
            scene.pen.keys.label(self.keys()[at])
        };
        let yours = if picked == Some(at) { "  (you)" } else { "" };
        let text = Safe::join(&[option.say.clone(), yours.into()], "");
        let before = vec![Span::styled(format!("{sign} {name}  "), style)];
        let base = if option.right || picked == Some(at) { Style::default() } else { scene.pen.theme.dim };
        let mut lines = scene.pen.hanging(before, &text, base);
        if let Some(why) = shown_why(option, picked == Some(at), self.ask.layout) {
            lines.extend(scene.pen.hanging(vec![Span::raw("     ")], why, scene.pen.theme.dim));
        }
        lines
    }

    fn stacked<R: Into<Drawn>>(&self, scene: &Scene<'_>, draw: impl Fn(usize, &Scene<'_>) -> R) -> Drawn {
        if self.ask.layout == Layout::Sides && scene.pen.columns >= WIDE {
            return scene.pen.beside(draw(0, &scene.half()), draw(1, &scene.half()));
        }
        let mut lines = Drawn::default();
        for at in 0..self.ask.options.len() {
            lines.extend(draw(at, scene).into());
            if self.ask.layout == Layout::Sides {
                lines.push(Line::default());
            }
        }
        lines
    }
}

/// Verdicts of levels nobody mentioned would fill the screen.
fn shown_why(option: &Opt, picked: bool, layout: Layout) -> Option<&Safe> {
    let explains = layout != Layout::Levels || picked || option.right;
    option.why.as_ref().filter(|_| explains)
}

fn digit_of(level: &str) -> Option<u8> {
    level
        .chars()
        .find(char::is_ascii_digit)
        .and_then(|digit| digit.to_digit(10))
        .filter(|d| *d > 0)
        .map(|d| d as u8)
}

impl Face for ChooseFace {
    fn listens(&self) -> Vec<Listen> {
        let mut listens: Vec<Listen> = match self.ask.layout {
            Layout::YesNo => vec![footer(Action::Yes, "it does"), footer(Action::No, "it does not")],
            Layout::List | Layout::Sides | Layout::Levels => {
                self.keys().into_iter().take(9).map(|key| footer(key, "choose")).collect()
            }
        };
        if self.ask.layout == Layout::Sides {
            listens.extend([
                footer(Action::Certain(1), "choose, certain"),
                footer(Action::Certain(2), "choose, certain"),
            ]);
        }
        listens.push(help(Action::GiveUp, "I do not know"));
        listens
    }

    fn update(&mut self, input: &Input) -> FaceStep {
        let Input::Act(action) = input else { return FaceStep::Stay };
        match action {
            Action::GiveUp => return FaceStep::Done(Answer::GaveUp),
            Action::Certain(n) if self.ask.options.len() == 2 => {
                let at = usize::from(*n) - 1;
                self.chosen = Some(at);
                return FaceStep::Certain(Answer::Picked(at));
            }
            _ => {}
        }
        match self.keys().iter().position(|key| key == action) {
            Some(at) => {
                self.chosen = Some(at);
                FaceStep::Done(Answer::Picked(at))
            }
            None => FaceStep::Stay,
        }
    }

    fn prompt(&self) -> String {
        self.ask.prompt.to_string()
    }

    fn lines(&self, scene: &Scene<'_>) -> Drawn {
        let mut lines = Drawn::from(self.about(scene));
        lines.extend(self.stacked(scene, |at, scene| self.option(at, scene)));
        lines
    }

    fn judged(&self, scene: &Scene<'_>, answer: &Answer, _: &Outcome) -> Vec<Line<'static>> {
        let picked = match answer {
            Answer::Picked(at) => Some(*at),
            _ => None,
        };
        let mut lines = self.about(scene);
        let options = self.stacked(scene, |at, scene| self.judged_option(at, picked, scene));
        lines.extend(options.lines());
        if self.ask.layout == Layout::YesNo && picked != Some(0) {
            lines.push(Line::from(show("It does; pushing back was the point.").to_string()));
        }
        lines
    }
}
