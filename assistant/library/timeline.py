"""When the articles were published, and which of them tell of a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.library.mentions import Mentions

if TYPE_CHECKING:
    from assistant.library.database import Database

_FIRST, _LAST = "0001-01-01", "9999-12-31"
_PUBLISHED = """SELECT p.id FROM articles a CROSS JOIN passages p ON p.article_id = a.id
                WHERE a.published_at BETWEEN unixepoch(?1) - 172800 AND unixepoch(?2) + 259200
                AND substr(a.published, 1, 10) BETWEEN ?1 AND ?2"""
"""The instants, which are indexed, leave two days for time zones."""

_TELLING = """SELECT {told}.id FROM date_mentions d
              CROSS JOIN passages p ON p.article_id = d.article_id AND p.start <= d.start AND d."end" <= p."end"
              {join} WHERE d.first BETWEEN ?1 AND ?2 AND d.last <= ?2"""
_THEMSELVES = _TELLING.format(told="p", join="")
_BY_HEADLINE = _TELLING.format(
    told="q", join="CROSS JOIN passages q ON q.article_id = p.article_id AND p.kind = 'title'"
)


class Timeline:
    """Articles by day; a day is that of the local time that the article itself states."""

    def __init__(self, database: Database) -> None:
        self.mentions = Mentions(database)
        self._database = database

    def passages(self, since: date | None, until: date | None, *, mentioned: bool) -> frozenset[str]:
        """Ids of the passages of articles that were published on a day from ``since`` to ``until``, both included.

        :param mentioned: take the passages of other articles, too, that name a day, month or year which lies wholly in
            this time, themselves or in their headline and deck.
        """
        days = (since.isoformat() if since else _FIRST, until.isoformat() if until else _LAST)
        queries = (_PUBLISHED, _THEMSELVES, _BY_HEADLINE) if mentioned else (_PUBLISHED,)
        return frozenset(row[0] for sql in queries for row in self._database.rows(sql, days))

    def published(self, article_ids: Sequence[str]) -> dict[str, datetime]:
        """When these articles were published; those that do not say are left out."""
        sql = """SELECT id, published FROM articles
                 WHERE published IS NOT NULL AND id IN (SELECT value FROM json_each(?))"""
        rows = self._database.rows(sql, (json.dumps(list(article_ids)),))
        return {name: datetime.fromisoformat(published) for name, published in rows}

    def newest(self) -> date | None:
        """The day of the newest article; ``None`` when no article says when it was published."""
        sql = """SELECT max(substr(published, 1, 10)) FROM articles
                 WHERE published_at >= (SELECT max(published_at) FROM articles) - 172800"""
        found = self._database.one(sql)[0]
        return date.fromisoformat(found) if found else None

    def undated(self) -> int:
        """How many articles do not say when they were published."""
        return int(self._database.one("SELECT count(*) FROM articles WHERE published IS NULL")[0])
