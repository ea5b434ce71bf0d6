"""Vectors in ``library.db``: float16, one a passage, from which the vector index can be made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library.database import Database

PAGE = 1000
SOUND = "length(v.vector) = 2 * (SELECT json_extract(value, '$.dimension') FROM manifest WHERE key = 'embedder')"
"""Condition on ``vectors v``: as long as the model's; others are damaged and never used."""


@dataclass(frozen=True)
class Page:
    """Some passages with their vectors, of length 1: ``matrix[i]`` belongs to ``ids[i]`` and row ``numbers[i]``."""

    numbers: list[int]
    ids: list[str]
    matrix: NDArray[np.float32]


def pack(vectors: NDArray[np.float32], count: int, dimension: int) -> list[bytes]:
    """Vectors as they are stored.

    :raises ModelError: when there are not as many as texts, or they have another length, or one is not finite.
    """
    if vectors.shape != (count, dimension) or not np.isfinite(vectors).all():
        raise ModelError(
            f"The embedding model gave an array of shape {vectors.shape}, or values that are no numbers, for {count} "
            f"texts and {dimension} dimensions.",
            hint="`citedesk doctor` checks the model.",
        )
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpack(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """Stored vectors as rows of length 1."""
    matrix = np.frombuffer(b"".join(blobs), dtype="<f2").astype(np.float32).reshape(len(blobs), dimension)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: NDArray[np.float32] = matrix / np.maximum(lengths, np.float32(1e-12))
    return unit


class Embeddings:
    """Rows of vectors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, numbers: Sequence[int], blobs: Sequence[bytes]) -> None:
        """Give pending passages their vectors; passages deleted meanwhile, or done by another, are left out."""
        claim = "UPDATE passages SET state = 'embedded' WHERE number = ? AND state = 'pending'"
        with self._database.transaction() as connection:
            for number, blob in zip(numbers, blobs, strict=True):
                if connection.execute(claim, (number,)).rowcount == 1:
                    connection.execute("DELETE FROM vectors WHERE number = ?", (number,))
                    connection.execute("INSERT INTO vectors (number, vector) VALUES (?, ?)", (number, blob))

    def count(self) -> int:
        """How many passages have a vector."""
        return int(self._database.one("SELECT count(*) FROM vectors")[0])

    def any(self) -> bool:
        """Whether there is any vector."""
        return bool(self._database.one("SELECT EXISTS (SELECT 1 FROM vectors)")[0])

    def stage(self, numbers: Sequence[int], blobs: Sequence[bytes]) -> None:
        """Keep vectors of another model aside; passages deleted meanwhile are left out."""
        insert = "INSERT OR REPLACE INTO staged_vectors SELECT number, ? FROM passages WHERE number = ?"
        with self._database.transaction() as connection:
            connection.executemany(insert, list(zip(blobs, numbers, strict=True)))

    def last_staged(self) -> int:
        """The greatest row number that has a vector aside; 0 when there is none."""
        return int(self._database.one("SELECT coalesce(max(number), 0) FROM staged_vectors")[0])

    def count_staged(self) -> int:
        """How many vectors are kept aside."""
        return int(self._database.one("SELECT count(*) FROM staged_vectors")[0])

    def clear_staged(self) -> None:
        """Drop the vectors kept aside."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM staged_vectors")

    @contextmanager
    def switch_to_staged(self) -> Iterator[None]:
        """Put the vectors kept aside in place of all others, in one transaction with what the caller does inside."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM vectors")
            connection.execute(
                "INSERT INTO vectors (number, vector) SELECT number, vector FROM staged_vectors ORDER BY number"
            )
            connection.execute("UPDATE passages SET state = 'pending'")
            connection.execute(
                "UPDATE passages SET state = 'embedded' WHERE number IN (SELECT number FROM staged_vectors)"
            )
            connection.execute("DELETE FROM staged_vectors")
            yield

    def read(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of these passages; those without one are left out."""
        sql = f"""SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.number = p.number
                 WHERE {SOUND} AND p.id IN (SELECT value FROM json_each(?))"""
        rows = self._database.rows(sql, (json.dumps(list(ids)),))
        if not rows:
            return {}
        matrix = unpack([row[1] for row in rows], len(rows[0][1]) // 2)
        return {row[0]: vector for row, vector in zip(rows, matrix, strict=True)}

    def pages(self, size: int = PAGE) -> Iterator[Page]:
        """All vectors, in the order of the passages."""
        last = 0
        while page := self._page("p.number > ?", last, size):
            yield page
            last = page.numbers[-1]

    def unindexed(self, size: int) -> Page | None:
        """The next vectors that Chroma does not have yet."""
        return self._page("p.state = 'embedded' AND p.number > ?", 0, size)

    def blobs(self) -> Iterator[tuple[int, bytes]]:
        """All vectors as they are stored, with their row numbers."""
        last = 0
        sql = "SELECT number, vector FROM vectors WHERE number > ? ORDER BY number LIMIT ?"
        while rows := self._database.rows(sql, (last, PAGE)):
            yield from ((row[0], row[1]) for row in rows)
            last = rows[-1][0]

    def missing(self) -> list[int]:
        """Passages that count as embedded but have no vector."""
        sql = "SELECT number FROM passages WHERE state <> 'pending' AND number NOT IN (SELECT number FROM vectors)"
        return [row[0] for row in self._database.rows(sql)]

    def unannounced(self) -> list[int]:
        """Passages that count as pending but have a vector."""
        sql = "SELECT number FROM passages WHERE state = 'pending' AND number IN (SELECT number FROM vectors)"
        return [row[0] for row in self._database.rows(sql)]

    def forget(self, numbers: Sequence[int]) -> None:
        """Let passages be embedded anew; Chroma drops what it has of them."""
        some = "number IN (SELECT value FROM json_each(?))"
        values = (json.dumps(list(numbers)),)
        with self._database.transaction() as connection:
            connection.execute(f"INSERT OR IGNORE INTO tombstones SELECT id FROM passages WHERE {some}", values)
            connection.execute(f"DELETE FROM vectors WHERE {some}", values)
            connection.execute(f"UPDATE passages SET state = 'pending' WHERE {some}", values)

    def announce(self, numbers: Sequence[int]) -> None:
        """Let the vectors of passages be brought into Chroma."""
        sql = "UPDATE passages SET state = 'embedded' WHERE number IN (SELECT value FROM json_each(?))"
        with self._database.transaction() as connection:
            connection.execute(sql, (json.dumps(list(numbers)),))

    def _page(self, condition: str, after: int, size: int) -> Page | None:
        sql = f"""SELECT p.number, p.id, v.vector FROM passages p JOIN vectors v ON v.number = p.number
                  WHERE {SOUND} AND {condition} ORDER BY p.number LIMIT ?"""
        rows = self._database.rows(sql, (after, size))
        if not rows:
            return None
        matrix = unpack([row[2] for row in rows], len(rows[0][2]) // 2)
        return Page([row[0] for row in rows], [row[1] for row in rows], matrix)
