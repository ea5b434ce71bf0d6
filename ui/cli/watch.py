"""``citedesk watch``: keep a library up to date with folders and feeds."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import InputError, LibraryLockedError
from ui.cli.ending import until_interrupted
from ui.cli.ingestion import (
    FetchOption,
    FieldOption,
    JobsOption,
    RightsOption,
    ingest_or_hand_over,
    mapping_of,
    show_line,
)
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, VerboseOption, settings_of
from ui.cli.terminal import flush, note, say_json

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ingest.watch import Found
    from ui.cli.handover import Given

NAME = "watch"
SUMMARY = "Keep a library up to date with folders and feeds."
EXAMPLE = "Examples:\n  citedesk watch pages\n  citedesk watch --fetch https://news.example.org/feed.xml --every 30m"
TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h)?")
SECONDS = {"s": 1, "m": 60, "h": 3600}
SHORTEST = 60.0
"""Seconds between two visits to a feed, at least."""
BUSY_SECONDS = 5.0
"""How long to wait when another process owns the library."""


def run(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCES", help="Folders, and addresses of feeds.")],
    library: LibraryOption = None,
    every: Annotated[str, typer.Option(metavar="TIME", help="Time between visits to a feed: 90s, 10m, 2h.")] = "10m",
    settle: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.0, help="How long a file must stay as it is before it is read.")
    ] = 2.0,
    rights: RightsOption = None,
    field: FieldOption = None,
    jobs: JobsOption = None,
    fetch: FetchOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Add what is in folders, then whatever is new or changed in them, and what feeds bring; a line for each page.

    Ctrl-C ends it. The library is locked only while pages are added; while `citedesk chat` runs, it does the work.
    Files that are deleted stay in the library.
    """
    reserved = rights.value if rights else None
    settings = settings_of(config, verbose, library=library, rights=reserved, jobs=jobs, fetch=fetch)
    folders, feeds = _parted(sources, settings)
    from ingest.watch import Watch

    adder = _Adder(settings, mapping_of(field or []), as_json=as_json)
    with until_interrupted(), Watch(folders, feeds, settings, every=_seconds(every), settle=settle) as watching:
        if folders:
            adder.add(folders)
        note(f"citedesk: watching {', '.join(sources)}.")
        for batch in watching.batches():
            adder.add(batch)


class _Adder:
    """Adds batch after batch and prints their lines."""

    def __init__(self, settings: Settings, mapping: dict[str, str], *, as_json: bool) -> None:
        self._settings = settings
        self._mapping = mapping
        self._as_json = as_json

    def add(self, batch: Iterable[Found]) -> None:
        """Add a batch; what was there already gets no line."""
        from ingest import Failure

        found = list(batch)
        failures = [each for each in found if isinstance(each, Failure)]
        self._show([_failed(each.source, each.reason) for each in failures])
        given: list[Given] = [each for each in found if not isinstance(each, Failure)]
        if given:
            self._show(self._added(given))

    def _added(self, given: Sequence[Given]) -> list[dict[str, Any]]:
        said = False
        while True:
            try:
                report = ingest_or_hand_over(given, self._settings, self._mapping, bars=False)
            except LibraryLockedError as error:
                if not said:
                    note(f"citedesk: {error.message} It is tried again until it is free.")
                said = True
                time.sleep(BUSY_SECONDS)
            else:
                lines: list[dict[str, Any]] = report["lines"]
                return [line for line in lines if line["status"] != "unchanged"]

    def _show(self, lines: Iterable[dict[str, Any]]) -> None:
        for line in lines:
            if self._as_json:
                say_json(json.dumps(line, ensure_ascii=False))
            else:
                show_line(line)
        flush()


def _failed(source: str, reason: str) -> dict[str, Any]:
    return {"source": source, "status": "failed", "article_id": "", "title": "", "reason": reason}


def _parted(sources: Sequence[str], settings: Settings) -> tuple[list[Path], list[str]]:
    from ingest.sources import is_address

    feeds = [source for source in sources if is_address(source)]
    folders = [Path(source) for source in sources if not is_address(source)]
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder.", hint="`citedesk ingest` adds single files.")
    if feeds and not settings.fetch:
        raise InputError(
            "Feeds are not fetched unless it is asked for.", hint="Say --fetch, or set fetch = true (CITEDESK_FETCH=1)."
        )
    return folders, feeds


def _seconds(text: str) -> float:
    found = TIME.fullmatch(text.strip())
    if found is None:
        raise InputError(f"--every {text!r} is no time.", hint="Say 90s, 10m or 2h.")
    seconds = float(found[1]) * SECONDS[found[2] or "s"]
    if seconds < SHORTEST:
        raise InputError(f"--every {text} is too often.", hint=f"The shortest time is {SHORTEST:g}s.")
    return seconds
