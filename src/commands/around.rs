//! `completions`, `man` and `remind`: what a shell and a system want of a program.

use std::io;

use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::{Exit, print};
use crate::cli::{Remind, System, command};

const SYSTEMD: &str = "# ~/.config/systemd/user/cardsharp.service
[Unit]
Description=Say how many cards are due
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'n=$(cardsharp due --short); [ \"$n\" -gt 0 ] && notify-send cardsharp \"$n cards are due\" || true'

# ~/.config/systemd/user/cardsharp.timer
[Unit]
Description=Say how many cards are due, every day
[Timer]
OnCalendar=*-*-* 18:00
Persistent=true
[Install]
WantedBy=timers.target

# then: systemctl --user enable --now cardsharp.timer
";

const LAUNCHD: &str = "<!-- ~/Library/LaunchAgents/cardsharp.plist, then: launchctl load ~/Library/LaunchAgents/cardsharp.plist -->
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">
<plist version=\"1.0\"><dict>
  <key>Label</key><string>cardsharp</string>
  <key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string>
    <string>n=$(cardsharp due --short); [ \"$n\" -gt 0 ] &amp;&amp; osascript -e \"display notification \\\"$n cards are due\\\" with title \\\"cardsharp\\\"\"</string></array>
  <key>StartCalendarInterval</key><dict><key>Hour</key><integer>18</integer><key>Minute</key><integer>0</integer></dict>
</dict></plist>
";

const CRON: &str = "# crontab -e
0 18 * * * n=$(cardsharp due --short); [ \"$n\" -gt 0 ] && echo \"$n cards are due\"
";

pub(super) fn completions(shell: Shell) -> io::Result<Exit> {
    let mut text = Vec::new();
    generate(shell, &mut command(), "cardsharp", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

pub(super) fn man() -> io::Result<Exit> {
    let mut text = Vec::new();
    let main = command();
    Man::new(main.clone()).render(&mut text)?;
    for verb in main.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let name = format!("cardsharp {}", verb.get_name());
        Man::new(verb.clone()).title(name).render(&mut text)?;
    }
    print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

pub(super) fn remind(args: &Remind) -> io::Result<Exit> {
    print(match args.print {
        System::Systemd => SYSTEMD,
        System::Launchd => LAUNCHD,
        System::Cron => CRON,
    })?;
    Ok(Exit::Done)
}
