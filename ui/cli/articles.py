"""``citedesk articles``: list, show, correct and delete articles, their versions and their stories."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.answer import Filters
from assistant.article import Article
from assistant.errors import InputError
from ui.cli.answer import DAY
from ui.cli.correcting import Typed, correct
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, settings_of
from ui.cli.rendering import about, block_lines, colour_of, listed, version_line
from ui.cli.terminal import one_line, say, say_coloured, say_json

if TYPE_CHECKING:
    from assistant.library import ArticleSummary, Library
    from assistant.settings import Settings

NAME = "articles"
SUMMARY = "List, show, correct or delete articles, or show their versions and sources."
EXAMPLE = (
    "Examples:\n  citedesk articles --since 2024-05-01 --section 경제\n  citedesk articles show 1f0c9a --blocks\n"
    "  citedesk articles history 1f0c9a\n  citedesk articles delete 1f0c9a\n"
    '  citedesk articles edit 1f0c9a --title "The headline as printed" --published 2024-05-01'
)

OutletOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="List only articles of this outlet (repeatable); with edit: the right one."),
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="List only articles of this section (repeatable); with edit: the right one."),
]
LanguageOption = Annotated[
    list[str] | None, typer.Option(metavar="CODE", help="List only articles in this language, as `ko`; repeatable.")
]
SinceOption = Annotated[
    datetime | None, typer.Option(formats=DAY, metavar="DATE", help="List only articles of this day or later.")
]
UntilOption = Annotated[
    datetime | None, typer.Option(formats=DAY, metavar="DATE", help="List only articles of this day or earlier.")
]
BlocksOption = Annotated[
    bool, typer.Option("--blocks", help="With show: the kind of block before each line (title, body, menu, …).")
]
TitleOption = Annotated[str | None, typer.Option(metavar="WORDS", help="With edit: the right headline.")]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="With edit: the right date, with or without a time; '' for none.")
]
ResetOption = Annotated[bool, typer.Option("--reset", help="With edit: take earlier corrections back first.")]


class Action(StrEnum):
    """What to do with articles."""

    LIST = "list"
    SHOW = "show"
    HISTORY = "history"
    STORY = "story"
    EDIT = "edit"
    DELETE = "delete"


def run(
    action: Annotated[
        Action, typer.Argument(metavar="list|show|history|story|edit|delete", help="What to do.")
    ] = Action.LIST,
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="Of the article; its first six characters will do.")
    ] = "",
    blocks: BlocksOption = False,
    outlet: OutletOption = None,
    section: SectionOption = None,
    language: LanguageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    superseded: Annotated[bool, typer.Option("--all", help="List the superseded versions of articles too.")] = False,
    title: TitleOption = None,
    published: PublishedOption = None,
    reset: ResetOption = False,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the articles of a library, show, correct or delete one, or list its versions or the sources of its story.

    A correction is stored beside what was read on the page. It outlives a rebuild, another embedding model and the same
    page once more, and a new version of the page gets it where it has the same mistake.
    """
    if (action is Action.LIST) == bool(article_id):
        raise InputError(
            f"`citedesk articles {action}` {'takes no' if article_id else 'needs an'} ID.",
            hint="`citedesk articles` lists the ids.",
        )
    settings = settings_of(config, library=library)
    if action is Action.EDIT:
        correct(settings, article_id, Typed(title, published, _last(outlet), _last(section), reset), as_json=as_json)
        return
    if action is Action.DELETE:
        _delete(settings, article_id, as_json=as_json)
        return
    filters = Filters(outlets=tuple(outlet or ()), sections=tuple(section or ()), languages=tuple(language or ()),
                      since=since, until=until)  # fmt: skip
    from assistant.library import Library

    with Library.open(settings.library) as opened:
        if action is Action.LIST:
            _list(opened, filters, superseded=superseded, as_json=as_json)
        elif action is Action.SHOW:
            _show(opened.article(article_id), blocks=blocks, as_json=as_json)
        else:
            _related(opened, action, opened.article(article_id).id, as_json=as_json)


def _last(values: list[str] | None) -> str | None:
    return values[-1] if values else None


def _list(library: Library, filters: Filters, *, superseded: bool, as_json: bool) -> None:
    found = library.articles(filters, superseded=superseded)
    if as_json:
        _say_rows(found)
        return
    for each in found:
        say(listed(each))
    say(f"{len(found)} {'article' if len(found) == 1 else 'articles'} in {library.path}")


def _related(library: Library, action: Action, article_id: str, *, as_json: bool) -> None:
    """The versions of an article, newest first, or the sources of its story, earliest first."""
    found = library.versions(article_id) if action is Action.HISTORY else library.story(article_id)
    if as_json:
        _say_rows(found)
        return
    for each in found:
        say(version_line(each) if action is Action.HISTORY else listed(each))


def _say_rows(found: Sequence[ArticleSummary]) -> None:
    say_json(json.dumps([_row(each) for each in found], ensure_ascii=False, indent=2))


def _row(each: ArticleSummary) -> dict[str, object]:
    dates = {"published": each.published, "updated": each.updated, "added": each.added}
    return asdict(each) | {name: when.isoformat() if when else None for name, when in dates.items()}


def _show(article: Article, *, blocks: bool, as_json: bool) -> None:
    if as_json:
        say_json(article.model_dump_json(indent=2))
        return
    if blocks:
        for block, line in block_lines(article):
            say_coloured(line, colour_of(block))
        return
    say(about(article.title, article.outlet, article.published))
    for name, value in (("id", article.id), ("by", ", ".join(article.authors)), ("section", article.section),
                        ("page", article.print_page), ("url", article.url), ("file", article.path),
                        ("rights", article.rights)):  # fmt: skip
        if value:
            say(f"{name}: {one_line(value)}")
    say(f"\n{article.text}")


def _delete(settings: Settings, article_id: str, *, as_json: bool) -> None:
    from assistant.library import Library

    with Library.open(settings.library) as opened:
        article = opened.article(article_id)
    with Library.open(settings.library, write=True, holder="citedesk articles delete") as owned:
        owned.delete(article.id)
    if as_json:
        say_json(json.dumps({"deleted": article.id, "title": article.title}, ensure_ascii=False))
    else:
        say(f"Deleted {article.id[:8]} {one_line(article.title)}")
