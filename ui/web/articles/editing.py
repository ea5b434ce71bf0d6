"""Correcting an article by hand, deleting it, and undoing that, from the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import gradio as gr

from assistant.article import Article
from assistant.errors import CitedeskError, InputError
from assistant.library.corrections import Details
from ui.dates import typed_date
from ui.ports import Catalogue, Engine
from ui.web.articles.browsing import Browsing
from ui.web.articles.reading import Reading
from ui.web.articles.undoing import Undoing
from ui.web.articles.visit import Visit
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.parts import LIBRARY, Parts
from ui.web.render.articles.listing import ARTICLE_ID, deleted, told
from ui.web.render.chat.sources import empty
from ui.web.wording.articles import article_words
from ui.web.wording.words import words_of


class Editing:
    """The handlers of what changes articles."""

    def __init__(
        self, engine: Engine, catalogue: Catalogue, reading: Reading, browsing: Browsing, undoing: Undoing, parts: Parts
    ) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._reading = reading
        self._browsing = browsing
        self._undoing = undoing
        self._parts = parts

    @property
    def outputs(self) -> list[Any]:
        """The components that change."""
        return [self._parts.reader, self._parts.tabs, self._parts.library.undo, *self._browsing.outputs]

    def correct(self, talk: Conversation, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Store what was typed over a title, date, outlet or section, or set all of them back."""
        id, fields = str(getattr(event, "id", "")), getattr(event, "fields", {})
        if not ARTICLE_ID.fullmatch(id):
            return {}
        try:
            if getattr(event, "back", False):
                self._catalogue.set_back(id)
            else:
                typed = fields if isinstance(fields, dict) else {}
                self._catalogue.correct(id, details_of(typed, self._engine.article(id), language))
        except CitedeskError as error:
            gr.Warning(str(error))
            return {}
        html = self._reading.again(talk, visit, language)
        return {self._parts.reader: html, **self._browsing.shown(visit, words_of(language))}

    def remove(self, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Delete an article at once, and offer to bring it back."""
        id, words = str(getattr(event, "id", "")), words_of(language)
        if not ARTICLE_ID.fullmatch(id):
            return {}
        try:
            gone = self._catalogue.delete(id)
        except CitedeskError as error:
            gr.Warning(str(error))
            return {}
        if gone is None:
            return {self._parts.reader: empty(words.gone)}
        visit.reference = ""
        offer = deleted(gone.article.title, self._undoing.keep(gone), words)
        return {
            self._parts.reader: empty(words.article_empty),
            self._parts.tabs: gr.update(selected=LIBRARY),
            self._parts.library.undo: offer,
            **self._browsing.shown(visit, words),
        }

    def undo(self, talk: Conversation, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Bring back what was deleted."""
        said = article_words(language)
        gone = self._undoing.take(str(getattr(event, "ticket", "")))
        if gone is None:
            return {self._parts.library.undo: told(said.too_late)}
        try:
            back = self._catalogue.undo(gone)
        except CitedeskError as error:
            return {self._parts.library.undo: told(str(error))}
        visit.reference = f"a:{gone.article.id}"
        return {
            self._parts.reader: self._reading.again(talk, visit, language),
            self._parts.library.undo: told(said.undone if back else said.there_again),
            **self._browsing.shown(visit, words_of(language)),
        }


def details_of(typed: Mapping[str, object], article: Article, language: str) -> Details:
    """What was typed, where it differs from what stands there.

    :raises InputError: for a date that is none.
    """
    now = Details.of(article)
    texts = {name: str(typed.get(name, getattr(now, name))) for name in ("title", "outlet", "section")}
    when = typed.get("published")
    published = now.published if not isinstance(when, str) else _date(when, article, language)
    return Details(published=published, **texts)


def _date(text: str, article: Article, language: str) -> datetime | None:
    try:
        return typed_date(text, article)
    except ValueError:
        raise InputError(article_words(language).bad_date.format(text=text.strip()[:40])) from None
