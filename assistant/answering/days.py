"""How an answer says which days it was understood to be about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import AskedPeriod, Filters
from assistant.answering.phrases import phrase
from assistant.question.periods import PeriodKind
from assistant.question.timeframe import TimeFrame

if TYPE_CHECKING:
    from assistant.library import Library


def asked_periods(frame: TimeFrame) -> tuple[AskedPeriod, ...]:
    """The periods of a question, with the words that name them."""
    restricting = {window.period for window in frame.windows}
    return tuple(
        AskedPeriod(text=frame.words(each).strip(), since=each.since, until=each.until, restricts=each in restricting)
        for each in frame.periods
    )


def say_days(since: date | None, until: date | None, language: str) -> str:
    """Days in words of a language: "2026-11-09 to 2026-11-15"."""
    if since == until and since is not None:
        return since.isoformat()
    name = "days_since" if until is None else "days_until" if since is None else "days"
    return phrase(name, language, since=since, until=until)


def said_days(frame: TimeFrame) -> str:
    """The periods of a question that are told from today, in days: "지난주 = 2026-11-16 ~ 2026-11-22"."""
    told = (each for each in frame.periods if each.kind in {PeriodKind.RELATIVE, PeriodKind.SINCE})
    return ", ".join(f"{frame.words(each).strip()} = {_span(each.since, each.until)}" for each in told)


def _span(since: date | None, until: date | None) -> str:
    if since == until:
        return str(since)
    return f"{since or ''} ~ {until or ''}".strip()


def window_note(periods: Sequence[AskedPeriod], language: str) -> tuple[str, ...]:
    """Which days a question was answered from, when its own words restrict them."""
    return tuple(
        phrase("within", language, words=each.text, days=say_days(each.since, each.until, language))
        for each in periods
        if each.restricts
    )


def nothing_there(
    library: Library, periods: Sequence[AskedPeriod], filters: Filters | None, language: str
) -> tuple[str, tuple[str, ...]]:
    """Why no article could be searched, and notes on it."""
    restricting = [each for each in periods if each.restricts]
    if filters in {None, Filters()} and not restricting:
        return phrase("no_articles", language), ()
    newest = library.timeline.newest()
    latest = phrase("newest", language, day=newest) if newest else phrase("no_dates", language)
    undated = library.timeline.undated()
    notes = (phrase("undated", language, count=undated),) if newest and undated else ()
    if not restricting:
        return f"{phrase('none_filtered', language)} {latest}", notes
    days = ", ".join(say_days(each.since, each.until, language) for each in restricting)
    return f"{phrase('none_within', language, days=days)} {latest}", notes
