"""A stream with deadlines: how long its first piece may take, and how long all of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from queue import Empty, Full, Queue
from threading import Event, Thread

from assistant.errors import ModelError

_END = object()
_AHEAD, _LOOK_SECONDS = 64, 0.2


def within(pieces: Callable[[], Iterable[str]], *, first_seconds: float, total_seconds: float) -> Generator[str]:
    """Run a stream in a thread of its own and pass its pieces on.

    The thread ends when the stream does, at the next piece after a deadline has passed, or when the reader has gone.

    :raises ModelError: when a deadline passes, or naming what the stream raised.
    """
    queue: Queue[object] = Queue(maxsize=_AHEAD)
    left = Event()
    Thread(target=_pump, args=(pieces, queue, left), daemon=True, name="model-stream").start()
    started, first = time.monotonic(), True
    try:
        while True:
            limit = first_seconds if first else total_seconds
            piece = _next(queue, started + limit - time.monotonic(), limit)
            if piece is _END:
                return
            first = False
            yield str(piece)
    finally:
        left.set()


def _next(queue: Queue[object], seconds: float, limit: float) -> object:
    try:
        piece = queue.get(timeout=max(seconds, 0.001))
    except Empty:
        raise ModelError(f"The chat model gave no answer within {limit:.0f} seconds.",
                         hint="Try again, or use the model `extractive`.") from None  # fmt: skip
    if isinstance(piece, ModelError):
        raise piece
    if isinstance(piece, Exception):
        raise ModelError(
            f"The chat model failed: {type(piece).__name__}.", hint="`citedesk models` shows what is there."
        ) from piece
    return piece


def _pump(pieces: Callable[[], Iterable[str]], queue: Queue[object], left: Event) -> None:
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
            queue.put(piece, timeout=_LOOK_SECONDS)
        except Full:
            continue
        return True
    return False
