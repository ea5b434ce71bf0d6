"""What a benchmark brings forth, and the benchmark itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.options import Options
from benchmarks.table import Table


class MissingData(Exception):
    """A file or package that a part of a benchmark needs is not there; the message names it."""


@dataclass
class Outcome:
    """Tables for people, figures for machines, and what was left out.

    ``figures`` are named ``set.metric`` for Citedesk and ``set.metric.system`` for a baseline.
    """

    tables: list[Table] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Benchmark:
    """A benchmark by its name; ``limit`` is how many questions a set it takes when nobody says."""

    name: str
    summary: str
    run: Callable[[Options], Outcome]
    limit: int
