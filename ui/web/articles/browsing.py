"""The list of articles on the page: searching it, turning its pages, and showing it again when articles changed."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.library.listing import Wanted
from ui.people.visitor import visitor_here
from ui.ports import Catalogue
from ui.web.articles.visit import PAGE, Visit, wanted_of
from ui.web.calls import Update
from ui.web.parts import Parts
from ui.web.render.articles.listing import article_list, finder
from ui.web.render.frame import header
from ui.web.wording.words import Words, words_of


class Browsing:
    """The handlers of the list."""

    def __init__(self, catalogue: Catalogue, parts: Parts) -> None:
        self._catalogue = catalogue
        self._parts = parts

    @property
    def outputs(self) -> list[Any]:
        """The components that change when articles were added, corrected or deleted."""
        p = self._parts
        return [p.articles, p.header, p.library.finder, *p.chooser.outputs]

    def find(self, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Show the articles that were asked for."""
        fields = getattr(event, "fields", {})
        visit.wanted, visit.page = wanted_of(fields if isinstance(fields, dict) else {}), 0
        return {self._parts.articles: self._listed(visit, words_of(language))}

    def turn(self, visit: Visit, language: str, event: gr.EventData) -> Update:
        """Show another page of the list."""
        page = getattr(event, "page", 0)
        visit.page = page if isinstance(page, int) and 0 <= page < 10_000_000 else 0
        return {self._parts.articles: self._listed(visit, words_of(language))}

    def shown(self, visit: Visit, words: Words) -> Update:
        """The list, the head of the page and the filters as they are now."""
        facets = self._catalogue.facets()
        return {
            self._parts.header: header(facets.count, words, visitor_here().name),
            self._parts.library.finder: finder(facets, visit.wanted, words),
            self._parts.articles: self._listed(visit, words),
            **self._parts.chooser.dressed(facets, words),
        }

    def _listed(self, visit: Visit, words: Words) -> str:
        page = self._catalogue.page(visit.wanted, PAGE, visit.page * PAGE)
        if not page.rows and visit.page:
            visit.page = max(0, (page.total - 1) // PAGE)
            page = self._catalogue.page(visit.wanted, PAGE, visit.page * PAGE)
        return article_list(page, visit.page, words, filtered=visit.wanted != Wanted())
