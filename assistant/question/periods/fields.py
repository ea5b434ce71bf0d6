"""What the words of a date phrase state, and the days that this comes to."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from assistant.question.periods import spans
from assistant.question.periods.feasts import feast_span
from assistant.question.periods.spans import Part, Span, nearest

HERE, BACK, ON = 0, -1, 1
"""Directions of a word such as "this" (HERE), "last" (BACK) or "coming" (ON)."""


@dataclass(frozen=True)
class Fields:
    """What a phrase states of a period; ``None`` is what it leaves open.

    ``weeks`` counts from this week, ``week`` within a month (-1: the last), ``weekday`` from Monday (0); ``span`` is set
    where the words give whole days by themselves. ``toward`` is the direction. ``told`` is true for what is told from
    today; ``weak`` for words that name no period alone ("초", "late"). ``clip`` keeps what is before (BACK) or after (ON)
    today.
    """

    year: int | None = None
    decade: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    feast: str | None = None
    month: int | None = None
    week: int | None = None
    day: int | None = None
    weeks: int | None = None
    weekday: int | None = None
    weekend: bool | None = None
    part: Part | None = None
    whole: bool | None = None
    yearly: bool | None = None
    span: Span | None = None
    toward: int | None = None
    clip: int | None = None
    told: bool = False
    weak: bool = False

    @property
    def stated(self) -> frozenset[str]:
        """Names of the fields that are not open."""
        return frozenset(f.name for f in fields(self) if f.name not in _MANNER and getattr(self, f.name) is not None)

    def joined(self, other: Fields) -> Fields | None:
        """Both together; ``None`` when they do not make one period."""
        if self.stated & other.stated or not _fit(self.stated | other.stated):
            return None
        both = {f.name: getattr(other, f.name) for f in fields(self) if getattr(other, f.name) is not None}
        both["told"], both["weak"] = self.told or other.told, self.weak and other.weak
        return replace(self, **both)


_MANNER = frozenset({"told", "weak", "toward", "clip"})
_WITHIN = {
    "part": ({"year"}, {"month"}, {"year", "month"}, {"weeks"}, {"decade"}, {"year", "yearly"}, {"yearly"}),
    "day": ({"month"}, {"month", "year"}, {"weekday"}, {"month", "weekday"}, {"month", "year", "weekday"},
            {"month", "weekend"}, {"month", "year", "weekend"}),
    "week": ({"month"}, {"month", "year"}),
    "month": ({"year"},),
    "quarter": ({"year"},),
    "half": ({"year"},),
    "season": ({"year"},),
    "feast": ({"year"}, {"whole"}, {"year", "whole"}),
    "whole": ({"feast"}, {"year", "feast"}),
    "yearly": ({"year"}, {"part"}, {"year", "part"}),
    "weekday": ({"weeks"},),
    "weekend": ({"weeks"},),
}  # fmt: skip
"""What each field may stand with; the narrowest decides."""

_NARROWEST = ("span", "whole", "feast", "part", "day", "week", "weekday", "weekend", "month", "quarter", "half", "season",
              "yearly", "year", "decade", "weeks")  # fmt: skip


def _fit(stated: frozenset[str]) -> bool:
    if len(stated) < 2:
        return True
    narrowest = next(name for name in _NARROWEST if name in stated)
    return set(stated - {narrowest}) in _WITHIN.get(narrowest, ())


def resolve(found: Fields, today: date, *, ahead: bool) -> Span | None:
    """The first and last day; ``None`` when there is no such day ("2월 30일").

    :param ahead: whether the question speaks of the future, for phrases that leave the year or month open.
    """
    try:
        span = _span(found, today, ahead=ahead)
    except ValueError:
        return None
    if span is None or found.clip is None:
        return span
    since, until = (span[0], min(span[1], today)) if found.clip == BACK else (max(span[0], today), span[1])
    return (since, until) if since <= until else None


def _span(found: Fields, today: date, *, ahead: bool) -> Span | None:
    if found.span is not None:
        return found.span
    if found.day is None and (found.weekday is not None or found.weekend or found.weeks is not None):
        return _in_week(found, today, ahead=ahead)
    if found.decade is not None:
        return spans.decade_span(found.decade, found.part)
    if found.day is not None and found.month is None:
        return _day_alone(found, today, ahead=ahead)
    if found.year is not None:
        return _in_year(found, found.year)
    if found.toward == HERE:
        return _in_year(found, _season_year(today) if found.season == "winter" else today.year)
    return nearest(lambda place: _try_year(found, today.year + place), today, found.toward, ahead=ahead)


def _season_year(today: date) -> int:
    """The year that "this winter" began or begins in: until May the one before is still meant."""
    return today.year - 1 if today.month <= 5 else today.year


def _try_year(found: Fields, year: int) -> Span | None:
    """``None`` for a 29 February of a common year."""
    try:
        return _in_year(found, year)
    except ValueError:
        return None


def _in_year(found: Fields, year: int) -> Span | None:
    if found.feast is not None:
        return feast_span(found.feast, year, whole=bool(found.whole))
    if found.month is not None:
        return _in_month(found, year, found.month)
    if found.quarter is not None:
        return spans.quarter_span(year, found.quarter)
    if found.half is not None:
        return spans.half_span(year, found.half)
    if found.season is not None:
        return spans.season_span(year, found.season)
    return spans.year_span(year, found.part)


def _in_month(found: Fields, year: int, month: int) -> Span:
    if found.day is not None:
        day = date(year, month, found.day)
        return _weekend_of(day, 0) if found.weekend else (day, day)
    if found.week is not None:
        return spans.week_of_month(year, month, found.week)
    return spans.month_span(year, month, found.part)


def _weekend_of(day: date, weeks: int) -> Span:
    first, last = spans.WEEKEND
    return spans.week_day(day, weeks, first), spans.week_day(day, weeks, last)


def _day_alone(found: Fields, today: date, *, ahead: bool) -> Span | None:
    def made(place: int) -> Span | None:
        month = spans.shifted(today.replace(day=1), place)
        try:
            return _in_month(found, month.year, month.month)
        except ValueError:
            return None

    return nearest(made, today, found.toward, ahead=ahead)


def _in_week(found: Fields, today: date, *, ahead: bool) -> Span | None:
    first, last = (found.weekday, found.weekday) if found.weekday is not None else spans.WEEKEND

    def made(weeks: int) -> Span:
        return spans.week_day(today, weeks, first), spans.week_day(today, weeks, last)

    if found.weekday is None and not found.weekend:
        return spans.week_span(today, found.weeks or 0, found.part)
    weeks = found.weeks if found.weeks is not None else HERE if found.toward == HERE else None
    return made(weeks) if weeks is not None else nearest(made, today, found.toward, ahead=ahead)
