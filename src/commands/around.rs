//! `completions` and `man`: what a shell and a system want of a program.

use clap_complete::{Shell, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Error, Exit, print};
use crate::cli::command;
use crate::config::setting;
use crate::text::show;

pub(super) fn completions(shell: Shell) -> Result<Exit, Error> {
    let mut text = Vec::new();
    generate(shell, &mut command(), "cardsharp", &mut text);
    print(&show(&String::from_utf8_lossy(&text)))?;
    Ok(Exit::Done)
}

pub(super) fn man() -> Result<Exit, Error> {
    let mut text = Vec::new();
    let main = command();
    Man::new(main.clone()).render(&mut text)?;
    for verb in main.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let name = format!("cardsharp {}", verb.get_name());
        Man::new(verb.clone()).title(name).render(&mut text)?;
    }
    let mut settings = Roff::default();
    settings.control("SH", ["SETTINGS"]).control("nf", []).text([roman(setting::manual())]).control("fi", []);
    settings.to_writer(&mut text)?;
    print(&show(&String::from_utf8_lossy(&text)))?;
    Ok(Exit::Done)
}
