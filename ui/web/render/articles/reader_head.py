"""The head of an article in the reader: what it is, how it is shown, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.article import Article
from assistant.library.corrections import Correction
from ui.ports import ArticleRow
from ui.web.render.articles.changes import changes
from ui.web.render.chat.sources import meta, rights_of
from ui.web.render.text import day, escape, link, one_line
from ui.web.wording.articles import ArticleWords, article_words
from ui.web.wording.chat import chat_words
from ui.web.wording.words import Words

VIEWS = ("cleaned", "raw", "blocks")


@dataclass(frozen=True)
class About:
    """What is known of an article beside itself.

    :param versions: all of them, newest first; itself alone where there are no others.
    :param beside: the version that it is compared with: the one before, or the newest for one that was superseded.
    :param editable: whether it can be corrected and deleted.
    """

    versions: Sequence[ArticleRow] = ()
    beside: Article | None = None
    corrections: Sequence[Correction] = ()
    editable: bool = False


def head(article: Article, about: About, origin: str, words: Words) -> str:
    """Return the head.

    :param origin: what kind of words the quote is from, if that needs to be said.
    """
    said = article_words(words.code)
    chip = f'<p class="cd-origin">{escape(origin)}</p>' if origin else ""
    byline = meta(article.outlet, day(article.published, clock=True), article.section, ", ".join(article.authors))
    return (
        f'<header class="cd-reader-head"><h2 class="cd-card-title">{one_line(article.title)}</h2>'
        f'<p class="cd-meta">{byline}</p>{rights_of(article.rights, words)}{chip}'
        f"{_superseded(article, about, said)}{_edited(about.corrections, said)}"
        f'<div class="cd-tools">{_views(said)}'
        f'<button type="button" class="cd-tool cd-back" data-back>{escape(words.back)}</button>'
        f"{link(article.url, words.original)}</div>{_actions(article, about, words)}</header>"
    )


def _views(said: ArticleWords) -> str:
    buttons = "".join(
        f'<button type="button" class="cd-tool" data-view="{view}" aria-pressed="{"true" if view == "cleaned" else "false"}">'
        f"{escape(getattr(said, view))}</button>"
        for view in VIEWS
    )
    return f'<span class="cd-views" role="group" aria-label="{escape(said.views)}">{buttons}</span>'


def _actions(article: Article, about: About, words: Words) -> str:
    """Return what can be done with the article: ask it alone, correct it, look at its versions, delete it."""
    said = article_words(words.code)
    parts = [f'<button type="button" class="cd-tool" data-only="{escape(article.id)}">'
             f"{escape(chat_words(words.code).only_this)}</button>"]  # fmt: skip
    if about.editable:
        parts.append(_editor(article, about, said))
    if len(about.versions) > 1:
        parts.append(_history(article, about, said))
    if about.editable:
        parts.append(
            f'<button type="button" class="cd-tool" data-delete-article="{escape(article.id)}">{escape(said.delete)}</button>'
        )
    return f'<div class="cd-article-actions" role="group" aria-label="{escape(said.actions)}">{"".join(parts)}</div>'


def _superseded(article: Article, about: About, said: ArticleWords) -> str:
    if not about.versions or about.versions[0].id == article.id:
        return ""
    return (
        f'<p class="cd-notice">{escape(said.superseded)} <button type="button" class="cd-tool" '
        f'data-open="a:{escape(about.versions[0].id)}">{escape(said.open_newest)}</button></p>'
    )


def _edited(corrections: Sequence[Correction], said: ArticleWords) -> str:
    if not corrections:
        return ""
    told = "".join(
        f"<li>{escape(getattr(said, each.field))} · {escape(said.was)}: {_value(each.was, said)}</li>"
        for each in corrections
    )
    return f'<div class="cd-edited"><b>{escape(said.edited)}</b> ({day(corrections[0].made)})<ul>{told}</ul></div>'


def _value(value: str | datetime | None, said: ArticleWords) -> str:
    shown = day(value, clock=True) if isinstance(value, datetime) else value
    return f"“{one_line(shown)}”" if shown else escape(said.unknown)


def _editor(article: Article, about: About, said: ArticleWords) -> str:
    given = {"title": article.title, "published": day(article.published, clock=True), "outlet": article.outlet,
             "section": article.section}  # fmt: skip
    hints = {"published": f' placeholder="{escape(said.published_hint)}"'}
    fields = "".join(
        f'<label>{escape(getattr(said, name))}<input type="text" name="{name}" maxlength="300" '
        f'value="{one_line(value)}"{hints.get(name, "")}></label>'
        for name, value in given.items()
    )
    back = (
        f'<button type="button" class="cd-tool" data-set-back="{escape(article.id)}">{escape(said.set_back)}</button>'
    )
    return (
        f'<details class="cd-edit"><summary class="cd-tool">{escape(said.edit)}</summary>'
        f'<form data-correct="{escape(article.id)}">{fields}<p class="cd-tools">'
        f'<button type="submit" class="cd-tool">{escape(said.save)}</button>{back if about.corrections else ""}</p></form>'
        "</details>"
    )


def _history(article: Article, about: About, said: ArticleWords) -> str:
    items = "".join(_version(row, at, row.id == article.id, said) for at, row in enumerate(about.versions))
    current = about.versions[0].id == article.id
    compared = ""
    if about.beside is not None:
        old, new = (about.beside, article) if current else (article, about.beside)
        which = said.changes_from if current else said.changes_to
        compared = f"<h3>{escape(said.changes)}: {escape(which)}</h3>{changes(old, new, said)}"
    label = escape(said.versions.format(count=len(about.versions)))
    return (
        f'<details class="cd-versions"><summary class="cd-tool">{label}</summary><ol>{items}</ol>{compared}</details>'
    )


def _version(row: ArticleRow, at: int, here: bool, said: ArticleWords) -> str:
    name = meta(day(row.published, clock=True) or said.no_date, row.title)
    state = " · ".join(filter(None, [said.newest if at == 0 else "", said.this_one if here else ""]))
    button = f'<button type="button" class="cd-also" data-open="a:{escape(row.id)}">{name}</button>'
    return f"<li>{name if here else button}{f' <b>({escape(state)})</b>' if state else ''}</li>"
