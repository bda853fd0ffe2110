"""Homes with something wrong in them: the log, settings, the device's name, backups to restore, results to import."""
import json
import os
from collections import namedtuple

import segments
from hostile_decks import sparse
from segments import DAY, NOON, event

# `runs` are words and the exit codes that fit; `kept`: nothing in the home may change; `after` looks once more.
Case = namedtuple("Case", "name make runs kept most after", defaults=(False, 64 << 10, None))

TOLD = (0, 65, 66, 74, 78)
NO = (65, 66, 73, 74, 77, 78)
DUE, DOCTOR, LIST = (("due", "--json"), TOLD), (("doctor",), TOLD), (("stats", "--json"), TOLD)
ESCAPE = "\x1b[2J\u202e\u009b"


def cases(chance):
    return [*logs(), *undos(), *parameters(), *settings(), *restores(), *results(), *mutants(chance)]


def at(*names, make):
    """Puts something under a name in a home."""
    def put(program, home):
        path = os.path.join(home, *names)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        make(path)
    return put


def link(target):
    return lambda path: os.symlink(target, path)


ODD = (("a pipe", os.mkfifo), ("/dev/zero", link("/dev/zero")), ("a terabyte of nothing", sparse), ("a folder", os.mkdir))


def logs():
    for name, make in ODD:
        yield Case("a segment that is " + name, at("events", "hand", "x.jsonl", make=make), (DUE, DOCTOR, LIST))
    yield Case("events is a file", at("events", make=lambda path: open(path, "w").close()), (DUE, DOCTOR))
    damaged = [b"damaged line %d\n" % n for n in range(100_000)]
    yield Case("100,000 damaged lines", lambda _, home: segments.write(home, [event(1), *damaged]), (DUE, DOCTOR), most=8 << 10)
    yield Case("escapes in damage", lambda _, home: segments.write(home, [ESCAPE.encode() + b"\n", segments.seal(ESCAPE.encode())]), (DUE, DOCTOR))
    words = {"front": ESCAPE, "level": ESCAPE, "by": ESCAPE, "dev": ESCAPE}
    yield Case("escapes in events", lambda _, home: segments.write(home, [event(1, **words), event(2, item=ESCAPE + "/x#recall"), event(3, "set", key="note:start-here/ticks", value=ESCAPE)]), (DUE, DOCTOR, LIST))
    yield Case("a newer container", lambda _, home: segments.write(home, [event(1)], version=99), (DUE, DOCTOR), kept=True, after=writes_nothing)
    yield Case("newer events", lambda _, home: segments.write(home, [event(1), event(2, "hologram", depth=3), event(3, v=99)]), (DUE, DOCTOR))
    extremes = [event(1, hlc=[2**63 - 1, 2**32 - 1]), event(2, hlc=[-2**63, 0]), event(3, gap={"days": 2**32 - 1}), event(4, gap={"ms": -2**63}), event(5, day="9999-12-31"), event(6, day="-9999-01-01"), event(7, ms=2**63 - 1), event(8, ms=-2**63), event(9, dr=1e38), event(10, dr=-1e38), event(11, off=2**31 - 1)]
    yield Case("numbers at their ends", lambda _, home: segments.write(home, extremes), (DUE, LIST, (("reschedule", "--dry-run"), TOLD), (("study", "--plain", "--limit", "5"), TOLD)))
    yield Case("20,000 tiny segments", tiny, (DUE,))


def tiny(_, home):
    for number in range(20_000):
        segments.write(home, [], device="hand%d" % (number % 50), name="%d.jsonl" % number)


def writes_nothing(program, home):
    before = os.listdir(os.path.join(home, "events"))
    ran = program.run("__store", "write", home, "--count", "1")
    wrong = ran.faults()
    if "ACK" in ran.out or os.listdir(os.path.join(home, "events")) != before:
        wrong.append("something was written into the log of a newer version")
    return wrong


def undos():
    one = event(1)

    def undo(number, *targets):
        return event(number, "undo", at=NOON - DAY + number, of=[target["id"] for target in targets])

    def circle():
        first, second = undo(2), undo(3)
        first["of"] = [second["id"], first["id"], one["id"]]
        second["of"] = [first["id"], one["id"]]
        return [one, first, second]

    def layers():
        below, made = [one], []
        for layer in range(30):
            here = [undo(10 + 2 * layer + n, *below) for n in range(2)]
            made, below = made + here, here
        return [one, *made]

    def chain():
        made = [one]
        for number in range(8_000):
            made.append(undo(10 + number, made[-1]))
        return made

    for name, made in (("a circle of undos", circle()), ("30 layers of undos", layers()), ("a chain of 8,000 undos", chain())):
        yield Case(name, lambda _, home, made=made: segments.write(home, made), (DUE, LIST))


def parameters():
    for value in ("0", "-1e30", "1e30", "100", "0.001", "nan", "inf"):
        fitted = [event(1, at=NOON - 3 * DAY), event(2, "set", key="fsrs", value=",".join([value] * 21))]
        yield Case("FSRS parameters of " + value, lambda _, home, fitted=fitted: segments.write(home, fitted), (
            DUE, (("simulate", "--json", "--days", "5"), TOLD), (("reschedule", "--dry-run"), TOLD), (("study", "--plain", "--limit", "4"), TOLD), (("optimize",), TOLD)))


def settings():
    for name, make in ODD:
        yield Case("settings that are " + name, at("config.toml", make=make), (DUE, DOCTOR), kept=name != "a folder")
        yield Case("a device file that is " + name, at("device.toml", make=make), (DUE, ))
    texts = {
        "no TOML": "x = @\n" * 20_000, "100,000 keys": "".join("k%d = 1\n" % n for n in range(60_000)), "a deep table": "a = " + "{a=" * 20_000,
        "escapes": '"\\u001b[2J" = 1\ntheme = "\\u001b[2J\\u202e"\n[keys]\n"\\u001b" = "x"\n', "ends": "new-per-day = 9223372036854775807\nretention = nan\nday-start = -5\nminutes-per-day = 9223372036854775807\nlearning-steps = [\"999999999999d\"]\n",
    }
    for name, words in texts.items():
        def make(path, words=words):
            with open(path, "w") as file:
                file.write(words)
        yield Case("settings with " + name, at("config.toml", make=make), (DUE, (("study", "--plain", "--limit", "2"), TOLD)), kept=False, most=8 << 10)
        yield Case("a device file with " + name, at("device.toml", make=make), (DUE,), after=saves)


def saves(program, home):
    """Whatever stood there: one answer is saved, or refused with a word."""
    ran = program.run("__store", "write", home, "--count", "1")
    return ran.faults(codes=(0, *NO)) + ([] if ran.code else program.lost(home, [line[4:] for line in ran.out.split("\n") if line[:4] == "ACK "]))


def beside(name, make):
    """Puts something beside a home that holds one answer."""
    def put(program, home):
        program.fill(home, 1)
        make(os.path.join(os.path.dirname(home), name))
    return put


def text(words):
    def make(path):
        with open(path, "wb") as file:
            file.write(words if isinstance(words, bytes) else words.encode("utf-8", "surrogatepass"))
    return make


def restores():
    run = ((("restore", "{beside}/b"), NO),)
    for name, make in (*ODD, ("nothing", lambda path: None), ("empty", text("")), ("no backup", text("hello\n" * 1000)), ("random", text(bytes(range(256)) * 400))):
        yield Case("a backup that is " + name, beside("b", make), run, kept=True)
    half = segments.seal(event(1)) + segments.seal(event(2))[:-30]
    yield Case("half a backup", beside("b", text(half)), ((("restore", "{beside}/b"), (0, 65)),))


def results():
    given = {"ms": 1, "paused": 0, "how": "typed"}
    judged = {"marks": [], "tells": [ESCAPE], "score": 0.5, "musts": [ESCAPE], "level": ESCAPE}
    script = {"id": "x/" + ESCAPE, "title": ESCAPE, "ms": 2**63 - 1, "seed": 1, "asks": [{"item": "start-here/ticks#recall", "ms": -2**63, "when": "always"}]}
    whole = {"cardsharp": "interview", "format": 1, "run": 7, "versions": [["start-here", ESCAPE]], "script": script, "answers": [[0, given, judged]]}
    shown = ((("import", "{beside}/r"), TOLD), (("mocks",), TOLD), (("mocks", "--json"), TOLD), (("mocks", "7", "--markdown"), TOLD), LIST)
    yield Case("a result with escapes", beside("r", text(json.dumps(whole))), shown)
    for name, make in (*ODD, ("newer", text(json.dumps({**whole, "format": 9}))), ("a score that is no number", text(json.dumps(whole).replace("0.5", "1e39"))),
                       ("100,000 brackets", text("[" * 100_000)), ("two megabytes", text(json.dumps(whole) + " " * (2 << 20))), ("too many answers", text(json.dumps({**whole, "answers": [[0, given, judged]] * 5000})))):
        yield Case("a result that is " + name, beside("r", make), ((("import", "{beside}/r"), (0, *NO) if name == "two megabytes" else NO),), kept=name != "two megabytes")


def mutants(chance):
    for number in range(20):
        lines = [event(n, item=chance.choice(("start-here/ticks#recall", "start-here/first-line#choice"))) for n in range(6)] + [event(9, "set", key="journal", value="off")]
        made = []
        for line in lines:
            raw = bytearray(json.dumps(line, separators=(",", ":")).encode())
            for _ in range(chance.randrange(0, 4)):
                raw[chance.randrange(len(raw))] = chance.choice(b'0123456789"{}[],:-eE\x1b')
            made.append(segments.seal(bytes(raw).replace(b"\n", b"")))
        yield Case("mutant %d of a segment" % number, lambda _, home, made=made: segments.write(home, made), (DUE, LIST))
