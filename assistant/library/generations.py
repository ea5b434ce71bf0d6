"""Generations of the Chroma index: ``chroma-<n>`` directories and the ``current`` file that points at one.

A rebuild fills a new directory and then replaces ``current`` in one step. ``current`` also says which chromadb and
which embedding model made the directory, and ``clean.json`` inside it what its files looked like when they were
closed: other files, or none, mean that a process died or something else wrote there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import zlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

POINTER = "current"
CLEAN = "clean.json"
_NAME = re.compile(r"chroma-(\d+)")
_CHUNK = 1 << 20


class Condition(StrEnum):
    """What the files of a generation tell."""

    CLEAN = "clean"
    """They are as they were closed."""
    OPEN = "open"
    """They were never closed: the process that used them was killed."""
    CHANGED = "changed"
    """Something else changed them since."""
    ABSENT = "absent"
    """There are none."""


@dataclass(frozen=True)
class Generation:
    """What the pointer says.

    :param directory: name of the directory, inside the library.
    :param chromadb: version of chromadb that made it.
    :param embedder: short name of the model whose vectors it holds.
    """

    directory: str
    chromadb: str
    embedder: str


class Generations:
    """The generations inside a library directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Generation | None:
        """The generation in use; ``None`` when there is none or the pointer cannot be read."""
        try:
            return Generation(**json.loads((self.root / POINTER).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def path(self, generation: Generation) -> Path:
        """Its directory."""
        return self.root / Path(generation.directory).name

    def all(self) -> list[Path]:
        """All generation directories, whether in use or not."""
        return sorted(path for path in self.root.glob("chroma-*") if _NAME.fullmatch(path.name))

    def leaked(self) -> list[Path]:
        """Directories that the pointer does not name: left by a process that was killed."""
        current = self.current()
        return [path for path in self.all() if current is None or path.name != current.directory]

    def create(self) -> Path:
        """A new, empty directory."""
        numbers = [int(path.name.removeprefix("chroma-")) for path in self.all()]
        path = self.root / f"chroma-{max(numbers, default=0) + 1}"
        path.mkdir(mode=0o700)
        return path

    def switch(self, generation: Generation) -> None:
        """Point at another generation, in one step that either happens or does not."""
        replace_file(self.root / POINTER, json.dumps(asdict(generation)))

    def remove_leaked(self) -> list[Path]:
        """Delete the directories that are not in use."""
        leaked = self.leaked()
        for path in leaked:
            shutil.rmtree(path, ignore_errors=True)
        return leaked

    def condition(self, generation: Generation) -> Condition:
        """Compare the files with those that were closed, by size and time, or by checksum where these differ."""
        directory = self.path(generation)
        if not directory.is_dir():
            return Condition.ABSENT
        try:
            closed = json.loads((directory / CLEAN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Condition.OPEN
        return Condition.CLEAN if _files(directory, closed) == closed else Condition.CHANGED

    def mark_open(self, generation: Generation) -> dict[str, list[int]]:
        """Note that the files are about to be used; returns what was known of them."""
        path = self.path(generation) / CLEAN
        known: dict[str, list[int]] = {}
        if path.exists():
            known = json.loads(path.read_text(encoding="utf-8"))
            path.unlink()
        return known

    def mark_clean(self, generation: Generation, known: dict[str, list[int]]) -> None:
        """Note what the files look like, now that they are closed."""
        directory = self.path(generation)
        replace_file(directory / CLEAN, json.dumps(_files(directory, known)))


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old one or the new one, and it survives a power cut."""
    new = path.with_name(f"{path.name}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _files(directory: Path, known: dict[str, list[int]]) -> dict[str, list[int]]:
    """Size, time (ns) and CRC-32 of each file; the checksum is read again only where size or time changed.

    A copied library keeps its checksums though not its times: where they agree, the known times are given back.
    """
    found = {}
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory).as_posix()
        if not path.is_file() or name.startswith(CLEAN):
            continue
        size, time = path.stat().st_size, path.stat().st_mtime_ns
        before = known.get(name)
        if before and before[:2] == [size, time]:
            found[name] = before
            continue
        checksum = _checksum(path)
        same = before and before[0] == size and before[2] == checksum
        found[name] = before if before and same else [size, time, checksum]
    return found


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value
