"""What stands above the question box: the articles that alone may answer, and that a question is being edited."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from ui.web.render.text import escape, one_line
from ui.web.wording.chat import chat_words
from ui.web.wording.words import Words


def only(articles: Mapping[str, str], words: Words) -> str:
    """Return a chip for each article that alone may answer, which takes it out again; nothing when all may.

    :param articles: titles by id.
    """
    if not articles:
        return ""
    said = chat_words(words.code)
    chips = "".join(
        f'<button type="button" class="cd-chip cd-only" data-drop="{escape(id)}" '
        f'aria-label="{one_line(said.no_longer_only.format(title=title))}">{one_line(title, 60)} '
        '<span aria-hidden="true">✕</span></button>'
        for id, title in articles.items()
    )
    label = escape(said.only)
    return f'<div class="cd-chips" role="group" aria-label="{label}"><span class="cd-meta">{label}</span>{chips}</div>'


def editing(words: Words) -> str:
    """Return the line that says that the next question replaces the last, and the button that leaves it at that."""
    said = chat_words(words.code)
    return (
        f'<p class="cd-meta" role="status">{escape(said.editing)} '
        f'<button type="button" class="cd-tool" data-leave>{escape(said.leave)}</button></p>'
    )


def download(name: str, kind: str, content: bytes, ticket: str) -> str:
    """Return a file for the page's script to hand to the browser, byte for byte.

    :param kind: its media type.
    :param ticket: differs from one download to the next, so that none is made twice.
    """
    data = b64encode(content).decode("ascii")
    return (
        f'<div hidden data-ticket="{escape(ticket)}" data-name="{escape(name)}" data-type="{escape(kind)}" '
        f'data-content="{data}"></div>'
    )
