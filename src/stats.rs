//! Figures a learner looks at, made from what was answered: each with one sentence on what it means and its n.
//! Screens, the command line, JSON and the HTML page draw the same sections.

mod activity;
mod groups;
mod memory;
mod tells;
pub mod html;
pub mod json;
pub mod text;

use crate::clock::{Calendar, Day, Now};
use crate::library::{Library, Past};
use crate::text::width;

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its name.
    pub title: &'static str,
    /// What it means, in a sentence.
    pub means: String,
    /// How many answers or items it is made of.
    pub n: usize,
    /// What is drawn.
    pub body: Content,
}

impl Section {
    /// Returns the columns of its longest name.
    pub fn names(&self) -> usize {
        let longest = match &self.body {
            Content::Facts(rows) => rows.iter().map(|row| width(&row.0)).max(),
            Content::Shares(rows) => rows.iter().map(|row| width(&row.0)).max(),
            Content::Counts(rows) => rows.iter().map(|row| width(&row.0)).max(),
            Content::Days(_) => None,
        };
        longest.unwrap_or(0)
    }
}

/// What is drawn of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Words and numbers.
    Facts(Vec<(String, String)>),
    /// Rows with a share from 0 to 1, a word on it, and how many it is made of.
    Shares(Vec<(String, f32, usize)>),
    /// Rows with a count.
    Counts(Vec<(String, usize)>),
    /// Answers a day, oldest first.
    Days(Vec<(Day, usize)>),
}

/// A group of figures, a page of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What was done, and when.
    Activity,
    /// What is remembered, and for how long.
    Memory,
    /// By kind, deck, level and tag.
    Groups,
}

impl Page {
    /// All pages in order.
    pub const ALL: [Self; 3] = [Self::Activity, Self::Memory, Self::Groups];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Memory => "memory",
            Self::Groups => "by kind and deck",
        }
    }
}

/// What figures are made from.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// Everything in memory.
    pub library: &'a Library,
    /// The learner's calendar.
    pub calendar: &'a Calendar,
    /// The present.
    pub now: Now,
    /// The day of an interview.
    pub interview: Option<Day>,
}

/// Makes the figures of a page.
pub fn sections(page: Page, basis: Basis<'_>) -> Vec<Section> {
    match page {
        Page::Activity => activity::sections(basis),
        Page::Memory => memory::sections(basis),
        Page::Groups => [groups::sections(basis), tells::sections(basis)].concat(),
    }
}

/// Makes all figures.
pub fn all(basis: Basis<'_>) -> Vec<Section> {
    Page::ALL.into_iter().flat_map(|page| sections(page, basis)).collect()
}

fn right(past: &Past) -> bool {
    past.review.grade > crate::card::grade::Grade::Again
}

fn share(right: usize, n: usize) -> f32 {
    if n == 0 { 0.0 } else { right as f32 / n as f32 }
}

fn percent(right: usize, n: usize) -> String {
    if n == 0 { "-".into() } else { format!("{:.0}%", share(right, n) * 100.0) }
}
