"""Connections to ``library.db``: one per thread, durable, with SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import LibraryError, StorageError

WAIT_SECONDS = 10.0
"""How long a statement waits for another connection's transaction."""

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)

_PLAIN = {
    sqlite3.SQLITE_FULL: ("The disk is full", "Free some space; nothing that was stored before is lost."),
    sqlite3.SQLITE_READONLY: ("The library is read-only", "Choose a directory that you may write to."),
    sqlite3.SQLITE_PERM: ("The library is read-only", "Choose a directory that you may write to."),
    sqlite3.SQLITE_IOERR: ("The disk refuses to read or write", "Check the free space and the disk."),
    sqlite3.SQLITE_CORRUPT: (
        "The library is damaged",
        "`citedesk doctor` says what can be read; ingest the rest again.",
    ),
    sqlite3.SQLITE_NOTADB: ("The library is damaged", "Put back a copy of library.db, or ingest into a new directory."),
    sqlite3.SQLITE_CANTOPEN: ("The library cannot be opened", "Check that the directory exists and is readable."),
}


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about disk, permission and damage into :class:`StorageError`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryError(f"The library {path} is busy: {error}.", hint="Try again in a moment.") from error
        plain = _PLAIN.get(code & 0xFF) if code is not None else None
        if plain is None:
            raise
        raise StorageError(f"{plain[0]}: {path} ({error}).", hint=plain[1]) from error


class Database:
    """The SQLite file of a library.

    :param path: the file.
    :param write: create the file when it is absent.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self._write = write
        self._local = threading.local()
        self._guard = threading.Lock()
        self._writing = threading.Lock()
        self._connections: dict[sqlite3.Connection, threading.Thread | None] = {}
        self._mode = "rwc" if write else self._reading_mode()
        try:
            self._try(path)
        except StorageError as error:
            if self._mode != "ro":
                raise
            raise StorageError(
                f"The library {path} is read-only, and after a crash its log cannot be read there ({error.message})",
                hint="Open it once where it can be written, with `citedesk doctor` say.",
            ) from error

    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect(threading.current_thread())
        return connection

    def new_connection(self) -> sqlite3.Connection:
        """A connection that belongs to no thread, for one at a time; closed with the database."""
        return self._connect(None)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with plain_words(self.path):
            return self.connection().execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...]:
        """The only row of a query that always has one."""
        return self.rows(sql, parameters)[0]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; inside another transaction of the thread it is part of that one."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        with plain_words(self.path), self._writing:  # SQLite has no line: who waits there sleeps, ever longer
            connection.execute("BEGIN IMMEDIATE")
            with ExitStack() as undo:
                undo.callback(_roll_back, connection)
                yield connection
                connection.execute("COMMIT")

    def forget_deleted(self) -> bool:
        """Empty the write-ahead log, where deleted text may stand; false when a reader still needs it."""
        return int(self.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]) == 0

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    def _try(self, path: Path) -> None:
        with plain_words(path):
            if self._write and not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            if self._write:
                self.connection().execute("PRAGMA journal_mode = WAL")
            self.connection().execute("SELECT count(*) FROM sqlite_master")

    def _connect(self, thread: threading.Thread | None) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode={self._mode}"
        with plain_words(self.path):
            connection = sqlite3.connect(
                uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        with self._guard:
            self._close_finished()
            self._connections[connection] = thread
        return connection

    def _close_finished(self) -> None:
        for connection, thread in list(self._connections.items()):
            if thread is not None and not thread.is_alive():
                connection.close()
                del self._connections[connection]

    def _reading_mode(self) -> str:
        """Reading needs to write beside the file (WAL), unless the directory is read-only and the log is empty."""
        if os.access(self.path.parent, os.W_OK) and os.access(self.path, os.W_OK):
            return "rw"
        log = self.path.with_name(self.path.name + "-wal")
        if not log.exists() or log.stat().st_size == 0:
            return "ro&immutable=1"
        return "ro"


def _roll_back(connection: sqlite3.Connection) -> None:
    """Undo what was not committed; SQLite has done so itself after some errors."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
