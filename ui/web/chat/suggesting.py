"""Offering the next question: below the last answer, when the machine has nothing better to do."""

from __future__ import annotations

import asyncio

import gradio as gr

from ui.ports import Engine
from ui.turns import Turns
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation, Stage
from ui.web.parts import Parts
from ui.web.render.chat.tools import suggestions
from ui.web.wording.words import words_of


class Suggesting:
    """The handlers of what can be asked next."""

    def __init__(self, engine: Engine, turns: Turns, parts: Parts) -> None:
        self._engine = engine
        self._turns = turns
        self._parts = parts

    async def suggest(self, talk: Conversation, language: str) -> Update:
        """Look for questions that go on from the last answer; none while anybody's question is being answered."""
        each = talk.exchanges[-1] if talk.exchanges else None
        if each is None or each.answer is None or each.stage is not Stage.DONE or each.suggested or self._turns.busy:
            return {}
        before = [earlier.question for earlier in talk.exchanges]
        each.suggested = tuple(await asyncio.to_thread(self._engine.suggest, each.answer, each.filters, before))
        if not talk.exchanges or talk.exchanges[-1] is not each:
            return {}
        return {self._parts.chat.next: suggestions(each, len(talk.exchanges) - 1, words_of(language))}

    def pick(self, event: gr.EventData, talk: Conversation) -> str:
        """Put the question that was clicked into the question box."""
        return talk.suggestion(str(getattr(event, "reference", "")))
