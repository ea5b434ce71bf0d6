"""Feasts and holidays by name, in Korean and English."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.question.periods.spans import Span

FIXED = {
    "새해 첫날": (1, 1), "새해첫날": (1, 1), "신정": (1, 1), "삼일절": (3, 1), "3·1절": (3, 1), "3.1절": (3, 1),
    "근로자의 날": (5, 1), "노동절": (5, 1), "어린이날": (5, 5), "어버이날": (5, 8), "현충일": (6, 6), "제헌절": (7, 17),
    "광복절": (8, 15), "국군의 날": (10, 1), "개천절": (10, 3), "한글날": (10, 9), "크리스마스 이브": (12, 24),
    "크리스마스": (12, 25), "성탄절": (12, 25),
    "new year's day": (1, 1), "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's eve": (12, 31),
}  # fmt: skip
"""Month and day of feasts that do not move."""

LUNAR = {
    "설날": (1, 1), "설": (1, 1), "구정": (1, 1), "부처님오신날": (4, 8), "부처님 오신 날": (4, 8), "석가탄신일": (4, 8),
    "한가위": (8, 15), "추석": (8, 15), "lunar new year": (1, 1), "seollal": (1, 1), "chuseok": (8, 15),
    "buddha's birthday": (4, 8),
}  # fmt: skip
"""Month and day in the Korean lunar calendar."""


def feast_span(name: str, year: int, *, whole: bool = False) -> Span | None:
    """The day of a feast in a year; ``None`` for a lunar one outside the years 1000 to 2050.

    :param name: a key of :data:`FIXED` or :data:`LUNAR`.
    :param whole: the holiday around it: for lunar feasts the day before and the day after too, as Korean law has it for
        설날 and 추석 (substitute holidays left out).
    """
    if name in FIXED:
        day = date(year, *FIXED[name])
        return day, day
    lunar = _solar(year, *LUNAR[name])
    margin = timedelta(days=1 if whole else 0)
    return (lunar - margin, lunar + margin) if lunar else None


def _solar(year: int, month: int, day: int) -> date | None:
    """The day of a lunar date by the tables of the Korea Astronomy and Space Science Institute."""
    from korean_lunar_calendar import KoreanLunarCalendar

    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, False):
        return None
    return date.fromisoformat(calendar.SolarIsoFormat())
