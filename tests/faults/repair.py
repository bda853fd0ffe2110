"""Repair while others write: writers come and go, damage turns up in their segments, and `doctor --repair` runs in a
loop beside them. Nothing that was called saved may go, not even into quarantine."""
import glob
import os
import threading
import time

from program import Tally, acknowledged

ROUNDS = 6


def part(program, chance):
    tally = Tally()
    home, promised = program.folder(), set()
    # A lock taken late widens the gap between reading a segment and holding it.
    late = (0, 300) if program.shim else (0,)
    for run in range(ROUNDS):
        wait = late[run % len(late)]
        stop, told = threading.Event(), []
        doctor = threading.Thread(target=mend, args=(program, home, wait, stop, told))
        doctor.start()
        for _ in range(4):
            promised.update(write(program, chance, home))
        stop.set()
        doctor.join()
        tally.add("round %d" % run, told + program.lost(home, promised))
    # The first of these may still find something; what it says then is right.
    program.run("--home", home, "doctor", "--repair")
    after = program.run("--home", home, "doctor", "--repair")
    tally.add("the last repair", after.faults(codes=(0,)) + program.lost(home, promised) + program.check(home))
    if len(promised) < 4 * ROUNDS:
        tally.add("repair", ["only %d answers: nothing was tested" % len(promised)])
    return tally


def mend(program, home, wait, stop, told):
    faults = {"under": home, "lock_ms": wait} if wait else {}
    while not stop.is_set():
        told += program.run("--home", home, "doctor", "--repair", **faults).faults(codes=(0, 65))


def write(program, chance, home):
    """Two writers at work; one's segment is damaged, then both are killed."""
    writers = [program.start("__store", "write", home) for _ in range(2)]
    texts = [[], []]
    threads = [threading.Thread(target=lambda w=writer, t=text: t.extend(iter(lambda: w.stdout.read1(4096), b"")))
               for writer, text in zip(writers, texts)]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(0.03, 0.08))
    for segment in sorted(glob.glob(os.path.join(home, "events", "*", "*.jsonl")), key=os.path.getmtime)[-2:]:
        with open(segment, "ab") as file:
            file.write(b"damaged by a careless sync tool\n")
    time.sleep(chance.uniform(0.05, 0.2))
    for writer, thread in zip(writers, threads):
        writer.kill()
        writer.wait()
        thread.join()
        writer.stdout.close()
    return [ack for text in texts for ack in acknowledged(b"".join(text).decode())]
