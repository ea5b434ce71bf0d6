"""Opening an article on the page: from a mark, a card or the list of articles."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import CitedeskError
from ui.ports import Engine
from ui.web.conversation import Conversation
from ui.web.parts import ARTICLE, Parts
from ui.web.render.library import ARTICLE_ID
from ui.web.render.reader import Marked, reader
from ui.web.render.sources import empty
from ui.web.words import words_of


class Reading:
    """The handler of everything that can be opened."""

    def __init__(self, engine: Engine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts

    def open(self, talk: Conversation, language: str, event: gr.EventData) -> dict[Any, Any]:
        """Show the article that a reference from the browser points at, with the quote marked."""
        reference = str(getattr(event, "reference", ""))
        talk.visits += 1
        html = self._render(reference, talk, language)
        return {self._parts.reader: html, self._parts.tabs: gr.update(selected=ARTICLE)} if html else {}

    def _render(self, reference: str, talk: Conversation, language: str) -> str:
        words, source = words_of(language), talk.find(reference)
        article_id = source.article_id if source else reference.removeprefix("a:")
        if source is None and not ARTICLE_ID.fullmatch(article_id):
            return ""
        try:
            article = self._engine.article(article_id)
        except CitedeskError:
            return empty(words.gone)
        return reader(article, Marked.of(source) if source else None, words, talk.visits)
