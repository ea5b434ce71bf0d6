"""Handing on a stream in batches: a few updates a second, and a stop that works while nothing arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import suppress
from typing import Generic, TypeVar

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


class _Inbox(Generic[Arriving]):
    """What has arrived and was not handed on yet."""

    def __init__(self, hurried: Callable[[Arriving], bool]) -> None:
        self._held: list[Arriving] = []
        self._hurried = hurried
        self._any, self._hurry = asyncio.Event(), asyncio.Event()

    def put(self, arriving: Arriving) -> None:
        self._held.append(arriving)
        self._any.set()
        if self._hurried(arriving):
            self._hurry.set()

    def end(self, _: object) -> None:
        self._any.set()
        self._hurry.set()

    def take(self) -> list[Arriving]:
        taken, self._held = self._held, []
        self._any.clear()
        self._hurry.clear()
        return taken

    async def anything(self, within: float) -> None:
        await _happens(self._any, within)

    async def hurry(self, within: float) -> None:
        await _happens(self._hurry, within)


async def batches(
    stream: AsyncIterator[Arriving],
    stopping: Callable[[], bool],
    tick: float = TICK,
    working: Callable[[], bool] = lambda: True,
    hurried: Callable[[Arriving], bool] = lambda arriving: False,
) -> AsyncGenerator[list[Arriving], None]:
    """Yield what arrives until the stream ends or is stopped: at once what is hurried or comes after a silence, all else
    a tick after the last batch.

    While it is working and silent, nothing is yielded once a beat, as an empty list.

    One task drives the stream from beginning to end, so that time limits inside it hold; it is cancelled and
    waited for when the reader stops or leaves. Errors of the stream are raised here; one that nobody raised on
    purpose goes to the log and comes out as ``BrokenStreamError``, so that the page lives on.
    """
    inbox = _Inbox(hurried)
    pump = asyncio.create_task(_fill(stream, inbox))
    pump.add_done_callback(inbox.end)
    silent = 0.0
    try:
        while not stopping():
            await inbox.anything(within=tick)
            done, batch = pump.done(), inbox.take()
            silent = 0.0 if batch else silent + tick
            if batch or (silent >= BEAT and working()):
                silent = 0.0
                yield batch
            if done:
                _raise(pump.exception())
                return
            if batch:
                await inbox.hurry(within=tick)
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


async def _happens(event: asyncio.Event, within: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), within)


async def _fill(stream: AsyncIterator[Arriving], inbox: _Inbox[Arriving]) -> None:
    try:
        async for arriving in stream:
            inbox.put(arriving)
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
