"""A stream with deadlines: how long its first piece may take, and how long all of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread

from assistant.errors import ModelError

_END = object()


def within(pieces: Callable[[], Iterable[str]], *, first_seconds: float, total_seconds: float) -> Iterator[str]:
    """Run a stream in a thread of its own and pass its pieces on.

    The thread ends when the stream does, at the next piece after a deadline has passed, or when the reader has gone.

    :raises ModelError: when a deadline passes, or naming what the stream raised.
    """
    queue: SimpleQueue[object] = SimpleQueue()
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


def _next(queue: SimpleQueue[object], seconds: float, limit: float) -> object:
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


def _pump(pieces: Callable[[], Iterable[str]], queue: SimpleQueue[object], left: Event) -> None:
    try:
        for piece in pieces():
            if left.is_set():
                return
            queue.put(piece)
    except Exception as error:  # noqa: BLE001  (whatever a provider's client raises is handed to the reader, who names it)
        queue.put(error)
    else:
        queue.put(_END)
