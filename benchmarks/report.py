"""An outcome on the terminal, as flat JSON, and in a Markdown file between two marks."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

from benchmarks.outcome import Outcome


def markdown(outcome: Outcome, measured: str) -> str:
    """Tables, notes, what was skipped, and the conditions."""
    parts = [table.markdown() for table in outcome.tables]
    lines = [f"- {line}" for line in [*outcome.notes, *(f"Skipped: {what}" for what in outcome.skipped)]]
    parts += ["\n".join(lines)] if lines else []
    return "\n\n".join([*parts, f"Measured {measured}."]) + "\n"


def write_json(figures: dict[str, float], path: Path) -> None:
    """One flat object of named figures, sorted; four digits after the point.

    :raises ValueError: for a figure that is not finite.
    """
    wrong = [name for name, value in figures.items() if not math.isfinite(value)]
    if wrong:
        raise ValueError(f"not finite: {', '.join(wrong)}")
    rounded = {name: round(value, 4) for name, value in sorted(figures.items())}
    path.write_text(json.dumps(rounded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def marks(name: str) -> tuple[str, str]:
    """The lines between which a benchmark's tables stand."""
    return f"<!-- benchmarks.{name} -->", f"<!-- end of benchmarks.{name} -->"


def write_into(path: Path, name: str, text: str) -> None:
    """Replace what stands between the marks of a benchmark.

    :raises ValueError: when the file has no such marks.
    """
    begin, end = marks(name)
    page = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"{path} has no lines {begin} and {end}")
    path.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n{end}", page, count=1), encoding="utf-8")
