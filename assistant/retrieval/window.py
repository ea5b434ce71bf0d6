"""Which passages a question may be answered from: filters and the time that it names, resolved to ids."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Filters
from assistant.question.timeframe import TimeFrame, read_time

if TYPE_CHECKING:
    from assistant.library import Library


def time_frame(library: Library, question: str, today: date) -> TimeFrame:
    """Understand a question in time; where no article says when it was published, nothing is restricted by it."""
    frame = read_time(question, today)
    return frame.unrestricted() if frame.windows and library.timeline.newest() is None else frame


def allowed_passages(library: Library, filters: Filters | None, frame: TimeFrame | None) -> frozenset[str] | None:
    """Ids of the passages that may be used; ``None`` when all may.

    A passage is of a time when its article was published then, or when it names, itself or in its headline, a day, month
    or year that lies wholly in it; where the question speaks of the articles themselves, only the former counts.

    :raises InputError: when the filters name an article that is not there.
    """
    allowed = library.resolve(filters) if filters is not None else None
    if frame is None or not frame.windows:
        return allowed
    within = frozenset[str]().union(
        *(
            library.timeline.passages(window.period.since, window.period.until, mentioned=not window.reported)
            for window in frame.windows
        )
    )
    return within if allowed is None else allowed & within
