"""Calendar arithmetic: the first and last day of weeks, months, quarters, seasons and their parts."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

Span = tuple[date, date]
"""First and last day, both included."""

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years that a phrase may name; a number outside is no year."""


class Part(StrEnum):
    """Beginning, middle or end of something."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Unit(StrEnum):
    """What periods are counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_YEAR_PARTS = {Part.EARLY: (1, 3), Part.MID: (4, 9), Part.LATE: (10, 12)}
_MONTH_PARTS = {Part.EARLY: (1, 10), Part.MID: (11, 20), Part.LATE: (21, 31)}
_WEEK_PARTS = {Part.EARLY: (0, 1), Part.MID: (2, 3), Part.LATE: (4, 6)}
_DECADE_PARTS = {Part.EARLY: (0, 3), Part.MID: (4, 6), Part.LATE: (7, 9)}
WEEKEND = (5, 6)
"""Saturday and Sunday, counted from Monday."""


def shifted(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it has no such day.

    :raises ValueError: when that is no year of the calendar.
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, _length(year, month)))


def moved(day: date, unit: Unit, count: int) -> date:
    """A day that lies ``count`` units later, or earlier when it is negative; of hours, only whole days count.

    :raises ValueError: when that is no day of the calendar.
    """
    if unit in _MONTHS_OF:
        return shifted(day, count * _MONTHS_OF[unit])
    days = {Unit.HOUR: int(count / 24), Unit.DAY: count, Unit.WEEK: 7 * count}[unit]
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def months_span(year: int, first: int, last: int) -> Span:
    """Whole months of a year."""
    return date(year, first, 1), date(year, last, _length(year, last))


def year_span(year: int, part: Part | None = None) -> Span:
    """A year; its beginning is the first quarter, its end the last, its middle what lies between."""
    return months_span(year, *_YEAR_PARTS[part]) if part else months_span(year, 1, 12)


def decade_span(year: int, part: Part | None = None) -> Span:
    """Ten years from one that ends in 0; the years 0 to 3, 4 to 6 or 7 to 9 of them."""
    first, last = _DECADE_PARTS[part] if part else (0, 9)
    return date(year + first, 1, 1), date(year + last, 12, 31)


def quarter_span(year: int, quarter: int) -> Span:
    """A quarter, 1 to 4."""
    return months_span(year, 3 * quarter - 2, 3 * quarter)


def half_span(year: int, half: int) -> Span:
    """A half, 1 or 2."""
    return months_span(year, 6 * half - 5, 6 * half)


def season_span(year: int, season: str) -> Span:
    """A season as weather services count it: three whole months; a winter belongs to the year that it begins in."""
    first = _SEASONS[season]
    start = date(year, first, 1)
    return start, shifted(start, 3) - timedelta(days=1)


def month_span(year: int, month: int, part: Part | None = None) -> Span:
    """A month, or its days 1–10, 11–20 or 21 to the last."""
    first, last = _MONTH_PARTS[part] if part else (1, 31)
    return date(year, month, first), date(year, month, min(last, _length(year, month)))


def week_span(today: date, weeks: int, part: Part | None = None) -> Span:
    """The week (Monday to Sunday) that lies so many weeks from this one; its parts are Mon–Tue, Wed–Thu, Fri–Sun."""
    first, last = _WEEK_PARTS[part] if part else (0, 6)
    return week_day(today, weeks, first), week_day(today, weeks, last)


def week_day(today: date, weeks: int, weekday: int) -> date:
    """A day (0 for Monday) of the week that lies so many weeks from this one.

    :raises ValueError: when that is no day of the calendar.
    """
    return moved(today, Unit.DAY, 7 * weeks + weekday - today.weekday())


def week_of_month(year: int, month: int, number: int) -> Span:
    """The first, second … week of a month, -1 for the last: a week belongs to the month that has its Thursday (ISO 8601).

    :raises ValueError: when the month has no such week.
    """
    thursdays = [day for day in range(1, _length(year, month) + 1) if date(year, month, day).weekday() == 3]
    if number > len(thursdays):
        raise ValueError(f"{year}-{month} has {len(thursdays)} weeks")
    thursday = date(year, month, thursdays[number - 1 if number > 0 else number])
    return thursday - timedelta(days=3), thursday + timedelta(days=3)


def calendar_unit(day: date, unit: Unit) -> Span:
    """The day, week, month … that holds a day."""
    if unit in {Unit.HOUR, Unit.DAY}:
        return day, day
    if unit is Unit.WEEK:
        return week_span(day, 0)
    if unit is Unit.DECADE:
        return decade_span(day.year - day.year % 10)
    length = _MONTHS_OF[unit]
    first = (day.month - 1) // length * length + 1
    return months_span(day.year, first, first + length - 1)


def lasting(today: date, unit: Unit, count: int) -> Span:
    """So many units that end today (``count`` negative) or begin today; today is one of the days.

    :raises ValueError: when that leaves the calendar.
    """
    if unit is Unit.HOUR:  # which hour it is now is not known, so days that are only touched count too
        days = -(-abs(count) // 24)
        return (moved(today, Unit.DAY, -days), today) if count < 0 else (today, moved(today, Unit.DAY, days))
    other = moved(today, unit, count)
    inward = timedelta(days=-1 if count > 0 else 1)
    return (other + inward, today) if count < 0 else (today, other + inward)


def nearest(made: Callable[[int], Span | None], today: date, toward: int | None, *, ahead: bool) -> Span | None:
    """The one of many alike, one a year or month, that is meant.

    :param made: the span of the one that lies ``n`` places from that of today; ``None`` where there is none.
    :param toward: -1 for the last that is over ("last March"), 1 for the next to begin ("오는 3월"), ``None`` when the
        phrase does not say.
    :param ahead: whether the question speaks of the future; without a word of direction the next that is not over is
        meant then, and otherwise the latest that has begun.
    """
    spans = [span for place in range(-9, 10) if (span := made(place)) is not None]
    if toward is None:
        fitting = [s for s in spans if s[1] >= today] if ahead else [s for s in spans if s[0] <= today]
    elif toward < 0:
        fitting = [span for span in spans if span[1] < today]
    else:
        fitting = [span for span in spans if span[0] > today]
    forward = toward > 0 if toward is not None else ahead
    return (min(fitting) if forward else max(fitting)) if fitting else None


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
