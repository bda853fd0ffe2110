"""Power cuts: every storage call is recorded, and the disk is made anew as a cut could have left it."""
import os
import shutil

import disk
from program import Tally, acknowledged

SURVIVORS = ("none", "all", "some")


class Scene:
    """A folder before, and a record of what happened in it since."""

    def __init__(self, program, name):
        self.program, self.name = program, name
        self.root = program.folder("disk")
        os.mkdir(self.root)
        self.trace = program.folder("trace")
        self.before = None

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def keep(self):
        """What stands here now was durable long ago."""
        self.before = self.program.folder("before")
        shutil.copytree(self.root, self.before)

    def run(self, *args, **faults):
        return self.program.run(*args, seconds=120, under=self.root, trace=self.trace, **faults)

    def start_disk(self, strict):
        started = disk.Disk(strict)
        started.entry(self.root, True)
        started.names = dict(started.live)
        if self.before:
            # Taken under the names that the record uses.
            moved = disk.Disk(strict, self.before)
            here = lambda path: os.path.normpath(os.path.join(self.root, os.path.relpath(path, self.before)))
            moved.live = {here(path): number for path, number in moved.live.items()}
            moved.names = dict(moved.live)
            return moved
        return started

    def cut(self, chance, tally, points, holds):
        """Cuts the power after some of the calls; `holds(image, promised, done)` says what is wrong with an image."""
        calls = disk.read(self.trace)
        if not calls:
            return tally.add(self.name, ["nothing was recorded: is the binary linked statically?"])
        wanted = set(points(calls))
        image = self.program.folder("image")
        for strict in (False, True):
            made, promised = self.start_disk(strict), []
            for at, call in enumerate(calls, 1):
                if call[0] == "A":
                    promised += acknowledged(call[2].decode())
                else:
                    made.feed(call)
                if at not in wanted:
                    continue
                for survivors in SURVIVORS:
                    made.image(self.root, image, survivors, chance)
                    name = "%s, %s folders, cut after %d of %d, %s of the rest" % (
                        self.name, "strict" if strict else "ordered", at, len(calls), survivors)
                    tally.add(name, holds(image, promised, at == len(calls)))


def every(calls):
    return range(1, len(calls) + 1)


def part(program, chance):
    tally = Tally()
    store(program, chance, tally)
    killed_first(program, chance, tally)
    rotation(program, chance, tally)
    backup(program, chance, tally)
    restore(program, chance, tally)
    return tally


def home_holds(program, *inside):
    """What a home must hold: all that was promised, once, and nothing the check complains of."""
    def holds(image, promised, _):
        home = os.path.join(image, *inside)
        if not promised and not os.path.isdir(home):
            return []
        return program.lost(home, promised) + (program.check(home) if promised else [])
    return holds


def store(program, chance, tally):
    """The first answers in a home whose folders do not exist yet."""
    scene = Scene(program, "first start")
    scene.run("__store", "write", scene.path("a", "home"), "--count", "15")
    scene.cut(chance, tally, every, home_holds(program, "a", "home"))


def killed_first(program, chance, tally):
    """A first process is killed somewhere in its first calls; a second one makes promises over what it left."""
    for calls in range(1, 10):
        scene = Scene(program, "killed after %d calls" % calls)
        scene.run("__store", "write", scene.path("a", "home"), die=calls)
        first = len(disk.read(scene.trace))
        scene.run("__store", "write", scene.path("a", "home"), "--count", "2")
        scene.cut(chance, tally, lambda made, first=first: range(first + 1, len(made) + 1),
                  home_holds(program, "a", "home"))


def rotation(program, chance, tally):
    """One process fills a segment and begins the next."""
    scene = Scene(program, "rotation")
    scene.run("__store", "write", scene.path("home"), "--count", "16000")

    def around(calls):
        made = [at for at, call in enumerate(calls, 1) if call[0] == "C" and call[1].endswith(".jsonl")]
        if len(made) < 2:
            tally.add(scene.name, ["no second segment was begun"])
            return []
        return chance.sample(range(made[1] - 4, made[1] + 12), 8) + [len(calls)]

    scene.cut(chance, tally, around, home_holds(program, "home"))


def backup(program, chance, tally):
    """A backup replaces an older one: until it is done either of them is whole, afterwards the new one."""
    scene = Scene(program, "backup")
    home, target = scene.path("home"), scene.path("kept", "b.jsonl")
    old = program.fill(home, 3)
    if program.run("--home", home, "backup", target).code != 0:
        return tally.add("backup", ["the first backup failed"])
    new = old + program.fill(home, 4)
    scene.keep()
    ran = scene.run("--home", home, "backup", target)
    if ran.code == 73:
        ran = scene.run("--home", home, "backup", "--force", target)
    tally.add("backup", ran.faults(codes=(0,)))

    def holds(image, _, done):
        fresh = program.folder()
        ran = program.run("--home", fresh, "restore", os.path.join(image, "kept", "b.jsonl"))
        if ran.code != 0:
            return ["neither the old nor the new backup is whole: " + ran.err.strip()]
        return program.lost(fresh, new if done else old)

    scene.cut(chance, tally, every, holds)


def restore(program, chance, tally):
    """A restore adds: whatever was there stays, and when it is done all is there."""
    scene = Scene(program, "restore")
    home, other = scene.path("home"), program.folder()
    own = program.fill(home, 3)
    more = program.fill(other, 5)
    source = program.folder("b.jsonl")
    program.run("--home", other, "backup", source)
    scene.keep()
    tally.add("restore", scene.run("--home", home, "restore", source).faults(codes=(0,)))

    def holds(image, _, done):
        home = os.path.join(image, "home")
        return program.lost(home, own + more if done else own) + program.check(home)

    scene.cut(chance, tally, every, holds)
