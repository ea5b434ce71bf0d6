"""Passages in ``library.db`` and how far each has come on its way into the vector index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.article import Article, BlockKind, Passage
from assistant.errors import InputError
from assistant.library.tombstones import Tombstones

if TYPE_CHECKING:
    from assistant.library.database import Database

_COLUMNS = 'id, article_id, kind, start, "end", text, heading, language'


class State(StrEnum):
    """How far a passage has come."""

    PENDING = "pending"
    """It has no vector yet."""
    EMBEDDED = "embedded"
    """Its vector is in ``library.db``, not yet in Chroma."""
    INDEXED = "indexed"
    """Its vector is in Chroma too."""


@dataclass(frozen=True)
class Waiting:
    """A passage to be embedded, by its row number."""

    number: int
    text: str


class Passages:
    """Rows of passages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, passages: Sequence[Passage]) -> list[int]:
        """Store passages of one article, all pending; returns their row numbers."""
        sql = f"INSERT INTO passages ({_COLUMNS}, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending') RETURNING number"
        with self._database.transaction() as connection:
            Tombstones(self._database).remove([passage.id for passage in passages])
            return [connection.execute(sql, _row(passage)).fetchone()[0] for passage in passages]

    def by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        sql = f"SELECT {_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return {row[0]: _passage(row) for row in self._database.rows(sql, (json.dumps(list(ids)),))}

    def of_article(self, article_id: str) -> list[Passage]:
        """All passages of an article, in the order of the text."""
        sql = f"SELECT {_COLUMNS} FROM passages WHERE article_id = ? ORDER BY start, number"
        return [_passage(row) for row in self._database.rows(sql, (article_id,))]

    def numbers_of(self, article_id: str) -> list[int]:
        """Row numbers of the passages of an article."""
        sql = "SELECT number FROM passages WHERE article_id = ?"
        return [row[0] for row in self._database.rows(sql, (article_id,))]

    def numbers(self) -> set[int]:
        """Row numbers of all passages."""
        return {row[0] for row in self._database.rows("SELECT number FROM passages")}

    def ids(self, state: State) -> set[str]:
        """Ids of the passages in a state."""
        return {row[0] for row in self._database.rows("SELECT id FROM passages WHERE state = ?", (state.value,))}

    def replace_text(self, passage_id: str, text: str | None) -> int:
        """Correct the text of a passage, or remove the passage if there is none; returns its row number."""
        number = int(self._database.one("SELECT number FROM passages WHERE id = ?", (passage_id,))[0])
        with self._database.transaction() as connection:
            if text is None:
                connection.execute("INSERT OR IGNORE INTO tombstones VALUES (?)", (passage_id,))
                connection.execute("DELETE FROM passages WHERE number = ?", (number,))
            else:
                connection.execute("UPDATE passages SET text = ? WHERE number = ?", (text, number))
        return number

    def where(self, condition: str, parameters: Sequence[Any]) -> frozenset[str]:
        """Ids of the passages whose article passes a condition over ``articles a``."""
        sql = f"SELECT p.id FROM passages p JOIN articles a ON a.id = p.article_id WHERE {condition}"
        return frozenset(row[0] for row in self._database.rows(sql, parameters))

    def waiting(self, limit: int) -> list[Waiting]:
        """The next passages to embed, heading in front."""
        sql = "SELECT number, heading, text FROM passages WHERE state = 'pending' ORDER BY number LIMIT ?"
        return [
            Waiting(number, f"{heading}\n{text}" if heading else text)
            for number, heading, text in self._database.rows(sql, (limit,))
        ]

    def after(self, number: int, limit: int) -> list[Waiting]:
        """Passages with greater row numbers than this, in order, whatever their state."""
        sql = "SELECT number, heading, text FROM passages WHERE number > ? ORDER BY number LIMIT ?"
        return [
            Waiting(found, f"{heading}\n{text}" if heading else text)
            for found, heading, text in self._database.rows(sql, (number, limit))
        ]

    def mark_indexed(self, numbers: Sequence[int] | None = None) -> None:
        """Note that the vectors of these passages, or of all that have one, are in Chroma."""
        sql = "UPDATE passages SET state = 'indexed' WHERE state = 'embedded'"
        with self._database.transaction() as connection:
            if numbers is None:
                connection.execute(sql)
            else:
                some = f"{sql} AND number IN (SELECT value FROM json_each(?))"
                connection.execute(some, (json.dumps(list(numbers)),))

    def any(self, state: State) -> bool:
        """Whether a passage is in this state."""
        return bool(self._database.one("SELECT EXISTS (SELECT 1 FROM passages WHERE state = ?)", (state.value,))[0])

    def count(self, state: State | None = None) -> int:
        """How many there are, of one state or altogether."""
        if state is None:
            return int(self._database.one("SELECT count(*) FROM passages")[0])
        return int(self._database.one("SELECT count(*) FROM passages WHERE state = ?", (state.value,))[0])

    def sample(self, state: State, size: int) -> list[str]:
        """Ids of about so many passages of a state, spread evenly."""
        step = max(1, self.count(state) // size)
        sql = """SELECT id FROM (SELECT id, row_number() OVER (ORDER BY number) AS place FROM passages WHERE state = ?)
                 WHERE (place - 1) % ? = 0"""
        return [row[0] for row in self._database.rows(sql, (state.value, step))]


def check_slices(article: Article, passages: Sequence[Passage]) -> None:
    """Refuse passages that are not exact slices of the article.

    :raises InputError: naming the passage.
    """
    seen: set[str] = set()
    for passage in passages:
        inside = 0 <= passage.start < passage.end <= len(article.text)
        if passage.article_id != article.id or not inside or article.text[passage.start : passage.end] != passage.text:
            raise InputError(f"Passage {passage.id} is not a slice of the text of article {article.id}.")
        if passage.id in seen:
            raise InputError(f"Passage {passage.id} is given twice.")
        seen.add(passage.id)


def _row(passage: Passage) -> tuple[Any, ...]:
    return (
        passage.id,
        passage.article_id,
        passage.kind.value,
        passage.start,
        passage.end,
        passage.text,
        passage.heading,
        passage.language,
    )


def _passage(row: tuple[Any, ...]) -> Passage:
    return Passage(
        id=row[0],
        article_id=row[1],
        kind=BlockKind(row[2]),
        start=row[3],
        end=row[4],
        text=row[5],
        heading=row[6],
        language=row[7],
    )
