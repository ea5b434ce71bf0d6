"""Asking certain articles only: chosen where an article is read, shown above the question box."""

from __future__ import annotations

import gradio as gr

from assistant.errors import CitedeskError
from ui.ports import Engine
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.parts import Parts
from ui.web.render.articles.listing import ARTICLE_ID
from ui.web.render.chat.composing import only
from ui.web.wording.words import words_of

MOST = 20
"""Articles that can be chosen at a time; the first ones go when there are more."""


class Narrowing:
    """The handlers of the buttons that put an article in and take it out."""

    def __init__(self, engine: Engine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts

    def add(self, event: gr.EventData, talk: Conversation, language: str) -> Update:
        """Ask this article only, beside those that were chosen before."""
        id = str(getattr(event, "reference", ""))
        if not ARTICLE_ID.fullmatch(id):
            return {}
        try:
            article = self._engine.article(id)
        except CitedeskError:
            gr.Warning(words_of(language).gone)
            return {}
        talk.only = dict([*talk.only.items(), (article.id, article.title)][-MOST:])
        return self._shown(talk, language)

    def drop(self, event: gr.EventData, talk: Conversation, language: str) -> Update:
        """Take an article out; when none is left, all may answer again."""
        talk.only.pop(str(getattr(event, "reference", "")), None)
        return self._shown(talk, language)

    def _shown(self, talk: Conversation, language: str) -> Update:
        return {self._parts.chooser.only: only(talk.only, words_of(language))}
