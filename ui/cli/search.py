"""``citedesk search``: find passages without an answer."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ui.cli.answer import whole
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, VerboseOption, settings_of
from ui.cli.rendering import evidence_lines, time_lines, weights_line
from ui.cli.terminal import note, one_line, say, say_json

NAME = "search"
SUMMARY = "Find passages, without an answer."
EXAMPLE = "Example:\n  citedesk search '누리호 발사 비용' -k 3 --explain"


def run(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What to look for.")],
    k: Annotated[int, typer.Option("-k", "--count", metavar="N", min=1, max=1000, help="How many passages.")] = 10,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show how the question was understood, and scores, places and weights by leg."),
    ] = False,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find the passages that best fit a question, best first. No model writes anything."""
    settings = settings_of(config, verbose, library=library, model="extractive")
    from assistant import Assistant

    with Assistant.open(settings=settings) as assistant:
        found = assistant.search(whole(question), k)
        frame = assistant.time_frame(whole(question))
    if explain or verbose:
        for line in (f"question: {one_line(frame.question)}", *time_lines(frame), weights_line(found)):
            if line:
                note(line)
    if as_json:
        say_json(json.dumps([each.model_dump(mode="json") for each in found], ensure_ascii=False, indent=2))
    elif found:
        say("\n".join(evidence_lines(found, explain=explain or verbose)))
    else:
        say("Nothing was found.")
