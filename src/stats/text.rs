//! Figures as lines of text.

use super::{Content, Section};
use crate::text::{Safe, show, wrap};

/// Cells of a bar.
const BAR: usize = 24;
/// Columns of a name, at least and at most.
const NAME: (usize, usize) = (28, 60);

/// Writes figures for a terminal or a pipe, without colours.
pub fn text(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        let wide = section.names().clamp(NAME.0, NAME.1);
        text.push_str(&format!("{} (n = {})\n", section.title, section.n));
        for line in wrap(&section.means, 76) {
            text.push_str(&format!("  {}\n", &section.means[line]));
        }
        match &section.body {
            Content::Facts(rows) => {
                for (name, value) in rows {
                    text.push_str(&format!("  {:<wide$} {value:>10}\n", safe(name)));
                }
            }
            Content::Shares(rows) => {
                for (name, share, n) in rows {
                    let shown = if *n == 0 { "-".to_owned() } else { format!("{:.0}%", share * 100.0) };
                    text.push_str(&format!(
                        "  {:<wide$} {} {shown:>5} of {n}\n",
                        safe(name),
                        bar(*share, BAR.min(66 - wide))
                    ));
                }
            }
            Content::Counts(rows) => {
                let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
                for (name, n) in rows {
                    text.push_str(&format!(
                        "  {:<wide$} {} {n:>5}\n",
                        safe(name),
                        bar(*n as f32 / most as f32, BAR.min(68 - wide))
                    ));
                }
            }
            Content::Days(days) => {
                // Weeks before the first answer say nothing.
                for week in days.chunks(7).skip_while(|week| week.iter().all(|(_, n)| *n == 0)) {
                    let n: usize = week.iter().map(|(_, n)| n).sum();
                    let days: String = week.iter().map(|(_, n)| shade(*n)).collect();
                    text.push_str(&format!("  {}  {days}  {n}\n", week[0].0));
                }
            }
        }
        text.push('\n');
    }
    text
}

fn safe(name: &str) -> Safe {
    show(name).line().cut(NAME.1)
}

fn bar(share: f32, cells: usize) -> String {
    let full = (share.clamp(0.0, 1.0) * cells as f32).round() as usize;
    "#".repeat(full) + &".".repeat(cells - full)
}

fn shade(n: usize) -> char {
    match n {
        0 => '.',
        1..=4 => '-',
        5..=9 => '+',
        10..=24 => 'x',
        _ => '#',
    }
}
