"""Sweeps from the command line: the same questions with each combination of a grid."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.evaluating import Ways, evaluate_with, library_of, save, write
from ui.cli.terminal import bar, note, say, say_json

if TYPE_CHECKING:
    from assistant.evaluation import Fixture
    from assistant.evaluation.grid import Point
    from assistant.library import Library
    from assistant.models.protocols import Embedder
    from assistant.settings import Settings
    from ingest.passages import Size

LIBRARIES = "libraries"
"""The folder beside the kept answers that holds libraries with other passages or vectors."""


def run_grid(
    grid: Path,
    fixtures: list[Fixture],
    settings: Settings,
    ways: Ways,
    pages: Path | None,
    out: Path | None,
    *,
    as_json: bool,
) -> None:
    """Evaluate with each combination of a grid, and show them side by side."""
    from assistant.evaluation.grid import read_grid
    from assistant.evaluation.grid_report import grid_page, grid_table, grid_values

    points = read_grid(grid)
    for point in points:
        point.over(settings)  # all are read before the first is asked
    runs = []
    with library_of(settings, pages) as ready:
        for number, point in enumerate(points, 1):
            note(f"citedesk: {number} of {len(points)}: {point.name}")
            report = evaluate_with(fixtures, _settings_of(point, ready, ways.kept), ways, pages)
            if out is not None:
                save(report, out / point.slug)
            runs.append((point, report.to_dict()))
    if out is not None:
        write(out / "grid.json", json.dumps(grid_values(runs), ensure_ascii=False, indent=2) + "\n")
        write(out / "grid.html", grid_page(runs))
    if as_json:
        say_json(json.dumps(grid_values(runs), ensure_ascii=False, indent=2))
    else:
        say(grid_table(runs))


def _settings_of(point: Point, settings: Settings, kept: Path) -> Settings:
    """The settings of a combination, with a library of its own where passages or vectors differ."""
    varied = point.over(settings)
    if point.target is None and varied.embedding == settings.embedding:
        return varied
    from assistant.library import Library
    from assistant.models.embedding import load_encoder
    from ingest.passages import Size
    from ingest.recut import recut

    size = Size() if point.target is None else Size.about(point.target)
    embedder = load_encoder(varied.embedding, dtype=varied.dtype)
    with Library.open(settings.library) as source, bar("passage") as tell:
        place = kept / LIBRARIES / _name(source, size, embedder)
        recut(source, place, embedder, size, tell)
    return varied.model_copy(update={"library": place})


def _name(source: Library, size: Size, embedder: Embedder) -> str:
    """The SHA-256 of all that such a library depends on, so that a sweep that was broken off finds it again."""
    from assistant.library.schema import VERSION
    from ingest import CHUNKER_VERSION

    made_of = [
        sorted(each.id for each in source.articles()),
        VERSION,
        CHUNKER_VERSION,
        asdict(size),
        asdict(embedder.fingerprint),
    ]
    return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
