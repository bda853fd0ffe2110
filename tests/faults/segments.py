"""Segments of the log written by hand: right checksums, any content."""
import json
import os
import uuid
import zlib

DAY = 86_400_000
# 2026-11-21 12:00 UTC
NOON = 1_795_262_400_000


def seal(raw):
    """A line of the log: the checksum, the JSON."""
    raw = raw if isinstance(raw, bytes) else json.dumps(raw, separators=(",", ":")).encode()
    return b"%08x " % zlib.crc32(raw) + raw + b"\n"


def event(number, kind="review", at=NOON - DAY, **fields):
    """One event; its id is made of its moment and number."""
    own = {"v": 1, "id": str(uuid.UUID(int=(at << 80) | (7 << 76) | (2 << 62) | number)), "dev": "hand", "seq": number,
           "hlc": [at, number % 1000], "day": "2026-11-20", "off": 0, "ev": kind}
    if kind == "review":
        own.update(item="start-here/ticks#recall", grade=3, ms=4000, gap={"days": 3}, dr=0.9, turn=number, front="q", print=1)
    own.update(fields)
    return own


def write(home, lines, device="hand", name="20260101T000000Z-0000000000000001.jsonl", version=1):
    """Writes a segment; a line is bytes as they are, or an event."""
    folder = os.path.join(home, "events", device)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(seal({"cardsharp": version, "dev": device}))
        for line in lines:
            file.write(line if isinstance(line, bytes) else seal(line))
    return path
