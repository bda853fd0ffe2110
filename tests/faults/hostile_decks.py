"""Decks nobody would write by accident, and some that anybody would."""
import os
from collections import namedtuple

# `codes` are those of `check`.
Case = namedtuple("Case", "name file make codes")

GOOD = '[deck]\nid = "any"\n\n[one]\nq = "What is one?"\na = "eins"\n\n[two]\nq = "What is two?"\na = "zwei"\n'
OK, BAD, NONE, EITHER = (0,), (65,), (66, 77), (0, 65)
ESCAPES = (
    r"\u001b[2J\u001b[H", r"\e[31m", r"\u001b]0;title\u0007", r"\u001b]52;c;cHduZWQ=\u0007", r"\u001b]8;;x\u001b\\link",
    r"\u001bP+q544e\u001b\\", "\u009b2J\u009d0;x\u009c", r"\u0007\u0007", r"safe\rEVIL", r"abc\b\b\bX", r"\u000eqqq\u000f",
    r"\u007f", "a\u202eevil\u202c", "\u2067\u2066x\u2069", "pa\u200bss\u2060w\ufeff", "".join(chr(0xE0000 + ord(c)) for c in "tags"),
    "a\u2028b\u2029c\u0085d", "a\uffff\U0010ffff", "a" + "\u0301" * 5000, r"\u001b[6n\u001b[c",
)


def cases(chance):
    return [*texts(), *escapes(), *sizes(), *files(), *mutants(chance)]


def text(name, words, codes):
    data = words if isinstance(words, bytes) else words.encode("utf-8", "surrogatepass")

    def make(path):
        with open(path, "wb") as file:
            file.write(data)
    return Case(name, "deck.toml", make, codes)


def texts():
    yield text("a good deck", GOOD, OK)
    yield text("CRLF", GOOD.replace("\n", "\r\n"), OK)
    yield text("byte order mark", b"\xef\xbb\xbf" + GOOD.encode(), OK)
    yield text("an empty file", "", EITHER)
    yield text("UTF-16", b"\xff\xfe" + GOOD.encode("utf-16-le"), BAD)
    yield text("Latin-1", GOOD.encode().replace(b"eins", b"f\xfcnf"), BAD)
    yield text("a surrogate", GOOD.replace("eins", "\ud800"), BAD)
    yield text("NUL", GOOD.replace("eins", "a\0b"), BAD)
    yield text("cut in a string", GOOD[:GOOD.index("eins") + 2], BAD)
    yield text("cut between cards", GOOD[:GOOD.index("[two]")], OK)
    yield text("one id twice", GOOD + '[one]\nq = "x"\na = "y"\n', BAD)
    yield text("wrong types", '[deck]\nid = 5\n[a]\nq = 1\na = [1]\n', BAD)
    yield text("no answer", '[a]\nq = "x"\n', BAD)
    yield text("a command", GOOD + 'hook = "touch touched"\neditor = "sh -c \'touch touched\'"\n', EITHER)
    yield text("a path", GOOD + 'image = "../../../../etc/passwd"\ninclude = ["/etc/passwd"]\n', EITHER)
    yield text("bad date", GOOD + "as-of = 2024-02-30\n", BAD)
    yield text("a huge number", GOOD.replace("[deck]\n", "[deck]\nnew-per-day = " + "9" * 100_000 + "\n"), BAD)


def escapes():
    for number, words in enumerate(ESCAPES):
        yield text("escape %d in a text" % number, '[a]\nq = "%s"\na = "ok"\n' % words, EITHER)
    for where in ('"{e}" = 1\n' + GOOD, GOOD + '"{e}" = 1\n', '["{e}"]\nq = "x"\na = "y"\n', '[deck]\nversion = "{e}"\nlicense = "{e}"\nid = "{e}"\n' + GOOD[GOOD.index("[one]"):],
                  '[a]\nq = "x"\na = "y"\nwrong = {{ "{e}" = "z" }}\n', '[a]\nfact = "It is {{{{{e}=1}}}}."\n', "x = \u009b2J\u202e @\n", '[a]\nq = "x"\na = "y"\ntags = ["{e}"]\nrelated = ["{e}"]\n'):
        yield text("an escape in a key or name", where.replace("{e}", r"\u001b[2J\u202e").replace("{{", "{").replace("}}", "}"), EITHER)


def sizes():
    """What is large in one way each, all below the cap of 16 MiB."""
    yield text("40,000 broken lines", "x = @\n" * 40_000, BAD)
    yield text("20,000 dangling links", "".join('[c%d]\nq = "x"\na = "y"\nrelated = ["no%d"]\n' % (n, n) for n in range(20_000)), EITHER)
    yield text("200,000 unknown keys", "".join("k%d = 1\n" % n for n in range(200_000)), BAD)
    yield text("200,000 unknown keys in a card", GOOD + "".join("k%d = 1\n" % n for n in range(200_000)), EITHER)
    yield text("300,000 tables", "".join("[t%d]\n" % n for n in range(300_000)), BAD)
    yield text("20,000 cards of one id", '[a]\nq = "x"\na = "y"\n' * 20_000, BAD)
    yield text("50,000 cards", "".join('[c%d]\nq = "Question %d?"\na = "y"\n' % (n, n) for n in range(50_000)), OK)
    yield text("100,000 open brackets", "a = " + "[" * 100_000, BAD)
    yield text("a deep table", "a = " + "{a=" * 50_000 + "1" + "}" * 50_000, BAD)
    yield text("a dotted key", "a." * 100_000 + "a = 1", BAD)
    yield text("a line of a megabyte", "zzz = @" + "y" * 1_000_000, BAD)
    yield text("a text of ten megabytes", '[a]\nq = "x"\na = "%s"\n' % ("lorem " * 1_700_000), EITHER)
    yield text("a question of a megabyte", '[a]\nq = "%s"\na = "y"\n' % ("x" * 1_000_000), EITHER)
    yield text("20,000 wrong options", '[a]\nq = "x"\nanswer = "y"\n[a.wrong]\n' + "".join('w%d = "z%d"\n' % (n, n) for n in range(20_000)), EITHER)
    yield text("17 MiB", "# " + "x" * (17 << 20) + "\n" + GOOD, BAD)


def files():
    """What is no deck file at all."""
    link = lambda target: lambda path: os.symlink(target, path)
    yield Case("a pipe", "deck.toml", os.mkfifo, NONE)
    for device in ("/dev/zero", "/dev/tty", "/proc/self/mem"):
        yield Case("a link to " + device, "deck.toml", link(device), (65, 66, 69, 77))
    yield Case("a link to nowhere", "deck.toml", link("nowhere"), NONE)
    yield Case("a link to itself", "deck.toml", link("deck.toml"), NONE)
    yield Case("nothing", "deck.toml", lambda path: None, NONE)
    yield Case("a terabyte of nothing", "deck.toml", sparse, BAD)
    yield Case("a name with an escape", "e\x1b[2J\u202e.toml", lambda path: text("", "x = @\n", BAD).make(path), BAD)
    yield Case("a folder in a loop", "folder", loop, EITHER)


def sparse(path):
    with open(path, "wb") as file:
        file.truncate(1 << 40)


def loop(path):
    os.mkdir(path)
    os.symlink(".", os.path.join(path, "here"))
    os.symlink("..", os.path.join(path, "up"))
    with open(os.path.join(path, "a.toml"), "w") as file:
        file.write(GOOD)


def mutants(chance):
    """A deck of the house with bytes changed, taken out and doubled."""
    folder = os.path.join(os.path.dirname(__file__), "..", "..", "decks")
    for number in range(30):
        name = chance.choice(sorted(os.listdir(folder)))
        with open(os.path.join(folder, name), "rb") as file:
            data = bytearray(file.read())
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            end = at + chance.randrange(1, 60)
            kind = chance.randrange(3)
            if kind == 0:
                data[at] = chance.choice(b'"[]{}=\n\\\x1b\x00\xff' + bytes([chance.randrange(256)]))
            elif kind == 1:
                del data[at:end]
            else:
                data[at:at] = data[at:end] * chance.randrange(1, 4)
        yield text("mutant %d of %s" % (number, name), bytes(data), EITHER)
