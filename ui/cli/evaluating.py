"""Running an evaluation from the command line: a library in place, a bar, the report in files; once, or over a grid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.errors import InputError, StorageError
from ui.cli.ingestion import library_exists
from ui.cli.terminal import bar, is_watched, note, say, say_json

if TYPE_CHECKING:
    from assistant.evaluation import Fixture, Report
    from assistant.settings import Settings


def evaluate_with(
    fixtures: list[Fixture],
    settings: Settings,
    pages: Path | None,
    kept: Path,
    *,
    fresh: bool = False,
    prices: tuple[float, float] | None = None,
) -> Report:
    """Evaluate with one set of settings; what is kept in a folder is not asked again."""
    from assistant.evaluation import evaluate
    from assistant.evaluation.kept_assistant import KeptAssistant
    from assistant.evaluation.report import Prices

    with (
        library_of(settings, pages) as ready,
        KeptAssistant.over(ready, kept=kept, fresh=fresh) as assistant,
        bar("question") as tell,
    ):
        priced = Prices(*prices) if prices else None
        return evaluate(fixtures, assistant, pages=pages, progress=tell, cache=kept, fresh=fresh, prices=priced)


def run_grid(
    grid: Path,
    fixtures: list[Fixture],
    settings: Settings,
    pages: Path | None,
    out: Path | None,
    kept: Path,
    *,
    as_json: bool,
) -> None:
    """Evaluate with each combination of a grid, and show them side by side."""
    from assistant.evaluation.grid import grid_page, grid_table, grid_values, read_grid

    points = read_grid(grid)
    chosen = [(point, _changed(settings, point.settings)) for point in points]
    runs = []
    for number, (point, varied) in enumerate(chosen, 1):
        note(f"citedesk: {number} of {len(points)}: {point.name}")
        report = evaluate_with(fixtures, varied, pages, kept)
        if out is not None:
            save(report, out / point.slug)
        runs.append((point, report.to_dict()))
    if out is not None:
        _write(out / "grid.json", json.dumps(grid_values(runs), ensure_ascii=False, indent=2) + "\n")
        _write(out / "grid.html", grid_page(runs))
    if as_json:
        say_json(json.dumps(grid_values(runs), ensure_ascii=False, indent=2))
    else:
        say(grid_table(runs))


def _changed(settings: Settings, changes: dict[str, object]) -> Settings:
    from assistant.settings import load_settings

    return load_settings(None, **(settings.model_dump() | changes))


@contextmanager
def library_of(settings: Settings, pages: Path | None) -> Iterator[Settings]:
    """Settings with a library in place: the one that is there, or a temporary one made of the folder of pages.

    :raises InputError: when there is no such folder.
    """
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


def save(report: Report, out: Path) -> None:
    """Write a report: as JSON alone to FILE.json, else as JSON, HTML and JUnit XML to a folder.

    :raises StorageError: when it cannot be written.
    """
    if out.suffix == ".json":
        _write(out, report.to_json(), make=False)
        return
    _write(out / "report.json", report.to_json())
    _write(out / "report.html", report.to_html())
    _write(out / "junit.xml", report.to_junit())


def _write(path: Path, text: str, *, make: bool = True) -> None:
    try:
        if make:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"The report {path} cannot be written: {error.strerror or error}.") from None
