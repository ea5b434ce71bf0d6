"""What routes and tools share: questions that wait for their turn, searches, and the list of articles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

from assistant.answer import Answer, Finished, StreamEvent
from assistant.errors import CitedeskError
from ui.api.shapes import ArticlePart, Articles, Asked, Found, Listed, Searched
from ui.ports import ArticleRow, Engine

AT_A_TIME = 2
"""Questions of other programs that are answered at a time."""
WAITING = 32
"""Questions that may wait for their turn; more are sent away at once."""
MOST_LISTED = 500
"""Articles of one list."""
MOST_CHARACTERS = 100_000
"""Characters of an article in one reply."""


class BusyError(CitedeskError):
    """More questions wait already than will be answered soon."""


class Desk:
    """Answers other programs, a few questions at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turns = asyncio.Semaphore(AT_A_TIME)
        self._waiting = 0

    async def stream(self, asked: Asked) -> AsyncGenerator[StreamEvent, None]:
        """Answer a question as a stream, when its turn has come; closing the stream ends the work.

        :raises BusyError: when too many questions wait already.
        """
        async with self._turn():
            events = self._engine.astream(
                asked.question, filters=asked.filters, history=asked.history, today=asked.today
            )
            async for event in events:
                yield event

    async def answer(self, asked: Asked) -> Answer:
        """Answer a question.

        :raises CitedeskError: when it cannot be used, or no answer came.
        """
        async with aclosing(self.stream(asked)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return event.answer
        raise CitedeskError("The assistant gave no answer.", hint="Ask again; the log of the server says more.")

    async def search(self, searched: Searched) -> Found:
        """Find passages."""
        found = await asyncio.to_thread(
            self._engine.search, searched.question, searched.k, searched.filters, searched.today
        )
        return Found(evidence=found)

    async def articles(self, containing: str = "", limit: int = 100) -> Articles:
        """List the articles whose title or outlet holds some words, newest first.

        :param limit: how many at most.
        """
        rows = await asyncio.to_thread(self._engine.articles)
        sought = containing.casefold().strip()
        kept = [row for row in rows if sought in f"{row.title} {row.outlet}".casefold()]
        newest = sorted(kept, key=lambda row: (row.published is not None, str(row.published or "")), reverse=True)
        return Articles(total=len(kept), articles=[_listed(row) for row in newest[:limit]])

    async def read(self, article_id: str, start: int, length: int) -> ArticlePart:
        """Read part of an article.

        :raises CitedeskError: when there is no such article.
        """
        article = await asyncio.to_thread(self._engine.article, article_id)
        return ArticlePart.of(article, start, length)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._waiting >= WAITING:
            raise BusyError(f"{WAITING} questions wait already.", hint="Ask again in a minute.")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()


def _listed(row: ArticleRow) -> Listed:
    return Listed(
        id=row.id, title=row.title, outlet=row.outlet, published=row.published, rights=row.rights, passages=row.passages
    )
