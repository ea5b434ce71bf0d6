"""Keeping conversations in the library: noting questions and answers, and the list of what was kept."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import CitedeskError
from assistant.library.conversations import Conversations, Ending, KeptExchange
from ui.people.visitor import visitor_here
from ui.web.calls import Update
from ui.web.chat.conversation import KEPT_EXCHANGES, Conversation, Exchange, Stage
from ui.web.parts import Parts
from ui.web.render.chat.answer import exchange, exchanges
from ui.web.render.chat.composing import editing
from ui.web.render.chat.sources import sources
from ui.web.render.chat.talks import TALK_ID, talk_list
from ui.web.render.chat.tools import suggestions
from ui.web.wording.words import words_of

ENDINGS = {Stage.DONE: Ending.DONE, Stage.STOPPED: Ending.STOPPED, Stage.FAILED: Ending.FAILED}
STAGES = {Ending.DONE: Stage.DONE, Ending.STOPPED: Stage.STOPPED, Ending.WITHDRAWN: Stage.WITHDRAWN}


class Keeping:
    """The handlers of the list of conversations, and what the question box tells it.

    :param kept: where conversations are kept; ``None`` keeps none and shows no list.
    """

    def __init__(self, kept: Conversations | None, parts: Parts) -> None:
        self._all = kept
        self._parts = parts

    @property
    def _kept(self) -> Conversations | None:
        """The conversations of whoever's event is being answered."""
        return None if self._all is None else self._all.of(visitor_here().id)

    @property
    def outputs(self) -> list[Any]:
        """The components that change when a conversation is opened or deleted."""
        p = self._parts
        return [p.past, p.current, p.chat.next, p.chat.editing, p.sources, p.new_talk, p.talks, p.keep]

    def asked(self, talk: Conversation, each: Exchange) -> None:
        """Note a question before it is answered, if the conversation is to be kept."""
        if self._kept is None or not talk.keep or each.retaken:
            return
        talk.owner = visitor_here().id
        if not talk.kept:
            talk.kept = self._kept.begin(each.question)
        try:
            each.number = self._kept.ask(talk.kept, each.question)
        except CitedeskError:  # deleted from another window: it goes on, as a new one
            talk.kept = self._kept.begin(each.question)
            each.number = self._kept.ask(talk.kept, each.question)

    def ended(self, talk: Conversation, each: Exchange) -> None:
        """Note how a question ended."""
        if self._all is None or each.number is None or not talk.kept or each.before is not None:
            return  # a new try without an answer takes nobody's place
        kept = self._all.of(talk.owner)  # whoever left answers no event any more
        ending = ENDINGS.get(each.stage, Ending.FAILED)
        if each.retaken:
            kept.replace(talk.kept, each.number, each.question, ending, each.answer, each.error)
        else:
            kept.end(talk.kept, each.number, ending, each.answer, each.error)

    def listed(self, talk: Conversation, language: str, containing: str = "") -> Update:
        """Show the list, or what was sought in it."""
        if self._kept is None:
            return {}
        found = self._kept.summaries(str(containing or ""))
        return {self._parts.talks: talk_list(found, talk.kept, words_of(language))}

    def switch(self, keep: bool, talk: Conversation, language: str) -> Update:
        """Keep the conversation of this window from now on, or no more; what was kept of it is deleted then."""
        talk.keep = bool(keep)
        if self._kept is not None and not talk.keep and talk.kept:
            self._kept.delete(talk.kept)
            talk.kept = ""
            for each in talk.exchanges:
                each.number = each.good = None
        return self.listed(talk, language)

    def manage(self, talk: Conversation, language: str, event: gr.EventData) -> Update:
        """Open, rename or delete the conversation that was clicked."""
        id, action = str(getattr(event, "id", "")), getattr(event, "action", "")
        if self._kept is None or not TALK_ID.fullmatch(id):
            return {}
        try:
            if action == "open":
                return self._open(id, talk, language)
            if action == "rename":
                self._kept.rename(id, str(getattr(event, "text", "")))
            elif action == "delete":
                self._delete(id, talk)
        except CitedeskError as error:
            gr.Warning(str(error))
        return self.listed(talk, language)

    def rate(self, talk: Conversation, language: str, event: gr.EventData) -> Update:
        """Keep what a person thinks of an answer; the same thumb again takes it back."""
        turn, _, way = str(getattr(event, "reference", "")).partition(":")
        each = talk.exchanges[int(turn)] if turn.isdecimal() and int(turn) < len(talk.exchanges) else None
        if self._kept is None or each is None or each.number is None or way not in {"up", "down"}:
            return {}
        reason, good = str(getattr(event, "text", "")), way == "up"
        each.good = None if each.good is good and not reason else good
        self._kept.rate(talk.kept, each.number, each.good, reason)
        return self.shown(talk, language)

    def _open(self, id: str, talk: Conversation, language: str) -> Update:
        assert self._kept is not None
        if talk.running:
            gr.Warning(words_of(language).busy)
            return {}
        found = list(enumerate(self._kept.read(id)))[-KEPT_EXCHANGES:]
        talk.exchanges[:] = [_exchange(each, number) for number, each in found]
        talk.kept, talk.keep, talk.editing = id, True, False
        shown = self.shown(talk, language) | self.listed(talk, language)
        return shown | {self._parts.new_talk: gr.update(visible=True), self._parts.keep: gr.update(value=True)}

    def _delete(self, id: str, talk: Conversation) -> None:
        assert self._kept is not None
        self._kept.delete(id)
        if talk.kept == id:
            talk.kept = ""
            for each in talk.exchanges:
                each.number = each.good = None

    def shown(self, talk: Conversation, language: str) -> Update:
        """Show the conversation as it is now."""
        words, turn = words_of(language), len(talk.exchanges) - 1
        if turn < 0:
            return {}
        return {
            self._parts.past: exchanges(talk.exchanges[:-1], words),
            self._parts.current: exchange(talk.exchanges[-1], turn, words),
            self._parts.chat.next: suggestions(talk.exchanges[-1], turn, words),
            self._parts.chat.editing: editing(words) if talk.editing else "",
            self._parts.sources: sources(talk.exchanges[-1], turn, words),
        }


def _exchange(kept: KeptExchange, number: int) -> Exchange:
    stage = STAGES.get(kept.ending, Stage.FAILED)
    evidence = kept.answer.evidence if kept.answer else ()
    return Exchange(
        question=kept.question, stage=stage, evidence=evidence, answer=kept.answer, error=kept.error, number=number,
        good=kept.good,
    )  # fmt: skip
