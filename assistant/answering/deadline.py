"""A stream with deadlines: how long its first piece may take, how long it may pause, and how long all of it may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

from assistant.answering.leaving import LOOK_SECONDS, check_asker
from assistant.models.faults import Fault, ModelFault, fault_of

_END = object()
_AHEAD = 64
Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Deadlines:
    """Seconds that a stream may take: to its first piece, between two pieces, and altogether."""

    first: float
    idle: float
    total: float

    def next(self, started: float, *, first: bool) -> tuple[float, ModelFault]:
        """How many seconds the next piece of a stream that began at ``started`` may take, and what it is if none comes."""
        remaining = started + self.total - time.monotonic()
        pause = self.first if first else self.idle
        if pause <= remaining:
            return pause, ModelFault(Fault.SILENT if first else Fault.STALLED, seconds=pause)
        return remaining, ModelFault(Fault.SILENT if first else Fault.SLOW, seconds=self.total)


def within(pieces: Callable[[], Iterable[Piece]], deadlines: Deadlines) -> Generator[Piece]:
    """Run a stream in a thread of its own and pass its pieces on.

    The thread ends when the stream does, at the next piece after a deadline has passed, or when the reader has gone.

    :raises ModelError: when a deadline passes, or for what the stream raised.
    :raises AskerLeftError: when whoever asked has left.
    """
    queue: Queue[object] = Queue(maxsize=_AHEAD)
    left = Event()
    Thread(target=_pump, args=(pieces, queue, left), daemon=True, name="model-stream").start()
    started, first = time.monotonic(), True
    try:
        while True:
            piece = _next(queue, deadlines.next(started, first=first))
            if piece is _END:
                return
            first = False
            yield piece  # type: ignore[misc]  # the queue holds pieces, errors and the end
    finally:
        left.set()


def _next(queue: Queue[object], limit: tuple[float, ModelFault]) -> object:
    seconds, late = limit
    until = time.monotonic() + max(seconds, 0.001)
    while True:
        check_asker()
        try:
            piece = queue.get(timeout=max(min(until - time.monotonic(), LOOK_SECONDS), 0.001))
            break
        except Empty:
            if time.monotonic() >= until:
                raise late from None
    if isinstance(piece, Exception):
        raise fault_of(piece) from piece
    return piece


def _pump(pieces: Callable[[], Iterable[object]], queue: Queue[object], left: Event) -> None:
    try:
        for piece in pieces():
            if not _put(queue, piece, left):
                return
    except Exception as error:  # noqa: BLE001  (whatever a provider's client raises is handed to the reader, who names it)
        _put(queue, error, left)
    else:
        _put(queue, _END, left)


def _put(queue: Queue[object], piece: object, left: Event) -> bool:
    """Wait for room, but not for a reader who has gone."""
    while not left.is_set():
        try:
            queue.put(piece, timeout=LOOK_SECONDS)
        except Full:
            continue
        return True
    return False
