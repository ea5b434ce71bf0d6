"""``citedesk evaluate``: measure answers against fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import InputError, StorageError
from ui.cli.ingestion import library_exists
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, ModelOption, VerboseOption, settings_of
from ui.cli.terminal import bar, is_watched, note, say, say_json

if TYPE_CHECKING:
    from assistant.evaluation import Fixture, Report
    from assistant.settings import Settings

NAME = "evaluate"
SUMMARY = "Measure answers against questions with known facts."
EXAMPLE = (
    "Examples:\n  citedesk evaluate examples/fixtures.jsonl --pages examples/pages --model extractive\n"
    "  citedesk evaluate mine.jsonl --library mine --tag number --out report.json"
)


def run(
    fixtures: Annotated[Path, typer.Argument(metavar="FIXTURES", help="JSONL, as docs/evaluation.md describes it.")],
    pages: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Make a temporary library of this folder if there is no other.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report of every question here.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Ask only the first N questions.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option(metavar="T", help="Ask only questions with this tag; repeatable.")
    ] = None,
    library: LibraryOption = None,
    model: ModelOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Ask the questions of a file and measure retrieval, facts, citations, refusals and seconds.

    Prints tables by metric, language and tag. Wrong answers are a result (exit status 0); questions that could not be
    asked or scored are a failure (1).
    """
    settings = settings_of(config, verbose, library=library, model=model)
    from assistant.evaluation import read_fixtures

    chosen = select(read_fixtures(fixtures), tag or [], limit, fixtures)
    with _library(settings, pages) as ready:
        report = _evaluate(chosen, ready, pages)
    if out is not None:
        _save(report, out)
    if as_json:
        say_json(report.to_json())
    else:
        say(report.table().rstrip())
    if report.exit_status:
        raise typer.Exit(report.exit_status)


def select(fixtures: list[Fixture], tags: list[str], limit: int | None, path: Path) -> list[Fixture]:
    """The first fixtures that carry one of the tags.

    :raises InputError: when none does.
    """
    found = [fixture for fixture in fixtures if not tags or set(tags) & set(fixture.tags)][:limit]
    if not found:
        known = ", ".join(sorted({tag for fixture in fixtures for tag in fixture.tags}))
        raise InputError(
            f"No fixture of {path} has the tag {' or '.join(map(repr, tags))}.", hint=f"There are: {known}."
        )
    return found


def _evaluate(fixtures: list[Fixture], settings: Settings, pages: Path | None) -> Report:
    from assistant import Assistant
    from assistant.evaluation import evaluate

    with Assistant.open(settings=settings) as assistant, bar("question") as tell:
        return evaluate(fixtures, assistant, pages=pages, progress=tell)


@contextmanager
def _library(settings: Settings, pages: Path | None) -> Iterator[Settings]:
    """Settings with a library in place: the one that is there, or a temporary one made of the folder of pages."""
    if pages is None or library_exists(settings.library):
        yield settings
        return
    if not pages.is_dir():
        raise InputError(f"There is no folder {pages}.", hint="--pages takes the folder of the fixtures' articles.")
    from ingest import ingest

    with TemporaryDirectory(prefix="citedesk-") as place:
        temporary = settings.model_copy(update={"library": Path(place)})
        added = ingest(pages, library=place, settings=temporary, progress=is_watched())
        for line in added.lines:
            if line.status != "added":
                note(f"citedesk: {line.status}: {line.source}: {line.reason}")
        yield temporary


def _save(report: Report, out: Path) -> None:
    try:
        out.write_text(report.to_json(), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"The report {out} cannot be written: {error.strerror or error}.") from None
