"""The program under test: run, limited, and looked at from outside."""
import os
import re
import signal
import subprocess
import tempfile
import threading
import time

# What a terminal or a reader's eye would act on: C0 but line ends, DEL, C1, bidi controls, tags.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\U000e0000-\U000e007f]")
MOST_TOLD = 64 << 10
PANICS = ("panicked at", "stack overflow", "RUST_BACKTRACE")


class Ran:
    """How one run ended: `code` is below zero after a signal, None when time was up."""

    def __init__(self, code, out, err, seconds, megabytes):
        self.code, self.out, self.err, self.seconds, self.megabytes = code, out, err, seconds, megabytes

    @property
    def text(self):
        return self.out + self.err

    def faults(self, codes=None, seconds=None, megabytes=None, most=MOST_TOLD, complaints=MOST_TOLD):
        """Says what is wrong with the way it ended."""
        wrong = []
        if self.code is None:
            return ["hung"]
        if self.code < 0 or self.code in (101, 134, 139) or any(word in self.text for word in PANICS):
            wrong.append("crashed with %s" % self.code)
        elif codes is not None and self.code not in codes:
            wrong.append("exit %s, not %s" % (self.code, "/".join(map(str, codes))))
        if self.code > 0 and not self.text.strip():
            wrong.append("failed without a word")
        if seconds and self.seconds > seconds:
            wrong.append("%.1f s" % self.seconds)
        if megabytes and self.megabytes > megabytes:
            wrong.append("%.0f MB" % self.megabytes)
        if len(self.text) > most:
            wrong.append("%d bytes told" % len(self.text))
        if len(self.err) > complaints:
            wrong.append("%d bytes of complaints" % len(self.err))
        raw = RAW.search(self.text)
        if raw:
            wrong.append("raw U+%04X printed" % ord(raw.group()))
        return wrong


class Program:
    """The binary, the shim between it and the C library (or None), and a folder for everything made."""

    def __init__(self, binary, shim=None):
        self.binary, self.shim = os.path.abspath(binary), shim
        # In memory where that can be had: what a kill leaves is the same there, and a sync does not wait for a disk.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None
        self.top = tempfile.mkdtemp(prefix="cardsharp-faults-", dir=memory)
        self.made = 0

    def folder(self, name="home"):
        """Makes a fresh folder to work in; returns the path of a `name` in it that does not exist yet."""
        self.made += 1
        path = os.path.join(self.top, "%d" % self.made)
        os.mkdir(path)
        return os.path.join(path, name)

    def environment(self, **faults):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("FAULT_", "CARDSHARP_"))}
        env.update(TZ="UTC", RUST_BACKTRACE="0")
        if faults:
            env.update({"FAULT_" + key.upper(): str(value) for key, value in faults.items()}, LD_PRELOAD=self.shim)
        return env

    def start(self, *args, **faults):
        """Starts it with its standard output in a pipe; `faults` are what the shim knows, in lower case."""
        return subprocess.Popen([self.binary, *args], env=self.environment(**faults), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def run(self, *args, seconds=10, feed=b"", keep=4 << 20, **faults):
        """Runs it to its end, or until time is up; of what it prints so many bytes are kept."""
        began = time.monotonic()
        child = subprocess.Popen([self.binary, *args], env=self.environment(**faults), stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        kept = [[], []]

        def drain(pipe, parts):
            size = 0
            for part in iter(lambda: pipe.read1(65536), b""):
                size += len(part)
                if size < keep:
                    parts.append(part)

        threads = [threading.Thread(target=drain, args=pair, daemon=True)
                   for pair in ((child.stdout, kept[0]), (child.stderr, kept[1]))]
        for thread in threads:
            thread.start()
        try:
            child.stdin.write(feed)
            child.stdin.close()
        except OSError:
            pass
        code = usage = None
        while usage is None:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                code, usage = os.waitstatus_to_exitcode(status), used
            elif time.monotonic() - began > seconds:
                os.killpg(child.pid, signal.SIGKILL)
                usage = os.wait4(child.pid, 0)[2]
            else:
                time.sleep(0.002)
        child.returncode = code if code is not None else -9
        # Processor time: how long others held the processor is not the program's fault. Waiting is caught by `seconds`.
        took = usage.ru_utime + usage.ru_stime
        for thread in threads:
            thread.join(2)
        for pipe in (child.stdout, child.stderr):
            pipe.close()
        out, err = (b"".join(parts).decode("utf-8", "replace") for parts in kept)
        return Ran(code, out, err, took, usage.ru_maxrss / 1024)

    def fill(self, home, count):
        """Answers so many questions in a home; returns the ids that were called saved."""
        return acknowledged(self.run("__store", "write", home, "--count", str(count)).out)

    def listed(self, home):
        """Returns the ids a home holds, and what is wrong with the list."""
        ran = self.run("__store", "list", home, keep=64 << 20)
        lines = ran.out.split("\n")
        if ran.code != 0 or len(lines) < 2 or not lines[-2].startswith("END "):
            return [], ["the list failed with %s: %s" % (ran.code, ran.text[-200:].strip())]
        ids = lines[:-2]
        doubled = len(ids) - len(set(ids))
        return ids, ["%d listed twice" % doubled] if doubled else []

    def check(self, home):
        """Returns what the store's own check complains of."""
        ran = self.run("__store", "check", home)
        return [] if ran.code == 0 else ["the check failed with %s: %s" % (ran.code, ran.text[:200].strip())]

    def lost(self, home, promised):
        """Returns what is wrong with a home that must hold these ids."""
        ids, wrong = self.listed(home)
        missing = len(set(promised) - set(ids))
        return wrong + (["%d of %d lost" % (missing, len(promised))] if missing else [])


def acknowledged(text):
    """Returns the ids of whole `ACK` lines."""
    return [line[4:] for line in text.split("\n")[:-1] if line.startswith("ACK ")]


class Tally:
    """What a part tried and what broke; the first few faults are kept in words."""

    def __init__(self):
        self.tried, self.broke, self.words = 0, 0, []

    def add(self, name, wrong):
        self.tried += 1
        if wrong:
            self.broke += 1
            if len(self.words) < 40:
                self.words.append("%s: %s" % (name, "; ".join(wrong)))
