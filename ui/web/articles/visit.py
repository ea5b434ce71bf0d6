"""What one open page has before it in the library view and the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from assistant.answer import Filters
from assistant.library.listing import Wanted
from ui.web.articles.run import Run

PAGE = 50
"""Articles on a page of the list."""
LONGEST = 200
"""Characters of a search or a choice that are looked at."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RIGHTS = {"reserved": True, "free": False}


@dataclass
class Visit:
    """What a person looks for, which page of the list is shown, what is being added, and what the reader shows.

    ``reference`` is what the browser sent to open the article: a mark, a card, or a line of the list.
    """

    wanted: Wanted = field(default_factory=Wanted)
    page: int = 0
    run: Run | None = None
    reference: str = ""


def wanted_of(given: Mapping[str, object]) -> Wanted:
    """What the fields of the search say; they come from the browser, so that anything may stand in them."""
    texts = {name: str(value)[:LONGEST].strip() for name, value in given.items() if isinstance(value, str)}
    filters = Filters(
        since=_day(texts.get("since", "")),
        until=_day(texts.get("until", "")),
        outlets=_one(texts.get("outlet", "")),
        sections=_one(texts.get("section", "")),
        languages=_one(texts.get("language", "")),
    )
    return Wanted(texts.get("words", ""), filters, RIGHTS.get(texts.get("rights", "")))


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _day(text: str) -> datetime | None:
    if not DAY.fullmatch(text):
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time.min)
    except ValueError:
        return None
