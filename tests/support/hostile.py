#!/usr/bin/env python3
"""hostile: deck and settings files of every bad shape up to the caps, made and run with a limit on time and memory.

  hostile.py make DIR [--only NAME ...]          writes the shapes
  hostile.py run DIR --bin BIN [--limit 60] [--verbs check,json,study,list] [--only NAME ...]

A run is red when it takes 2 s or more, peaks at 300 MB or more, dies by a signal, or prints over 64 KiB
(text verbs). Standard library only.
"""
import argparse, os, resource, subprocess, sys, time, threading

CAP = 16 << 20
CONF = 1 << 20

def fill(line, cap=CAP, head="", tail=""):
    """line(i) repeated up to the cap."""
    parts, size, i = [head], len(head.encode()) + len(tail.encode()), 0
    while True:
        s = line(i); n = len(s.encode())
        if size + n > cap - 16: break
        parts.append(s); size += n; i += 1
    parts.append(tail)
    return "".join(parts)

def times(n, line): return "".join(line(i) for i in range(n))

C = '[c%d]\nq = "x"\na = "y"\n'
HEAD = '[deck]\nid = "d"\ntitle = "D"\n'
DECKS = {
    "at-40k": lambda: times(40000, lambda i: "x = @\n"),
    "at-full": lambda: fill(lambda i: "x = @\n"),
    "at-in-cards": lambda: fill(lambda i: "[c%d]\nx = @\n" % i),
    "dangling-20k": lambda: HEAD + times(20000, lambda i: C % i + 'related = ["no%d"]\n' % i),
    "dangling-full": lambda: fill(lambda i: C % i + 'related = ["no%d"]\n' % i, 3 << 20, HEAD),
    "dangling-one-card": lambda: fill(lambda i: '"n%d",' % i, 4 << 20, '[c]\nq = "x"\na = "y"\nrelated = [', "]\n"),
    "dangling-sources": lambda: fill(lambda i: '"n%d",' % i, 4 << 20, '[c]\nq = "x"\na = "y"\nsources = [', "]\n"),
    "dangling-mocks": lambda: fill(lambda i: '[mock.m%d]\nask = ["n%d"]\n' % (i, i), 3 << 20, HEAD + C % 0),
    "dangling-one-mock": lambda: fill(lambda i: '"n%d",' % i, 3 << 20, HEAD + C % 0 + "[mock.m]\nask = [", "]\n"),
    "requires": lambda: fill(lambda i: '"n%d",' % i, 4 << 20, '[deck]\nid = "d"\nrequires = [', "]\n"),
    "unknown-300k": lambda: C % 0 + times(300000, lambda i: "relatd%d = 1\n" % i),
    "unknown-full": lambda: fill(lambda i: "k%d = 1\n" % i, head=C % 0),
    "unknown-each-card": lambda: fill(lambda i: C % i + "relatd = 1\n", 3 << 20),
    "unknown-long": lambda: C % 0 + "k" * (CAP - 100) + " = 1\n",
    "top-keys": lambda: fill(lambda i: "k%d = 1\n" % i),
    "tables-1e6": lambda: times(1000000, lambda i: "[c%d]\n" % i),
    "tables-100k": lambda: times(100000, lambda i: C % i),
    "cards-60k": lambda: times(60000, lambda i: '[c%d]\nq = "What is the answer to question %d, asked at length?"\na = "It is %d, and this is why it is so, in a few words."\ntags = ["a", "b"]\n' % (i, i, i)),
    "cards-long": lambda: times(16000, lambda i: '[c%d]\nq = "%s"\na = "%s"\n' % (i, "lorem ipsum " * 40, "dolor sit " * 45)),
    "subtables": lambda: fill(lambda i: "[c.points.p%d]\nsay = \"s\"\n" % i, 6 << 20, '[c]\nq = "x"\n'),
    "parts-first": lambda: times(40000, lambda i: "[c%d.points]\np = \"s\"\n" % i) + times(40000, lambda i: '[c%d]\nq = "x"\n' % i),
    "duplicate-tables": lambda: times(40000, lambda i: C % i) + times(40000, lambda i: C % i),
    "duplicate-one": lambda: fill(lambda i: C % 0),
    "duplicate-keys": lambda: fill(lambda i: "k = 1\n", head=C % 0),
    "duplicate-keys-cards": lambda: fill(lambda i: '[c%d]\nq = "x"\nq = "x"\na = "y"\n' % i, 3 << 20),
    "duplicate-plain": lambda: times(60000, lambda i: '[[cards]]\nid = "a"\nfront = "x"\nback = "y"\n'),
    "array-of-tables": lambda: fill(lambda i: "[[cards]]\n"),
    "array-of-cards": lambda: times(100000, lambda i: '[[cards]]\nfront = "f%d"\nback = "b"\n' % i),
    "decks": lambda: fill(lambda i: "[deck]\n"),
    "decks-aot": lambda: fill(lambda i: "[[deck]]\n"),
    "dotted-wide": lambda: fill(lambda i: "a%d.b = 1\n" % i),
    "dotted-deep": lambda: "a." * ((CAP - 20) // 2) + "a = 1\n",
    "dotted-many": lambda: fill(lambda i: "a.b.c.d.e.f.g.h.k%d = 1\n" % i),
    "dotted-tables": lambda: fill(lambda i: "[a%d.b.c.d.e.f.g.h]\n" % i),
    "header-deep": lambda: "[" + "a." * ((CAP - 20) // 2) + "a]\n",
    "brackets-open": lambda: "a = " + "[" * (CAP - 20),
    "brackets-lines": lambda: "[" * (CAP - 20),
    "brackets-pairs": lambda: "a = [" + "[]," * ((CAP - 20) // 3) + "]\n",
    "braces": lambda: "a = [" + "{}," * ((CAP - 20) // 3) + "]\n",
    "braces-full": lambda: "a = [" + "{a=1}," * ((CAP - 20) // 6) + "]\n",
    "braces-deep": lambda: "a = [" + ("{a=" * 70 + "1" + "}" * 70 + ",") * 50000 + "]\n",
    "commas": lambda: "a = [" + "," * (CAP - 20),
    "ones": lambda: "a = [" + "1," * ((CAP - 20) // 2) + "]\n",
    "equals": lambda: "=" * (CAP - 20),
    "dots": lambda: "." * (CAP - 20),
    "newlines": lambda: "\n" * (CAP - 20),
    "spaces": lambda: " " * (CAP - 20),
    "comments": lambda: "#\n" * ((CAP - 20) // 2),
    "one-line": lambda: C % 0 + 'why = "' + "x" * (CAP - 100) + '"\n',
    "one-word-lines": lambda: C % 0 + "z" * (CAP - 100),
    "bare-lines": lambda: "z\n" * ((CAP - 20) // 2),
    "wrong-points": lambda: fill(lambda i: "p%d=1," % i, 3 << 20, '[c]\nq = "x"\npoints = {', "}\n"),
    "wrong-points-lines": lambda: fill(lambda i: "p%d = 1\n" % i, 4 << 20, '[c]\nq = "x"\n[c.points]\n'),
    "points": lambda: fill(lambda i: 'p%d = "s"\n' % i, 4 << 20, '[c]\nq = "x"\n[c.points]\n'),
    "points-full": lambda: fill(lambda i: 'p%d = "s"\n' % i, CAP, '[c]\nq = "x"\n[c.points]\n'),
    "points-level": lambda: fill(lambda i: 'p%d = {say="s",level="L"}\n' % i, 4 << 20, '[deck]\nscale = [' + ",".join('"L%d"' % i for i in range(50000)) + ']\n[c]\nq = "x"\n[c.points]\n'),
    "levels": lambda: fill(lambda i: 'L%d = ["s","t"]\n' % i, 4 << 20, '[c]\nq = "x"\n[c.levels]\n'),
    "levels-say": lambda: times(60000, lambda i: '[c.levels.L%d]\nsay = ["s%d","t"]\n' % (i, i)) + '[c]\nq = "x"\n',
    "levels-scale": lambda: '[deck]\nscale = [' + ",".join('"L%d"' % i for i in range(60000)) + ']\n[c]\nq = "x"\n' + times(60000, lambda i: '[c.levels.L%d]\nsay = ["s%d","t"]\n' % (i, i)),
    "levels-one": lambda: '[deck]\nscale = ["A","B"]\n[c]\nq = "x"\n[c.levels]\nA = { say = [' + '"s",' * 200000 + '] }\nB = { say = [' + '"st",' * 200000 + "] }\n",
    "tells": lambda: fill(lambda i: 't%d = "s"\n' % i, 3 << 20, '[c]\nq = "x"\n[c.tells.up]\n', "") + "[c.tells.down]\n" + times(100000, lambda i: 't%d = "s"\n' % i),
    "rungs": lambda: '[c]\nq = "x"\norder = [' + ",".join('"r%d"' % i for i in range(70000)) + "]\n[c.rung]\n" + times(70000, lambda i: 'r%d = "s"\n' % i),
    "rungs-left-out": lambda: '[c]\nq = "x"\norder = [' + ",".join('"o%d"' % i for i in range(70000)) + "]\n[c.rung]\n" + times(70000, lambda i: 'r%d = "s"\n' % i),
    "order": lambda: fill(lambda i: '"r%d",' % i, 4 << 20, '[c]\nq = "x"\norder = [', "]\n"),
    "matches": lambda: fill(lambda i: 'm%d = "s"\n' % i, 4 << 20, '[c]\nq = "x"\n[c.match]\n'),
    "pairs": lambda: fill(lambda i: 'm%d = {weak="s",strong="t"}\n' % i, 4 << 20, '[c]\nq = "x"\n[c.pair]\n'),
    "routes": lambda: fill(lambda i: 'm%d = {when="s",pick="t"}\n' % i, 4 << 20, '[c]\nq = "x"\n[c.route]\n'),
    "follows": lambda: fill(lambda i: 'm%d = {q="s",a="t"}\n' % i, 4 << 20, '[c]\nq = "x"\na = "y"\n[c.follow]\n'),
    "wrongs": lambda: fill(lambda i: '"s%d",' % i, 4 << 20, '[c]\nq = "x"\nanswer = "y"\nwrong = [', "]\n"),
    "ask-skip": lambda: '[c]\nq = "x"\na = "y"\nask = [' + ",".join('"tell.t%d"' % i for i in range(60000)) + "]\nskip = [" + ",".join('"tell.s%d"' % i for i in range(60000)) + "]\n[c.tells.up]\n" + times(60000, lambda i: 't%d = "s"\n' % i),
    "was": lambda: '[c]\nq = "x"\nwas = [' + ",".join('"w%d"' % i for i in range(100000)) + "]\n[c.tells.up]\n" + times(20000, lambda i: 't%d = "s"\n' % i),
    "blanks": lambda: '[c]\nfact = "' + "".join("{{b%d=v}} " % i for i in range(200000)) + '"\n',
    "blanks-full": lambda: '[c]\nfact = "' + fill(lambda i: "{{b%d=v}} " % i, CAP - 100) + '"\n',
    "blanks-open": lambda: '[c]\nfact = "' + "{{" * ((CAP - 100) // 2) + '"\n',
    "blanks-unnamed": lambda: '[c]\nfact = "' + "{{v}}" * ((CAP - 100) // 5) + '"\n',
    "marks": lambda: '[c]\nq = "a' + "\u0301" * ((CAP - 100) // 2) + '"\na = "y"\n',
    "marks-mixed": lambda: '[c]\nq = "a' + "\u0301\u0323\u0315" * ((CAP - 100) // 6) + '"\na = "y"\n',
    "marks-key": lambda: '[c]\nq = "x"\na = "y"\n"a' + "\u0301" * ((CAP - 100) // 2) + '" = 1\n',
    "zwj": lambda: '[c]\nq = "' + "\U0001f468\u200d" * ((CAP - 100) // 7) + '"\na = "y"\n',
    "isolates": lambda: '[c]\nq = "' + "\u2066" * ((CAP - 100) // 3) + '"\na = "y"\n',
    "marks-wrong": lambda: '[c]\nq = "x"\n[c.points]\n' + times(50000, lambda i: '"p' + "\u0301" * 20 + '%d" = 1\n' % i),
    "cr": lambda: fill(lambda i: '[c%d]\rq = "x"\r' % i),
    "cr-only": lambda: "\r" * (CAP - 20),
    "crlf": lambda: times(60000, lambda i: '[c%d]\r\nq = "x"\r\na = "y"\r\n' % i),
    "nul": lambda: "\0" * (CAP - 20),
    "allow": lambda: fill(lambda i: "# check: allow W35\n"),
    "allow-cards": lambda: fill(lambda i: "# check: allow W35\n[c%d]\nas-of = 2001\nq = \"In 2001?\"\nanswer = \"y\"\nwrong = [\"zz\"]\n" % i, 6 << 20),
    "allow-codes": lambda: fill(lambda i: " W", CAP, "# check: allow", "\n[c]\nq = \"x\"\na = \"y\"\n"),
    "allow-codes-2": lambda: fill(lambda i: "# check: allow " + " ".join("W%02d" % k for k in range(100)) + "\n[c%d]\nq = \"x\"\na = \"y\"\n" % i),
    "headers-broken": lambda: fill(lambda i: "[c%d\n" % i),
    "headers-broken-2": lambda: fill(lambda i: "[c%d]]\n" % i),
    "headers-broken-q": lambda: fill(lambda i: '["c%d]\nq = "x"\n' % i),
    "headers-space": lambda: fill(lambda i: '[c d%d]\nq = "x"\n' % i),
    "unclosed": lambda: fill(lambda i: '[c%d]\nq = "x\n' % i),
    "unclosed-3": lambda: fill(lambda i: '[c%d]\nq = """x\n' % i),
    "unclosed-list": lambda: fill(lambda i: '[c%d]\nq = [\n' % i),
    "unclosed-top": lambda: 'q = """' + fill(lambda i: '[c%d]\nq = "x"\n' % i),
    "in-text": lambda: 'q = """\n' + fill(lambda i: "[c%d]\n" % i, CAP - 100) + '"""\n',
    "quotes": lambda: '"' * (CAP - 20),
    "quotes-lines": lambda: '"\n' * ((CAP - 20) // 2),
    "one-broken-big": lambda: times(60000, lambda i: C % i) + "[z]\nq = @\n",
    "some-broken-big": lambda: times(60000, lambda i: C % i if i % 50 else "[c%d]\nq = @\n" % i),
    "dup-some-big": lambda: times(60000, lambda i: C % (i - i % 50 if i % 50 == 1 else i)),
    "mocks": lambda: fill(lambda i: '[mock.m%d]\nask = ["c0"]\n' % i, 4 << 20, C % 0),
    "glossary": lambda: fill(lambda i: 'w%d = "m"\n' % i, 4 << 20, C % 0 + "[glossary]\n"),
    "glossary-wrong": lambda: fill(lambda i: "w%d = 1\n" % i, 4 << 20, C % 0 + "[glossary]\n"),
    "ids-bad": lambda: fill(lambda i: '["é%d"]\nq = "x"\na = "y"\n' % i, 3 << 20),
    "ids-long": lambda: times(160, lambda i: "[%s%d]\nq = \"x\"\na = \"y\"\n" % ("c" * 100000, i)),
    "lookalike": lambda: fill(lambda i: '[dekc%d]\nx = 1\n' % i, 4 << 20),
    "no-question": lambda: fill(lambda i: "[c%d]\nq = \"x\"\n" % i, 3 << 20),
    "big-int": lambda: "[c]\nq = \"x\"\na = \"y\"\nrev = " + "9" * (CAP - 100) + "\n",
    "tags": lambda: fill(lambda i: '"t%d",' % i, 4 << 20, '[c]\nq = "x"\na = "y"\ntags = [', "]\n"),
    "accept": lambda: fill(lambda i: '"t%d",' % i, 4 << 20, '[c]\nq = "x"\na = "y"\naccept = [', "]\n"),
    "long-answer": lambda: '[c]\nq = "x"\na = """' + "lorem ipsum dolor\n" * ((CAP - 100) // 18) + '"""\n',
}
def folder(n, text):
    def make(path):
        os.makedirs(path, exist_ok=True)
        for i in range(n):
            with open(os.path.join(path, "d%06d.toml" % i), "w") as f: f.write(text(i))
    return make
FOLDERS = {
    "folder-20k": folder(20000, lambda i: '[deck]\nid = "d%d"\ntitle = "D %d"\n' % (i, i) + C % 1 + C % 2),
    "folder-100k": folder(100000, lambda i: C % 1),
    "folder-100k-bad": folder(100000, lambda i: "x = @\n"),
    "folder-20k-same": folder(20000, lambda i: '[deck]\nid = "d"\n' + C % 1),
    "folder-one-20k": folder(20000, lambda i: ('[deck]\nid = "d"\n' if i == 0 else "") + C % i),
}
CONFIGS = {
    "c-unknown": lambda: fill(lambda i: "k%d = 1\n" % i, CONF),
    "c-unknown-close": lambda: fill(lambda i: "retentio%d = 1\n" % i, CONF),
    "c-keys-unknown": lambda: fill(lambda i: 'k%d = "b"\n' % i, CONF, "[keys]\n"),
    "c-keys-wrong": lambda: fill(lambda i: "k%d = 1\n" % i, CONF, "[keys]\n"),
    "c-keys-list": lambda: fill(lambda i: '"b",', CONF, "[keys]\nbury = [", "]\n"),
    "c-keys-inline": lambda: fill(lambda i: 'k%d="b",' % i, CONF, "keys = {", "}\n"),
    "c-layout": lambda: '[keys.layout]\nfrom = "' + "й" * 260000 + '"\nto = "' + "q" * 260000 + '"\n',
    "c-decks": lambda: fill(lambda i: "[decks.d%d]\nnew-per-day = 1\n" % i, CONF),
    "c-decks-wrong": lambda: fill(lambda i: "[decks.d%d]\nnew-per-day = -1\n" % i, CONF),
    "c-decks-unknown": lambda: fill(lambda i: "new-per-da%d = 1\n" % i, CONF, "[decks.d]\n"),
    "c-themes": lambda: fill(lambda i: '[themes.t%d]\ntext = "#7aa2f7"\n' % i, CONF),
    "c-themes-roles": lambda: fill(lambda i: 'r%d = "#7aa2f7"\n' % i, CONF, 'theme = "t"\n[themes.t]\n'),
    "c-themes-wrong": lambda: fill(lambda i: "r%d = 1\n" % i, CONF, 'theme = "t"\n[themes.t]\n'),
    "c-at": lambda: fill(lambda i: "x = @\n", CONF),
    "c-parts-first": lambda: times(30000, lambda i: "[d%d.p]\n" % i) + times(30000, lambda i: "[d%d]\n" % i),
    "c-long-key": lambda: "k" * (CONF - 100) + " = 1\n",
    "c-deep": lambda: "a." * ((CONF - 20) // 2) + "a = 1\n",
    "c-deck-order": lambda: fill(lambda i: '"d%d",' % i, CONF, "deck-order = [", "]\n"),
    "c-steps": lambda: fill(lambda i: '"1m",', CONF, "learning-steps = [", "]\n"),
    "c-grader": lambda: fill(lambda i: '"a",', CONF, "grader = [", "]\n"),
    "c-ones": lambda: fill(lambda i: "1,", CONF, "grader = [", "]\n"),
    "c-empty-decks": lambda: fill(lambda i: "[decks.d%d]\n" % i, CONF),
    "c-marks": lambda: 'theme = "a' + "\u0301" * (CONF // 2 - 50) + '"\n',
}
VERBS = {
    "check": ["check", "{}"], "json": ["check", "--json", "{}"], "study": ["study", "--plain", "{}"],
    "list": ["list", "{}"], "items": ["list", "--items", "{}"], "due": ["due", "{}"],
}

def run(binary, args, limit, home):
    env = dict(os.environ, CARDSHARP_HOME=home, LC_ALL="C.UTF-8", TZ="UTC")
    out = open(home + ".out", "wb+")
    t = time.monotonic()
    p = subprocess.Popen([binary, *args], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env)
    late = threading.Timer(limit, p.kill); late.start()
    _, status, use = os.wait4(p.pid, 0)
    late.cancel()
    p.returncode = os.waitstatus_to_exitcode(status)
    return use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, p.returncode, out.tell() or os.path.getsize(home + ".out")

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("what", choices=["make", "run"]); ap.add_argument("dir")
    ap.add_argument("--bin"); ap.add_argument("--limit", type=float, default=60)
    ap.add_argument("--verbs", default="check,study"); ap.add_argument("--only", nargs="*")
    ap.add_argument("--red", action="store_true", help="print only what is red")
    a = ap.parse_args()
    want = lambda n: not a.only or n in a.only
    os.makedirs(a.dir, exist_ok=True)
    if a.what == "make":
        for n, make in {**DECKS, **CONFIGS}.items():
            if want(n):
                with open(os.path.join(a.dir, n + ".toml"), "w", newline="") as f: f.write(make())
        for n, make in FOLDERS.items():
            if want(n): make(os.path.join(a.dir, n))
        return
    red = 0
    home = os.path.join(a.dir, "home"); os.makedirs(home, exist_ok=True)
    conf = os.path.join(home, "config.toml")
    def one(n, verb, args):
        nonlocal red
        s, mb, rc, size = run(a.bin, args, a.limit, home)
        bad = s >= 2 or mb >= 300 or rc < 0 or rc == 101 or (verb != "json" and verb != "list" and verb != "items" and size > 65536)
        red += bad
        if bad or not a.red: print("%-20s %-6s %6.2f s %5.0f MB  rc %3d  %8d bytes%s" % (n, verb, s, mb, rc, size, "  RED" if bad else ""), flush=True)
    for n in [*DECKS, *FOLDERS]:
        if not want(n): continue
        path = os.path.join(a.dir, n + (".toml" if n in DECKS else ""))
        for verb in a.verbs.split(","):
            if verb in VERBS: one(n, verb, [x.replace("{}", path) for x in VERBS[verb]])
    for n in CONFIGS:
        if not want(n): continue
        with open(conf, "wb") as f: f.write(open(os.path.join(a.dir, n + ".toml"), "rb").read())
        one(n, "due", ["due"]); one(n, "doctor", ["doctor"])
        os.unlink(conf)
    print("%d red" % red)
    sys.exit(bool(red))
main()
