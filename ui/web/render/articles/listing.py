"""The list of articles: the fields it is searched by, a page of it, and what was just deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from assistant.answer import Filters
from assistant.library.listing import Facets, Wanted
from ui.ports import ArticleRow, Page
from ui.web.articles.undoing import SECONDS
from ui.web.articles.visit import PAGE
from ui.web.render.chat.sources import empty, meta, rights_of
from ui.web.render.text import day, escape, one_line
from ui.web.wording.articles import ArticleWords, article_words
from ui.web.wording.chat import chat_words
from ui.web.wording.words import LANGUAGE_NAMES, Words

ARTICLE_ID = re.compile(r"[0-9a-f]{8,64}")
LONGEST_CHOICE = 200
"""Characters of an outlet or section that can be chosen."""


def finder(facets: Facets, wanted: Wanted, words: Words) -> str:
    """Return the fields that the list is searched and filtered by, filled in as they were."""
    said, filters = article_words(words.code), wanted.filters
    chosen = {"outlet": filters.outlets, "section": filters.sections, "language": filters.languages}
    opened = " open" if filters != Filters() or wanted.reserved is not None else ""
    rights = {None: "", True: "reserved", False: "free"}[wanted.reserved]
    return (
        f'<div class="cd-finder" role="search" aria-label="{escape(said.search)}">'
        f'<div class="cd-finder-words"><input type="search" name="words" maxlength="200" value="{one_line(wanted.words)}" '
        f'aria-label="{escape(said.search)}" placeholder="{escape(said.search_hint)}">'
        f'<button type="button" class="cd-tool" data-find>{escape(said.find)}</button>'
        f'<button type="button" class="cd-tool" data-show-all>{escape(said.clear)}</button></div>'
        f'<details class="cd-narrow"{opened}><summary>{escape(said.narrow)}</summary><div class="cd-finder-fields">'
        f"{_day(words.since, 'since', filters.since)}{_day(words.until, 'until', filters.until)}"
        f"{_choice(said.outlet, 'outlet', _named(facets.outlets), chosen['outlet'], said)}"
        f"{_choice(said.section, 'section', _named(facets.sections), chosen['section'], said)}"
        f"{_choice(said.language, 'language', _languages(facets.languages), chosen['language'], said)}"
        f"{_choice(words.rights, 'rights', (('reserved', said.reserved), ('free', said.unreserved)), (rights,), said)}"
        "</div></details></div>"
    )


def _day(label: str, name: str, given: datetime | None) -> str:
    return f'<label>{escape(label)}<input type="date" name="{name}" value="{day(given)}"></label>'


def _named(values: Sequence[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values if len(value) <= LONGEST_CHOICE]


def _languages(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in codes]


def _choice(
    label: str, name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], said: ArticleWords
) -> str:
    made = "".join(
        f'<option value="{escape(value)}"{" selected" if value in chosen else ""}>{one_line(shown, 60)}</option>'
        for value, shown in options
    )
    return f'<label>{escape(label)}<select name="{name}"><option value="">{escape(said.any)}</option>{made}</select></label>'


def article_list(page: Page, at: int, words: Words, *, filtered: bool = False) -> str:
    """Return a page of the list, each article with a button that opens it.

    :param at: which page, from 0.
    :param filtered: whether something was sought, so that an empty list says so.
    """
    said = article_words(words.code)
    if not page.total:
        return empty(said.nothing_found if filtered else words.no_articles)
    items = "".join(f"<li>{_row(row, words)}</li>" for row in page.rows)
    first = at * PAGE + 1
    shown = said.shown.format(total=f"{page.total:,}", first=first, last=first + len(page.rows) - 1)
    head = f"{words.articles_title} · {shown}"
    return (
        f'<section class="cd-sources"><h2>{escape(head)}</h2><ul class="cd-cards">{items}</ul>'
        f"{_turner(page.total, at, said)}</section>"
    )


def _turner(total: int, at: int, said: ArticleWords) -> str:
    if total <= PAGE:
        return ""
    last = (total - 1) // PAGE
    buttons = "".join(
        f'<button type="button" class="cd-tool" data-page="{to}"{"" if 0 <= to <= last else " disabled"}>{escape(label)}'
        "</button>"
        for to, label in ((at - 1, said.later), (at + 1, said.earlier))
    )
    return f'<nav class="cd-tools" aria-label="{escape(said.pages)}">{buttons}<span>{at + 1} / {last + 1}</span></nav>'


def _row(row: ArticleRow, words: Words) -> str:
    reference = row.id if ARTICLE_ID.fullmatch(row.id) else ""
    count = words.passages.format(count=row.passages)
    only = escape(chat_words(words.code).only_this)
    return (
        f'<button type="button" class="cd-card" data-open="a:{reference}"><span class="cd-card-body">'
        f'<span class="cd-card-title">{one_line(row.title)}</span>'
        f'<span class="cd-meta">{meta(row.outlet, day(row.published), row.section, count)}</span>'
        f"{rights_of(row.rights, words)}</span></button>"
        f'<button type="button" class="cd-tool cd-row-tool" data-only="{reference}" '
        f'aria-label="{only}: {one_line(row.title, 80)}">{only}</button>'
    )


def deleted(title: str, ticket: str, words: Words) -> str:
    """Return the line that says what was deleted, and the button that brings it back."""
    said = article_words(words.code)
    return (
        f'<p class="cd-notice cd-deleted" role="status">{one_line(said.deleted.format(title=title), 200)} '
        f'<button type="button" class="cd-tool" data-undo="{escape(ticket)}">'
        f"{escape(said.undo.format(seconds=SECONDS))}</button></p>"
    )


def told(line: str) -> str:
    """Return a line that says what was done."""
    return f'<p class="cd-notice" role="status">{escape(line)}</p>'
