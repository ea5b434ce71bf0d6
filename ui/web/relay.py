"""Handing on a stream in batches: a few updates a second, and a stop that works while nothing arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable

from assistant.answer import StreamEvent
from assistant.errors import CitedeskError

log = logging.getLogger(__name__)
TICK = 0.2
"""Seconds between two updates of the page: a person cannot follow more, and each one costs a message."""


FAREWELL = 1.0
"""Seconds that a stream which was told to stop may take before the page goes on without it."""


class BrokenStreamError(CitedeskError):
    """A stream ended by an error that nobody raised on purpose."""


async def batches(
    stream: AsyncIterator[StreamEvent], stopping: Callable[[], bool], tick: float = TICK
) -> AsyncGenerator[list[StreamEvent], None]:
    """Yield what arrived in each tick (nothing arriving yields nothing) until the stream ends or is stopped.

    One task drives the stream from beginning to end, so that time limits inside it hold; it is cancelled and
    waited for when the reader stops or leaves. Errors of the stream are raised here; one that nobody raised on
    purpose goes to the log and comes out as ``BrokenStreamError``, so that the page lives on.
    """
    queue: asyncio.Queue[StreamEvent] = asyncio.Queue()
    pump = asyncio.create_task(_fill(stream, queue))
    try:
        while not stopping():
            done, _ = await asyncio.wait({pump}, timeout=tick)
            batch = [queue.get_nowait() for _ in range(queue.qsize())]
            if batch:
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


async def _fill(stream: AsyncIterator[StreamEvent], queue: asyncio.Queue[StreamEvent]) -> None:
    try:
        async for event in stream:
            queue.put_nowait(event)
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
