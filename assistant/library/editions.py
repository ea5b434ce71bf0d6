"""Editions: which articles are versions of one another, and which of them is the newest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from assistant.article import Article
from assistant.library.addresses import address_of
from assistant.library.articles import Articles
from assistant.library.copies import Told, overlap, resemblance
from assistant.library.shingles import letters

if TYPE_CHECKING:
    from assistant.library.database import Database

EDITED = 0.5
"""Share of the shorter text that two versions under one headline have in common; unlike :data:`copies.SHARED` it may
rest on different numbers, since corrections change them. Of 34,126 dated leads, 60 pairs of one outlet stand under one
headline within 20 hours at two addresses: 37 of them share half their words or
more; the 20 that were looked at are one article each."""

RETITLED = 0.8
"""The same for two versions under different headlines, or in one file. Of the same leads 2 pairs of one outlet and one
minute share half their words or more, none of them over 0.8, and neither is one article."""

CORRECTED = 0.7
"""Share of the triples of letters of two versions under one headline or in one file; for short pages, of which a correction
breaks most shingles. Of 4,120 random pairs of one paper and one day the median share is 0.03; the 7 over 0.7 are the same
piece, or the same news told again."""

WINDOW = timedelta(hours=20)
"""How far apart two versions without a common address may be published: less than a day, since daily items (exchange
rates, weather) repeat their headline and most of their words."""

NEVER = 2.0
"""More than any share."""

_NEAR = """(abs(a.published_at - ?2) < ?3 OR abs((SELECT unixepoch(c.was) FROM corrections c
           WHERE c.article_id = a.id AND c.field = 'published') - ?2) < ?3)"""
"""Published at nearly that time, as it was corrected or as it was read."""

NEAREST = 16
"""Articles at most that are compared with a new one under its headline, time or path."""

PAGES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".hwpx"})
"""Endings of files that hold one article; a file of many (JSONL, CSV, feeds) says nothing about which is which."""


class Added(Enum):
    """What became of an article that was to be stored; true when anything was."""

    NEW = "new"
    VERSION = "version"
    """It is the newest version of an article that is there: see ``library.versions(id)``."""
    OLD_VERSION = "old version"
    """A newer version is there already; it is kept, not searched."""
    UNCHANGED = "unchanged"
    """Exactly this page is there already."""

    def __bool__(self) -> bool:
        return self is not Added.UNCHANGED


@dataclass(frozen=True)
class Edition:
    """A version of an article; they count up within a lineage, and the greatest is current."""

    article_id: str
    number: int
    current: bool


class Editions:
    """Rows of editions, one an article."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)

    def enter(self, article: Article, relative: str | None, headline: str) -> Added:
        """Put a stored article into its place among its versions.

        :param relative: an article that it is a version of, as :meth:`relative` finds it.
        :param headline: its :func:`headline_of` as it was read, whatever was corrected since.
        """
        earlier = self.lineage(relative) if relative else []
        at = next((at for at, each in enumerate(earlier) if self._newer(article, each.article_id)), len(earlier))
        order = [each.article_id for each in earlier]
        order.insert(at, article.id)
        lineage = self._lineage_of(relative) if relative else article.id
        self._insert((article.id, lineage, 0, False, address_of(article.url), headline), order)
        if not earlier:
            return Added.NEW
        return Added.VERSION if at == 0 else Added.OLD_VERSION

    def insert_before(self, edition: tuple[Any, ...], older: Set[str]) -> None:
        """Put an edition that was deleted back in front of the first of these older versions; none is current then."""
        order = [row[0] for row in self._database.rows(
            "SELECT article_id FROM editions WHERE lineage = ? ORDER BY edition DESC", (edition[1],))]  # fmt: skip
        at = next((at for at, name in enumerate(order) if name in older), len(order))
        self._insert(edition, [*order[:at], edition[0], *order[at:]])

    def moved(self, edition: tuple[Any, ...], relative: str) -> tuple[Any, ...]:
        """An edition in the lineage of another article."""
        return (edition[0], self._lineage_of(relative), *edition[2:])

    def _insert(self, row: tuple[Any, ...], order: Sequence[str]) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?)", row)
            for number, name in enumerate(reversed(order), 1):
                sql = "UPDATE editions SET edition = ?, current = ? WHERE article_id = ?"
                connection.execute(sql, (number, number == len(order), name))

    def lineage(self, article_id: str) -> list[Edition]:
        """All versions of the article that this one is a version of, newest first."""
        sql = """SELECT article_id, edition, current FROM editions
                 WHERE lineage = (SELECT lineage FROM editions WHERE article_id = ?) ORDER BY edition DESC"""
        return [
            Edition(name, number, bool(current)) for name, number, current in self._database.rows(sql, (article_id,))
        ]

    def promote(self, article_id: str) -> None:
        """Make an article the current one of its lineage."""
        sql = """UPDATE editions SET current = (article_id = ?1)
                 WHERE lineage = (SELECT lineage FROM editions WHERE article_id = ?1)"""
        with self._database.transaction() as connection:
            connection.execute(sql, (article_id,))

    def unentered(self, limit: int = -1) -> list[str]:
        """Articles without a row, in the order in which they were stored."""
        sql = "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM editions) ORDER BY added, rowid LIMIT ?"
        return [row[0] for row in self._database.rows(sql, (limit,))]

    def misplaced(self) -> list[str]:
        """Newest versions that are not current, or not alone so."""
        sql = """SELECT article_id, max(edition) FROM editions GROUP BY lineage
                 HAVING sum(current) <> 1 OR max(edition) <> max(edition * current)"""
        return [row[0] for row in self._database.rows(sql)]

    def _lineage_of(self, article_id: str) -> str:
        return str(self._database.one("SELECT lineage FROM editions WHERE article_id = ?", (article_id,))[0])

    def relative(self, article: Article) -> str | None:
        """An article that this one is a version of: of the same address, or else of the same origin and words."""
        address = address_of(article.url)
        if address:
            sql = "SELECT article_id FROM editions WHERE address = ? AND article_id <> ? ORDER BY edition DESC LIMIT 1"
            rows = self._database.rows(sql, (address, article.id))
            if rows:
                return str(rows[0][0])
        told = Told.by(article)
        for name, needed, corrected in self._candidates(article):
            other = self._articles.read(name)
            if address and address_of(other.url):
                continue
            theirs = Told.by(other)
            if overlap(told, theirs) >= needed or resemblance(told, theirs) >= corrected:
                return name
        return None

    def _candidates(self, article: Article) -> Iterator[tuple[str, float, float]]:
        """Articles of the same origin and time, each with the share of shingles or triples that it must have in common."""
        headline = headline_of(article)
        if headline and article.published is not None:
            sql = f"""SELECT e.article_id FROM editions e JOIN articles a ON a.id = e.article_id WHERE e.headline = ?1
                      AND {_NEAR} AND e.article_id <> ?4 ORDER BY a.added DESC, a.rowid DESC LIMIT ?5"""
            when = (article.published.timestamp(), WINDOW.total_seconds())
            yield from self._named(sql, (EDITED, CORRECTED), headline, *when, article.id)
        if article.outlet and article.published is not None and article.published.time() != time():
            sql = """SELECT a.id FROM articles a JOIN editions e ON e.article_id = a.id WHERE a.published_at = ?
                     AND a.outlet = ? AND a.id <> ? ORDER BY a.added DESC, a.rowid DESC LIMIT ?"""
            yield from self._named(sql, (RETITLED, NEVER), article.published.timestamp(), article.outlet, article.id)
        if PurePath(article.path).suffix.lower() in PAGES:
            sql = f"""SELECT a.id FROM articles a JOIN editions e ON e.article_id = a.id WHERE a.path = ?1
                      AND (a.published_at IS NULL OR ?2 IS NULL OR {_NEAR}) AND a.id <> ?4
                      ORDER BY a.added DESC, a.rowid DESC LIMIT ?5"""
            instant = article.published.timestamp() if article.published else None
            about = (article.path, instant, WINDOW.total_seconds(), article.id)
            yield from self._named(sql, (RETITLED, CORRECTED), *about)

    def _named(self, sql: str, needed: tuple[float, float], *parameters: object) -> Iterator[tuple[str, float, float]]:
        yield from ((row[0], *needed) for row in self._database.rows(sql, (*parameters, NEAREST)))

    def _newer(self, article: Article, other_id: str) -> bool:
        """Whether the article, which was stored last, is newer: of a later date, or of none or the same."""
        mine, theirs = _stamp(article), _stamp(self._articles.read(other_id))
        return mine is None or theirs is None or mine >= theirs


def headline_of(article: Article) -> str:
    """Outlet and headline, for comparing; empty unless both are known."""
    outlet, title = letters(article.outlet), letters(article.title)
    return f"{outlet}:{title}" if outlet and title else ""


def _stamp(article: Article) -> datetime | None:
    return article.updated or article.published
