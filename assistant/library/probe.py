"""Try a Chroma directory: ``python -m assistant.library.probe LIBRARY GENERATION``; status 0 when it is sound.

Run in a process of its own, because reading damaged index files can kill the process that does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.library.chroma import NEIGHBOURS, ChromaIndex
from assistant.library.database import Database
from assistant.library.embeddings import Embeddings
from assistant.library.index_checks import compare
from assistant.library.manifest import EMBEDDER, Manifest
from assistant.library.passages import Passages


def sound(library: Path, generation: str) -> bool:
    """Whether the index holds what the library says is in it, and finds it."""
    database = Database(library / "library.db", write=False)
    stored = Manifest(database).read(EMBEDDER)
    if stored is None or not whole(library / generation, stored["dimension"]):
        database.close()
        return False
    index = ChromaIndex.open(library / generation)
    try:
        found = compare(index, Embeddings(database), Passages(database))
        return not found.missing and not found.altered and not found.lost
    finally:
        index.close()
        database.close()


def whole(directory: Path, dimension: int) -> bool:
    """Whether ``length.bin`` and ``data_level0.bin`` speak of the same number of elements.

    Chroma rewrites both in place and does not notice when one is cut short: it reads memory that was never set. An
    element is a vector, its neighbours on level 0 (twice ``max_neighbors`` and their number) and its label, as
    hnswlib lays it out; an element's length is four bytes.
    """
    element = 4 * dimension + 4 * 2 * NEIGHBOURS + 4 + 8
    return all(
        lengths.stat().st_size % 4 == 0
        and lengths.with_name("data_level0.bin").stat().st_size == lengths.stat().st_size // 4 * element
        for lengths in directory.glob("*/length.bin")
    )


if __name__ == "__main__":
    sys.exit(0 if sound(Path(sys.argv[1]), sys.argv[2]) else 1)
