#!/usr/bin/env python3
"""Every screen, ended and abused in every way: is the terminal given back, and is the truth told?

  scenes.py --bin target/release/cardsharp [--screens home,study] [--scenes term,stuck] [--jobs 2]

Prints one line for each failure and one with the count; exit 0 if there is none, else 1. Standard library only.
A program built for debugging is made to panic, too; a release has no way to be.
"""
import argparse, concurrent.futures, fcntl, os, pty, random, re, select, shutil, signal, struct, subprocess, sys
import tempfile, termios, time

END = b"\x1b[?2026l"
CSI = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x1b]*\x1b\\|\x1b.")
FAIL = "fail on purpose"
# Slow machines are waited for; nothing but what may take no longer is measured.
PATIENCE = 10

DECK = '''
[deck]
id = "d"
title = "Deck"
[capital]
q = "Capital of France?"
answer = "Paris"
wrong = { lyon = { say = "Lyon", why = "the second largest" } }
[why]
q = "Why does asking help?"
a = "Recall strengthens what it finds, more than reading it again does."
[open]
q = "How would you start?"
minutes = 2
[open.points]
eval = { say = "Wants an eval", must = true }
[mock.short]
title = "Short"
minutes = 5
[[mock.short.section]]
ask = ["open"]
'''

# name, arguments, keys, a word of the screen
SCREENS = [
    ("first-run", [], "", b"senior"),
    ("home", ["DECK"], "\x1b", b"Deck"),
    ("home/filter", ["DECK"], "\x1b1", b"Deck"),
    ("too-small", ["DECK"], "", b"small"),
    ("study/choice", ["study", "--find", "capital", "DECK"], "", b"France"),
    ("study/sure", ["study", "--find", "capital", "DECK"], "1", b"sure"),
    ("study/verdict", ["study", "--find", "capital", "DECK"], "1s", b"Paris"),
    ("study/recall", ["study", "--find", "why", "DECK"], "", b"asking"),
    ("study/revealed", ["study", "--find", "why", "DECK"], "\r", b"Recall"),
    ("study/points", ["study", "--find", "open", "DECK"], "", b"start"),
    ("study/typing", ["study", "--find", "open", "DECK"], "half an answer", b"half"),
    ("study/ticks", ["study", "--find", "open", "DECK"], "half an answer\x04", b"Wants"),
    ("study/tells", ["study", "--find", "spot", "BUILTIN"], "", b"candidate"),
    ("study/cloze", ["study", "--find", "testing-effect", "BUILTIN"], "", b"rereading|again"),
    ("study/order", ["study", "--find", "week", "BUILTIN"], "", b"study"),
    ("confirm/suspend", ["study", "--find", "why", "DECK"], "z", b"asking"),
    ("note", ["study", "--find", "why", "DECK"], "n", b"note"),
    ("help", ["DECK"], "\x1b?", b"keys"),
    ("help/study", ["DECK"], "?", b"keys"),
    ("palette", ["DECK"], "\x1b:", b"commands"),
    ("palette/typing", ["DECK"], "\x1b:x", b"commands"),
    ("settings", ["DECK"], "\x1b,", b"settings"),
    ("settings/field", ["DECK"], "\x1b,jj\r", b"settings"),
    ("keys", ["DECK"], "\x1b,K", b"keys"),
    ("keys/capture", ["DECK"], "\x1b,K\r", b"press"),
    ("problems", ["BROKEN"], "\x1bc", b"broken"),
    ("browse", ["DECK"], "\x1b/", b"items"),
    ("browse/list", ["DECK"], "\x1b/\r", b"items"),
    ("browse/none", ["DECK"], "\x1b/zzzz", b"zzzz"),
    ("history", ["DECK"], "\x1b/\ri", b"Deck|history|card"),
    ("target", ["DECK"], "\x1bt", b"Interview"),
    ("target/days", ["DECK"], "\x1bt16", b"Interview"),
    ("interviews", ["DECK"], "\x1bm", b"mock"),
    ("mock", ["mock", "--minutes", "5"], "", b"mock"),
    ("mock/begun", ["mock", "--minutes", "5"], "\r", b"left"),
    ("mock/typing", ["mock", "--minutes", "5"], "\ran answer", b"answer"),
    ("mock/end", ["mock", "--minutes", "5"], "\r\x1b\x1b", b"here"),
    ("debrief", ["mock", "--minutes", "5"], "\r\x1b\x1by", b"debrief"),
    ("statistics", ["DECK"], "\x1bs", b"statistics"),
    ("statistics/next", ["DECK"], "\x1bs\t", b"statistics"),
    ("calibration", ["DECK"], "\x1bsc", b"sure"),
    ("workload", ["DECK"], "\x1bsw", b"minutes"),
    ("summary", ["study", "--find", "why", "DECK"], "\r3", b"session"),
    ("catch-up", ["DECK"], "\x1bb", b"Deck|pace"),
]


class Run:
    """The program in a terminal of its own."""

    def __init__(self, bin, args, env, size=(24, 80), closed=False):
        self.master, self.slave = pty.openpty()
        os.set_blocking(self.master, False)
        self.size(*size)
        self.before, self.out, self.rc = termios.tcgetattr(self.slave), b"", None
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
                for fd in range(3):
                    os.dup2(self.slave, fd)
                if closed:
                    os.close(0)
                os.closerange(3, 64)
                os.execve(bin, [bin, *args], env)
            finally:
                os._exit(127)

    def size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, wait=0.02):
        if select.select([self.master], [], [], wait)[0]:
            try:
                self.out += os.read(self.master, 65536)
            except OSError:
                return False
            return True
        return False

    def until(self, done, limit=PATIENCE):
        end = time.monotonic() + limit
        while not done():
            if time.monotonic() > end:
                return False
            self.read()
        return True

    def send(self, data, limit=PATIENCE):
        end = time.monotonic() + limit
        while data and time.monotonic() < end and not self.dead():
            try:
                data = data[os.write(self.master, data):]
            except BlockingIOError:
                self.read(0.005)
            except OSError:
                return

    def drawn(self, data):
        """Sends one key and waits for the frame it brings."""
        frames = self.out.count(END)
        self.send(data)
        return self.until(lambda: self.out.count(END) > frames or self.dead())

    def dead(self):
        if self.rc is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.rc = os.waitstatus_to_exitcode(status)
        return self.rc is not None

    def ended(self, limit=PATIENCE):
        ok = self.until(self.dead, limit)
        while self.read(0):
            pass
        return ok

    def state(self):
        try:
            return open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()[0]
        except OSError:
            return "gone"

    def wrong(self):
        """What of the terminal is not given back."""
        wrong, now = [], termios.tcgetattr(self.slave)
        flags = termios.ICANON | termios.ECHO | termios.ISIG
        if now[3] & flags != self.before[3] & flags or now[0] != self.before[0]:
            wrong.append("raw")
        for mode, name, on in ((1049, "alternate screen", b"h"), (25, "cursor hidden", b"l"), (2004, "paste", b"h"),
                               (1000, "clicks", b"h"), (1006, "clicks", b"h"), (2026, "synchronised", b"h")):
            back = b"l" if on == b"h" else b"h"
            if self.out.rfind(b"\x1b[?%d%s" % (mode, on)) > self.out.rfind(b"\x1b[?%d%s" % (mode, back)):
                wrong.append(name)
        return wrong

    def after(self):
        """What stands on the normal screen behind the app."""
        return CSI.sub(b"", self.out[self.out.rfind(b"\x1b[?1049l"):]) if b"\x1b[?1049h" in self.out else self.out

    def close(self):
        if not self.dead():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for fd in (self.master, self.slave):
            try:
                os.close(fd)
            except OSError:
                pass


class Stage:
    """A screen in a fresh home, as often as a scene needs it."""

    def __init__(self, bin, debug, screen, folder):
        self.bin, self.debug, self.folder = bin, debug, folder
        self.name, self.args, self.keys, self.word = screen
        self.count, self.settings = 0, ""

    def open(self, env=None, **more):
        self.count += 1
        home = os.path.join(self.folder, f"home{self.count}")
        os.makedirs(home)
        with open(os.path.join(home, "config.toml"), "w") as config:
            config.write("mouse = true\n" + self.settings)
        deck, broken = os.path.join(self.folder, "d.toml"), os.path.join(self.folder, "broken.toml")
        open(deck, "w").write(DECK)
        open(broken, "w").write(DECK.replace('"d"', '"broken"') + "[bad]\nq = 3\n")
        args = ["--home", home]
        for arg in self.args:
            args += {"DECK": [deck], "BROKEN": [], "BUILTIN": []}.get(arg, [arg])
        if "BROKEN" in self.args:
            os.makedirs(os.path.join(home, "decks"))
            shutil.copy(broken, os.path.join(home, "decks"))
        base = {"HOME": home, "TERM": "xterm-256color", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CARDSHARP_FAIL": FAIL}
        size = (5, 20) if self.name == "too-small" else (24, 80)
        self.at = home
        run = Run(self.bin, args, {**base, **(env or {})}, size=size, **more)
        if more.get("closed"):
            return run
        if not run.until(lambda: END in run.out or run.dead()):
            raise Wrong("no first frame", run)
        # A learner with no answer is asked a first question at once; home is one key away.
        for key in self.keys:
            if not run.drawn(key.encode()) or run.dead():
                raise Wrong(f"no frame after {key!r}", run)
        return run


class Wrong(Exception):
    def __init__(self, what, run=None):
        tail = CSI.sub(b" ", run.out[-300:]).decode("utf-8", "replace").strip() if run else ""
        super().__init__(what + (f" (rc {run.rc}) …{' '.join(tail.split())[-160:]}" if run else ""))


def check(run, rc, limit=PATIENCE):
    if not run.ended(limit):
        raise Wrong(f"still there after {limit} s", run)
    if run.rc not in (rc if isinstance(rc, tuple) else (rc,)):
        raise Wrong(f"exit code {run.rc}, not {rc}", run)
    if run.wrong():
        raise Wrong("left " + ", ".join(run.wrong()), run)


def by(number):
    def scene(stage, run):
        os.kill(run.pid, number)
        check(run, 128 + number)
    return scene


def ctrl_c(stage, run):
    run.send(b"\x03")
    check(run, 130)


def stopped(run, stage, stop):
    for _ in range(2):
        stop()
        if not run.until(lambda: run.state() == "T"):
            raise Wrong("did not stop", run)
        while run.read(0):
            pass
        if run.wrong():
            raise Wrong("stopped with " + ", ".join(run.wrong()), run)
        seen = len(run.out)
        os.kill(run.pid, signal.SIGCONT)
        if not run.until(lambda: re.search(stage.word, CSI.sub(b"", run.out[seen:])), 5):
            raise Wrong(f"not drawn again: {' '.join(CSI.sub(b' ', run.out[seen:]).decode(errors='replace').split())[:900]}")


def tstp(stage, run):
    stopped(run, stage, lambda: os.kill(run.pid, signal.SIGTSTP))
    ctrl_c(stage, run)


def ctrl_z(stage, run):
    if stage.name == "keys/capture":
        return ctrl_c(stage, run)
    stopped(run, stage, lambda: run.send(b"\x1a"))
    ctrl_c(stage, run)


def outside(stage, run):
    """Stopped without being asked; a shell makes the terminal its own meanwhile."""
    os.kill(run.pid, signal.SIGSTOP)
    run.until(lambda: run.state() == "T")
    termios.tcsetattr(run.slave, termios.TCSANOW, run.before)
    seen = len(run.out)
    os.kill(run.pid, signal.SIGCONT)
    if not run.until(lambda: re.search(stage.word, CSI.sub(b"", run.out[seen:]))):
        raise Wrong("not drawn again", run)
    if not run.until(lambda: not termios.tcgetattr(run.slave)[3] & termios.ICANON):
        raise Wrong("keys wait for Enter", run)
    os.kill(run.pid, signal.SIGTERM)
    check(run, 143)


def hang_up(stage, run):
    os.close(run.master)
    os.close(run.slave)
    end = time.monotonic() + PATIENCE
    while not run.dead():
        if time.monotonic() > end:
            raise Wrong("still there without a terminal")
        time.sleep(0.01)
    if run.rc != 129:
        raise Wrong(f"exit code {run.rc}, not 129")


def abuse(stage, run):
    """Sizes, pastes and keys that no one sends; whatever they did, ^C leaves."""
    rnd = random.Random(stage.name)
    sizes = [(1, 1), (0, 0), (1, 500), (200, 1), (2, 2), (200, 500)]
    for _ in range(40):
        run.size(*rnd.choice([*sizes, (rnd.randrange(1, 60), rnd.randrange(1, 200))]))
        run.read(0.002)
    run.size(24, 80)
    # A full terminal may split the mark a paste begins with; its bytes are keys then, and ^C among them would leave.
    for _ in range(4):
        pasted = bytes(byte for byte in (rnd.randrange(256) for _ in range(4096)) if byte not in b"\x1b\x03")
        run.send(b"\x1b[200~" + pasted + b"\x1b[201~")
    run.send(bytes(rnd.choice(b"jk jhl\t+-") for _ in range(1500)))
    if run.dead():
        raise Wrong("ended by itself", run)
    run.send(b"\x1b[201~")
    run.until(lambda: not run.read(0.1))
    run.send(b"\x03")
    # A search asks all rows for all that was pasted, a key at a time.
    check(run, 130, 60)


def stuck(stage, run):
    """Nobody reads what it draws, and it is told to end."""
    for at in range(60):
        run.size(24 + at % 2, 300)
        time.sleep(0.002)
    time.sleep(0.1)
    start = time.monotonic()
    os.kill(run.pid, signal.SIGTERM)
    while not run.dead() and time.monotonic() < start + PATIENCE:
        time.sleep(0.005)
    took = time.monotonic() - start
    check(run, 143)
    if took > 3:
        raise Wrong(f"took {took:.1f} s", run)


def panic(stage, run):
    run.send(b"\x1b[200~" + FAIL.encode() + b"\x1b[201~")
    check(run, 70)
    said = run.after()
    if b"error of its own" not in said or not said.endswith(b"\r\n") or b"\x1b" in said:
        raise Wrong(f"said {said!r}", run)
    if b"is saved" not in said or not os.path.exists(os.path.join(stage.at, "crash.txt")):
        raise Wrong(f"said {said!r}", run)


SCENES = {"term": by(15), "hup": by(1), "int": by(2), "quit": by(3), "ctrl-c": ctrl_c, "tstp": tstp, "ctrl-z": ctrl_z,
          "stop": outside, "hang-up": hang_up, "abuse": abuse, "stuck": stuck, "panic": panic}


# Scenes that need no screen of their own.

def closed_stdin(stage):
    run = stage.open(closed=True)
    try:
        check(run, (0, 69))
    finally:
        run.close()


def tiny(stage):
    run = Run(stage.bin, ["--home", tempfile.mkdtemp(dir=stage.folder)], {"TERM": "xterm", "HOME": stage.folder}, size=(1, 1))
    try:
        run.until(lambda: END in run.out)
        ctrl_c(stage, run)
    finally:
        run.close()


def editor(script, act):
    """An editor that prints what it gets; it is a process of its own, told apart by its file."""
    def scene(stage):
        path = os.path.join(stage.folder, "ed-" + act.__name__)
        open(path, "w").write("#!/bin/sh\n" + script)
        os.chmod(path, 0o755)
        run = stage.open({"EDITOR": path})
        try:
            run.send(b"e")
            if not run.until(lambda: b"EDITOR UP" in run.out):
                raise Wrong("no editor", run)
            act(stage, run)
        finally:
            run.close()
    return scene


def interrupted(stage, run):
    # As the terminal sends it: to all in the foreground.
    run.send(b"\x03")
    if not run.until(lambda: b"EDITOR GOT IT" in run.out):
        raise Wrong("the editor did not get ^C", run)
    run.send(b"\x1c")
    frames = run.out.count(END)
    run.send(b"go\n")
    if not run.until(lambda: run.out.count(END) > frames or run.dead()) or run.dead():
        raise Wrong("we did not outlive ^C in the editor", run)
    ctrl_c(stage, run)


def told(stage, run):
    os.kill(run.pid, signal.SIGTERM)
    check(run, 143)
    if b"EDITOR TOLD" not in run.out:
        raise Wrong("the editor was not told", run)


def stops_itself(stage, run):
    run.send(b"stop\n")
    if not run.until(lambda: run.state() == "T"):
        raise Wrong("the editor stopped and we did not", run)
    frames = run.out.count(END)
    os.kill(run.pid, signal.SIGCONT)
    if not run.until(lambda: run.out.count(END) > frames):
        raise Wrong("not drawn after the editor went on", run)
    ctrl_c(stage, run)


def killed(stage, run):
    """It dies raw and in an alternate screen of its own."""
    frames = run.out.count(END)
    run.send(b"die\n")
    if not run.until(lambda: run.out.count(END) > frames):
        raise Wrong("not drawn after the editor died", run)
    ctrl_c(stage, run)


TRAPS = "trap 'echo EDITOR GOT IT' INT\ntrap '' QUIT\ntrap 'echo EDITOR TOLD; exit 1' TERM\necho EDITOR UP\n"


def unsaved(how, rc):
    """An answer that cannot be saved is told at the end."""
    def scene(stage):
        run = stage.open()
        try:
            open(os.path.join(stage.at, "events"), "w").close()
            run.drawn(b"1")
            run.drawn(b"s")
            how(run)
            check(run, rc)
            if not re.search(rb"\r?\n?1 change is not saved\. Cannot save to [^\r\n]*\r+\n(No backup was made today: [^\r\n]*\r+\n)?$", run.after()):
                raise Wrong(f"said {run.after()!r}", run)
        finally:
            run.close()
    return scene


def saved_at_last(stage):
    """The way is free again when it ends: nothing is lost, and nothing is said."""
    run = stage.open()
    try:
        events = os.path.join(stage.at, "events")
        open(events, "w").close()
        run.drawn(b"1")
        run.drawn(b"s")
        os.remove(events)
        os.kill(run.pid, signal.SIGTERM)
        check(run, 143)
        if b"not saved" in run.after() or not os.path.isdir(events):
            raise Wrong(f"said {run.after()!r}", run)
    finally:
        run.close()


def plain(stage):
    run = Run(stage.bin, ["study", "--plain", "--home", tempfile.mkdtemp(dir=stage.folder)], {"TERM": "xterm", "HOME": stage.folder})
    try:
        run.until(lambda: b": " in run.out[-3:])
        run.send(b"\x03")
        check(run, 130)
        if not run.out.endswith(b"\n"):
            raise Wrong("the line is not ended", run)
    finally:
        run.close()


def grader(stage):
    """A grader has no terminal, and nothing it has started outlives us."""
    tty, pids = os.path.join(stage.folder, "tty"), os.path.join(stage.folder, "pids")
    script = f"(: </dev/tty) 2>/dev/null && echo >{tty}; sleep 1000 & echo $! $$ >{pids}.new; mv {pids}.new {pids}; sleep 1000"
    for how, rc in ((lambda run: run.send(b"\x03"), 130), (lambda run: os.kill(run.pid, signal.SIGTERM), 143)):
        stage.settings = f"grader = ['sh', '-c', '{script}']\n"
        stage.args, stage.keys = ["study", "--find", "open", "DECK"], "half an answer\x04"
        run = stage.open()
        try:
            if not run.until(lambda: os.path.exists(pids)):
                raise Wrong("no grader", run)
            how(run)
            check(run, rc)
            for pid in open(pids).read().split():
                if not run.until(lambda: not lives(pid)):
                    os.kill(int(pid), signal.SIGKILL)
                    raise Wrong("a grader outlives us")
            if os.path.exists(tty):
                raise Wrong("a grader has the terminal")
            os.remove(pids)
        finally:
            run.close()


def lives(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


STUDY = ("study", ["study", "--find", "capital", "DECK"], "", b"France")
ONCE = {
    "closed-stdin": closed_stdin, "tiny": tiny, "plain": plain,
    "editor-int": editor(TRAPS + "while ! read x; do :; done\nread x <&- ; exit 0\n", interrupted),
    "editor-term": editor(TRAPS + "while :; do read x; done\n", told),
    "editor-stop": editor("echo EDITOR UP\nread x\nkill -STOP $$\n", stops_itself),
    "editor-dies": editor("echo EDITOR UP\nread x\nstty raw -echo\nprintf '\\033[?1049h\\033[?1003h'\nkill -9 $$\n", killed),
    "unsaved-ctrl-c": unsaved(lambda run: run.send(b"\x03"), 130),
    "unsaved-term": unsaved(lambda run: os.kill(run.pid, signal.SIGTERM), 143),
    "unsaved-quit": unsaved(lambda run: [run.drawn(key) for key in (b"\r", b"q", b"q", b"y")], 74),
    "saved-at-last": saved_at_last, "grader": grader,
}


def play(job):
    bin, debug, screen, name = job
    folder = tempfile.mkdtemp(prefix="scenes")
    stage = Stage(bin, debug, screen, folder)
    try:
        if name in ONCE:
            ONCE[name](stage)
            return None
        run = stage.open()
        try:
            SCENES[name](stage, run)
        finally:
            run.close()
        return None
    except ProcessLookupError:
        return f"{screen[0]:<18} {name:<14} ended by itself"
    except Wrong as wrong:
        return f"{screen[0]:<18} {name:<14} {wrong}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--screens", help="names with commas between")
    parser.add_argument("--scenes", help="names with commas between")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    binary = os.path.abspath(args.bin)
    debug = b"CARDSHARP_FAIL" in open(binary, "rb").read()
    scenes = args.scenes.split(",") if args.scenes else [*SCENES, *ONCE]
    names = args.screens.split(",") if args.screens else [screen[0] for screen in SCREENS]
    jobs = [(binary, debug, screen, name) for screen in SCREENS if screen[0] in names
            for name in scenes if name in SCENES and (debug or name != "panic")]
    jobs += [(binary, debug, STUDY, name) for name in scenes if name in ONCE]
    start = time.monotonic()
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        found = []
        for line in pool.map(play, jobs):
            if line:
                found.append(line)
                print(line, flush=True)
    print(f"{len(jobs)} scenes, {len(found)} wrong, {time.monotonic() - start:.0f} s")
    sys.exit(1 if found or not jobs else 0)


if __name__ == "__main__":
    main()
