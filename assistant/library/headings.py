"""Headings: the title of an article in front of its passages, in keywords and vectors too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.article import BlockKind
from assistant.library.embeddings import Embeddings
from assistant.library.keywords import Keywords
from assistant.library.vocabulary import LEGS

if TYPE_CHECKING:
    from assistant.library.database import Database

_UNDER = "article_id = ? AND kind <> ? AND heading = ?"


class Headings:
    """Changes the headings of one article's passages; called inside the transaction of the change."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._embeddings = Embeddings(database)
        self._keywords = Keywords(database)

    def replace(self, article_id: str, before: str, after: str) -> None:
        """Put another title in front of the passages that stand under the one before; they are embedded anew.

        The passage that is the title itself has no heading, and stays as it is.
        """
        under = (article_id, BlockKind.TITLE.value, before)
        rows = self._database.rows(f"SELECT number, state FROM passages WHERE {_UNDER}", under)
        numbers, embedded = [row[0] for row in rows], [row[0] for row in rows if row[1] != "pending"]
        with self._database.transaction() as connection:
            self._keywords.delete(numbers)
            connection.execute(f"UPDATE passages SET heading = ? WHERE {_UNDER}", (after, *under))
            self._keywords.restore(LEGS, numbers)
            self._embeddings.forget(embedded)
            staged = "DELETE FROM staged_vectors WHERE number IN (SELECT value FROM json_each(?))"
            connection.execute(staged, (json.dumps(numbers),))
            connection.execute(f"UPDATE withdrawn SET heading = ?, vector = NULL WHERE {_UNDER}", (after, *under))
