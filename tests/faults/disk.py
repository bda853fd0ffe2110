"""A disk after a power cut, made from a record of storage calls.

What was synced before the cut is there. Of what came later nothing, all, or a random part is there, and a write that
is there may end at a sector. A name is durable once its folder is synced (`strict`), or already once the file is
(`ordered`, as ext4, btrfs and xfs do it, with the folders above it). A file whose folder has no name is gone.
"""
import os
import shutil
import struct

SECTOR = 512


def read(path):
    """Reads a record: (kind, path, data, offset)."""
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except FileNotFoundError:
        return []
    calls, at = [], 0
    while at + 17 <= len(raw):
        kind = chr(raw[at])
        offset, length, size = struct.unpack_from("<qII", raw, at + 1)
        at += 17
        if at + length + size > len(raw):
            break
        name = os.path.normpath(os.fsdecode(raw[at:at + length]))
        calls.append((kind, name, raw[at + length:at + length + size], offset))
        at += length + size
    return calls


class Disk:
    """What is durable, and what waits. Files and folders are numbers; names point at them."""

    def __init__(self, strict, base=None):
        self.strict, self.files, self.names, self.folders = strict, {}, {}, set()
        self.live, self.waiting, self.next = {}, [], 0
        if base:
            self.take(base)

    def take(self, base):
        """Takes what stands in a folder as durable."""
        for folder, _, files in os.walk(base):
            self.entry(folder, True)
            for name in files:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    self.files[self.entry(path, False)][:] = file.read()
        self.names = dict(self.live)

    def entry(self, path, is_folder):
        self.next += 1
        self.live[path] = self.next
        if is_folder:
            self.folders.add(self.next)
        else:
            self.files[self.next] = bytearray()
        return self.next

    def feed(self, call):
        kind, path, data, offset = call
        if kind in "CD":
            self.waiting.append(("name", self.entry(path, kind == "D"), path, None))
        elif kind in "WT" and not path.endswith(" (deleted)"):
            if path not in self.live:
                self.feed(("C", path, b"", 0))
            self.waiting.append((kind, self.live[path], offset, data))
        elif kind == "U" and path in self.live:
            self.waiting.append(("gone", self.live.pop(path), path, None))
        elif kind in "RL" and path in self.live:
            target = os.path.normpath(os.fsdecode(data))
            number = self.live.pop(path) if kind == "R" else self.live[path]
            self.live[target] = number
            self.waiting.append(("move" if kind == "R" else "name", number, *((path, target) if kind == "R" else (target, None))))
        elif kind == "S":
            self.sync(path)

    def sync(self, path):
        """Makes durable what a sync of this file or folder promises."""
        number, above = self.live.get(path), set()
        if not self.strict:
            folder = path
            while folder in self.live:
                above.add(self.live[folder])
                folder = os.path.dirname(folder)
        left = []
        for change in self.waiting:
            is_content = change[0] in "WT"
            holds = change[2:] if change[0] == "move" else change[2:3]
            named = not is_content and (change[1] in above or any(os.path.dirname(name) == path for name in holds))
            if (is_content and change[1] == number) or named:
                self.apply(change, self.files, self.names)
            else:
                left.append(change)
        self.waiting = left

    @staticmethod
    def apply(change, files, names, torn=None):
        kind, number = change[:2]
        if kind == "W":
            offset, data, file = change[2], change[3][:torn], files[number]
            file.extend(bytes(max(0, offset - len(file))))
            file[offset:offset + len(data)] = data
        elif kind == "T":
            file, size = files[number], change[2]
            del file[size:]
            file.extend(bytes(size - len(file)))
        elif kind == "name":
            names[change[2]] = number
        elif kind in ("gone", "move"):
            if names.get(change[2]) == number:
                del names[change[2]]
            if kind == "move":
                names[change[3]] = number

    def image(self, root, target, survivors, chance):
        """Writes into `target` what the disk could hold of `root` after a cut now."""
        changed = {change[1] for change in self.waiting if change[0] in "WT"}
        files = {number: bytearray(file) if number in changed else file for number, file in self.files.items()}
        names = dict(self.names)
        for change in self.waiting:
            if survivors == "all" or (survivors == "some" and chance.random() < 0.5):
                torn = None
                if change[0] == "W" and survivors == "some" and chance.random() < 0.5:
                    torn = chance.randrange(0, len(change[3]) + 1, SECTOR)
                self.apply(change, files, names, torn)
        shutil.rmtree(target, ignore_errors=True)
        os.mkdir(target)
        root = os.path.normpath(root)
        for path in sorted(names, key=lambda path: path.count("/")):
            place = os.path.join(target, os.path.relpath(path, root)) if path != root else target
            if names[path] in self.folders:
                if os.path.isdir(os.path.dirname(place)):
                    os.makedirs(place, exist_ok=True)
            elif os.path.isdir(os.path.dirname(place)):
                with open(place, "wb") as file:
                    file.write(files[names[path]])
