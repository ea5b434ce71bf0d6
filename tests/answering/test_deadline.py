"""A stream with deadlines."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from assistant.answering.deadline import within
from assistant.errors import ModelError


def slowly(release: threading.Event, *pieces: str) -> Iterator[str]:
    yield from pieces
    release.wait(20)


@pytest.fixture
def release() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_pieces_pass_in_order() -> None:
    assert list(within(lambda: ["a", "b", "c"], first_seconds=5, total_seconds=5)) == ["a", "b", "c"]


def test_an_empty_stream_ends() -> None:
    assert list(within(list, first_seconds=5, total_seconds=5)) == []


def test_the_first_piece_is_waited_for_only_so_long(release: threading.Event) -> None:
    started = time.monotonic()
    with pytest.raises(ModelError, match="seconds"):
        list(within(lambda: slowly(release), first_seconds=0.2, total_seconds=10))
    assert time.monotonic() - started < 5


def test_the_whole_is_waited_for_only_so_long(release: threading.Event) -> None:
    """The first piece came in time, so it is passed on before the deadline of the whole strikes."""
    pieces = within(lambda: slowly(release, "a", "b"), first_seconds=5, total_seconds=0.4)
    assert [next(pieces), next(pieces)] == ["a", "b"]
    with pytest.raises(ModelError, match="seconds"):
        next(pieces)


def test_what_the_stream_raises_is_named() -> None:
    def broken() -> Iterator[str]:
        yield "a"
        raise ConnectionResetError("secret address")

    with pytest.raises(ModelError, match="ConnectionResetError") as caught:
        list(within(broken, first_seconds=5, total_seconds=5))
    assert isinstance(caught.value.__cause__, ConnectionResetError)


def test_a_model_error_keeps_its_words() -> None:
    def broken() -> Iterator[str]:
        raise ModelError("The weights are gone.", hint="Get them.")
        yield ""

    with pytest.raises(ModelError, match="The weights are gone") as caught:
        list(within(broken, first_seconds=5, total_seconds=5))
    assert caught.value.hint == "Get them."


def test_a_reader_who_goes_stops_the_stream() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in range(100_000):
            taken.append(number)
            time.sleep(0.001)
            yield "x"

    pieces = within(endless, first_seconds=5, total_seconds=60)
    assert next(pieces) == "x"
    pieces.close()  # type: ignore[attr-defined]
    time.sleep(0.2)
    seen = len(taken)
    time.sleep(0.2)
    assert len(taken) <= seen + 1
