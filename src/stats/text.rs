//! Figures as lines of text.

use super::{Body, Section};
use crate::text::{Safe, show};

/// Cells of a bar.
const BAR: usize = 24;

/// Writes figures for a terminal or a pipe, without colours.
pub fn text(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        text.push_str(&format!("{} (n = {})\n  {}\n", section.title, section.n, section.means));
        match &section.body {
            Body::Facts(rows) => {
                for (name, value) in rows {
                    text.push_str(&format!("  {:<28} {value:>10}\n", safe(name)));
                }
            }
            Body::Shares(rows) => {
                for (name, share, n) in rows {
                    let shown = if *n == 0 { "-".to_owned() } else { format!("{:.0}%", share * 100.0) };
                    text.push_str(&format!("  {:<28} {} {shown:>5} of {n}\n", safe(name), bar(*share)));
                }
            }
            Body::Counts(rows) => {
                let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
                for (name, n) in rows {
                    text.push_str(&format!("  {:<28} {} {n:>5}\n", safe(name), bar(*n as f32 / most as f32)));
                }
            }
            Body::Days(days) => {
                for week in days.chunks(7) {
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
    show(name).line()
}

fn bar(share: f32) -> String {
    let full = (share.clamp(0.0, 1.0) * BAR as f32).round() as usize;
    "#".repeat(full) + &".".repeat(BAR - full)
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
