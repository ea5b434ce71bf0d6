"""Turns: evidence comes to everybody, few are written at a time, in order, and whoever leaves makes room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import pytest

from assistant.answer import Draft, EvidenceFound, StreamEvent
from ui.turns import FullError, Turns, Waiting


class Model:
    """An answer's stream that waits, after its evidence, until it is told to write."""

    def __init__(self) -> None:
        self.wrote: list[int] = []
        self.ended: list[int] = []
        self.may_end = asyncio.Event()

    async def stream(self, number: int) -> AsyncIterator[StreamEvent]:
        try:
            await asyncio.sleep(0.003)
            yield EvidenceFound(evidence=(), standalone_question=str(number))
            self.wrote.append(number)
            yield Draft(delta=str(number))
            await self.may_end.wait()
        finally:
            self.ended.append(number)


class Asker:
    """Somebody who asks, and notes what comes."""

    def __init__(self, turns: Turns, model: Model, number: int, *, quick: bool = False) -> None:
        self.seen: list[StreamEvent | Waiting] = []
        self.task = asyncio.create_task(self._ask(turns, model, number, quick))

    async def _ask(self, turns: Turns, model: Model, number: int, quick: bool) -> None:
        with turns.open():
            async with aclosing(turns.pace(model.stream(number), quick=quick)) as events:
                async for event in events:
                    self.seen.append(event)

    @property
    def has_evidence(self) -> bool:
        return any(isinstance(event, EvidenceFound) for event in self.seen)

    @property
    def place(self) -> int:
        return next((event.place for event in reversed(self.seen) if isinstance(event, Waiting)), -1)


def places(askers: list[Asker]) -> list[int]:
    return sorted(asker.place for asker in askers)


async def settle(done: Callable[[], bool]) -> None:
    """Let the others go on until this holds, ten seconds at most."""
    for _ in range(2000):
        if done():
            return
        await asyncio.sleep(0.005)


def test_evidence_comes_to_all_while_two_are_written_and_the_line_moves_up() -> None:
    async def play() -> None:
        turns, model = Turns(writing=2, every=0.001), Model()
        askers = [Asker(turns, model, number) for number in range(6)]
        await settle(lambda: all(asker.has_evidence for asker in askers) and places(askers) == [0, 0, 1, 2, 3, 4])
        assert all(asker.has_evidence for asker in askers)
        assert places(askers) == [0, 0, 1, 2, 3, 4]
        assert sorted(model.wrote) == [0, 1]
        assert max(event.place for event in askers[5].seen if isinstance(event, Waiting) and event.finding) > 0
        second = next(number for number, asker in enumerate(askers) if asker.place == 2)
        behind = [asker for asker in askers if asker.place > 2]
        askers[second].task.cancel()  # leaves the line
        await settle(lambda: places(behind) == [2, 3])
        assert places(behind) == [2, 3]
        askers[0].task.cancel()  # leaves while it is written
        await settle(lambda: len(model.wrote) == 3)
        assert len(model.wrote) == 3
        assert model.ended == [second, 0]
        model.may_end.set()
        await asyncio.gather(*(asker.task for asker in askers), return_exceptions=True)
        assert sorted(model.wrote) == sorted({0, 1, 2, 3, 4, 5} - {second})
        assert not turns.busy

    asyncio.run(play())


def test_no_answer_is_begun_while_anybody_waits_for_evidence() -> None:
    async def play() -> None:
        turns, model = Turns(writing=2, every=0.001), Model()
        async with turns.find():
            found = [Asker(turns, model, number) for number in range(3)]
            await settle(lambda: places(found) == [1, 2, 3])
        written = asyncio.Event()

        async def last() -> None:
            async with turns.find():
                await written.wait()

        blocking = asyncio.create_task(last())
        await settle(lambda: all(asker.has_evidence for asker in found))
        assert all(asker.has_evidence for asker in found)
        assert model.wrote == []
        assert places(found) == [1, 2, 3]
        written.set()
        await blocking
        await settle(lambda: len(model.wrote) == 2)
        assert len(model.wrote) == 2
        model.may_end.set()
        await asyncio.gather(*(asker.task for asker in found))

    asyncio.run(play())


def test_what_no_model_writes_does_not_wait_for_those_that_one_does() -> None:
    async def play() -> None:
        turns, model = Turns(writing=1), Model()
        slow = [Asker(turns, model, number) for number in range(2)]
        await settle(lambda: len(model.wrote) == 1 and 1 in places(slow))
        assert 1 in places(slow)
        quick = Asker(turns, model, 9, quick=True)
        await settle(lambda: quick.place == 0 and 9 in model.wrote)
        assert model.wrote[1:] == [9]
        assert quick.place == 0
        model.may_end.set()
        await asyncio.gather(*(asker.task for asker in (*slow, quick)))

    asyncio.run(play())


def test_nobody_has_more_than_their_share_open_and_all_have_a_limit() -> None:
    async def play() -> None:
        turns = Turns(each=2, in_all=4)
        with turns.open("kim"), turns.open("kim"):
            with pytest.raises(FullError, match="of yours") as mine, turns.open("kim"):
                pass
            assert mine.value.mine
            with turns.open(), turns.open():
                with pytest.raises(FullError) as full, turns.open("lee"):
                    pass
                assert not full.value.mine
        with turns.open("kim"):
            assert turns.busy
        assert not turns.busy

    asyncio.run(play())


def test_an_error_before_any_evidence_gives_the_place_back() -> None:
    async def fail() -> AsyncIterator[StreamEvent]:
        raise ValueError
        yield

    async def play() -> None:
        turns = Turns(writing=1, finding=1)
        for _ in range(3):
            with pytest.raises(ValueError), turns.open():
                await anext(turns.pace(fail()))
        assert not turns.busy
        async with asyncio.timeout(5), turns.find():
            pass

    asyncio.run(play())
