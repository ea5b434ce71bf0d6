"""One adding of articles: what has come of it so far, how fast it goes, and whether it is to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ui.ports import ReportLine

STEADY = 2.0
"""Seconds after which the rate says something about the time that is left."""


@dataclass
class Run:
    """Followed by the worker thread that adds, shown by the page; each field is written by one of them alone.

    ``expected`` is how many pages were given; 0 when nobody knows, as with the pages behind an address. ``named`` gives
    files the names that a reader knows.
    """

    expected: int = 0
    lines: list[ReportLine] = field(default_factory=list)
    done: int = 0
    total: int = 0
    stopped: bool = False
    going: bool = True
    named: Callable[[ReportLine], ReportLine] = field(default=lambda line: line)
    clock: Callable[[], float] = time.monotonic
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def take(self, line: ReportLine) -> None:
        """Note a line of the report."""
        self.lines.append(self.named(line))

    def progress(self, done: int, total: int) -> None:
        """Note how many pages are done, vectors included."""
        self.done, self.total = done, total

    def stopping(self) -> bool:
        """Whether somebody wants it to end."""
        return self.stopped

    def stop(self) -> None:
        """Let it end after the page that is being read."""
        self.stopped = True

    def stop_if_left(self, done: bool) -> None:
        """Let it end when nobody looks any more."""
        self.stopped = self.stopped or not done

    @property
    def rate(self) -> float:
        """Pages read in a second so far."""
        return len(self.lines) / max(self.clock() - self.started, 1e-3)

    @property
    def known_total(self) -> int:
        """Pages in all, or 0 when that is not known; a file of rows has one for each line."""
        return max(self.total, self.expected) if self.expected else 0

    @property
    def seconds_left(self) -> float | None:
        """How long reading the rest takes at the rate so far; ``None`` while that cannot be told."""
        total = self.known_total
        if not total or not self.lines or self.clock() - self.started < STEADY:
            return None
        return max(total - len(self.lines), 0) / self.rate

    @property
    def indexing(self) -> bool:
        """Whether all pages are read, and wait for their vectors."""
        return bool(self.known_total) and len(self.lines) >= self.known_total
