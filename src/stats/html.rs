//! Figures as one self-contained page: charts as SVG, light and dark, nothing from the network.

use super::{Content, Section};
use crate::clock::Day;
use crate::text::{Safe, show, width};

const STYLE: &str = ":root{color-scheme:light dark;--ink:#1d2327;--dim:#667077;--paper:#fbfaf7;--line:#dcdfe0;--bar:#2f7d8c;--s1:#cfe5e8;--s2:#93c4cb;--s3:#559da8;--s4:#25616d}\
@media(prefers-color-scheme:dark){:root{--ink:#e6e8e8;--dim:#98a2a6;--paper:#16191b;--line:#2c3235;--bar:#5fb4c2;--s1:#1e3a40;--s2:#2b5f69;--s3:#3f8d9a;--s4:#7cc9d5}}\
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:0}p{color:var(--dim);margin:.1rem 0 .6rem}section{padding:1rem 0;border-top:1px solid var(--line)}\
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.6rem;margin:0}dt{color:var(--dim);font-size:.85rem}dd{margin:0;font-size:1.3rem}\
svg{max-width:100%;height:auto;display:block}text{fill:var(--ink);font-size:13px}.dim{fill:var(--dim)}.bar{fill:var(--bar)}.track{fill:var(--line)}";

/// Writes the page.
pub fn page(sections: &[Section], made: &str) -> Safe {
    let body: String = sections.iter().map(section).collect();
    show(&format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>cardsharp statistics</title>\n<style>{STYLE}</style>\n<h1>cardsharp statistics</h1>\n<p>Made {}; everything on this page is in this file.</p>\n{body}</html>\n",
        safe(made)
    ))
}

/// Text of decks, made harmless twice: control characters shown, markup escaped.
fn safe(text: &str) -> String {
    let text = show(text).line().to_string();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn section(section: &Section) -> String {
    let drawn = match &section.body {
        Content::Facts(rows) => {
            let mut list = String::new();
            for (name, value) in rows {
                list.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", safe(name), safe(value)));
            }
            format!("<dl>{list}</dl>")
        }
        Content::Shares(rows) => {
            let rows = rows.iter().map(|(name, share, n)| {
                let label = if *n == 0 { "-".to_owned() } else { format!("{:.0}% of {n}", share * 100.0) };
                (name.clone(), *share, label)
            });
            bars(&rows.collect::<Vec<_>>())
        }
        Content::Counts(rows) => {
            let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1) as f32;
            bars(
                &rows
                    .iter()
                    .map(|(name, n)| (name.clone(), *n as f32 / most, n.to_string()))
                    .collect::<Vec<_>>(),
            )
        }
        Content::Days(days) => heat(days),
    };
    format!(
        "<section><h2>{}</h2><p>{} n = {}.</p>{drawn}</section>\n",
        safe(section.title),
        safe(&section.means),
        section.n
    )
}

/// Bars behind names; long names shorten the bars.
fn bars(rows: &[(String, f32, String)]) -> String {
    let height = rows.len() * 24;
    let longest = rows.iter().map(|row| width(&row.0)).max().unwrap_or(0);
    let from = (longest * 8).clamp(230, 480);
    let room = 630 - from;
    let mut svg = format!("<svg viewBox=\"0 0 760 {height}\" width=\"760\" role=\"img\">");
    for (at, (name, share, label)) in rows.iter().enumerate() {
        let (y, long) = (at * 24, share.clamp(0.0, 1.0) * room as f32);
        svg.push_str(&format!(
            "<text x=\"0\" y=\"{}\">{}</text><rect class=\"track\" x=\"{from}\" y=\"{}\" width=\"{room}\" height=\"12\" rx=\"3\"/><rect class=\"bar\" x=\"{from}\" y=\"{}\" width=\"{long:.1}\" height=\"12\" rx=\"3\"/><text class=\"dim\" x=\"642\" y=\"{}\">{}</text>",
            y + 15,
            safe(&show(name).cut(66)),
            y + 5,
            y + 5,
            y + 15,
            safe(label)
        ));
    }
    svg + "</svg>"
}

/// A column a week, Monday at the top.
fn heat(days: &[(Day, usize)]) -> String {
    let Some((first, _)) = days.first() else { return String::new() };
    let monday = first.plus(-i32::from(first.date().weekday().to_monday_zero_offset()));
    let weeks = days.last().map_or(0, |(last, _)| last.since(monday) / 7 + 1);
    let mut svg =
        format!("<svg viewBox=\"0 0 {} 130\" width=\"{}\" role=\"img\">", weeks * 18 + 40, weeks * 18 + 40);
    for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")] {
        svg.push_str(&format!("<text class=\"dim\" x=\"0\" y=\"{}\">{name}</text>", row * 18 + 13));
    }
    for (day, n) in days {
        let (week, weekday) = (day.since(monday) / 7, day.since(monday) % 7);
        let fill = match n {
            0 => "var(--line)",
            1..=4 => "var(--s1)",
            5..=9 => "var(--s2)",
            10..=24 => "var(--s3)",
            _ => "var(--s4)",
        };
        svg.push_str(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"14\" rx=\"3\" fill=\"{fill}\"><title>{day}: {n}</title></rect>",
            40 + week * 18,
            weekday * 18
        ));
    }
    svg + "</svg>"
}
