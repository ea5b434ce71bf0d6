"""``citedesk chat``: serve the chat page."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.ending import until_interrupted
from ui.cli.handover import SERVER, serve_jobs
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, ModelOption, VerboseOption, settings_of
from ui.cli.terminal import flush, is_watched, note, say, say_json

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import Report

NAME = "chat"
SUMMARY = "Serve the chat page."
EXAMPLE = "Example:\n  citedesk chat --with examples/pages --port 7860"


def run(
    library: LibraryOption = None,
    model: ModelOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 picks a free one.")] = 7860,
    pages: Annotated[
        list[str] | None, typer.Option("--with", metavar="DIR", help="Add these files and folders first; repeatable.")
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy with a login stands in front, so others may be served.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Serve the chat page: ask, read the checked answer, click a mark, see the words in the article.

    Ctrl-C ends it. While it runs it owns the library, and does what `citedesk ingest` asks for.
    """
    settings = settings_of(config, verbose, library=library, model=model)
    from assistant import Assistant
    from assistant.library import Library

    with until_interrupted(), Library.open(settings.library, write=True, holder=SERVER) as owned:
        if pages:
            _add_first(pages, owned, settings)
        from ui.web import serve

        owned.conversations.interrupt()
        assistant = Assistant(owned, settings)
        Thread(target=assistant.warm_up, name="warm-up", daemon=True).start()
        serve(
            assistant,
            adder(owned, settings),
            host=host,
            port=port,
            ready=partial(_announce, as_json=as_json),
            background=serve_jobs(owned, settings),
            behind_proxy=behind_proxy,
            conversations=owned.conversations,
        )


def adder(library: Library, settings: Settings) -> Callable[[Sequence[Path], str], Report]:
    """What the page calls to add uploaded files and a pasted page, either of which may be empty."""
    from ingest import ingest

    def add(paths: Sequence[Path], text: str) -> Report:
        sources = [*map(str, paths), *(["-"] if text.strip() else [])]
        return ingest(sources, library=library, settings=settings, stdin=io.BytesIO(text.encode("utf-8", "replace")))

    return add


def _add_first(pages: list[str], library: Library, settings: Settings) -> None:
    from ingest import ingest

    report = ingest(pages, library=library, settings=settings, progress=is_watched())
    for line in report.lines:
        if line.status == "failed":
            note(f"{line.source}: {line.reason}")
    note(", ".join(f"{count} {status}" for status, count in report.counts.items()))


def _announce(url: str, *, as_json: bool) -> None:
    address = url.rstrip("/")
    if as_json:
        say_json(json.dumps({"url": address}))
    else:
        say(f"Citedesk is ready: {address}")
    flush()
