"""From what a person names (files, folders, addresses, standard input) to the single files that are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.report import Failure, Status
from ingest.source import SUFFIXES, is_taken

STDIN = "-"
"""The name of standard input."""
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
"""What a web address begins with."""
KINDS = ", ".join(SUFFIXES)
"""The suffixes of what is read, as messages name them."""
ABOUT = frozenset({"readme.md", "readme.txt", "license.txt", "license.md"})
"""Files that describe a folder instead of belonging to it; read only if they are named themselves."""


def find_files(sources: str | Path | Iterable[str | Path]) -> Iterator[Path | str | Failure]:
    """The files behind the given names, in order. Folders are walked: sorted, without hidden files and linked folders.

    Gives ``"-"`` for standard input, web addresses as they are, and a failure for a name that leads nowhere. A folder's
    files of kinds that are not read are skipped with a line each, those that are hidden or tell about it without one.
    """
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if source == STDIN or is_address(source):
            yield str(source)
        elif Path(source).is_dir():
            yield from _in_folder(Path(source))
        elif os.path.lexists(source):
            yield Path(source)
        else:
            yield Failure(str(source), f"There is no such file or folder.{_advice(str(source))}")


def _advice(source: str) -> str:
    """What else somebody may have meant by a name that leads nowhere."""
    if re.match(r"[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        return " Addresses are read over http and https only."
    return f" Was https://{source} meant?" if source.lower().startswith("www.") else ""


def is_address(source: str | Path) -> bool:
    """Whether a source is a web address; a :class:`Path` never is."""
    return isinstance(source, str) and ADDRESS.match(source) is not None


def _in_folder(folder: Path) -> Iterator[Path | Failure]:
    problems: list[OSError] = []
    passed: list[Failure] = []
    found = False
    for place, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if is_page(name):
                found = True
                yield Path(place, name)
            elif not name.startswith(".") and name.lower() not in ABOUT:
                passed.append(Failure(str(Path(place, name)), f"not a kind that is read ({KINDS})", Status.SKIPPED))
    yield from passed if found else ()
    for problem in problems:
        yield Failure(str(problem.filename), f"This folder cannot be read: {problem.strerror}.")
    if not found and not problems:
        yield Failure(str(folder), f"This folder holds no file that is read ({KINDS}).")


def is_page(name: str) -> bool:
    """Whether a file of this name is read when its folder is: neither hidden nor about the folder, of a known suffix."""
    return not name.startswith(".") and name.lower() not in ABOUT and is_taken(name)


def shown(source: str | Path) -> str:
    """The name of a source as a report prints it: bytes of a file name that are no text are spelt out."""
    return str(source).encode("utf-8", "backslashreplace").decode("utf-8")
