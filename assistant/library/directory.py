"""The directory of a library: what lies where, who may write, how much room is left."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import LibraryError, StorageError

ROOM = 50_000_000
"""Bytes that must be free before anything is written."""


@dataclass(frozen=True)
class Directory:
    """Paths inside a library directory."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file: articles, passages, keywords, vectors."""
        return self.path / "library.db"

    @property
    def lock(self) -> Path:
        """The file that the owner holds locked."""
        return self.path / "lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, as JSON."""
        return self.path / "lock.json"

    @property
    def writable(self) -> bool:
        """Whether files can be made here."""
        return os.access(self.path, os.W_OK | os.X_OK)

    def create(self) -> None:
        """Make the directory, readable by its owner alone; one that exists keeps its mode.

        :raises StorageError: when that is not permitted.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The library directory {self.path} cannot be made: {error}.") from error
        if not self.writable:
            raise StorageError(
                f"The library directory {self.path} is read-only.",
                hint="Reading works (`citedesk ask`); to add articles choose a directory that you may write to.",
            )

    def require(self) -> None:
        """Refuse a directory that holds no library.

        :raises LibraryError: naming the directory.
        """
        if not self.database.is_file():
            raise LibraryError(
                f"There is no library in {self.path}.", hint="`citedesk ingest FILE --library DIR` makes one."
            )

    def require_room(self) -> None:
        """Refuse to write when the disk is almost full.

        :raises StorageError: naming what is free and what is needed.
        """
        free = shutil.disk_usage(self.path).free
        if free < ROOM:
            raise StorageError(
                f"The disk of {self.path} has {free / 1e6:.0f} MB free; {ROOM / 1e6:.0f} MB are needed to write.",
                hint="Free some space; nothing that was stored before is lost.",
            )
