"""Exporting on the page: the conversation as Markdown or HTML, and the evidence pack of an answer.

No address serves these files: their bytes go to the browser in which somebody clicked, over the stream that its page holds.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

import gradio as gr

from assistant.answer import Answer
from assistant.errors import CitedeskError, InputError
from assistant.pack import make_pack, pack_page_of
from ui.ports import Engine
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation
from ui.web.export.markdown import markdown_of
from ui.web.export.page import page_of
from ui.web.parts import Parts
from ui.web.render.chat.composing import download
from ui.web.wording.chat import chat_words
from ui.web.wording.words import words_of

MOST_BYTES = 8_000_000
"""The largest file that is handed over; a pack of long pages may be larger, and is written by ``citedesk ask --pack``."""
Reserves = Callable[[str], bool]
"""Whether a rights notice reserves use, so that a pack takes only the paragraphs around quoted words."""
File = tuple[str, str, str]
"""The name of a file, its media type and its text."""


class Saving:
    """The handler of the export buttons.

    :param reserves: whether a rights notice reserves use.
    """

    def __init__(self, engine: Engine, parts: Parts, reserves: Reserves) -> None:
        self._engine = engine
        self._parts = parts
        self._reserves = reserves

    def save(self, event: gr.EventData, talk: Conversation, language: str) -> Update:
        """Hand over what was clicked as a file."""
        try:
            name, kind, text = self._file(str(getattr(event, "reference", "")), talk, language)
        except CitedeskError as error:
            gr.Warning(str(error))
            return {}
        content = text.encode("utf-8", "replace")
        if len(content) > MOST_BYTES:
            gr.Warning(chat_words(language).too_large.format(limit=MOST_BYTES // 1_000_000))
            return {}
        return {self._parts.chat.download: download(name, kind, content, secrets.token_hex(8))}

    def _file(self, reference: str, talk: Conversation, language: str) -> File:
        words, today = words_of(language), date.today()
        form, _, turn = reference.partition(":")
        if form == "pack":
            return f"citedesk-evidence-{today}.html", "text/html", self._pack(talk.answer_of(turn), language)
        if form not in {"markdown", "page"} or not any(each.answer for each in talk.exchanges):
            raise InputError(chat_words(language).nothing_to_save)
        if form == "markdown":
            return f"citedesk-{today}.md", "text/markdown", markdown_of(talk.exchanges, words, today)
        return f"citedesk-{today}.html", "text/html", page_of(talk.exchanges, words, today)

    def _pack(self, answer: Answer | None, language: str) -> str:
        if answer is None:
            raise InputError(chat_words(language).nothing_to_save)
        return pack_page_of(make_pack(answer, self._engine.article, reserves=self._reserves))
