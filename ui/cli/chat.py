"""``citedesk chat``: serve the chat page."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import InputError
from ui.cli.ending import until_interrupted
from ui.cli.handover import SERVER, serve_jobs
from ui.cli.ingestion import FetchOption
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, ModelOption, VerboseOption, settings_of
from ui.cli.terminal import flush, is_watched, note, say, say_json
from ui.people.address import is_loopback

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import Report
    from ui.ports import AddArticles, Watch

NAME = "chat"
SUMMARY = "Serve the chat page."
EXAMPLE = "Example:\n  citedesk chat --with examples/pages --port 7860"

WithOption = Annotated[
    list[str] | None, typer.Option("--with", metavar="DIR", help="Add these files and folders first; repeatable.")
]


def run(
    library: LibraryOption = None,
    model: ModelOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 picks a free one.")] = 7860,
    pages: WithOption = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy stands in front: with a login of its own, or for users.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name under which the page may be called; repeatable."),
    ] = None,
    fetch: FetchOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Serve the chat page: ask, read the checked answer, click a mark, see the words in the article.

    Ctrl-C ends it. While it runs it owns the library, and does what `citedesk ingest` asks for. As soon as there are
    users (`citedesk users add NAME`), everybody has to log in; without any only this machine is served.
    """
    settings = settings_of(config, verbose, library=library, model=model, fetch=fetch)
    from assistant import Assistant
    from assistant.library import Library

    with until_interrupted(), Library.open(settings.library, write=True, holder=SERVER) as owned:
        if pages:
            _add_first(pages, owned, settings)
        from ingest.rules.rights import reserves
        from ui.people.roster import Roster
        from ui.web import serve

        owned.conversations.interrupt()
        assistant = Assistant(owned, settings)
        Thread(target=assistant.warm_up, name="warm-up", daemon=True).start()
        serve(
            assistant,
            adder(owned, settings),
            host=host,
            port=port,
            ready=partial(_announce, as_json=as_json, plain=not behind_proxy and not is_loopback(host)),
            background=serve_jobs(owned, settings),
            behind_proxy=behind_proxy,
            conversations=owned.conversations,
            roster=Roster(settings.library),
            allow_hosts=allow_host or (),
            reserves=reserves,
        )


def adder(library: Library, settings: Settings) -> AddArticles:
    """What the page calls to add uploaded files, a pasted page and what addresses lead to, any of which may be empty."""
    from ingest import ingest
    from ingest.sources import is_address

    def add(paths: Sequence[Path], text: str, addresses: Sequence[str] = (), watch: Watch | None = None) -> Report:
        for address in addresses:
            if not is_address(address):  # else it would be taken for the name of a file of this machine
                raise InputError(f"{address} is no web address.", hint="Addresses begin with https:// or http://.")
        sources: list[str | Path] = [*paths, *addresses, *(["-"] if text.strip() else [])]
        return ingest(
            sources,
            library=library,
            settings=settings,
            stdin=io.BytesIO(text.encode("utf-8", "replace")),
            progress=watch.progress if watch else False,
            each=watch.take if watch else None,
            stopping=watch.stopping if watch else None,
        )

    return add


def _add_first(pages: list[str], library: Library, settings: Settings) -> None:
    from ingest import ingest

    report = ingest(pages, library=library, settings=settings, progress=is_watched())
    for line in report.lines:
        if line.status == "failed":
            note(f"{line.source}: {line.reason}")
    note(", ".join(f"{count} {status}" for status, count in report.counts.items()))


def _announce(url: str, *, as_json: bool, plain: bool) -> None:
    if plain:
        note(
            "citedesk: Others are served over plain http: passwords and answers can be read on the way. "
            "On a network that is not yours alone, put a proxy with https in front (--behind-proxy)."
        )
    address = url.rstrip("/")
    if as_json:
        say_json(json.dumps({"url": address}))
    else:
        say(f"Citedesk is ready: {address}")
    flush()
