"""Searching vectors: the seam between the library and an index, and the index that needs no files of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.library.database import plain_words
from assistant.library.embeddings import SOUND, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library.database import Database


class VectorIndex(Protocol):
    """Finds the passages whose vectors lie nearest to a question's."""

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of passages with their cosine to the vector, best first."""
        ...


class ExactIndex:
    """All vectors of ``library.db`` in memory, compared one by one; follows the changes of all processes.

    It has a connection of its own that never writes, so ``PRAGMA data_version`` tells of every other's commits.
    New vectors are read as they come; after a deletion everything is read again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.new_connection()
        self._guard = threading.Lock()
        self._seen: int | None = None
        self._losses = self._last = 0
        self._ids: list[str] = []
        self._matrix: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)
        self._rows: tuple[frozenset[str] | None, int, NDArray[np.intp]] | None = None

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of passages with their cosine to the vector (of length 1), best first."""
        with self._guard:
            self._refresh()
            ids, matrix = self._ids, self._matrix
            rows = None if allowed is None else self._positions(allowed)
        if k < 1 or not ids:
            return []
        scores = (matrix if rows is None else matrix[rows]) @ vector
        best = _top(scores, k)
        chosen = best if rows is None else rows[best]
        return [(ids[row], float(score)) for row, score in zip(chosen, scores[best], strict=True)]

    def _refresh(self) -> None:
        with plain_words(self._database.path):
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version == self._seen:
                return
            self._connection.execute("BEGIN")
            try:
                self._read_changes()
            finally:
                self._connection.execute("ROLLBACK")
            self._seen = version

    def _read_changes(self) -> None:
        losses = self._connection.execute("SELECT count FROM vector_losses").fetchone()[0]
        if losses != self._losses or self._seen is None:
            self._ids, self._matrix, self._last, self._rows = [], np.zeros((0, 0), dtype=np.float32), 0, None
            self._losses = losses
        sql = f"""SELECT v.sequence, p.id, v.vector FROM vectors v JOIN passages p ON p.number = v.number
                 WHERE v.sequence > ? AND {SOUND} ORDER BY v.sequence"""
        fresh = self._connection.execute(sql, (self._last,)).fetchall()
        if not fresh:
            return
        matrix = unpack([row[2] for row in fresh], len(fresh[0][2]) // 2)
        self._last = fresh[-1][0]
        self._ids = [*self._ids, *(row[1] for row in fresh)]
        self._matrix = np.concatenate([self._matrix, matrix]) if len(self._matrix) else matrix

    def _positions(self, allowed: frozenset[str]) -> NDArray[np.intp]:
        """Rows of the allowed passages; remembered for the next question with the same filter."""
        held = self._rows
        if held is None or held[0] is not allowed or held[1] != len(self._ids):
            rows = np.array([row for row, name in enumerate(self._ids) if name in allowed], dtype=np.intp)
            held = self._rows = (allowed, len(self._ids), rows)
        return held[2]


def _top(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Positions of the k greatest scores, greatest first; equal ones in their order."""
    if k < len(scores):
        best: NDArray[np.intp] = np.sort(np.argpartition(-scores, k - 1)[:k])
    else:
        best = np.arange(len(scores))
    return best[np.argsort(-scores[best], kind="stable")]
