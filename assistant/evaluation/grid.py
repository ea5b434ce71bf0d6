"""Sweeps: the same fixtures with each combination of settings, side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.markup import document, element
from assistant.evaluation.page import stylesheet
from assistant.evaluation.plots import interval_bar
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import COLUMNS
from assistant.settings import Settings
from assistant.text.normalise import visible

_OUTSIDE = frozenset({"library"})
"""Settings that a grid may not have: the same articles must be asked each time."""


@dataclass(frozen=True)
class Point:
    """One combination of settings."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        """Its settings in one line."""
        return ", ".join(f"{name}={value}" for name, value in self.settings.items())

    @property
    def slug(self) -> str:
        """Its name as that of a folder."""
        return "".join(char if char.isalnum() or char in "=.-" else "_" for char in self.name)


def read_grid(path: Path) -> list[Point]:
    """Read a grid: a table ``[settings]`` that gives a list of values for each setting; all combinations are made.

    :raises InputError: when it is malformed, or names what is no setting.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no grid {path}.", hint="docs/evaluation.md shows one.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The grid {path} cannot be read: {error}.") from None
    lists = found.get("settings")
    if not isinstance(lists, dict) or set(found) != {"settings"} or not lists:
        raise InputError(f"{path} must hold one table, [settings].", hint="docs/evaluation.md shows one.")
    for name, values in lists.items():
        if name not in Settings.model_fields.keys() - _OUTSIDE:
            known = ", ".join(sorted(Settings.model_fields.keys() - _OUTSIDE))
            raise InputError(f"{path}, {name}: there is no such setting to vary.", hint=f"There are: {known}.")
        if not isinstance(values, list) or not values:
            raise InputError(f"{path}, {name}: a list of values is needed.", hint=f'Write {name} = ["…", "…"].')
    return [Point(dict(zip(lists, values, strict=True))) for values in product(*lists.values())]


def grid_table(runs: Sequence[tuple[Point, Saved]]) -> str:
    """A line for each combination, as plain text."""
    wide = max(len("settings"), *(len(visible(point.name)) for point, _ in runs))
    lines = [f"{'settings':<{wide}}" + "".join(f"{title:>8}" for title in COLUMNS.values()) + f"{'seconds':>9}"]
    for point, report in runs:
        cells = "".join(_cell(report["metrics"].get(metric)) for metric in COLUMNS)
        lines.append(f"{visible(point.name):<{wide}}{cells}{_seconds(report):>9}")
    return "\n".join(lines)


def grid_values(runs: Sequence[tuple[Point, Saved]]) -> list[dict[str, Any]]:
    """The settings and metrics of each combination, as plain values."""
    return [{"settings": point.settings, "metrics": report["metrics"], "folder": point.slug} for point, report in runs]


def grid_page(runs: Sequence[tuple[Point, Saved]]) -> str:
    """The combinations side by side as one HTML page: for each metric a bar a combination."""
    body = element("body", element("h1", "Sweep"), element("p", f"{len(runs)} × {runs[0][1]['fixtures']['count']}"))
    for metric in COLUMNS:
        rows = element("div", class_="rows")
        for point, report in runs:
            found = report["metrics"].get(metric)
            if found:
                label = f"{point.name}: {found['value']:.3f}"
                rows.append(element("div", point.name, class_="name"))
                rows.append(interval_bar(found["value"], found["low"], found["high"], label))
                rows.append(element("div", f"{found['value']:.3f}", class_="number"))
        body.append(element("h2", metric))
        body.append(rows)
    head = element("head", element("meta", charset="utf-8"), element("title", "Sweep"), element("style", stylesheet()))
    head.append(element("meta", name="viewport", content="width=device-width, initial-scale=1"))
    return document(head, body, "en")


def _cell(found: dict[str, float] | None) -> str:
    return f"{'-':>8}" if found is None else f"{found['value']:>8.3f}"


def _seconds(report: Saved) -> str:
    total = report["timings"]["seconds"].get("total")
    return f"{total['median']:.2f}" if total else "-"
