"""Dates of articles as people type them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from assistant.article import Article

SEOUL = timezone(timedelta(hours=9))
TYPED = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?(?:[ T]+(\d{1,2}):(\d{2}))?")
"""A date as it is typed: 2026-03-01, 2026.3.1, 2026-03-01 09:30."""


def typed_date(text: str, article: Article) -> datetime | None:
    """A date on the article's own clock; ``None`` for an empty one. One that is typed as it is shown stays as it is.

    :raises ValueError: for what is no date.
    """
    given, now = text.strip(), article.published
    if not given:
        return None
    if now is not None and given == f"{now:%Y-%m-%d %H:%M}":
        return now
    found = TYPED.fullmatch(given)
    if found is None:
        raise ValueError(given)
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, tzinfo=clock_of(article))


def clock_of(article: Article) -> tzinfo:
    """The time zone that an article's dates are in: its own, else that of Seoul on Korean pages and UTC on others."""
    stated = article.published or article.updated
    if stated is not None and stated.tzinfo is not None:
        return stated.tzinfo
    return SEOUL if article.language == "ko" else UTC
