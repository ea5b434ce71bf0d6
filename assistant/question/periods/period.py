"""A stretch of days that a question names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """How a question names a period, which decides whether it restricts the articles."""

    RELATIVE = "relative"
    """Told from today: yesterday, 지난주, the past three days."""

    SINCE = "since"
    """From a day on, without an end: since 2024, 지난달부터."""

    UNTIL = "until"
    """Up to a day, without a beginning: before 2017, 2030년까지."""

    ABSOLUTE = "absolute"
    """A year, month, day, season or feast by its name: 2023년, March 2, 추석."""


@dataclass(frozen=True)
class Period:
    """The days ``since`` to ``until``, both included, that ``question[start:end]`` names; ``None`` leaves an end open."""

    start: int
    end: int
    since: date | None
    until: date | None
    kind: PeriodKind
