"""``citedesk ingest``: add articles to a library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import InputError, LibraryLockedError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, VerboseOption, settings_of
from ui.cli.terminal import is_watched, note, one_line, pad, say, say_json

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.cli.handover import Given

NAME = "ingest"
SUMMARY = "Add articles to a library."
EXAMPLE = (
    "Examples:\n  citedesk ingest examples/pages\n  pbpaste | citedesk ingest -\n"
    "  citedesk ingest --fetch https://news.example.org/feed.xml"
)


class Rights(StrEnum):
    """What to do with pages whose publisher reserves rights."""

    WARN = "warn"
    REFUSE = "refuse"
    IGNORE = "ignore"


RightsOption = Annotated[
    Rights | None, typer.Option("--rights", help="What to do with pages whose publisher reserves rights.")
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="OURS=THEIRS", help="Another name of a field in rows (JSONL, CSV, Parquet); repeatable."
    ),
]
FetchOption = Annotated[
    bool | None, typer.Option("--fetch/--no-fetch", help="Whether addresses may be fetched; else the setting `fetch`.")
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=1, max=64, help="Processes that read ahead; else the setting.")
]


def run(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCES", help="Files, folders and addresses; - is standard input.")
    ],
    library: LibraryOption = None,
    rights: RightsOption = None,
    field: FieldOption = None,
    jobs: JobsOption = None,
    fetch: FetchOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Add news articles to a library: text as copied from a browser, HTML, PDF, DOCX, HWPX, rows of JSONL and more.

    What is there already is left alone, so an interrupted run is simply started again. A line for each page says
    whether it was added, unchanged, skipped or failed, and why. While `citedesk chat` runs, it does the work.
    """
    reserved = rights.value if rights else None
    settings = settings_of(config, verbose, library=library, rights=reserved, jobs=jobs, fetch=fetch)
    try:
        report = ingest_or_hand_over(sources, settings, mapping_of(field or []))
    except KeyboardInterrupt:
        note("citedesk: interrupted. What was stored stays; the same command again goes on from there.")
        raise typer.Exit(130) from None
    if as_json:
        say_json(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show_report(report)
    if report["exit_status"]:
        raise typer.Exit(report["exit_status"])


def ingest_or_hand_over(
    sources: Sequence[Given], settings: Settings, mapping: dict[str, str], *, bars: bool = True
) -> dict[str, Any]:
    """Add the sources, or let the chat server add them when it owns the library; the report as plain values.

    :raises LibraryLockedError: when another process than the chat server owns the library.
    """
    from ingest import ingest
    from ui.cli.handover import hand_over, is_served

    try:
        watched = bars and is_watched()
        report = ingest(sources, library=settings.library, settings=settings, mapping=mapping, progress=watched)
    except LibraryLockedError:
        if not is_served(settings.library):
            raise
        return hand_over(sources, settings, mapping)
    found: dict[str, Any] = json.loads(report.to_json())
    return found


def show_report(report: dict[str, Any]) -> None:
    """Print a line for each page, then the totals."""
    for line in report["lines"]:
        show_line(line)
    say(", ".join(f"{count} {status}" for status, count in report["counts"].items()))


def show_line(line: dict[str, Any]) -> None:
    """Print what became of a page."""
    words = [one_line(line["source"]), one_line(line["title"])]
    reason = f"({one_line(line['reason'])})" if line["reason"] else ""
    say(" ".join([pad(line["status"], 10), "  ".join(word for word in words if word), reason]).rstrip())


def mapping_of(fields: list[str]) -> dict[str, str]:
    """Our names of fields with theirs, out of OURS=THEIRS."""
    pairs = [field.partition("=") for field in fields]
    for ours, equals, theirs in pairs:
        if not (ours and equals and theirs):
            raise InputError(
                f"--field {ours + equals + theirs!r} is not OURS=THEIRS.", hint="Say --field title=headline."
            )
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def library_exists(path: Path) -> bool:
    """Whether a library lies in this directory."""
    from assistant.library.directory import Directory

    return Directory(path).database.is_file()
