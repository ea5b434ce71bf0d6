"""Whether somebody still waits for an answer: what works for it in a thread asks, and ends when nobody does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Generator
from contextvars import ContextVar, copy_context
from threading import Event
from typing import TypeVar

from assistant.errors import CitedeskError

LOOK_SECONDS = 0.2
"""How often somebody who waits looks whether the asker has left."""
_CLOSING_TRIES, _CLOSING_PAUSE = 1200, 0.1
_left: ContextVar[Event | None] = ContextVar("left", default=None)
Piece = TypeVar("Piece")


class AskerLeftError(CitedeskError):
    """Nobody waits for the answer any more."""


def check_asker() -> None:
    """Go on only while somebody waits.

    :raises AskerLeftError: when whoever asked has left.
    """
    left = _left.get()
    if left is not None and left.is_set():
        raise AskerLeftError("Whoever asked has left.")


def pause(seconds: float) -> None:
    """Sleep, unless whoever asked leaves.

    :raises AskerLeftError: when they do.
    """
    until = time.monotonic() + seconds
    while (rest := until - time.monotonic()) > 0:
        check_asker()
        time.sleep(min(rest, LOOK_SECONDS))
    check_asker()


async def advanced(events: Generator[Piece]) -> AsyncGenerator[Piece, None]:
    """Advance a generator in threads, a step at a time; when the reader leaves, the step in progress is told so."""
    loop, context, left = asyncio.get_running_loop(), copy_context(), Event()
    context.run(_left.set, left)
    try:
        while (event := await loop.run_in_executor(None, context.run, _next, events)) is not None:
            yield event
    finally:
        left.set()
        loop.run_in_executor(None, _close, events)


def _next(events: Generator[Piece]) -> Piece | None:
    return next(events, None)


def _close(events: Generator[Piece]) -> None:
    """End a generator; one that another thread is still advancing is ended when that step is done."""
    for _ in range(_CLOSING_TRIES):
        try:
            return events.close()
        except ValueError:  # "generator already executing"
            time.sleep(_CLOSING_PAUSE)
    return None
