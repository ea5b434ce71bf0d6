"""``citedesk evaluate``: measure answers against fixtures, compare two reports, hold one against floors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import InputError
from ui.cli.evaluating import Ways, evaluate_with, library_of, save
from ui.cli.evaluation_options import (
    CacheOption,
    CompareOption,
    FixturesArgument,
    FreshOption,
    GateOption,
    GridOption,
    JudgeOption,
    LimitOption,
    NliOption,
    OutOption,
    PagesOption,
    PricesOption,
    RepinOption,
    TagOption,
)
from ui.cli.options import ConfigOption, JsonOption, LibraryOption, ModelOption, VerboseOption, settings_of
from ui.cli.sweeping import run_grid
from ui.cli.terminal import note, say, say_json

if TYPE_CHECKING:
    from assistant.evaluation import Fixture, Report

NAME = "evaluate"
SUMMARY = "Measure answers against questions with known facts."
EXAMPLE = (
    "Examples:\n  citedesk evaluate examples/fixtures.jsonl --pages examples/pages --model extractive\n"
    "  citedesk evaluate mine.csv --library mine --out reports/today --gate floors.toml\n"
    "  citedesk evaluate --compare reports/before reports/today"
)


def run(
    fixtures: FixturesArgument = None,
    pages: PagesOption = None,
    out: OutOption = None,
    limit: LimitOption = None,
    tag: TagOption = None,
    compare: CompareOption = None,
    gate: GateOption = None,
    repin: RepinOption = False,
    grid: GridOption = None,
    prices: PricesOption = None,
    nli: NliOption = None,
    judge: JudgeOption = None,
    cache: CacheOption = None,
    fresh: FreshOption = False,
    library: LibraryOption = None,
    model: ModelOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Ask the questions of a file and measure retrieval, facts, citations, refusals and seconds.

    Prints tables by metric, language and tag. Answers are kept, so that a run which was broken off goes on, and one that only
    scores anew asks nothing. Wrong answers are a result (exit status 0); questions that could not be asked or scored, and
    metrics below their floor, are a failure (1).
    """
    if compare:
        _compare(compare, fixtures, as_json=as_json)
        return
    if repin and gate is None:
        raise InputError("--repin needs --gate FILE.", hint="It writes that file anew.")
    settings = settings_of(config, verbose, library=library, model=model)
    from assistant.evaluation.answer_cache import default_cache

    chosen = select(fixtures, tag or [], limit)
    ways = Ways(cache or default_cache(), fresh=fresh, prices=prices, nli=nli, judge=judge)
    with going_on():
        if grid:
            run_grid(grid, chosen, settings, ways, pages, out, as_json=as_json)
            return
        with library_of(settings, pages) as ready:
            report = evaluate_with(chosen, ready, ways, pages)
    if out is not None:
        save(report, out)
    _show(report, as_json=as_json)
    held = _hold(report, gate, repin=repin) if gate else True
    if report.exit_status or not held:
        raise typer.Exit(1)


@contextmanager
def going_on() -> Iterator[None]:
    """Say on Ctrl-C that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        note("citedesk: interrupted. The answers so far are kept; the same command again goes on from there.")
        raise typer.Exit(130) from None


def select(path: Path | None, tags: list[str], limit: int | None) -> list[Fixture]:
    """The first fixtures of a file that carry one of the tags.

    :raises InputError: when no file is named, none of its fixtures has the tag, or none is accepted yet.
    """
    if path is None:
        raise InputError("A file of fixtures is needed.", hint="`citedesk evaluate --help` shows examples.")
    from assistant.evaluation import read_fixtures

    fixtures = read_fixtures(path)
    found = [fixture for fixture in fixtures if not tags or set(tags) & set(fixture.tags)][:limit]
    if not found:
        known = ", ".join(sorted({tag for fixture in fixtures for tag in fixture.tags}))
        raise InputError(
            f"No fixture of {path} has the tag {' or '.join(map(repr, tags))}.", hint=f"There are: {known}."
        )
    if not any(fixture.accepted for fixture in found):
        raise InputError(
            f"All fixtures of {path} are proposals.", hint="Set `accepted` to true in those that are right."
        )
    return found


def _compare(reports: tuple[Path, Path], fixtures: Path | None, *, as_json: bool) -> None:
    from assistant.evaluation import compare, read_report

    if fixtures is not None:
        raise InputError(
            "--compare takes two reports and no fixtures.", hint="citedesk evaluate --compare BEFORE AFTER"
        )
    found = compare(*map(read_report, reports))
    if as_json:
        import json

        say_json(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        say(found.table().rstrip())


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        say_json(report.to_json())
    else:
        say(report.table().rstrip())


def _hold(report: Report, gate: Path, *, repin: bool) -> bool:
    """Whether a report passes a gate; says on standard error what does not."""
    from assistant.evaluation import gate as gates

    if repin:
        gates.repin(report.to_dict(), gate)
        note(f"citedesk: the floors of {gate} were written from this run.")
        return True
    held = gates.hold(report.to_dict(), gates.read_floors(gate))
    for breach in held.breaches:
        note(f"citedesk: below the gate {gate}: {breach}.")
    return held.passed
