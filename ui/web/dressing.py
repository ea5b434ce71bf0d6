"""Putting the page into the reader's language, and starting a conversation over."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.ports import Engine
from ui.web.conversation import Conversation
from ui.web.examples import Examples, offered
from ui.web.keeping import Keeping
from ui.web.parts import Parts
from ui.web.render.answer import exchange, exchanges
from ui.web.render.frame import file_drop, header, welcome
from ui.web.render.library import article_list
from ui.web.render.sources import empty, sources
from ui.web.words import LANGUAGES, Words, choose_language, words_of


class Dressing:
    """The handlers that change the words of the whole page."""

    def __init__(self, engine: Engine, parts: Parts, examples: Examples, keeping: Keeping) -> None:
        self._engine = engine
        self._keeping = keeping
        self._parts = parts
        self._examples = examples

    @property
    def outputs(self) -> list[Any]:
        """The components that carry words."""
        p = self._parts
        return [p.language, p.header, p.past, p.current, p.question, p.send, p.stop, p.new_talk, p.sources_tab,
                p.article_tab, p.library_tab, p.sources, p.reader, p.add_title, p.pasted, p.add, p.files, p.report,
                p.articles, p.talks_tab, p.keep, p.seek, p.talks, *p.chooser.outputs]  # fmt: skip

    def greet(self, talk: Conversation, request: gr.Request) -> dict[Any, Any]:
        """Dress the page in the language that the browser asks for."""
        accept = request.headers.get("accept-language", "") if request.headers else ""
        return self._dress(talk, words_of(choose_language(accept)))

    def switch(self, talk: Conversation, event: gr.EventData) -> dict[Any, Any]:
        """Dress the page in the language that was clicked."""
        code = str(getattr(event, "code", ""))
        return self._dress(talk, words_of(code)) if code in LANGUAGES else {}

    def start_over(self, talk: Conversation, language: str) -> dict[Any, Any]:
        """Forget the conversation."""
        talk.clear()
        return self._dress(talk, words_of(language))

    def choose_example(self, language: str, event: gr.EventData) -> str:
        """Put the example that was clicked into the question box."""
        number, questions = getattr(event, "number", None), self._offered(language)
        return questions[number] if isinstance(number, int) and 0 <= number < len(questions) else ""

    def _offered(self, language: str) -> list[str]:
        return offered(self._examples.get(language, ()), (row.title for row in self._engine.articles()))

    def _dress(self, talk: Conversation, words: Words) -> dict[Any, Any]:
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
            **self._conversation(talk, words),
            **self._library(words),
            p.talks_tab: gr.update(label=words.tab_talks),
            p.keep: gr.update(label=words.keep_talks, info=words.keep_talks_info, value=talk.keep),
            p.seek: gr.update(label=words.seek_talks, value=""),
            **self._keeping.listed(talk, words.code),
            **p.chooser.dressed(self._engine.articles(), words),
        }

    def _conversation(self, talk: Conversation, words: Words) -> dict[Any, Any]:
        p, count = self._parts, len(self._engine.articles())
        head = {p.header: header(count, words)}
        if not talk.exchanges:
            first = welcome(self._offered(words.code), count, words)
            return {**head, p.past: first, p.current: "", p.sources: sources(None, 0, words)}
        last, turn = talk.exchanges[-1], len(talk.exchanges) - 1
        return {
            **head,
            p.past: exchanges(talk.exchanges[:-1], words),
            p.current: exchange(last, turn, words),
            p.sources: sources(last, turn, words),
        }

    def _library(self, words: Words) -> dict[Any, Any]:
        p = self._parts
        return {
            p.add_title: f'<h2 class="cd-title">{words.add_title}</h2>',
            p.pasted: gr.update(label=words.paste_label, placeholder=words.paste_hint),
            p.add: gr.update(value=words.add),
            p.files: file_drop(words),
            p.report: "",
            p.articles: article_list(self._engine.articles(), words),
        }
