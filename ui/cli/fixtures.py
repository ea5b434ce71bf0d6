"""``citedesk fixtures``: check files of fixtures, propose new ones, and show what may stand in one."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import InputError
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, settings_of
from ui.cli.reviewing import review_files
from ui.cli.terminal import say, say_json

if TYPE_CHECKING:
    from assistant.evaluation.fixture_file import FixtureFile, Problem
    from assistant.settings import Settings

NAME = "fixtures"
SUMMARY = "Check or propose questions with known facts."
EXAMPLE = (
    "Examples:\n  citedesk fixtures check mine.csv\n  citedesk fixtures check mine.yaml --library mine\n"
    "  citedesk fixtures draft --library mine --count 20 > drafts.yaml\n  citedesk fixtures review drafts.yaml\n"
    "  citedesk fixtures schema"
)


class Action(StrEnum):
    """What to do with fixtures."""

    CHECK = "check"
    DRAFT = "draft"
    REVIEW = "review"
    SCHEMA = "schema"


def run(
    action: Annotated[Action, typer.Argument(metavar="check|draft|review|schema", help="What to do.")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="JSONL, CSV or YAML.")] = None,
    count: Annotated[int, typer.Option(metavar="N", min=1, help="With draft: how many to propose.")] = 20,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="With review: accept this one.")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="With review: delete this one.")] = None,
    library: LibraryOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is wrong with fixtures, by file, line and field, with a fix; propose new ones; or print the JSON Schema.

    `draft` prints YAML: sentences of the library with a gap where a number or date stood, each with its fact and quote.
    They are not asked until somebody accepts them: `review` shows one after the other, to be accepted, reworded or rejected,
    or decides on those that --accept and --reject name. With --library, check sees too that the quotes stand in
    its articles, letter for letter. The exit status is 1 when something is wrong; warnings do not count.
    """
    if action is Action.SCHEMA:
        from assistant.evaluation import Fixture

        say_json(json.dumps(Fixture.model_json_schema(), ensure_ascii=False, indent=2))
        return
    if action is Action.DRAFT:
        _draft(settings_of(config, library=library), count, as_json=as_json)
        return
    if action is Action.REVIEW:
        review_files(files or [], accept or [], reject or [])
        return
    if not files:
        raise InputError("A file of fixtures is needed.", hint="citedesk fixtures check FILE")
    from assistant.evaluation.fixture_file import read_file

    read = [read_file(path) for path in files]
    found = [problem for file in read for problem in _problems(file, library, config)]
    if as_json:
        say_json(json.dumps([asdict(each) | {"path": str(each.path)} for each in found], ensure_ascii=False, indent=2))
    else:
        _show(read, found)
    if any(not problem.warning for problem in found):
        raise typer.Exit(1)


def _draft(settings: Settings, count: int, *, as_json: bool) -> None:
    from assistant.evaluation.drafting import as_yaml, draft
    from assistant.library import Library

    with Library.open(settings.library) as opened:
        found = draft(opened, count)
    if as_json:
        rows = [each.model_dump(mode="json", exclude_defaults=True) for each in found]
        say_json(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        say(as_yaml(found).rstrip())


def _problems(file: FixtureFile, library: Path | None, config: Path | None) -> list[Problem]:
    from assistant.evaluation.proving import doubts, unproven

    found = [*file.problems, *doubts(file)]
    if library is not None:
        from assistant.evaluation.spans import Corpus
        from assistant.library import Library

        with Library.open(settings_of(config, library=library).library) as opened:
            found += unproven(file, Corpus(opened))
    return sorted(found, key=lambda problem: problem.line)


def _show(read: list[FixtureFile], found: list[Problem]) -> None:
    for problem in found:
        say(f"{'warning: ' if problem.warning else ''}{problem}")
        say(f"  {problem.fix}")
    for file in read:
        wrong = sum(not each.warning for each in found if each.path == file.path)
        proposals = sum(not each.accepted for each in file.fixtures)
        waiting = f", {proposals} of them proposals" if proposals else ""
        say(f"{file.path}: {len(file.fixtures)} fixtures{waiting}, {wrong} problems.")
