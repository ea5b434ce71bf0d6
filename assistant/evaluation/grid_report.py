"""The runs of a sweep side by side: as plain text, as plain values, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from assistant.evaluation.grid import Point
from assistant.evaluation.markup import document, element
from assistant.evaluation.page import choice, head, measured, table_of
from assistant.evaluation.page_words import both
from assistant.evaluation.saved import Saved
from assistant.evaluation.table import COLUMNS, LOWER_IS_BETTER
from assistant.text.normalise import visible

Runs = Sequence[tuple[Point, Saved]]


def grid_table(runs: Runs) -> str:
    """A line for each combination, as plain text."""
    wide = max(len("settings"), *(len(visible(point.name)) for point, _ in runs))
    lines = [f"{'settings':<{wide}}" + "".join(f"{title:>8}" for title in COLUMNS.values()) + f"{'seconds':>9}"]
    for point, report in runs:
        cells = "".join(_cell(report["metrics"].get(metric)) for metric in COLUMNS)
        lines.append(f"{visible(point.name):<{wide}}{cells}{_seconds(report):>9}")
    return "\n".join(lines)


def grid_values(runs: Runs) -> list[dict[str, Any]]:
    """Settings and metrics of each combination, as plain values; nothing of them depends on the clock."""
    return [
        {"settings": point.settings, "passages": point.target, "metrics": report["metrics"], "folder": point.slug}
        for point, report in runs
    ]


def grid_page(runs: Runs) -> str:
    """The combinations side by side as one HTML page: a table, then for each metric a bar a combination, the best in bold."""
    questions = runs[0][1]["fixtures"]["count"]
    body = element("body", element("h1", both("sweep")))
    body.append(element("p", f"{len(runs)} × {questions} ", both("questions"), class_="soft"))
    switch = (choice("to-en", "English", checked=True), choice("to-ko", "한국어", checked=False))
    body.append(element("div", *switch, class_="choose"))
    body.append(element("p", both("sweep_note"), class_="soft"))
    body.append(table_of((point.name, report["questions_asked"], report["metrics"]) for point, report in runs))
    for metric in COLUMNS:
        if rows := _rows(metric, runs):
            body.append(element("h2", both(metric), " ▼" if metric in LOWER_IS_BETTER else None))
            body.append(element("div", *rows, class_="rows"))
    return document(head("Sweep"), body, "en")


def _rows(metric: str, runs: Runs) -> list[Element]:
    pairs = [(point, found) for point, report in runs if (found := report["metrics"].get(metric))]
    best = max((found["value"] for _, found in pairs), default=None)
    rows = []
    for point, found in pairs:
        title = element("div", point.name, class_="name")
        rows.append(measured(title, point.name, found, best=found["value"] == best))
    return rows


def _cell(found: dict[str, float] | None) -> str:
    return f"{'-':>8}" if found is None else f"{found['value']:>8.3f}"


def _seconds(report: Saved) -> str:
    total = report["timings"]["seconds"].get("total")
    return f"{total['median']:.2f}" if total else "-"
