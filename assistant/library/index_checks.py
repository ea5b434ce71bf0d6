"""Checks of the Chroma index against ``library.db``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.library.chroma import ChromaIndex, IndexFailure
from assistant.library.embeddings import Embeddings
from assistant.library.findings import Problem, problem
from assistant.library.generations import Generations
from assistant.library.passages import Passages, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library.database import Database
    from assistant.library.indexing import Indexing

ALIKE = 0.999
"""Cosine from which on two vectors count as the same (float16 and back gives 0.9999 and better)."""
ORDINARY_BYTES = 10_000
"""What a vector of ordinary length takes in Chroma's files, generously."""
BLOAT = 10
"""How many times that is too much."""
QUESTIONS = 64
"""Stored vectors, spread over the library, that must find themselves."""


class IndexChecks:
    """What must hold between Chroma and the rows; needs the lock of the library."""

    def __init__(self, database: Database, indexing: Indexing, root: Path) -> None:
        self._indexing = indexing
        self._passages = Passages(database)
        self._embeddings = Embeddings(database)
        self._generations = Generations(root)

    def generations(self) -> list[Problem]:
        """No directories but the one in use, and that of ordinary size."""
        leaked = [path.name for path in self._generations.leaked()]
        bloated = [path.name for path in self._generations.all() if self._bytes(path) > self._most()]
        return [
            *problem("index-leaked", "index directories are not in use.", leaked, self._remove_leaked),
            *problem("index-bloated", "the vector index is far larger than it should be.", bloated, self._rebuild),
        ]

    def unfinished(self) -> list[Problem]:
        """Nothing waits to be brought into Chroma."""
        waiting = [] if self._indexing.complete else ["library.db"]
        return problem(
            "index-behind", "vectors wait to be brought into, or out of, the vector index.", waiting, self._finish
        )

    def contents(self) -> list[Problem]:
        """Chroma has the vectors of all indexed passages, the same ones, and finds them."""
        index = self._indexing.index()
        if index is None:
            lost = ["chroma"] if self._embeddings.any() else []
            return problem("index-unusable", "the vector index cannot be used.", lost, self._rebuild)
        try:
            return self._compare(index)
        except IndexFailure as failure:
            return problem("index-unusable", f"the vector index fails: {failure}.", ["chroma"], self._rebuild)

    def _compare(self, index: ChromaIndex) -> list[Problem]:
        found = compare(index, self._embeddings, self._passages)
        extra, missing, altered = sorted(found.extra), sorted(found.missing), found.altered
        lost = ["chroma"] if found.lost else []
        return [
            *problem("index-extra", "vectors belong to no passage.", extra, partial(index.delete, extra)),
            *problem("index-missing", "passages are not in the vector index.", missing, self._again(index, missing)),
            *problem("index-altered", "vectors differ from those stored.", altered, self._again(index, altered)),
            *problem("index-lost", "the vector index does not find its own vectors.", lost, self._rebuild),
        ]

    def _again(self, index: ChromaIndex, ids: list[str]) -> Callable[[], None]:
        def repair() -> None:
            vectors = self._embeddings.read(ids)
            index.upsert(list(vectors), np.stack(list(vectors.values())))

        return repair

    def _rebuild(self) -> None:
        self._indexing.rebuild()

    def _finish(self) -> None:
        self._indexing.finish()

    def _remove_leaked(self) -> None:
        self._generations.remove_leaked()

    def _most(self) -> int:
        return BLOAT * ORDINARY_BYTES * (self._embeddings.count() + 1000)

    @staticmethod
    def _bytes(directory: Path) -> int:
        return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Difference:
    """How Chroma differs from the rows: ids; ``lost`` when all is there but is not found by searching."""

    extra: set[str]
    missing: set[str]
    altered: list[str]
    lost: bool


def compare(index: ChromaIndex, embeddings: Embeddings, passages: Passages) -> Difference:
    """Compare every vector in Chroma with the stored one, and ask for some of them."""
    expected = passages.ids(State.INDEXED)
    held: set[str] = set()
    altered: list[str] = []
    for ids, matrix in index.pages():
        held.update(ids)
        altered += _altered(embeddings, ids, matrix)
    missing = expected - held
    lost = not missing and not altered and not _finds_itself(index, embeddings, passages)
    return Difference(held - expected - passages.ids(State.EMBEDDED), missing, altered, lost)


def _altered(embeddings: Embeddings, ids: list[str], matrix: NDArray[np.float32]) -> list[str]:
    """Those whose direction differs; damaged files can hold any bits, so nothing is taken for granted."""
    stored = embeddings.read(ids)
    found = []
    for name, vector in zip(ids, matrix.astype(np.float64), strict=True):
        with np.errstate(all="ignore"):
            alike = name not in stored or float(stored[name] @ vector) >= ALIKE * float(np.linalg.norm(vector))
        if not alike:
            found.append(name)
    return found


def _finds_itself(index: ChromaIndex, embeddings: Embeddings, passages: Passages) -> bool:
    for vector in embeddings.read(passages.sample(State.INDEXED, QUESTIONS)).values():
        best = index.search(vector, 1)
        if not best or best[0][1] < ALIKE:
            return False
    return True
