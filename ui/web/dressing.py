"""Putting the page into the reader's language, and starting a conversation over."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.library.listing import Wanted
from ui.ports import Catalogue
from ui.web.articles.browsing import Browsing
from ui.web.articles.visit import Visit
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.chat.keeping import Keeping
from ui.web.examples import Examples, offered
from ui.web.parts import Parts
from ui.web.render.chat.composing import editing, only
from ui.web.render.chat.sources import empty, sources
from ui.web.render.frame import welcome
from ui.web.wording.words import LANGUAGES, Words, choose_language, words_of


class Dressing:
    """The handlers that change the words of the whole page."""

    def __init__(
        self, catalogue: Catalogue, browsing: Browsing, parts: Parts, examples: Examples, keeping: Keeping
    ) -> None:
        self._catalogue = catalogue
        self._browsing = browsing
        self._keeping = keeping
        self._parts = parts
        self._examples = examples

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words."""
        p = self._parts
        return [p.language, p.header, p.past, p.current, p.question, p.send, p.stop, p.new_talk, p.sources_tab, p.chat.next,
                p.chat.editing,
                p.article_tab, p.library_tab, p.sources, p.reader, p.talks_tab, p.keep, p.seek, p.talks,
                *p.library.outputs, *p.chooser.outputs]  # fmt: skip

    def greet(self, talk: Conversation, visit: Visit, request: gr.Request) -> Update:
        """Dress the page in the language that the browser asks for."""
        accept = request.headers.get("accept-language", "") if request.headers else ""
        return self._dress(talk, visit, words_of(choose_language(accept)))

    def switch(self, talk: Conversation, visit: Visit, event: gr.EventData) -> Update:
        """Dress the page in the language that was clicked."""
        code = str(getattr(event, "code", ""))
        return self._dress(talk, visit, words_of(code)) if code in LANGUAGES else {}

    def start_over(self, talk: Conversation, visit: Visit, language: str) -> Update:
        """Forget the conversation."""
        talk.clear()
        return self._dress(talk, visit, words_of(language))

    def choose_example(self, language: str, event: gr.EventData) -> str:
        """Put the example that was clicked into the question box."""
        number, questions = getattr(event, "number", None), self._offered(language)
        return questions[number] if isinstance(number, int) and 0 <= number < len(questions) else ""

    def _offered(self, language: str) -> list[str]:
        return offered(self._examples.get(language, ()), self._holds)

    def _holds(self, words: str) -> bool:
        """Whether there is an article with these words in its title."""
        return bool(self._catalogue.page(Wanted(words), 1, 0).total)

    def _dress(self, talk: Conversation, visit: Visit, words: Words) -> Update:
        p = self._parts
        return {
            p.language: words.code,
            p.question: gr.update(placeholder=words.ask_hint, label=words.ask_label),
            p.send: gr.update(value=words.send),
            p.stop: gr.update(value=words.stop),
            p.new_talk: gr.update(value=words.new_talk, visible=bool(talk.exchanges) and not talk.running),
            p.sources_tab: gr.update(label=words.tab_sources),
            p.article_tab: gr.update(label=words.tab_article),
            p.library_tab: gr.update(label=words.tab_library),
            p.reader: empty(words.article_empty),
            p.chooser.only: only(talk.only, words),
            p.chat.editing: editing(words) if talk.editing else "",
            **self._conversation(talk, words),
            **p.library.dressed(words),
            **self._browsing.shown(visit, words),
            p.talks_tab: gr.update(label=words.tab_talks),
            p.keep: gr.update(label=words.keep_talks, info=words.keep_talks_info, value=talk.keep),
            p.seek: gr.update(label=words.seek_talks, value=""),
            **self._keeping.listed(talk, words.code),
        }

    def _conversation(self, talk: Conversation, words: Words) -> Update:
        p = self._parts
        if not talk.exchanges:
            first = welcome(self._offered(words.code), self._catalogue.facets().count, words)
            return {p.past: first, p.current: "", p.sources: sources(None, 0, words), p.chat.next: ""}
        return self._keeping.shown(talk, words.code)
