"""Passages of superseded versions: out of the search, kept so that they can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.article import BlockKind, Passage
from assistant.library.articles import Articles
from assistant.library.keywords import Keywords, tokenise_all
from assistant.library.manifest import Manifest
from assistant.library.passages import Passages
from assistant.library.tombstones import Tombstones

if TYPE_CHECKING:
    from assistant.library.database import Database


class Withdrawn:
    """Moves passages out of the search and back, each move one transaction of ``library.db``; Chroma follows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._manifest = Manifest(database)
        self._articles = Articles(database)
        self._passages = Passages(database)
        self._keywords = Keywords(database)

    def withdraw(self, article_id: str) -> None:
        """Take the passages of an article out of rows, keywords and, by tombstones, Chroma; their vectors are kept."""
        sql = """INSERT OR REPLACE INTO withdrawn
                 SELECT p.id, p.article_id, p.kind, p.start, p."end", p.heading, p.language, ?, v.vector
                 FROM passages p LEFT JOIN vectors v ON v.number = p.number WHERE p.article_id = ?"""
        with self._database.transaction() as connection:
            connection.execute(sql, (self._manifest.digest(), article_id))
            Tombstones(self._database).add(article_id)
            self._keywords.delete(self._passages.numbers_of(article_id))
            connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))

    def restore(self, article_id: str) -> None:
        """Bring them back. Vectors of another model are dropped; their passages are embedded at the next ingest."""
        sql = """SELECT id, kind, start, "end", heading, language, CASE WHEN embedder = ? THEN vector END
                 FROM withdrawn WHERE article_id = ? ORDER BY start"""
        rows = self._database.rows(sql, (self._manifest.digest(), article_id))
        text = self._articles.read(article_id).text
        passages = [
            Passage(id=name, article_id=article_id, kind=BlockKind(kind), start=start, end=end, text=text[start:end],
                    heading=heading, language=language)
            for name, kind, start, end, heading, language, _ in rows
        ]  # fmt: skip
        with self._database.transaction() as connection:
            numbers = self._passages.insert(passages)
            self._keywords.insert(numbers, tokenise_all([(each.heading, each.text) for each in passages]))
            vectors = [(number, row[-1]) for number, row in zip(numbers, rows, strict=True) if row[-1] is not None]
            connection.executemany("INSERT INTO vectors (number, vector) VALUES (?, ?)", vectors)
            connection.executemany(
                "UPDATE passages SET state = 'embedded' WHERE number = ?", [(number,) for number, _ in vectors]
            )
            connection.execute("DELETE FROM withdrawn WHERE article_id = ?", (article_id,))

    def searched(self) -> list[str]:
        """Superseded articles that have passages all the same."""
        sql = """SELECT DISTINCT article_id FROM passages
                 WHERE article_id IN (SELECT article_id FROM editions WHERE NOT current)"""
        return [row[0] for row in self._database.rows(sql)]

    def stranded(self) -> list[str]:
        """Current articles whose passages are withdrawn."""
        sql = """SELECT DISTINCT article_id FROM withdrawn
                 WHERE article_id NOT IN (SELECT article_id FROM editions WHERE NOT current)"""
        return [row[0] for row in self._database.rows(sql)]
