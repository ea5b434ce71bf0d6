"""What stands around the conversation: the head of the page, the welcome, and forms of one line."""

from __future__ import annotations

from collections.abc import Sequence

from ui.web.render.login import log_out_form
from ui.web.render.text import escape, one_line
from ui.web.wording.access import SKIP
from ui.web.wording.login import login_words
from ui.web.wording.words import LANGUAGE_NAMES, LANGUAGES, Words


def header(articles: int, words: Words, person: str = "") -> str:
    """Return the head of the page: its name, what it does, how many articles there are, who asks, the languages."""
    buttons = "".join(
        f'<button type="button" data-language="{code}" lang="{code}" '
        f'aria-pressed="{"true" if code == words.code else "false"}">{LANGUAGE_NAMES[code]}</button>'
        for code in LANGUAGES
    )
    size = escape(words.library_size.format(count=articles))
    return (
        f'<header class="cd-head" data-words="{words.code}"><a class="cd-skip" href="#cd-ask" data-skip>'
        f'{escape(SKIP[words.code])}</a><h1>Citedesk</h1><p class="cd-tagline">'
        f'{escape(words.tagline)}</p><p class="cd-size">{size}</p>{log_out_form(person, login_words(words.code))}'
        f'<div class="cd-languages" role="group" aria-label="{escape(words.language)}">{buttons}</div></header>'
    )


def welcome(examples: Sequence[str], articles: int, words: Words) -> str:
    """Return what an empty conversation shows: how it works and questions to start with."""
    steps = "".join(f"<li>{escape(step)}</li>" for step in words.steps)
    chips = "".join(
        f'<button type="button" class="cd-chip" data-example="{at}">{one_line(question)}</button>'
        for at, question in enumerate(examples)
    )
    start = f'<p class="cd-notice">{escape(words.no_articles)}</p>' if not articles else ""
    if articles and chips:
        start = f'<h3>{escape(words.examples_title)}</h3><div class="cd-chips">{chips}</div>'
    return f'<section class="cd-welcome"><h2>{escape(words.welcome)}</h2><ol>{steps}</ol>{start}</section>'


def progress(line: str) -> str:
    """Return a line that says what is being done."""
    return f'<p class="cd-progress" role="status"><span class="cd-dot"></span>{escape(line)}</p>'


def small_form(action: str, subject: str, label: str, button: str, value: str = "") -> str:
    """Return a form of one line; the page's script knows by ``data-{action}`` what it is for, and about which subject."""
    name = escape(label)
    return (
        f'<form class="cd-small-form" data-{action}="{escape(subject)}"><input type="text" maxlength="1000" '
        f'value="{one_line(value)}" aria-label="{name}" placeholder="{name}">'
        f'<button type="submit" class="cd-tool">{escape(button)}</button></form>'
    )
