"""Opening an article on the page: from a mark, a card, the list of articles or another version."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.article import Article
from assistant.errors import CitedeskError
from ui.ports import ArticleRow, Catalogue, Engine
from ui.web.articles.visit import Visit
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.parts import ARTICLE, Parts
from ui.web.render.articles.listing import ARTICLE_ID
from ui.web.render.articles.reader import Marked, reader
from ui.web.render.articles.reader_head import About
from ui.web.render.chat.sources import empty
from ui.web.wording.words import words_of


class Reading:
    """The handler of everything that can be opened."""

    def __init__(self, engine: Engine, catalogue: Catalogue, parts: Parts) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._parts = parts

    def open(self, talk: Conversation, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Show the article that a reference from the browser points at, with the quote marked."""
        reference = str(getattr(event, "reference", ""))
        talk.visits += 1
        html = self._render(reference, talk, language)
        if not html:
            return {}
        visit.reference = reference
        return {self._parts.reader: html, self._parts.tabs: gr.update(selected=ARTICLE)}

    def again(self, talk: Conversation, visit: Visit, language: str) -> str:
        """The article that is open, as it is now."""
        talk.visits += 1
        return self._render(visit.reference, talk, language) or empty(words_of(language).article_empty)

    def _render(self, reference: str, talk: Conversation, language: str) -> str:
        words, source = words_of(language), talk.find(reference)
        article_id = source.article_id if source else reference.removeprefix("a:")
        if source is None and not ARTICLE_ID.fullmatch(article_id):
            return ""
        try:
            article = self._engine.article(article_id)
        except CitedeskError:
            return empty(words.gone)
        return reader(article, Marked.of(source) if source else None, words, talk.visits, self._about(article))

    def _about(self, article: Article) -> About:
        versions = self._catalogue.versions(article.id)
        return About(
            versions,
            self._beside(article, versions),
            self._catalogue.corrections(article.id),
            self._catalogue.editable,
        )

    def _beside(self, article: Article, versions: Sequence[ArticleRow]) -> Article | None:
        """The version that an article is compared with."""
        ids = [row.id for row in versions]
        if len(ids) < 2 or article.id not in ids:
            return None
        try:
            return self._engine.article(ids[1] if ids[0] == article.id else ids[0])
        except CitedeskError:  # deleted in this very moment
            return None
