"""Sketches of articles, and the index that finds the articles of the same days that share some of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from assistant.article import Article
from assistant.library.shingles import shared

if TYPE_CHECKING:
    from assistant.library.copies import Told
    from assistant.library.database import Database
    from assistant.library.shingles import Hashes

DAYS = 3
"""Days between two tellings of one story at most. Of 134 pairs of articles of six papers that share half their words or
more, 104 are of one day, 20 of two days in a row, 2 two days apart; 8 are 4 to 12 days apart, features mostly."""

FEWEST = 2
"""Hashes that two sketches have in common at least; one may be chance, or a turn of phrase."""

NEAREST = 32
"""Articles at most that are read and compared with a new one."""


@dataclass(frozen=True)
class Sketch:
    """What is kept of an article: ``hashes`` of some of its shingles, and its story."""

    number: int
    article_id: str
    day: int
    hashes: Hashes
    story: str


class Sketches:
    """Rows of sketches, one for each current article; their hashes are indexed by day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, article: Article, told: Told) -> Sketch:
        """Store the sketch of an article; it is a story of its own until it joins another."""
        hashes, day = told.sketch, _day(article, self._added(article.id))
        sql = "INSERT INTO sketches (article_id, day, hashes, story) VALUES (?, ?, ?, ?) RETURNING number"
        with self._database.transaction() as connection:
            row = (article.id, day, hashes.astype("<i8").tobytes(), article.id)
            number = connection.execute(sql, row).fetchone()[0]
            connection.executemany(
                "INSERT OR IGNORE INTO shingles VALUES (?, ?, ?)", [(day, each, number) for each in hashes.tolist()]
            )
        return Sketch(number, article.id, day, hashes, article.id)

    def read(self, article_id: str) -> Sketch | None:
        """The sketch of an article, if it has one."""
        found = self._where("article_id = ?", article_id)
        return found[0] if found else None

    def of_story(self, story: str) -> list[Sketch]:
        """The sketches of the articles of a story, in the order of their ids."""
        return self._where("story = ? ORDER BY article_id", story)

    def delete(self, article_id: str) -> None:
        """Remove the sketch of an article, and what the index has of it."""
        held = self.read(article_id)
        if held is None:
            return
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM shingles WHERE day = ? AND hash = ? AND number = ?",
                [(held.day, each, held.number) for each in held.hashes.tolist()],
            )
            connection.execute("DELETE FROM sketches WHERE number = ?", (held.number,))

    def join(self, articles: list[str], story: str) -> None:
        """Put articles into a story."""
        with self._database.transaction() as connection:
            sql = "UPDATE sketches SET story = ? WHERE article_id IN (SELECT value FROM json_each(?))"
            connection.execute(sql, (story, json.dumps(articles)))

    def near(self, mine: Sketch, least: float) -> list[Sketch]:
        """Articles of the same days that seem to share so much of the shorter text, those that share most first."""
        days = list(range(mine.day - DAYS, mine.day + DAYS + 1)) if mine.day >= 0 else [mine.day]
        sql = """SELECT s.number FROM json_each(?) d CROSS JOIN json_each(?) h
                 CROSS JOIN shingles s ON s.day = d.value AND s.hash = h.value
                 WHERE s.number <> ? GROUP BY s.number HAVING count(*) >= ? ORDER BY count(*) DESC, s.number LIMIT ?"""
        given = (json.dumps(days), json.dumps(mine.hashes.tolist()), mine.number, FEWEST, NEAREST)
        numbers = [row[0] for row in self._database.rows(sql, given)]
        found = self._where("number IN (SELECT value FROM json_each(?))", json.dumps(numbers))
        shares = {each.number: shared(mine.hashes, each.hashes) for each in found}
        likely = [each for each in found if shares[each.number] >= least]
        return sorted(likely, key=lambda each: (-shares[each.number], each.article_id))

    def stories(self, ids: list[str]) -> dict[str, str]:
        """The story of each of these articles; those without a sketch are left out."""
        sql = "SELECT article_id, story FROM sketches WHERE article_id IN (SELECT value FROM json_each(?))"
        return dict(self._database.rows(sql, (json.dumps(ids),)))

    def missing(self) -> list[str]:
        """Current articles without a sketch."""
        sql = "SELECT article_id FROM editions WHERE current AND article_id NOT IN (SELECT article_id FROM sketches)"
        return [row[0] for row in self._database.rows(sql)]

    def superseded(self) -> list[str]:
        """Superseded articles that have a sketch all the same."""
        sql = """SELECT article_id FROM sketches
                 WHERE article_id IN (SELECT article_id FROM editions WHERE NOT current)"""
        return [row[0] for row in self._database.rows(sql)]

    def unindexed(self) -> list[str]:
        """Articles of whose hashes the index lacks some, or has too many."""
        sql = """SELECT s.article_id FROM sketches s LEFT JOIN
                 (SELECT number, count(*) AS held FROM shingles GROUP BY number) i ON i.number = s.number
                 WHERE coalesce(i.held, 0) <> length(s.hashes) / 8"""
        return [row[0] for row in self._database.rows(sql)]

    def orphans(self) -> list[int]:
        """Numbers in the index that no sketch has."""
        sql = "SELECT DISTINCT number FROM shingles WHERE number NOT IN (SELECT number FROM sketches)"
        return [row[0] for row in self._database.rows(sql)]

    def forget(self, numbers: list[int]) -> None:
        """Remove numbers from the index; reads all of it."""
        with self._database.transaction() as connection:
            sql = "DELETE FROM shingles WHERE number IN (SELECT value FROM json_each(?))"
            connection.execute(sql, (json.dumps(numbers),))

    def misnamed(self) -> list[str]:
        """Stories that are not named after their first article."""
        return [
            row[0]
            for row in self._database.rows("SELECT story FROM sketches GROUP BY story HAVING story <> min(article_id)")
        ]

    def _where(self, condition: str, value: object) -> list[Sketch]:
        sql = f"SELECT number, article_id, day, hashes, story FROM sketches WHERE {condition}"
        return [
            Sketch(number, name, day, np.frombuffer(hashes, dtype="<i8").astype(np.uint64), story)
            for number, name, day, hashes, story in self._database.rows(sql, (value,))
        ]

    def _added(self, article_id: str) -> date:
        added = self._database.one("SELECT added FROM articles WHERE id = ?", (article_id,))[0]
        return datetime.fromisoformat(added).date()


def _day(article: Article, added: date) -> int:
    """The day in universal time on which an article was published, as its ordinal.

    An undated one is compared only with undated ones that were added on the same day: the negative ordinal of that.
    """
    return article.published.astimezone(UTC).toordinal() if article.published is not None else -added.toordinal()
