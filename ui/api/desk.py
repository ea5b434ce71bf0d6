"""What routes and tools share: questions that wait for their turn, searches, and the list of articles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from assistant.answer import Answer, Finished, StreamEvent
from assistant.errors import CitedeskError
from ui.api.shapes import ArticlePart, Articles, Asked, Found, Listed, Searched
from ui.ports import ArticleRow, Engine
from ui.turns import Turns, Waiting

MOST_LISTED = 500
"""Articles of one list."""
MOST_CHARACTERS = 100_000
"""Characters of an article in one reply."""


class Desk:
    """Answers other programs.

    :param turns: the turns that they take, with the people at the page where there is one.
    """

    def __init__(self, engine: Engine, turns: Turns | None = None) -> None:
        self._engine = engine
        self._turns = turns or Turns()

    async def stream(self, asked: Asked, person: str = "") -> AsyncGenerator[StreamEvent | Waiting, None]:
        """Answer a question as a stream; closing the stream ends the work.

        :param person: who asks, where that is known.
        :raises FullError: when too many questions wait already.
        """
        with self._turns.open(person):
            events = self._engine.astream(
                asked.question, filters=asked.filters, history=asked.history, today=asked.today
            )
            async with aclosing(self._turns.pace(events)) as paced:
                async for event in paced:
                    yield event

    async def answer(self, asked: Asked, person: str = "") -> Answer:
        """Answer a question.

        :raises CitedeskError: when it cannot be used, or no answer came.
        """
        async with aclosing(self.stream(asked, person)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return event.answer
        raise CitedeskError("The assistant gave no answer.", hint="Ask again; the log of the server says more.")

    async def search(self, searched: Searched) -> Found:
        """Find passages."""
        async with self._turns.find():
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


def _listed(row: ArticleRow) -> Listed:
    return Listed(
        id=row.id, title=row.title, outlet=row.outlet, published=row.published, rights=row.rights, passages=row.passages
    )
