"""Deleted articles, kept in memory for a minute so that a deletion can be undone."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable

from assistant.library.deleted import Deleted

SECONDS = 60
"""How long a deletion can be undone."""
MOST = 50
"""Deletions that are kept at a time; the oldest go first."""


class Undoing:
    """Hands out a ticket for each deletion; nothing of an article is left when its time is up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, seconds: float = SECONDS) -> None:
        self._clock = clock
        self._seconds = seconds
        self._kept: dict[str, tuple[float, Deleted]] = {}
        self._lock = threading.Lock()

    def keep(self, deleted: Deleted) -> str:
        """Keep what brings an article back; returns the ticket that fetches it."""
        ticket = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[ticket] = (self._clock() + self._seconds, deleted)
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        timer = threading.Timer(self._seconds, self.sweep)
        timer.daemon = True
        timer.start()
        return ticket

    def take(self, ticket: str) -> Deleted | None:
        """What a ticket brings back, once; ``None`` when its time is up, or it never was one."""
        self.sweep()
        with self._lock:
            return self._kept.pop(ticket, (0.0, None))[1]

    def sweep(self) -> None:
        """Forget what cannot be undone any more."""
        with self._lock:
            now = self._clock()
            for ticket in [ticket for ticket, (until, _) in self._kept.items() if until <= now]:
                del self._kept[ticket]

    def __len__(self) -> int:
        return len(self._kept)
