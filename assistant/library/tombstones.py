"""Passages that are deleted from the rows but perhaps not yet from Chroma."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.library.database import Database


class Tombstones:
    """Ids of passages whose vectors are to be removed from Chroma."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, article_id: str) -> None:
        """Note the passages of an article, before their rows are deleted; Chroma has none that is pending."""
        sql = "INSERT OR IGNORE INTO tombstones SELECT id FROM passages WHERE article_id = ? AND state <> 'pending'"
        with self._database.transaction() as connection:
            connection.execute(sql, (article_id,))

    def any(self) -> bool:
        """Whether there is any."""
        return bool(self._database.one("SELECT EXISTS (SELECT 1 FROM tombstones)")[0])

    def next(self, limit: int) -> list[str]:
        """Some of them."""
        return [row[0] for row in self._database.rows("SELECT passage_id FROM tombstones LIMIT ?", (limit,))]

    def remove(self, ids: Sequence[str]) -> None:
        """Forget some: they are gone from Chroma, or are stored again."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM tombstones WHERE passage_id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
            )

    def clear(self) -> None:
        """Forget all: a new index never had them."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM tombstones")
