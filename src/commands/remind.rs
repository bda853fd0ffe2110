//! `remind`: a timer for the system that says once a day how many cards are due.

use std::path::Path;

use super::{Error, Exit, print};
use crate::cli::{RemindArgs, System};
use crate::store::paths::{Paths, program};
use crate::text::{is_hidden, show};

pub(super) fn remind(home: Option<&Path>, args: &RemindArgs) -> Result<Exit, Error> {
    let paths = Paths::find(home)?;
    // A timer has neither the learner's PATH nor the folder and variables of this shell.
    let count = format!("{} --home {} due --short", word(&program()), word(&paths.home));
    print(&show(&match args.print {
        System::Systemd => systemd(&count),
        System::Launchd => launchd(&count),
        System::Cron => cron(&count),
    }))?;
    Ok(Exit::Done)
}

/// A count that fails is a timer that fails, and no cards are no message.
fn script(count: &str, tell: &str) -> String {
    format!("n=$({count}) || exit; [ \"$n\" -eq 0 ] || {tell}")
}

fn systemd(count: &str) -> String {
    let script = script(count, "notify-send cardsharp \"cards due: $n\"");
    let quoted = script.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    format!(
        "# ~/.config/systemd/user/cardsharp.service
[Unit]
Description=Say how many cards are due
[Service]
Type=oneshot
ExecStart=/bin/sh -c \"{quoted}\"

# ~/.config/systemd/user/cardsharp.timer
[Unit]
Description=Say how many cards are due, every day
[Timer]
OnCalendar=*-*-* 18:00
Persistent=true
[Install]
WantedBy=timers.target

# then: systemctl --user enable --now cardsharp.timer
"
    )
}

fn launchd(count: &str) -> String {
    let tell = r#"osascript -e "display notification \"cards due: $n\" with title \"cardsharp\"""#;
    let script = script(count, tell).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">
<!-- ~/Library/LaunchAgents/cardsharp.plist, then: launchctl load ~/Library/LaunchAgents/cardsharp.plist -->
<plist version=\"1.0\"><dict>
  <key>Label</key><string>cardsharp</string>
  <key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string>
    <string>{script}</string></array>
  <key>StartCalendarInterval</key><dict><key>Hour</key><integer>18</integer><key>Minute</key><integer>0</integer></dict>
</dict></plist>
"
    )
}

/// In a crontab `%` is a line end, unless a backslash stands before it.
fn cron(count: &str) -> String {
    let script = script(count, "echo \"cards due: $n\"").replace('%', "\\%");
    format!("# crontab -e\n0 18 * * * {script}\n")
}

/// Writes a path as one word of a shell; what nobody could read in the file is written in numbers.
fn word(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    if bytes.iter().all(is_bare) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    if let Some(text) = path.to_str().filter(|text| *show(text) == **text && !text.contains(is_hidden)) {
        return format!("'{}'", text.replace('\'', "'\\''"));
    }
    let letter =
        |byte: &u8| if is_bare(byte) { char::from(*byte).to_string() } else { format!("\\{byte:03o}") };
    let text: String = bytes.iter().map(letter).collect();
    // A shell takes line ends off the end of what a command printed.
    format!("\"$(printf '{text}{}')\"", if bytes.ends_with(b"\n") { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_whatever_is_in_it() {
        assert_eq!(word(Path::new("/usr/bin/cardsharp")), "/usr/bin/cardsharp");
        assert_eq!(word(Path::new("/a b/it's 5%")), "'/a b/it'\\''s 5%'");
        assert_eq!(word(Path::new("/\u{1b}é")), "\"$(printf '/\\033\\303\\251')\"");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_count_fails_and_no_cards_are_no_message() {
        for (count, code, told) in
            [("echo 2", 0, "2\n"), ("echo 0", 0, ""), ("exit 74", 74, ""), ("/none/x", 127, "")]
        {
            let text = script(count, "echo $n");
            let ran = std::process::Command::new("/bin/sh").args(["-c", &text]).output().unwrap();
            assert_eq!((ran.status.code(), ran.stdout.as_slice()), (Some(code), told.as_bytes()), "{count}");
        }
    }

    #[test]
    fn every_system_reads_its_own_quoting() {
        let count = format!("{} due", word(Path::new("/a%b/$c & \"d\" <e>")));
        let unit = systemd(&count);
        assert!(unit.contains("n=$$('/a%%b/$$c & \\\"d\\\" <e>' due) || exit"), "{unit}");
        let list = launchd(&count);
        assert!(list.starts_with("<?xml ") && list.contains("'/a%b/$c &amp; \"d\" &lt;e&gt;' due"), "{list}");
        assert!(!list.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").contains('&'), "{list}");
        assert!(cron(&count).contains("'/a\\%b/$c & \"d\" <e>' due"), "{}", cron(&count));
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_back_the_same_path() {
        use std::os::unix::ffi::OsStrExt;
        for name in [
            "a b",
            "it's",
            "\"$x\" `y` \\ 5% & <z>",
            "é",
            "e\u{301}",
            "\u{1b}\u{9b}\u{202e}",
            "\u{2066}x\u{2069}",
            "a\tb\nc",
        ] {
            let path = std::path::PathBuf::from(format!("/tmp/{name}"));
            let ran = std::process::Command::new("/bin/sh")
                .args(["-c", &format!("printf %s {}", word(&path))])
                .output()
                .unwrap();
            assert_eq!(ran.stdout, path.as_os_str().as_bytes(), "{name:?}: {}", word(&path));
        }
    }
}
