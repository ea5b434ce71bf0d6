"""What a feed or a sitemap lists: addresses, with the times it gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a list names, and the time beside it as it is written; empty if there is none."""

    link: str
    written: str = ""

    @property
    def time(self) -> datetime | None:
        """That time: RFC 822 (RSS) or ISO 8601 (Atom, sitemaps). It orders entries; an article's own date is better."""
        for read in (datetime.fromisoformat, parsedate_to_datetime, _month):
            try:
                found = read(self.written.strip())
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return None


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Each address once, newest first; those without a time come last, as they stood."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.link, entry)
    return sorted(first.values(), key=_age)


def _age(entry: Entry) -> float:
    try:
        return -entry.time.timestamp() if entry.time else float("inf")
    except (OverflowError, ValueError):  # a time outside what the platform counts
        return float("inf")


def _month(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m").replace(tzinfo=UTC)
