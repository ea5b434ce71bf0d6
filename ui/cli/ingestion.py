"""``citedesk ingest``: add articles to a library."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import InputError, LibraryLockedError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, VerboseOption, settings_of
from ui.cli.terminal import is_watched, one_line, pad, say, say_json

if TYPE_CHECKING:
    from assistant.settings import Settings

NAME = "ingest"
SUMMARY = "Add articles to a library."
EXAMPLE = "Examples:\n  citedesk ingest examples/pages\n  pbpaste | citedesk ingest -"


class Rights(StrEnum):
    """What to do with pages whose publisher reserves rights."""

    WARN = "warn"
    REFUSE = "refuse"
    IGNORE = "ignore"


def run(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCES", help="Files and folders; - is standard input.")],
    library: LibraryOption = None,
    rights: Annotated[
        Rights | None, typer.Option("--rights", help="What to do with pages whose publisher reserves rights.")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="OURS=THEIRS", help="Another name of a field in rows of JSONL; repeatable."),
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Add news articles to a library: text as copied from a browser, HTML, Markdown, rows of JSONL.

    What is there already is left alone, so an interrupted run is simply started again. A line for each page says
    whether it was added, unchanged, skipped or failed, and why. While `citedesk chat` runs, it does the work.
    """
    settings = settings_of(config, verbose, library=library, rights=rights.value if rights else None)
    report = ingest_or_hand_over(sources, settings, _mapping(field or []))
    if as_json:
        say_json(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show_report(report)
    if report["exit_status"]:
        raise typer.Exit(report["exit_status"])


def ingest_or_hand_over(sources: list[str], settings: Settings, mapping: dict[str, str]) -> dict[str, Any]:
    """Add the sources, or let the chat server add them when it owns the library; the report as plain values.

    :raises LibraryLockedError: when another process than the chat server owns the library.
    """
    from ingest import ingest
    from ui.cli.handover import hand_over, is_served

    try:
        report = ingest(sources, library=settings.library, settings=settings, mapping=mapping, progress=is_watched())
    except LibraryLockedError:
        if not is_served(settings.library):
            raise
        return hand_over(sources, settings, mapping)
    found: dict[str, Any] = json.loads(report.to_json())
    return found


def show_report(report: dict[str, Any]) -> None:
    """Print a line for each page, then the totals."""
    for line in report["lines"]:
        words = [one_line(line["source"]), one_line(line["title"])]
        reason = f"({one_line(line['reason'])})" if line["reason"] else ""
        say(" ".join([pad(line["status"], 10), "  ".join(word for word in words if word), reason]).rstrip())
    say(", ".join(f"{count} {status}" for status, count in report["counts"].items()))


def _mapping(fields: list[str]) -> dict[str, str]:
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
