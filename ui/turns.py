"""Taking turns: many ask at once, evidence comes to all of them soon, and few answers are written at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

from assistant.answer import StreamEvent
from assistant.errors import CitedeskError

WRITING = 2
"""Answers that are written at a time; the others wait in line, with their evidence on the screen. None is begun while
anybody waits for evidence: reading what was found takes the cores that finding needs."""
FINDING = 1
"""Questions whose evidence is looked for at a time: one search keeps the cores of a small machine busy, and two side by side
take each twice as long."""
EACH = 4
"""Open questions of one person."""
EVERY = 1.0
"""Seconds between two looks at one's place in line: each costs a message to a page, and there may be many."""
CROWD = 10
"""So many more in line make it another such time between two looks."""
IN_ALL = 100
"""Open questions in all; the last in line waits for 49 pairs of answers, and more would only wait to be given up."""


class FullError(CitedeskError):
    """No more questions are taken for now.

    :param mine: whether the person who asks has too many open, not all together.
    """

    def __init__(self, *, mine: bool) -> None:
        self.mine = mine
        limit = EACH if mine else IN_ALL
        super().__init__(
            f"{limit} questions {'of yours ' if mine else ''}are being answered or wait already.",
            hint="Ask again in a minute.",
        )


@dataclass(frozen=True)
class Waiting:
    """A question waits, for its evidence (``finding``) or to be answered.

    ``place`` is its place in the line, from 1; 0 when its turn has come.
    """

    place: int
    finding: bool = False


@dataclass(eq=False)
class Ticket:
    """An open question among the others."""

    turn: asyncio.Event = field(default_factory=asyncio.Event)


class Line:
    """A line that so many may leave at a time to do something, in the order in which they came.

    :param size: how many.
    :param every: seconds between two looks at one's place.
    :param after: the line that goes first: as long as anybody is in it, or does what it is for, nobody leaves this one.
    """

    def __init__(self, size: int, every: float, after: Line | None = None) -> None:
        self._size = size
        self._every = every
        self._after = after
        self._next: list[Line] = []
        if after is not None:
            after._next.append(self)
        self._served: set[Ticket] = set()
        self._waiting: list[Ticket] = []

    async def reach(self, ticket: Ticket) -> AsyncGenerator[int, None]:
        """Get in line; yield the place at once and then every so often, until the turn has come.

        The more wait, the less often each of them looks: what their pages cost is taken from those who are served.
        """
        ticket.turn.clear()
        self._waiting.append(ticket)
        self._advance()
        while ticket in self._waiting:
            yield self._waiting.index(ticket) + 1
            with suppress(TimeoutError):
                await asyncio.wait_for(ticket.turn.wait(), self._every * (1 + len(self._waiting) / CROWD))

    def leave(self, ticket: Ticket) -> None:
        """Make room for the next; nothing happens to whoever was not in line."""
        self._served.discard(ticket)
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        self._advance()
        for line in self._next:
            line._advance()

    def _advance(self) -> None:
        while self._waiting and len(self._served) < self._size and not (self._after and self._after._busy):
            first = self._waiting.pop(0)
            self._served.add(first)
            first.turn.set()

    @property
    def _busy(self) -> bool:
        return bool(self._served or self._waiting)


class Turns:
    """The turns of one server; for one event loop.

    :param writing: answers that are written at a time.
    :param finding: questions whose evidence is looked for at a time.
    :param each: open questions of one person; those of nobody in particular are not counted.
    :param in_all: open questions in all.
    :param every: seconds between two looks at one's place in line.
    """

    def __init__(
        self,
        *,
        writing: int = WRITING,
        finding: int = FINDING,
        each: int = EACH,
        in_all: int = IN_ALL,
        every: float = EVERY,
    ) -> None:
        self.finding = Line(finding, every)
        self.writing = Line(writing, every, after=self.finding)  # a burst of questions gets its evidence first
        self._each = each
        self._in_all = in_all
        self._open: Counter[str] = Counter()

    @property
    def busy(self) -> bool:
        """Whether any question is open."""
        return self._open.total() > 0

    @contextmanager
    def open(self, person: str = "") -> Iterator[None]:
        """Open a question, and close it in whatever way it ends.

        :raises FullError: when too many are open.
        """
        if self._open.total() >= self._in_all:
            raise FullError(mine=False)
        if person and self._open[person] >= self._each:
            raise FullError(mine=True)
        self._open[person] += 1
        try:
            yield
        finally:
            self._open[person] -= 1

    @asynccontextmanager
    async def find(self) -> AsyncIterator[None]:
        """Look for evidence in turn."""
        ticket = Ticket()
        try:
            async for _ in self.finding.reach(ticket):
                pass
            yield
        finally:
            self.finding.leave(ticket)

    async def pace(
        self, events: AsyncIterator[StreamEvent], *, quick: bool = False
    ) -> AsyncGenerator[StreamEvent | Waiting, None]:
        """Pace the stream of an answer: its evidence takes a short turn of its own, all that follows one of the few.

        Nothing is written before the second event is asked for, so that a question that waits keeps no model busy.

        :param quick: no chat model writes, so that another short turn is enough.
        """
        ticket = Ticket()
        try:
            waited = False
            async for place in self.finding.reach(ticket):
                waited = True
                yield Waiting(place, finding=True)
            if waited:
                yield Waiting(0, finding=True)
            first = await anext(events, None)
            self.finding.leave(ticket)
            if first is None:
                return
            yield first
            async for place in (self.finding if quick else self.writing).reach(ticket):
                yield Waiting(place)
            yield Waiting(0)
            async for event in events:
                yield event
        finally:
            self.finding.leave(ticket)
            self.writing.leave(ticket)
            close = getattr(events, "aclose", None)
            if close is not None:
                await close()
