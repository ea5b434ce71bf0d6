"""Editing the last question, and bringing back the answer that a new try was to replace."""

from __future__ import annotations

import gradio as gr

from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.chat.keeping import Keeping
from ui.web.parts import Parts
from ui.web.render.chat.composing import editing
from ui.web.wording.words import words_of


class Retaking:
    """The handlers of the buttons under the last answer that do not ask at once."""

    def __init__(self, parts: Parts, keeping: Keeping) -> None:
        self._parts = parts
        self._keeping = keeping

    def edit(self, talk: Conversation, language: str) -> Update:
        """Put the last question into the box; what is sent next takes its place."""
        if talk.running or not talk.exchanges:
            gr.Warning(words_of(language).busy)
            return {}
        talk.editing = True
        question = talk.exchanges[-1].question
        return {self._parts.question: gr.update(value=question), self._parts.chat.editing: editing(words_of(language))}

    def leave(self, talk: Conversation) -> Update:
        """Leave the last question as it is."""
        talk.editing = False
        return {self._parts.question: gr.update(value=""), self._parts.chat.editing: ""}

    def restore(self, talk: Conversation, language: str) -> Update:
        """Bring back the earlier answer."""
        return self._keeping.shown(talk, language) if talk.restore() else {}
