"""Try a Chroma directory: ``python -m assistant.library.probe LIBRARY GENERATION``; status 0 when it is sound.

Run in a process of its own, because reading damaged index files can kill the process that does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.library.chroma import ChromaIndex
from assistant.library.database import Database
from assistant.library.embeddings import Embeddings
from assistant.library.index_checks import compare
from assistant.library.passages import Passages


def sound(library: Path, generation: str) -> bool:
    """Whether the index holds what the library says is in it, and finds it."""
    database = Database(library / "library.db", write=False)
    index = ChromaIndex.open(library / generation)
    try:
        found = compare(index, Embeddings(database), Passages(database))
        return not found.missing and not found.altered and not found.lost
    finally:
        index.close()
        database.close()


if __name__ == "__main__":
    sys.exit(0 if sound(Path(sys.argv[1]), sys.argv[2]) else 1)
