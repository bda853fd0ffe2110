#!/usr/bin/env python3
"""Breaks the machine under cardsharp on purpose, and looks whether what it called saved is still there.

Needs Python 3.9 or newer; a C compiler and LD_PRELOAD for power cuts and failing calls, which are left out with a word
where there is none. No terminal. Exit 0: every rule held.
"""
import argparse
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import time

import hostile
import iofaults
import kills
import powercut
import repair
from program import Program

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


def shim(folder):
    """Builds the shim; returns its path, or why there is none."""
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if platform.system() != "Linux" or compiler is None:
        return None, "no C compiler" if platform.system() == "Linux" else "no LD_PRELOAD here"
    path = os.path.join(folder, "shim.so")
    done = subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", path, os.path.join(HERE, "shim.c"), "-ldl"],
                          capture_output=True, text=True)
    return (path, None) if done.returncode == 0 else (None, "the shim does not compile: " + done.stderr[-300:])


def scenes(binary):
    """Runs the scenes on a pseudo-terminal; they stand in a file of their own."""
    script = os.path.join(HERE, "scenes.py")
    if not os.path.exists(script):
        return None, "tests/faults/scenes.py is not there"
    done = subprocess.run([sys.executable, script, "--bin", binary], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, errors="replace", timeout=280)
    lines = (done.stdout + done.stderr).strip().split("\n")
    return (done.returncode == 0, len(lines)), "\n".join(lines[-15:])


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--bin", default=os.path.join(TOP, "target", "release", "cardsharp"))
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    words.add_argument("--only", nargs="*", help="kills power io hostile repair scenes")
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--keep", action="store_true", help="keep the folder everything was made in")
    args = words.parse_args()
    if not os.access(args.bin, os.X_OK):
        sys.exit("%s is not there; build it, or name another with --bin" % args.bin)
    # What goes wild must not take the machine with it.
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    program = Program(args.bin)
    program.shim, without = shim(program.top)
    print("seed %d, %s" % (args.seed, args.bin), flush=True)

    parts = (
        ("kills", False, lambda chance: kills.part(program, chance, args.kills)),
        ("repair", False, lambda chance: repair.part(program, chance)),
        ("power", True, lambda chance: powercut.part(program, chance)),
        ("io", True, lambda chance: iofaults.part(program, chance)),
        ("hostile", False, lambda chance: hostile.part(program, chance)),
    )
    rows, bad = [], False
    for name, needs_shim, part in parts:
        if args.only and name not in args.only:
            continue
        if needs_shim and not program.shim:
            rows.append((name, "left out: " + without, "-", ""))
            continue
        began = time.monotonic()
        tally = part(random.Random("%d %s" % (args.seed, name)))
        bad |= tally.broke > 0
        for word in tally.words:
            print("  %s: %s" % (name, word), flush=True)
        rows.append((name, "%d tried, %d broke" % (tally.tried, tally.broke), "FAIL" if tally.broke else "ok",
                     "%.0f s" % (time.monotonic() - began)))
        print("%-8s %s" % (name, "FAIL" if tally.broke else "ok"), flush=True)
    if not args.only or "scenes" in args.only:
        began = time.monotonic()
        done, told = scenes(args.bin)
        if done is None:
            rows.append(("scenes", "left out: " + told, "-", ""))
        else:
            bad |= not done[0]
            if not done[0]:
                print(told)
            rows.append(("scenes", "%d lines" % done[1], "ok" if done[0] else "FAIL", "%.0f s" % (time.monotonic() - began)))
    print("\n%-8s %-46s %-5s %s" % ("part", "", "", "time"))
    for row in rows:
        print("%-8s %-46s %-5s %s" % row)
    if args.keep:
        print(program.top)
    else:
        shutil.rmtree(program.top, ignore_errors=True)
    if bad:
        print("again: .ci/faults --seed %d" % args.seed)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
