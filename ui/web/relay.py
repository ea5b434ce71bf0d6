"""Handing on a stream in batches: a few updates a second, and a stop that works while nothing arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TypeVar

from assistant.errors import CitedeskError

log = logging.getLogger(__name__)
TICK = 0.2
"""Seconds between two updates of the page: a person cannot follow more, and each one costs a message."""
BEAT = 1.0
"""Seconds of silence after which the page is updated all the same: only then is a person's leaving noticed."""
Arriving = TypeVar("Arriving")
FAREWELL = 1.0
"""Seconds that a stream which was told to stop may take before the page goes on without it."""


class BrokenStreamError(CitedeskError):
    """A stream ended by an error that nobody raised on purpose."""


async def batches(
    stream: AsyncIterator[Arriving],
    stopping: Callable[[], bool],
    tick: float = TICK,
    working: Callable[[], bool] = lambda: True,
) -> AsyncGenerator[list[Arriving], None]:
    """Yield what arrived in each tick until the stream ends or is stopped.

    While it is working and silent, nothing is yielded once a beat, as an empty list.

    One task drives the stream from beginning to end, so that time limits inside it hold; it is cancelled and
    waited for when the reader stops or leaves. Errors of the stream are raised here; one that nobody raised on
    purpose goes to the log and comes out as ``BrokenStreamError``, so that the page lives on.
    """
    queue: asyncio.Queue[Arriving] = asyncio.Queue()
    pump = asyncio.create_task(_fill(stream, queue))
    silent = 0.0
    try:
        while not stopping():
            done, _ = await asyncio.wait({pump}, timeout=tick)
            batch = [queue.get_nowait() for _ in range(queue.qsize())]
            silent = 0.0 if batch else silent + tick
            if batch or (silent >= BEAT and working()):
                silent = 0.0
                yield batch
            if done:
                _raise(pump.exception())
                return
    finally:
        pump.cancel()
        await asyncio.wait({pump}, timeout=FAREWELL)
        pump.add_done_callback(_forget)


def _forget(pump: asyncio.Task[None]) -> None:
    """Look at what a stopped stream raised while it closed, which nobody waits for."""
    if not pump.cancelled() and pump.exception() is not None:
        log.debug("A stopped answer ended with an error.", exc_info=pump.exception())


def _raise(error: BaseException | None) -> None:
    if error is None:
        return
    if isinstance(error, CitedeskError):
        raise error
    log.error("An answer was interrupted.", exc_info=error)
    raise BrokenStreamError("The answer was interrupted.", hint="The log of the server says why.") from error


async def _fill(stream: AsyncIterator[Arriving], queue: asyncio.Queue[Arriving]) -> None:
    try:
        async for event in stream:
            queue.put_nowait(event)
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
