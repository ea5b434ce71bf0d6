"""Asking a question on the page: evidence at once, a draft while it is written, then the checked answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr

from assistant.answer import Draft, Filters, Finished
from assistant.errors import CitedeskError
from ui.ports import Engine
from ui.web.choosing import chosen
from ui.web.conversation import Conversation, Exchange, Stage
from ui.web.keeping import Keeping
from ui.web.parts import SOURCES, Parts
from ui.web.relay import TICK, BrokenStreamError, batches
from ui.web.render.answer import exchange, exchanges
from ui.web.render.sources import sources
from ui.web.words import words_of

AT_A_TIME = 2
"""Answers that are written at a time; the other questions wait for their turn and say so."""
Update = dict[Any, Any]
"""What a handler yields: components and their new values."""


class Asking:
    """The handlers of the question box."""

    def __init__(self, engine: Engine, parts: Parts, keeping: Keeping) -> None:
        self._engine = engine
        self._keeping = keeping
        self._parts = parts
        self._turns = asyncio.Semaphore(AT_A_TIME)

    async def ask(self, question: str, talk: Conversation, language: str, *choices: Any) -> AsyncIterator[Update]:
        """Answer a question; yield changes of the page.

        :param choices: what is filled in about the articles that may answer.
        """
        words, asked = words_of(language), str(question or "").strip()
        if not asked or talk.running:
            if asked:
                gr.Warning(words.busy)
            return
        each = talk.begin(asked)
        self._keeping.asked(talk, each)
        limit = self._engine.settings.max_question
        try:
            yield self._started(talk, language)
            if len(asked) > limit:
                each.close(Stage.FAILED, words.too_long.format(limit=limit))
            filters = chosen(words, *choices) if choices else None
            async with aclosing(self._follow(each, talk, language, filters)) as updates:
                async for update in updates:
                    yield update
        except BrokenStreamError:
            each.close(Stage.FAILED)
        except CitedeskError as error:
            each.close(Stage.FAILED, str(error))
        finally:
            each.close(Stage.STOPPED if talk.stopping else Stage.FAILED)
            self._keeping.ended(talk, each)

    async def _follow(
        self, each: Exchange, talk: Conversation, language: str, filters: Filters | None
    ) -> AsyncGenerator[Update, None]:
        if self._turns.locked() and each.open:
            each.stage = Stage.WAITING
            yield self._current(talk, language, cards=False)
        while self._turns.locked() and not talk.stopping:
            await asyncio.sleep(TICK)
        if talk.stopping or not each.open:
            return
        async with self._turns:
            each.stage = Stage.FINDING
            async with aclosing(self._written(each, talk, language, filters)) as updates:
                async for update in updates:
                    yield update

    async def _written(
        self, each: Exchange, talk: Conversation, language: str, filters: Filters | None
    ) -> AsyncGenerator[Update, None]:
        stream = self._engine.astream(each.question, history=talk.history(), filters=filters)
        async with aclosing(batches(stream, lambda: talk.stopping)) as arriving:
            async for events in arriving:
                for event in events:
                    each.take(event)
                if talk.stopping:
                    return
                yield self._current(talk, language, cards=not all(isinstance(event, Draft) for event in events))

    def _started(self, talk: Conversation, language: str) -> Update:
        words, parts = words_of(language), self._parts
        return {
            parts.past: exchanges(talk.exchanges[:-1], words),
            parts.question: gr.update(value=""),
            parts.send: gr.update(visible=False),
            parts.stop: gr.update(visible=True),
            parts.tabs: gr.update(selected=SOURCES),
            **self._current(talk, language, cards=True),
        }

    def _current(self, talk: Conversation, language: str, *, cards: bool) -> Update:
        if not talk.exchanges:
            return {}
        words, turn = words_of(language), len(talk.exchanges) - 1
        changed: Update = {self._parts.current: exchange(talk.exchanges[-1], turn, words)}
        if cards:
            changed[self._parts.sources] = sources(talk.exchanges[-1], turn, words)
        return changed

    def settle(self, talk: Conversation, language: str) -> Update:
        """Put the page in order after a question, however it ended."""
        parts = self._parts
        return {
            parts.send: gr.update(visible=True),
            parts.stop: gr.update(visible=False),
            parts.new_talk: gr.update(visible=bool(talk.exchanges)),
            **self._current(talk, language, cards=True),
            **self._keeping.listed(talk, language),
        }

    @staticmethod
    def stop(talk: Conversation) -> None:
        """Ask the question in progress to end; it does within a tick."""
        talk.stopping = True

    async def answer(self, question: str) -> dict[str, Any]:
        """Answer one question from the articles of the library.

        The result is the answer as JSON: its text, the claims with verdict, reasons and citations (each with the
        exact quote and its place in the article), the evidence, and whether it refused.
        """
        try:
            async with self._turns:
                async for event in self._engine.astream(question):
                    if isinstance(event, Finished):
                        return event.answer.model_dump(mode="json")
        except CitedeskError as error:
            raise gr.Error(str(error), print_exception=False) from error
        raise gr.Error("The assistant gave no answer.", print_exception=False)
