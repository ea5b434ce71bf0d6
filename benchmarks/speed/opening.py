"""Seconds until a library can be asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from assistant.library import Library
from benchmarks.metrics import median

TIMES = 5


def opening_seconds(library: Path, times: int = TIMES) -> list[float]:
    """Seconds to open a library and its index in a process that has done so before."""
    seconds = []
    for _ in range(times + 1):
        started = perf_counter()
        with Library.open(library) as opened:
            opened.counts()
        seconds.append(perf_counter() - started)
    return seconds[1:]


def cold_seconds(library: Path, question: str) -> float:
    """Seconds of ``citedesk search`` in a new process: imports, model, library and search."""
    command = [sys.executable, "-m", "ui.cli", "search", question, "--library", str(library), "--json"]
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - started


def opening_figures(library: Path, question: str) -> dict[str, float | None]:
    """Both, by name."""
    return {
        "open.seconds": median(opening_seconds(library)),
        "open.cold_search_seconds": cold_seconds(library, question),
    }
