"""Who owns a library: one process at a time, all Library objects of that process together."""

from __future__ import annotations

import json
import os
import platform
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import LibraryLockedError, StorageError
from assistant.library.derived import DerivedIndex
from assistant.library.directory import Directory
from assistant.library.generations import replace_file

if TYPE_CHECKING:
    from filelock import FileLock

PATIENCE = 0.5
"""Seconds that a writer waits for the lock."""


@dataclass(frozen=True)
class Holder:
    """The process that holds the lock: what it is, its number, its machine, since when (ISO, UTC)."""

    name: str
    pid: int
    host: str
    since: str


class Ownership:
    """The lock of one library, held by this process, and what its Library objects share.

    ``mutex`` is held while vectors and rows change together; ``index`` is the one open Chroma.
    """

    def __init__(self, directory: Directory, lock: FileLock) -> None:
        self.directory = directory
        self.lock = lock
        self.index = DerivedIndex(directory.path)
        self.mutex = threading.RLock()
        self.users = 0

    def release(self) -> None:
        """Give up one Library object's share; the last closes Chroma and frees the lock."""
        with _GUARD:
            self.users -= 1
            if self.users > 0:
                return
            del _OWNED[self.directory.path]
            try:
                self.index.close()
            finally:
                self.directory.holder.unlink(missing_ok=True)
                self.lock.release()


_OWNED: dict[Path, Ownership] = {}
_GUARD = threading.RLock()


def acquire(directory: Directory, name: str) -> tuple[Ownership, bool]:
    """Own a library, and whether the process did not own it before.

    :raises LibraryLockedError: within a second, naming the process that owns it.
    """
    claimed = _claim(directory, name, PATIENCE)
    if claimed is None:
        holder = read_holder(directory)
        who = f"{holder.name!r}, process {holder.pid} on {holder.host}, since {holder.since}" if holder else "a process"
        raise LibraryLockedError(
            f"The library {directory.path} is in use by {who}.",
            hint="Close it, or ingest from the same process; reading (`citedesk ask`, `search`) works meanwhile.",
        )
    return claimed


def try_acquire(directory: Directory, name: str) -> Ownership | None:
    """Own a library if nobody else does."""
    try:
        claimed = _claim(directory, name, 0.0) if directory.writable else None
    except StorageError:
        return None
    return claimed[0] if claimed else None


def owned(directory: Directory) -> bool:
    """Whether this process owns a library."""
    return directory.path in _OWNED


def read_holder(directory: Directory) -> Holder | None:
    """The process that holds the lock, or held it last before it was killed."""
    try:
        return Holder(**json.loads(directory.holder.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _claim(directory: Directory, name: str, patience: float) -> tuple[Ownership, bool] | None:
    from filelock import FileLock, Timeout

    with _GUARD:
        ownership = _OWNED.get(directory.path)
        if ownership is not None:
            ownership.users += 1
            return ownership, False
        lock = FileLock(directory.lock, timeout=patience, thread_local=False, mode=0o600, poll_interval=0.05)
        try:
            lock.acquire()
        except Timeout:
            return None
        except OSError as error:
            raise StorageError(f"The lock {directory.lock} cannot be taken: {error}.") from error
        ownership = _OWNED[directory.path] = Ownership(directory, lock)
        ownership.users = 1
        since = datetime.now(UTC).isoformat(timespec="seconds")
        with suppress(OSError):
            replace_file(directory.holder, json.dumps(asdict(Holder(name, os.getpid(), platform.node(), since))))
        return ownership, True
