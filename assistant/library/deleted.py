"""What is needed to bring a deleted article back, for as long as somebody holds it in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.library.articles import Articles
from assistant.library.conversations import Ending
from assistant.library.editions import Editions

if TYPE_CHECKING:
    from assistant.article import Article
    from assistant.library.database import Database

Row = tuple[Any, ...]
TABLES = {"articles": "id", "originals": "article_id", "corrections": "article_id", "withdrawn": "article_id"}
"""Tables whose rows come back as they were, with the column that names the article; parents first."""


@dataclass(frozen=True)
class Deleted:
    """An article that was deleted: its rows, its place among its versions, and the answers that went with it.

    ``order`` names all its versions, newest first, itself included; ``edition`` is its own row of editions.
    """

    article: Article
    rows: dict[str, list[Row]]
    order: tuple[str, ...]
    edition: Row
    answers: tuple[Row, ...]


class Shreds:
    """Takes the rows of an article up, and puts them back; called inside the transaction of the change."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._editions = Editions(database)

    def take(self, article_id: str) -> Deleted:
        """All that is to be deleted of an article whose passages are withdrawn; nothing is changed."""
        rows = {
            table: self._database.rows(f"SELECT {self._columns(table)} FROM {table} WHERE {key} = ?", (article_id,))
            for table, key in TABLES.items()
        }
        answers = self._database.rows(
            "SELECT conversation_id, number, ending, answer FROM exchanges WHERE instr(answer, ?)", (article_id,)
        )
        return Deleted(
            self._articles.read(article_id),
            rows,
            tuple(each.article_id for each in self._editions.lineage(article_id)),
            self._database.one("SELECT * FROM editions WHERE article_id = ?", (article_id,)),
            tuple(answers),
        )

    def put_back(self, deleted: Deleted) -> None:
        """Store the rows and the edition again; passages are withdrawn still."""
        with self._database.transaction() as connection:
            for table, rows in deleted.rows.items():
                names = self._columns(table)
                signs = ", ".join("?" * (names.count(",") + 1))
                connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({signs})", rows)
            at = deleted.order.index(deleted.article.id)
            self._editions.insert_before(self._edition(deleted), set(deleted.order[at + 1 :]))

    def put_back_answers(self, deleted: Deleted) -> None:
        """Give kept conversations their answers again, but those that also hold words of what is no longer there."""
        sql = """UPDATE exchanges SET ending = ?, answer = ?
                 WHERE conversation_id = ? AND number = ? AND ending = ? AND answer = ''"""
        with self._database.transaction() as connection:
            for talk, number, ending, answer in deleted.answers:
                if all(map(self._articles.has, set(_named(json.loads(answer))))):
                    connection.execute(sql, (ending, answer, talk, number, Ending.WITHDRAWN))

    def _edition(self, deleted: Deleted) -> Row:
        """Its row of editions; in the lineage of a version that came meanwhile, if no other of its own is left."""
        if any(map(self._articles.has, deleted.order)) and len(deleted.order) > 1:
            return deleted.edition
        relative = self._editions.relative(deleted.article)
        return deleted.edition if relative is None else self._editions.moved(deleted.edition, relative)

    def _columns(self, table: str) -> str:
        names = [f'"{row[1]}"' for row in self._database.rows(f"PRAGMA table_info({table})")]
        return ", ".join(names)


def _named(value: object) -> Iterator[str]:
    """Ids of all articles that an answer holds words of."""
    if isinstance(value, dict):
        found = value.get("article_id")
        yield from [found] if isinstance(found, str) else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _named(part)
