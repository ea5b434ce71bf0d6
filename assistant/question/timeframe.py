"""The time of a question: the day it is asked on, the periods it names, and which of them restrict the articles."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from assistant.question.periods import Period, PeriodKind, find_periods

KOREA = timezone(timedelta(hours=9), "KST")
"""Korea's time, which has no summer time since 1988."""


@dataclass(frozen=True)
class Window:
    """Days that restrict the articles; ``reported`` when they are those of the articles themselves ("어제 기사")."""

    period: Period
    reported: bool


@dataclass(frozen=True)
class TimeFrame:
    """How a question was understood in time.

    Articles of any of the ``windows`` may answer, and without windows all may. ``searched`` is the question without the
    phrases of the windows, which say when and not what. ``current`` is true when the question asks how things are now.
    """

    question: str
    today: date
    periods: tuple[Period, ...] = ()
    windows: tuple[Window, ...] = ()
    current: bool = False

    @property
    def searched(self) -> str:
        """The question without what restricts it; the whole question when nothing else is left."""
        text = self.question
        for window in reversed(self.windows):
            before = _LEADING.sub("", text[: window.period.start])
            after = _TRAILING.sub("", text[window.period.end :], count=1)
            text = f"{before} {after}"
        text = " ".join(text.split())
        return text if any(char.isalnum() for char in text) else self.question

    def words(self, period: Period) -> str:
        """The words of a period."""
        return self.question[period.start : period.end]

    def reworded(self, question: str) -> TimeFrame:
        """The same windows for the question in other words, which no longer name them."""
        windows = tuple(replace(each, period=replace(each.period, start=0, end=0)) for each in self.windows)
        return replace(self, question=question, periods=(), windows=windows)

    def unrestricted(self) -> TimeFrame:
        """The same without windows."""
        return replace(self, windows=())


_LEADING = re.compile(r"\b(?:in|on|during|over|within|of|from|for|at|throughout)(?:\sthe)?\s+$", re.IGNORECASE)
_TRAILING = re.compile(r"^(?:['’]s\b|(?:에서|에는|에도|에|의|은|는|간|동안)(?![가-힣]))")
_CURRENT = re.compile(
    r"현재|지금|최신|요즘|요새|근래|최근|\b(?:currently|current|latest|now|newest|nowadays|recent(?:ly)?|these days|at present)\b",
    re.IGNORECASE,
)
_REPORTED_AFTER = re.compile(
    r"\s?(?:에|의|자|에서)?\s?(?:(?:나온|실린|보도된|게재된|발행된|작성된|쓴)\s)?(?:기사|뉴스|보도(?!자료)|소식|신문)"
    r"|\s?(?:에|자로)\s(?:나온|실린|보도된|게재된|발행된)\s"
    r"|(?:['’]s)?\s(?:articles?|news|stories|headlines|coverage|papers?|reports)\b",
    re.IGNORECASE,
)
_REPORTED_BEFORE = re.compile(
    r"\b(?:articles?|news|stories|headlines|coverage|published|reported|written|printed|appeared)\s"
    r"(?:(?:in|on|of|from|during|over|for|within)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"\s?(?:와|과|하고|및|그리고|또는|이나|나|보다|대비|,|·|/|vs\.?|and|or|with|to|than|against)\s*(?:the\s|in\s)?",
    re.I,
)


def today_in_korea() -> date:
    """The day that it is in Korea."""
    return datetime.now(KOREA).date()


def read_time(question: str, today: date) -> TimeFrame:
    """Understand a question in time.

    What is told from today ("지난주", "the past three days") and what is open to the present ("since March") restricts
    the articles, and so does any period of the articles themselves ("2024년 3월 기사", "published in May"). A year or
    day by its name belongs to what is asked ("2023년에 발사된"), since later articles tell of it too, and so does what
    lies ahead, since the articles of next year are not written yet.
    """
    periods = tuple(find_periods(question, today))
    windows = [window for period in periods if (window := _window(question, period, today)) is not None]
    return TimeFrame(question, today, periods, _chosen(question, windows), _CURRENT.search(question) is not None)


def _window(question: str, period: Period, today: date) -> Window | None:
    reported = bool(_REPORTED_AFTER.match(question, period.end) or _REPORTED_BEFORE.search(question[: period.start]))
    told = period.kind in {PeriodKind.RELATIVE, PeriodKind.SINCE}
    begun = period.since is None or period.since <= today
    return Window(period, reported) if reported or (told and begun) else None


def _chosen(question: str, windows: list[Window]) -> tuple[Window, ...]:
    """All windows when they are named side by side ("지난주와 이번 주"); otherwise the shortest one."""
    pairs = itertools.pairwise(windows)
    if all(_ALIKE.fullmatch(question, a.period.end, b.period.start) for a, b in pairs):
        return tuple(windows)
    return (min(windows, key=_length),)


def _length(window: Window) -> timedelta:
    since, until = window.period.since, window.period.until
    return until - since if since and until else timedelta.max
