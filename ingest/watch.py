"""Folders and feeds that are watched: what is new there, batch by batch."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Self

from assistant.errors import InputError
from assistant.settings import Settings
from ingest.report import Failure
from ingest.source import Source
from ingest.sources import is_page

Found = Path | Source | Failure
"""A file that is new or has changed, a page that a feed brought, or what failed."""
STEP = 0.25
"""Seconds between two looks at files that are still being written."""
MOST = 100
"""Finds that make a batch."""


class Watch:
    """Watches until it is closed.

    :param folders: with all folders below them; hidden ones are left out.
    :param feeds: addresses of feeds, sitemaps or pages.
    :param every: seconds between two visits to a feed.
    :param settle: seconds for which a file must stay as it is before it counts as written.
    """

    def __init__(
        self, folders: Sequence[Path], feeds: Sequence[str], settings: Settings, *, every: float, settle: float
    ) -> None:
        self._folders = [Path(os.path.abspath(folder)) for folder in folders]  # noqa: PTH100 - links stay as they are
        self._feeds = feeds
        self._settings = settings
        self._every = every
        self._finds: Queue[Found | set[Path] | Exception] = Queue(MOST)
        self._stopped = threading.Event()
        self._settling = Settling(settle)
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        """Begin to watch; what changes from now on is not missed."""
        if self._folders:
            self._start(self._watch_folders)
        if self._feeds:
            self._start(self._poll_feeds)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(1.0)  # one that is in the middle of a fetch ends with the process

    def batches(self) -> Iterator[list[Found]]:
        """What is new, for ever.

        :raises InputError: if a folder can be watched no longer.
        """
        while not self._stopped.is_set():
            batch: list[Found] = list(self._arrived())
            batch += self._settling.settled(time.monotonic())
            if batch:
                yield batch

    def _arrived(self) -> Iterator[Source | Failure]:
        """What feeds brought within a step; changes of files begin to settle."""
        wait = STEP
        for _ in range(MOST):
            try:
                found = self._finds.get(timeout=wait)
            except Empty:
                return
            wait = 0.001
            if isinstance(found, Exception):
                raise InputError(f"The folders can be watched no longer: {found}.") from found
            if isinstance(found, set):
                self._settling.changed(found, time.monotonic())
            elif not isinstance(found, Path):
                yield found

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, name="citedesk-watch", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _watch_folders(self) -> None:
        from watchfiles import Change, watch

        try:
            for changes in watch(
                *self._folders,
                watch_filter=None,
                debounce=400,
                stop_event=self._stopped,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                paths = {Path(path) for change, path in changes if change is not Change.deleted}
                self._put({path for path in paths if self._belongs(path)})
        except (OSError, RuntimeError) as error:
            self._put(error)
        except _Stopped:
            return

    def _belongs(self, path: Path) -> bool:
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        if folder is None or not is_page(path.name):
            return False
        return not any(part.startswith(".") for part in path.relative_to(folder).parts)

    def _poll_feeds(self) -> None:
        from ingest.fetch import Fetcher, poll

        try:
            with Fetcher(self._settings) as fetcher:
                for found in poll(fetcher, self._feeds, self._every, sleep=self._rest):
                    if isinstance(found, Source | Failure):
                        self._put(found)
        except _Stopped:
            return

    def _rest(self, seconds: float) -> None:
        if self._stopped.wait(seconds):
            raise _Stopped

    def _put(self, found: Found | set[Path] | Exception) -> None:
        if self._stopped.is_set():
            raise _Stopped
        if found != set():
            self._finds.put(found)


class _Stopped(Exception):
    """Nobody watches any more."""


GONE = (-1, -1)
"""How a file looks that is not there."""


def look_at(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds, by which a change is noticed."""
    try:
        about = path.stat()
    except OSError:
        return GONE
    return (about.st_size, about.st_mtime_ns)


class Settling:
    """Files that have changed, and since when they are as they are.

    :param seconds: how long a file must stay as it is.
    :param look: what a change of a file is noticed by.
    """

    def __init__(self, seconds: float, look: Callable[[Path], tuple[int, int]] = look_at) -> None:
        self._seconds = seconds
        self._look = look
        self._since: dict[Path, tuple[tuple[int, int], float]] = {}

    def changed(self, paths: set[Path], now: float) -> None:
        """Begin anew for these files."""
        for path in paths:
            self._since[path] = (self._look(path), now)

    def settled(self, now: float) -> list[Path]:
        """Files that have stayed as they are long enough, sorted; those that are gone are forgotten."""
        ready = []
        for path, (before, since) in list(self._since.items()):
            found = self._look(path)
            if found != before:
                self._since[path] = (found, now)
            elif now - since >= self._seconds:
                del self._since[path]
                if found != GONE:
                    ready.append(path)
        return sorted(ready)
