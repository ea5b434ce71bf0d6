"""The relay: batches, a stop that works in silence, errors that arrive, and a stream that is always closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from assistant.answer import Draft, StreamEvent
from assistant.errors import ModelError
from ui.web.chat.relay import BrokenStreamError, batches


class Source:
    """A stream that notes in which task it runs and how it ends."""

    def __init__(self, count: int, pause: float = 0.0, error: Exception | None = None) -> None:
        self.count, self.pause, self.error = count, pause, error
        self.tasks: set[object] = set()
        self.ended = ""

    async def stream(self) -> AsyncIterator[StreamEvent]:
        try:
            for at in range(self.count):
                self.tasks.add(asyncio.current_task())
                await asyncio.sleep(self.pause)
                yield Draft(delta=str(at))
            if self.error:
                raise self.error
            self.ended = "finished"
        finally:
            self.ended = self.ended or "closed"


async def collect(source: Source, stop_after: int = 10**9) -> list[str]:
    got: list[str] = []
    async with aclosing(batches(source.stream(), lambda: len(got) >= stop_after, tick=0.02)) as arriving:
        async for batch in arriving:
            got += [event.delta for event in batch if isinstance(event, Draft)]
    return got


def test_everything_arrives_in_order_and_one_task_drives_the_stream() -> None:
    source = Source(500)
    assert asyncio.run(collect(source)) == [str(at) for at in range(500)]
    assert source.ended == "finished"
    assert len(source.tasks) == 1


def test_quick_events_come_in_few_batches() -> None:
    async def count() -> int:
        return len([batch async for batch in batches(Source(200, 0.0005).stream(), lambda: False, tick=0.05)])

    assert asyncio.run(count()) < 40


def test_what_is_hurried_does_not_wait_for_the_tick() -> None:
    async def first_two() -> list[list[StreamEvent]]:
        stream = batches(Source(2, pause=0.01).stream(), lambda: False, tick=60, hurried=lambda event: True)
        async with aclosing(stream) as arriving, asyncio.timeout(30):
            return [await anext(arriving), await anext(arriving)]

    assert asyncio.run(first_two()) == [[Draft(delta="0")], [Draft(delta="1")]]


def test_all_else_waits_for_the_tick_and_comes_together() -> None:
    async def all_of_them() -> list[list[StreamEvent]]:
        return [batch async for batch in batches(Source(4, pause=0.01).stream(), lambda: False, tick=60)]

    assert [len(batch) for batch in asyncio.run(all_of_them())] == [1, 3]


def test_a_stop_in_silence_ends_within_a_tick_and_closes_the_stream() -> None:
    async def stop_soon() -> Source:
        source, stopped = Source(1, pause=60), asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, stopped.set)
        async with asyncio.timeout(2):
            async for _ in batches(source.stream(), stopped.is_set, tick=0.02):
                pass
        return source

    assert asyncio.run(stop_soon()).ended == "closed"


@pytest.mark.parametrize("working", [True, False])
def test_silence_is_told_while_there_is_work_so_that_leaving_is_noticed(
    monkeypatch: pytest.MonkeyPatch, working: bool
) -> None:
    async def listen() -> list[list[StreamEvent]]:
        stream = Source(1, pause=0.3).stream()
        return [batch async for batch in batches(stream, lambda: False, tick=0.02, working=lambda: working)]

    monkeypatch.setattr("ui.web.chat.relay.BEAT", 0.04)
    heard = asyncio.run(listen())
    assert ([] in heard) == working
    assert heard[-1] == [Draft(delta="0")]


def test_leaving_early_closes_the_stream() -> None:
    async def leave() -> Source:
        source = Source(1000, pause=0.01)
        async with aclosing(batches(source.stream(), lambda: False, tick=0.02)) as arriving:
            async for _ in arriving:
                break
        return source

    assert asyncio.run(leave()).ended == "closed"


def test_errors_of_the_stream_arrive_after_what_came_before_them() -> None:
    source, got = Source(3, error=ModelError("The model stopped.")), []

    async def read() -> None:
        async for batch in batches(source.stream(), lambda: False, tick=0.02):
            got.extend(batch)

    with pytest.raises(ModelError, match="The model stopped"):
        asyncio.run(read())
    assert len(got) == 3


def test_a_stream_that_will_not_stop_does_not_hold_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stubborn() -> AsyncIterator[StreamEvent]:
        try:
            await asyncio.sleep(60)
            yield Draft(delta="")
        finally:
            await asyncio.sleep(0.5)
            raise ValueError("generator already executing")

    async def stop() -> float:
        began = asyncio.get_running_loop().time()
        async for _ in batches(stubborn(), lambda: True, tick=0.02):
            pass
        took = asyncio.get_running_loop().time() - began
        await asyncio.sleep(0.6)
        return took

    monkeypatch.setattr("ui.web.chat.relay.FAREWELL", 0.05)
    assert asyncio.run(stop()) < 0.4


def test_an_error_that_nobody_foresaw_is_logged_and_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BrokenStreamError) as raised:
        asyncio.run(collect(Source(1, error=RuntimeError("/srv/secret"))))
    assert "/srv/secret" not in str(raised.value)
    assert "/srv/secret" in caplog.text
