"""Failing calls: the N-th storage call fails, for every N, once and for ever, while something is saved.

Whatever fails: no crash, no false promise, and what was there before is there, whole.
"""
import errno
import os
import pty
import select
import signal
import subprocess
import time

from program import Tally, acknowledged

# Which call fails, and how; 0 is a write cut short.
FAULTS = (
    ("write", (errno.ENOSPC, errno.EIO, errno.EDQUOT, 0)),
    ("sync", (errno.EIO,)),
    ("open", (errno.EMFILE, errno.EROFS)),
    ("rename", (errno.ENOSPC,)),
    ("link", (errno.EDQUOT,)),
    ("mkdir", (errno.ENOSPC, errno.EROFS)),
    ("read", (errno.EIO,)),
)
# What a run that could not save may exit with.
REFUSED = (65, 66, 73, 74, 75, 77, 78)


def part(program, chance):
    tally = Tally()
    for op, errors in FAULTS:
        for error in errors:
            for after in depth(op):
                fault = {"op": op, "error": error, "after": after, "times": chance.choice((1, 1, 999))}
                name = "%s %s after %d, %d times" % (op, errno.errorcode.get(error, "cut short"), after, fault["times"])
                for what in (write, backup, restore):
                    tally.add("%s, %s" % (what.__name__, name), what(program, fault))
    for op, error in (("write", errno.ENOSPC), ("write", 0), ("sync", errno.EIO), ("rename", errno.EROFS), ("open", errno.EMFILE)):
        tally.add("settings, %s %s" % (op, errno.errorcode.get(error, "cut short")), settings(program, op, error))
    return tally


def depth(op):
    return {"write": range(0, 7), "sync": range(0, 8), "open": (0, 1, 2, 3, 5, 8), "read": (0, 1, 2, 4)}.get(op, (0, 1))


def write(program, fault):
    """Six answers; those called saved are listed, and the next session saves again."""
    home = program.folder()
    before = program.fill(home, 2)
    ran = program.run("__store", "write", home, "--count", "6", under=home, **fault)
    promised = acknowledged(ran.out)
    wrong = ran.faults(codes=(0, *REFUSED))
    if ran.code == 0 and len(promised) != 6:
        wrong.append("done with %d of 6 saved" % len(promised))
    wrong += program.lost(home, before + promised)
    after = program.fill(home, 1)
    if len(after) != 1:
        wrong.append("the next session cannot save")
    return wrong + program.lost(home, before + promised + after)


def backup(program, fault):
    """A backup over an older one: done and whole, or refused and the old one stays."""
    home = program.folder()
    target = os.path.join(os.path.dirname(home), "b.jsonl")
    old = program.fill(home, 2)
    program.run("--home", home, "backup", target)
    new = old + program.fill(home, 3)
    ran = program.run("--home", home, "backup", target, under=os.path.dirname(home), **fault)
    wrong = ran.faults(codes=(0, *REFUSED))
    fresh = program.folder()
    back = program.run("--home", fresh, "restore", target)
    if back.code != 0:
        wrong.append("no backup is left: " + back.err.strip())
    return wrong + program.lost(fresh, new if ran.code == 0 else old) + program.lost(home, new)


def restore(program, fault):
    """A restore: done and all there, or refused; nothing of one's own goes, and a second try succeeds."""
    home, other = program.folder(), program.folder()
    source = os.path.join(os.path.dirname(other), "b.jsonl")
    own, more = program.fill(home, 2), program.fill(other, 3)
    program.run("--home", other, "backup", source)
    ran = program.run("--home", home, "restore", source, under=home, **fault)
    wrong = ran.faults(codes=(0, *REFUSED)) + program.lost(home, own + more if ran.code == 0 else own)
    again = program.run("--home", home, "restore", source)
    return wrong + again.faults(codes=(0,)) + program.lost(home, own + more)


def settings(program, op, error):
    """The settings screen changes a value while the disk fails: the file is as it was, and the program goes on."""
    home = program.folder()
    program.fill(home, 1)
    path = os.path.join(home, "config.toml")
    text = "# mine\nretention = 0.85 # and this\n"
    with open(path, "w") as file:
        file.write(text)
    # Under a shell's eye the file and its neighbours fail, the log does not.
    flag = {"op": op, "error": error, "under": os.path.join(home, ".cardsharp-") if op != "rename" else path}
    if op == "open":
        flag["under"] = os.path.join(home, ".")
    child = on_terminal(program, home, flag)
    wrong = []
    try:
        if not child.until(b"start"):
            wrong.append("home does not come")
        child.send(b",")
        if not child.until(b"change"):
            wrong.append("the settings do not come")
        child.send(b"\x1b[C")
        if not child.until(b"cannot be written"):
            wrong.append("the failure is not told")
        child.send(b"\x03")
        if child.end() is None:
            wrong.append("it does not leave")
    finally:
        child.close()
    with open(path) as file:
        if file.read() != text:
            wrong.append("config.toml has changed")
    left = [name for name in os.listdir(home) if "tmp" in name]
    return wrong + (["%s is left behind" % left] if left else [])


class on_terminal:
    """The program on a pseudo-terminal of 24 lines."""

    def __init__(self, program, home, faults):
        self.master, slave = pty.openpty()
        import fcntl
        import struct
        import termios
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = program.environment(**faults)
        env.update(TERM="xterm-256color")
        self.child = subprocess.Popen([program.binary, "--home", home], env=env, stdin=slave, stdout=slave, stderr=slave,
                                      start_new_session=True)
        os.close(slave)
        self.seen = b""

    def until(self, words, seconds=10):
        """Reads until these words were drawn; False when time is up."""
        began = len(self.seen)
        ends = time.monotonic() + seconds
        while words not in self.seen[began:] and time.monotonic() < ends and self.drain(0.1):
            pass
        return words in self.seen[began:]

    def drain(self, seconds):
        """Reads what comes within a while; False when nothing can come any more."""
        if select.select([self.master], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.master, 65536)
            except OSError:
                return False
        return True

    def send(self, keys):
        os.write(self.master, keys)

    def end(self):
        """Waits for the end; None when it does not come, also on a machine that is busy with something else."""
        ends = time.monotonic() + 30
        while self.child.poll() is None and time.monotonic() < ends:
            # The terminal is given back before the last file is written; from then on there is nothing to read.
            if not self.drain(0.05):
                time.sleep(0.01)
        return self.child.returncode

    def close(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
            self.child.wait()
        os.close(self.master)
