"""Searching vectors: through Chroma where this process owns the library, one by one where it does not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from assistant.errors import LibraryMismatchError
from assistant.library.chroma import ChromaIndex, IndexClosed, IndexFailure
from assistant.library.indexing import Indexing
from assistant.library.lock import Ownership, acquire, owned, try_acquire
from assistant.library.manifest import EMBEDDER, Manifest
from assistant.library.vectors import ExactIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library.database import Database
    from assistant.library.directory import Directory


Found = TypeVar("Found")


class VectorSearch:
    """The vector indexes of one Library object, and its share in owning the library."""

    def __init__(self, directory: Directory, database: Database, holder: str) -> None:
        self._directory = directory
        self._database = database
        self._holder = holder
        self._guard = threading.RLock()
        self._asked = False
        self._ownership: Ownership | None = None
        self._indexing: Indexing | None = None
        self._exact: ExactIndex | None = None

    @property
    def owner(self) -> bool:
        """Whether this process holds the lock."""
        return owned(self._directory)

    def own(self) -> bool:
        """Take the lock to write; true when no other object of the process had it.

        :raises LibraryLockedError: when another process has it.
        """
        ownership, fresh = acquire(self._directory, self._holder)
        self._keep(ownership)
        return fresh

    def indexing(self) -> Indexing | None:
        """What keeps Chroma in step; a reader asks for the lock once, when it first gets here."""
        with self._guard:
            if not self._asked:
                ownership = try_acquire(self._directory, self._holder)
                if ownership is not None:
                    self._keep(ownership).recover(rebuild=False)
                self._asked = True
            return self._indexing

    def search(self, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None) -> list[tuple[str, float]]:
        """Ids of passages with their cosine to the vector, best first.

        A filtered question is answered one by one, which is exact and, on the few rows that are left, fast.
        """
        row = self._unit(vector)
        found = self._ask_chroma(row, k) if allowed is None and k > 0 else None
        return self.exact().search(row, k, allowed) if found is None else found

    def count(self) -> int | None:
        """How many vectors Chroma holds; ``None`` when it is not ours or cannot be used."""
        return self._use(lambda index: index.count())

    def exact(self) -> ExactIndex:
        """The index in memory, made when it is first used."""
        with self._guard:
            if self._exact is None:
                self._exact = ExactIndex(self._database)
            return self._exact

    def close(self) -> None:
        """Give up the share in the lock."""
        with self._guard:
            ownership, self._ownership, self._indexing, self._asked = self._ownership, None, None, True
        if ownership is not None:
            ownership.release()

    def _keep(self, ownership: Ownership) -> Indexing:
        self._ownership, self._asked = ownership, True
        self._indexing = Indexing(self._database, ownership)
        return self._indexing

    def _ask_chroma(self, row: NDArray[np.float32], k: int) -> list[tuple[str, float]] | None:
        """``None`` when Chroma is not ours, cannot be used, or is behind the rows."""
        indexing = self.indexing()
        if indexing is None or not indexing.complete:
            return None
        return self._use(lambda index: index.search(row, k))

    def _use(self, action: Callable[[ChromaIndex], Found]) -> Found | None:
        """Do something with Chroma; ``None`` when it is not ours, cannot be used, or is being replaced just now."""
        indexing = self.indexing()
        index = indexing.index() if indexing is not None else None
        if index is None or self._ownership is None:
            return None
        try:
            return action(index)
        except IndexClosed:
            return None
        except IndexFailure as failure:
            self._ownership.index.give_up(failure, index)
            return None

    def _unit(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        row = np.asarray(vector, dtype=np.float32).reshape(-1)
        stored = Manifest(self._database).read(EMBEDDER)
        if stored is not None and stored["dimension"] != len(row):
            raise LibraryMismatchError(
                f"The question's vector has {len(row)} dimensions; model {stored['name']!r} of the library "
                f"{self._directory.path} has {stored['dimension']}.",
                hint="`citedesk doctor --reembed` embeds the library with another model.",
            )
        unit: NDArray[np.float32] = row / np.float32(max(float(np.linalg.norm(row)), 1e-12))
        return unit
