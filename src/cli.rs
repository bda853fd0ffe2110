//! The command line: types only.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;

/// Flashcards with graded open answers, in your terminal, offline.
///
/// Without a command: home, or your first question. With decks: a session on them.
#[derive(Debug, Parser)]
#[command(name = "cardsharp", version, about, long_about)]
#[command(
    override_usage = "cardsharp [OPTIONS] [DECK]...\n       cardsharp [OPTIONS] <COMMAND> [ARGS]...",
    after_help = "Exit codes: 0 done, 64 usage, 65 bad deck, 66 no such file, 69 no terminal, 70 internal error,\n73 cannot create, 74 cannot read or write, 77 no permission, 78 bad settings, 128+n signal."
)]
pub struct Cli {
    /// Folder that holds your progress, decks and settings [default: your config folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Verb>,
    /// How to study, when no command is given
    #[command(flatten)]
    pub study: StudyArgs,
}

/// Returns the command line as data, for completions and the manual.
pub fn command() -> clap::Command {
    Cli::command()
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Study what is due and new
    Study(StudyArgs),
    /// Rehearse: a running clock, nothing revealed until the end
    Mock(MockArgs),
    /// List past mocks, or show one
    Mocks(MocksArgs),
    /// Interview a partner: you see the rubric and tick while they speak
    Interview(InterviewArgs),
    /// Take in the result of an interview a partner gave you
    Import(ImportArgs),
    /// What you did and what you remember, in figures
    Stats(StatsArgs),
    /// Your typed answers: keep them, or not
    Journal {
        /// What to do
        #[command(subcommand)]
        verb: JournalVerb,
    },
    /// Say what is due
    Due(DueArgs),
    /// List decks and what they hold
    List(ListArgs),
    /// Check decks for errors and for faults of item writing
    Check(CheckArgs),
    /// Say where everything is kept
    Paths,
    /// Fit the scheduler to your own answers
    Optimize(OptimizeArgs),
    /// Move due days to where the parameters and retention in force would put them
    Reschedule(RescheduleArgs),
    /// Say what different desired retentions would cost and bring
    Simulate(SimulateArgs),
    /// Write every answer given into one file, and read it back
    Backup(BackupArgs),
    /// Add the answers of a backup that are missing here, or list the backups there are
    Restore(RestoreArgs),
    /// Say what is where and whether it is well
    Doctor(DoctorArgs),
    /// Print a timer that says once a day how many cards are due
    Remind(RemindArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// The store's line protocol, for fault harnesses
    #[command(name = "__store", hide = true)]
    Store {
        /// What to do with the store
        #[command(subcommand)]
        verb: StoreVerb,
    },
}

/// How to study.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct StudyArgs {
    /// Deck files or folders; without any, your own decks and the built-in ones
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
    /// Ask and answer line by line, without drawing a screen
    #[arg(long)]
    pub plain: bool,
    /// New items today, whatever the settings say
    #[arg(long, value_name = "N")]
    pub new: Option<usize>,
    /// Items in this session at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Ask every way of asking a card today, not one a day
    #[arg(long)]
    pub together: bool,
    /// Ask what a search finds, due or not; see `/` in the program for the words it knows
    #[arg(long, value_name = "QUERY")]
    pub find: Option<String>,
    /// Practise without recording: any items, or those that --find finds
    #[arg(long)]
    pub practice: bool,
    /// Repeat a session's order of options
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub seed: u64,
}

/// Which mock to run.
#[derive(Args, Debug)]
pub struct MockArgs {
    /// A deck file, a deck's id, or a mock's id such as llm-choice/screen-15; without one, due and weak cards
    #[arg(value_name = "DECK|MOCK")]
    pub name: Option<String>,
    /// Minutes in all
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub minutes: Option<f64>,
    /// The level to aim at
    #[arg(long, value_name = "L")]
    pub level: Option<String>,
    /// Ask the same of everybody who names this number
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
}

fn minutes(text: &str) -> Result<f64, String> {
    let fits = |minutes: &f64| (0.25..=240.0).contains(minutes);
    text.parse().ok().filter(fits).ok_or_else(|| "give minutes from 0.25 to 240".into())
}

/// How to sit with a partner.
#[derive(Args, Debug)]
pub struct InterviewArgs {
    /// What to ask
    #[command(flatten)]
    pub mock: MockArgs,
    /// Which seat is yours
    #[arg(long = "as", value_name = "SEAT", value_enum, default_value_t = SeatName::Interviewer)]
    pub seat: SeatName,
}

/// Seats of an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeatName {
    /// Sees questions and rubrics, and ticks.
    Interviewer,
}

/// What to take in.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The result file
    pub file: PathBuf,
    /// Deck files or folders the result is about, where they are not among your own
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
}

/// Which mocks to show.
#[derive(Args, Debug)]
pub struct MocksArgs {
    /// The number of a run, as the list gives it; without one, all
    #[arg(value_name = "RUN")]
    pub run: Option<u64>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// As Markdown
    #[arg(long, conflicts_with = "json", requires = "run")]
    pub markdown: bool,
    /// Your typed words too, which are private otherwise
    #[arg(long, requires = "run")]
    pub words: bool,
}

/// How to show figures.
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// Deck files or folders
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
    /// As JSON
    #[arg(long, conflicts_with_all = ["csv", "html"])]
    pub json: bool,
    /// As CSV
    #[arg(long, conflicts_with = "html")]
    pub csv: bool,
    /// As a page with charts, written to a file
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace a regular file whatever it is; without it only an older page is replaced
    #[arg(long, requires = "html")]
    pub force: bool,
}

/// What to do with the journal.
#[derive(Debug, Subcommand)]
pub enum JournalVerb {
    /// Keep typed answers from now on
    On,
    /// Keep no typed answers from now on; those kept stay
    Off,
    /// Show what you typed for a card
    Show {
        /// The card, as deck/card
        card: String,
    },
    /// Take what you typed for a card off the disk for good
    Forget {
        /// The card, as deck/card
        card: String,
    },
}

/// How to say what is due.
#[derive(Args, Debug)]
pub struct DueArgs {
    /// Deck files or folders
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
    /// As JSON
    #[arg(long, conflicts_with = "short")]
    pub json: bool,
    /// The number of due items only, for a prompt
    #[arg(long)]
    pub short: bool,
}

/// How to list decks.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Deck files or folders
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
    /// Every item with its name
    #[arg(long)]
    pub items: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// How to check decks.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Deck files or folders
    #[arg(value_name = "DECK", required = true)]
    pub decks: Vec<PathBuf>,
    /// Warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// How to fit.
#[derive(Args, Debug)]
pub struct OptimizeArgs {
    /// Take better parameters without asking
    #[arg(long)]
    pub yes: bool,
    /// Take the default parameters again
    #[arg(long, conflicts_with = "back")]
    pub reset: bool,
    /// Take the parameters that were in force before the last change
    #[arg(long)]
    pub back: bool,
}

/// How to reschedule.
#[derive(Args, Debug)]
pub struct RescheduleArgs {
    /// Only say what would move
    #[arg(long)]
    pub dry_run: bool,
    /// Move without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
}

/// What to simulate.
#[derive(Args, Debug)]
pub struct SimulateArgs {
    /// Deck files or folders
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,
    /// Days to look ahead
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = value_parser!(u16).range(1..=3_650))]
    pub days: u16,
    /// New items a day, whatever the settings say
    #[arg(long, value_name = "N")]
    pub new: Option<usize>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Where a backup goes.
#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The file; without one, a new one in the home folder's backups
    pub file: Option<PathBuf>,
    /// Replace a regular file whatever it is; without it only an older backup is replaced
    #[arg(long)]
    pub force: bool,
}

/// What is restored.
#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// A number or a day of the list, such as 2 or 2026-11-20, or a file; without one, the list
    #[arg(value_name = "BACKUP")]
    pub which: Option<PathBuf>,
    /// List the backups in the home folder
    #[arg(long, conflicts_with = "which")]
    pub list: bool,
}

/// How to look after the log.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// Take damaged lines out of the log; the files are copied into quarantine/ first. Give answers dated by a wrong
    /// clock the date of their neighbours
    #[arg(long)]
    pub repair: bool,
}

/// How to be reminded.
#[derive(Args, Debug)]
pub struct RemindArgs {
    /// For which system
    #[arg(long, value_enum)]
    pub print: System,
}

/// Systems with timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum System {
    /// A systemd user timer.
    Systemd,
    /// A launchd agent.
    Launchd,
    /// A crontab line.
    Cron,
}

/// What to do with a store.
#[derive(Debug, Subcommand)]
pub enum StoreVerb {
    /// Append reviews; print `ACK <id>` once each is on disk
    Write {
        /// The store's folder
        store: PathBuf,
        /// Write under this device's name
        #[arg(long)]
        device: Option<String>,
        /// Stop after so many
        #[arg(long)]
        count: Option<u64>,
    },
    /// Print every id, then `END <count>`
    List {
        /// The store's folder
        store: PathBuf,
    },
    /// Say what is damaged; exit 65 if anything is
    Check {
        /// The store's folder
        store: PathBuf,
    },
}
