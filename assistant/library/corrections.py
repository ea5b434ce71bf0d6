"""What people corrected of articles by hand: title, date, outlet and section, and what was read there before."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from assistant.errors import InputError
from assistant.library.articles import Articles
from assistant.text.normalise import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.article import Article
    from assistant.library.database import Database

LONGEST = 300
"""Characters that a corrected title, outlet or section may have; headlines of six papers have 120 at most."""
YEARS = range(1600, 2200)
"""Years in which an article may have been published: from the first printed newspapers on."""
PUBLISHED = "published"


@dataclass(frozen=True)
class Details:
    """What of an article can be corrected. Dates carry a time zone; ``None`` where the date is not known."""

    title: str
    published: datetime | None
    outlet: str
    section: str

    @classmethod
    def of(cls, article: Article) -> Self:
        """What an article has now."""
        return cls(article.title, article.published, article.outlet, article.section)


@dataclass(frozen=True)
class Correction:
    """A detail that was corrected: which (a field of :class:`Details`), what was read on the page, and when (UTC)."""

    field: str
    was: str | datetime | None
    made: datetime


class Corrections:
    """Rows of corrections; the corrected values stand in the rows of the articles themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)

    def of(self, article_id: str) -> list[Correction]:
        """The corrections of an article, in the order of the fields of :class:`Details`."""
        rows = self._database.rows("SELECT field, was, made FROM corrections WHERE article_id = ?", (article_id,))
        found = {name: Correction(name, _read(name, was), datetime.fromisoformat(made)) for name, was, made in rows}
        return [found[each.name] for each in fields(Details) if each.name in found]

    def as_read(self, article: Article) -> Details:
        """The details as they were read on the page."""
        before: dict[str, Any] = {each.field: each.was for each in self.of(article.id)}
        return replace(Details.of(article), **before)

    def write(self, article: Article, details: Details) -> Article:
        """Give an article other details; one that is again as it was read counts as corrected no more.

        :returns: the article as it is now.
        :raises InputError: for an empty title, a value that is too long, or a date that cannot be.
        """
        read = self.as_read(article)
        wanted = _checked(details, read)
        now = Details.of(article)
        with self._database.transaction() as connection:
            for name, value in asdict(wanted).items():
                if value == getattr(now, name):
                    continue
                self._put(connection, article.id, name, value, getattr(read, name))
        return self._articles.read(article.id)

    def adopt(self, article: Article, relatives: Sequence[str]) -> Article:
        """Give a new version the corrections of other versions, where its page has what was corrected there.

        :param relatives: ids of its versions, the newest first, itself left out.
        """
        details = Details.of(article)
        for relative in reversed(relatives):
            corrected = self._articles.read(relative)
            for each in self.of(relative):
                if each.was == getattr(Details.of(article), each.field):
                    details = replace(details, **{each.field: getattr(corrected, each.field)})
        return article if details == Details.of(article) else self.write(article, details)

    def _put(self, connection: Any, article_id: str, name: str, value: Any, read: Any) -> None:
        sql = f"UPDATE articles SET {name} = ? WHERE id = ?"
        connection.execute(sql, (_kept(value), article_id))
        if name == PUBLISHED:
            instant = value.timestamp() if value else None
            connection.execute("UPDATE articles SET published_at = ? WHERE id = ?", (instant, article_id))
        if value == read:
            connection.execute("DELETE FROM corrections WHERE article_id = ? AND field = ?", (article_id, name))
            return
        made = datetime.now(UTC).isoformat(timespec="seconds")
        row = (article_id, name, _kept(read), made)
        connection.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)", row)


def _checked(details: Details, read: Details) -> Details:
    """The details as they are stored; what is as it was read is taken as it is."""
    lines = {}
    for name in ("title", "outlet", "section"):
        given = getattr(details, name)
        lines[name] = given if given == getattr(read, name) else _line(name, given)
    if not lines["title"] and read.title:
        raise InputError("The title of an article cannot be empty.", hint="Give the headline as it is printed.")
    when = details.published
    if when is not None and (when.tzinfo is None or when.year not in YEARS):
        raise InputError(
            f"{when.isoformat()} is no date on which an article can have been published.",
            hint=f"Give a date from {YEARS.start} to {YEARS.stop - 1}, with its time zone.",
        )
    return Details(published=when, **lines)


def _line(name: str, given: str) -> str:
    line = " ".join(visible(unicodedata.normalize("NFC", given)).split())
    if len(line) > LONGEST:
        raise InputError(f"The {name} has {len(line)} characters.", hint=f"{LONGEST} are enough.")
    return line


def _kept(value: str | datetime | None) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(name: str, was: str | None) -> str | datetime | None:
    if name == PUBLISHED:
        return datetime.fromisoformat(was) if was else None
    return was or ""
