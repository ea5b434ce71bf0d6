"""Files of fixtures that the page offers, and fixtures that are put into it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.evaluation.fixture_file import FORMATS, FixtureFile, parse_file
from assistant.evaluation.proving import doubts

EXAMPLES, FOLDER = Path("examples"), "fixtures"
LARGEST = 2_000_000
"""Bytes of a file of fixtures at most; the longest call that the page's guard lets through has twice as many."""
OFFERED = 50
"""Files that are offered at most."""


@dataclass(frozen=True)
class FixtureSet:
    """A file of fixtures on this machine; a browser knows it by its name only."""

    name: str
    path: Path


def fixture_sets(library: Path, examples: Path = EXAMPLES) -> list[FixtureSet]:
    """Return the files that are offered: of ``fixtures/`` in and beside the library, and ``examples/fixtures.*``.

    :param library: the library's directory.
    :param examples: the folder of examples, where the program was started.
    """
    folders = (library / FOLDER, library.parent / FOLDER)
    files = [path for folder in folders for path in _files(folder)]
    files += [path for path in _files(examples) if path.stem == FOLDER]
    unique = {path.resolve(): path for path in files}
    return [FixtureSet(_name(path), path) for path in list(unique.values())[:OFFERED]]


def read_set(chosen: FixtureSet) -> FixtureFile:
    """Read a file that is offered; its problems name it as the page does.

    :raises InputError: when it cannot be read.
    """
    try:
        raw = chosen.path.read_bytes()
    except OSError as error:
        raise InputError(f"{chosen.name} cannot be read: {error.strerror or error}.") from None
    return parse_file(Path(chosen.name), raw)


def read_pasted(text: str, name: str) -> FixtureFile:
    """Read pasted fixtures, whose format shows in how they begin.

    :raises InputError: when they cannot be read.
    """
    return parse_file(Path(f"{name}{_suffix(text)}"), text.encode("utf-8", "replace"))


def read_sent(content: str, name: str) -> FixtureFile:
    """Read a file that a browser sent.

    :param content: its bytes in base64.
    :raises InputError: when it is too large or cannot be read.
    """
    if len(content) > LARGEST * 4 // 3 + 4:
        raise InputError(f"{name} has more than {LARGEST // 1_000_000} MB.")
    try:
        raw = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise InputError(f"{name} did not arrive whole.", hint="Choose it again.") from None
    path = Path(name)
    if path.suffix.lower() not in FORMATS:
        path = Path(f"{name}{_suffix(raw.decode('utf-8', 'replace'))}")
    return parse_file(path, raw)


def with_doubts(file: FixtureFile) -> FixtureFile:
    """Return a file with what is odd about its fixtures among the problems, as warnings, in the order of lines."""
    found = sorted([*file.problems, *doubts(file)], key=lambda problem: problem.line)
    return FixtureFile(file.path, file.fixtures, file.lines, tuple(found))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in FORMATS and path.is_file())


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _suffix(text: str) -> str:
    """The format of fixtures by how they begin: an object, a list of mappings, else a table."""
    begin = text.lstrip("\ufeff \t\r\n")
    if begin.startswith("{"):
        return ".jsonl"
    return ".yaml" if begin.startswith(("- ", "-\n", "#", "---")) else ".csv"
