"""``citedesk doctor``: compare the parts of a library, and repair them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.options import ConfigOption, JsonOption, LibraryOption, VerboseOption, settings_of
from ui.cli.terminal import bar, one_line, say, say_json

if TYPE_CHECKING:
    from assistant.library.findings import DoctorReport
    from assistant.settings import Settings

NAME = "doctor"
SUMMARY = "Compare the parts of a library, and repair them."
EXAMPLE = "Examples:\n  citedesk doctor\n  citedesk doctor --repair"


def run(
    repair: Annotated[bool, typer.Option("--repair", help="Put right what differs.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make the vector index anew; nothing is embedded again.")
    ] = False,
    reembed: Annotated[
        bool, typer.Option("--reembed", help="First embed every passage anew with the model of the settings.")
    ] = False,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Compare articles, keywords and vectors of a library, and say what differs.

    The exit status is 1 when something differs and was not repaired.
    """
    settings = settings_of(config, verbose, library=library)
    report = _examine(settings, repair=repair, rebuild=rebuild, reembed=reembed)
    if as_json:
        say_json(json.dumps(asdict(report) | {"healthy": report.healthy}, ensure_ascii=False, indent=2))
    else:
        _show(report)
    if not report.healthy:
        raise typer.Exit(1)


def _examine(settings: Settings, *, repair: bool, rebuild: bool, reembed: bool) -> DoctorReport:
    from assistant.library import Library

    writes = repair or rebuild or reembed
    with Library.open(settings.library, write=writes, holder="citedesk doctor") as opened:
        if reembed:
            from assistant.models.embedding import load_encoder

            with bar("passage") as tell:
                opened.reembed(load_encoder(settings.embedding, dtype=settings.dtype), tell)
        if rebuild:
            with bar("vector") as tell:
                opened.rebuild(tell)
        return opened.doctor(repair=repair)


def _show(report: DoctorReport) -> None:
    for found in report.findings:
        done = "repaired" if found.repaired else "differs"
        say(f"{done}: {one_line(found.message)} ({found.count})")
        if found.examples:
            say(f"  {', '.join(one_line(each) for each in found.examples)}")
    for text in report.notes:
        say(f"note: {one_line(text)}")
    if not report.findings:
        say("Nothing differs.")
    elif not report.healthy:
        say("`citedesk doctor --repair` puts right what can be.")
