"""``citedesk articles``: list, show and delete articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.article import Article
from assistant.errors import InputError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, settings_of
from ui.cli.rendering import about
from ui.cli.terminal import one_line, pad, say, say_json

if TYPE_CHECKING:
    from assistant.library import ArticleSummary, Library
    from assistant.settings import Settings

NAME = "articles"
SUMMARY = "List, show or delete articles."
EXAMPLE = "Examples:\n  citedesk articles\n  citedesk articles show 1f0c9a --blocks\n  citedesk articles delete 1f0c9a"


class Action(StrEnum):
    """What to do with articles."""

    LIST = "list"
    SHOW = "show"
    DELETE = "delete"


def run(
    action: Annotated[Action, typer.Argument(metavar="list|show|delete", help="What to do.")] = Action.LIST,
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="Of the article to show or delete; its first six characters will do.")
    ] = "",
    blocks: Annotated[
        bool, typer.Option("--blocks", help="With show: the kind of block before each line (title, body, menu, …).")
    ] = False,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the articles of a library, show one as it was given, or delete one."""
    if (action is Action.LIST) == bool(article_id):
        raise InputError(
            f"`citedesk articles {action}` {'takes no' if article_id else 'needs an'} ID.",
            hint="`citedesk articles` lists the ids.",
        )
    settings = settings_of(config, library=library)
    if action is Action.DELETE:
        _delete(settings, article_id, as_json=as_json)
        return
    from assistant.library import Library

    with Library.open(settings.library) as opened:
        if action is Action.LIST:
            _list(opened, as_json=as_json)
        else:
            _show(opened.article(article_id), blocks=blocks, as_json=as_json)


def block_lines(article: Article) -> Iterator[tuple[str, str]]:
    """Each line of an article's text with the kind of the block that it begins in."""
    blocks = iter(article.blocks)
    block, at = next(blocks, None), 0
    for line in article.text.splitlines(keepends=True):
        while block is not None and at >= block.end:
            block = next(blocks, None)
        yield (block.kind.value if block else ""), line.rstrip("\n")
        at += len(line)


def _list(library: Library, *, as_json: bool) -> None:
    found = library.articles()
    if as_json:
        say_json(json.dumps([_summary(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        day = f"{each.published:%Y-%m-%d}" if each.published else "-"
        say(f"{each.id[:8]}  {day:<10}  {pad(one_line(each.outlet), 16)}  {each.passages:>4}  {one_line(each.title)}")
    say(f"{len(found)} articles in {library.path}")


def _summary(each: ArticleSummary) -> dict[str, object]:
    when = {"published": each.published.isoformat() if each.published else None, "added": each.added.isoformat()}
    return asdict(each) | when


def _show(article: Article, *, blocks: bool, as_json: bool) -> None:
    if as_json:
        say_json(article.model_dump_json(indent=2))
        return
    if blocks:
        say("\n".join(f"{kind:<10}| {line}".rstrip() for kind, line in block_lines(article)))
        return
    say(about(article.title, article.outlet, article.published))
    for name, value in (("id", article.id), ("by", ", ".join(article.authors)), ("url", article.url),
                        ("file", article.path), ("rights", article.rights)):  # fmt: skip
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
