"""Hostile inputs: whatever stands where a file belongs, the program ends soon, in little memory, with an exit code that
fits, and prints nothing a terminal would act on. The cases stand in `hostile_decks` and `hostile_homes`."""
import hashlib
import os

import hostile_decks
import hostile_homes
from program import Tally

# Seconds of processor time, and resident memory, for any input up to the caps.
SECONDS, MEGABYTES = 2.0, 300


def part(program, chance):
    tally = Tally()
    for case in hostile_decks.cases(chance):
        decks(program, tally, case)
    for case in hostile_homes.cases(chance):
        homes(program, tally, case)
    return tally


def decks(program, tally, case):
    """Checks and lists one deck, and looks that it was not changed."""
    path = program.folder(case.file)
    case.make(path)
    before = content(path)
    home = program.folder()
    for words in (("check", path), ("list", "--items", path), ("list", "--json", path)):
        ran = program.run("--home", home, *words)
        # Only `check` tells by its exit code whether the deck is good; a list may show what is whole.
        codes = case.codes if words[0] == "check" else (0, *case.codes)
        wrong = ran.faults(codes, SECONDS, MEGABYTES, most=1 << 20 if words[0] == "list" else 64 << 10)
        if content(path) != before:
            wrong.append("the deck was changed")
        tally.add("%s of %s" % (" ".join(words[:-1]), case.name), wrong)
    if os.path.exists(os.path.join(os.path.dirname(path), "touched")):
        tally.add(case.name, ["something in the deck was run"])


def homes(program, tally, case):
    """Runs every command of a case in a home made for it."""
    home = program.folder()
    case.make(program, home)
    before = tree(home) if case.kept else None
    for words, codes in case.runs:
        words = [word.replace("{beside}", os.path.dirname(home)) for word in words]
        ran = program.run(*(words if words[0] == "__store" else ["--home", home, *words]), feed=b"1\ns\n\n" * 30)
        wrong = ran.faults(codes, SECONDS, MEGABYTES, complaints=case.most)
        if case.kept and tree(home) != before:
            wrong.append("the home was written to")
        tally.add("%s: %s" % (case.name, " ".join(words[:3])), wrong)
    if case.after:
        tally.add(case.name, case.after(program, home))


def content(path):
    """A fingerprint of a regular file."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return hashlib.sha256(file.read(1 << 24)).digest()


def tree(home):
    """The log and the settings, byte for byte."""
    found = {}
    for folder, _, files in os.walk(os.path.join(home, "events")):
        found.update((os.path.join(folder, name), content(os.path.join(folder, name))) for name in files)
    found["config"] = content(os.path.join(home, "config.toml"))
    return found
