"""A stream with deadlines."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator, Iterator

import pytest

from assistant.answering.deadline import Deadlines, within
from assistant.answering.leaving import advanced
from assistant.errors import ModelError
from assistant.models.faults import Fault, ModelFault

AMPLE = Deadlines(first=5, idle=5, total=5)


def slowly(release: threading.Event, *pieces: str) -> Iterator[str]:
    yield from pieces
    release.wait(20)


@pytest.fixture
def release() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_pieces_pass_in_order() -> None:
    assert list(within(lambda: ["a", "b", "c"], AMPLE)) == ["a", "b", "c"]


def test_an_empty_stream_ends() -> None:
    assert list(within(list, AMPLE)) == []


def test_the_first_piece_is_waited_for_only_so_long(release: threading.Event) -> None:
    started = time.monotonic()
    with pytest.raises(ModelFault, match="seconds") as caught:
        list(within(lambda: slowly(release), Deadlines(first=0.2, idle=10, total=10)))
    assert caught.value.fault is Fault.SILENT
    assert time.monotonic() - started < 5


def test_the_whole_is_waited_for_only_so_long(release: threading.Event) -> None:
    """The first piece came in time, so it is passed on before the deadline of the whole strikes."""
    pieces = within(lambda: slowly(release, "a", "b"), Deadlines(first=5, idle=5, total=0.4))
    assert [next(pieces), next(pieces)] == ["a", "b"]
    with pytest.raises(ModelFault) as caught:
        next(pieces)
    assert caught.value.fault is Fault.SLOW


def test_a_pause_is_waited_for_only_so_long(release: threading.Event) -> None:
    pieces = within(lambda: slowly(release, "a"), Deadlines(first=5, idle=0.2, total=10))
    assert next(pieces) == "a"
    with pytest.raises(ModelFault) as caught:
        next(pieces)
    assert caught.value.fault is Fault.STALLED


def test_what_the_stream_raises_is_named() -> None:
    def broken() -> Iterator[str]:
        yield "a"
        raise ConnectionResetError("secret address")

    with pytest.raises(ModelError, match="ConnectionResetError") as caught:
        list(within(broken, AMPLE))
    assert isinstance(caught.value.__cause__, ConnectionResetError)


def test_a_model_error_keeps_its_words() -> None:
    def broken() -> Iterator[str]:
        raise ModelError("The weights are gone.", hint="Get them.")
        yield ""

    with pytest.raises(ModelError, match="The weights are gone") as caught:
        list(within(broken, AMPLE))
    assert caught.value.hint == "Get them."


def test_a_reader_who_goes_stops_the_stream() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in range(100_000):
            taken.append(number)
            time.sleep(0.001)
            yield "x"

    pieces = within(endless, Deadlines(first=5, idle=5, total=60))
    assert next(pieces) == "x"
    pieces.close()  # type: ignore[attr-defined]
    time.sleep(0.2)
    seen = len(taken)
    time.sleep(0.2)
    assert len(taken) <= seen + 1


def test_a_stream_that_is_silent_ends_when_whoever_asked_has_left(release: threading.Event) -> None:
    """It would wait for a minute, and so would the next person for its thread."""
    ended = threading.Event()

    def silent() -> Generator[str]:
        try:
            yield from within(lambda: slowly(release), Deadlines(first=60, idle=60, total=60))
        finally:
            ended.set()

    async def leave() -> None:
        step = asyncio.ensure_future(anext(advanced(silent())))
        await asyncio.sleep(0.3)
        step.cancel()
        with pytest.raises(asyncio.CancelledError):
            await step

    asyncio.run(leave())
    assert ended.wait(30)


def test_steps_come_in_order_and_errors_come_out() -> None:
    def failing() -> Generator[int]:
        yield 1
        yield 2
        raise ModelFault(Fault.BUSY)

    async def read() -> list[int]:
        found = []
        steps = advanced(failing())
        found += [await anext(steps), await anext(steps)]
        with pytest.raises(ModelFault):
            await anext(steps)
        return found

    assert asyncio.run(read()) == [1, 2]
