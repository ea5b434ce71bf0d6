"""Readers of dates in digits, which both languages write alike."""

from __future__ import annotations

import re
from datetime import date

from assistant.question.periods.fields import Fields

FULL = r"(?<!\d)([12]\d{3})\s?[.\-/]\s?(\d{1,2})\s?[.\-/]\s?(\d{1,2})(?!\d)"
"""Year, month and day: 2024-03-02, 2024. 3. 2."""


def read_full(match: re.Match[str], today: date) -> Fields | None:
    """Read a match of :data:`FULL`."""
    year, month, day = (int(group) for group in match.groups())
    return Fields(year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def read_decade(match: re.Match[str], today: date) -> Fields:
    """Read 2010 or 90 of "the 2010s", "90년대": two digits mean the latest such decade that has begun."""
    number = int(match[1])
    return Fields(decade=number if number >= 100 else (1900 if number > today.year % 100 else 2000) + number)


def day_of_month(month: int, day: int) -> Fields | None:
    """A day of a month; ``None`` when no month has it."""
    return Fields(month=month, day=day) if 1 <= day <= 31 else None
