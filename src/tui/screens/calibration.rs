//! How sure against how right: over all, lately, by kind, and in mocks.

use ratatui::text::{Line, Span};

use super::report::Report;
use crate::library::{Calibration, Share};
use crate::mock::advice;
use crate::text::{Safe, show};
use crate::tui::place::Name;
use crate::tui::screen::Ctx;
use crate::tui::widgets::meter;
use crate::tui::widgets::pen::Pen;
use crate::tui::widgets::prose::line;

/// Cells of a bar.
const BAR: usize = 20;

/// The report.
pub struct CalibrationView;

/// ```text
///  how sure against how right              all    last 30 days
///  sure         ██████████████████░░   89%  of 118    91% of 40
///  fairly sure  ██████████████░░░░░░   71%  of 157    70% of 61
///  a guess      ████████░░░░░░░░░░░░   43%  of  41    40% of 12
/// ```
fn lines(all: &Calibration, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let mut lines = vec![Line::default(), line("how sure against how right", theme.strong)];
    if all.sure.iter().all(|share| share.n == 0) {
        let text: Safe = "No answer was given with a certainty yet. Objective questions ask how sure you are; the answers gather here.".into();
        lines.extend(pen.prose(&text, theme.dim));
    } else {
        for (at, word) in [(2, "sure"), (1, "fairly sure"), (0, "a guess")] {
            lines.push(row(word, all.sure[at], Some(all.lately[at]), pen));
        }
        let summary = match all.gap() {
            None => "Ten answers called sure or fairly sure are needed to say more.".to_owned(),
            Some(gap) if gap.abs() < 3.0 => "You are as right as you say.".into(),
            Some(gap) if gap > 0.0 => format!("You are about {gap:.0} points surer than you are right."),
            Some(gap) => format!("You are about {:.0} points more right than you say.", -gap),
        };
        lines.push(line(summary, theme.dim));
    }
    if !all.kinds.is_empty() {
        lines.extend([Line::default(), line("said sure, by kind", theme.strong)]);
        lines.extend(all.kinds.iter().map(|(kind, share)| row(kind, *share, None, pen)));
    }
    lines.extend([Line::default(), line("rubric against your grade", theme.strong)]);
    let (raised, lowered) = all.moved;
    lines.push(line(
        format!("of {} computed grades you raised {raised} and lowered {lowered}", all.computed),
        theme.dim,
    ));
    lines.extend(all.raising().map(|text| line(text, theme.dim)));
    lines.extend(levels(all, pen));
    lines.extend(wrong(pen));
    lines
}

fn row(word: &str, share: Share, lately: Option<Share>, ctx: &Ctx<'_>) -> Line<'static> {
    let theme = ctx.theme;
    let percent =
        |share: Share| share.share().map_or("  -".to_owned(), |share| format!("{:>3.0}%", share * 100.0));
    let mut spans = vec![Span::raw(format!("{word:<16}"))];
    spans.extend(meter::meter(share.share().unwrap_or(0.0), BAR, theme));
    spans.push(Span::raw(format!("  {}", percent(share))));
    spans.push(Span::styled(format!(" of {}", share.n), theme.dim));
    if let Some(lately) = lately {
        spans.push(Span::styled(
            format!("   last 30 days {} of {}", percent(lately).trim(), lately.n),
            theme.dim,
        ));
    }
    Line::from(spans)
}

fn levels(all: &Calibration, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let Some(last) = all.levels.last() else { return Vec::new() };
    let mut lines = vec![Line::default(), line("levels in mocks", theme.strong)];
    lines.extend(pen.prose(&show(&advice::bias(*last)), theme.dim));
    let gaps: Vec<String> = all.levels.iter().map(|bias| format!("{bias:+.1}")).collect();
    lines.push(line(format!("guessed minus judged, oldest first: {}", gaps.join(", ")), theme.dim));
    lines
}

/// Items that were wrong while sure; they come back first.
fn wrong(pen: &Pen<'_>) -> Vec<Line<'static>> {
    let theme = pen.theme;
    let board = pen.library.board(pen.now);
    if board.confident.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), line("sure and wrong; these come back first", theme.strong)];
    for (_, words) in &board.confident {
        lines.push(line(words.cut(pen.columns).to_string(), theme.dim));
    }
    lines
}

impl Report for CalibrationView {
    const NAME: Name = Name::Calibration;

    fn lines(&self, pen: &Pen<'_>) -> Vec<Line<'static>> {
        lines(&pen.library.calibration(pen.now.day), pen)
    }
}
