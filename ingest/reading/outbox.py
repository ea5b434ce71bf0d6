"""What one file gave, waiting to be taken: bounded, so that memory stays flat however large the file is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from threading import Condition

from ingest.reading.orders import Page

MOST_PAGES = 256
"""Pages that may wait; about as many as are embedded together."""
MOST_BYTES = 16 * 1024 * 1024
"""Bytes that may wait; a single page may have more."""


class Closed(Exception):
    """Nobody wants what is still to come."""


class Outbox:
    """Pages from the thread that reads to the thread that stores."""

    def __init__(self) -> None:
        self._pages: deque[Page] = deque()
        self._bytes = 0
        self._changed = Condition()
        self._closed = False
        self._ended = False
        self._error: Exception | None = None

    @property
    def ended(self) -> bool:
        """Whether everything is in it."""
        return self._ended

    def put(self, page: Page) -> None:
        """Add a page, once there is room.

        :raises Closed: when it was closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._has_room())
            if self._closed:
                raise Closed
            self._pages.append(page)
            self._bytes += page.size
            self._changed.notify_all()

    def end(self, error: Exception | None = None) -> None:
        """Say that nothing more comes, and why if the end came early."""
        with self._changed:
            self._ended, self._error = True, error
            self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more in."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __iter__(self) -> Iterator[Page]:
        """The pages in order, then the error if there is one."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pages or self._ended)
                if not self._pages:
                    break
                page = self._pages.popleft()
                self._bytes -= page.size
                self._changed.notify_all()
            yield page
        if self._error is not None:
            raise self._error

    def _has_room(self) -> bool:
        return not self._pages or (len(self._pages) < MOST_PAGES and self._bytes < MOST_BYTES)
