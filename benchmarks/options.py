"""What a benchmark is told on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """Where the data is, how much of it to use, and what writes answers.

    ``limit`` is the number of questions a set, 0 for all, ``None`` for what the benchmark itself thinks right. ``sets`` are
    the data sets to use, all where it is empty. ``keep`` is a folder for what is costly to make: libraries, and replies of
    chat models by their exact prompts; a second run with the same folder goes on where the first was broken off.
    """

    data: Path = Path("data")
    limit: int | None = None
    model: str = "extractive"
    json: Path | None = None
    write: Path | None = None
    sets: tuple[str, ...] = ()
    keep: Path | None = None

    def limited(self, default: int) -> Options:
        """The same with the benchmark's own limit where none was given."""
        return self if self.limit is not None else replace(self, limit=default)

    def sample(self, items: Sequence[T]) -> list[T]:
        """As many items as the limit allows, evenly spread over all, always the same ones."""
        if not self.limit or self.limit >= len(items):
            return list(items)
        return [items[at * len(items) // self.limit] for at in range(self.limit)]


def parser(name: str, summary: str) -> argparse.ArgumentParser:
    """The options that every benchmark has."""
    made = argparse.ArgumentParser(prog=f"python -m {name}", description=summary)
    made.add_argument("--data", type=Path, default=Options.data, metavar="DIR", help="folder of the data files")
    made.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, as one flat object")
    made.add_argument("--limit", type=_count, metavar="N", help="questions a set; 0 for all")
    made.add_argument("--model", default=Options.model, metavar="NAME", help="what writes answers: extractive, local …")
    made.add_argument("--sets", default="", metavar="A,B", help="data sets to use, of a benchmark that has several")
    made.add_argument("--keep", type=Path, metavar="DIR", help="keep libraries and replies of chat models here")
    made.add_argument("--write", type=Path, metavar="FILE", help="replace the benchmark's tables in this Markdown file")
    return made


def options_of(arguments: argparse.Namespace) -> Options:
    """The options out of parsed arguments."""
    sets = tuple(name for name in arguments.sets.split(",") if name)
    return Options(
        arguments.data, arguments.limit, arguments.model, arguments.json, arguments.write, sets, arguments.keep
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number
