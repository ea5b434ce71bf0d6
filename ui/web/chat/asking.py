"""Asking a question on the page: evidence at once, a draft while it is written, then the checked answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.answer import Draft, Finished, StreamEvent
from assistant.errors import CitedeskError, ModelError
from assistant.models.faults import ModelFault
from ui.people.visitor import visitor_here
from ui.ports import Engine
from ui.turns import EACH, FullError, Turns, Waiting
from ui.web.calls import Update
from ui.web.chat.choosing import EXTRACTIVE, Choice, chosen
from ui.web.chat.conversation import Conversation, Exchange, Stage
from ui.web.chat.keeping import Keeping
from ui.web.chat.relay import TICK, BrokenStreamError, batches
from ui.web.parts import SOURCES, Parts
from ui.web.render.chat.answer import exchange, exchanges
from ui.web.render.chat.sources import sources
from ui.web.wording.chat import chat_words
from ui.web.wording.turns import turn_words
from ui.web.wording.words import words_of

STOP_TICKS = 25
"""Ticks that a stopped answer is waited for before another way is taken."""


class Asking:
    """The handlers of the question box."""

    def __init__(self, engine: Engine, parts: Parts, keeping: Keeping, turns: Turns) -> None:
        self._engine = engine
        self._keeping = keeping
        self._parts = parts
        self._turns = turns

    async def ask(self, question: str, talk: Conversation, language: str, *choices: Any) -> AsyncIterator[Update]:
        """Answer a question; yield changes of the page.

        :param choices: what is filled in about the articles that may answer.
        """
        asked = str(question or "").strip()
        if not asked or talk.running:
            if asked:
                gr.Warning(words_of(language).busy)
            return
        each = talk.again(asked) if talk.editing and talk.exchanges else talk.begin(asked)
        async with aclosing(self._answered(each, talk, language, choices)) as updates:
            async for update in updates:
                yield update

    async def again(
        self, event: gr.EventData, talk: Conversation, language: str, *choices: Any
    ) -> AsyncIterator[Update]:
        """Answer the last question again, in its place; in the articles' own words if the button says so.

        While a model is at work, only the way around it is taken: what it writes is stopped then.
        """
        around = str(getattr(event, "way", "")) == EXTRACTIVE
        if talk.running and around:
            await self._stopped(talk)
        if talk.running or not talk.exchanges:
            gr.Warning(words_of(language).busy)
            return
        each = talk.again(talk.exchanges[-1].question)
        async with aclosing(self._answered(each, talk, language, choices, around=around)) as updates:
            async for update in updates:
                yield update

    @staticmethod
    async def _stopped(talk: Conversation) -> None:
        """Stop the question in progress and wait until it has ended, though not for ever."""
        talk.stopping = True
        for _ in range(STOP_TICKS):
            if not talk.running:
                return
            await asyncio.sleep(TICK)

    async def _answered(
        self, each: Exchange, talk: Conversation, language: str, choices: Sequence[Any], *, around: bool = False
    ) -> AsyncGenerator[Update, None]:
        words, limit = words_of(language), self._engine.settings.max_question
        await asyncio.to_thread(self._keeping.asked, talk, each)  # it waits for the disk
        try:
            yield self._started(talk, language)
            if len(each.question) > limit:
                each.close(Stage.FAILED, words.too_long.format(limit=limit))
            choice = chosen(words, talk.only, *choices)
            choice = replace(choice, model=EXTRACTIVE) if around else choice
            each.filters, each.modelled = choice.filters, (choice.model or self._engine.model_name) != EXTRACTIVE
            async with aclosing(self._follow(each, talk, language, choice)) as updates:
                async for update in updates:
                    yield update
        except BrokenStreamError:
            each.close(Stage.FAILED)
        except FullError as error:
            said = turn_words(language)
            each.close(Stage.FAILED, said.too_many_of_yours.format(limit=EACH) if error.mine else said.too_many)
        except ModelError as error:
            reason = error.said(language) if isinstance(error, ModelFault) else str(error)
            each.close(Stage.FAILED, chat_words(language).model_failed.format(reason=reason))
        except CitedeskError as error:
            each.close(Stage.FAILED, str(error))
        finally:
            each.close(Stage.STOPPED if talk.stopping else Stage.FAILED)
            self._keeping.ended(talk, each)

    async def _follow(
        self, each: Exchange, talk: Conversation, language: str, choice: Choice
    ) -> AsyncGenerator[Update, None]:
        if not each.open:
            return
        with self._turns.open(visitor_here().id):
            stream = self._engine.astream(
                each.question, history=talk.history(), filters=choice.filters, model=choice.model
            )
            paced = self._turns.pace(stream, quick=not each.modelled)
            relayed = batches(paced, lambda: talk.stopping, working=lambda: not each.place, hurried=_not_text)
            async with aclosing(relayed) as arriving:
                async for events in arriving:
                    for event in events:
                        each.wait(event.place, finding=event.finding) if isinstance(event, Waiting) else each.take(
                            event
                        )
                    if talk.stopping:
                        return
                    cards = not all(isinstance(event, Draft | Waiting) for event in events)
                    yield self._current(talk, language, cards=cards)

    def _started(self, talk: Conversation, language: str) -> Update:
        words, parts = words_of(language), self._parts
        return {
            parts.past: exchanges(talk.exchanges[:-1], words),
            parts.question: gr.update(value=""),
            parts.chat.editing: "",
            parts.chat.next: "",
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
            parts.send: gr.update(visible=not talk.running),
            parts.stop: gr.update(visible=talk.running),
            parts.new_talk: gr.update(visible=bool(talk.exchanges) and not talk.running),
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
            with self._turns.open(visitor_here().id):
                async with aclosing(self._turns.pace(self._engine.astream(question))) as events:
                    async for event in events:
                        if isinstance(event, Finished):
                            return event.answer.model_dump(mode="json")
        except CitedeskError as error:
            raise gr.Error(str(error), print_exception=False) from error
        raise gr.Error("The assistant gave no answer.", print_exception=False)


def _not_text(event: StreamEvent | Waiting) -> bool:
    """Whether something else arrived than the next words of a text, which come too fast to be read one by one."""
    return not isinstance(event, Draft)
