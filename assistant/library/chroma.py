"""The Chroma index of a library: ids and vectors, nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLLECTION = "passages"
BATCH = 250
"""Vectors written at a time: Chroma's advice is 50 to 250; one by one its link file grows without bound."""
PAGE = 1000
NEIGHBOURS = 16
_FAILURES = ("chromadb.", "pyo3_runtime")
_CONFIGURATION: Any = {
    "hnsw": {"space": "cosine", "ef_construction": 100, "ef_search": 200, "max_neighbors": NEIGHBOURS}
}


class IndexFailure(Exception):
    """Chroma failed, or its files are damaged; the library goes on without it."""


class IndexClosed(Exception):
    """The index was closed, by a rebuild say, while a thread was about to use it; take the new one."""


def chroma_version() -> str:
    """The version of chromadb that is installed (without importing it)."""
    return version("chromadb")


class _Guarded:
    """Turns failures of Chroma into :class:`IndexFailure`, Rust panics included (they are no ``Exception``)."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or issubclass(kind, IndexFailure | IndexClosed):
            return
        if kind.__module__.startswith(_FAILURES) or issubclass(kind, ValueError | OSError | RuntimeError):
            raise IndexFailure(f"{kind.__name__}: {error}") from error


class ChromaIndex:
    """An open Chroma directory; several threads may search it while one writes."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection
        self._idle = threading.Condition()
        self._uses = 0
        self._closed = False

    @classmethod
    def open(cls, directory: Path) -> ChromaIndex:
        """Open the index in a directory, or make one there.

        :raises IndexFailure: when Chroma cannot.
        """
        with _Guarded():
            import chromadb
            from chromadb.config import Settings

            client = chromadb.PersistentClient(str(directory), settings=Settings(anonymized_telemetry=False))
            collection = client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=_CONFIGURATION
            )
            return cls(client, collection)

    def upsert(self, ids: Sequence[str], matrix: NDArray[np.float32]) -> None:
        """Store vectors, in place of those that have the same ids."""
        for at in range(0, len(ids), BATCH):
            with self._use() as collection:
                collection.upsert(ids=list(ids[at : at + BATCH]), embeddings=matrix[at : at + BATCH])

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids do no harm."""
        for at in range(0, len(ids), BATCH):
            with self._use() as collection:
                collection.delete(ids=list(ids[at : at + BATCH]))

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of passages with their cosine to the vector, best first."""
        with self._use() as collection:
            found = collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=k,
                ids=None if allowed is None else list(allowed),
                include=["distances"],
            )
        return [(name, 1.0 - float(far)) for name, far in zip(found["ids"][0], found["distances"][0], strict=True)]

    def count(self) -> int:
        """How many vectors there are."""
        with self._use() as collection:
            return int(collection.count())

    def pages(self) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """All ids with their vectors."""
        offset = 0
        while True:
            with self._use() as collection:
                found = collection.get(limit=PAGE, offset=offset, include=["embeddings"])
            if not found["ids"]:
                return
            yield list(found["ids"]), np.asarray(found["embeddings"], dtype=np.float32)
            offset += len(found["ids"])

    def close(self) -> None:
        """Close the files, once no thread uses them."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: self._uses == 0)
        with _Guarded():
            self._client.close()

    @contextmanager
    def _use(self) -> Iterator[Any]:
        with self._idle:
            if self._closed:
                raise IndexClosed
            self._uses += 1
        try:
            with _Guarded():
                yield self._collection
        finally:
            with self._idle:
                self._uses -= 1
                self._idle.notify_all()
