//! The learner's editor: `$VISUAL`, then `$EDITOR`, split as a shell would and run without one, at a line.

use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
#[cfg(unix)]
use std::sync::{Mutex, PoisonError};

use super::paths;
use crate::text::{Safe, show};

/// The editor that runs now.
#[cfg(unix)]
static RUNNING: Mutex<Option<rustix::process::Pid>> = Mutex::new(None);

/// Returns the command that opens a file at a line; editors that are not known open the file.
fn command(editor: &str, file: &str, line: u32) -> Option<Vec<String>> {
    let mut words = shlex::split(editor)?;
    let program = Path::new(words.first()?).file_stem()?.to_string_lossy().into_owned();
    let at = format!("{file}:{line}");
    let add: Vec<String> = match program.as_str() {
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "joe" | "ne" => {
            vec![format!("+{line}"), file.into()]
        }
        "hx" | "helix" => vec![at],
        "code" | "codium" | "code-insiders" | "cursor" => vec!["--wait".into(), "-g".into(), at],
        "subl" | "zed" | "zeditor" => vec!["--wait".into(), at],
        _ => vec![file.into()],
    };
    let new = add
        .into_iter()
        .filter(|word| word != "--wait" || !words.iter().any(|own| own == "--wait" || own == "-w"));
    let new: Vec<String> = new.collect();
    words.extend(new);
    Some(words)
}

/// Opens a file at a line and waits until the editor has ended; while it is stopped, so are we.
pub fn open(file: &Path, line: u32) -> Result<(), Safe> {
    let Some(editor) = paths::editor() else {
        return Err("No editor is known: set VISUAL or EDITOR, such as EDITOR=nano.".into());
    };
    let failed = |why: &str| show(&format!("The editor {editor} {why}; the deck is as it was saved."));
    let words = command(&editor, &file.to_string_lossy(), line).ok_or_else(|| failed("is no command"))?;
    let status = Command::new(&words[0]).args(&words[1..]).spawn().and_then(wait);
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(&format!(
            "ended with {}",
            status.code().map_or("a signal".into(), |code| code.to_string())
        ))),
        Err(error) => Err(failed(&format!("cannot be started: {}", super::reason(&error)))),
    }
}

#[cfg(not(unix))]
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    child.wait()
}

/// Waits as a shell does: an editor that stops itself stops us too, or nobody would hold the terminal.
#[cfg(unix)]
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    use rustix::io::Errno;
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
    let editor = Pid::from_child(&child);
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some(editor);
    let looked = WaitIdOptions::EXITED | WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT;
    loop {
        match waitid(WaitId::Pid(editor), looked) {
            Ok(Some(status)) if status.stopped() => {
                // Taken note of, so that it is seen once.
                let _ = waitid(WaitId::Pid(editor), WaitIdOptions::STOPPED | WaitIdOptions::NOHANG);
                signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
                // Whoever made us go on may have meant us alone.
                let _ = kill_process(editor, Signal::CONT);
            }
            Err(Errno::INTR) => {}
            Ok(_) | Err(_) => break,
        }
    }
    // Forgotten before it is waited for: until then its number is nobody else's.
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = None;
    child.wait()
}

/// Says whether an editor runs.
#[cfg(unix)]
pub fn is_open() -> bool {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).is_some()
}

/// Hands a signal that ends us on to the editor, also to one that is stopped.
#[cfg(unix)]
pub fn tell(signal: i32) {
    use rustix::process::{Signal, kill_process};
    let editor = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    if let (Some(editor), Some(signal)) = (*editor, Signal::from_named_raw(signal)) {
        let _ = kill_process(editor, signal);
        let _ = kill_process(editor, Signal::CONT);
    }
}

#[cfg(test)]
mod tests {
    use super::command;

    fn of(editor: &str) -> Vec<String> {
        command(editor, "/d/my deck.toml", 41).unwrap()
    }

    #[test]
    fn every_known_editor_is_told_the_line_in_its_own_way() {
        assert_eq!(of("vim"), ["vim", "+41", "/d/my deck.toml"]);
        assert_eq!(of("/usr/bin/nano -w"), ["/usr/bin/nano", "-w", "+41", "/d/my deck.toml"]);
        assert_eq!(of("hx"), ["hx", "/d/my deck.toml:41"]);
        assert_eq!(of("code"), ["code", "--wait", "-g", "/d/my deck.toml:41"]);
        assert_eq!(of("code -w"), ["code", "-w", "-g", "/d/my deck.toml:41"]);
        assert_eq!(of("'/opt/my ed/zed'"), ["/opt/my ed/zed", "--wait", "/d/my deck.toml:41"]);
        assert_eq!(of("ed"), ["ed", "/d/my deck.toml"]);
        assert_eq!(command("'open", "f", 1), None);
        assert_eq!(command("", "f", 1), None);
    }
}
