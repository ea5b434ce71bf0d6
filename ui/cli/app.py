"""The commands put together, and how each of them ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from assistant.errors import CitedeskError
from ui.cli import (
    answer,
    articles,
    chat,
    doctor,
    evaluation,
    fixtures,
    ingestion,
    mcp,
    models,
    search,
    users,
    verify,
    watch,
)  # fmt: skip
from ui.cli.terminal import flush, note, say, say_json

app = typer.Typer(
    name="citedesk",
    help="Ask a collection of news articles, in Korean or English. Every claim of an answer carries the exact words of "
    "an article.",
    epilog="\b\nBegin with:\n  citedesk ingest examples/pages\n  citedesk ask 'When was Nuri launched?'\n\n\b\n"
    "Settings come from `citedesk.toml`, CITEDESK_* variables and options, the last of these winning.\n"
    "Exit status: 0 done, 1 done with failures that are named, 2 wrong usage or unusable input,\n"
    "3 refused by a lock or a mismatch.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)
for module in (
    ingestion,
    watch,
    answer,
    verify,
    search,
    chat,
    users,
    mcp,
    evaluation,
    fixtures,
    articles,
    models,
    doctor,
):
    app.command(module.NAME, short_help=module.SUMMARY, epilog=f"\b\n{module.EXAMPLE}")(module.run)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"citedesk {version('citedesk')}")
        raise typer.Exit


@app.callback()
def citedesk(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""


def main() -> None:
    """Run the command line and end the process with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    arguments = sys.argv[1:]
    status = run(arguments)
    flush()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    :returns: its exit status: that of the error for a :class:`CitedeskError`, 130 after an interruption.
    """
    try:
        app(list(arguments), prog_name="citedesk")
    except CitedeskError as error:
        return _explain(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _explain(error: CitedeskError, *, as_json: bool) -> int:
    if as_json:
        say_json(json.dumps({"error": error.message, "hint": error.hint}, ensure_ascii=False))
    note(f"citedesk: {error.message} {error.hint}".rstrip())
    return error.exit_status
