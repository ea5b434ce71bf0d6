"""What a library may be changed with, where it is open for writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import LibraryError
from assistant.library.writing import Writing

if TYPE_CHECKING:
    from assistant.library.database import Database
    from assistant.library.directory import Directory
    from assistant.library.indexing import Indexing
    from assistant.library.search import VectorSearch


class Access:
    """Hands out what changes rows and vectors, to writers only."""

    def __init__(self, directory: Directory, database: Database, vectors: VectorSearch, *, write: bool) -> None:
        self._directory = directory
        self._database = database
        self._vectors = vectors
        self._write = write

    def writing(self) -> Writing:
        """What changes rows.

        :raises LibraryError: when the library is open for reading only.
        """
        return Writing(self._directory, self._database, self.indexing())

    def indexing(self) -> Indexing:
        """What brings vectors in.

        :raises LibraryError: when the library is open for reading only.
        """
        indexing = self._vectors.indexing() if self._write else None
        if indexing is None:
            raise LibraryError(
                f"The library {self._directory.path} is open for reading only.",
                hint="Open it with `write=True` to change it.",
            )
        return indexing
