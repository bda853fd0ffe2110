"""Kills: the writer is killed at any moment, over one store, again and again. What it called saved is there."""
import signal
import threading
import time

from program import Tally, acknowledged

SIGNALS = ("KILL", "TERM", "HUP")


def part(program, chance, kills):
    """Kills `kills` writers, half of them alone, half of them four at a time."""
    tally = Tally()
    for writers in (1, 4):
        home, promised, allowed = program.folder(), set(), 0
        for run in range(kills // 2 // writers):
            name = chance.choice(SIGNALS)
            acks, wrong = blow(program, chance, home, writers, name)
            promised.update(acks)
            allowed += writers
            ids, more = program.listed(home)
            wrong += more + program.check(home)
            missing = len(promised - set(ids))
            if missing:
                wrong.append("%d of %d lost" % (missing, len(promised)))
            if len(set(ids) - promised) > allowed:
                wrong.append("%d listed that nobody promised" % len(set(ids) - promised))
            tally.add("%d writers, kill %d by %s" % (writers, run, name), wrong)
        if len(promised) < kills // 4:
            tally.add("%d writers" % writers, ["only %d answers in %d kills: nothing was tested" % (len(promised), kills)])
    return tally


def blow(program, chance, home, writers, name):
    """Starts writers and kills them after a while; returns what they promised and what was wrong with their ends."""
    children = [program.start("__store", "write", home) for _ in range(writers)]
    texts = [[] for _ in children]
    threads = [threading.Thread(target=lambda c=child, t=text: t.extend(iter(lambda: c.stdout.read1(4096), b"")))
               for child, text in zip(children, texts)]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(0.004, 0.06))
    wrong = []
    for child in children:
        if child.poll() is not None:
            wrong.append("ended by itself with %s" % child.returncode)
        else:
            child.send_signal(getattr(signal, "SIG" + name))
    for child, thread in zip(children, threads):
        try:
            child.wait(5)
        except Exception:
            child.kill()
            child.wait()
            wrong.append("did not end by %s within 5 s" % name)
        thread.join()
        child.stdout.close()
    return [ack for text in texts for ack in acknowledged(b"".join(text).decode())], wrong
